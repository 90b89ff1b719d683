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
_QUANTILES = 48


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
    """Compare what pictures show at each height, wherever it lies there.

    Cuts both into horizontal strips and compares the sorted values of each strip and channel: the
    one-dimensional Wasserstein distance, of the colours and of the sizes of the gradients.

    Args:
        made: [1, 3, H, W].
        wanted: [1, 3, H', W'].
        strips: how many; fewer if the pictures are low.
    """
    count = min(strips, made.shape[-2] - 1, wanted.shape[-2] - 1)
    if count < 1 or min(made.shape[-1], wanted.shape[-1]) < 2:  # there are no gradients
        return F.l1_loss(made.mean((2, 3)), wanted.mean((2, 3)))
    total = made.new_zeros(())
    for ours, theirs in zip(_with_edges(made), _with_edges(wanted), strict=True):
        pairs = zip(_cut(ours, count), _cut(theirs, count), strict=True)
        for our_strip, their_strip in pairs:
            total = total + F.l1_loss(_sorted(our_strip), _sorted(their_strip))
    return total / count


def _with_edges(picture: Tensor) -> tuple[Tensor, ...]:
    down, across = _gradients(picture)
    return picture, torch.cat([down[..., :, :-1].abs(), across[..., :-1, :].abs()], 1)


def _cut(picture: Tensor, strips: int) -> list[Tensor]:
    rows = [index * picture.shape[-2] // strips for index in range(strips + 1)]
    return [picture[..., start:stop, :] for start, stop in pairwise(rows)]


def _sorted(strip: Tensor) -> Tensor:
    """Return evenly spaced values of the sorted strip, a channel each; [C, QUANTILES]."""
    values = strip[0].flatten(1).sort(dim=1).values
    places = torch.linspace(0, values.shape[1] - 1, _QUANTILES, device=strip.device)
    return values[:, places.long()]
