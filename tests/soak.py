"""A soak of the real program: random strokes, zooms, undo and redo, dice and styles, by events.

`python tests/soak.py --seconds 600` opens the window with the bundled model, on the screen there
is, works in it like somebody in a hurry, and writes the figures as JSON. The seed repeats a run.
"""

import argparse
import json
import logging
import os
import random
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from traceback import format_exception

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.application import Program
from app.render_worker import TorchBackend
from app.settings import Folders

ACT_MS = 150
PROBE_MS = 10
SAMPLE_MS = 1000
WARM_UP = 0.25  # of the time: caches fill
PICTURE_MEMORY_MB = 128  # so that the tile cache is full before the memory is judged
KEYS = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TOOL_KEYS = (KEYS.Key_B, KEYS.Key_E, KEYS.Key_U, KEYS.Key_L, KEYS.Key_G, KEYS.Key_V, KEYS.Key_H)
SIZE_KEYS = (KEYS.Key_BracketLeft, KEYS.Key_BracketRight)
STYLE_KEYS = (KEYS.Key_1, KEYS.Key_2, KEYS.Key_3, KEYS.Key_4, KEYS.Key_5, KEYS.Key_6)


@dataclass(frozen=True)
class SoakReport:
    """What a soak found; gaps are the longest times between two turns of the event loop."""

    seconds: float
    acts: dict[str, int]
    undo_steps: int
    problems: tuple[str, ...]
    rss_slope_mb_a_minute: float
    rss_mb: tuple[float, float]  # after the warm-up, at the end
    gaps_over_250_ms: int
    longest_gaps_ms: tuple[float, ...]
    cpu_gaps_over_250_ms: int
    longest_cpu_gaps_ms: tuple[float, ...]  # of the interface's thread alone


class Problems(logging.Handler):
    """Keeps what went wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []
        logging.getLogger().addHandler(self)
        sys.excepthook = lambda *error: self.found.append("".join(format_exception(*error)))

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(self.format(record))


class Probe(QObject):
    """Measures how long the event loop is away, and how much memory the process holds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps_s: list[tuple[float, float, str]] = []  # by the clock, of the thread's CPU, after
        self.rss_mb: list[tuple[float, float]] = []
        self.act = ""
        self._last = time.perf_counter(), time.thread_time()
        self._ticking = QTimer(self, interval=PROBE_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        self._sampling = QTimer(self, interval=SAMPLE_MS)
        self._sampling.timeout.connect(self._sample)
        self._sampling.start()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.gaps_s.append((now[0] - self._last[0], now[1] - self._last[1], self.act))
        self._last = now

    @Slot()
    def _sample(self) -> None:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.rss_mb.append((time.perf_counter(), pages * os.sysconf("SC_PAGE_SIZE") / 2**20))


class Monkey(QObject):
    """Does one random thing after the other in the window."""

    def __init__(self, program: Program, seed: int, probe: Probe) -> None:
        super().__init__()
        self._window = program.window
        self._canvas = program.window.canvas
        self.undo_stack = program.document.undo_stack
        self._random = random.Random(seed)
        self._probe = probe
        self.done: dict[str, int] = {}
        self._acts = {
            self.stroke: 6,
            self.zoom: 5,
            self.pan: 2,
            self.undo: 4,
            self.redo: 3,
            self.choose_tool: 3,
            self.choose_style: 3,
            self.roll: 1,
            self.fit: 1,
        }
        self._timer = QTimer(self, interval=ACT_MS)
        self._timer.timeout.connect(self._act)
        self._timer.start()

    @Slot()
    def _act(self) -> None:
        act = self._random.choices(list(self._acts), list(self._acts.values()))[0]
        name = act.__name__
        self._probe.act = name
        self.done[name] = self.done.get(name, 0) + 1
        act()

    def stroke(self) -> None:
        """Drag over the canvas."""
        left = Qt.MouseButton.LeftButton
        at = self._place()
        QTest.mousePress(self._canvas, left, pos=at)
        for _ in range(self._random.randint(2, 12)):
            at += QPoint(self._random.randint(-60, 60), self._random.randint(-40, 40))
            QTest.mouseMove(self._canvas, at)
        QTest.mouseRelease(self._canvas, left, pos=at)

    def zoom(self) -> None:
        """Turn the wheel."""
        at = self._place()
        where = QPointF(at), QPointF(self._canvas.mapToGlobal(at))
        turn = QPoint(0, self._random.choice((-240, -120, 120, 240)))
        none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        buttons = Qt.MouseButton.NoButton
        event = QWheelEvent(*where, QPoint(), turn, buttons, none, phase, False)
        QApplication.sendEvent(self._canvas, event)

    def pan(self) -> None:
        """Press an arrow."""
        arrows = (KEYS.Key_Left, KEYS.Key_Right, KEYS.Key_Up, KEYS.Key_Down)
        self._press(self._random.choice(arrows))

    def undo(self) -> None:
        """Take back a step."""
        self._press(KEYS.Key_Z, CONTROL)

    def redo(self) -> None:
        """Do it again."""
        self._press(KEYS.Key_Z, CONTROL | SHIFT)

    def choose_tool(self) -> None:
        """Take another tool or another size."""
        self._press(self._random.choice(TOOL_KEYS + SIZE_KEYS))

    def choose_style(self) -> None:
        """Take another style."""
        self._press(self._random.choice(STYLE_KEYS))

    def roll(self) -> None:
        """Roll the dice."""
        self._press(KEYS.Key_R)

    def fit(self) -> None:
        """Show the whole picture."""
        self._press(KEYS.Key_0, CONTROL)

    def _place(self) -> QPoint:
        width, height = self._canvas.width(), self._canvas.height()
        return QPoint(self._random.randrange(width), self._random.randrange(height))

    def _press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._canvas, key, modifiers)


