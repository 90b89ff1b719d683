"""Inception v3 of 2015-12-05, the network of the Frechet inception distance, up to mixed_8.

Batch norm is folded in; mixed_9, mixed_10 and so the usual 2048 features are not here.
Source: Szegedy et al. 2015 (arXiv 1512.00567).
"""

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from infinitygan.training.features import load_weights

INPUT_PX = 299


class InceptionFeatures(NamedTuple):
    """Pooled features of each picture: [B, 768] of mixed_7, [B, 1280] of mixed_8."""

    mixed_7: Tensor
    mixed_8: Tensor


class _Conv(nn.Conv2d):
    def forward(self, input: Tensor) -> Tensor:
        return F.relu(super().forward(input))


def _across(in_channels: int, out_channels: int) -> _Conv:
    return _Conv(in_channels, out_channels, (1, 7), padding=(0, 3))


def _down(in_channels: int, out_channels: int) -> _Conv:
    return _Conv(in_channels, out_channels, (7, 1), padding=(3, 0))


def _average(x: Tensor) -> Tensor:
    return F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)  # TensorFlow's 'SAME'


class _Mixed35(nn.Module):
    """Of maps of 35x35: 1x1, 5x5, two 3x3, pool."""

    def __init__(self, channels: int, pooled: int) -> None:
        super().__init__()
        self.conv = _Conv(channels, 64, 1)
        self.tower_conv, self.tower_conv_1 = _Conv(channels, 48, 1), _Conv(48, 64, 5, padding=2)
        self.tower_1_conv = _Conv(channels, 64, 1)
        self.tower_1_conv_1 = _Conv(64, 96, 3, padding=1)
        self.tower_1_conv_2 = _Conv(96, 96, 3, padding=1)
        self.tower_2_conv = _Conv(channels, pooled, 1)

    def forward(self, x: Tensor) -> Tensor:
        wide = self.tower_conv_1(self.tower_conv(x))
        deep = self.tower_1_conv_2(self.tower_1_conv_1(self.tower_1_conv(x)))
        return torch.cat([self.conv(x), wide, deep, self.tower_2_conv(_average(x))], 1)


class _Reduce35(nn.Module):
    """35x35 to 17x17."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = _Conv(288, 384, 3, 2)
        self.tower_conv, self.tower_conv_1 = _Conv(288, 64, 1), _Conv(64, 96, 3, padding=1)
        self.tower_conv_2 = _Conv(96, 96, 3, 2)

    def forward(self, x: Tensor) -> Tensor:
        tower = self.tower_conv_2(self.tower_conv_1(self.tower_conv(x)))
        return torch.cat([self.conv(x), tower, F.max_pool2d(x, 3, 2)], 1)


class _Mixed17(nn.Module):
    """Of maps of 17x17: 1x1, a row and a column, the same twice, pool."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = _Conv(768, 192, 1)
        self.tower_conv, self.tower_conv_1 = _Conv(768, width, 1), _across(width, width)
        self.tower_conv_2 = _down(width, 192)
        self.tower_1_conv, self.tower_1_conv_1 = _Conv(768, width, 1), _down(width, width)
        self.tower_1_conv_2, self.tower_1_conv_3 = _across(width, width), _down(width, width)
        self.tower_1_conv_4 = _across(width, 192)
        self.tower_2_conv = _Conv(768, 192, 1)

    def forward(self, x: Tensor) -> Tensor:
        single = self.tower_conv_2(self.tower_conv_1(self.tower_conv(x)))
        double = self.tower_1_conv_2(self.tower_1_conv_1(self.tower_1_conv(x)))
        double = self.tower_1_conv_4(self.tower_1_conv_3(double))
        return torch.cat([self.conv(x), single, double, self.tower_2_conv(_average(x))], 1)


class _Reduce17(nn.Module):
    """17x17 to 8x8."""

    def __init__(self) -> None:
        super().__init__()
        self.tower_conv, self.tower_conv_1 = _Conv(768, 192, 1), _Conv(192, 320, 3, 2)
        self.tower_1_conv, self.tower_1_conv_1 = _Conv(768, 192, 1), _across(192, 192)
        self.tower_1_conv_2, self.tower_1_conv_3 = _down(192, 192), _Conv(192, 192, 3, 2)

    def forward(self, x: Tensor) -> Tensor:
        tower = self.tower_1_conv_2(self.tower_1_conv_1(self.tower_1_conv(x)))
        pooled = F.max_pool2d(x, 3, 2)
        return torch.cat(
            [self.tower_conv_1(self.tower_conv(x)), self.tower_1_conv_3(tower), pooled], 1
        )


class Inception(nn.Module):
    """The judge of pictures; no part of it trains anything."""

    FILE_NAME = "inception_2015_to_mixed8.fp16.safetensors"

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.conv_1 = _Conv(3, 32, 3, 2), _Conv(32, 32, 3)
        self.conv_2, self.conv_3 = _Conv(32, 64, 3, padding=1), _Conv(64, 80, 1)
        self.conv_4 = _Conv(80, 192, 3)
        self.mixed, self.mixed_1 = _Mixed35(192, 32), _Mixed35(256, 64)
        self.mixed_2, self.mixed_3 = _Mixed35(288, 64), _Reduce35()
        self.mixed_4, self.mixed_5 = _Mixed17(128), _Mixed17(160)
        self.mixed_6, self.mixed_7 = _Mixed17(160), _Mixed17(192)
        self.mixed_8 = _Reduce17()

    @classmethod
    def load(cls, directory: Path) -> "Inception":
        """Load the frozen network from the folder of its weights.

        Raises: FeatureNetworkError: if the weights are missing or do not fit.
        """
        network = cls()
        load_weights(network, directory, cls.FILE_NAME)
        return network

    def forward(self, rgb: Tensor) -> InceptionFeatures:
        """Judge pictures [B, 3, H, W] in [0, 1], resized as they are to 299x299."""
        size = (INPUT_PX, INPUT_PX)
        x = 2 * F.interpolate(rgb, size, mode="bilinear", align_corners=False) - 1
        x = F.max_pool2d(self.conv_2(self.conv_1(self.conv(x))), 3, 2)
        x = F.max_pool2d(self.conv_4(self.conv_3(x)), 3, 2)
        x = self.mixed_3(self.mixed_2(self.mixed_1(self.mixed(x))))
        x = self.mixed_7(self.mixed_6(self.mixed_5(self.mixed_4(x))))
        return InceptionFeatures(x.mean((2, 3)), self.mixed_8(x).mean((2, 3)))
