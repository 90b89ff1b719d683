"""How much each style of a scene counts at positions of the canvas."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from infinitygan.geometry import Rect
from infinitygan.polylines import THINNEST_PX
from infinitygan.scene import StyleRegion
from infinitygan.shape_weights import copies, shape_weight
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Everything,
    LinearGradient,
    Rectangle,
    Shape,
    influence,
)


def style_weights(
    regions: Sequence[StyleRegion], y_px: Tensor, x_px: Tensor, period_px: float | None = None
) -> Tensor:
    """Weigh the base style and the styles of the visible regions, each painted over those before.

    Where only one counts, its weight is exactly 1 and all others are exactly 0.

    Returns: [K + 1, H, W] float32, the base first, not negative, of sum 1; for `y_px` [H] and
    `x_px` [W], float64 and ascending. `period_px` as for `shape_weight`.
    """
    visible = [region for region in regions if region.visible]
    weights = torch.empty(len(visible) + 1, len(y_px), len(x_px), device=y_px.device)
    remaining = torch.ones_like(weights[0], dtype=torch.float64)
    for index, region in reversed(list(enumerate(visible, start=1))):
        cover = region_weight(region, y_px, x_px, period_px)
        part = remaining * (cover.double() * region.opacity)
        weights[index] = part
        remaining = remaining - part
    weights[0] = remaining
    return weights


def region_weight(
    region: StyleRegion, y_px: Tensor, x_px: Tensor, period_px: float | None = None
) -> Tensor:
    """Evaluate the weight of a region's shape less what was erased; arguments as above.

    Softness is of the shape alone: an eraser takes away just what it covers.
    """
    cover = shape_weight(region.shape, region.softness_px, y_px, x_px, period_px)
    if region.erased:
        cover = cover * (1 - shape_weight(BrushStrokes(region.erased), 0.0, y_px, x_px, period_px))
    return cover


def known_weight(region: StyleRegion, window: Rect, period_px: float | None = None) -> float | None:
    """Return the weight that a region has all over a window, by itself, if a quick look can tell.

    None = it cannot; the weight may vary. Positions on the window's edges count as within.
    """
    if not region.visible or region.opacity == 0 or not _reaches(region, window, period_px):
        return 0.0
    is_whole = not any(
        _meets(influence(BrushStrokes((stroke,)), 0.0), window, period_px)
        for stroke in region.erased
    )
    if is_whole and _covers(region.shape, region.softness_px, window, period_px):
        return float(region.opacity)
    return None


def _reaches(region: StyleRegion, window: Rect, period_px: float | None) -> bool:
    if isinstance(region.shape, LinearGradient) and (
        period_px is None or _is_upright(region.shape)
    ):
        return any(ramp > 0 for ramp in _corner_ramps(region.shape, window))
    if isinstance(region.shape, BrushStrokes):
        strokes = [stroke for stroke in region.shape.strokes if not stroke.erase]
        shapes: list[Shape] = [BrushStrokes((stroke,)) for stroke in strokes]
    else:
        shapes = [region.shape]
    return any(_meets(influence(s, region.softness_px), window, period_px) for s in shapes)


def _meets(reach: Rect | None, window: Rect, period_px: float | None) -> bool:
    if reach is None:
        return True
    apart = reach.rows.start > window.rows.stop or window.rows.start > reach.rows.stop
    if apart or period_px is not None:
        return not apart and bool(copies(reach.columns, *_ends(window), period_px))
    start, stop = _ends(window)
    return reach.columns.start <= stop and start <= reach.columns.stop


def _covers(shape: Shape, softness_px: float, window: Rect, period_px: float | None) -> bool:
    """Tell whether the weight of a shape is surely 1 all over a window."""
    match shape:
        case Everything():
            return True
        case LinearGradient():
            plain = period_px is None or _is_upright(shape)
            return plain and all(ramp >= 1 for ramp in _corner_ramps(shape, window))
        case Rectangle() | Ellipse():
            reach = influence(shape, softness_px)
            assert reach is not None
            shifts = copies(reach.columns, *_ends(window), period_px)
            return any(_holds(shape, softness_px, window, shift) for shift in shifts)
        case _:
            return False


def _holds(shape: Rectangle | Ellipse, softness_px: float, window: Rect, shift: float) -> bool:
    """Tell whether a window, moved left by `shift`, lies in a convex shape, clear of its band."""
    return all(
        _depth(shape, y, x - shift) > softness_px / 2
        for y in (window.rows.start, window.rows.stop)
        for x in _ends(window)
    )


def _depth(shape: Rectangle | Ellipse, y: float, x: float) -> float:
    """Return a distance that the edge is surely away from a point inside; not above 0 outside."""
    if isinstance(shape, Rectangle):
        bottom, right = shape.top + shape.height, shape.left + shape.width
        return min(y - shape.top, bottom - y, x - shape.left, right - x)
    share_y, share_x = (y - shape.centre.y) / shape.radius_y, (x - shape.centre.x) / shape.radius_x
    return (1 - math.hypot(share_y, share_x)) * min(shape.radius_y, shape.radius_x)


def _corner_ramps(shape: LinearGradient, window: Rect) -> list[float]:
    """Return how far the corners lie from the start (0) to the stop (1), not clamped."""
    step_y, step_x = shape.stop.y - shape.start.y, shape.stop.x - shape.start.x
    length = max(math.hypot(step_y, step_x), THINNEST_PX)
    step_y, step_x = step_y / length, step_x / length
    return [
        ((y - shape.start.y) * step_y + (x - shape.start.x) * step_x) / length
        for y in (window.rows.start, window.rows.stop)
        for x in _ends(window)
    ]


def _is_upright(shape: LinearGradient) -> bool:
    return shape.start.x == shape.stop.x


def _ends(window: Rect) -> tuple[int, int]:
    return window.columns.start, window.columns.stop
