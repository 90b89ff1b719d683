"""Recipes: the text inside an exported picture from which it can be rendered again."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from infinitygan.scene import Scene
from infinitygan.scene_json import (
    Migration,
    SceneFileError,
    format_json,
    migrated,
    parse_json,
    scene_from_json,
    scene_to_json,
)

APP_NAME = "Everscape"
MAX_RECIPE_CHARACTERS = 16 * 2**20

RECIPE_MIGRATIONS: tuple[Migration, ...] = ()

_KEYS = {"app", "version", "model", "scene"}


@cache
def program_version() -> str:
    """Return the installed version, or 'unknown' when run from files that were never installed."""
    try:
        return version("everscape")
    except PackageNotFoundError:
        return "unknown"


def recipe_to_text(scene: Scene, model_id: str) -> str:
    """Write the recipe of a picture: compact JSON on one line."""
    recipe: dict[str, Any] = {
        "format": 1 + len(RECIPE_MIGRATIONS),
        "app": APP_NAME,
        "version": program_version(),
        "model": model_id,
        "scene": scene_to_json(scene),
    }
    return format_json(recipe)


def recipe_from_text(text: str) -> tuple[Scene, str]:
    """Read a recipe; returns the scene and the id of the model that rendered it.

    Raises: SceneFileError: if the text is no recipe of Everscape, or of a newer one.
    """
    if len(text) > MAX_RECIPE_CHARACTERS:
        raise SceneFileError("the recipe is too long to be one")
    data = parse_json(text)
    if not isinstance(data, dict) or data.get("app") != APP_NAME:
        raise SceneFileError("the text is not a recipe of Everscape")
    recipe = migrated(data, RECIPE_MIGRATIONS)
    if recipe.keys() != _KEYS or not all(isinstance(recipe[key], str) for key in _KEYS - {"scene"}):
        raise SceneFileError(f"a recipe holds {', '.join(sorted(_KEYS))}; this one does not")
    return scene_from_json(recipe["scene"]), recipe["model"]
