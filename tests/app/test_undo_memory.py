"""Steps of undo share what they have in common, so a long day of painting fits into memory."""

import math
import tracemalloc
from dataclasses import replace

import pytest

from app.document import Document
from infinitygan.geometry import Point
from infinitygan.scene import StyleRegion
from infinitygan.shapes import BrushStrokes, Stroke
from infinitygan.styles import SeedStyle

STEPS, POINTS = 200, 300
MEGA = 2**20


def stroke(number: int) -> Stroke:
    """Return a stroke of which no point is another's."""
    rows = [100 + number + 50 * math.sin(index / 9) for index in range(POINTS)]
    return Stroke(tuple(Point(row, number + 3.7 * i) for i, row in enumerate(rows)), 200.0)


@pytest.mark.slow
def test_two_hundred_strokes_take_less_than_200_mb_and_can_all_be_undone(document: Document):
    start = document.scene
    strokes: tuple[Stroke, ...] = ()
    tracemalloc.start()
    for number in range(STEPS):
        strokes = (*strokes, stroke(number))
        region = StyleRegion(SeedStyle(3), BrushStrokes(strokes))
        document.edit("stroke", replace(start, regions=(region,)))
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert used < 200 * MEGA
    for _ in range(STEPS):
        document.undo_stack.undo()
    assert document.scene == start
    assert not document.undo_stack.canUndo()
