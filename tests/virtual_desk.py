"""A virtual screen with the program on it, and a hand on keyboard and mouse: for tests of all."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ("Xvfb", "xdotool")
SCREEN = "1600x1000x24"
PATIENCE_S = 200  # for one step on a machine that has other work, too
POLL_S = 0.1

needs_a_screen = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform != "linux", reason="Xvfb is of Linux"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="needs Xvfb and xdotool"),
]

Found = TypeVar("Found")


class Control(NamedTuple):
    """A control in a window: its middle on the screen, and how it stands."""

    x: int
    y: int
    text: str
    is_enabled: bool


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

    def control(self, name: str) -> Control | None:
        """Find a control by what it says, or by its name for screen readers."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(f"{name}\n".encode())
        self.program.stdin.flush()
        found = json.loads(self.program.stdout.readline())
        return None if found is None else Control(*found)

    def click(self, name: str) -> None:
        """Click a control, once it is there and can be used."""

        def ready() -> Control | None:
            control = self.control(name)
            return control if control is not None and control.is_enabled else None

        control = wait_for(f"the control {name!r}", ready)
        self.do("mousemove", str(control.x), str(control.y), "click", "1")

    def drop(self, file: Path, title: str) -> None:
        """Drag a file out of another program onto the picture; then the window has this title."""
        source = [sys.executable, str(ROOT / "tests" / "drag_source.py"), str(file)]
        with subprocess.Popen(source, env=self.environment) as other:
            wait_for("the other program", lambda: self.windows("drag source"))
            canvas = wait_for("the canvas", lambda: self.control("Canvas"))
            self.do("mousemove", "20", "20", "mousedown", "1")
            for step in range(1, 6):  # slowly, as a hand does: both programs talk on the way
                x, y = (round(20 + (end - 20) * step / 5) for end in (canvas.x, canvas.y))
                self.do("mousemove", str(x), str(y))
                time.sleep(POLL_S)
            self.do("mouseup", "1")
            self.wait_for_title(title)
            other.kill()

    def export(self, path: Path) -> None:
        """Export by keys alone: the dialog, the proposed choices, the name."""
        self.do("key", "ctrl+e")
        dialog = self.window("Export the picture")
        self.do("key", "Return")
        self.window("Export the picture", besides=dialog)
        self.do("key", "ctrl+a")
        self.do("type", str(path))
        self.do("key", "Return")
        wait_for("the exported picture", path.exists)

    def quit(self) -> None:
        """Close the program by its key, and wait until it has ended."""
        self.do("key", "ctrl+q")
        assert self.program.wait(PATIENCE_S) == 0


def environment_of_a_user(folder: Path) -> dict[str, str]:
    """Return the environment of a user without any settings, for programs to start in."""
    home, runtime = folder / "home", folder / "runtime"
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


@contextmanager
def desk_with(
    words: Sequence[str | Path], environment: dict[str, str], log: Path
) -> Iterator[Desk]:
    """Start a program, given as a script and what follows it, on a screen of its own."""
    with ExitStack() as stack:
        environment["DISPLAY"] = _start_screen(stack)
        output = stack.enter_context(log.open("wb"))
        pipe = subprocess.PIPE
        program = stack.enter_context(
            subprocess.Popen(
                [sys.executable, *words], env=environment, stdin=pipe, stdout=pipe, stderr=output
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
