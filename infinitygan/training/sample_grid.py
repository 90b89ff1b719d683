"""Grids of sample scenes, to watch a training by eye, and by a number that shows a collapse."""

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from infinitygan.networks.generator import Generator
from infinitygan.training.batches import LatentBatch
from infinitygan.training.journal import Sample

GRID_SEED = 1  # the same scenes all through a run
COARSE_PX = 8  # layout and colours, without texture
COLUMNS = 8
MOST_ROWS = 4
GRID_PX = 1320  # about the largest height: of the larger scenes of more levels fewer do


def rows_for(scene_px: int) -> int:
    """Return how many rows of scenes a grid has: 4, and less where the scenes are tall."""
    return min(max(GRID_PX // scene_px, 1), MOST_ROWS)


def scene_sample(generator: Generator) -> Sample:
    """Return a grid of scenes, and how far they are spread."""
    scenes = sample_scenes(generator, rows_for(generator.config.scene_px))
    return Sample(grid_image(scenes), {"spread": spread(scenes)})


@torch.no_grad()
def sample_scenes(generator: Generator, rows: int = MOST_ROWS, columns: int = COLUMNS) -> Tensor:
    """Render whole scenes, each in a style and a layout of its own.

    Returns: uint8 [rows, columns, side, side, 3].
    """
    device = next(generator.parameters()).device
    random = torch.Generator(device).manual_seed(GRID_SEED)
    scenes: list[Tensor] = []
    for _ in range(rows):
        batch = LatentBatch.draw(generator, columns, generator.config.scene_cells, 0.0, random)
        rgb = (batch.synthesize(generator)[-1] / 2 + 0.5).clamp(0, 1)
        scenes.append((rgb * 255).round().byte().permute(0, 2, 3, 1).cpu())
    return torch.stack(scenes)


def grid_image(scenes: Tensor) -> Image.Image:
    """Lay scenes [rows, columns, side, side, 3] out as one picture."""
    rows = [np.concatenate(list(row), axis=1) for row in scenes.numpy()]
    return Image.fromarray(np.concatenate(rows, axis=0))


def spread(scenes: Tensor) -> float:
    """Return the mean difference, 0 to 1, between scenes seen coarsely; near 0 after a collapse.

    Args:
        scenes: uint8 [rows, columns, side, side, 3].
    """
    flat = scenes.flatten(0, 1).permute(0, 3, 1, 2).float() / 255
    coarse = F.adaptive_avg_pool2d(flat, COARSE_PX).flatten(1)
    distances = torch.pdist(coarse, p=1) / coarse.shape[1]
    return distances.mean().item()
