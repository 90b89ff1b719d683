"""What of a shape can be taken hold of: its inside, its edges and corners, its ends."""

import math
from enum import Enum

from infinitygan.geometry import Point, Size
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
    Stroke,
)

LEAST_SIDE_PX = 2.0  # canvas px; a shape is not squeezed below


class Handle(Enum):
    """A place by which a shape is reshaped; the value gives the edges (y, x) that it moves."""

    TOP_LEFT = (-1, -1)
    TOP = (-1, 0)
    TOP_RIGHT = (-1, 1)
    LEFT = (0, -1)
    RIGHT = (0, 1)
    BOTTOM_LEFT = (1, -1)
    BOTTOM = (1, 0)
    BOTTOM_RIGHT = (1, 1)
    START = "start"
    STOP = "stop"
    RADIUS = "radius"


def handles(shape: Shape, canvas: Size) -> dict[Handle, Point]:
    """Return where the handles of a shape lie.

    Those of edges off the canvas are at its border, unless the whole shape lies off the canvas.
    """
    match shape:
        case LinearGradient():
            return {Handle.START: shape.start, Handle.STOP: shape.stop}
        case RadialGradient():
            return {Handle.RADIUS: Point(shape.centre.y, shape.centre.x + shape.radius)}
    box = box_of(shape)
    if box is None:
        return {}
    rows = box.top, box.top + box.height
    columns = box.left, box.left + box.width
    if _meet(rows, canvas.height) and _meet(columns, canvas.width):
        rows, columns = _cut(rows, canvas.height), _cut(columns, canvas.width)
    return {
        handle: Point(_place(rows, handle.value[0]), _place(columns, handle.value[1]))
        for handle in Handle
        if not isinstance(handle.value, str)
    }


def reshaped(shape: Shape, handle: Handle, to: Point) -> Shape:
    """Return the shape with a handle pulled to a place."""
    match shape, handle:
        case LinearGradient(), Handle.START if to != shape.stop:
            return LinearGradient(to, shape.stop)
        case LinearGradient(), Handle.STOP if to != shape.start:
            return LinearGradient(shape.start, to)
        case RadialGradient(), Handle.RADIUS:
            radius = math.hypot(to.y - shape.centre.y, to.x - shape.centre.x)
            return RadialGradient(shape.centre, max(radius, LEAST_SIDE_PX))
    box = box_of(shape)
    if box is None or isinstance(handle.value, str):
        return shape
    return _fitted(shape, box, _pulled(box, handle.value, to))


def contains(shape: Shape, point: Point) -> bool:
    """Tell whether a place lies in a shape, where that has at least about half its weight."""
    match shape:
        case Rectangle():
            down, right = point.y - shape.top, point.x - shape.left
            return 0 <= down < shape.height and 0 <= right < shape.width
        case Ellipse():
            down, right = point.y - shape.centre.y, point.x - shape.centre.x
            share_y = down / max(shape.radius_y, LEAST_SIDE_PX)
            return math.hypot(share_y, right / max(shape.radius_x, LEAST_SIDE_PX)) < 1
        case Lasso():
            return _is_inside(shape.points, point)
        case BrushStrokes():
            covering = [stroke for stroke in shape.strokes if _covers(stroke, point)]
            return bool(covering) and not covering[-1].erase
        case RadialGradient():
            return math.dist((point.y, point.x), (shape.centre.y, shape.centre.x)) < shape.radius
        case LinearGradient():
            step_y, step_x = shape.stop.y - shape.start.y, shape.stop.x - shape.start.x
            along = (point.y - shape.start.y) * step_y + (point.x - shape.start.x) * step_x
            return along >= (step_y * step_y + step_x * step_x) / 2
        case _:
            return True


