"""To which side a trained generator should look: where its sky stands out best from its land."""

import dataclasses

import torch
from torch import Tensor

from infinitygan.coordinates import patch_coordinates
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import StyleBlend
from infinitygan.training.batches import LatentBatch

SIDES = 16  # of the circle of horizontal coordinates
SCENES = 8  # that are looked at on each side
LEVELS = 3  # composition shows on the lower ones
SEED = 1
CALM = 0.5  # of the strength of z_l, about as the program shows it


@torch.no_grad()
def best_outlook(generator: Generator) -> int:
    """Return the column of cells on which canvases are best centred (`outlook_cell`).

    A generator is free to tie the height of its horizon to the horizontal coordinate, and does so:
    on some sides nearly all is land, on others nearly all is sky. Between them lies the side where
    the colours of the upper and the lower third differ most, and neighbouring sides agree.
    """
    config = generator.config
    random = torch.Generator(next(generator.parameters()).device).manual_seed(SEED)
    batch = LatentBatch.draw(generator, SCENES, config.scene_cells, 0.0, random)
    batch = dataclasses.replace(batch, z_l=batch.z_l * CALM)
    middles = [(side + 0.5) / SIDES * config.period_cells for side in range(SIDES)]
    contrasts = torch.stack([_contrast(_looking(generator, batch, cell)) for cell in middles])
    smooth = contrasts.roll(1) + 2 * contrasts + contrasts.roll(-1)
    return round(middles[int(smooth.argmax())])


def _looking(generator: Generator, batch: LatentBatch, middle_cell: float) -> Tensor:
    """Render the scenes of a batch around a column; returns pictures of a low level."""
    config, like = generator.config, batch.z_g
    left = like.new_full((len(like),), middle_cell - config.scene_cells / 2)
    coordinates = patch_coordinates(config, config.scene_cells, torch.zeros_like(left), left)
    z_s = generator.structure_patches(like, batch.z_l, coordinates)
    layers = 2 * min(config.levels, LEVELS)
    blends = [StyleBlend.single(w) for w in batch.styles(generator)[0][:layers]]
    rects = generator.patch_rects(z_s.shape[-1])
    return generator.texture(z_s, rects, blends, batch.noises[:layers])[-1].clamp(-1, 1)


def _contrast(rgb: Tensor) -> Tensor:
    third = rgb.shape[-2] // 3
    upper, lower = rgb[..., :third, :].mean((2, 3)), rgb[..., -third:, :].mean((2, 3))
    return (upper - lower).abs().mean()
