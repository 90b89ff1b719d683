"""Outlines of shapes over the picture: two dashed lines, between which a soft edge fades."""

import itertools
import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from app.canvas.qt_geometry import point_to_qt
from app.canvas.viewport import Viewport
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

DASH_PX = 5  # logical px
NEAR_PX = (-4, -2, 2, 4)  # around a place on a traced edge: they tell which way the edge runs
_DARK = QColor(0, 0, 0, 130)
_BRIGHT = QColor(255, 255, 255, 235)
_INK = QColor(255, 255, 255)


def paint_outlines(painter: QPainter, viewport: Viewport, shape: Shape, softness_px: float) -> None:
    """Draw where a shape begins to fade and where it ends, in device px."""
    if isinstance(shape, Lasso | BrushStrokes):
        ratio = painter.device().devicePixelRatioF()
        for image in _traced(shape, softness_px, viewport, ratio):
            painter.drawImage(0, 0, image)
        return
    for path in _paths(shape, softness_px, viewport):
        paint_dashed(painter, path)


def paint_dashed(painter: QPainter, path: QPainterPath) -> None:
    """Draw a path so that it shows on any ground."""
    ratio = painter.device().devicePixelRatioF()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_DARK, 3 * ratio))
    painter.drawPath(path)
    pen = QPen(_BRIGHT, 1.5 * ratio)
    pen.setDashPattern([DASH_PX / 1.5, DASH_PX / 1.5])
    painter.setPen(pen)
    painter.drawPath(path)


def paint_line(painter: QPainter, viewport: Viewport, start: Point, stop: Point) -> None:
    """Draw the line of a gradient, with a dot at its start."""
    ratio = painter.device().devicePixelRatioF()
    line = QLineF(point_to_qt(viewport.to_device(start)), point_to_qt(viewport.to_device(stop)))
    for colour, width in ((_DARK, 3.5), (_BRIGHT, 1.5)):
        painter.setPen(QPen(colour, width * ratio))
        painter.drawLine(line)
    painter.setBrush(_INK)
    painter.setPen(QPen(_DARK, ratio))
    painter.drawEllipse(line.p1(), 4 * ratio, 4 * ratio)


def tint(strokes: BrushStrokes, viewport: Viewport, colour: QColor) -> QImage:
    """Paint where strokes reach in one even colour, the size of the view."""
    image = _blank(viewport.size, QImage.Format.Format_ARGB32_Premultiplied)
    painter = _layer_painter(image)
    for stroke in strokes.strokes:
        ink = QColor(Qt.GlobalColor.transparent) if stroke.erase else colour
        _draw_stroke(painter, viewport, stroke, stroke.diameter_px, ink)
    painter.end()
    return image


def _paths(shape: Shape, softness_px: float, viewport: Viewport) -> list[QPainterPath]:
    half = softness_px / 2
    match shape:
        case Rectangle():
            return _distinct([_rectangle(shape, by, viewport) for by in (-half, half)])
        case Ellipse():
            return _distinct(
                [
                    _oval(shape.centre, shape.radius_y + by, shape.radius_x + by, viewport)
                    for by in (-half, half)
                ]
            )
        case RadialGradient():
            return [_oval(shape.centre, shape.radius, shape.radius, viewport)]
        case LinearGradient():
            return _ends(shape, viewport)
        case _:
            return [_rectangle(_whole(viewport.canvas), 0, viewport)]


def _whole(canvas: Size) -> Rectangle:
    return Rectangle(0, 0, canvas.height, canvas.width)


def _distinct(paths: Sequence[QPainterPath]) -> list[QPainterPath]:
    """Leave out what is empty, and the second of two equal lines."""
    found: list[QPainterPath] = []
    for path in paths:
        if not path.isEmpty() and path not in found:
            found.append(path)
    return found


def _rectangle(shape: Rectangle, grown_px: float, viewport: Viewport) -> QPainterPath:
    path = QPainterPath()
    corner = viewport.to_device(Point(shape.top - grown_px, shape.left - grown_px))
    width = (shape.width + 2 * grown_px) * viewport.zoom
    height = (shape.height + 2 * grown_px) * viewport.zoom
    if width > 0 and height > 0:
        radius = max(grown_px, 0) * viewport.zoom
        area = QRectF(point_to_qt(corner), QSizeF(width, height))
        path.addRoundedRect(area, radius, radius)
    return path


def _oval(centre: Point, radius_y: float, radius_x: float, viewport: Viewport) -> QPainterPath:
    path = QPainterPath()
    if radius_y > 0 and radius_x > 0:
        zoom = viewport.zoom
        path.addEllipse(point_to_qt(viewport.to_device(centre)), radius_x * zoom, radius_y * zoom)
    return path


def _ends(shape: LinearGradient, viewport: Viewport) -> list[QPainterPath]:
    """Return lines across the view where a gradient starts and stops."""
    start = point_to_qt(viewport.to_device(shape.start))
    stop = point_to_qt(viewport.to_device(shape.stop))
    along = QLineF(start, stop)
    reach = 2.0 * (viewport.size.height + viewport.size.width) + along.length()
    across = along.normalVector().unitVector()
    step = QPointF(across.dx(), across.dy()) * reach
    paths = []
    for end in (start, stop):
        path = QPainterPath(end - step)
        path.lineTo(end + step)
        paths.append(path)
    return paths