def soak(seconds: float, seed: int, folder: Path) -> SoakReport:
    """Work in the program's window for so long."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    problems = Problems()
    program = Program(application, Folders.under(folder), TorchBackend())
    program.store.change(picture_memory_mb=PICTURE_MEMORY_MB)
    program.controller.view_failed.connect(lambda problem: problems.found.append(problem.text))
    program.controller.open_failed.connect(lambda problem: problems.found.append(problem.text))
    program.start()
    first_picture = program.controller.preview_finished.connect(lambda: application.exit())
    application.exec()
    program.controller.disconnect(first_picture)
    probe = Probe()
    monkey = Monkey(program, seed, probe)
    QTimer.singleShot(round(seconds * 1000), lambda: application.exit())  # closes no window
    application.exec()
    assert program.window.isVisible()
    program.document.undo_stack.setClean()
    program.window.close()
    program.stop()
    return _report(seconds, monkey, probe, problems)


def _report(seconds: float, monkey: Monkey, probe: Probe, problems: Problems) -> SoakReport:
    gaps = np.array([gap[:2] for gap in probe.gaps_s]) * 1000
    rss = np.array(probe.rss_mb)
    judged = rss[int(len(rss) * WARM_UP) :]
    slope = np.polyfit((judged[:, 0] - judged[0, 0]) / 60, judged[:, 1], 1)[0]
    over = gaps > 250
    for wall, cpu, act in sorted(probe.gaps_s, key=lambda gap: -gap[1])[:12]:
        logging.getLogger("soak").info(
            "%.0f ms (%.0f ms of CPU) after %s", wall * 1e3, cpu * 1e3, act
        )
    return SoakReport(
        seconds,
        monkey.done,
        monkey.undo_stack.count(),
        tuple(problems.found),
        round(float(slope), 2),
        (round(float(judged[0, 1]), 1), round(float(judged[-1, 1]), 1)),
        int(over[:, 0].sum()),
        tuple(np.sort(gaps[:, 0])[::-1][:5].round().tolist()),
        int(over[:, 1].sum()),
        tuple(np.sort(gaps[:, 1])[::-1][:5].round().tolist()),
    )


def main() -> int:
    """Soak, write the figures, and tell by the exit code whether anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    with tempfile.TemporaryDirectory() as folder:
        report = soak(arguments.seconds, arguments.seed, Path(folder))
    sys.stdout.write(json.dumps(asdict(report), indent=2) + "\n")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
