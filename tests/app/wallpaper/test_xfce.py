from pathlib import Path

import pytest
from fake_runner import Answer, FakeRunner

from app.wallpaper.protocol import Picture, PictureSet, Spread, WallpaperError
from app.wallpaper.xfce import XfceBackend

A, B = Path("/Żółć 桌面 it's/a b.png"), Path("/p/b.png")
SPAN = PictureSet(Spread.SPAN, (Picture(A),))
EACH = PictureSet(Spread.EACH, (Picture(A, "DP-1", 0), Picture(B, "DP-2", 1)))
QUERY = ["xfconf-query", "-c", "xfce4-desktop"]


def backdrop(monitor: str, workspace: int, leaf: str) -> str:
    return f"/backdrop/screen0/monitor{monitor}/workspace{workspace}/{leaf}"


def runner_with(listing: str | Answer = "", workspaces: str = "1") -> FakeRunner:
    def reply(argv: list[str]) -> str | Answer | None:
        if argv[2] == "xfwm4":
            return workspaces
        return listing if argv[-2:] == ["-l", "-v"] else None

    return FakeRunner(reply)


def changes(runner: FakeRunner) -> list[list[str]]:
    return [call[3:] for call in runner.calls if "-s" in call or "-r" in call]


def setting(key: str, kind: str, value: str) -> list[str]:
    return ["-p", key, "-n", "-t", kind, "-s", value]


def test_a_span_is_style_6_on_every_monitor_and_workspace() -> None:
    runner = runner_with(workspaces="2\n")
    XfceBackend(runner, ["DP-1", "DP-2"]).apply(SPAN)
    expected = [
        change
        for monitor in ("DP-1", "DP-2")
        for workspace in (0, 1)
        for change in (
            setting(backdrop(monitor, workspace, "image-style"), "int", "6"),
            setting(backdrop(monitor, workspace, "last-image"), "string", str(A)),
        )
    ]
    assert changes(runner) == expected
    assert runner.calls[0] == [*QUERY, "-l", "-v"]


def test_each_monitor_gets_its_own_picture_zoomed() -> None:
    runner = runner_with()
    XfceBackend(runner, ["DP-1", "DP-2"]).apply(EACH)
    assert changes(runner) == [
        setting(backdrop("DP-1", 0, "image-style"), "int", "5"),
        setting(backdrop("DP-1", 0, "last-image"), "string", str(A)),
        setting(backdrop("DP-2", 0, "image-style"), "int", "5"),
        setting(backdrop("DP-2", 0, "last-image"), "string", str(B)),
    ]


def test_numbered_monitors_of_old_releases_are_served_by_place() -> None:
    listing = f"{backdrop('1', 3, 'last-image')}   /old.png\n"
    runner = runner_with(listing)
    XfceBackend(runner, ["DP-1", "DP-2"]).apply(EACH)
    assert setting(backdrop("1", 3, "last-image"), "string", str(B)) in changes(runner)


def test_a_monitor_without_a_picture_is_left_alone() -> None:
    runner = runner_with(f"{backdrop('HDMI-9', 0, 'last-image')} /old.png\n")
    only = PictureSet(Spread.EACH, (Picture(B, "DP-2", 1),))
    XfceBackend(runner, ["DP-1", "DP-2"]).apply(only)
    assert {change[1] for change in changes(runner)} == {
        backdrop("DP-2", 0, "image-style"),
        backdrop("DP-2", 0, "last-image"),
    }


def test_a_picture_for_one_monitor_ends_the_span_of_the_others() -> None:
    style = backdrop("DP-1", 0, "image-style")
    runner = runner_with(f"{style}  6\n")
    only = PictureSet(Spread.EACH, (Picture(B, "DP-2", 1),))
    XfceBackend(runner, ["DP-1", "DP-2"]).apply(only)
    assert [change for change in changes(runner) if "DP-1" in change[1]] == [
        setting(style, "int", "5")
    ]


def test_restore_sets_what_was_set_and_resets_what_was_not() -> None:
    image, style = backdrop("DP-1", 0, "last-image"), backdrop("DP-1", 0, "image-style")
    runner = runner_with(f"{image}          /old pictures/ü  1.png\n")
    backend = XfceBackend(runner, ["DP-1"])
    saved = backend.current()
    assert saved.values == ((image, "/old pictures/ü  1.png"), (style, None))
    backend.restore(saved)
    assert changes(runner) == [
        setting(image, "string", "/old pictures/ü  1.png"),
        ["-p", style, "-r"],
    ]


def test_a_style_is_restored_as_a_number() -> None:
    style = backdrop("DP-1", 0, "image-style")
    runner = runner_with(f"{style}  5\n")
    backend = XfceBackend(runner, ["DP-1"])
    backend.restore(backend.current())
    assert setting(style, "int", "5") in changes(runner)


def test_a_desktop_that_never_had_a_wallpaper_has_no_settings() -> None:
    runner = runner_with((1, "", 'Channel "xfce4-desktop" does not exist. ...'))
    saved = XfceBackend(runner, ["DP-1"]).current()
    assert [value for _, value in saved.values] == [None, None]


def test_a_broken_xfconf_is_told() -> None:
    runner = runner_with((1, "", "Failed to init libxfconf: no bus."))
    with pytest.raises(WallpaperError, match=r"XFCE refused .*Failed to init libxfconf: no bus\)"):
        XfceBackend(runner, ["DP-1"]).current()


@pytest.mark.parametrize("answer", ["", "junk", "0", "9999"])
def test_an_odd_workspace_count_means_one(answer: str) -> None:
    runner = runner_with(workspaces=answer)
    XfceBackend(runner, ["DP-1"]).apply(SPAN)
    assert len(changes(runner)) == 2
