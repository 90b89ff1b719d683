"""What a run is told: the recipes, strict reading, and bounds."""

import json

import pytest

from infinitygan.config import PRESETS
from infinitygan.training.recipes import RECIPES, Recipe, TrainingConfig


@pytest.mark.parametrize("name", RECIPES)
def test_recipes_survive_json(name: Recipe):
    recipe = RECIPES[name]
    assert recipe.recipe == name
    assert TrainingConfig.from_json(json.loads(json.dumps(recipe.to_json()))) == recipe


def test_the_paper_recipe_is_the_published_one():
    paper = RECIPES["paper"]
    assert (paper.batch, paper.style_mixing) == (16, 0.9)
    assert (paper.generator_rate, paper.discriminator_rate) == (0.002, 0.002)
    assert (paper.r1_weight, paper.r1_interval) == (10, 16)
    assert (paper.path_weight, paper.path_interval) == (2, 4)
    assert paper.label_weight == paper.diversity_weight == 1
    assert paper.patch_px(PRESETS["paper"]) == 101


def test_an_older_config_takes_the_defaults_of_what_it_lacks():
    assert TrainingConfig.from_json({"batch": 4}) == TrainingConfig(batch=4)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"recipe": "slow"}, "'fast' or 'paper', not 'slow'"),
        ({"batch": 0}, "batch must be at least 1, not 0"),
        ({"patch_cells": 5}, "patch_cells must be at least 6, not 5"),
        ({"lower_rate": 1.5}, r"lower_rate must be 0 to 1, not 1\.5"),
        ({"seed": -1}, "seed must be 0 to"),
        ({"seed": 2**32}, "seed must be 0 to"),
        ({"head_width": 12}, "head_width must be a multiple of 8"),
        ({"batch": 4.0}, "wrong value for batch: 4.0"),
        ({"decay": 1}, "wrong value for decay: 1"),
        ({"speed": 1}, "unknown key in the training config: speed"),
    ],
)
def test_wrong_values_are_refused_by_name(change: dict[str, object], message: str):
    with pytest.raises(ValueError, match=message):
        TrainingConfig.from_json(change)


def test_a_patch_larger_than_the_scene_is_refused():
    with pytest.raises(ValueError, match="patch_cells must be at most 15"):
        TrainingConfig(patch_cells=16).check(PRESETS["S"])


def test_what_is_no_object_is_refused():
    with pytest.raises(ValueError, match="JSON object"):
        TrainingConfig.from_json(None)
