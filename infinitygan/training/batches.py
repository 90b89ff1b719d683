"""Everything random that one generator step needs, drawn at once."""

from dataclasses import dataclass

import torch
from torch import Tensor

from infinitygan.coordinates import patch_coordinates
from infinitygan.networks.generator import Generator


@dataclass(frozen=True)
class LatentBatch:
    """The inputs of a batch of patches; shapes as in `Generator.patches`.

    Attributes:
        z_texture: [B, style_dims], the second style, which the texture takes from layer `crossover`.
        crossover: [B].
        label: [B], the vertical label y in [-1, 1].
    """

    z_g: Tensor
    z_texture: Tensor
    crossover: Tensor
    z_l: Tensor
    coordinates: Tensor
    noises: list[Tensor]
    label: Tensor

    @staticmethod
    def draw(
        generator: Generator, batch: int, cells: int, style_mixing: float, random: torch.Generator
    ) -> "LatentBatch":
        """Draw a batch of patches of `cells` cells at random places of the scene."""
        config, device = generator.config, random.device

        def normal(*shape: int) -> Tensor:
            return torch.randn(*shape, generator=random, device=device)

        def uniform() -> Tensor:
            return torch.rand(batch, generator=random, device=device)

        travel = config.scene_cells - cells
        row_cell = uniform() * travel
        layers = len(generator.texture.specs)
        mixed = uniform() < style_mixing
        crossover = torch.where(mixed, (uniform() * layers).long(), layers)
        coordinates = patch_coordinates(config, cells, row_cell, uniform() * config.period_cells)
        side = coordinates.shape[-1]
        return LatentBatch(
            z_g=normal(batch, config.style_dims),
            z_texture=normal(batch, config.style_dims),
            crossover=crossover,
            z_l=normal(batch, config.local_latent_channels, side, side),
            coordinates=coordinates,
            noises=generator.sample_noises(batch, cells, random),
            label=2 * row_cell / max(travel, 1) - 1,
        )

    def synthesize(self, generator: Generator) -> tuple[list[Tensor], Tensor]:
        """Run the generator.

        Returns: the pictures after each level, and the w [B, style_dims] of the first styles.
        """
        w = generator.mapping(self.z_g)
        w_texture = generator.mapping(self.z_texture)
        ws = [
            torch.where((self.crossover > layer)[:, None], w, w_texture)
            for layer in range(len(generator.texture.specs))
        ]
        return generator.patches(self.z_g, self.z_l, self.coordinates, self.noises, ws), w
