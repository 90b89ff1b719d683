"""Differentiable augmentation, the same policy for real and fake.

Source: DiffAugment (Zhao et al. 2020, arXiv 2006.10738): colour, cut-out and translation; the
translation is horizontal only, since a vertical shift would contradict the vertical label.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

TRANSLATION = 0.125  # of the side
CUTOUT = 0.35  # of the side; the original 0.5 hides too much of a composition


def augment(rgb: Tensor, generator: torch.Generator) -> Tensor:
    """Augment pictures [N, 3, H, W] in [0, 1], each in its own way."""
    return _cut_out(_translate(_recolour(rgb, generator), generator), generator)


def _uniform(rgb: Tensor, generator: torch.Generator) -> Tensor:
    return torch.rand(rgb.shape[0], 1, 1, 1, generator=generator, device=rgb.device)


def _recolour(rgb: Tensor, generator: torch.Generator) -> Tensor:
    rgb = rgb + (_uniform(rgb, generator) - 0.5) * 0.5  # brightness; half the span for [0, 1]
    grey = rgb.mean(1, keepdim=True)
    rgb = (rgb - grey) * (_uniform(rgb, generator) * 2) + grey
    mean = rgb.mean((1, 2, 3), keepdim=True)
    return (rgb - mean) * (_uniform(rgb, generator) + 0.5) + mean


def _translate(rgb: Tensor, generator: torch.Generator) -> Tensor:
    side = rgb.shape[-1]
    reach = round(side * TRANSLATION)
    shift = ((_uniform(rgb, generator) * 2 - 1) * reach).round().long().flatten()
    columns = torch.arange(side, device=rgb.device) + shift[:, None] + reach
    padded = F.pad(rgb, (reach, reach), value=0.5)
    index = columns[:, None, None, :].expand(-1, rgb.shape[1], rgb.shape[2], -1)
    return padded.gather(3, index)


def _cut_out(rgb: Tensor, generator: torch.Generator) -> Tensor:
    side = rgb.shape[-1]
    size = side * CUTOUT
    index = torch.arange(side, device=rgb.device)
    centre_y = _uniform(rgb, generator) * side
    centre_x = _uniform(rgb, generator) * side
    hidden = ((index[:, None] - centre_y).abs() < size / 2) & ((index - centre_x).abs() < size / 2)
    return rgb.masked_fill(hidden, 0.5)
