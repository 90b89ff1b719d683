"""Which desktop is running, told by the environment alone."""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence

from app.wallpaper.commands import Runner, run_command
from app.wallpaper.custom_command import CustomCommandBackend
from app.wallpaper.gsettings import CINNAMON, GNOME, MATE, GSettingsBackend
from app.wallpaper.kde import KdeBackend
from app.wallpaper.macos import MacosBackend
from app.wallpaper.portal import PortalBackend
from app.wallpaper.protocol import WallpaperBackend
from app.wallpaper.sway import SwayBackend
from app.wallpaper.wallpaper_daemons import HyprpaperBackend, wayland_daemon
from app.wallpaper.windows import WindowsBackend
from app.wallpaper.xfce import XfceBackend

GNOME_FAMILY = frozenset({"gnome", "unity", "budgie", "pop", "pantheon", "ubuntu", "zorin"})


def detect_backend(
    environment: Mapping[str, str],
    platform: str,
    monitors: Sequence[str],
    runner: Runner = run_command,
    find_program: Callable[[str], str | None] = shutil.which,
    command: str = "",
) -> WallpaperBackend | None:
    """Choose the backend of the running desktop.

    Args:
        environment: the process's environment variables.
        platform: as `sys.platform`.
        monitors: the names of the attached monitors, from left to right.
        runner: what runs the desktop's programs.
        find_program: tells where a program lies, or None.
        command: the user's own command, which goes before all others; empty: none.

    Returns: None where nothing known is running: ask the user for a command.
    Raises: ValueError: if `command` is no template.
    """
    if command:
        return CustomCommandBackend(runner, command)
    if platform == "win32":
        return _windows_backend()
    if platform == "darwin":
        return MacosBackend(runner)
    if environment.get("FLATPAK_ID") or environment.get("SNAP"):
        return PortalBackend()
    return _by_desktop(environment, monitors, runner, find_program) or _by_compositor(
        environment, runner
    )


def _by_desktop(
    environment: Mapping[str, str],
    monitors: Sequence[str],
    runner: Runner,
    find_program: Callable[[str], str | None],
) -> WallpaperBackend | None:
    for name in desktop_names(environment):
        if name in GNOME_FAMILY:
            return GSettingsBackend(GNOME, runner)
        if name == "kde":
            return KdeBackend(runner, find_program)
        if name == "xfce":
            return XfceBackend(runner, monitors)
        if name == "x-cinnamon" or name == "cinnamon":
            return GSettingsBackend(CINNAMON, runner)
        if name == "mate":
            return GSettingsBackend(MATE, runner)
    return None


def _by_compositor(environment: Mapping[str, str], runner: Runner) -> WallpaperBackend | None:
    is_wayland = bool(environment.get("WAYLAND_DISPLAY"))
    daemon = wayland_daemon(runner) if is_wayland else None
    if daemon:
        return daemon  # it paints over what the compositor would set
    if environment.get("SWAYSOCK"):
        return SwayBackend(runner)
    if environment.get("HYPRLAND_INSTANCE_SIGNATURE"):
        return HyprpaperBackend(runner)
    return None


def desktop_names(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Read XDG_CURRENT_DESKTOP, such as 'ubuntu:GNOME', in lower case."""
    text = environment.get("XDG_CURRENT_DESKTOP", "")
    return tuple(name.strip().lower() for name in text.split(":") if name.strip())


def _windows_backend() -> WallpaperBackend | None:
    if sys.platform != "win32":
        return None
    from app.wallpaper.windows_com import com_session, set_span_by_registry

    return WindowsBackend(com_session, set_span_by_registry)
