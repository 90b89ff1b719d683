"""Each loss against a value worked out by hand."""

import math

import pytest
import torch

from infinitygan.networks.layers import upsample_rgb
from infinitygan.training import losses


def test_hinge_of_the_discriminator():
    real = [torch.tensor([[2.0, 0.5]]), torch.tensor([[-1.0]])]
    fake = [torch.tensor([[-2.0, 0.0]]), torch.tensor([[0.5]])]
    # heads: (0 + 0.5)/2 + (0 + 1)/2 = 0.75; 2 + 1.5 = 3.5
    assert losses.hinge_discriminator(real, fake).item() == pytest.approx(2.125)


def test_hinge_of_the_generator():
    fake = [torch.tensor([[1.0, 3.0]]), torch.tensor([[-4.0]])]
    assert losses.hinge_generator(fake).item() == pytest.approx(1.0)


def test_logistic_losses():
    zero, three = torch.zeros(2), torch.full((2,), 3.0)
    expected = math.log(1 + math.exp(-3)) + math.log(2)
    assert losses.logistic_discriminator(three, zero).item() == pytest.approx(expected, rel=1e-5)
    assert losses.logistic_generator(-three).item() == pytest.approx(
        math.log(1 + math.exp(3)), rel=1e-5
    )


def test_label_distance_is_the_mean_absolute_error():
    guess, label = torch.tensor([0.5, -1.0]), torch.tensor([0.0, 1.0])
    assert losses.label_distance(guess, label).item() == pytest.approx(1.25)


def test_r1_of_a_linear_judge_is_its_squared_weight():
    weight = torch.tensor([1.0, -2.0, 2.0])[:, None, None]
    reals = torch.randn(3, 3, 2, 2, requires_grad=True)
    logits = (reals * weight).sum((1, 2, 3))
    assert losses.r1(logits, reals).item() == pytest.approx(4 * 9)


def test_path_length_of_a_linear_generator():
    """Two layers add w0 and 2 w1 to every pixel: lengths are sqrt((1 + 4) / 2) |sum of noise|."""
    ws = [torch.zeros(1, 1, requires_grad=True), torch.zeros(1, 1, requires_grad=True)]
    picture = (ws[0] + 2 * ws[1])[:, :, None, None].expand(1, 3, 2, 2)
    direction = torch.ones(1, 3, 2, 2)
    # the projection sums 12 pixels, over sqrt(4 positions)
    expected = math.sqrt((6**2 + 12**2) / 2)
    lengths = losses.path_lengths(picture, ws, direction)
    assert lengths.tolist() == pytest.approx([expected])


def test_pyramid_is_nothing_where_the_levels_agree():
    coarse = torch.arange(12.0)[None, None, :, None].expand(1, 3, 12, 12)
    assert losses.pyramid([coarse, upsample_rgb(coarse)]).item() == pytest.approx(0, abs=1e-5)


def test_pyramid_is_the_distance_between_levels():
    coarse, fine = torch.zeros(1, 3, 12, 12), torch.full((1, 3, 21, 21), 0.25)
    assert losses.pyramid([coarse, fine]).item() == pytest.approx(0.25)


def test_pyramid_moves_the_coarse_level_alone():
    coarse = torch.zeros(1, 3, 12, 12, requires_grad=True)
    fine = torch.ones(1, 3, 21, 21, requires_grad=True)
    losses.pyramid([coarse, fine]).backward()
    assert coarse.grad is not None
    assert fine.grad is None


def test_new_levels_follow_the_inherited():
    pictures = [torch.zeros(1, 3, n, n, requires_grad=True) for n in (8, 13, 23)]
    losses.pyramid([picture + n for n, picture in enumerate(pictures)], 2).backward()
    first, second, third = (picture.grad is not None for picture in pictures)
    assert (first, second, third) == (True, False, True)


def test_pyramid_of_one_level_is_nothing():
    assert losses.pyramid([torch.ones(1, 3, 5, 5)]).item() == 0


def test_diversity_is_the_mean_ratio_of_pairs():
    first_z, second_z = torch.zeros(2, 1, 2, 2), torch.full((2, 1, 2, 2), 3.0)
    first = torch.zeros(2, 1, 2, 2)
    second = torch.stack([torch.full((1, 2, 2), 1.5), torch.full((1, 2, 2), 6.0)])
    ratio = losses.structure_diversity(first_z, second_z, first, second).item()
    assert ratio == pytest.approx((3 / 1.5 + 3 / 6) / 2, rel=1e-4)


def test_diversity_stays_finite_when_pairs_collapse():
    z, same = torch.randn(2, 1, 2, 2), torch.ones(2, 1, 2, 2)
    assert losses.structure_diversity(z, -z, same, same).isfinite()


def test_feature_distance_is_relative_to_the_features_wanted():
    wanted = {2: torch.full((1, 2, 4, 4), 2.0), 4: torch.full((1, 3, 2, 2), 10.0)}
    made = {2: torch.full((1, 2, 4, 4), 3.0), 4: torch.full((1, 3, 2, 2), 7.0)}
    expected = (1 / 2.001 + 3 / 10.001) / 2
    assert losses.feature_distance(made, wanted).item() == pytest.approx(expected)


def test_features_of_nothing_are_at_a_finite_distance():
    nothing, something = {2: torch.zeros(1, 1, 2, 2)}, {2: torch.full((1, 1, 2, 2), 1e-3)}
    assert losses.feature_distance(something, nothing).item() == pytest.approx(1)


def test_coarse_distance_sees_colours_and_no_detail():
    checks = torch.tensor([[1.0, -1.0], [-1.0, 1.0]]).repeat(1, 1, 4, 4)
    flat = torch.zeros(1, 1, 8, 8)
    assert losses.coarse_distance(checks, flat) == 0
    assert losses.coarse_distance(checks + 0.25, flat) == 0.25
