"""Differentiable augmentation, the same policy for real and fake.

Source: DiffAugment (Zhao et al. 2020, arXiv 2006.10738): colour, cut-out and translation; the
translation is horizontal only, since a vertical shift would contradict the vertical label.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

CHANCES = 6  # random numbers that a picture takes
TRANSLATION = 0.125  # of the side
CUTOUT = 0.35  # of the side; the original 0.5 hides too much of a composition


def augment(rgb: Tensor, chances: Tensor) -> Tensor:
    """Augment pictures [N, 3, H, W] in [0, 1], each in its own way.

    Args:
        rgb: the pictures.
        chances: [6, N] uniform in [0, 1).
    """
    brightness, saturation, contrast, shift, hole_y, hole_x = chances[:, :, None, None, None]
    rgb = _recolour(rgb, brightness, saturation, contrast)
    return _cut_out(_translate(rgb, shift), hole_y, hole_x)


def _recolour(rgb: Tensor, brightness: Tensor, saturation: Tensor, contrast: Tensor) -> Tensor:
    rgb = rgb + (brightness - 0.5) * 0.5  # half of DiffAugment's span in [-1, 1]
    grey = rgb.mean(1, keepdim=True)
    rgb = (rgb - grey) * (saturation * 2) + grey
    mean = rgb.mean((1, 2, 3), keepdim=True)
    return (rgb - mean) * (contrast + 0.5) + mean


def _translate(rgb: Tensor, shift: Tensor) -> Tensor:
    side = rgb.shape[-1]
    reach = round(side * TRANSLATION)
    columns = torch.arange(side, device=rgb.device)
    index = columns + ((shift * 2 - 1) * reach).round().long() + reach
    padded = F.pad(rgb, (reach, reach), value=0.5)
    return padded.gather(3, index.expand(-1, rgb.shape[1], rgb.shape[2], -1))


def _cut_out(rgb: Tensor, hole_y: Tensor, hole_x: Tensor) -> Tensor:
    side = rgb.shape[-1]
    reach = side * CUTOUT / 2
    index = torch.arange(side, device=rgb.device)
    hidden_rows = (index[:, None] - hole_y * side).abs() < reach
    hidden_columns = (index - hole_x * side).abs() < reach
    return rgb.masked_fill(hidden_rows & hidden_columns, 0.5)
