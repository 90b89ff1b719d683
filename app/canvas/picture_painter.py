"""Paints a picture's pages into the view, coarse levels below fine ones."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from app.canvas.tile_cache import LevelLayout, Page, Picture, TileCache
from app.canvas.viewport import Viewport
from app.render_requests import COARSEST_PIXEL, Placement
from infinitygan.geometry import Rect, Span

FINEST_PIXEL = 0.45  # device px a pixel of a level; finer levels are left out when zoomed out
CRISP_ZOOM = 3.0  # from here on pixels are shown as squares


def paint_picture(
    painter: QPainter, cache: TileCache, picture: Picture, viewport: Viewport, view: Rect
) -> None:
    """Draw what there is of a picture within `view` (canvas px), in device px."""
    for level in _levels_to_paint(cache, picture, viewport, view):
        layout = picture.layouts[level]
        seen = level_rect(layout, view)
        for page in cache.pages(picture, level, seen):
            _paint_page(painter, page, layout, viewport)


def level_rect(layout: LevelLayout, view: Rect) -> Rect:
    """Return the pixels of a level that touch a part of the canvas."""
    at = layout.placement
    rows = _touched(view.rows, at.top, at.scale_y)
    columns = _touched(view.columns, at.left, at.scale_x)
    return Rect(rows, columns).intersection(layout.whole)


def _levels_to_paint(
    cache: TileCache, picture: Picture, viewport: Viewport, view: Rect
) -> list[int | None]:
    """Return the levels from the last that hides all below it, up to the sharpest of use."""
    levels: list[int | None] = []
    for level in picture.levels_by_scale():
        layout = picture.layouts[level]
        pixel = layout.placement.scale_y * viewport.zoom
        if levels and pixel < FINEST_PIXEL:
            break
        covers = cache.covers(picture, level, level_rect(layout, view))
        levels = [level] if covers else [*levels, level]
        if covers and pixel <= COARSEST_PIXEL:
            break
    return levels


def _paint_page(painter: QPainter, page: Page, layout: LevelLayout, viewport: Viewport) -> None:
    at, zoom = layout.placement, viewport.zoom
    origin = viewport.origin
    target = _device_rect(page.rect, at, viewport)
    painter.save()
    painter.setClipRect(target)
    smooth = viewport.zoom != 1 or at.scale_y != 1 or at.scale_x != 1
    crisp = at.scale_y * zoom >= CRISP_ZOOM and at.scale_y == 1
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth and not crisp)
    painter.translate(
        origin.x + (at.left + page.framed.columns.start * at.scale_x) * zoom,
        origin.y + (at.top + page.framed.rows.start * at.scale_y) * zoom,
    )
    painter.scale(at.scale_x * zoom, at.scale_y * zoom)
    painter.drawImage(0, 0, page.image)
    painter.restore()


def _device_rect(rect: Rect, at: Placement, viewport: Viewport) -> QRect:
    """Return the whole device pixels of a page; neighbours round a shared edge alike."""
    origin, zoom = viewport.origin, viewport.zoom
    top = round(origin.y + (at.top + rect.rows.start * at.scale_y) * zoom)
    bottom = round(origin.y + (at.top + rect.rows.stop * at.scale_y) * zoom)
    left = round(origin.x + (at.left + rect.columns.start * at.scale_x) * zoom)
    right = round(origin.x + (at.left + rect.columns.stop * at.scale_x) * zoom)
    return QRect(left, top, right - left, bottom - top)


def _touched(span: Span, origin: float, scale: float) -> Span:
    start = int((span.start - origin) // scale)
    return Span(start, max(start, -int(-(span.stop - origin) // scale)))
