from collections.abc import Callable
from pathlib import Path

import pytest

from app.wallpaper.protocol import Picture, PictureSet, Spread, WallpaperError
from app.wallpaper.windows import WindowsApi, WindowsBackend
from infinitygan.geometry import Rect

A, B = Path("/p/a b.png"), Path("/p/Żółć.png")
SPAN = PictureSet(Spread.SPAN, (Picture(A),))
EACH = PictureSet(Spread.EACH, (Picture(A, "DP-1", 0), Picture(B, "DP-2", 1)))


class FakeWindows:
    """Two monitors, listed from right to left."""

    def __init__(self, error: OSError | None = None) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.error = error

    def session(self, action: Callable[[WindowsApi], object]) -> object:
        if self.error:
            raise self.error
        return action(self)

    def monitors(self) -> list[tuple[str, Rect]]:
        return [("right", Rect.at(0, 3840, 1080, 1920)), ("left", Rect.at(0, 0, 2160, 3840))]

    def position(self) -> int:
        return 3

    def set_position(self, position: int) -> None:
        self.calls.append(("position", position))

    def picture(self, monitor: str) -> str:
        return f"C:\\old {monitor}.jpg"

    def set_picture(self, monitor: str | None, path: str) -> None:
        self.calls.append(("picture", monitor, path))


def backend_of(windows: FakeWindows) -> WindowsBackend:
    return WindowsBackend(windows.session, lambda path: windows.calls.append(("old call", path)))


def test_a_span_sets_the_position_and_one_png() -> None:
    windows = FakeWindows()
    backend_of(windows).apply(SPAN)
    assert windows.calls == [("position", 5), ("picture", None, str(A))]


def test_each_monitor_gets_its_picture_by_place() -> None:
    windows = FakeWindows()
    backend_of(windows).apply(EACH)
    assert windows.calls == [
        ("position", 4),
        ("picture", "left", str(A)),
        ("picture", "right", str(B)),
    ]


def test_one_monitor_alone_can_be_changed() -> None:
    windows = FakeWindows()
    backend_of(windows).apply(PictureSet(Spread.EACH, (Picture(B, "DP-2", 1),)))
    assert windows.calls[1:] == [("picture", "right", str(B))]


def test_one_picture_fills_every_monitor() -> None:
    windows = FakeWindows()
    backend_of(windows).apply(PictureSet(Spread.ZOOM, (Picture(A),)))
    assert windows.calls == [("position", 4), ("picture", None, str(A))]


def test_restore_sends_the_old_pictures_and_position() -> None:
    windows = FakeWindows()
    backend = backend_of(windows)
    saved = backend.current()
    assert saved is not None
    backend.restore(saved)
    assert windows.calls == [
        ("picture", "right", "C:\\old right.jpg"),
        ("picture", "left", "C:\\old left.jpg"),
        ("position", 3),
    ]


def test_a_monitor_unplugged_since_is_not_restored() -> None:
    windows = FakeWindows()
    backend = backend_of(windows)
    saved = backend.current()
    assert saved is not None
    windows.monitors = lambda: [("left", Rect.at(0, 0, 2160, 3840))]
    backend.restore(saved)
    assert ("picture", "right", "C:\\old right.jpg") not in windows.calls


def test_without_com_the_old_call_spans() -> None:
    windows = FakeWindows(OSError(5, "no such class"))
    backend_of(windows).apply(SPAN)
    assert windows.calls == [("old call", str(A))]


def test_without_com_single_monitors_are_refused() -> None:
    with pytest.raises(WallpaperError, match=r"Windows refused .*no such class.*right-click"):
        backend_of(FakeWindows(OSError(5, "no such class."))).apply(EACH)


def test_a_failing_old_call_is_told() -> None:
    def refuse(_: str) -> None:
        raise OSError(5, "access denied")

    windows = FakeWindows(OSError(5, "no such class"))
    with pytest.raises(WallpaperError, match="access denied"):
        WindowsBackend(windows.session, refuse).apply(SPAN)


def test_reading_without_com_is_no_hindrance() -> None:
    windows = FakeWindows(OSError(5, "no such class"))
    assert backend_of(windows).current() is None


def test_a_refused_restore_is_told() -> None:
    windows = FakeWindows()
    backend = backend_of(windows)
    saved = backend.current()
    assert saved is not None
    windows.error = OSError(5, "access denied")
    with pytest.raises(WallpaperError, match="access denied"):
        backend.restore(saved)
