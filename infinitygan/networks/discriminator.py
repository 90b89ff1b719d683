"""The discriminator of the paper's recipe: StyleGAN2's residual network, with two heads.

Source: Karras et al. 2020 (arXiv 1912.04958); the vertical-coordinate head is InfinityGAN's.
"""

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from infinitygan.networks.layers import GAIN, EqualLinear, activate, blur

SMALLEST_SIDE = 5  # blocks halve the picture while it is larger
DEVIATION_GROUP = 4  # pictures whose standard deviation is taken together
WIDEST = 4  # times the width of the first block


class Judgement(NamedTuple):
    """What the discriminator says of each picture: [B] real or not, and [B] its vertical label."""

    logit: Tensor
    label: Tensor


class EqualConv(nn.Module):
    """A convolution with equalised learning rate that keeps the size, or halves it."""

    def __init__(self, in_channels: int, out_channels: int, kernel: int, stride: int = 1) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_channels, in_channels, kernel, kernel))
        self.bias = nn.Parameter(torch.zeros(out_channels))
        self.scale = 1 / math.sqrt(in_channels * kernel**2)
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:
        """Map [B, in, H, W] to [B, out, ceil(H / stride), ceil(W / stride)]."""
        padding = self.weight.shape[-1] // 2
        return F.conv2d(x, self.weight * self.scale, self.bias, self.stride, padding)


def _smoothed(x: Tensor) -> Tensor:
    return blur(F.pad(x, (1, 1, 1, 1), mode="replicate"), 1.0)


class ResidualBlock(nn.Module):
    """Two convolutions and a shortcut; halves the size."""

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        self.first = EqualConv(in_channels, in_channels, 3)
        self.second = EqualConv(in_channels, out_channels, 3, stride=2)
        self.shortcut = EqualConv(in_channels, out_channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Map [B, in, H, W] to [B, out, ceil(H / 2), ceil(W / 2)]."""
        y = activate(self.first(x) * GAIN)
        y = activate(self.second(_smoothed(y)) * GAIN)
        return (y + self.shortcut(_smoothed(x)[..., ::2, ::2])) / GAIN


def with_deviation(x: Tensor) -> Tensor:
    """Append a channel: the mean standard deviation over the group of four of each picture.

    Raises: ValueError: if the batch is no multiple of the group, or smaller.
    """
    group = min(DEVIATION_GROUP, x.shape[0])
    if x.shape[0] % group:
        raise ValueError(f"the batch of a process must be a multiple of {group}, not {x.shape[0]}")
    grouped = x.float().reshape(-1, group, *x.shape[1:])
    variance = grouped.var(1, unbiased=False)
    deviation = (variance + 1e-8).sqrt().mean((1, 2, 3)).repeat_interleave(group)
    channel = deviation[:, None, None, None].expand(-1, 1, *x.shape[-2:])
    return torch.cat([x, channel.to(x.dtype)], 1)


class PatchDiscriminator(nn.Module):
    """Residual blocks down to a few pixels, the deviation of the batch, and two heads."""

    def __init__(self, patch_px: int, width: int) -> None:
        super().__init__()
        self.from_rgb = EqualConv(3, width, 1)
        blocks: list[ResidualBlock] = []
        side, channels = patch_px, width
        while side > SMALLEST_SIDE:
            wider = min(2 * channels, WIDEST * width)
            blocks.append(ResidualBlock(channels, wider))
            side, channels = -(-side // 2), wider
        self.blocks = nn.Sequential(*blocks)
        self.last = EqualConv(channels + 1, channels, 3)
        self.dense = EqualLinear(channels * side**2, channels)
        self.heads = EqualLinear(channels, 2)

    def forward(self, rgb: Tensor) -> Judgement:
        """Judge pictures [B, 3, side, side] in [-1, 1], the side being that of construction."""
        x = self.blocks(activate(self.from_rgb(rgb) * GAIN))
        x = activate(self.last(with_deviation(x)) * GAIN)
        x = activate(self.dense(x.flatten(1)) * GAIN)
        logit, label = self.heads(x).float().unbind(1)
        return Judgement(logit, label)
