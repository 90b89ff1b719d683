"""Which generator paints a scene."""

from dataclasses import replace

import pytest
import torch
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.geometry import Size
from infinitygan.inference.match import Match, fingerprint, fitted_part
from infinitygan.inference.painters import Painters
from infinitygan.scene import PhotoPlacement, Scene

FINE = replace(TINY, levels=6, texture_widths=(8, 6, 4, 4, 4, 4))
PLAIN = Scene(Size(64, 64))
PLACED = PhotoPlacement("0" * 64, 0.0, 0.0, 32.0, 32.0, match="match")
MATCHED = replace(PLAIN, photos=(PLACED,))


@pytest.fixture
def painters() -> Painters:
    return Painters(tiny_generator(FINE), None, CPU)


def match_of(model: str) -> Match:
    return Match(torch.zeros(8), (), model, {})


def test_a_matched_scene_is_painted_by_the_levels_that_are_fitted_to_photos(painters: Painters):
    assert painters.untuned(PLAIN).config == FINE
    assert painters.untuned(MATCHED).config.levels == 4


def test_a_match_is_tuned_once(painters: Painters):
    part = fitted_part(tiny_generator(FINE))
    bias = "texture.layers.1.bias"
    change = torch.full_like(part.state_dict()[bias], 0.25)
    match = replace(match_of(fingerprint(part)), weight_changes={bias: change})
    generator = painters.tuned(match)
    assert torch.equal(generator.state_dict()[bias], part.state_dict()[bias] + change)
    assert painters.tuned(match) is generator


def test_a_match_of_another_model_is_refused(painters: Painters):
    with pytest.raises(ValueError, match="another model"):
        painters.tuned(match_of("of another"))
