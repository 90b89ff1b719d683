"""Tests of `app.canvas.shape_drags`."""

import pytest

from app.canvas.shape_drags import BLEED_PX, bled
from infinitygan.geometry import Size
from infinitygan.shapes import Rectangle

CANVAS = Size(1000, 2000)
FAR = BLEED_PX + 3000.0


def test_edges_at_the_border_go_beyond_it():
    whole = bled(Rectangle(5, 5, 990, 1990), CANVAS, snap_px=10)
    assert (whole.top, whole.left) == (-BLEED_PX, -BLEED_PX)
    assert (whole.height, whole.width) == (1000 + 2 * BLEED_PX, 2000 + 2 * BLEED_PX)


def test_edges_within_the_canvas_stay():
    shape = Rectangle(100, 200, 300, 400)
    assert bled(shape, CANVAS, snap_px=10) == shape


@pytest.mark.parametrize(("top", "left"), [(-FAR, 0), (FAR, 0), (0, -FAR), (0, FAR)])
def test_a_rectangle_far_beside_the_canvas_is_no_larger_inwards(top: float, left: float):
    shape = bled(Rectangle(top, left, 100, 100), CANVAS, snap_px=10)
    assert shape.height >= 100
    assert shape.width >= 100
    assert (shape.top, shape.left) <= (top, left)
