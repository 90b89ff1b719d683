"""What the user says of a set of monitors: gaps and diagonals, kept for when the set is back.

A laptop at home, at work and on the road has three sets; each keeps its own millimetres.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.monitors import Gap, Layout, Match, Monitor, PhysicalSize, in_reading_order
from infinitygan.checks import check_flag, check_items, check_number, check_text

MIN_DIAGONAL_INCHES = 3.0
MAX_DIAGONAL_INCHES = 200.0
MAX_SETUPS = 24
KEY_DIGITS = 16


@dataclass(frozen=True)
class Diagonal:
    """The true diagonal of a monitor whose own report is wrong or missing."""

    monitor: str
    inches: float

    def __post_init__(self) -> None:
        check_number("inches", self.inches, MIN_DIAGONAL_INCHES, MAX_DIAGONAL_INCHES)


@dataclass(frozen=True)
class MonitorSetup:
    """What was said of one set of monitors; `key` tells the sets apart."""

    key: str
    gaps: tuple[Gap, ...] = ()
    diagonals: tuple[Diagonal, ...] = ()
    physical_match: bool = False

    def __post_init__(self) -> None:
        check_text("key", self.key)
        check_items("gaps", self.gaps, Gap, "a Gap")
        check_items("diagonals", self.diagonals, Diagonal, "a Diagonal")
        check_flag("physical_match", self.physical_match)

    def with_gap(self, gap: Gap) -> "MonitorSetup":
        """Return the setup with the gap between two monitors set."""
        others = (other for other in self.gaps if not other.joins(gap.first, gap.second))
        return replace(self, gaps=(*others, gap))

    def with_diagonal(self, monitor: str, inches: float | None) -> "MonitorSetup":
        """Return the setup with a monitor's diagonal; None: as the monitor reports it."""
        others = tuple(other for other in self.diagonals if other.monitor != monitor)
        own = () if inches is None else (Diagonal(monitor, inches),)
        return replace(self, diagonals=(*others, *own))

    def applied_to(self, layout: Layout) -> Layout:
        """Return the layout with all that was said of it; absent monitors do no harm."""
        inches = {own.monitor: own.inches for own in self.diagonals}
        return Layout(
            tuple(_with_diagonal(monitor, inches.get(monitor.name)) for monitor in layout.monitors),
            self.gaps,
            Match.PHYSICAL if self.physical_match else Match.LOGICAL,
        )


def _with_diagonal(monitor: Monitor, inches: float | None) -> Monitor:
    if inches is None:
        return monitor
    return replace(monitor, physical=PhysicalSize.of_diagonal(inches, monitor.size_px))


def key_of(layout: Layout) -> str:
    """Name a set of monitors: a digest of connectors, models and sizes, in reading order."""
    monitors = in_reading_order(layout.monitors)
    told = [(monitor.name, monitor.model, str(monitor.size_px)) for monitor in monitors]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:KEY_DIGITS]


def setup_for(layout: Layout, setups: Sequence[MonitorSetup]) -> MonitorSetup:
    """Return what was said of these monitors, or a setup in which nothing is said yet."""
    key = key_of(layout)
    return next((setup for setup in setups if setup.key == key), MonitorSetup(key))


def with_setup(setups: Sequence[MonitorSetup], changed: MonitorSetup) -> tuple[MonitorSetup, ...]:
    """Return the setups with the changed one first; the one unused for longest may drop out."""
    others = (setup for setup in setups if setup.key != changed.key)
    return (changed, *others)[:MAX_SETUPS]
