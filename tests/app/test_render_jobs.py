"""Tests of `app.render_jobs`."""

import gc
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from fake_renderer import FakeRenderer
from PySide6.QtGui import QColor, QImage

from app.render_jobs import (
    MEASURED_PX,
    MeasureJob,
    PreviewJob,
    SharpenJob,
    ThumbnailJob,
    image_of,
)
from app.render_requests import PassStarted, TileImage, ViewRequest
from infinitygan.geometry import Rect, Size
from infinitygan.inference.tile import Tile
from infinitygan.scene import Scene


def tiles_of(answers: list[object]) -> list[TileImage]:
    assert isinstance(answers[0], PassStarted)
    tiles = [answer for answer in answers[1:] if isinstance(answer, TileImage)]
    assert len(tiles) == len(answers) - 1 == answers[0].tiles
    return tiles


def request_of(scene: Scene, view: Rect, zoom: float = 1.0) -> ViewRequest:
    return ViewRequest(scene, view, zoom)


def test_the_preview_covers_the_view(scene: Scene):
    renderer = FakeRenderer()
    view = Rect.at(100, 50, 120, 300)
    tiles = tiles_of(list(PreviewJob(request_of(scene, view)).answers(renderer)))
    level = tiles[0].key.level
    seen = renderer.level_rect(scene, level, view)
    pixels = np.zeros((seen.height, seen.width), bool)
    for tile in tiles:
        part = tile.key.rect.intersection(seen)
        pixels[part.slices_of(seen)] = True
    assert pixels.all()


def test_sharpening_is_finer_than_the_preview(scene: Scene):
    request = request_of(Scene(canvas=Size(2000, 4000)), Rect.at(0, 0, 2000, 4000), zoom=0.4)
    preview = tiles_of(list(PreviewJob(request).answers(FakeRenderer())))
    sharp = tiles_of(list(SharpenJob(request).answers(FakeRenderer())))
    assert sharp[0].placement.scale_y < preview[0].placement.scale_y


def test_a_sharp_preview_is_not_rendered_twice(scene: Scene):
    request = request_of(scene, scene.canvas.rect, zoom=0.1)
    assert list(SharpenJob(request).answers(FakeRenderer())) == []


def test_known_tiles_are_left_out(scene: Scene):
    request = request_of(scene, scene.canvas.rect)
    tiles = tiles_of(list(SharpenJob(request).answers(FakeRenderer())))
    known = frozenset(tile.key for tile in tiles[:-1])
    rest = tiles_of(list(SharpenJob(replace(request, known=known)).answers(FakeRenderer())))
    assert [tile.key for tile in rest] == [tiles[-1].key]


def test_panning_meets_the_same_tiles(scene: Scene):
    keys = [
        {
            tile.key
            for tile in tiles_of(list(SharpenJob(request_of(scene, view)).answers(FakeRenderer())))
        }
        for view in (Rect.at(10, 20, 100, 100), Rect.at(31, 45, 100, 100))
    ]
    assert keys[0] & keys[1]
    for one in keys[0]:
        for other in keys[1]:
            assert one == other or one.rect.intersection(other.rect).is_empty


def test_the_speed_is_measured_on_a_picture_of_which_nothing_is_kept():
    renderer = FakeRenderer()
    scene = Scene(canvas=Size(3000, 4000), layout_seed=6)
    speeds = list(MeasureJob(scene).answers(renderer))
    assert all(isinstance(speed, float) and speed > 0 for speed in speeds)
    rects = [rect for _, _, rect in renderer.rendered]
    assert sum(rect.height * rect.width for rect in rects) == MEASURED_PX**2
    assert {level for _, level, _ in renderer.rendered} == {None}
    assert scene not in renderer.scenes
    assert all(rect.intersection(scene.canvas.rect) == rect for rect in rects)


def test_the_speed_of_a_small_picture_is_measured_on_all_of_it(scene: Scene):
    renderer = FakeRenderer()
    assert list(MeasureJob(replace(scene, canvas=Size(70, 50))).answers(renderer))
    rects = [rect for _, _, rect in renderer.rendered]
    assert sum(rect.height * rect.width for rect in rects) == 70 * 50


@pytest.mark.parametrize("canvas", [Size(270, 480), Size(480, 270), Size(64, 5000)])
def test_a_thumbnail_has_the_shape_of_the_canvas(canvas: Size):
    (image,) = list(ThumbnailJob(Scene(canvas=canvas), 160).answers(FakeRenderer()))
    assert isinstance(image, QImage)
    assert max(image.width(), image.height()) == 160
    longest = max(canvas.height, canvas.width)
    assert image.width() == max(1, round(canvas.width * 160 / longest))


def test_a_thumbnail_shows_what_the_canvas_shows(scene: Scene):
    renderer = FakeRenderer()
    (image,) = list(ThumbnailJob(scene, 240).answers(renderer))
    assert isinstance(image, QImage)
    whole = next(renderer.render_tiles(scene, [scene.canvas.rect], None, lambda: True)).rgb
    for y, x in ((10, 10), (10, 200), (120, 30), (120, 230)):
        shown = QColor(image.pixel(x, y))
        expected = whole[2 * y, 2 * x].astype(int)
        assert np.abs(expected - (shown.red(), shown.green(), shown.blue())).max() <= 8


@pytest.mark.parametrize("width", [1, 5, 1367])
def test_images_keep_odd_widths(width: int):
    rgb = np.random.default_rng(0).integers(0, 256, (3, width, 3), dtype=np.uint8)
    image = image_of(Tile(Rect.at(0, 0, 3, width), rgb))
    for y in range(3):
        for x in (0, width - 1):
            colour = QColor(image.pixel(x, y))
            assert (colour.red(), colour.green(), colour.blue()) == tuple(rgb[y, x])


def test_images_take_views_of_arrays():
    whole = np.random.default_rng(0).integers(0, 256, (8, 8, 3), dtype=np.uint8)
    image = image_of(Tile(Rect.at(0, 0, 4, 4), whole[::2, 1::2]))
    assert QColor(image.pixel(3, 2)).red() == whole[4, 7, 0]


def test_a_failing_thumbnail_leaves_no_painter_behind(scene: Scene, qtlog: Any):
    renderer = FakeRenderer(fail_with=MemoryError())
    with pytest.raises(MemoryError):
        list(ThumbnailJob(scene, 100).answers(renderer))
    del renderer  # its error holds on to what was being painted
    gc.collect()
    assert [record.message for record in qtlog.records] == []
