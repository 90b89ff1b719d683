"""The calls go through a real vtable of C functions, built here."""

import ctypes
import threading
from ctypes import POINTER, c_int, c_long, c_uint, c_void_p, c_wchar_p

import pytest

from app.wallpaper.windows_com import (
    GET_POSITION,
    GET_WALLPAPER,
    MONITOR_COUNT,
    MONITOR_PATH_AT,
    MONITOR_RECT,
    RELEASE,
    SET_POSITION,
    SET_WALLPAPER,
    SLOTS,
    ComWallpaper,
    FunctionType,
    NativeRect,
    run_in_own_thread,
)
from infinitygan.geometry import Rect

OK, FALSE = 0, 1
NOT_ATTACHED = -2147467259  # E_FAIL
PATHS = ("\\\\?\\DISPLAY#ONE", "\\\\?\\DISPLAY#GONE", "\\\\?\\DISPLAY#Żółć")


class FakeCom:
    """An object in memory as COM lays it out: a pointer to a table of functions."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.freed: list[int] = []
        self.result = OK
        self._strings: list[ctypes.Array[ctypes.c_wchar]] = []
        self._functions = {
            RELEASE: FunctionType(c_uint, c_void_p)(self._release),
            SET_WALLPAPER: self._method((c_wchar_p, c_wchar_p), self._set_wallpaper),
            GET_WALLPAPER: self._method((c_wchar_p, POINTER(c_void_p)), self._get_wallpaper),
            MONITOR_PATH_AT: self._method((c_uint, POINTER(c_void_p)), self._path_at),
            MONITOR_COUNT: self._method((POINTER(c_uint),), self._count),
            MONITOR_RECT: self._method((c_wchar_p, POINTER(NativeRect)), self._rect),
            SET_POSITION: self._method((c_int,), self._set_position),
            GET_POSITION: self._method((POINTER(c_int),), self._get_position),
        }
        pointers = [
            ctypes.cast(self._functions[i], c_void_p).value if i in self._functions else None
            for i in range(SLOTS)
        ]
        self._table = (c_void_p * SLOTS)(*pointers)
        self._object = c_void_p(ctypes.addressof(self._table))
        self.address = ctypes.addressof(self._object)

    def _method(self, types: tuple[type, ...], function: object) -> object:
        def call(this: int, *arguments: object) -> int:
            assert this == self.address
            return function(*arguments)  # pyright: ignore[reportCallIssue]

        return FunctionType(c_long, c_void_p, *types)(call)

    def _string(self, text: str) -> int:
        self._strings.append(ctypes.create_unicode_buffer(text))
        return ctypes.addressof(self._strings[-1])

    def _release(self, this: int) -> int:
        self.calls.append(("release", this == self.address))
        return 0

    def _set_wallpaper(self, monitor: str | None, path: str) -> int:
        self.calls.append(("set", monitor, path))
        return self.result

    def _get_wallpaper(self, monitor: str, out) -> int:  # noqa: ANN001
        if monitor == PATHS[0]:
            out[0] = self._string("C:\\Żółć 桌面.png")
            return OK
        return FALSE  # S_FALSE: there is no single picture

    def _path_at(self, index: int, out) -> int:  # noqa: ANN001
        out[0] = self._string(PATHS[index])
        return OK

    def _count(self, out) -> int:  # noqa: ANN001
        out[0] = len(PATHS)
        return OK

    def _rect(self, monitor: str, out) -> int:  # noqa: ANN001
        if monitor == PATHS[1]:
            return NOT_ATTACHED
        left = 100 * PATHS.index(monitor)
        out[0] = NativeRect(left, -20, left + 50, 60)
        return OK

    def _set_position(self, position: int) -> int:
        self.calls.append(("position", position))
        return self.result

    def _get_position(self, out) -> int:  # noqa: ANN001
        out[0] = 5
        return OK


@pytest.fixture
def com() -> FakeCom:
    return FakeCom()


@pytest.fixture
def wallpaper(com: FakeCom) -> ComWallpaper:
    return ComWallpaper(com.address, com.freed.append)


def test_attached_monitors_have_their_places(wallpaper: ComWallpaper, com: FakeCom) -> None:
    assert wallpaper.monitors() == [
        (PATHS[0], Rect.at(-20, 0, 80, 50)),
        (PATHS[2], Rect.at(-20, 200, 80, 50)),
    ]
    assert len(com.freed) == len(PATHS)


def test_a_picture_is_read_and_its_text_freed(wallpaper: ComWallpaper, com: FakeCom) -> None:
    assert wallpaper.picture(PATHS[0]) == "C:\\Żółć 桌面.png"
    assert len(com.freed) == 1


def test_no_picture_is_empty_and_nothing_is_freed(wallpaper: ComWallpaper, com: FakeCom) -> None:
    assert wallpaper.picture(PATHS[2]) == ""
    assert com.freed == []


def test_pictures_and_positions_are_set(wallpaper: ComWallpaper, com: FakeCom) -> None:
    wallpaper.set_position(5)
    wallpaper.set_picture(None, "C:\\a b.png")
    wallpaper.set_picture(PATHS[2], "C:\\ü.png")
    assert com.calls == [
        ("position", 5),
        ("set", None, "C:\\a b.png"),
        ("set", PATHS[2], "C:\\ü.png"),
    ]
    assert wallpaper.position() == 5


def test_a_failing_call_raises_its_code(wallpaper: ComWallpaper, com: FakeCom) -> None:
    com.result = NOT_ATTACHED
    with pytest.raises(OSError, match="0x80004005"):
        wallpaper.set_picture(None, "C:\\a.png")


def test_release_lets_the_object_go(wallpaper: ComWallpaper, com: FakeCom) -> None:
    wallpaper.release()
    assert com.calls == [("release", True)]


def test_the_slots_follow_the_header() -> None:
    # shobjidl_core.h: IUnknown's three, then SetWallpaper, GetWallpaper, GetMonitorDevicePathAt,
    # GetMonitorDevicePathCount, GetMonitorRECT, Set/GetBackgroundColor, SetPosition, GetPosition.
    slots = (RELEASE, SET_WALLPAPER, GET_WALLPAPER, MONITOR_PATH_AT, MONITOR_COUNT, MONITOR_RECT)
    assert slots == (2, 3, 4, 5, 6, 7)
    assert (SET_POSITION, GET_POSITION) == (10, 11)


def test_work_runs_in_another_thread_and_hands_on_its_result() -> None:
    assert run_in_own_thread(threading.get_ident) != threading.get_ident()


def test_work_hands_on_its_error() -> None:
    def fail() -> None:
        raise OSError(5, "told")

    with pytest.raises(OSError, match="told"):
        run_in_own_thread(fail)
