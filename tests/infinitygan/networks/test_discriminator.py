"""The paper recipe's discriminator: sizes, the deviation channel, and its gradients."""

import pytest
import torch

from infinitygan.networks.discriminator import (
    EqualConv,
    PatchDiscriminator,
    ResidualBlock,
    with_deviation,
)


@pytest.fixture(autouse=True)
def _seeded():
    torch.manual_seed(0)


@pytest.mark.parametrize("side", [5, 17, 53, 101])
def test_any_patch_size_gets_two_numbers_a_picture(side: int):
    judge = PatchDiscriminator(side, width=4)
    logit, label = judge(torch.randn(4, 3, side, side))
    assert logit.shape == label.shape == (4,)


def test_blocks_widen_four_times_and_no_more():
    judge = PatchDiscriminator(101, width=4)
    widths = [b.second.weight.shape[0] for b in judge.blocks if isinstance(b, ResidualBlock)]
    assert widths == [8, 16, 16, 16, 16]


@pytest.mark.parametrize("side", [8, 9])
def test_a_block_halves_the_size_upwards(side: int):
    half = -(-side // 2)
    assert ResidualBlock(3, 5)(torch.zeros(1, 3, side, side)).shape == (1, 5, half, half)


def test_deviation_is_that_of_each_group_of_four():
    x = torch.zeros(8, 2, 3, 3)
    x[4:] = torch.tensor([0.0, 2.0, 0.0, 2.0])[:, None, None, None]
    channel = with_deviation(x)[:, 2]
    torch.testing.assert_close(channel[:4], torch.full((4, 3, 3), 1e-4))
    torch.testing.assert_close(channel[4:], torch.ones(4, 3, 3))


def test_a_small_batch_is_one_group():
    assert with_deviation(torch.randn(2, 1, 2, 2)).shape == (2, 2, 2, 2)


def test_a_batch_that_does_not_part_is_refused():
    with pytest.raises(ValueError, match="multiple of 4, not 6"):
        with_deviation(torch.zeros(6, 1, 2, 2))


def test_equal_convolution_keeps_the_variance():
    y = EqualConv(32, 32, 3)(torch.randn(4, 32, 20, 20))
    assert y[..., 2:-2, 2:-2].std().item() == pytest.approx(1, abs=0.1)


def test_gradients_of_gradients_reach_the_weights():
    judge = PatchDiscriminator(9, width=4)
    reals = torch.randn(4, 3, 9, 9, requires_grad=True)
    (gradient,) = torch.autograd.grad(judge(reals).logit.sum(), [reals], create_graph=True)
    gradient.square().sum().backward()
    assert judge.from_rgb.weight.grad is not None
    assert judge.from_rgb.weight.grad.abs().max() > 0
