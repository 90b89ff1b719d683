"""The generator's config: derived sizes, strict reading."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infinitygan.config import PRESETS, GeneratorConfig, patch_px

SMALL = GeneratorConfig(levels=2, texture_widths=(8, 4, 4), structure_width=6)


@pytest.mark.parametrize("name", PRESETS)
def test_presets_survive_json(name: str):
    data = json.loads(json.dumps(PRESETS[name].to_json()))
    assert GeneratorConfig.from_json(data) == PRESETS[name]


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_can_grow_to_six_levels(name: str):
    assert PRESETS[name].with_levels(6).pixels_per_cell == 64


@pytest.mark.parametrize(("levels", "px"), [(3, 85), (4, 165), (5, 325), (6, 645)])
def test_scene_height_follows_from_levels_and_cells(levels: int, px: int):
    assert PRESETS["M"].with_levels(levels).scene_px == px


@given(levels=st.integers(1, 8), cells=st.integers(6, 40))
def test_patch_size_is_the_fold_of_the_layers(levels: int, cells: int):
    side = cells
    for _ in range(levels):
        side = 2 * side - 5
    assert patch_px(levels, cells) == side


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"levels": 0}, "levels must be 1 to 3"),
        ({"levels": 4}, "levels must be 1 to 3"),
        ({"structure_kernel": 4}, "structure_kernel must be odd, not 4"),
        ({"structure_width": 0}, "structure_width must be at least 1, not 0"),
        ({"texture_widths": [8, 0, 4]}, r"texture_widths\[1\] must be at least 1"),
        ({"texture_widths": "844"}, "wrong value for texture_widths: '844'"),
        ({"texture_widths": [8, 4.0]}, "wrong value for texture_widths"),
        ({"levels": 2.0}, "wrong value for levels: 2.0"),
        ({"levels": True}, "wrong value for levels: True"),
        ({"scene_cells": 5}, "scene_cells must be at least 6, not 5"),
        ({"horizontal": "sin"}, "'cos-sin' or 'tanh-sin', not 'sin'"),
        ({"colour": 1}, "unknown key in the generator config: colour"),
    ],
)
def test_wrong_values_are_refused_by_name(change: dict[str, object], message: str):
    with pytest.raises(ValueError, match=message):
        GeneratorConfig.from_json(SMALL.to_json() | change)


def test_missing_values_are_refused_by_name():
    data = SMALL.to_json()
    del data["levels"]
    with pytest.raises(ValueError, match="missing key in the generator config: levels"):
        GeneratorConfig.from_json(data)


@pytest.mark.parametrize("data", [None, [], "config"])
def test_what_is_no_object_is_refused(data: object):
    with pytest.raises(ValueError, match="JSON object"):
        GeneratorConfig.from_json(data)