def box_of(shape: Shape) -> Rectangle | None:
    """Return the smallest rectangle around a shape; None: it has no end."""
    match shape:
        case Rectangle():
            return shape
        case Ellipse():
            return _around([shape.centre], shape.radius_y, shape.radius_x)
        case RadialGradient():
            return _around([shape.centre], shape.radius, shape.radius)
        case Lasso():
            return _around(list(shape.points), 0, 0)
        case BrushStrokes():
            bounds = shape.bounds()
            if bounds is None or bounds.is_empty:
                return None
            return Rectangle(bounds.rows.start, bounds.columns.start, bounds.height, bounds.width)
        case _:
            return None


def _around(points: list[Point], radius_y: float, radius_x: float) -> Rectangle:
    top, left = min(p.y for p in points) - radius_y, min(p.x for p in points) - radius_x
    bottom, right = max(p.y for p in points) + radius_y, max(p.x for p in points) + radius_x
    return Rectangle(top, left, bottom - top, right - left)


def _meet(side: tuple[float, float], limit: float) -> bool:
    return side[0] < limit and side[1] > 0


def _cut(side: tuple[float, float], limit: float) -> tuple[float, float]:
    return max(side[0], 0.0), min(side[1], limit)


def _place(side: tuple[float, float], edge: int) -> float:
    """Return the start of a side for -1, its middle for 0, its end for 1."""
    start, stop = side
    return {-1: start, 0: (start + stop) / 2, 1: stop}[edge]


def _pulled(box: Rectangle, edges: tuple[int, int], to: Point) -> Rectangle:
    top, bottom = _moved_ends(box.top, box.top + box.height, edges[0], to.y)
    left, right = _moved_ends(box.left, box.left + box.width, edges[1], to.x)
    return Rectangle(top, left, bottom - top, right - left)


def _moved_ends(start: float, stop: float, edge: int, to: float) -> tuple[float, float]:
    if edge < 0:
        start = min(to, stop - LEAST_SIDE_PX)
    elif edge > 0:
        stop = max(to, start + LEAST_SIDE_PX)
    return start, stop


def _fitted(shape: Shape, box: Rectangle, wanted: Rectangle) -> Shape:
    if isinstance(shape, Rectangle):
        return wanted
    factor_y = wanted.height / max(box.height, LEAST_SIDE_PX)
    factor_x = wanted.width / max(box.width, LEAST_SIDE_PX)
    at_origin = shape.moved(-box.top, -box.left)
    return at_origin.scaled(factor_y, factor_x).moved(wanted.top, wanted.left)


def _is_inside(points: tuple[Point, ...], point: Point) -> bool:
    inside = False
    for first, second in zip(points, (*points[1:], points[0]), strict=True):
        if (first.y <= point.y) != (second.y <= point.y):
            share = (point.y - first.y) / (second.y - first.y)
            inside ^= first.x + share * (second.x - first.x) > point.x
    return inside


def _covers(stroke: Stroke, point: Point) -> bool:
    """Tell whether a place lies under the middle half of a stroke's soft rim, or further in."""
    reach = stroke.diameter_px / 2 * (1 + stroke.hardness) / 2
    pressure = stroke.pressure or (1.0,) * len(stroke.points)
    ends = list(zip(stroke.points, pressure, strict=True))
    pairs = zip(ends, ends[1:] or ends, strict=False)
    return any(_is_near(point, start, stop, reach) for start, stop in pairs)


def _is_near(
    point: Point, start: tuple[Point, float], stop: tuple[Point, float], reach: float
) -> bool:
    """Tell whether a place is nearer to a piece of a line than its pressure lets it reach."""
    (first, first_share), (last, last_share) = start, stop
    step_y, step_x = last.y - first.y, last.x - first.x
    down, right = point.y - first.y, point.x - first.x
    length = step_y * step_y + step_x * step_x
    along = min(max((down * step_y + right * step_x) / length, 0), 1) if length else 0
    share = first_share + (last_share - first_share) * along
    return math.hypot(down - along * step_y, right - along * step_x) < reach * share
