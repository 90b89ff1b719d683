"""The jobs of the canvas and the panels: a view's preview and sharpening, speed, a thumbnail."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from app.render_requests import (
    LevelChoice,
    PassStarted,
    Placement,
    TileImage,
    TileKey,
    TileRenderer,
    ViewRequest,
    choose_levels,
    from_centre,
)
from infinitygan.geometry import Rect, Span
from infinitygan.scene import Scene

if TYPE_CHECKING:
    from infinitygan.inference.tile import Tile

PROBE_PX = 4096  # longer than any tile: the grid begins at 0, so the first tile of this is whole
MEASURED_PX = 1024  # a side: tiles come in batches, and the first of them late
LEAST_S = 1e-4  # of the clock, which may not have moved


@dataclass(frozen=True)
class PreviewJob:
    """Render the whole view at a low level. Answers: a PassStarted, then TileImages."""

    request: ViewRequest

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Yield the pass and its tiles, centre first."""
        level = _levels(renderer, self.request).preview
        yield from _render_pass(renderer, self.request, level)


@dataclass(frozen=True)
class SharpenJob:
    """Render the view as sharp as the screen can show it. Answers as for PreviewJob."""

    request: ViewRequest

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Yield the pass and its tiles, centre first; nothing if the preview was sharp."""
        levels = _levels(renderer, self.request)
        if levels.sharp != levels.preview:
            yield from _render_pass(renderer, self.request, levels.sharp)


@dataclass(frozen=True)
class MeasureJob:
    """Render the middle in full quality. Answers: the canvas px a second so far, for each tile."""

    scene: Scene

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Yield the speed, the better known the later."""
        canvas = self.scene.canvas
        top, left = (canvas.height - MEASURED_PX) // 2, (canvas.width - MEASURED_PX) // 2
        middle = Rect.at(top, left, MEASURED_PX, MEASURED_PX).intersection(canvas.rect)
        other = replace(self.scene, layout_seed=self.scene.layout_seed ^ 1)  # nothing of it is kept
        rects = renderer.tile_rects(other, middle, None)
        pixels, seconds, started = 0, 0.0, monotonic()
        with renderer.aside(other):
            for tile in renderer.render_tiles(other, rects, None, _always):
                seconds += monotonic() - started
                pixels += tile.rect.height * tile.rect.width
                yield pixels / max(seconds, LEAST_S)
                started = monotonic()


@dataclass(frozen=True)
class ThumbnailJob:
    """Render the whole canvas small. Answers: one QImage."""

    scene: Scene
    longest_px: int

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Yield the thumbnail, its longer side exactly `longest_px` long."""
        canvas = self.scene.canvas
        zoom = self.longest_px / max(canvas.height, canvas.width)
        scales = _scales(renderer, self.scene)
        level = choose_levels(scales, max(canvas.height, canvas.width), zoom).preview
        rect = renderer.level_rect(self.scene, level, canvas.rect)
        picture = QImage(rect.width, rect.height, QImage.Format.Format_RGB32)
        rects = renderer.tile_rects(self.scene, rect, level)
        # The painter ends also when a tile fails.
        with renderer.aside(self.scene), QPainter(picture) as painter:
            for tile in renderer.render_tiles(self.scene, rects, level, _always):
                at = tile.rect.shifted(-rect.rows.start, -rect.columns.start)
                painter.drawImage(at.columns.start, at.rows.start, image_of(tile))
        placement = renderer.placement(self.scene, level)
        yield self._cropped(picture, rect, Placement.copied(placement))

    def _cropped(self, picture: QImage, rect: Rect, placement: Placement) -> QImage:
        canvas = self.scene.canvas
        zoom = self.longest_px / max(canvas.height, canvas.width)
        small = QImage(
            max(1, round(canvas.width * zoom)),
            max(1, round(canvas.height * zoom)),
            QImage.Format.Format_RGB32,
        )
        step_y, step_x = placement.scale_y * zoom, placement.scale_x * zoom
        if step_x < 1:
            picture = picture.scaled(
                max(1, round(rect.width * step_x)),
                max(1, round(rect.height * step_y)),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        with QPainter(small) as painter:
            painter.translate(
                placement.left * zoom + rect.columns.start * step_x,
                placement.top * zoom + rect.rows.start * step_y,
            )
            painter.scale(
                rect.width * step_x / picture.width(), rect.height * step_y / picture.height()
            )
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(0, 0, picture)
        return small.convertToFormat(QImage.Format.Format_RGB888)  # many are kept


def image_of(tile: "Tile") -> QImage:
    """Copy a tile's pixels into an image that owns them."""
    height, width = tile.rgb.shape[:2]
    pixels = tile.rgb if tile.rgb.flags.c_contiguous else tile.rgb.copy()
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _always() -> bool:
    """Want every tile: the worker cancels by closing the iterator between two of them."""
    return True


def _scales(renderer: TileRenderer, scene: Scene) -> list[float]:
    levels = range(1, renderer.preview_levels(scene) + 1)
    return [renderer.placement(scene, level).scale_y for level in levels]


def _levels(renderer: TileRenderer, request: ViewRequest) -> LevelChoice:
    longer = max(request.view.height, request.view.width)
    return choose_levels(_scales(renderer, request.scene), longer, request.zoom)


def _render_pass(
    renderer: TileRenderer, request: ViewRequest, level: int | None
) -> Iterator[object]:
    scene = request.scene
    placement = Placement.copied(renderer.placement(scene, level))
    whole = renderer.level_rect(scene, level, scene.canvas.rect)
    seen = renderer.level_rect(scene, level, request.view)
    rects = [
        rect
        for rect in _grid_tiles(renderer, scene, level, seen, whole)
        if TileKey(level, rect) not in request.known
    ]
    yield PassStarted(level, placement, whole, len(rects), renderer.reach(scene))
    for tile in renderer.render_tiles(scene, from_centre(rects, seen), level, _always):
        yield TileImage(TileKey(level, tile.rect), placement, whole, image_of(tile))


def _grid_tiles(
    renderer: TileRenderer, scene: Scene, level: int | None, seen: Rect, whole: Rect
) -> list[Rect]:
    """Return the tiles that touch `seen`, cut only by the canvas, so that panning keeps them."""
    side = renderer.tile_rects(scene, Rect.at(0, 0, PROBE_PX, 1), level)[0].height
    snapped = Rect(_snapped(seen.rows, side), _snapped(seen.columns, side))
    return renderer.tile_rects(scene, snapped.intersection(whole), level)


def _snapped(span: Span, step: int) -> Span:
    return Span(span.start // step * step, -(-span.stop // step) * step)
