"""The fast recipe's discriminator: what is frozen, what is normalised, what knows the label."""

import pytest
import torch

from infinitygan.networks.projected_discriminator import ProjectedDiscriminator

Features = dict[int, torch.Tensor]

CHANNELS = {4: 3, 8: 5, 16: 6, 32: 7}


@pytest.fixture
def judge() -> ProjectedDiscriminator:
    torch.manual_seed(0)
    return ProjectedDiscriminator(CHANNELS, width=8)


@pytest.fixture
def features() -> Features:
    torch.manual_seed(1)
    return {stride: torch.randn(2, c, 96 // stride, 96 // stride) for stride, c in CHANNELS.items()}


def test_each_scale_and_the_pixels_judge(judge: ProjectedDiscriminator, features: Features):
    logits = judge(torch.rand(2, 3, 53, 53), features, torch.zeros(2))
    assert len(logits) == 5
    assert all(logit.shape[0] == 2 and logit.shape[1] > 1 for logit in logits)


def test_the_label_moves_every_head_but_that_of_the_pixels(
    judge: ProjectedDiscriminator, features: Features
):
    rgb = torch.rand(2, 3, 53, 53)
    judge.eval()
    top = judge(rgb, features, torch.full((2,), -1.0))
    bottom = judge(rgb, features, torch.full((2,), 1.0))
    assert [torch.equal(a, b) for a, b in zip(top, bottom, strict=True)] == [False] * 4 + [True]


def test_the_random_mixing_is_frozen_and_reaches_down(
    judge: ProjectedDiscriminator, features: Features
):
    assert not [p for p in judge.mixing.parameters() if p.requires_grad]
    before = judge.mixing(features)
    after = judge.mixing(features | {32: features[32] + 1})
    assert all(not torch.equal(before[stride], after[stride]) for stride in CHANNELS)


def test_pictures_are_judged_one_by_one(judge: ProjectedDiscriminator, features: Features):
    """No batch statistics: alone or in company, a picture gets the same logits."""
    rgb = torch.rand(2, 3, 53, 53)
    judge.eval()
    both = judge(rgb, features, torch.zeros(2))
    alone = judge(rgb[:1], {s: f[:1] for s, f in features.items()}, torch.zeros(1))
    for together, single in zip(both, alone, strict=True):
        torch.testing.assert_close(together[:1], single, rtol=1e-4, atol=1e-5)


def test_weights_converge_to_a_spectral_norm_of_one(
    judge: ProjectedDiscriminator, features: Features
):
    for _ in range(30):
        judge(torch.rand(2, 3, 53, 53), features, torch.zeros(2))
    convolution = judge.pixels[2]
    assert isinstance(convolution, torch.nn.Conv2d)
    weight = convolution.weight.flatten(1)
    assert torch.linalg.matrix_norm(weight, 2).item() == pytest.approx(1, abs=0.05)


def test_the_spectral_norm_is_taken_in_full_precision(
    judge: ProjectedDiscriminator, features: Features
):
    rgb = torch.rand(2, 3, 53, 53)
    judge.eval()
    exact = judge(rgb, features, torch.zeros(2))
    with torch.autocast("cpu", torch.bfloat16):
        rough = judge(rgb, features, torch.zeros(2))
    for a, b in zip(exact, rough, strict=True):
        torch.testing.assert_close(a, b.float(), rtol=0.1, atol=0.1)
