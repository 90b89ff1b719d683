"""IDesktopWallpaper by its vtable, so that Windows needs no package of ours.

Slots and names follow `shobjidl_core.h`. The module imports everywhere, as its calls are tested
against a vtable of ours; only `com_session` and `set_span_by_registry` need Windows.
"""

import ctypes
import sys
import threading
from collections.abc import Callable
from ctypes import POINTER, byref, c_int, c_long, c_uint, c_void_p, c_wchar_p
from uuid import UUID

from app.wallpaper.windows import WindowsApi
from infinitygan.geometry import Rect, Span

CLASS_ID = UUID("{C2CF3110-460E-4FC1-B9D0-8A1C0C9CC4BD}")
INTERFACE_ID = UUID("{B92B56A9-8B55-4E14-9A89-0199BBB6F93B}")

# Places in the vtable; 0 and 1 are QueryInterface and AddRef.
RELEASE = 2
SET_WALLPAPER = 3
GET_WALLPAPER = 4
MONITOR_PATH_AT = 5
MONITOR_COUNT = 6
MONITOR_RECT = 7
SET_POSITION = 10
GET_POSITION = 11
SLOTS = 19

_IN_PROCESS_OR_LOCAL = 0x1 | 0x4  # CLSCTX_INPROC_SERVER | CLSCTX_LOCAL_SERVER
_APARTMENT_THREADED = 0x2  # COINIT_APARTMENTTHREADED
_SET_DESKTOP_WALLPAPER = 20  # SPI_SETDESKWALLPAPER
_SAVE_AND_TELL_ALL = 0x1 | 0x2  # SPIF_UPDATEINIFILE | SPIF_SENDCHANGE
_SPAN_STYLE = "22"

# COM functions are stdcall; it equals the C convention everywhere but on 32-bit Windows.
FunctionType = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)


class NativeRect(ctypes.Structure):
    """The RECT of Windows."""

    _fields_ = (("left", c_long), ("top", c_long), ("right", c_long), ("bottom", c_long))


class ComWallpaper:
    """Calls the methods of an IDesktopWallpaper at an address."""

    def __init__(self, address: int, free: Callable[[int], object]) -> None:
        """Take the interface's address and what frees its strings (`CoTaskMemFree`)."""
        self._address = address
        self._free = free
        self._vtable = ctypes.cast(address, POINTER(POINTER(c_void_p))).contents

    def monitors(self) -> list[tuple[str, Rect]]:
        """Return (device path, place) of the attached monitors; Windows lists unplugged ones."""
        count = c_uint()
        self._call(MONITOR_COUNT, (POINTER(c_uint),), byref(count))
        paths = [self._monitor_path(index) for index in range(count.value)]
        places = ((path, self._place(path)) for path in paths)
        return [(path, place) for path, place in places if place is not None]

    def position(self) -> int:
        """Return the DESKTOP_WALLPAPER_POSITION."""
        position = c_int()
        self._call(GET_POSITION, (POINTER(c_int),), byref(position))
        return position.value

    def set_position(self, position: int) -> None:
        """Set the DESKTOP_WALLPAPER_POSITION."""
        self._call(SET_POSITION, (c_int,), position)

    def picture(self, monitor: str) -> str:
        """Return the picture's path; empty where there is none."""
        text = c_void_p()
        self._call(GET_WALLPAPER, (c_wchar_p, POINTER(c_void_p)), monitor, byref(text))
        return self._taken(text)

    def set_picture(self, monitor: str | None, path: str) -> None:
        """Set the picture of a monitor, or of all where it is None."""
        self._call(SET_WALLPAPER, (c_wchar_p, c_wchar_p), monitor, path)

    def release(self) -> None:
        """Let the interface go; no method may be called afterwards."""
        FunctionType(c_uint, c_void_p)(self._pointer_at(RELEASE))(self._address)

    def _monitor_path(self, index: int) -> str:
        text = c_void_p()
        self._call(MONITOR_PATH_AT, (c_uint, POINTER(c_void_p)), index, byref(text))
        return self._taken(text)

    def _place(self, monitor: str) -> Rect | None:
        native = NativeRect()
        try:
            self._call(MONITOR_RECT, (c_wchar_p, POINTER(NativeRect)), monitor, byref(native))
        except OSError:  # the monitor is remembered, but not attached
            return None
        return Rect(Span(native.top, native.bottom), Span(native.left, native.right))

    def _taken(self, text: c_void_p) -> str:
        """Copy a string that is ours to free."""
        if not text.value:
            return ""
        try:
            return ctypes.wstring_at(text.value)
        finally:
            self._free(text.value)

    def _call(self, slot: int, types: tuple[type, ...], *arguments: object) -> None:
        method = FunctionType(c_long, c_void_p, *types)(self._pointer_at(slot))
        _check(method(self._address, *arguments))

    def _pointer_at(self, slot: int) -> int:
        address = self._vtable[slot]
        assert isinstance(address, int), slot
        return address


def _check(result: int) -> None:
    """Raise for an HRESULT that says failure."""
    if result < 0:
        code = result & 0xFFFFFFFF
        raise OSError(code, f"error 0x{code:08X}")


def run_in_own_thread(action: Callable[[], object]) -> object:
    """Run a function in a new thread, wait, and hand on its result or error.

    COM fixes the kind of a thread once; only a thread of ours is sure to be of the right kind.
    """
    outcome: list[object] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(action())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, name="wallpaper")
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return outcome[0]


if sys.platform == "win32":
    import winreg

    def com_session(action: Callable[[WindowsApi], object]) -> object:
        """Run a function with the system's IDesktopWallpaper.

        Raises: OSError: if the system has none, or a call fails.
        """
        return run_in_own_thread(lambda: _with_wallpaper(action))

    def _with_wallpaper(action: Callable[[WindowsApi], object]) -> object:
        ole = ctypes.windll.ole32
        _check(ole.CoInitializeEx(None, _APARTMENT_THREADED))
        try:
            address = c_void_p()
            class_id = (ctypes.c_byte * 16)(*memoryview(CLASS_ID.bytes_le).cast("b"))
            interface_id = (ctypes.c_byte * 16)(*memoryview(INTERFACE_ID.bytes_le).cast("b"))
            _check(
                ole.CoCreateInstance(
                    byref(class_id),
                    None,
                    _IN_PROCESS_OR_LOCAL,
                    byref(interface_id),
                    byref(address),
                )
            )
            ole.CoTaskMemFree.argtypes = [c_void_p]
            ole.CoTaskMemFree.restype = None
            assert address.value
            wallpaper = ComWallpaper(address.value, ole.CoTaskMemFree)
            try:
                return action(wallpaper)
            finally:
                wallpaper.release()
        finally:
            ole.CoUninitialize()

    def set_span_by_registry(path: str) -> None:
        """Span a picture the old way, which knows no single monitors.

        Raises: OSError: if Windows refuses.
        """
        with winreg.OpenKey(
            winreg.HKEY_CURRENT_USER, r"Control Panel\Desktop", 0, winreg.KEY_SET_VALUE
        ) as key:
            winreg.SetValueEx(key, "WallpaperStyle", 0, winreg.REG_SZ, _SPAN_STYLE)
            winreg.SetValueEx(key, "TileWallpaper", 0, winreg.REG_SZ, "0")
        if not ctypes.windll.user32.SystemParametersInfoW(
            _SET_DESKTOP_WALLPAPER, 0, path, _SAVE_AND_TELL_ALL
        ):
            raise ctypes.WinError()
