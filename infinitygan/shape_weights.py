"""The weight from 0 to 1 that a shape has at positions of the canvas.

Weights are functions of the position alone, never pictures that are resized: so windows, layers and
previews agree. They are exactly 0 and 1 off the edge's band, which is `softness_px` wide, half of
it on each side of the edge.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TypeAlias

import torch
from torch import Tensor

from infinitygan.geometry import Span
from infinitygan.polylines import THINNEST_PX, ThickLines, coverage, inside
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Everything,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
    Stroke,
)

MAX_COPIES = 16  # each way, of a shape that is wider than the period of a canvas that wraps
ELLIPSE_STEPS = 5  # the distance is then right to a thousandth, even at an aspect of 100

_Piece: TypeAlias = Rectangle | Ellipse | Lasso | Stroke | RadialGradient


def shape_weight(
    shape: Shape,
    softness_px: float,
    y_px: Tensor,
    x_px: Tensor,
    period_px: float | None = None,
) -> Tensor:
    """Evaluate the weight of a shape.

    Softness means nothing to gradients. A linear gradient on a canvas that wraps falls back, over
    the same length, half a period away from its middle.

    Returns: [H, W] float32 in [0, 1], for `y_px` [H] and `x_px` [W], float64 and ascending; the
    centre of pixel 0 is at 0.5. `period_px` is the width after which the canvas repeats; None =
    never.
    """
    if isinstance(shape, Everything):
        return torch.ones(len(y_px), len(x_px), device=y_px.device)
    y, x = (positions.to(torch.float64).contiguous() for positions in (y_px, x_px))
    if isinstance(shape, LinearGradient):
        return _linear(shape, y, x, period_px).to(torch.float32)
    weight = y.new_zeros(len(y), len(x))
    if isinstance(shape, BrushStrokes):
        for stroke in shape.strokes:
            _paint(weight, stroke, softness_px, y, x, period_px)
    else:
        for window, ramp in _ramps(shape, softness_px, y, x, period_px):
            weight[window] = torch.maximum(weight[window], _smooth(ramp))
    return weight.to(torch.float32)


def copies(columns: Span, first_px: float, last_px: float, period_px: float | None) -> list[float]:
    """Return the shifts of a shape's copies, on a canvas that wraps, that may reach into a window.

    Only the `MAX_COPIES` on each side that lie nearest to the window count.
    """
    if period_px is None:
        return [0.0]
    low = math.ceil((first_px - columns.stop) / period_px)
    high = math.floor((last_px - columns.start) / period_px)
    middle = (low + high) // 2
    near = range(max(low, middle - MAX_COPIES), min(high, middle + MAX_COPIES) + 1)
    return [index * period_px for index in near]


def _paint(
    weight: Tensor,
    stroke: Stroke,
    softness_px: float,
    y: Tensor,
    x: Tensor,
    period_px: float | None,
) -> None:
    """Lay a stroke over what is there; where its own copies overlap, the most counts."""
    layer = torch.zeros_like(weight) if period_px is not None else None
    for window, ramp in _ramps(stroke, softness_px, y, x, period_px):
        if layer is None:
            _lay(weight[window], _smooth(ramp), erase=stroke.erase)
        else:
            layer[window] = torch.maximum(layer[window], _smooth(ramp))
    if layer is not None:
        _lay(weight, layer, erase=stroke.erase)


def _lay(below: Tensor, layer: Tensor, *, erase: bool) -> None:
    below.mul_(1 - layer)
    if not erase:
        below.add_(layer)


def _ramps(
    piece: _Piece, softness_px: float, y: Tensor, x: Tensor, period_px: float | None
) -> Iterator[tuple[tuple[slice, slice], Tensor]]:
    """Yield, for each copy of a piece, the window that it can reach and its ramp from 0 to 1."""
    bounds = piece.bounds()
    if bounds is None or not len(y) or not len(x):
        return
    reach = bounds.grown(math.ceil(softness_px / 2))
    rows = _within(reach.rows, y.tolist())
    if rows.start == rows.stop:
        return
    places = x.tolist()
    for shift in copies(reach.columns, places[0], places[-1], period_px):
        columns = _within(reach.columns, places, shift)
        if columns.start < columns.stop:
            yield (rows, columns), _ramp(piece, softness_px, y[rows], x[columns] - shift)


def _within(span: Span, positions: list[float], shift: float = 0.0) -> slice:
    start = bisect_left(positions, span.start + shift)
    return slice(start, bisect_right(positions, span.stop + shift, lo=start))


def _ramp(piece: _Piece, softness_px: float, y: Tensor, x: Tensor) -> Tensor:
    match piece:
        case Rectangle():
            return _rectangle(piece, softness_px, y, x)
        case Ellipse():
            return _ellipse(piece, softness_px, y, x)
        case Lasso():
            return _lasso(piece, softness_px, y, x)
        case Stroke():
            return _stroke(piece, softness_px, y, x)
        case RadialGradient():
            return _radial(piece, y, x)


def _smooth(ramp: Tensor) -> Tensor:
    return ramp * ramp * (3 - 2 * ramp)


def _across_edge(outside_px: Tensor, softness_px: float) -> Tensor:
    """Turn a distance from the edge, negative inside, into a ramp."""
    if softness_px < THINNEST_PX:
        return (outside_px < 0).to(outside_px.dtype)
    return ((softness_px / 2 - outside_px) / softness_px).clamp(0, 1)


def _rectangle(shape: Rectangle, softness_px: float, y: Tensor, x: Tensor) -> Tensor:
    down = torch.maximum(shape.top - y, y - (shape.top + shape.height))[:, None]
    right = torch.maximum(shape.left - x, x - (shape.left + shape.width))[None, :]
    far_down, far_right = down.clamp(min=0), right.clamp(min=0)
    outside = (far_down * far_down + far_right * far_right).sqrt()
    return _across_edge(outside + torch.maximum(down, right).clamp(max=0), softness_px)


def _ellipse(shape: Ellipse, softness_px: float, y: Tensor, x: Tensor) -> Tensor:
    radius_y, radius_x = max(shape.radius_y, THINNEST_PX), max(shape.radius_x, THINNEST_PX)
    down, right = (y - shape.centre.y).abs()[:, None], (x - shape.centre.x).abs()[None, :]
    share_y, share_x = down / radius_y, right / radius_x
    size = (share_y * share_y + share_x * share_x).sqrt()
    ramp = (size < 1).to(y.dtype)
    # At least this far from the edge: the gap to the ellipse of the same form through the position.
    band = (size - 1).abs() * min(radius_y, radius_x) < softness_px / 2
    down, right = down.expand_as(size)[band], right.expand_as(size)[band]
    distance = _ellipse_distance(down, right, radius_y, radius_x)
    ramp[band] = _across_edge(torch.where(size[band] < 1, -distance, distance), softness_px)
    return ramp


def _ellipse_distance(down: Tensor, right: Tensor, radius_y: float, radius_x: float) -> Tensor:
    """Measure the distance from positions in the first quadrant to the ellipse around the origin.

    Each step takes the circle of curvature at the current point for the ellipse, and goes to where
    that circle comes nearest to the position. All points tried lie on the ellipse, so the distance
    is never too short, and weights end where the band ends.
    """
    unit_y = torch.full_like(down, math.sqrt(0.5))
    unit_x = unit_y
    for _ in range(ELLIPSE_STEPS):
        centre_y = (radius_y**2 - radius_x**2) / radius_y * (unit_y * unit_y * unit_y)
        centre_x = (radius_x**2 - radius_y**2) / radius_x * (unit_x * unit_x * unit_x)
        from_y, from_x = radius_y * unit_y - centre_y, radius_x * unit_x - centre_x
        to_y, to_x = down - centre_y, right - centre_x
        curvature_radius = (from_y * from_y + from_x * from_x).sqrt()
        stretch = curvature_radius / (to_y * to_y + to_x * to_x).sqrt().clamp(min=THINNEST_PX)
        unit_y = ((to_y * stretch + centre_y) / radius_y).clamp(THINNEST_PX, 1)
        unit_x = ((to_x * stretch + centre_x) / radius_x).clamp(THINNEST_PX, 1)
        length = (unit_y * unit_y + unit_x * unit_x).sqrt()
        unit_y, unit_x = unit_y / length, unit_x / length
    gap_y, gap_x = down - radius_y * unit_y, right - radius_x * unit_x
    return (gap_y * gap_y + gap_x * gap_x).sqrt()


def _lasso(shape: Lasso, softness_px: float, y: Tensor, x: Tensor) -> Tensor:
    within = inside(shape.points, y, x)
    if softness_px < THINNEST_PX:
        return within.to(y.dtype)
    outline = (*shape.points, shape.points[0])
    lines = ThickLines.through(outline, [0.0] * len(outline), y.device)
    edge = coverage(lines, 1.0, softness_px, y, x)  # 1/2 on the edge, 0 half the softness away
    return torch.where(within, 1 - edge, edge)


def _stroke(stroke: Stroke, softness_px: float, y: Tensor, x: Tensor) -> Tensor:
    pressure = stroke.pressure or (1.0,) * len(stroke.points)
    radii = [stroke.diameter_px / 2 * share for share in pressure]
    lines = ThickLines.through(stroke.points, radii, y.device)
    return coverage(lines, stroke.hardness, softness_px, y, x)


def _radial(shape: RadialGradient, y: Tensor, x: Tensor) -> Tensor:
    down, right = (y - shape.centre.y)[:, None], (x - shape.centre.x)[None, :]
    distance = (down * down + right * right).sqrt()
    return (1 - distance / max(shape.radius, THINNEST_PX)).clamp(0, 1)


def _linear(shape: LinearGradient, y: Tensor, x: Tensor, period_px: float | None) -> Tensor:
    if period_px is None:
        return _linear_once(shape, y, x)
    middle = (shape.start.x + shape.stop.x) / 2
    offset = torch.remainder(x - middle + period_px / 2, period_px) - period_px / 2
    fade_px = min(max(abs(shape.stop.x - shape.start.x), THINNEST_PX), period_px)
    half_way = period_px / 2 - offset.abs()  # from the place half a period away
    share = _smooth((0.5 - half_way / fade_px).clamp(0, 0.5))
    other = offset - torch.where(offset < 0, -period_px, period_px)
    here = _linear_once(shape, y, middle + offset)
    there = _linear_once(shape, y, middle + other)
    return here * (1 - share) + there * share


def _linear_once(shape: LinearGradient, y: Tensor, x: Tensor) -> Tensor:
    step_y, step_x = shape.stop.y - shape.start.y, shape.stop.x - shape.start.x
    length = max(math.hypot(step_y, step_x), THINNEST_PX)
    down = (y - shape.start.y) * (step_y / length)
    right = (x - shape.start.x) * (step_x / length)
    return _smooth(((down[:, None] + right[None, :]) / length).clamp(0, 1))
