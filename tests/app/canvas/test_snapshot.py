"""Tests of `app.canvas.snapshot`."""

from PySide6.QtGui import QColor, QImage

from app.canvas.snapshot import png_of, whole_picture
from app.canvas.tile_cache import PAGE_BYTES, LevelLayout, Picture, TileCache
from app.render_requests import Placement, TileImage, TileKey
from infinitygan.geometry import Rect, Size
from infinitygan.scene import Scene

SCENE = Scene(canvas=Size(300, 600))
WHOLE = Rect.at(0, 0, 75, 150)  # of level 1, which has a pixel for 4 canvas px
AT = Placement(0, 0, 4, 4)
LEFT, RIGHT = Rect.at(0, 0, 75, 75), Rect.at(0, 75, 75, 75)


def cached(*tiles: tuple[Rect, str]) -> tuple[TileCache, Picture]:
    """Return a cache with tiles of level 1, each of one colour, and their picture."""
    cache = TileCache(20 * PAGE_BYTES)
    picture = cache.picture(SCENE)
    cache.set_layout(picture, 1, LevelLayout(AT, WHOLE))
    for rect, colour in tiles:
        image = QImage(rect.width, rect.height, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        cache.add(picture, TileImage(TileKey(1, rect), AT, WHOLE, image))
    return cache, picture


def test_the_whole_canvas_is_shown_small():
    cache, picture = cached((LEFT, "#ff0000"), (RIGHT, "#0000ff"))
    image = whole_picture(cache, picture, 100)
    assert image is not None
    assert (image.height(), image.width()) == (50, 100)
    colours = [image.pixelColor(x, y).name() for y in (1, 48) for x in (1, 48, 51, 98)]
    assert colours == ["#ff0000", "#ff0000", "#0000ff", "#0000ff"] * 2


def test_a_part_is_no_picture_of_the_whole():
    cache, picture = cached((LEFT, "#ff0000"))
    assert whole_picture(cache, picture, 100) is None


def test_a_scene_that_was_never_shown_has_no_picture():
    cache = TileCache(PAGE_BYTES)
    assert whole_picture(cache, cache.picture(SCENE), 100) is None


def test_a_thin_canvas_keeps_a_pixel():
    scene = Scene(canvas=Size(64, 64_000))
    cache = TileCache(20 * PAGE_BYTES)
    picture = cache.picture(scene)
    tile, at = Rect.at(0, 0, 1, 1000), Placement(0, 0, 64, 64)
    image = QImage(tile.width, tile.height, QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    cache.set_layout(picture, 1, LevelLayout(at, tile))
    cache.add(picture, TileImage(TileKey(1, tile), at, tile, image))
    small = whole_picture(cache, picture, 512)
    assert small is not None
    assert (small.height(), small.width()) == (1, 512)


def test_a_png_keeps_every_pixel():
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    image.setPixelColor(2, 1, QColor("#fedcba"))
    data = png_of(image)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert QImage.fromData(data).convertToFormat(image.format()) == image
