"""Shapes on the canvas, as vectors in px (y, x): where a style, a re-roll or a mood applies.

A shape stands for a weight from 0 to 1 at each position; `fields` evaluates it.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from infinitygan.checks import (
    FieldError,
    check_extent,
    check_flag,
    check_fraction,
    check_items,
    check_position,
    check_type,
)
from infinitygan.geometry import Point, Rect, Span
from infinitygan.hash_once import hash_once


@dataclass(frozen=True)
class Rectangle:
    """An upright rectangle; weight 1 inside."""

    top: float
    left: float
    height: float
    width: float

    def __post_init__(self) -> None:
        check_position("top", self.top)
        check_position("left", self.left)
        check_extent("height", self.height)
        check_extent("width", self.width)

    def bounds(self) -> Rect | None:
        """Return the whole pixels that the shape touches."""
        return _outward(self.top, self.left, self.top + self.height, self.left + self.width)

    def scaled(self, factor_y: float, factor_x: float) -> "Rectangle":
        """Return the shape scaled about the origin."""
        return Rectangle(
            self.top * factor_y, self.left * factor_x, self.height * factor_y, self.width * factor_x
        )

    def moved(self, down: float, right: float) -> "Rectangle":
        """Return the shape moved by px."""
        return replace(self, top=self.top + down, left=self.left + right)


@dataclass(frozen=True)
class Ellipse:
    """An upright ellipse; weight 1 inside."""

    centre: Point
    radius_y: float
    radius_x: float

    def __post_init__(self) -> None:
        check_point("centre", self.centre)
        check_extent("radius_y", self.radius_y)
        check_extent("radius_x", self.radius_x)

    def bounds(self) -> Rect | None:
        """Return the whole pixels that the shape touches."""
        return _around([self.centre], self.radius_y, self.radius_x)

    def scaled(self, factor_y: float, factor_x: float) -> "Ellipse":
        """Return the shape scaled about the origin."""
        centre = _scaled_point(self.centre, factor_y, factor_x)
        return Ellipse(centre, self.radius_y * factor_y, self.radius_x * factor_x)

    def moved(self, down: float, right: float) -> "Ellipse":
        """Return the shape moved by px."""
        return replace(self, centre=_moved_point(self.centre, down, right))


@hash_once
@dataclass(frozen=True)
class Lasso:
    """A closed polygon by the even-odd rule; weight 1 inside."""

    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        _check_points("points", self.points, at_least=3)

    def bounds(self) -> Rect | None:
        """Return the whole pixels that the shape touches."""
        return _around(self.points, 0.0, 0.0)

    def scaled(self, factor_y: float, factor_x: float) -> "Lasso":
        """Return the shape scaled about the origin."""
        return Lasso(_scaled_points(self.points, factor_y, factor_x))

    def moved(self, down: float, right: float) -> "Lasso":
        """Return the shape moved by px."""
        return Lasso(_moved_points(self.points, down, right))


@hash_once
@dataclass(frozen=True)
class Stroke:
    """One drag of a round brush along a polyline.

    `hardness` is the share of the radius that has weight 1; from there it falls to 0 at the rim.
    `pressure` empty: 1 everywhere; otherwise one number a point, which multiplies the diameter.
    """

    points: tuple[Point, ...]
    diameter_px: float
    hardness: float = 0.5
    erase: bool = False
    pressure: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        _check_points("points", self.points, at_least=1)
        check_extent("diameter_px", self.diameter_px)
        check_fraction("hardness", self.hardness)
        check_flag("erase", self.erase)
        check_type("pressure", self.pressure, tuple, "a tuple of numbers")
        if len(self.pressure) not in (0, len(self.points)):
            raise FieldError(
                "pressure", f"must have {len(self.points)} numbers, not {len(self.pressure)}"
            )
        for index, value in enumerate(self.pressure):
            check_fraction(f"pressure[{index}]", value)

    def bounds(self) -> Rect:
        """Return the whole pixels that the stroke touches."""
        return _around(self.points, self.diameter_px / 2, self.diameter_px / 2)

    def scaled(self, factor_y: float, factor_x: float) -> "Stroke":
        """Return the stroke scaled about the origin; the brush stays round."""
        return replace(
            self,
            points=_scaled_points(self.points, factor_y, factor_x),
            diameter_px=self.diameter_px * mean_factor(factor_y, factor_x),
        )

    def moved(self, down: float, right: float) -> "Stroke":
        """Return the stroke moved by px."""
        return replace(self, points=_moved_points(self.points, down, right))


@hash_once
@dataclass(frozen=True)
class BrushStrokes:
    """What a brush painted, stroke over stroke; erasing strokes take away what lies below."""

    strokes: tuple[Stroke, ...]

    def __post_init__(self) -> None:
        check_items("strokes", self.strokes, Stroke, "a Stroke")
        if not self.strokes:
            raise FieldError("strokes", "must have at least 1 stroke")

    def bounds(self) -> Rect | None:
        """Return the whole pixels that painting strokes touch; empty if all of them erase."""
        rects = [stroke.bounds() for stroke in self.strokes if not stroke.erase]
        if not rects:
            return Rect.at(0, 0, 0, 0)
        whole = rects[0]
        for rect in rects[1:]:
            whole = whole.union(rect)
        return whole

    def scaled(self, factor_y: float, factor_x: float) -> "BrushStrokes":
        """Return the strokes scaled about the origin; brushes stay round."""
        return BrushStrokes(tuple(stroke.scaled(factor_y, factor_x) for stroke in self.strokes))

    def moved(self, down: float, right: float) -> "BrushStrokes":
        """Return the strokes moved by px."""
        return BrushStrokes(tuple(stroke.moved(down, right) for stroke in self.strokes))


@dataclass(frozen=True)
class LinearGradient:
    """Weight 0 at `start` and before it, 1 at `stop` and beyond, constant across."""

    start: Point
    stop: Point

    def __post_init__(self) -> None:
        check_point("start", self.start)
        check_point("stop", self.stop)
        if self.start == self.stop:
            raise FieldError("stop", "must differ from start")

    def bounds(self) -> Rect | None:
        """Return None: the gradient has no end."""
        return None

    def scaled(self, factor_y: float, factor_x: float) -> "LinearGradient":
        """Return the shape with both ends scaled about the origin."""
        return LinearGradient(
            _scaled_point(self.start, factor_y, factor_x),
            _scaled_point(self.stop, factor_y, factor_x),
        )

    def moved(self, down: float, right: float) -> "LinearGradient":
        """Return the shape moved by px."""
        return LinearGradient(
            _moved_point(self.start, down, right), _moved_point(self.stop, down, right)
        )


@dataclass(frozen=True)
class RadialGradient:
    """Weight 1 at the centre, falling to 0 at the radius."""

    centre: Point
    radius: float

    def __post_init__(self) -> None:
        check_point("centre", self.centre)
        check_extent("radius", self.radius)

    def bounds(self) -> Rect | None:
        """Return the whole pixels that the shape touches."""
        return _around([self.centre], self.radius, self.radius)

    def scaled(self, factor_y: float, factor_x: float) -> "RadialGradient":
        """Return the shape scaled about the origin; it stays round."""
        centre = _scaled_point(self.centre, factor_y, factor_x)
        return RadialGradient(centre, self.radius * mean_factor(factor_y, factor_x))

    def moved(self, down: float, right: float) -> "RadialGradient":
        """Return the shape moved by px."""
        return replace(self, centre=_moved_point(self.centre, down, right))


@dataclass(frozen=True)
class Everything:
    """The whole endless canvas; weight 1 everywhere."""

    def bounds(self) -> Rect | None:
        """Return None: there is no end."""
        return None

    def scaled(self, factor_y: float, factor_x: float) -> "Everything":
        """Return the shape, which no scaling changes."""
        return self

    def moved(self, down: float, right: float) -> "Everything":
        """Return the shape, which no move changes."""
        return self


Shape: TypeAlias = (
    Rectangle | Ellipse | Lasso | BrushStrokes | LinearGradient | RadialGradient | Everything
)
SHAPE_TYPES = (
    Rectangle,
    Ellipse,
    Lasso,
    BrushStrokes,
    LinearGradient,
    RadialGradient,
    Everything,
)


def check_shape(field: str, value: object) -> None:
    """Refuse anything but a shape."""
    check_type(field, value, SHAPE_TYPES, "a shape")


def check_point(field: str, value: object) -> None:
    """Refuse anything but a `Point` of finite coordinates."""
    check_type(field, value, Point, "a Point")
    assert isinstance(value, Point)
    check_position(f"{field}.y", value.y)
    check_position(f"{field}.x", value.x)


def influence(shape: Shape, softness_px: float) -> Rect | None:
    """Return the pixels outside which the weight is exactly 0; None = there is no limit."""
    bounds = shape.bounds()
    only_erases = isinstance(shape, BrushStrokes) and all(s.erase for s in shape.strokes)
    if bounds is None or only_erases or isinstance(shape, RadialGradient):
        return bounds
    return bounds.grown(math.ceil(softness_px / 2))


def mean_factor(factor_y: float, factor_x: float) -> float:
    """Return the factor for what must stay round: the one that keeps the area's share."""
    return math.sqrt(factor_y * factor_x)


