"""Monitors as plain geometry: Monitor, Gap, Layout, and where each monitor sits in one picture.

Everything here is free of Qt. The picture that spans all monitors is the logical layout of the
desktop, scaled until the densest monitor gets its own pixels; a gap in millimetres between two
monitors widens it, so that a line runs straight behind the bezels. `crops` is the only function
that says which part a monitor shows; preview and export both ask it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations
from math import hypot

from infinitygan.geometry import Rect, Size, Span

MM_PER_INCH = 25.4
ASSUMED_PPI = 96.0  # of a logical pixel, where a monitor hides its physical size
TOUCH_LOGICAL_PX = 1  # fractional scales round logical edges, so neighbours may miss by one
SAME_DENSITY = 0.01  # relative difference up to which two monitors count as alike
MAX_GAP_MM = 1000.0


@dataclass(frozen=True)
class PhysicalSize:
    """The visible area of a monitor in millimetres."""

    height_mm: float
    width_mm: float

    def __post_init__(self) -> None:
        if not (self.height_mm > 0 and self.width_mm > 0):
            raise ValueError(f"a monitor needs a positive size in millimetres, not {self}")

    @staticmethod
    def of_diagonal(inches: float, size_px: Size) -> "PhysicalSize":
        """Derive the size of a screen with square pixels from its diagonal in inches."""
        if not inches > 0:
            raise ValueError(f"a diagonal must be longer than zero, not {inches} inches")
        mm_per_px = inches * MM_PER_INCH / hypot(size_px.height, size_px.width)
        return PhysicalSize(size_px.height * mm_per_px, size_px.width * mm_per_px)

    @property
    def diagonal_inches(self) -> float:
        """Return the diagonal as it is advertised."""
        return hypot(self.height_mm, self.width_mm) / MM_PER_INCH

    def turned_like(self, size_px: Size) -> "PhysicalSize":
        """Return the size with the orientation of `size_px`; drivers often forget a rotation."""
        if (self.height_mm > self.width_mm) == (size_px.height > size_px.width):
            return self
        return PhysicalSize(self.width_mm, self.height_mm)


@dataclass(frozen=True)
class Monitor:
    """One monitor: what the desktop calls it, its real pixels, and its place in the layout."""

    name: str
    size_px: Size
    logical: Rect  # in the desktop's own units
    physical: PhysicalSize | None = None  # None: unknown, `ASSUMED_PPI` per logical px is used
    model: str = ""
    is_primary: bool = False

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a monitor needs a name")
        if self.logical.is_empty:
            raise ValueError(f"monitor '{self.name}' has an empty place {self.logical}")

    @property
    def scale(self) -> float:
        """Return how many real pixels one logical pixel takes."""
        return self.size_px.width / self.logical.width

    @property
    def pixels_per_inch(self) -> float:
        """Return the density in real pixels, assumed where the physical size is unknown."""
        if self.physical is None:
            return ASSUMED_PPI * self.scale
        return hypot(self.size_px.height, self.size_px.width) / self.physical.diagonal_inches


@dataclass(frozen=True)
class Gap:
    """The millimetres between the visible areas of two neighbours: bezel, air, bezel."""

    first: str
    second: str
    mm: float

    def __post_init__(self) -> None:
        if not 0 <= self.mm <= MAX_GAP_MM:
            raise ValueError(f"a gap is 0 to {MAX_GAP_MM:.0f} mm wide, not {self.mm}")

    def joins(self, one: str, other: str) -> bool:
        """Tell whether the gap lies between these two monitors, in either order."""
        return {self.first, self.second} == {one, other}


class Match(Enum):
    """How the parts of a picture on monitors of different density are made to fit."""

    LOGICAL = "logical"  # as the desktop lays windows out
    PHYSICAL = "physical"  # a centimetre is a centimetre on every monitor


@dataclass(frozen=True)
class Layout:
    """The monitors that one picture spans, and the gaps between them."""

    monitors: tuple[Monitor, ...]
    gaps: tuple[Gap, ...] = ()
    match: Match = Match.LOGICAL

    def __post_init__(self) -> None:
        names = [monitor.name for monitor in self.monitors]
        if not names:
            raise ValueError("a layout needs at least one monitor")
        if len(set(names)) < len(names):
            raise ValueError(f"monitors need different names, not {names}")

    @property
    def canvas(self) -> Size:
        """Return the size of the picture that spans all monitors and gaps."""
        return canvas_of(crops(self))

    @property
    def as_desktop(self) -> "Layout":
        """Return the layout as the desktop knows it: no gaps, no physical sizes."""
        return replace(self, gaps=(), match=Match.LOGICAL)

    def monitor(self, name: str) -> Monitor:
        """Return the monitor of that name.

        Raises: ValueError: if there is none.
        """
        for monitor in self.monitors:
            if monitor.name == name:
                return monitor
        raise ValueError(f"there is no monitor '{name}'")


def in_reading_order(monitors: Sequence[Monitor]) -> tuple[Monitor, ...]:
    """Sort from left to right, then from top to bottom, as the wallpaper backends count."""
    return tuple(
        sorted(monitors, key=lambda m: (m.logical.columns.start, m.logical.rows.start, m.name))
    )


def seams(monitors: Sequence[Monitor]) -> tuple[tuple[str, str], ...]:
    """List the pairs of monitors that share a border, so that a gap can lie between them."""
    pairs = combinations(in_reading_order(monitors), 2)
    return tuple((a.name, b.name) for a, b in pairs if _share_border(a.logical, b.logical))


def crops(layout: Layout) -> tuple[tuple[str, Rect], ...]:
    """Say which part of the spanned picture each monitor shows.

    Returns: (monitor name, part) in reading order; the parts are in px of the picture, whose
        corner is 0, 0. A part has the monitor's own size where its density is the highest, and
        is larger elsewhere: scale it down to `Monitor.size_px`.
    """
    monitors = in_reading_order(layout.monitors)
    sizes = _sizes_in_canvas(monitors, layout.match)
    rows = _placed([_Extent.of_rows(m, s) for m, s in zip(monitors, sizes, strict=True)], layout)
    columns = _placed(
        [_Extent.of_columns(m, s) for m, s in zip(monitors, sizes, strict=True)], layout
    )
    return tuple((m.name, Rect(rows[m.name], columns[m.name])) for m in monitors)


def canvas_of(parts: Sequence[tuple[str, Rect]]) -> Size:
    """Return the size of the picture that holds these parts."""
    return Size(
        height=max(part.rows.stop for _, part in parts),
        width=max(part.columns.stop for _, part in parts),
    )


def _share_border(a: Rect, b: Rect) -> bool:
    beside = _touch(a.columns, b.columns) and a.rows.intersection(b.rows).length > 0
    stacked = _touch(a.rows, b.rows) and a.columns.intersection(b.columns).length > 0
    return beside or stacked


def _touch(a: Span, b: Span) -> bool:
    return min(abs(a.stop - b.start), abs(b.stop - a.start)) <= TOUCH_LOGICAL_PX


def _sizes_in_canvas(monitors: Sequence[Monitor], match: Match) -> list[Size]:
    """Enlarge the monitors of lower density, so that the densest keeps its own pixels."""
    densities = [m.scale if match is Match.LOGICAL else m.pixels_per_inch for m in monitors]
    ratios = [max(densities) / density for density in densities]
    # Rounded logical sizes make equal scales differ in the fourth digit; none may grow by that.
    factors = [1.0 if ratio < 1 + SAME_DENSITY else ratio for ratio in ratios]
    return [
        Size(round(m.size_px.height * factor), round(m.size_px.width * factor))
        for m, factor in zip(monitors, factors, strict=True)
    ]


@dataclass(frozen=True)
class _Extent:
    """What a monitor takes of one axis: logically, in px of the picture, and in millimetres."""

    name: str
    logical: Span
    length_px: int
    length_mm: float

    @staticmethod
    def of_rows(monitor: Monitor, size_px: Size) -> "_Extent":
        """Describe the monitor from top to bottom."""
        span = monitor.logical.rows
        mm = monitor.physical.height_mm if monitor.physical else _assumed_mm(span)
        return _Extent(monitor.name, span, size_px.height, mm)

    @staticmethod
    def of_columns(monitor: Monitor, size_px: Size) -> "_Extent":
        """Describe the monitor from left to right."""
        span = monitor.logical.columns
        mm = monitor.physical.width_mm if monitor.physical else _assumed_mm(span)
        return _Extent(monitor.name, span, size_px.width, mm)

    @property
    def px_per_logical(self) -> float:
        """Return px of the picture per logical px."""
        return self.length_px / self.logical.length

    @property
    def px_per_mm(self) -> float:
        """Return px of the picture per millimetre of glass."""
        return self.length_px / self.length_mm


def _assumed_mm(span: Span) -> float:
    return span.length * MM_PER_INCH / ASSUMED_PPI


def _placed(extents: Sequence[_Extent], layout: Layout) -> dict[str, Span]:
    """Place the extents along one axis: each after what ends before it begins."""
    origin = min(extent.logical.start for extent in extents)
    placed: dict[str, Span] = {}
    before: list[_Extent] = []
    for extent in sorted(extents, key=lambda e: (e.logical.start, e.logical.stop)):
        starts = [
            placed[other.name].stop + _distance_px(other, extent, extents, layout)
            for other in _nearest_before(extent, before)
        ]
        free_start = round((extent.logical.start - origin) * extent.px_per_logical)
        start = max(starts) if starts else free_start
        placed[extent.name] = Span(start, start + extent.length_px)
        before.append(extent)
    return placed


def _nearest_before(extent: _Extent, others: Sequence[_Extent]) -> list[_Extent]:
    """Keep those that end last before `extent` begins; farther ones only add rounding."""
    ended = [o for o in others if o.logical.stop <= extent.logical.start + TOUCH_LOGICAL_PX]
    last = max((other.logical.stop for other in ended), default=0)
    return [other for other in ended if other.logical.stop >= last - TOUCH_LOGICAL_PX]


def _distance_px(
    before: _Extent, after: _Extent, extents: Sequence[_Extent], layout: Layout
) -> int:
    """Return the px of the picture between two extents of one axis."""
    apart = after.logical.start - before.logical.stop
    if apart > TOUCH_LOGICAL_PX:
        return round(apart * after.px_per_logical)
    px_per_mm = (before.px_per_mm + after.px_per_mm) / 2
    return round(_gap_mm(before, after, extents, layout) * px_per_mm)


def _gap_mm(before: _Extent, after: _Extent, extents: Sequence[_Extent], layout: Layout) -> float:
    """Return the gap of a pair; a diagonal pair takes the widest at the same edge."""
    own = [gap.mm for gap in layout.gaps if gap.joins(before.name, after.name)]
    if own:
        return own[0]
    ending = [e.name for e in extents if _is_near(e.logical.stop, after.logical.start)]
    starting = [e.name for e in extents if _is_near(e.logical.start, after.logical.start)]
    at_edge = [gap.mm for gap in layout.gaps for a in ending for b in starting if gap.joins(a, b)]
    return max(at_edge, default=0.0)


def _is_near(a: int, b: int) -> bool:
    return abs(a - b) <= TOUCH_LOGICAL_PX
