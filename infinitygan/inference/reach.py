"""How far around an edit pixels may change: what is drawn as its margin, and rendered again."""

import math

from infinitygan.geometry import Rect, Size, Span
from infinitygan.inference.resample import input_rect
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.generator import Generator


def reach_px(plan: ScenePlan, generator: Generator) -> Size:
    """Return how many canvas px beyond a change of the fields pixels may differ, up and sideways.

    It is the farthest that the fields under any one pixel lie, over all places of a pixel in a
    cell: outside an edit's shape grown by it not one pixel differs.
    """
    cell = plan.config.pixels_per_cell
    down = right = 0
    for offset in range(cell):
        top, left = math.floor(offset * plan.scale_y), math.floor(offset * plan.scale_x)
        pixel = Rect.at(top, left, math.ceil(plan.scale_y), math.ceil(plan.scale_x))
        fields = _fields_under(pixel, plan, generator)
        down = max(down, _overhang(pixel.rows, fields.rows))
        right = max(right, _overhang(pixel.columns, fields.columns))
    return Size(down, right)


def _fields_under(pixel: Rect, plan: ScenePlan, generator: Generator) -> Rect:
    """Return the canvas px within which lie the centres of all cells that a pixel depends on."""
    needed = input_rect(pixel, plan.scale_y, plan.scale_x)
    cells = generator.structure_rects(generator.texture_rects(needed)[0])[0]
    grid = generator.structure_grids()[0]
    y = plan.canvas_rows(grid, cells.rows)
    x = plan.canvas_columns(grid, cells.columns)
    return Rect(Span(math.floor(y[0]), math.ceil(y[-1])), Span(math.floor(x[0]), math.ceil(x[-1])))


def _overhang(inner: Span, outer: Span) -> int:
    return max(inner.start - outer.start, outer.stop - inner.stop)