def _check_points(field: str, points: tuple[Point, ...], at_least: int) -> None:
    check_type(field, points, tuple, "a tuple of points")
    if len(points) < at_least:
        raise FieldError(field, f"must be at least {at_least}, not {len(points)}")
    for index, point in enumerate(points):
        check_point(f"{field}[{index}]", point)


def _outward(top: float, left: float, bottom: float, right: float) -> Rect:
    return Rect(Span(math.floor(top), math.ceil(bottom)), Span(math.floor(left), math.ceil(right)))


def _around(points: Iterable[Point], radius_y: float, radius_x: float) -> Rect:
    points = tuple(points)
    rows = [point.y for point in points]
    columns = [point.x for point in points]
    return _outward(
        min(rows) - radius_y, min(columns) - radius_x, max(rows) + radius_y, max(columns) + radius_x
    )


def _scaled_point(point: Point, factor_y: float, factor_x: float) -> Point:
    return Point(point.y * factor_y, point.x * factor_x)


def _scaled_points(
    points: tuple[Point, ...], factor_y: float, factor_x: float
) -> tuple[Point, ...]:
    return tuple(_scaled_point(point, factor_y, factor_x) for point in points)


def _moved_point(point: Point, down: float, right: float) -> Point:
    return Point(point.y + down, point.x + right)


def _moved_points(points: tuple[Point, ...], down: float, right: float) -> tuple[Point, ...]:
    return tuple(_moved_point(point, down, right) for point in points)