@lru_cache(maxsize=4)  # as many as are seen at once: each is as large as the view
def _traced(
    shape: Lasso | BrushStrokes, softness_px: float, viewport: Viewport, ratio: float
) -> tuple[QImage, ...]:
    """Trace the inner and the outer edge of what has no simple path."""
    outer = _mask(shape, softness_px / 2, viewport, is_inner=False)
    inner = _mask(shape, -softness_px / 2, viewport, is_inner=True)
    layers = [outer] if inner == outer else [outer, inner]
    return tuple(_edge(layer, ratio) for layer in layers)


def _mask(
    shape: Lasso | BrushStrokes, grown_px: float, viewport: Viewport, *, is_inner: bool
) -> QImage:
    """Fill a shape that is grown or, below 0, shrunk; inside, a brush ends where it is hard."""
    image = _blank(viewport.size, QImage.Format.Format_Alpha8)
    painter = _layer_painter(image)
    if isinstance(shape, Lasso):
        _draw_lasso(painter, viewport, shape, grown_px)
    else:
        for stroke in shape.strokes:
            full = stroke.hardness if is_inner != stroke.erase else 1.0
            grown = -grown_px if stroke.erase else grown_px
            ink = QColor(Qt.GlobalColor.transparent) if stroke.erase else _INK
            _draw_stroke(painter, viewport, stroke, stroke.diameter_px * full + 2 * grown, ink)
    painter.end()
    return image


def _draw_lasso(painter: QPainter, viewport: Viewport, shape: Lasso, grown_px: float) -> None:
    polygon = QPolygonF([point_to_qt(viewport.to_device(point)) for point in shape.points])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_INK)
    painter.drawPolygon(polygon, Qt.FillRule.OddEvenFill)
    if grown_px:
        ink = _INK if grown_px > 0 else QColor(Qt.GlobalColor.transparent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_round_pen(ink, 2 * abs(grown_px) * viewport.zoom))
        painter.drawPolygon(polygon)


def _draw_stroke(
    painter: QPainter, viewport: Viewport, stroke: Stroke, diameter_px: float, ink: QColor
) -> None:
    if diameter_px <= 0:
        return
    points = [point_to_qt(viewport.to_device(point)) for point in stroke.points]
    width = diameter_px * viewport.zoom
    if len(points) == 1:
        share = stroke.pressure[0] if stroke.pressure else 1.0
        painter.setPen(_round_pen(ink, max(width * share, 1.0)))
        painter.drawPoint(points[0])
        return
    if not stroke.pressure:
        painter.setPen(_round_pen(ink, width))
        painter.drawPolyline(QPolygonF(points))
        return
    pressure = stroke.pressure
    for index in range(len(points) - 1):
        share = (pressure[index] + pressure[index + 1]) / 2
        painter.setPen(_round_pen(ink, max(width * share, 1.0)))
        painter.drawLine(points[index], points[index + 1])


def _round_pen(ink: QColor, width: float) -> QPen:
    solid = Qt.PenStyle.SolidLine
    return QPen(ink, width, solid, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _blank(size: Size, form: QImage.Format) -> QImage:
    image = QImage(size.width, size.height, form)
    image.fill(0)
    return image


def _layer_painter(image: QImage) -> QPainter:
    """Begin to paint so that what comes later replaces what is there."""
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    return painter


def _edge(mask: QImage, ratio: float) -> QImage:
    """Draw the border of a mask as a dashed line."""
    height, width = mask.height(), mask.width()
    rows = np.frombuffer(mask.constBits(), np.uint8).reshape(height, mask.bytesPerLine())
    inside = rows[:, :width] > 127
    line = inside & ~_shrunk(inside, max(1, math.ceil(ratio)))
    around = _shrunk(~inside, 1) ^ ~inside | line
    down, right = np.nonzero(around)
    dash = max(1, round(DASH_PX * ratio))
    along = np.where(_is_upright(inside, down, right), down, right)
    is_bright = line[down, right] & (along // dash % 2 == 0)
    pixels = np.zeros((height, width), np.uint32)
    dark, bright = 0x82000000, 0xEBEBEBEB  # premultiplied
    pixels[down, right] = np.where(is_bright, bright, dark)
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()  # owns its pixels


def _is_upright(inside: np.ndarray, down: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Tell at each place on a border whether it runs rather up and down than across."""
    height, width = inside.shape
    fall, side = np.zeros(down.shape, int), np.zeros(down.shape, int)
    for by_y, by_x in itertools.product(NEAR_PX, NEAR_PX):
        y, x = np.clip(down + by_y, 0, height - 1), np.clip(right + by_x, 0, width - 1)
        is_in = inside[y, x]
        fall += by_y * is_in
        side += by_x * is_in
    return abs(side) > abs(fall)


def _shrunk(inside: np.ndarray, by: int) -> np.ndarray:
    """Take away what is nearer than so many px to the outside; the view has no outside."""
    shrunk = inside.copy()
    shrunk[by:] &= inside[:-by]
    shrunk[:-by] &= inside[by:]
    shrunk[:, by:] &= inside[:, :-by]
    shrunk[:, :-by] &= inside[:, by:]
    return shrunk
