"""Photos lie over tiles exactly, melt in only within the feather, and lend their light around."""

from dataclasses import replace

import numpy as np
import pytest

from infinitygan.geometry import Rect, Size
from infinitygan.inference.colour_field import RIM_PX, ColourField, Sides
from infinitygan.inference.compositing import Compositor, ResampledPhotos
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_placement import Anchor, place
from infinitygan.inference.scene_plan import Placement
from infinitygan.inference.tile import Tile
from infinitygan.scene import Scene

CANVAS = Size(64, 160)
PIXELS = Placement(0.0, 0.0, 1.0, 1.0)
DIGEST = "0" * 64
PHOTO_RECT = Rect.at(0, 48, 64, 64)


def noisy(height: int = 64, width: int = 64, seed: int = 0) -> Photo:
    rgb = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    return Photo(DIGEST, rgb)


def scene_of(feather: float, anchor: Anchor = Anchor.CENTER) -> Scene:
    placement = replace(place(DIGEST, (64.0, 64.0), CANVAS, anchor), feather_px=feather)
    return Scene(CANVAS, photos=(placement,))


def generated(rect: Rect = CANVAS.rect) -> Tile:
    rgb = np.random.default_rng(7).integers(0, 256, (CANVAS.height, CANVAS.width, 3), np.uint8)
    return Tile(rect, rgb[rect.slices_of(CANVAS.rect)])


def field_of(sides: Sides, difference: np.ndarray) -> ColourField:
    """A field of a photo that differs by so much from a black picture around it."""
    around = np.zeros((difference.shape[0] + 2 * RIM_PX, difference.shape[1] + 2 * RIM_PX, 3))
    wanted = difference.astype(np.float32)
    return ColourField.measure(PHOTO_RECT, sides, wanted, around.astype(np.float32))


def composed(scene: Scene, photo: Photo, colours: ColourField | None = None) -> np.ndarray:
    return Compositor(scene, {DIGEST: photo}, PIXELS, [colours]).apply(generated()).rgb


@pytest.mark.parametrize("feather", [0.0, 1.0, 8.0, 20.0])
def test_pixels_off_the_feather_band_are_exact(feather: float):
    photo = noisy()
    picture = composed(scene_of(feather), photo)
    depth = int(np.ceil(feather))
    inside = slice(48 + depth, 112 - depth)
    assert np.array_equal(picture[:, inside], photo.rgb[:, depth : 64 - depth])
    outside = generated().rgb
    assert np.array_equal(picture[:, :48], outside[:, :48])
    assert np.array_equal(picture[:, 112:], outside[:, 112:])


def test_feather_goes_from_the_picture_to_the_photo():
    white = Photo(DIGEST, np.full((64, 64, 3), 255, np.uint8))
    black = Tile(CANVAS.rect, np.zeros((64, 160, 3), np.uint8))
    picture = Compositor(scene_of(16.0), {DIGEST: white}, PIXELS, [None]).apply(black).rgb
    ramp = picture[30, 48:64, 0].astype(int)
    assert ramp[0] < 3
    assert ramp[-1] > 252
    assert (np.diff(ramp) > 0).all()
    assert np.array_equal(ramp, picture[30, 96:112, 0][::-1])


def test_sides_at_the_canvas_edge_have_no_feather():
    photo = noisy()
    picture = composed(scene_of(16.0, Anchor.LEFT), photo)
    assert np.array_equal(picture[:, :48], photo.rgb[:, :48])
    assert not np.array_equal(picture[:, 48:64], photo.rgb[:, 48:])


@pytest.mark.parametrize("side", [7, 32, 64])
def test_tiles_are_crops_of_the_whole(side: int):
    field = field_of(
        Sides(top=False, bottom=False, left=True, right=True),
        np.random.default_rng(3).normal(0, 30, (16, 16, 3)),
    )
    compositor = Compositor(scene_of(9.0), {DIGEST: noisy()}, PIXELS, [field])
    whole = compositor.apply(generated()).rgb.astype(int)
    for rect in CANVAS.rect.tiles(side, side):
        tile = compositor.apply(generated(rect)).rgb
        assert np.abs(tile - whole[rect.slices_of(CANVAS.rect)]).max() <= 1


