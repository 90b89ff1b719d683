"""The texture synthesizer G_T: a padding-free StyleGAN2 from structure features to a picture."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from infinitygan.config import GeneratorConfig
from infinitygan.geometry import Rect
from infinitygan.networks.conv_specs import ConvSpec, texture_specs
from infinitygan.networks.layers import (
    EVERYTHING,
    GAIN,
    ModulatedConv,
    StyleBlend,
    ToRGB,
    Window,
    activate,
    upsample_rgb,
)


class TextureLayer(nn.Module):
    """Convolve in the style, add the noise and the bias, activate."""

    def __init__(self, in_channels: int, spec: ConvSpec, style_dims: int) -> None:
        super().__init__()
        self.conv = ModulatedConv(
            in_channels, spec.out_channels, style_dims, spec.kernel, upsample=spec.upsample
        )
        self.noise_strength = nn.Parameter(torch.zeros(()))
        self.bias = nn.Parameter(torch.zeros(spec.out_channels))

    def forward(self, x: Tensor, blend: StyleBlend, noise: Tensor, window: Window) -> Tensor:
        """Map [B, in, h, w] to the `window` of the layer's output, with noise [B or 1, 1, H, W]."""
        y = self.conv(x, blend, window)
        bias = (self.bias * GAIN)[:, None, None].to(y.dtype)
        return activate(y + (noise * (self.noise_strength * GAIN)).to(y.dtype) + bias)


class TextureSynthesizer(nn.Module):
    """G_T: a fold over the texture specs, with a running picture after each level."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.specs = texture_specs(config)
        channels = config.structure_width
        layers: list[TextureLayer] = []
        to_rgb: list[ToRGB] = []
        for spec in self.specs:
            layers.append(TextureLayer(channels, spec, config.style_dims))
            channels = spec.out_channels
            if not spec.upsample:
                to_rgb.append(ToRGB(channels, config.style_dims))
        self.layers = nn.ModuleList(layers)
        self.to_rgb = nn.ModuleList(to_rgb)

    def forward(
        self,
        z_s: Tensor,
        rects: Sequence[Rect],
        blends: Sequence[StyleBlend],
        noises: Sequence[Tensor],
        colours: Sequence[StyleBlend] | None = None,
    ) -> list[Tensor]:
        """Map structure features to the pictures after each level.

        Args:
            z_s: [B, structure_width, h, w] over rects[0].
            rects: the absolute windows of the feature maps, `needed_rects` of the specs in use;
                fewer specs than the network has stop at a lower level.
            blends: one for each of these layers, of styles in w.
            noises: one for each, [B or 1, 1, H, W] over the window of the layer's output.
            colours: one for each level, of which the outputs count; None = those of its last layer.

        Returns: [B, 3, H, W], float32 at least, after each level, the finest last. The finest is
            over rects[-1]; the others over the window of their level.
        """
        pictures: list[Tensor] = []
        x = z_s
        for index, (blend, noise) in enumerate(zip(blends, noises, strict=True)):
            x = self.layers[index](x, blend, noise, self._window(index, rects))
            if not self.specs[index].upsample:
                rgb = self.to_rgb[index // 2](x, colours[index // 2] if colours else blend)
                if pictures:
                    rgb = rgb + self._upsampled(pictures[-1], rects[index - 1], rects[index + 1])
                pictures.append(rgb)
        return pictures

    def _window(self, index: int, rects: Sequence[Rect]) -> Window:
        """Return which part of a layer's output is wanted; up-sampling leaves ragged edges."""
        if not self.specs[index].upsample:
            return EVERYTHING
        top = rects[index + 1].rows.start - 2 * rects[index].rows.start
        left = rects[index + 1].columns.start - 2 * rects[index].columns.start
        return (
            slice(top, top + rects[index + 1].height),
            slice(left, left + rects[index + 1].width),
        )

    @staticmethod
    def _upsampled(picture: Tensor, coarse: Rect, fine: Rect) -> Tensor:
        """Bring the picture of the level below onto the window of this one."""
        # Index 0 of the up-sampled picture lies at 2 * start of the coarse one: two up-sampling
        # pictures agree where upsample_rgb's (p + 2) / 2 meets the centres of the specs' grids.
        top = fine.rows.start - 2 * coarse.rows.start
        left = fine.columns.start - 2 * coarse.columns.start
        return upsample_rgb(picture)[..., top : top + fine.height, left : left + fine.width]
