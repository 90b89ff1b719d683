"""The generator: mapping network, structure synthesizer and texture synthesizer."""

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor, nn

from infinitygan.config import GeneratorConfig
from infinitygan.geometry import Rect
from infinitygan.networks.conv_specs import Grid, grids, needed_rects
from infinitygan.networks.layers import StyleBlend, pixel_norm
from infinitygan.networks.mapping import MappingNetwork
from infinitygan.networks.structure_synthesizer import StructureSynthesizer
from infinitygan.networks.texture_synthesizer import TextureSynthesizer


class Generator(nn.Module):
    """InfinityGAN: z_S = G_S(z_g, z_l, c); picture = G_T(z_S, w, noise), w = mapping(z_g)."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.config = config
        self.mapping = MappingNetwork(config.style_dims, config.mapping_layers)
        self.structure = StructureSynthesizer(config)
        self.texture = TextureSynthesizer(config)

    def first_levels(self, levels: int) -> "Generator":
        """Return a copy that ends after so many levels, which paints what this one shows there."""
        part = Generator(replace(self.config, levels=levels)).to(next(self.parameters()))
        weights = self.state_dict()
        part.load_state_dict({name: weights[name] for name in part.state_dict()})
        return part.train(self.training)

    def texture_rects(self, output: Rect, level: int | None = None) -> list[Rect]:
        """Return the windows of G_T's feature maps for a window of the picture after `level`.

        `level` None means the last one. The first window is that of z_S.
        """
        return needed_rects(self.texture.specs[: None if level is None else 2 * level], output)

    def texture_grids(self) -> list[Grid]:
        """Return where G_T's feature maps lie, in pixels of the finest picture."""
        return grids(self.texture.specs)

    def structure_rects(self, z_s: Rect) -> list[Rect]:
        """Return the windows of G_S's feature maps, from the local latents to z_S."""
        return needed_rects(self.structure.specs, z_s)

    def structure_grids(self) -> list[Grid]:
        """Return where G_S's feature maps lie, in pixels of the finest picture."""
        return grids(self.structure.specs, self.texture_grids()[0])

    def structure_patches(self, z_g: Tensor, z_l: Tensor, coordinates: Tensor) -> Tensor:
        """Make the structure features z_S of one patch a sample; shapes as in `patches`."""
        style = StyleBlend.single(pixel_norm(z_g))
        return self.structure(z_l, coordinates, [style] * len(self.structure.specs))

    def patches(
        self,
        z_g: Tensor,
        z_l: Tensor,
        coordinates: Tensor,
        noises: Sequence[Tensor],
        ws: Sequence[Tensor],
    ) -> list[Tensor]:
        """Make one patch a sample, each in one style: the way of training.

        Args:
            z_g: [B, style_dims].
            z_l: [B, local_latent_channels, h, w].
            coordinates: [B, 3, h, w].
            noises: one a texture layer, [B, 1, H, W]; `patch_noise_sizes` gives H and W.
            ws: one w [B, style_dims] a texture layer.

        Returns: the pictures [B, 3, H, W] after each level, the finest last, about in [-1, 1].
        """
        z_s = self.structure_patches(z_g, z_l, coordinates)
        rects = self.patch_rects(z_s.shape[-1])
        return self.texture(z_s, rects, [StyleBlend.single(w) for w in ws], noises)

    def patch_rects(self, cells: int) -> list[Rect]:
        """Return the windows of G_T's feature maps for a square patch of `cells` cells of z_S."""
        sides = [cells]
        for spec in self.texture.specs:
            sides.append(2 * sides[-1] - 3 if spec.upsample else sides[-1] - spec.kernel + 1)
        return [Rect.at(0, 0, side, side) for side in sides]

    def sample_noises(self, batch: int, cells: int, generator: torch.Generator) -> list[Tensor]:
        """Draw the noise of a batch of patches."""
        return [
            torch.randn(
                batch, 1, rect.height, rect.width, generator=generator, device=generator.device
            )
            for rect in self.patch_rects(cells)[1:]
        ]