def test_light_meets_the_photo_and_fades_away():
    sides = Sides(top=False, bottom=False, left=True, right=True)
    field = field_of(sides, np.full((16, 16, 3), 40))
    grey = Tile(CANVAS.rect, np.full((64, 160, 3), 100, np.uint8))
    scene = scene_of(0.0)
    row = Compositor(scene, {DIGEST: noisy()}, PIXELS, [field]).apply(grey).rgb[30, :, 0]
    assert row[[47, 112]] == pytest.approx([140, 140], abs=1)
    assert (np.diff(row[112:].astype(int)) <= 0).all()
    assert row[159] == 100


def test_no_colour_match_leaves_the_surroundings():
    field = field_of(
        Sides(top=False, bottom=False, left=True, right=True), np.full((16, 16, 3), 40)
    )
    scene = scene_of(0.0)
    scene = replace(scene, photos=(replace(scene.photos[0], colour_match=0.0),))
    assert np.array_equal(composed(scene, noisy(), field)[:, :48], generated().rgb[:, :48])


def test_light_never_tints_wildly():
    sides = Sides(top=True, bottom=True, left=True, right=True)
    field = field_of(sides, np.full((8, 8, 3), -200))
    values = field.at(np.arange(0.0, 64.0), np.arange(0.0, 160.0))
    assert -16 < values.min() < 0


def test_photo_without_open_sides_lends_no_light():
    sides = Sides(top=False, bottom=False, left=False, right=False)
    field = field_of(sides, np.full((8, 8, 3), 9))
    assert (field.at(np.arange(5.0), np.arange(6.0)) == 0).all()


def test_missing_photo_is_left_out():
    compositor = Compositor(scene_of(4.0), {}, PIXELS, [None])
    tile = generated()
    assert compositor.apply(tile) is tile


def test_later_photos_lie_above():
    below, above = noisy(seed=1), Photo("1" * 64, noisy(seed=2).rgb)
    first = scene_of(0.0).photos[0]
    scene = Scene(CANVAS, photos=(first, replace(first, photo="1" * 64)))
    photos = {DIGEST: below, "1" * 64: above}
    picture = Compositor(scene, photos, PIXELS, [None, None]).apply(generated()).rgb
    assert np.array_equal(picture[PHOTO_RECT.slices_of(CANVAS.rect)], above.rgb)


def test_photo_beyond_the_canvas_shows_its_part():
    big = noisy(128, 320)
    placement = replace(place(DIGEST, (128.0, 320.0), CANVAS), feather_px=32.0)
    picture = composed(Scene(CANVAS, photos=(placement,)), big)
    assert np.array_equal(picture, big.rgb[32:96, 80:240])


def test_photos_are_resampled_once():
    kept = ResampledPhotos()
    scene = scene_of(3.0)
    Compositor(scene, {DIGEST: noisy()}, PIXELS, [None], kept).apply(generated())
    other = Photo(DIGEST, np.zeros((64, 64, 3), np.uint8))  # the same name: must not be looked at
    picture = Compositor(scene_of(0.0), {DIGEST: other}, PIXELS, [None], kept).apply(generated())
    assert np.array_equal(picture.rgb[:, 48:112], noisy().rgb)


def test_light_is_that_just_inside_against_just_outside():
    """A photo with dark edges: what lies beside them is to be dark, too."""
    wanted = np.full((16, 16, 3), 120, np.float32)
    wanted[:, :RIM_PX] = 80
    around = np.full((16 + 2 * RIM_PX, 16 + 2 * RIM_PX, 3), 100, np.float32)
    sides = Sides(top=False, bottom=False, left=True, right=False)
    field = ColourField.measure(PHOTO_RECT, sides, wanted, around)
    assert np.allclose(field.differences, -20)
