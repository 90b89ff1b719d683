"""What dropped files are."""

import zipfile
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl

from app.file_intake import (
    PhotoFile,
    ProjectFile,
    RecipeFile,
    StyleFile,
    UnknownFile,
    can_take,
    local_files,
    read_file,
)
from infinitygan.errors import UserError
from infinitygan.geometry import Size
from infinitygan.inference.sinks import open_sink
from infinitygan.inference.tile import Tile
from infinitygan.recipe import recipe_to_text
from infinitygan.scene import Scene
from infinitygan.scene_file import Project, write_project
from infinitygan.scene_json import format_json, scene_to_json
from infinitygan.style_file import NamedStyle, write_style
from infinitygan.styles import SeedStyle

SCENE = Scene(canvas=Size(20, 30), layout_seed=9)


def exported(path: Path) -> Path:
    """Write a picture with a recipe."""
    import numpy as np

    with open_sink(path, SCENE.canvas, recipe=recipe_to_text(SCENE, "alps")) as sink:
        sink.write(Tile(SCENE.canvas.rect, np.zeros((20, 30, 3), np.uint8)))
    return path


def test_a_project_is_read(tmp_path: Path):
    path = tmp_path / "a.everscape"
    write_project(path, Project(SCENE))
    assert read_file(path) == ProjectFile(path, Project(SCENE))


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".avif", ".tif", ".PNG"])
def test_an_exported_picture_leads_back_to_its_scene(tmp_path: Path, suffix: str):
    path = exported(tmp_path / f"a{suffix}")
    assert read_file(path) == RecipeFile(path, SCENE, "alps")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".bmp", ".gif"])
def test_a_picture_without_a_recipe_is_a_photo(tmp_path: Path, suffix: str):
    path = tmp_path / f"a{suffix}"
    Image.new("RGB", (30, 20)).save(path)
    assert read_file(path) == PhotoFile(path)


def test_a_style_is_read(tmp_path: Path):
    path = tmp_path / "dusk.everstyle"
    style = NamedStyle("Dusk", SeedStyle(4), "alps", 8)
    write_style(path, style)
    assert read_file(path) == StyleFile(path, style)


def test_a_scene_written_by_hand_is_read(tmp_path: Path):
    path = tmp_path / "scene.json"
    path.write_text(format_json(scene_to_json(SCENE)))
    assert read_file(path) == RecipeFile(path, SCENE, "")


def test_anything_else_is_refused_with_a_hint(tmp_path: Path):
    with pytest.raises(UnknownFile, match=r"notes\.txt.*\.everscape"):
        read_file(tmp_path / "notes.txt")


def damaged_project(tmp_path: Path, kind: str) -> Path:
    """Write a project that is broken in one way."""
    path = tmp_path / "broken.everscape"
    write_project(path, Project(SCENE))
    whole = path.read_bytes()
    if kind == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif kind == "escaping":
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("../../escaped", b"x")
    elif kind == "bomb":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("thumbnail.png", bytes(40 * 2**20))
    else:
        path.unlink()
    return path


@pytest.mark.parametrize("kind", ["cut", "escaping", "bomb", "missing"])
def test_a_broken_project_is_one_sentence_that_names_the_file(tmp_path: Path, kind: str):
    path = damaged_project(tmp_path, kind)
    with pytest.raises(UserError, match=r"broken\.everscape") as told:
        read_file(path)
    assert "\n" not in str(told.value)
    assert not (tmp_path.parent / "escaped").exists()


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_cut_picture_is_left_to_who_decodes_photos(tmp_path: Path, suffix: str):
    path = exported(tmp_path / f"a{suffix}")
    path.write_bytes(path.read_bytes()[:40])
    assert read_file(path) == PhotoFile(path)


def test_a_missing_picture_is_told(tmp_path: Path):
    with pytest.raises(UserError, match="not there"):
        read_file(tmp_path / "gone.png")


def dragged(*names: str) -> QMimeData:
    """Make data as a file manager drags it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in names])
    return data


def test_only_one_known_file_is_taken():
    assert can_take(dragged("/a/b.everscape"))
    assert can_take(dragged("/a/Bild.JPG"))
    assert not can_take(dragged("/a/b.txt"))
    assert not can_take(dragged("/a/b.png", "/a/c.png"))
    assert not can_take(dragged())


def test_files_of_the_web_are_not_fetched():
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.png")])
    assert local_files(data) == []
    assert not can_take(data)
