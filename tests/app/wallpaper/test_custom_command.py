from pathlib import Path

import pytest
from fake_runner import FakeRunner

from app.wallpaper.custom_command import CustomCommandBackend, parse_template
from app.wallpaper.protocol import Picture, PictureSet, SavedWallpaper, Spread, WallpaperError

ODD = Path("/it's; rm -rf $HOME/桌 面.png")
SPAN = PictureSet(Spread.SPAN, (Picture(ODD),))
EACH = PictureSet(Spread.EACH, (Picture(ODD, "DP-1", 0), Picture(Path("/b.png"), "DP-2", 1)))


def test_the_path_is_one_argument_whatever_it_holds() -> None:
    runner = FakeRunner()
    CustomCommandBackend(runner, "feh --bg-scale 'my wall' {image}").apply(SPAN)
    assert runner.calls == [["feh", "--bg-scale", "my wall", str(ODD)]]


def test_a_template_with_a_monitor_runs_for_each() -> None:
    runner = FakeRunner()
    backend = CustomCommandBackend(runner, "wall --on={monitor} --file={image}")
    assert backend.capabilities.per_monitor
    backend.apply(EACH)
    assert runner.calls == [
        ["wall", "--on=DP-1", f"--file={ODD}"],
        ["wall", "--on=DP-2", "--file=/b.png"],
    ]


def test_a_template_without_a_monitor_takes_one_picture() -> None:
    with pytest.raises(ValueError, match="cannot show"):
        CustomCommandBackend(FakeRunner(), "feh {image}").apply(EACH)


@pytest.mark.parametrize(
    ("template", "message"),
    [("", "is empty"), ("feh --bg-fill", "needs {image}"), ("feh '{image}", "open quote")],
)
def test_a_bad_template_is_refused_with_a_remedy(template: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_template(template)


def test_nothing_can_be_restored() -> None:
    backend = CustomCommandBackend(FakeRunner(), "feh {image}")
    assert backend.current() is None
    with pytest.raises(WallpaperError, match="choose it by hand"):
        backend.restore(SavedWallpaper("X", ()))


def test_the_login_hint_can_be_pasted_into_a_shell() -> None:
    hint = CustomCommandBackend(FakeRunner(), "feh {image}").login_hint(SPAN)
    assert hint == "feh '/it'\"'\"'s; rm -rf $HOME/桌 面.png'"


def test_a_failing_command_is_told() -> None:
    runner = FakeRunner(lambda _: (2, "", "feh: cannot open display"))
    with pytest.raises(WallpaperError, match="cannot open display"):
        CustomCommandBackend(runner, "feh {image}").apply(SPAN)
