"""How far a generated picture is from a photo: colours and edges at many scales, and texture.

Needs no trained network, so that nothing has to come with the program but the generator.
"""

from itertools import pairwise

import torch
from torch import Tensor
from torch.nn import functional as F

MAX_SCALES = 6
LEAST_SIDE_PX = 4
GRADIENT_WEIGHT = 1.0
TEXTURE_WEIGHT = 1.0
_TEXTURE_WINDOW_PX = 6


def picture_distance(made: Tensor, wanted: Tensor) -> Tensor:
    """Compare pictures [B, 3, H, W] in [-1, 1] of any sides.

    At each scale: L1 of the colours; L1 of the gradients, which holds edges in place; and L1 of the
    local mean of the gradients' size, which asks for texture where its exact place cannot be had.
    """
    total = made.new_zeros(())
    for _ in range(MAX_SCALES):
        total = total + F.l1_loss(made, wanted)
        if min(made.shape[-2:]) > 1:
            total = total + _edge_distance(made, wanted)
        if min(made.shape[-2:]) < 2 * LEAST_SIDE_PX:
            break
        made, wanted = F.avg_pool2d(made, 2), F.avg_pool2d(wanted, 2)
    return total


def _edge_distance(made: Tensor, wanted: Tensor) -> Tensor:
    total = made.new_zeros(())
    for ours, theirs in zip(_gradients(made), _gradients(wanted), strict=True):
        total = total + GRADIENT_WEIGHT * F.l1_loss(ours, theirs)
        total = total + TEXTURE_WEIGHT * F.l1_loss(_local_size(ours), _local_size(theirs))
    return total


def _gradients(picture: Tensor) -> tuple[Tensor, Tensor]:
    return picture.diff(dim=-2), picture.diff(dim=-1)


def _local_size(gradient: Tensor) -> Tensor:
    height, width = gradient.shape[-2:]
    window = (min(_TEXTURE_WINDOW_PX, height), min(_TEXTURE_WINDOW_PX, width))
    return F.avg_pool2d(
        gradient.abs(), window, stride=(max(window[0] // 2, 1), max(window[1] // 2, 1))
    )


def strip_distance(made: Tensor, wanted: Tensor, strips: int) -> Tensor:
    """Compare what pictures of one height show at each height, wherever it lies.

    Cuts both into horizontal strips and compares the sorted values of each strip and channel: the
    one-dimensional Wasserstein distance, of the colours and of the sizes of the gradients.

    Args:
        made: [B, 3, H, W].
        wanted: [1, 3, H, W'].
        strips: how many; fewer if the pictures are low.
    """
    total = made.new_zeros(())
    for ours, theirs in zip(_with_edges(made), _with_edges(wanted), strict=True):
        rows = torch.linspace(0, ours.shape[-2], min(strips, ours.shape[-2]) + 1).long().tolist()
        for start, stop in pairwise(rows):
            total = total + _sorted_distance(ours[..., start:stop, :], theirs[..., start:stop, :])
    return total / strips


def _with_edges(picture: Tensor) -> tuple[Tensor, ...]:
    down, across = _gradients(picture)
    return (picture, F.pad(down.abs(), (0, 0, 0, 1)), F.pad(across.abs(), (0, 1, 0, 0)))


def _sorted_distance(ours: Tensor, theirs: Tensor) -> Tensor:
    points = torch.linspace(0, 1, 64, device=ours.device)
    return F.l1_loss(
        torch.quantile(ours.transpose(0, 1).flatten(1), points, dim=1),
        torch.quantile(theirs.transpose(0, 1).flatten(1), points, dim=1),
    )
