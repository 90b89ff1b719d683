from pathlib import Path

import pytest
from fake_runner import FakeRunner

from app.wallpaper.protocol import Picture, PictureSet, Spread, WallpaperError
from app.wallpaper.wallpaper_daemons import HyprpaperBackend, SwwwBackend, wayland_daemon

A, B = "/p/a b.png", "/p/ü.png"
EACH = PictureSet(Spread.EACH, (Picture(Path(A), "DP-1", 0), Picture(Path(B), "DP-2", 1)))
ZOOM = PictureSet(Spread.ZOOM, (Picture(Path(A)),))


def test_swww_gets_a_picture_for_each_output() -> None:
    runner = FakeRunner()
    SwwwBackend(runner, "swww").apply(EACH)
    assert runner.calls == [
        ["swww", "img", "--outputs", "DP-1", "--resize", "crop", A],
        ["swww", "img", "--outputs", "DP-2", "--resize", "crop", B],
    ]


def test_swww_gets_one_picture_for_all_outputs() -> None:
    runner = FakeRunner()
    SwwwBackend(runner, "awww").apply(ZOOM)
    assert runner.calls == [["awww", "img", "--resize", "crop", A]]


@pytest.mark.parametrize("lead", ["", ": ", "space: "])
def test_swww_restores_what_its_query_named(lead: str) -> None:
    query = (
        f"{lead}DP-1: 3840x2160, scale: 2, currently displaying: image: /old pictures/1.png\n"
        f"{lead}DP-2: 1920x1080, scale: 1, currently displaying: color: 000000\n"
    )
    runner = FakeRunner(lambda argv: query if "query" in argv else None)
    backend = SwwwBackend(runner, "swww")
    saved = backend.current()
    assert saved.values == (("DP-1", "/old pictures/1.png"),)
    backend.restore(saved)
    assert runner.calls[1:] == [
        ["swww", "img", "--outputs", "DP-1", "--resize", "crop", "/old pictures/1.png"]
    ]


def test_hyprpaper_loads_shows_and_forgets() -> None:
    runner = FakeRunner()
    HyprpaperBackend(runner).apply(EACH)
    assert [call[2:] for call in runner.calls] == [
        ["preload", A],
        ["wallpaper", f"DP-1,{A}"],
        ["preload", B],
        ["wallpaper", f"DP-2,{B}"],
        ["unload", "unused"],
    ]
    assert all(call[:2] == ["hyprctl", "hyprpaper"] for call in runner.calls)


def test_a_newer_hyprpaper_may_refuse_to_preload() -> None:
    runner = FakeRunner(lambda argv: (1, "", "unknown") if "preload" in argv else "ok\n")
    HyprpaperBackend(runner).apply(ZOOM)
    assert ["hyprctl", "hyprpaper", "wallpaper", f",{A}"] in runner.calls


def test_hyprpaper_restores_what_it_listed() -> None:
    runner = FakeRunner(lambda argv: "DP-1 = /old 1.png\n" if "listactive" in argv else "ok")
    backend = HyprpaperBackend(runner)
    saved = backend.current()
    backend.restore(saved)
    assert saved.values == (("DP-1", "/old 1.png"),)
    assert ["hyprctl", "hyprpaper", "wallpaper", "DP-1,/old 1.png"] in runner.calls


@pytest.mark.parametrize(
    "reply",
    ["Couldn't connect to hyprpaper (1).\n", "error: bad path\n", "invalid hyprpaper request"],
)
def test_hyprctl_says_errors_with_status_zero(reply: str) -> None:
    with pytest.raises(WallpaperError, match=r"start hyprpaper, then try again\."):
        HyprpaperBackend(FakeRunner(lambda _: reply)).apply(ZOOM)


def test_the_hint_for_hyprland_is_its_configuration() -> None:
    hint = HyprpaperBackend(FakeRunner()).login_hint(EACH)
    assert hint.splitlines() == [
        f"preload = {A}",
        f"preload = {B}",
        f"wallpaper = DP-1,{A}",
        f"wallpaper = DP-2,{B}",
    ]


def test_the_daemon_that_answers_is_taken() -> None:
    runner = FakeRunner(lambda argv: "" if argv[0] == "swww" else (127, "", ""))
    daemon = wayland_daemon(runner)
    assert daemon
    assert daemon.name == "swww"
    assert wayland_daemon(FakeRunner(lambda _: (127, "", ""))) is None
