"""A training of seconds: a tiny generator, random features, and landscapes of two colours."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from infinitygan.config import GeneratorConfig
from infinitygan.networks.generator import Generator
from infinitygan.training.adversarial_step import ALONE
from infinitygan.training.fast_step import FastStep
from infinitygan.training.features import FeatureNetwork
from infinitygan.training.paper_step import PaperStep
from infinitygan.training.photos import PhotoPack
from infinitygan.training.recipes import RECIPES, Recipe, TrainingConfig
from infinitygan.training.step import TrainingStep
from infinitygan.training.workers import Workers

SMALL = GeneratorConfig(
    levels=1,
    texture_widths=(12, 8),
    structure_width=12,
    structure_layers=2,
    structure_kernel=3,
    local_latent_channels=4,
    style_dims=8,
    mapping_layers=1,
    scene_cells=12,
)
CPU = torch.device("cpu")
BLUE, GREEN = (40, 90, 220), (60, 160, 50)


class RandomFeatures(FeatureNetwork):
    """Random colours and edges at four scales, in place of ImageNet's."""

    CHANNELS: ClassVar[Mapping[int, int]] = {4: 6, 8: 6, 16: 6, 32: 6}

    def __init__(self) -> None:
        super().__init__()
        random = torch.Generator().manual_seed(0)
        self.kernel = nn.Parameter(torch.randn(6, 3, 4, 4, generator=random), requires_grad=False)

    def forward(self, rgb: Tensor) -> dict[int, Tensor]:
        x = F.conv2d(rgb * 2 - 1, self.kernel, stride=4) / 4
        return {stride: F.avg_pool2d(x, stride // 4) for stride in self.CHANNELS}


def small_training(recipe: Recipe, **changes: Any) -> TrainingConfig:
    settings = {
        **RECIPES[recipe].to_json(),
        "patch_cells": 8,
        "batch": 8,
        "feature_px": 32,
        "head_width": 8,
        "warm_up_images": 1,
        **changes,
    }
    return TrainingConfig.from_json(settings)


def small_step(
    recipe: Recipe = "fast",
    generator: Generator | None = None,
    workers: Workers = ALONE,
    **changes: Any,
) -> TrainingStep:
    training = small_training(recipe, **changes)
    torch.manual_seed(training.seed)
    generator = generator or Generator(SMALL)
    if recipe == "fast":
        return FastStep(generator, RandomFeatures(), training, CPU, workers)
    return PaperStep(generator, training, CPU, workers)


def landscape(height_px: int, width_px: int) -> np.ndarray:
    """Paint blue above green."""
    picture = np.empty((height_px, width_px, 3), np.uint8)
    picture[: height_px // 2] = BLUE
    picture[height_px // 2 :] = GREEN
    return picture


def flat_landscapes(count: int = 16) -> PhotoPack:
    return PhotoPack.from_arrays([landscape(SMALL.scene_px, 40)] * count)
