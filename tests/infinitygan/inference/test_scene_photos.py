"""What is kept of a scene's photos: an edit of their look paints nothing anew."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Rect, Size
from infinitygan.inference.colour_field import RIM_PX, ColourField, Sides
from infinitygan.inference.model_tiles import ModelTiles
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_pixels import photo_area, resampled
from infinitygan.inference.photo_placement import Anchor, photo_rect, place
from infinitygan.inference.renderer import Renderer
from infinitygan.inference.scene_photos import GeneratedTiles, ScenePhotos
from infinitygan.scene import Scene

CANVAS = Size(160, 480)
DIGEST = "a" * 64


@pytest.fixture
def photo() -> Photo:
    pixels = np.random.default_rng(1).integers(0, 256, (60, 80, 3), np.uint8)
    return Photo(DIGEST, pixels)


@pytest.fixture
def renderer(photo: Photo) -> Renderer:
    made = Renderer(tiny_generator(), ModelInfo("tiny", TINY), CPU)
    made.provide({DIGEST: photo}, {})
    return made


def scene_at(anchor: Anchor, size: tuple[float, float] = (160.0, 213.0)) -> Scene:
    photo = replace(place(DIGEST, size, CANVAS, anchor), feather_px=0.0)
    return Scene(CANVAS, layout_seed=1, photos=(photo,))


def with_look(scene: Scene, feather_px: float, colour_match: float) -> Scene:
    (photo,) = scene.photos
    return replace(
        scene, photos=(replace(photo, feather_px=feather_px, colour_match=colour_match),)
    )


@pytest.mark.parametrize("level", [1, 3, None])
def test_feather_and_light_are_changed_without_painting(
    renderer: Renderer, level: int | None, monkeypatch: pytest.MonkeyPatch
):
    scene = scene_at(Anchor.LEFT)
    looks = [with_look(scene, *look) for look in ((0.0, 1.0), (128.0, 1.0), (40.0, 0.0))]
    fresh: list[NDArray[np.uint8]] = []
    for look in looks:
        renderer.release()
        fresh.append(renderer.render(look, level=level))
    renderer.release()
    renderer.render(looks[0], level=level)

    def never(*_: object) -> None:
        raise AssertionError("something was painted")

    monkeypatch.setattr(ModelTiles, "prepare", never)
    monkeypatch.setattr(ModelTiles, "window", never)
    for look, picture in zip(looks, fresh, strict=True):
        assert np.array_equal(renderer.render(look, level=level), picture)
    assert not np.array_equal(fresh[0], fresh[1])
    assert not np.array_equal(fresh[0], fresh[2])


def test_a_picture_rendered_aside_leaves_what_is_kept(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
):
    scene = scene_at(Anchor.LEFT)
    other = replace(scene, layout_seed=2)
    expected = renderer.render(other)
    picture = renderer.render(scene)
    with renderer.aside(other):
        assert np.array_equal(renderer.render(other), expected)
    monkeypatch.setattr(ModelTiles, "prepare", lambda *_: pytest.fail("something was painted"))
    with renderer.aside(with_look(scene, 9.0, 0.0)):  # the same scene but for its look
        renderer.render(with_look(scene, 9.0, 0.0))
    assert np.array_equal(renderer.render(scene), picture)


def test_without_photos_nothing_is_kept(renderer: Renderer, monkeypatch: pytest.MonkeyPatch):
    def never(*_: object) -> None:
        raise AssertionError("a tile was kept")

    monkeypatch.setattr(GeneratedTiles, "tile", never)
    renderer.render(Scene(CANVAS))


def test_the_tiles_used_last_are_kept():
    tiles = GeneratedTiles(limit_bytes=2 * 12)
    rects = [Rect.at(0, i, 2, 2) for i in range(3)]
    made: list[Rect] = []

    def tile(rect: Rect) -> None:
        def render() -> NDArray[np.uint8]:
            made.append(rect)
            return np.zeros((2, 2, 3), np.uint8)

        tiles.tile(rect, None, render)

    for rect in (rects[0], rects[1], rects[0], rects[2], rects[0], rects[1]):
        tile(rect)
    assert made == [rects[0], rects[1], rects[2], rects[1]]


@pytest.mark.parametrize("anchor", Anchor)
@pytest.mark.parametrize("size", [(160.0, 213.0), (80.0, 107.0), (300.0, 400.0)])
def test_the_light_is_measured_at_the_open_sides_alone(
    renderer: Renderer, photo: Photo, anchor: Anchor, size: tuple[float, float]
):
    scene = scene_at(anchor, size)
    (placement,) = scene.photos
    plan = renderer.plan(scene)
    pixels = plan.placement(TINY.levels)
    rendered: list[Rect] = []

    def render(rect: Rect, level: int | None) -> NDArray[np.uint8]:
        rendered.append(rect)
        y = np.arange(rect.rows.start, rect.rows.stop)[:, None]
        x = np.arange(rect.columns.start, rect.columns.stop)
        return np.stack([(3 * y + x) % 256, (y + 5 * x) % 256, (7 * y + 0 * x) % 256], -1).astype(
            np.uint8
        )

    found = ScenePhotos(plan, {DIGEST: photo}, render).measured(scene, placement)
    assert found is not None
    around_px = sum(rect.height * rect.width for rect in rendered)

    area = photo_area(placement, pixels)
    window = area.inner_rect().intersection(pixels.level_rect(CANVAS.rect))
    wanted = resampled(photo, area, window).astype(np.float32)
    whole = render(window.grown(RIM_PX), TINY.levels).astype(np.float32)
    rect = photo_rect(placement)
    sides = Sides.open_ones(rect, CANVAS.rect)
    expected = ColourField.measure(rect.intersection(CANVAS.rect), sides, wanted, whole)
    assert np.array_equal(found.points, expected.points)
    assert np.array_equal(found.differences, expected.differences)
    assert around_px <= RIM_PX * 2 * (window.height + window.width)
