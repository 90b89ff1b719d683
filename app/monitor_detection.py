"""The monitors of this machine, read from Qt: the one place where screens are asked.

`monitor_from_report` holds the rules and is free of Qt objects; `MonitorWatcher` follows plugging.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from app.monitor_modes import COMMON_MODES, DRM_ROOT, nearest_mode, read_modes, snap_to_mode
from app.monitors import Layout, Monitor, PhysicalSize
from infinitygan.geometry import Rect, Size

WAYLAND = "wayland"  # how the names of Qt's Wayland platforms begin
MACOS = "cocoa"


@dataclass(frozen=True)
class ScreenReport:
    """What Qt says of a screen, untouched."""

    name: str
    logical: Rect
    pixel_ratio: float
    width_mm: float
    height_mm: float
    model: str = ""
    is_primary: bool = False


def monitor_from_report(report: ScreenReport, platform: str, modes: Sequence[Size]) -> Monitor:
    """Turn Qt's words into real pixels and the desktop's own layout.

    Args:
        report: what Qt says.
        platform: Qt's platform name, such as 'xcb' or 'wayland'.
        modes: the kernel's modes, native first; empty where unknown.
    """
    logical = Size(report.logical.height, report.logical.width)
    reported = Size(
        round(logical.height * report.pixel_ratio), round(logical.width * report.pixel_ratio)
    )
    size_px = _real_size(reported, logical, platform, modes)
    return Monitor(
        name=report.name,
        size_px=size_px,
        logical=_desktop_rect(report.logical, size_px, platform),
        physical=_physical_size(report, size_px),
        model=report.model,
        is_primary=report.is_primary,
    )


def _real_size(reported: Size, logical: Size, platform: str, modes: Sequence[Size]) -> Size:
    if platform == MACOS:  # the picture is drawn in the scaled buffer, which is no mode
        return reported
    if not platform.startswith(WAYLAND):
        return nearest_mode(reported, modes or COMMON_MODES)
    native = modes[0] if modes else None
    return snap_to_mode(reported, logical, modes or COMMON_MODES, native)


def _desktop_rect(logical: Rect, size_px: Size, platform: str) -> Rect:
    """Return the place in the desktop's units.

    On X11 and Windows the desktop counts real pixels; Qt scales the sizes there, not the corners.
    """
    if platform.startswith(WAYLAND) or platform == MACOS:
        return logical
    return Rect.at(logical.rows.start, logical.columns.start, size_px.height, size_px.width)


def _physical_size(report: ScreenReport, size_px: Size) -> PhysicalSize | None:
    if not (report.height_mm > 0 and report.width_mm > 0):
        return None
    return PhysicalSize(report.height_mm, report.width_mm).turned_like(size_px)


def screen_report(screen: QScreen, primary: QScreen | None) -> ScreenReport:
    """Copy what Qt knows of a screen."""
    area = screen.geometry()
    return ScreenReport(
        name=screen.name() or "screen",
        logical=Rect.at(area.y(), area.x(), area.height(), area.width()),
        pixel_ratio=screen.devicePixelRatio(),
        width_mm=screen.physicalSize().width(),
        height_mm=screen.physicalSize().height(),
        model=" ".join(filter(None, (screen.manufacturer(), screen.model()))),
        is_primary=screen is primary,
    )


def layout_from_reports(
    reports: Sequence[ScreenReport], platform: str, modes_root: Path = DRM_ROOT
) -> Layout | None:
    """Build the layout of the reported screens; None where there is no usable screen."""
    usable = [report for report in reports if not report.logical.is_empty]
    if not usable:
        return None
    return Layout(
        tuple(
            replace(
                monitor_from_report(report, platform, read_modes(report.name, modes_root)),
                name=name,
            )
            for report, name in zip(usable, _own_names(usable), strict=True)
        )
    )


def _own_names(reports: Sequence[ScreenReport]) -> list[str]:
    """Number the later of equal names: Windows and macOS may name two alike by their model."""
    names: list[str] = []
    for report in reports:
        same = sum(report.name == other.name for other in reports[: len(names)])
        names.append(f"{report.name} ({same + 1})" if same else report.name)
    return names


class MonitorWatcher(QObject):
    """Keeps the layout of the attached monitors, and says when it changed."""

    layout_changed = Signal(object)  # Layout, or None without a screen

    def __init__(self, application: QGuiApplication, modes_root: Path = DRM_ROOT) -> None:
        super().__init__(application)
        self._application = application
        self._modes_root = modes_root
        # Plugging sends a burst of signals, some while the screen is half gone: read once, after.
        self._reading = QTimer(self, singleShot=True, interval=0)
        self._reading.timeout.connect(self._read)
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self._schedule)
        application.primaryScreenChanged.connect(self._schedule)
        for screen in application.screens():
            self._follow(screen)
        self.layout = self._current()

    def _follow(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._schedule)
        screen.physicalSizeChanged.connect(self._schedule)

    @Slot(QScreen)
    def _on_screen_added(self, screen: QScreen) -> None:
        self._follow(screen)
        self._schedule()

    @Slot()
    def _schedule(self) -> None:
        self._reading.start()

    @Slot()
    def _read(self) -> None:
        layout = self._current()
        if layout != self.layout:
            self.layout = layout
            self.layout_changed.emit(layout)

    def _current(self) -> Layout | None:
        primary = self._application.primaryScreen()
        reports = [screen_report(screen, primary) for screen in self._application.screens()]
        return layout_from_reports(reports, self._application.platformName(), self._modes_root)
