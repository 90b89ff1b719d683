"""Sizes to choose from: the monitors found, all of them together, common screens and phones."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.monitors import Layout, Monitor, in_reading_order
from infinitygan.geometry import Size


class PresetKind(Enum):
    """The section of the list that a preset belongs to."""

    MONITOR = "monitor"
    ALL_MONITORS = "all monitors"
    SCREEN = "screen"
    PHONE = "phone"


@dataclass(frozen=True)
class SizePreset:
    """A size with its name; `monitor` is the connector's name of a monitor's own preset."""

    kind: PresetKind
    title: str
    size: Size
    monitor: str = ""

    @property
    def label(self) -> str:
        """Return the line of the list, such as 'This monitor: 3840 × 2160 (DP-1)'."""
        place = f" ({self.monitor})" if self.monitor else ""
        return f"{self.title}: {size_text(self.size)}{place}"


COMMON_SCREENS = tuple(
    SizePreset(PresetKind.SCREEN, title, Size(height, width))
    for title, width, height in (
        ("Full HD", 1920, 1080),
        ("WUXGA 16:10", 1920, 1200),
        ("QHD", 2560, 1440),
        ("WQXGA 16:10", 2560, 1600),
        ("Ultrawide 21:9", 3440, 1440),
        ("4K UHD", 3840, 2160),
        ("Super ultrawide 32:9", 5120, 1440),
        ("5K", 5120, 2880),
        ("8K UHD", 7680, 4320),
    )
)


def size_text(size: Size) -> str:
    """Write a size for the eye: 'WIDTH × HEIGHT'."""
    return f"{size.width} × {size.height}"


def phones() -> tuple[SizePreset, ...]:
    """List the screens of common phones and tablets, upright, in the user's language."""
    phone = QCoreApplication.translate("Presets", "Phone")
    large = QCoreApplication.translate("Presets", "Large phone")
    tablet = QCoreApplication.translate("Presets", "Tablet")
    return tuple(
        SizePreset(PresetKind.PHONE, title, Size(height, width))
        for title, width, height in (
            (f"{phone} 9:19.5", 1170, 2532),
            (f"{large} 9:19.5", 1290, 2796),
            (f"{phone} 9:20", 1080, 2400),
            (f"{large} 9:20", 1440, 3200),
            (f"{tablet} 3:4", 2048, 2732),
        )
    )


def presets(layout: Layout | None, here: str = "") -> tuple[SizePreset, ...]:
    """List the sizes to offer, the monitors first.

    Args:
        layout: the monitors found. None: none were found.
        here: name of the monitor that shows the window; empty: the primary one.
    """
    found = _monitor_presets(layout, here) if layout else ()
    return (*found, *COMMON_SCREENS, *phones())


def _monitor_presets(layout: Layout, here: str) -> tuple[SizePreset, ...]:
    monitors = in_reading_order(layout.monitors)
    own = _this_monitor(monitors, here)
    ordered = (own, *(monitor for monitor in monitors if monitor is not own))
    singles = tuple(
        SizePreset(PresetKind.MONITOR, _title(monitor, own), monitor.size_px, monitor.name)
        for monitor in ordered
    )
    if len(monitors) == 1:
        return singles
    title = QCoreApplication.translate("Presets", "All monitors")
    return (*singles, SizePreset(PresetKind.ALL_MONITORS, title, layout.canvas))


def _this_monitor(monitors: tuple[Monitor, ...], here: str) -> Monitor:
    named = [monitor for monitor in monitors if monitor.name == here]
    primary = [monitor for monitor in monitors if monitor.is_primary]
    return (named or primary or list(monitors))[0]


def _title(monitor: Monitor, own: Monitor) -> str:
    if monitor is own:
        return QCoreApplication.translate("Presets", "This monitor")
    return monitor.model or QCoreApplication.translate("Presets", "Monitor")
