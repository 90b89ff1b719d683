"""Grids of sample scenes, to watch a training by eye."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from infinitygan.networks.generator import Generator
from infinitygan.training.batches import LatentBatch

GRID_SEED = 1  # the same scenes all through a run


@torch.no_grad()
def sample_grid(generator: Generator, rows: int = 4, columns: int = 8) -> Image.Image:
    """Render whole scenes, each in a style and a layout of its own."""
    device = next(generator.parameters()).device
    random = torch.Generator(device).manual_seed(GRID_SEED)
    scenes: list[np.ndarray] = []
    for _ in range(rows):
        batch = LatentBatch.draw(generator, columns, generator.config.scene_cells, 0.0, random)
        pictures, _ = batch.synthesize(generator)
        pixels = ((pictures[-1] / 2 + 0.5).clamp(0, 1) * 255).round().byte().cpu()
        scenes.append(np.concatenate(list(pixels.permute(0, 2, 3, 1).numpy()), axis=1))
    return Image.fromarray(np.concatenate(scenes, axis=0))


def save_grid(generator: Generator, path: Path) -> None:
    """Write a grid as a small JPEG."""
    sample_grid(generator).save(path, quality=90)
