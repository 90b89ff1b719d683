"""The program as its users have it: `main.py` in a real window, led by keys and mouse alone."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PIL import Image

from infinitygan.geometry import Size
from infinitygan.inference.recipe_metadata import read_recipe
from infinitygan.recipe import recipe_from_text
from infinitygan.scene import Scene
from infinitygan.scene_file import Project, write_project
from infinitygan.styles import SeedStyle

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "xdotool")
SCREEN = "1600x1000x24"
START = Scene(canvas=Size(2160, 3840), layout_seed=11, texture_seed=12, style=SeedStyle(13))
PATIENCE_S = 200  # for one step on a machine that has other work, too
POLL_S = 0.1

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(480),
    pytest.mark.skipif(sys.platform != "linux", reason="Xvfb is of Linux"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="needs Xvfb and xdotool"),
]

Found = TypeVar("Found")


def wait_for(what: str, look: Callable[[], Found | None]) -> Found:
    """Look until there is something, and return it."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(POLL_S)
    raise AssertionError(f"{what} did not come within {PATIENCE_S} s")


@dataclass(frozen=True)
class Desk:
    """A virtual screen with the program on it, and a hand on keyboard and mouse."""

    environment: dict[str, str]
    program: subprocess.Popen[bytes]
    log: Path

    def do(self, *words: str) -> str:
        """Run xdotool; returns what it says. Finding nothing is an answer, too."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def windows(self, title: str) -> list[str]:
        """Return the visible windows whose title has these words."""
        assert self.program.poll() is None, f"the program ended:\n{self.log.read_text()}"
        return self.do("search", "--onlyvisible", "--name", title).split()

    def window(self, title: str, besides: str = "") -> str:
        """Wait for a window, and let it have the keyboard, as window managers do."""
        found = wait_for(
            f"the window {title!r}", lambda: [w for w in self.windows(title) if w != besides]
        )
        self.do("windowfocus", found[0])
        wait_for("the focus", lambda: self.do("getwindowfocus") == found[0])
        return found[0]

    def wait_for_title(self, title: str) -> None:
        """Wait until a window has exactly this title."""
        wait_for(f"the title {title!r}", lambda: self.windows(f"^{title}$"))

    def says(self, words: str) -> bool:
        """Tell whether the log has these words."""
        return words in self.log.read_text()

    def drag(self, start: tuple[int, int], stop: tuple[int, int], steps: int = 8) -> None:
        """Drag with the left button, in px of the screen."""
        path = np.linspace(start, stop, steps + 1).round().astype(int)
        words = ["mousemove", *map(str, path[0]), "mousedown", "1"]
        for point in path[1:]:
            words += ["mousemove", *map(str, point)]
        self.do(*words, "mouseup", "1")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a user without any settings, for programs to start in."""
    home, runtime = tmp_path / "home", tmp_path / "runtime"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "QT_QPA_PLATFORM": "xcb",
    }


@pytest.fixture
def desk(environment: dict[str, str], tmp_path: Path) -> Iterator[Desk]:
    """Open a project in the program on a screen of its own."""
    write_project(tmp_path / "alps.everscape", Project(START))
    log = tmp_path / "log.txt"
    with ExitStack() as stack:
        environment["DISPLAY"] = _start_screen(stack)
        output = stack.enter_context(log.open("wb"))
        program = stack.enter_context(
            subprocess.Popen(
                [sys.executable, ROOT / "main.py", tmp_path / "alps.everscape"],
                env=environment,
                stderr=output,
            )
        )
        stack.callback(program.kill)
        yield Desk(environment, program, log)


def _start_screen(stack: ExitStack) -> str:
    """Start a virtual screen; returns its name, which the server chooses and writes to a pipe."""
    reader, writer = os.pipe()
    server = stack.enter_context(
        subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp"],
            pass_fds=[writer],
            stderr=subprocess.DEVNULL,
        )
    )
    stack.callback(server.kill)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        return f":{pipe.readline().strip()}"


def export(desk: Desk, path: Path) -> None:
    """Export by keys alone: the dialog, the proposed choices, the name."""
    desk.do("key", "ctrl+e")
    dialog = desk.window("Export the picture")
    desk.do("key", "Return")
    desk.window("Export the picture", besides=dialog)
    desk.do("key", "ctrl+a")
    desk.do("type", str(path))
    desk.do("key", "Return")
    wait_for("the exported picture", path.exists)


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
    export(desk, exported)

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
    desk.do("key", "ctrl+q")
    assert desk.program.wait(PATIENCE_S) == 0
