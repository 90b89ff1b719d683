"""Tests of `app.canvas.tile_cache`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from app.canvas.tile_cache import PAGE_BYTES, PAGE_PX, TileCache
from app.render_requests import Placement, TileImage, TileKey
from infinitygan.geometry import Rect, Size
from infinitygan.scene import Scene

SCENE = Scene(canvas=Size(1500, 2500))
WHOLE = SCENE.canvas.rect
AT_CANVAS = Placement(0, 0, 1, 1)


def tile_at(rect: Rect, colour: str = "#336699", level: int | None = None) -> TileImage:
    image = QImage(rect.width, rect.height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return TileImage(TileKey(level, rect), AT_CANVAS, WHOLE, image)


def colour_at(cache: TileCache, scene: Scene, y: int, x: int) -> str:
    """Return the colour that the pages have at a canvas pixel, as '#aarrggbb'."""
    picture = cache.picture(scene)
    (page,) = cache.pages(picture, None, Rect.at(y, x, 1, 1))
    return page.image.pixelColor(x - page.framed.columns.start, y - page.framed.rows.start).name(
        QColor.NameFormat.HexArgb
    )


def test_tiles_are_found_where_they_belong():
    cache = TileCache(100 * PAGE_BYTES)
    picture = cache.picture(SCENE)
    cache.add(picture, tile_at(Rect.at(500, 400, 96, 200)))  # over four pages
    assert colour_at(cache, SCENE, 500, 400) == "#ff336699"
    assert colour_at(cache, SCENE, 595, 599) == "#ff336699"
    assert colour_at(cache, SCENE, 499, 400) == "#00000000"
    assert colour_at(cache, SCENE, 596, 599) == "#00000000"


def test_pages_share_their_border_pixels():
    cache = TileCache(100 * PAGE_BYTES)
    picture = cache.picture(SCENE)
    cache.add(picture, tile_at(Rect.at(0, PAGE_PX - 8, 8, 8)))
    right = cache.pages(picture, None, Rect.at(0, PAGE_PX, 1, 1))
    assert [page.image.pixelColor(0, 1).name() for page in right] == ["#336699"]


def test_cover_needs_every_pixel():
    cache = TileCache(100 * PAGE_BYTES)
    picture = cache.picture(SCENE)
    view = Rect.at(0, 0, 600, 600)
    rects = list(Rect.at(0, 0, 1024, 1024).tiles(96, 96))
    for rect in rects[:-1]:
        cache.add(picture, tile_at(rect))
    assert not cache.covers(picture, None, view)
    cache.add(picture, tile_at(rects[-1]))
    assert cache.covers(picture, None, view)
    assert not cache.covers(picture, None, Rect.at(0, 0, 600, 1200))
    assert not cache.covers(picture, 2, view)


def test_cover_ends_at_the_canvas():
    scene = Scene(canvas=Size(100, 130))
    cache = TileCache(100 * PAGE_BYTES)
    picture = cache.picture(scene)
    image = QImage(130, 100, QImage.Format.Format_RGB32)
    key = TileKey(None, scene.canvas.rect)
    cache.add(picture, TileImage(key, AT_CANVAS, scene.canvas.rect, image))
    assert cache.covers(picture, None, scene.canvas.rect)


def test_a_tile_twice_counts_once():
    cache = TileCache(100 * PAGE_BYTES)
    picture = cache.picture(SCENE)
    for _ in range(200):
        cache.add(picture, tile_at(Rect.at(0, 0, 96, 96)))
    assert not cache.covers(picture, None, Rect.at(0, 0, 10, 10))


@given(
    corners=st.lists(st.tuples(st.integers(0, 14), st.integers(0, 24)), max_size=40),
    pages=st.integers(0, 6),
)
@settings(max_examples=30)
def test_memory_stays_below_the_cap(corners: list[tuple[int, int]], pages: int):
    cache = TileCache(pages * PAGE_BYTES)
    picture = cache.picture(SCENE)
    for row, column in corners:
        cache.add(picture, tile_at(Rect.at(96 * row, 96 * column, 96, 96)))
        assert cache.used_bytes <= pages * PAGE_BYTES


def test_the_least_used_page_goes_first():
    cache = TileCache(2 * PAGE_BYTES)
    picture = cache.picture(SCENE)
    first, second, third = (Rect.at(100, 100 + PAGE_PX * index, 10, 10) for index in range(3))
    cache.add(picture, tile_at(first))
    cache.add(picture, tile_at(second))
    cache.pages(picture, None, first)
    cache.add(picture, tile_at(third))
    assert cache.pages(picture, None, first)
    assert not cache.pages(picture, None, second)
    assert cache.pages(picture, None, third)


def test_an_evicted_tile_is_no_longer_known():
    cache = TileCache(PAGE_BYTES)
    picture = cache.picture(SCENE)
    first, second = (Rect.at(100, 100 + PAGE_PX * index, 10, 10) for index in range(2))
    cache.add(picture, tile_at(first))
    assert cache.known(picture) == {TileKey(None, first)}
    cache.add(picture, tile_at(second))
    assert cache.known(picture) == {TileKey(None, second)}


def test_a_tile_with_half_its_pages_gone_is_not_known():
    cache = TileCache(2 * PAGE_BYTES)
    picture = cache.picture(SCENE)
    across = Rect.at(100, PAGE_PX - 20, 10, 40)
    cache.add(picture, tile_at(across))
    assert cache.known(picture) == {TileKey(None, across)}
    cache.add(picture, tile_at(Rect.at(100, 100 + 2 * PAGE_PX, 10, 10)))
    assert TileKey(None, across) not in cache.known(picture)


def test_equal_scenes_share_a_picture():
    cache = TileCache(100 * PAGE_BYTES)
    picture = cache.picture(SCENE)
    cache.add(picture, tile_at(Rect.at(0, 0, 96, 96)))
    again = Scene(canvas=Size(1500, 2500))
    assert cache.picture(again) is picture
    assert cache.picture(Scene(canvas=Size(1500, 2500), layout_seed=1)) is not picture


def test_pictures_without_pages_are_forgotten():
    cache = TileCache(PAGE_BYTES)
    for seed in range(100):
        scene = Scene(canvas=Size(1500, 2500), layout_seed=seed)
        cache.add(cache.picture(scene), tile_at(Rect.at(0, 0, 9, 9)))
    assert len(cache._pictures) < 20


@pytest.mark.parametrize("limit", [0, PAGE_BYTES])
def test_a_lower_limit_frees_memory_at_once(limit: int):
    cache = TileCache(100 * PAGE_BYTES)
    for index in range(3):
        cache.add(cache.picture(SCENE), tile_at(Rect.at(0, 100 + PAGE_PX * index, 10, 10)))
    cache.set_limit(limit)
    assert cache.used_bytes <= limit


def test_clearing_forgets_everything():
    cache = TileCache(100 * PAGE_BYTES)
    picture = cache.picture(SCENE)
    cache.add(picture, tile_at(Rect.at(0, 0, 96, 96)))
    cache.clear()
    assert cache.used_bytes == 0
    assert cache.known(cache.picture(SCENE)) == frozenset()
