"""A photo made wider by mouse and keys, in a real window; opened again, it is the same picture."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from virtual_desk import ROOT, Desk, desk_with, environment_of_a_user, needs_a_screen, wait_for

from infinitygan.geometry import Size
from infinitygan.inference.photo_placement import photo_rect
from infinitygan.scene import Scene
from infinitygan.scene_file import Project, read_project, write_project
from infinitygan.styles import SeedStyle

CANVAS = Size(270, 960)
PHOTO_PX = (480, 360)  # width, height
START = Scene(canvas=CANVAS, layout_seed=11, texture_seed=12, style=SeedStyle(13))
FEATHER_PX = 96
ROLLED = "r"

pytestmark = needs_a_screen


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return a photo of a hazy sky over rough ground."""
    random = np.random.default_rng(5)
    width, height = PHOTO_PX
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:200] = np.linspace((90, 140, 200), (220, 220, 230), 200)[:, None]
    pixels[200:] = random.integers((40, 50, 20), (110, 120, 60), (height - 200, width, 3))
    path = tmp_path / "lake.jpg"
    Image.fromarray(pixels).save(path, quality=92)
    return path


@contextmanager
def opened(project: Path, environment: dict[str, str]) -> Iterator[Desk]:
    """Open a project, and wait until it is seen."""
    words = [ROOT / "tests" / "guided_program.py", project]
    with desk_with(words, environment, project.with_suffix(".log")) as desk:
        desk.window(f"{project.stem} — Everscape")
        wait_for("the first picture", lambda: desk.says("the first picture is shown"))
        yield desk


def pixels(path: Path) -> NDArray[np.uint8]:
    """Read a picture."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def make_wider(desk: Desk, photo: Path) -> None:
    """Drop a photo, place it left, match it for a while, vary twice, and widen the feather."""
    window = desk.window("wide — Everscape")
    desk.drop(photo, "wide\\* — Everscape")
    desk.do("windowfocus", window)
    desk.click("Photo to the left")
    desk.click("Match")
    desk.click("Stop and keep")
    wait_for("the match", lambda: desk.control("Match fully"))
    desk.do("key", ROLLED, "key", ROLLED)
    desk.click("Feather, as a number")
    desk.do("key", "ctrl+a", "type", str(FEATHER_PX))
    desk.do("key", "Return", "key", "Tab")  # a field that is written in has keys of its own


def export(desk: Desk, path: Path) -> None:
    """Export, and wait until the program knows that it is done, too."""
    desk.export(path)
    wait_for("the end of the export", lambda: desk.control("Clear what is done"))


def test_a_photo_made_wider_is_the_same_when_it_is_opened_again(photo: Path, tmp_path: Path):
    environment = environment_of_a_user(tmp_path)
    project, wide, again = (tmp_path / n for n in ("wide.everscape", "wide.png", "again.png"))
    write_project(project, Project(START))
    with opened(project, environment) as desk:
        make_wider(desk, photo)
        export(desk, wide)
        desk.do("windowfocus", desk.window("wide\\* — Everscape"))
        desk.do("key", "ctrl+s")
        desk.wait_for_title("wide — Everscape")
        assert desk.says("matching")
        desk.quit()

    saved = read_project(project)
    (placement,) = saved.scene.photos
    rect = photo_rect(placement)
    assert (rect.columns.start, rect.rows.start, rect.width, rect.height) == (0, 0, 360, 270)
    assert placement.feather_px == FEATHER_PX
    assert set(saved.matches) == {placement.match}
    assert saved.photos == {placement.photo: photo.read_bytes()}
    assert saved.scene.layout_seed != START.layout_seed

    exact = np.asarray(Image.open(photo).resize((360, 270), Image.Resampling.LANCZOS))
    inner = 360 - FEATHER_PX
    assert pixels(wide).shape == (270, 960, 3)
    assert np.array_equal(pixels(wide)[:, :inner], exact[:, :inner])
    assert not np.array_equal(pixels(wide)[:, inner:360], exact[:, inner:])

    with opened(project, environment) as desk:
        assert wait_for("the panel", lambda: desk.control("Match fully"))
        export(desk, again)
        desk.window("wide — Everscape")
        assert not desk.says("matching")
        desk.quit()
    assert np.array_equal(pixels(again), pixels(wide))
