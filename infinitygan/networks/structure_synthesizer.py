"""The structure synthesizer G_S: local latents and coordinates, in a global style, to structure."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from infinitygan.config import COORDINATE_CHANNELS, GeneratorConfig
from infinitygan.networks.conv_specs import structure_specs
from infinitygan.networks.layers import GAIN, ModulatedConv, StyleBlend, activate

# The share of the latents at the start of training. At full strength 64 channels of noise drown
# three coordinates: land tears into islands, and a third of the landscapes stand on their heads.
LOCAL_SHARE = 0.4
STYLE_SHARE = 0.6


class StructureLayer(nn.Module):
    """Concatenate the coordinates, convolve in the global style, add the bias, activate."""

    def __init__(self, in_channels: int, out_channels: int, style_dims: int, kernel: int) -> None:
        super().__init__()
        self.conv = ModulatedConv(
            in_channels + COORDINATE_CHANNELS, out_channels, style_dims, kernel
        )
        self.bias = nn.Parameter(torch.zeros(out_channels))

    def forward(self, x: Tensor, coordinates: Tensor, blend: StyleBlend) -> Tensor:
        """Map [B, in, h, w] with coordinates [B or 1, 3, h, w] to [B, out, h-kernel+1, ...]."""
        coordinates = coordinates.expand(x.shape[0], -1, -1, -1)
        y = self.conv(torch.cat([x, coordinates], 1), blend)
        return activate(y + (self.bias * GAIN)[:, None, None].to(y.dtype))


class StructureSynthesizer(nn.Module):
    """G_S: a fold over the structure specs."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.specs = structure_specs(config)
        layers: list[StructureLayer] = []
        channels = config.local_latent_channels
        for spec in self.specs:
            layers.append(
                StructureLayer(channels, spec.out_channels, config.style_dims, spec.kernel)
            )
            channels = spec.out_channels
        self.layers = nn.ModuleList(layers)
        with torch.no_grad():
            layers[0].conv.weight[:, : config.local_latent_channels].mul_(LOCAL_SHARE)
            for layer in layers:
                layer.conv.affine.weight.mul_(STYLE_SHARE)

    def forward(self, z_l: Tensor, coordinates: Tensor, blends: Sequence[StyleBlend]) -> Tensor:
        """Map local latents to structure features.

        Args:
            z_l: [B, local_latent_channels, h, w].
            coordinates: [B or 1, 3, h, w], over the same cells.
            blends: one a layer, of styles in z_g.

        Returns: z_S [B, structure_width, h - margin, w - margin].
        """
        x = z_l
        for layer, spec, blend in zip(self.layers, self.specs, blends, strict=True):
            x = layer(x, coordinates, blend)
            rim = spec.kernel // 2
            coordinates = coordinates[..., rim : -rim or None, rim : -rim or None]
        return x
