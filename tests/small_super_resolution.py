"""A super-resolution training of seconds: a narrow network, random features, pictures of leaves."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import torch
from small_training import CPU
from torch import Tensor, nn
from torch.nn import functional as F

from infinitygan.networks.super_resolution import SuperResolution
from infinitygan.training.features import FeatureNetwork
from infinitygan.training.photo_heights import PhotoHeights
from infinitygan.training.photos import MINIMUM_PHOTOS, PhotoPack
from infinitygan.training.super_resolution_config import SuperResolutionConfig
from infinitygan.training.super_resolution_step import SuperResolutionStep

HEIGHT_PX, WIDTH_PX = 176, 240


class RandomEdges(FeatureNetwork):
    """Random edges at three scales, in place of ImageNet's."""

    CHANNELS: ClassVar[Mapping[int, int]] = {2: 6, 4: 6, 8: 6}

    def __init__(self) -> None:
        super().__init__()
        random = torch.Generator().manual_seed(0)
        self.kernel = nn.Parameter(torch.randn(6, 3, 2, 2, generator=random), requires_grad=False)

    def forward(self, rgb: Tensor) -> dict[int, Tensor]:
        x = F.conv2d(rgb * 2 - 1, self.kernel, stride=2) / 2
        return {stride: F.avg_pool2d(x, stride // 2) for stride in self.CHANNELS}


def hard_edged_photo(seed: int, block_px: int = 8) -> np.ndarray:
    """Paint blocks: their borders are sharper than a smooth enlargement can be."""
    random = np.random.default_rng(seed)
    blocks = random.integers(0, 256, (HEIGHT_PX // block_px, WIDTH_PX // block_px, 3), np.uint8)
    return blocks.repeat(block_px, 0).repeat(block_px, 1)


def hard_edged_photos(block_px: int = 8) -> PhotoHeights:
    photos = [hard_edged_photo(seed, block_px) for seed in range(MINIMUM_PHOTOS)]
    return PhotoHeights((PhotoPack.from_arrays(photos),))


def small_super_resolution_step(**changes: Any) -> SuperResolutionStep:
    settings = {"width": 8, "layers": 3, "batch": 4, "warm_up_images": 1, **changes}
    config = SuperResolutionConfig(**settings)
    torch.manual_seed(config.seed)
    network = SuperResolution(config.width, config.layers)
    return SuperResolutionStep(network, RandomEdges(), config, CPU)
