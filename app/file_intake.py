"""What a file that was dropped, pasted or passed on is: a project, a recipe, a style or a photo."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from infinitygan.errors import UserError
from infinitygan.recipe import recipe_from_text
from infinitygan.scene import Scene
from infinitygan.scene_file import PROJECT_SUFFIX, Project, read_project, read_scene
from infinitygan.style_file import STYLE_SUFFIX, NamedStyle, read_style

SCENE_SUFFIX = ".json"
RECIPE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".avif", ".tif", ".tiff"})
PICTURE_SUFFIXES = RECIPE_SUFFIXES | {".bmp", ".gif", ".heic", ".heif", ".jp2", ".ppm"}


class UnknownFile(UserError):
    """A file is nothing that the program can open."""


@dataclass(frozen=True)
class ProjectFile:
    """A project; `path` is where it lives."""

    path: Path
    project: Project


@dataclass(frozen=True)
class RecipeFile:
    """A picture or a scene file that tells how to render it."""

    path: Path
    scene: Scene
    model: str  # empty: not told


@dataclass(frozen=True)
class StyleFile:
    """A style."""

    path: Path
    style: NamedStyle


@dataclass(frozen=True)
class PhotoFile:
    """A picture without a recipe: a photo to go on from."""

    path: Path


Taken = ProjectFile | RecipeFile | StyleFile | PhotoFile


def read_file(path: Path) -> Taken:
    """Find out what a file is, and read it; pixels are not decoded.

    Raises: UserError: if it cannot be read, is damaged, or is nothing known.
    """
    suffix = path.suffix.lower()
    if suffix == PROJECT_SUFFIX:
        return ProjectFile(path, read_project(path))
    if suffix == STYLE_SUFFIX:
        return StyleFile(path, read_style(path))
    if suffix == SCENE_SUFFIX:
        scene = read_scene(path)
        return RecipeFile(path, scene, scene.model)
    if suffix in PICTURE_SUFFIXES:
        return _read_picture(path)
    raise UnknownFile(
        f"'{path.name}' is no project, picture or style; projects end in {PROJECT_SUFFIX}, "
        f"styles in {STYLE_SUFFIX}"
    )


def local_files(data: QMimeData) -> list[Path]:
    """Return the files that dragged or copied data stands for."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def can_take(data: QMimeData) -> bool:
    """Tell, by the names alone, whether a drop of this data would be of use."""
    known = {PROJECT_SUFFIX, STYLE_SUFFIX, SCENE_SUFFIX, *PICTURE_SUFFIXES}
    files = local_files(data)
    return len(files) == 1 and files[0].suffix.lower() in known


def _read_picture(path: Path) -> Taken:
    from infinitygan.inference.recipe_metadata import read_recipe

    if not path.is_file():
        raise UnknownFile(f"'{path}' is not there any more; choose it again")
    if path.suffix.lower() not in RECIPE_SUFFIXES:
        return PhotoFile(path)
    try:
        text = read_recipe(path)
    except UserError:  # whether it is a picture at all is found out, and told, by who decodes it
        text = None
    if text is None:
        return PhotoFile(path)
    scene, model = recipe_from_text(text)
    return RecipeFile(path, scene, model)
