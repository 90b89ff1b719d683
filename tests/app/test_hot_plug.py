"""Monitors that come and go while the program runs, on a real X server."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from virtual_desk import ROOT, Desk, desk_with, environment_of_a_user, needs_a_screen, wait_for

pytestmark = [
    *needs_a_screen,
    pytest.mark.skipif(not shutil.which("xrandr"), reason="needs xrandr"),
]

GAP = "Gap between LEFT and RIGHT"
SIZE = "Size of the picture: 1600 × 1000"  # of the screen at the start


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Open the program, which can be asked for its controls, on one monitor."""
    words = [ROOT / "tests" / "guided_program.py"]
    with desk_with(words, environment_of_a_user(tmp_path), tmp_path / "log.txt") as found:
        yield found


def xrandr(desk: Desk, *words: str) -> None:
    subprocess.run(["xrandr", *words], env=desk.environment, check=True, capture_output=True)


def test_monitors_come_and_go_and_the_picture_stays(desk: Desk):
    wait_for("the window", lambda: desk.control(SIZE))
    assert desk.control(GAP) is None
    xrandr(desk, "--setmonitor", "LEFT", "800/300x1000/340+0+0", "screen")
    xrandr(desk, "--setmonitor", "RIGHT", "800/300x1000/340+800+0", "none")
    wait_for("the second monitor", lambda: desk.control(GAP))
    assert desk.control(SIZE)
    xrandr(desk, "--delmonitor", "LEFT")  # the one that has the window
    wait_for("one monitor again", lambda: desk.control(GAP) is None)
    assert desk.control(SIZE)
    desk.quit()
