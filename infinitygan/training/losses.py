"""Losses as pure functions of logits, pictures and features."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.networks.layers import downsample_rgb

LEAST_FEATURE = 1e-3  # so that features of nothing divide by no 0


def hinge_discriminator(real: Sequence[Tensor], fake: Sequence[Tensor]) -> Tensor:
    """Mean over heads of relu(1 - real) + relu(1 + fake) (Lim and Ye 2017, arXiv 1705.02894)."""
    terms = [
        F.relu(1 - r.float()).mean() + F.relu(1 + f.float()).mean()
        for r, f in zip(real, fake, strict=True)
    ]
    return torch.stack(terms).mean()


def hinge_generator(fake: Sequence[Tensor]) -> Tensor:
    """Mean over the heads of -logit."""
    return -torch.stack([logit.float().mean() for logit in fake]).mean()


def logistic_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """Mean of softplus(-real) + softplus(fake) (Goodfellow et al. 2014, arXiv 1406.2661)."""
    return F.softplus(-real.float()).mean() + F.softplus(fake.float()).mean()


def logistic_generator(fake: Tensor) -> Tensor:
    """Mean of softplus(-fake): the non-saturating form."""
    return F.softplus(-fake.float()).mean()


def label_distance(guess: Tensor, label: Tensor) -> Tensor:
    """Mean of |y^ - y|, InfinityGAN's auxiliary loss of the vertical coordinate."""
    return F.l1_loss(guess.float(), label)


def r1(logits: Tensor, reals: Tensor) -> Tensor:
    """Mean squared length of the logit's gradient at real pictures (arXiv 1801.04406)."""
    (gradient,) = torch.autograd.grad(logits.sum(), [reals], create_graph=True)
    return gradient.square().sum((1, 2, 3)).mean()


def path_lengths(picture: Tensor, ws: Sequence[Tensor], direction: Tensor) -> Tensor:
    """Return how far each picture moves per unit of style in a random direction (arXiv 1912.04958).

    Args:
        picture: [B, 3, H, W], made of the styles.
        ws: one w [B, D] a layer.
        direction: [B, 3, H, W] normal noise.

    Returns: [B], the square root of the mean over layers of the squared gradient lengths.
    """
    pixels = picture.shape[-2] * picture.shape[-1]
    projected = (picture * direction).sum() / pixels**0.5
    gradients = torch.autograd.grad(projected, list(ws), create_graph=True)
    return torch.stack(gradients).square().sum(2).mean(0).sqrt()


def pyramid(pictures: Sequence[Tensor], inherited_levels: int = 0) -> Tensor:
    """L1 between the picture after each level and the next finer one, shrunk.

    The finer one is held fixed, and the coarser follows: a preview is true to the whole. Upward
    from the last inherited level the coarser one is held, so that new levels only refine.

    Args:
        pictures: [B, 3, H, W] after each level, all windows starting at index 0.
        inherited_levels: that a smaller generator brought along; 0 for none.
    """
    terms: list[Tensor] = []
    for level, (coarse, fine) in enumerate(pairwise(pictures), 1):
        refines = 0 < inherited_levels <= level
        target = downsample_rgb(fine if refines else fine.detach())
        height, width = target.shape[-2:]
        seen = coarse[..., 2 : 2 + height, 2 : 2 + width]
        terms.append(F.l1_loss(seen.detach() if refines else seen, target))
    return torch.stack(terms).mean() if terms else pictures[0].new_zeros(())


def structure_diversity(
    first_z_l: Tensor, second_z_l: Tensor, first: Tensor, second: Tensor
) -> Tensor:
    """Mode-seeking diversity |z_l1 - z_l2| / |z_S1 - z_S2| of pairs that share all but z_l.

    Source: InfinityGAN (arXiv 2104.03963), after Mao et al. 2019 (arXiv 1903.05628).
    """
    moved = (first_z_l - second_z_l).abs().mean((1, 2, 3))
    answered = (first - second).abs().mean((1, 2, 3))
    return (moved / (answered + 1e-5)).mean()


def feature_distance(made: Mapping[int, Tensor], wanted: Mapping[int, Tensor]) -> Tensor:
    """Mean over feature maps of their L1 distance, as a part of the mean size of those wanted.

    Source: the perceptual loss of SRGAN (arXiv 1609.04802), here on early, absolute features.
    """
    terms = [
        F.l1_loss(made[name], feature) / (feature.abs().mean() + LEAST_FEATURE)
        for name, feature in wanted.items()
    ]
    return torch.stack(terms).mean()


def coarse_distance(made: Tensor, wanted: Tensor) -> Tensor:
    """Mean distance of pictures [B, C, H, W] at half their size: of colours, without detail."""
    return F.l1_loss(F.avg_pool2d(made, 2), F.avg_pool2d(wanted, 2))
