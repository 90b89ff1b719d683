"""What commands print: results on stdout, notices and progress on stderr."""

import io
import json
from types import SimpleNamespace

import pytest

from infinitygan.commands import console
from infinitygan.commands.console import ProgressBar, StatusLine, clock, write_json, write_notice


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    # Not `sys.stderr` itself, which pytest replaces once more before the test.
    monkeypatch.setattr(console, "sys", SimpleNamespace(stderr=stream))
    return stream


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, "00:00"), (59.6, "01:00"), (754, "12:34"), (3671, "1:01:11")]
)
def test_durations_are_clocks(seconds: float, expected: str):
    assert clock(seconds) == expected


def test_json_is_one_line_of_any_script(capsys: pytest.CaptureFixture[str]):
    write_json({"path": "桌面\n"})
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert json.loads(out) == {"path": "桌面\n"}


def test_notices_go_beside_the_result(capsys: pytest.CaptureFixture[str]):
    write_notice("careful")
    assert capsys.readouterr() == ("", "everscape: careful\n")


def test_a_bar_fills_and_goes_away(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(console, "LEAST_SECONDS", 0.0)
    bar = ProgressBar("tile")
    bar(0, 4)
    bar(2, 4)
    half = terminal.getvalue().rsplit("\r", 1)[1]
    assert half.count("█") == half.count("·") == console.BAR_CHARACTERS // 2
    assert "tile 2 of 4" in half
    bar(4, 4)
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_bar_does_not_flicker(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(console, "LEAST_SECONDS", 1e9)
    bar = ProgressBar("tile", _shown=console.time.monotonic())
    for done in range(9):
        bar(done, 9)
    assert terminal.getvalue() == ""
    bar(9, 9)
    assert terminal.getvalue() == "\r\x1b[K"


def test_a_pipe_gets_no_bar(capsys: pytest.CaptureFixture[str]):
    bar = ProgressBar("tile")
    bar(0, 2)
    bar(2, 2)
    StatusLine().show("working")
    assert capsys.readouterr() == ("", "")


def test_machines_get_the_last_line_at_once(capsys: pytest.CaptureFixture[str]):
    bar = ProgressBar("tile", as_json=True)
    bar(1, 2)
    bar(2, 2)
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last == {"event": "progress", "done": 2, "total": 2, "seconds_left": 0.0}


def test_a_status_line_is_replaced_and_cleared(terminal: Terminal):
    line = StatusLine()
    line.show("one")
    line.show("two")
    line.clear()
    assert terminal.getvalue() == "\r\x1b[Kone\r\x1b[Ktwo\r\x1b[K"
