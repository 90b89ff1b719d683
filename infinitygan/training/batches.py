"""Everything random that one generator step needs, drawn at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from infinitygan.config import GeneratorConfig
from infinitygan.coordinates import patch_coordinates
from infinitygan.networks.generator import Generator
from infinitygan.training.workers import Workers


@dataclass(frozen=True)
class LatentBatch:
    """The inputs of a batch of patches; shapes as in `Generator.patches`.

    Attributes:
        z_texture: [B, style_dims], the second style: the texture takes it from layer `crossover`.
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
        generator: Generator,
        batch: int,
        cells: int,
        style_mixing: float,
        random: torch.Generator,
        layout: GeneratorConfig | None = None,
    ) -> "LatentBatch":
        """Draw a batch of patches of `cells` cells at random places of the scene.

        `layout` gives the scene's cells and period; None means those of the generator.
        """
        config, device = generator.config if layout is None else layout, random.device

        def normal(*shape: int) -> Tensor:
            return torch.randn(*shape, generator=random, device=device)

        def uniform() -> Tensor:
            return torch.rand(batch, generator=random, device=device)

        travel = config.scene_cells - cells
        row_cell = uniform() * travel
        layers = len(generator.texture.specs)
        mixed = uniform() < style_mixing
        # Half of the mixed take all of the texture's style from elsewhere, so that the land of one
        # style can be painted in another: a scene's layout and style roll apart.
        start = (uniform() * 2 - 1).clamp_min(0) * layers
        crossover = torch.where(mixed, start.long(), layers)
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

    def part(self, workers: Workers) -> "LatentBatch":
        """Return this process's share."""
        return self._each(workers.part)

    def every_second(self) -> "LatentBatch":
        """Return half of the batch, for the costlier regularisers."""
        return self._each(lambda tensor: tensor[::2])

    def _each(self, cut: Callable[[Tensor], Tensor]) -> "LatentBatch":
        return LatentBatch(
            z_g=cut(self.z_g),
            z_texture=cut(self.z_texture),
            crossover=cut(self.crossover),
            z_l=cut(self.z_l),
            coordinates=cut(self.coordinates),
            noises=[cut(noise) for noise in self.noises],
            label=cut(self.label),
        )

    def styles(self, generator: Generator) -> tuple[list[Tensor], Tensor]:
        """Map the global latents.

        Returns: one w [B, style_dims] a texture layer, mixed; and the w of the first styles.
        """
        w = generator.mapping(self.z_g)
        w_texture = generator.mapping(self.z_texture)
        ws = [
            torch.where((self.crossover > layer)[:, None], w, w_texture)
            for layer in range(len(generator.texture.specs))
        ]
        return ws, w

    def render(self, generator: Generator, ws: Sequence[Tensor]) -> list[Tensor]:
        """Run the generator in the given styles; returns the pictures after each level."""
        return generator.patches(self.z_g, self.z_l, self.coordinates, self.noises, ws)

    def synthesize(self, generator: Generator) -> list[Tensor]:
        """Run the generator in the styles of the batch; returns the pictures after each level."""
        return self.render(generator, self.styles(generator)[0])
