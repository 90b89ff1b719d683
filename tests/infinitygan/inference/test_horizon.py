"""The horizon of a photo is where its two parts meet, whatever single things stand in between."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infinitygan.geometry import Size
from infinitygan.inference.horizon import find_horizon, with_horizon
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_placement import Anchor, fit_height, place
from infinitygan.scene import Scene

DIGEST = "0" * 64


def landscape(share: float, height: int = 200, width: int = 300, seed: int = 0) -> np.ndarray:
    """A sky that fades downward over rough ground."""
    random = np.random.default_rng(seed)
    sky = np.linspace(120, 230, height)[:, None, None] + np.array([-40, 0, 25])
    picture = np.broadcast_to(sky, (height, width, 3)) + random.normal(0, 2, (height, width, 3))
    ground = np.array([70, 95, 40]) + random.normal(0, 25, (height, width, 1))
    row = round(share * height)
    picture[row:] = ground[row:]
    return np.clip(picture, 0, 255).astype(np.uint8)


@given(share=st.floats(0.15, 0.85), seed=st.integers(0, 99))
@settings(deadline=None, max_examples=20)
def test_horizon_is_where_ground_begins(share: float, seed: int):
    found = find_horizon(Photo(DIGEST, landscape(share, seed=seed)))
    assert found == pytest.approx(share, abs=0.02)


def test_tower_does_not_move_the_horizon():
    picture = landscape(0.5)
    picture[30:100, 200:240] = 20
    assert find_horizon(Photo(DIGEST, picture)) == pytest.approx(0.5, abs=0.02)


def test_slope_counts_by_its_middle():
    picture, ground = landscape(0.0), landscape(0.99)
    for column in range(picture.shape[1]):
        row = 60 + column * 80 // picture.shape[1]
        picture[:row, column] = ground[:row, column]
    assert find_horizon(Photo(DIGEST, picture)) == pytest.approx(0.5, abs=0.06)


@pytest.mark.parametrize("picture", [landscape(0.0), np.full((90, 120, 3), 140, np.uint8)])
def test_picture_of_one_kind_has_no_horizon(picture: np.ndarray):
    assert find_horizon(Photo(DIGEST, picture)) is None


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1), (20, 2000)])
def test_odd_sizes_are_no_error(size: tuple[int, int]):
    photo = Photo(DIGEST, np.zeros((*size, 3), np.uint8))
    assert find_horizon(photo) is None


def test_scene_gets_the_photos_horizon_where_the_photo_lies():
    canvas = Size(400, 1200)
    scene = Scene(canvas)
    low = place(DIGEST, (200.0, 300.0), canvas, Anchor.BOTTOM)
    assert with_horizon(scene, low, 0.25).horizon == pytest.approx((200 + 50) / 400 - 0.5)
    whole = place(DIGEST, fit_height(Size(200, 300), canvas), canvas)
    assert with_horizon(scene, whole, 0.5).horizon == 0.0
    assert with_horizon(Scene(canvas, scene_height_px=200), low, 1.0).horizon == 0.5
