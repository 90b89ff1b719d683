"""Tests of `app.running_window`: real sockets, the newcomer in a program of its own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import running_window
from app.running_window import RunningWindow, hand_over, socket_name

ROOT = Path(__file__).resolve().parents[2]
NEWCOMER = """
import sys
from pathlib import Path
from app import running_window
name, file = sys.argv[1:]
running_window.ANSWER_MS = 60_000
sys.exit(0 if running_window.hand_over(name, Path(file) if file else None) else 1)
"""


@pytest.fixture
def name(tmp_path: Path) -> str:
    return socket_name(tmp_path)


@pytest.fixture
def window(qapp: QApplication, name: str) -> Iterator[RunningWindow]:
    running = RunningWindow(name)
    yield running
    running.close()


def knock(name: str, file: Path | None, qtbot: QtBot) -> bool:
    """Start a program of its own that hands a file over; tells whether that went well."""
    words = [sys.executable, "-c", NEWCOMER, name, str(file) if file else ""]
    newcomer = subprocess.Popen(words, cwd=ROOT)
    qtbot.waitUntil(lambda: newcomer.poll() is not None)
    return newcomer.returncode == 0


@pytest.mark.parametrize("file", [Path("/home/żółć/two\nlines.everscape"), None])
def test_the_window_is_told_what_to_open(
    window: RunningWindow, name: str, file: Path | None, qtbot: QtBot
):
    wanted: list[object] = []
    window.wanted.connect(wanted.append)
    assert knock(name, file, qtbot)
    assert wanted == [file]


def test_where_no_window_is_nobody_answers(qapp: QApplication, name: str):
    assert not hand_over(name, None)


def test_a_window_that_hangs_is_not_waited_for(
    qapp: QApplication, name: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(running_window, "ANSWER_MS", 50)
    deaf = QLocalServer()
    assert deaf.listen(name)
    assert not hand_over(name, None)


def test_what_a_crash_left_is_in_nobodys_way(qapp: QApplication, name: str, qtbot: QtBot):
    Path(name).touch()
    window = RunningWindow(name)
    assert window.is_listening
    assert knock(name, None, qtbot)
    window.close()


def test_senseless_words_open_nothing(window: RunningWindow, name: str, qtbot: QtBot):
    wanted: list[object] = []
    window.wanted.connect(wanted.append)
    stranger = QLocalSocket()
    stranger.connectToServer(name)
    stranger.write(b"open the door\n")
    with qtbot.waitSignal(stranger.disconnected):
        stranger.flush()
    assert wanted == []


def test_without_a_place_to_listen_the_program_goes_on(
    qapp: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    window = RunningWindow(socket_name(tmp_path / "missing"))
    assert not window.is_listening
    assert "new windows" in caplog.text


def test_each_user_has_a_socket_of_their_own(tmp_path: Path):
    assert socket_name(tmp_path / "a") != socket_name(tmp_path / "b")
