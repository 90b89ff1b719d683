"""The measures of a continued picture see steps, errors and nothing else."""

import numpy as np
import pytest

from infinitygan.training.outpaint_metrics import (
    BASELINES,
    border_crops,
    border_step,
    mirrored,
    psnr_db,
    step_ratio,
)


def ramp(height: int = 64, width: int = 96) -> np.ndarray:
    values = np.linspace(20, 200, width)[None, :, None]
    return np.broadcast_to(values, (height, width, 3)).astype(np.uint8)


@pytest.mark.parametrize("name", BASELINES)
def test_baselines_keep_the_known_half_and_fill_the_rest(name: str):
    known = np.random.default_rng(0).integers(0, 256, (40, 30, 3), np.uint8)
    filled = BASELINES[name](known, 77)
    assert filled.shape == (40, 77, 3)
    assert filled.dtype == np.uint8
    assert np.array_equal(filled[:, :30], known)
    assert filled[:, 30:].std() > 0


def test_mirror_meets_itself():
    known = ramp()[:, :48]
    assert np.array_equal(mirrored(known, 96)[:, 48:], known[:, ::-1])


def test_step_is_that_of_the_colours_not_of_the_texture():
    plain = np.full((64, 80, 3), 100, np.uint8)
    plain[:, 40:] = 130
    assert border_step(plain, 40) == pytest.approx(30)
    noisy = np.random.default_rng(0).integers(0, 256, (64, 4000, 3), np.uint8)
    assert border_step(noisy, 2000) < 15


def test_ratio_of_real_photos_is_one():
    assert step_ratio([ramp()], [ramp()], [48]) == pytest.approx(1.0)


def test_step_shows_in_the_ratio():
    stepped = ramp().copy()
    stepped[:, 48:] += 30
    assert step_ratio([stepped], [ramp()], [48]) > 3


def test_psnr_of_equal_and_of_known_errors():
    picture = ramp()
    assert psnr_db(picture, picture) == 99.0
    assert psnr_db(picture + 1, picture) == pytest.approx(48.13, abs=0.01)


@pytest.mark.parametrize(("height", "width"), [(64, 96), (64, 70), (5, 9), (100, 400)])
def test_crops_are_squares_inside_and_hold_what_was_made(height: int, width: int):
    picture = np.zeros((height, width, 3), np.uint8)
    border = width // 2
    picture[:, border:] = 255
    crops = border_crops(picture, border)
    assert len(crops) == 20
    assert all(crop.shape[0] == crop.shape[1] > 0 for crop in crops)
    assert all((crop == 255).any() for crop in crops)
