import json

import pytest
from hypothesis import given
from scene_strategies import names, scenes

from infinitygan.geometry import Size
from infinitygan.recipe import program_version, recipe_from_text, recipe_to_text
from infinitygan.scene import Scene
from infinitygan.scene_json import SceneFileError

SCENE = Scene(Size(1440, 5120), layout_seed=3)


@given(scenes(), names())
def test_recipe_comes_back_exactly(scene: Scene, model_id: str) -> None:
    assert recipe_from_text(recipe_to_text(scene, model_id)) == (scene, model_id)


def test_recipe_is_one_compact_line_that_says_who_made_it() -> None:
    text = recipe_to_text(SCENE, "lakes-5")
    assert "\n" not in text
    assert ": " not in text
    recipe = json.loads(text)
    assert recipe["app"] == "Everscape"
    assert recipe["version"] == program_version()
    assert recipe["model"] == "lakes-5"
    assert recipe["format"] == recipe["scene"]["format"] == 1


@pytest.mark.parametrize("text", ["[]", "{}", '"Everscape"', '{"app": "Other", "format": 1}'])
def test_foreign_text_is_no_recipe(text: str) -> None:
    with pytest.raises(SceneFileError, match="not a recipe of Everscape"):
        recipe_from_text(text)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": 2}, "made by a newer Everscape"),
        ({"model": 3}, "a recipe holds app, model, scene, version"),
        ({"extra": 3}, "a recipe holds app, model, scene, version"),
        ({"scene": {"format": 1}}, "canvas: is missing"),
    ],
)
def test_wrong_recipe_is_refused(changes: dict[str, object], message: str) -> None:
    recipe = json.loads(recipe_to_text(SCENE, "m")) | changes
    with pytest.raises(SceneFileError, match=message):
        recipe_from_text(json.dumps(recipe))


def test_flood_of_text_is_not_parsed() -> None:
    with pytest.raises(SceneFileError, match="too long"):
        recipe_from_text(" " * (16 * 2**20 + 1))
