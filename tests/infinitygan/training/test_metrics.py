"""Distances between sets against values known in closed form."""

import pytest
import torch
from torch import Tensor

from infinitygan.training.metrics import (
    LabelRegressor,
    frechet_distance,
    kernel_distance,
    mean_distance,
    precision_recall,
    seam_energy,
)


def normals(count: int, dims: int, seed: int = 0) -> Tensor:
    random = torch.Generator().manual_seed(seed)
    return torch.randn(count, dims, generator=random, dtype=torch.float64)


def test_frechet_of_a_set_and_itself_is_nothing():
    points = normals(50, 6)
    assert frechet_distance(points, points) == pytest.approx(0, abs=1e-9)


def test_frechet_of_a_shift_is_its_squared_length():
    points = normals(50, 3)
    shift = torch.tensor([1.0, -2.0, 2.0], dtype=torch.float64)
    assert frechet_distance(points, points + shift) == pytest.approx(9)


def test_frechet_of_a_scaling_is_the_difference_of_deviations():
    points = normals(200, 4)
    points = points - points.mean(0)
    expected = points.T.cov().trace().item()  # (2 - 1)^2 of each variance
    assert frechet_distance(points, 2 * points) == pytest.approx(expected)


def test_frechet_is_symmetric_also_with_fewer_points_than_dimensions():
    first, second = normals(10, 20), normals(12, 20, seed=1) * 1.5
    forth, back = frechet_distance(first, second), frechet_distance(second, first)
    assert forth == pytest.approx(back, rel=1e-6)
    assert forth > 0


def test_kernel_distance_by_hand():
    first = torch.tensor([[0.0], [1.0]], dtype=torch.float64)
    second = torch.tensor([[1.0], [2.0]], dtype=torch.float64)
    # pairs: k(0,1) = 1; k(1,2) = 27; between: (1 + 1 + 8 + 27) / 4
    assert kernel_distance(first, second) == pytest.approx(1000 * (1 + 27 - 2 * 37 / 4))


def test_kernel_distance_of_like_sets_is_near_nothing_and_grows_with_a_shift():
    first, second = normals(300, 8), normals(300, 8, seed=1)
    near = kernel_distance(first, second)
    far = kernel_distance(first, second + 1)
    assert abs(near) < 100
    assert far > 1000


def test_precision_and_recall_of_one_mode_of_two():
    left, right = normals(60, 2), normals(60, 2, seed=1) + 100
    real = torch.cat([left, right])
    fake = normals(60, 2, seed=2)
    precision, recall = precision_recall(real, fake)
    assert precision > 0.8
    assert recall == pytest.approx(0.45, abs=0.1)  # the right mode is never reached


def test_fakes_far_away_have_neither():
    assert precision_recall(normals(20, 3), normals(20, 3, seed=1) + 50) == (0, 0)


def test_mean_distance_of_a_triangle():
    corners = torch.tensor([[0.0, 0.0], [3.0, 0.0], [0.0, 4.0]], dtype=torch.float64)
    assert mean_distance(corners) == pytest.approx((3 + 4 + 5) / 3)


def test_labels_are_guessed_from_features_that_hold_them():
    features = normals(400, 5)
    labels = torch.tanh(features[:, 2]) * 0.5
    regressor = LabelRegressor(features, labels)
    others = normals(200, 5, seed=1)
    right = regressor.error(others, torch.tanh(others[:, 2]) * 0.5)
    wrong = regressor.error(others, -torch.tanh(others[:, 2]) * 0.5)
    assert right < 0.2 < wrong


def test_guesses_stay_within_the_labels():
    features = normals(50, 2)
    regressor = LabelRegressor(features, features[:, 0])
    assert regressor.error(features * 1000, features[:, 0].sign()) < 0.5


def test_seam_energy_of_noise_is_one_and_of_a_seam_more():
    rgb = torch.rand(2, 3, 48, 64, generator=torch.Generator().manual_seed(0))
    assert seam_energy(rgb, 16) == pytest.approx(1, abs=0.05)
    rgb[..., 16:] += 1.0
    assert seam_energy(rgb, 16) > 1.2


def test_seam_energy_sees_rows_as_well_as_columns():
    flat = torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    flat[..., 16:, :] += 3.0
    assert seam_energy(flat, 16) > 1.5
