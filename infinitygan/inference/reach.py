"""How far around an edit pixels may change: what is drawn as its margin, and rendered again."""

import math

from infinitygan.geometry import Reach, Rect, Size, Span
from infinitygan.inference.enlargement import Enlargement
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.conv_specs import Grid
from infinitygan.networks.generator import Generator


def reach_px(
    plan: ScenePlan,
    generator: Generator,
    enlargement: Enlargement,
    first_styled: int | None,
    *,
    is_matched: bool = False,
) -> Reach:
    """Return how many canvas px beyond an edit pixels may differ.

    It is the farthest that what the edit changes lies under any one pixel, over all places of a
    pixel in a cell: outside an edit's shape grown by it not one pixel differs.

    `first_styled` is the first feature map of G_T on which styles differ; None = they do in G_S.
    Where photos are matched, what lies around a pixel decides on their detail that is laid over it.
    """
    layout = style = Size(1, 1)
    for offset in range(plan.config.pixels_per_cell):
        top, left = math.floor(offset * plan.scale_y), math.floor(offset * plan.scale_x)
        pixel = Rect.at(top, left, math.ceil(plan.scale_y), math.ceil(plan.scale_x))
        seen = enlargement.needed(pixel)
        if is_matched:
            wanted = enlargement.needed_for_detail(pixel)
            seen = seen.union(enlargement.needed(wanted, enlargement.detail_level))
        textures = generator.texture_rects(seen)
        latents = generator.structure_rects(textures[0])[0], generator.structure_grids()[0]
        styled = latents
        if first_styled is not None:
            styled = textures[first_styled], generator.texture_grids()[first_styled]
        layout = _larger(layout, _overhang(pixel, _centres(*latents, plan)))
        style = _larger(style, _overhang(pixel, _centres(*styled, plan)))
    return Reach(layout, style)


def _centres(window: Rect, grid: Grid, plan: ScenePlan) -> Rect:
    """Return the canvas px within which the centres of a window of a feature map lie."""
    y = plan.canvas_rows(grid, window.rows)
    x = plan.canvas_columns(grid, window.columns)
    return Rect(Span(math.floor(y[0]), math.ceil(y[-1])), Span(math.floor(x[0]), math.ceil(x[-1])))


def _overhang(inner: Rect, outer: Rect) -> Size:
    return Size(_beyond(inner.rows, outer.rows), _beyond(inner.columns, outer.columns))


def _beyond(inner: Span, outer: Span) -> int:
    return max(inner.start - outer.start, outer.stop - inner.stop, 1)


def _larger(first: Size, second: Size) -> Size:
    return Size(max(first.height, second.height), max(first.width, second.width))
