"""The program as its users have it: `main.py` in a real window, led by keys and mouse alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from virtual_desk import ROOT, Desk, desk_with, environment_of_a_user, needs_a_screen, wait_for

from infinitygan.geometry import Size
from infinitygan.inference.recipe_metadata import read_recipe
from infinitygan.recipe import recipe_from_text
from infinitygan.scene import Scene
from infinitygan.scene_file import Project, write_project
from infinitygan.styles import SeedStyle

START = Scene(canvas=Size(2160, 3840), layout_seed=11, texture_seed=12, style=SeedStyle(13))

pytestmark = needs_a_screen


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user without any settings, for programs to start in."""
    return environment_of_a_user(tmp_path)


@pytest.fixture
def desk(environment: dict[str, str], tmp_path: Path) -> Iterator[Desk]:
    """Open a project in the program on a screen of its own."""
    write_project(tmp_path / "alps.everscape", Project(START))
    words = [ROOT / "main.py", tmp_path / "alps.everscape"]
    with desk_with(words, environment, tmp_path / "log.txt") as found:
        yield found


def pixels(path: Path) -> np.ndarray:
    """Read a picture."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def test_what_is_drawn_and_exported_is_what_the_command_line_renders(
    desk: Desk, environment: dict[str, str], tmp_path: Path
):
    window = desk.window("alps — Everscape")
    wait_for("the first picture", lambda: desk.says("the first picture is shown"))
    desk.do("key", "r")
    desk.wait_for_title("alps\\* — Everscape")
    desk.do("key", "b")
    desk.drag((420, 420), (760, 480))
    exported, again = tmp_path / "exported.png", tmp_path / "again.png"
    desk.export(exported)

    scene, _ = recipe_from_text(read_recipe(exported) or "")
    assert scene.canvas == START.canvas
    assert scene.layout_seed != START.layout_seed
    assert len(scene.regions) == 1

    words = ["render", "--scene", str(exported), "-o", str(again)]
    subprocess.run([sys.executable, ROOT / "main.py", *words], env=environment, check=True)
    assert pixels(exported).shape == (2160, 3840, 3)
    assert np.array_equal(pixels(exported), pixels(again))

    desk.do("windowfocus", window)
    desk.do("key", "ctrl+z", "key", "ctrl+z")
    desk.wait_for_title("alps — Everscape")
    desk.quit()
