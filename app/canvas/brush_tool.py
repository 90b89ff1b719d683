"""The brush and the eraser: a stroke lives in the tool until the mouse is let go."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.canvas.draft import Draft
from app.canvas.qt_geometry import point_to_qt
from app.canvas.shape_outlines import tint
from app.canvas.thinning import kept_points
from app.canvas.tools import Pointer
from app.canvas.viewport import Viewport
from app.painting import Painting
from infinitygan.geometry import Point
from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import BrushStrokes, Stroke, influence
from infinitygan.styles import Style

SPACING = 0.04  # of the diameter: nearer points add nothing to a stroke
THINNING = 0.01  # of the diameter that a stroke may be off
LEAST_PRESSURE = 0.05
_TINT = QColor(255, 255, 255, 70)
_ERASER_TINT = QColor(0, 0, 0, 90)


class BrushTool:
    """Paints the chosen style, or erases what was painted, along a drag."""

    def __init__(self, draft: Draft, painting: Painting, *, erases: bool = False) -> None:
        self._draft = draft
        self._painting = painting
        self._erases = erases
        self._points: list[Point] = []
        self._pressure: list[float] = []
        self._last_stop: Point | None = None  # where the stroke before ended
        self._hover: Point | None = None

    def cursor(self, pointer: Pointer | None) -> Qt.CursorShape | None:
        """Return a cross; the ring around it follows the pointer."""
        position = None if pointer is None else pointer.position
        if position != self._hover:
            self._hover = position
            self._draft.repaint()
        return Qt.CursorShape.CrossCursor

    def press(self, pointer: Pointer) -> bool:
        """Start a stroke; with Shift, on a straight line from the end of the one before."""
        is_line = bool(pointer.modifiers & Qt.KeyboardModifier.ShiftModifier)
        begin = [self._last_stop] if is_line and self._last_stop else []
        self._points = [*begin, pointer.position]
        self._pressure = [self._pressure_of(pointer)] * len(self._points)
        self._show()
        return True

    def move(self, pointer: Pointer) -> None:
        """Go on with the stroke, and show it."""
        if not self._points:
            return
        last, here = self._points[-1], pointer.position
        spacing = max(self._painting.brush.diameter_px * SPACING, 1 / pointer.zoom)
        if max(abs(here.y - last.y), abs(here.x - last.x)) >= spacing:
            self._points.append(here)
            self._pressure.append(self._pressure_of(pointer))
            self._show()

    def release(self, pointer: Pointer) -> None:
        """Make the stroke one step of the document."""
        if not self._points:
            return
        stroke = self._stroke()
        radii = [share * stroke.diameter_px / 2 for share in stroke.pressure]
        kept = kept_points(stroke.points, stroke.diameter_px * THINNING, radii)
        stroke = replace(
            stroke,
            points=tuple(stroke.points[index] for index in kept),
            pressure=tuple(stroke.pressure[index] for index in kept) if stroke.pressure else (),
        )
        self._last_stop = stroke.points[-1]
        self._points = []
        scene, index = self._with(stroke)
        self._draft.keep(self._label(), scene)
        if index is not None:
            self._painting.select(index)

    def cancel(self) -> None:
        """Drop the stroke."""
        if self._points:
            self._points = []
            self._draft.drop()

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw where the stroke reaches, and the size of the brush."""
        if self._points:
            colour = _ERASER_TINT if self._erases else _TINT
            painter.drawImage(0, 0, tint(BrushStrokes((self._stroke(),)), viewport, colour))
        if self._hover is not None:
            self._paint_ring(painter, viewport, self._hover)

    def _paint_ring(self, painter: QPainter, viewport: Viewport, at: Point) -> None:
        ratio = painter.device().devicePixelRatioF()
        brush = self._painting.brush
        radius = brush.diameter_px / 2 * viewport.zoom
        centre = point_to_qt(viewport.to_device(at))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 130), 3.0), (QColor(255, 255, 255, 230), 1.4)):
            painter.setPen(QPen(colour, width * ratio))
            painter.drawEllipse(centre, radius, radius)
        if 0 < brush.hardness < 1:
            painter.setPen(QPen(QColor(255, 255, 255, 150), ratio, Qt.PenStyle.DotLine))
            painter.drawEllipse(centre, radius * brush.hardness, radius * brush.hardness)

    def _pressure_of(self, pointer: Pointer) -> float:
        pressure = pointer.pressure if self._painting.brush.uses_pressure else 1.0
        return min(max(pressure, LEAST_PRESSURE), 1.0)

    def _stroke(self) -> Stroke:
        brush = self._painting.brush
        is_even = all(share == 1 for share in self._pressure)
        return Stroke(
            tuple(self._points),
            brush.diameter_px,
            brush.hardness,
            pressure=() if is_even else tuple(self._pressure),
        )

    def _with(self, stroke: Stroke) -> tuple[Scene, int | None]:
        scene, selected = self._draft.scene, self._painting.selected_index
        if self._erases:
            return erased(scene, selected, stroke), None
        return painted(scene, selected, self._painting.style, stroke)

    def _show(self) -> None:
        self._draft.show(self._with(self._stroke())[0])
        self._draft.repaint()

    def _label(self) -> str:
        if self._erases:
            return QCoreApplication.translate("BrushTool", "Erase")
        return QCoreApplication.translate("BrushTool", "Brush stroke")


def painted(scene: Scene, selected: int | None, style: Style, stroke: Stroke) -> tuple[Scene, int]:
    """Return the scene with a stroke in a style, and the region that it went to.

    A stroke goes on with the selected region if that was brushed in the same style.
    """
    region = None if selected is None else scene.regions[selected]
    if (
        region is not None
        and selected is not None
        and isinstance(region.shape, BrushStrokes)
        and region.style == style
        and _can_change(region)
    ):
        return scene.with_region(selected, _with_stroke(region, stroke)), selected
    region = StyleRegion(style, BrushStrokes((stroke,)))
    return scene.with_region_added(region), len(scene.regions)


def erased(scene: Scene, selected: int | None, stroke: Stroke) -> Scene:
    """Return the scene with a stroke taken away: from the selected region, or from all."""
    for index in _erasable(scene.regions, selected):
        region = scene.regions[index]
        reach = influence(region.shape, region.softness_px)
        if reach is None or not reach.intersection(stroke.bounds()).is_empty:
            scene = scene.with_region(index, _without_stroke(region, stroke))
    return scene


def _erasable(regions: Sequence[StyleRegion], selected: int | None) -> list[int]:
    free = [index for index, region in enumerate(regions) if _can_change(region)]
    return [selected] if selected is not None and selected in free else free


def _can_change(region: StyleRegion) -> bool:
    return region.visible and not region.locked


def _with_stroke(region: StyleRegion, stroke: Stroke) -> StyleRegion:
    assert isinstance(region.shape, BrushStrokes)
    return replace(region, shape=BrushStrokes((*region.shape.strokes, stroke)))


def _without_stroke(region: StyleRegion, stroke: Stroke) -> StyleRegion:
    """Take a stroke away; from what was brushed, so that it can be painted over again."""
    if isinstance(region.shape, BrushStrokes):
        return _with_stroke(region, replace(stroke, erase=True))
    return replace(region, erased=(*region.erased, stroke))
