"""A picture of the whole canvas, made of what has been rendered already."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPainter

from app.canvas.picture_painter import level_rect, paint_picture
from app.canvas.tile_cache import Picture, TileCache
from app.canvas.viewport import Viewport, fitting_zoom
from infinitygan.geometry import Size


def whole_picture(cache: TileCache, picture: Picture, longest_px: int) -> QImage | None:
    """Return the canvas, its longer side at most `longest_px`; None: parts of it are missing."""
    canvas = picture.scene.canvas
    layouts = picture.layouts.items()
    if not any(cache.covers(picture, key, level_rect(at, canvas.rect)) for key, at in layouts):
        return None
    zoom = fitting_zoom(canvas, Size(longest_px, longest_px), 0)
    size = Size(max(1, round(canvas.height * zoom)), max(1, round(canvas.width * zoom)))
    image = QImage(size.width, size.height, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        paint_picture(painter, cache, picture, Viewport.fitted(canvas, size, 0), canvas.rect)
    return image


def png_of(image: QImage) -> bytes:
    """Encode a picture."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
