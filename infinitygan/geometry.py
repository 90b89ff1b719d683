"""Integer geometry of the unbounded canvas: Span, Rect, Size, Point, and the cutting of tiles.

Axis order is always y, x (rows, columns). Intervals are half-open and absolute; negative values are
valid.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

MAX_SIDE_PX = 2**31 - 1  # signed 32-bit: the limit of PNG, and far beyond any screen

_SIZE_PATTERN = re.compile(r"\s*(\d+)\s*[xX×]\s*(\d+)\s*")


@dataclass(frozen=True, order=True)
class Span:
    """The integers from `start` up to, and without, `stop`."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if self.stop < self.start:
            raise ValueError(f"a span cannot end ({self.stop}) before it starts ({self.start})")

    @property
    def length(self) -> int:
        """Return how many integers the span holds."""
        return self.stop - self.start

    def shifted(self, by: int) -> "Span":
        """Return the span moved by `by`."""
        return Span(self.start + by, self.stop + by)

    def grown(self, by: int) -> "Span":
        """Return the span with `by` more integers at each end."""
        return Span(self.start - by, self.stop + by)

    def intersection(self, other: "Span") -> "Span":
        """Return the common part; empty (length 0) where there is none."""
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.stop, other.stop)))

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies within this span."""
        return self.start <= other.start and other.stop <= self.stop

    def slice_of(self, whole: "Span") -> slice:
        """Return the slice that cuts this span out of a sequence that covers `whole`.

        Raises: ValueError: if this span does not lie within `whole`.
        """
        if not whole.contains(self):
            raise ValueError(f"{self} does not lie within {whole}")
        return slice(self.start - whole.start, self.stop - whole.start)

    def pieces(self, length: int) -> Iterator["Span"]:
        """Cut into spans of at most `length` that start at multiples of `length`."""
        start = self.start
        while start < self.stop:
            stop = min((start // length + 1) * length, self.stop)
            yield Span(start, stop)
            start = stop


@dataclass(frozen=True)
class Point:
    """A position on the canvas in pixels; pixel (0, 0) covers [0, 1) x [0, 1)."""

    y: float
    x: float


@dataclass(frozen=True)
class Size:
    """A positive height and width in pixels."""

    height: int
    width: int

    def __post_init__(self) -> None:
        if self.height < 1 or self.width < 1:
            raise ValueError(f"a size needs at least 1x1 px, not {self}")
        if max(self.height, self.width) > MAX_SIDE_PX:
            raise ValueError(f"a side cannot be longer than {MAX_SIDE_PX} px, as in {self}")

    def __str__(self) -> str:
        """Write the size as people say it: WIDTHxHEIGHT."""
        return f"{self.width}x{self.height}"

    @staticmethod
    def parse(text: str) -> "Size":
        """Read 'WIDTHxHEIGHT', such as '3840x2160'.

        Raises: ValueError: if the text has another form, or a side is out of range.
        """
        match = _SIZE_PATTERN.fullmatch(text)
        if not match:
            raise ValueError(f"'{text}' is not a size; write WIDTHxHEIGHT, such as 3840x2160")
        return Size(height=int(match[2]), width=int(match[1]))

    @property
    def pixels(self) -> int:
        """Return the number of pixels."""
        return self.height * self.width

    @property
    def rect(self) -> "Rect":
        """Return the rectangle of this size whose corner is the origin."""
        return Rect(Span(0, self.height), Span(0, self.width))


@dataclass(frozen=True)
class Rect:
    """A rectangle of whole pixels (or cells): the product of two spans."""

    rows: Span
    columns: Span

    @staticmethod
    def at(top: int, left: int, height: int, width: int) -> "Rect":
        """Build a rectangle from its corner and its extent."""
        return Rect(Span(top, top + height), Span(left, left + width))

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return self.rows.length

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return self.columns.length

    @property
    def is_empty(self) -> bool:
        """Tell whether the rectangle holds no pixel."""
        return self.height == 0 or self.width == 0

    def shifted(self, down: int, right: int) -> "Rect":
        """Return the rectangle moved by whole pixels."""
        return Rect(self.rows.shifted(down), self.columns.shifted(right))

    def grown(self, by: int) -> "Rect":
        """Return the rectangle with `by` more pixels on each side."""
        return Rect(self.rows.grown(by), self.columns.grown(by))

    def intersection(self, other: "Rect") -> "Rect":
        """Return the common part, which may be empty."""
        return Rect(self.rows.intersection(other.rows), self.columns.intersection(other.columns))

    def union(self, other: "Rect") -> "Rect":
        """Return the smallest rectangle that holds both."""
        return Rect(
            Span(min(self.rows.start, other.rows.start), max(self.rows.stop, other.rows.stop)),
            Span(
                min(self.columns.start, other.columns.start),
                max(self.columns.stop, other.columns.stop),
            ),
        )

    def contains(self, other: "Rect") -> bool:
        """Tell whether `other` lies within this rectangle."""
        return self.rows.contains(other.rows) and self.columns.contains(other.columns)

    def slices_of(self, whole: "Rect") -> tuple[slice, slice]:
        """Return the (row, column) slices that cut this rectangle out of an array over `whole`."""
        return self.rows.slice_of(whole.rows), self.columns.slice_of(whole.columns)

    def tiles(self, height: int, width: int) -> Iterator["Rect"]:
        """Cut into tiles, row by row, on the absolute grid of multiples of `height` and `width`."""
        for rows in self.rows.pieces(height):
            for columns in self.columns.pieces(width):
                yield Rect(rows, columns)


class Reach(NamedTuple):
    """How far beyond the shape of an edit its pixels may change, up and sideways, in canvas px.

    `layout` is that of new latents or noise, `style` that of another style.
    """

    layout: Size
    style: Size
