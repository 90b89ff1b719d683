"""Losses as pure functions of logits, pictures and features."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.networks.layers import downsample_rgb


def hinge_discriminator(real: Sequence[Tensor], fake: Sequence[Tensor]) -> Tensor:
    """Mean over the heads of relu(1 - real) + relu(1 + fake) (Lim and Ye 2017, arXiv 1705.02894)."""
    terms = [F.relu(1 - r).mean() + F.relu(1 + f).mean() for r, f in zip(real, fake, strict=True)]
    return torch.stack(terms).mean()


def hinge_generator(fake: Sequence[Tensor]) -> Tensor:
    """Mean over the heads of -logit."""
    return -torch.stack([logit.mean() for logit in fake]).mean()


def pyramid(pictures: Sequence[Tensor]) -> Tensor:
    """L1 between the picture after each level and the next finer one, shrunk and held fixed.

    Args:
        pictures: [B, 3, H, W] after each level, all windows starting at index 0.
    """
    terms: list[Tensor] = []
    for coarse, fine in zip(pictures[:-1], pictures[1:], strict=True):
        target = downsample_rgb(fine.detach())
        height, width = target.shape[-2:]
        terms.append(F.l1_loss(coarse[..., 2 : 2 + height, 2 : 2 + width], target))
    return torch.stack(terms).mean() if terms else pictures[0].new_zeros(())


def structure_diversity(
    first_z_l: Tensor, second_z_l: Tensor, first: Tensor, second: Tensor
) -> Tensor:
    """Mode-seeking diversity |z_l1 - z_l2| / |z_S1 - z_S2| of pairs that share all but z_l.

    Source: InfinityGAN (arXiv 2104.03963), after Mao et al. 2019 (arXiv 1903.05628).
    """
    distance = (first - second).abs().mean()
    return (first_z_l - second_z_l).abs().mean() / (distance + 1e-5)
