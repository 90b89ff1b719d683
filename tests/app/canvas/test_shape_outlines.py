"""Tests of outlines: both edges of a soft border are drawn where they lie, on any ground."""

import math
from itertools import groupby

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.canvas.shape_outlines import DASH_PX, paint_outlines, tint
from app.canvas.viewport import Viewport
from infinitygan.geometry import Point, Size
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

VIEW = Viewport(Size(200, 300), Size(200, 300), 1.0, Point(100, 150))
GROUND = QColor(90, 120, 60)


def painted(shape: Shape, softness_px: float) -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    paint_outlines(painter, VIEW, shape, softness_px)
    painter.end()
    return image


def crossings(image: QImage, row: int) -> list[int]:
    """Return the columns, from the middle to the right, at which a line begins."""
    found, was_on = [], False
    for column in range(150, 300):
        is_on = image.pixelColor(column, row) != GROUND
        if is_on and not was_on:
            found.append(column)
        was_on = is_on
    return found


@pytest.mark.parametrize(
    ("shape", "softness_px", "wanted"),
    [
        (Rectangle(40, 90, 120, 120), 40, [190, 230]),
        (Rectangle(40, 90, 120, 120), 0, [210]),
        (Ellipse(Point(100, 150), 50, 60), 40, [190, 230]),
        (Lasso((Point(40, 90), Point(40, 210), Point(160, 210), Point(160, 90))), 40, [190, 230]),
        (Lasso((Point(40, 90), Point(40, 210), Point(160, 210), Point(160, 90))), 0, [210]),
        (BrushStrokes((Stroke((Point(100, 150),), 120, 0.5),)), 0, [180, 210]),
        (BrushStrokes((Stroke((Point(100, 150),), 120, 0.5),)), 20, [170, 220]),
        (BrushStrokes((Stroke((Point(100, 150),), 120, 1.0),)), 0, [210]),
        (RadialGradient(Point(100, 150), 60), 0, [210]),
        (LinearGradient(Point(100, 170), Point(100, 230)), 0, [170, 230]),
    ],
)
def test_edges_are_drawn_where_they_lie(
    qapp: QApplication, shape: Shape, softness_px: float, wanted: list[int]
):
    found = crossings(painted(shape, softness_px), 101)
    assert len(found) == len(wanted)
    assert found == pytest.approx(wanted, abs=4)


@pytest.mark.parametrize("degrees", range(0, 180, 15))
def test_dashes_of_a_traced_edge_are_alike_at_any_angle(qapp: QApplication, degrees: int):
    step_y, step_x = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    ends = Point(100 - 90 * step_y, 150 - 90 * step_x), Point(100 + 90 * step_y, 150 + 90 * step_x)
    aside = Point(100 + 90 * step_x, 150 - 90 * step_y)
    image = painted(Lasso((*ends, aside)), 0)
    shades = [
        max(
            image.pixelColor(int(x - step_y / 2) + by_x, int(y + step_x / 2) + by_y).lightness()
            for by_y in (-1, 0, 1)
            for by_x in (-1, 0, 1)
        )
        for y, x in np.linspace((ends[0].y, ends[0].x), (ends[1].y, ends[1].x), 180)[20:-20]
    ]
    runs = [len(list(run)) for _, run in groupby(shade > 128 for shade in shades)]
    assert max(runs) <= 2 * DASH_PX + 2
    assert len(runs) >= 18


def test_everything_is_framed_by_the_canvas(qapp: QApplication):
    image = painted(Everything(), 0)
    assert image.pixelColor(0, 100) != GROUND
    assert image.pixelColor(150, 100) == GROUND


def test_erased_part_is_outside(qapp: QApplication):
    line = Stroke((Point(100, 50), Point(100, 250)), 60, 1.0)
    hole = Stroke((Point(100, 200),), 40, 1.0, erase=True)
    found = crossings(painted(BrushStrokes((line, hole)), 0), 101)
    assert found == pytest.approx([180, 220, 280], abs=4)


def test_tint_is_even_where_a_stroke_crosses_itself(qapp: QApplication):
    cross = (Point(50, 100), Point(150, 200), Point(50, 200), Point(150, 100))
    pressed = Stroke(cross, 30, pressure=(1.0, 0.8, 1.0, 0.9))
    image = tint(BrushStrokes((pressed,)), VIEW, QColor(255, 255, 255, 70))
    alphas = {image.pixelColor(x, y).alpha() for x in range(300) for y in range(200)}
    assert alphas == {0, 70}
