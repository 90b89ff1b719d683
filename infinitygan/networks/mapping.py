"""The mapping network: global latent z_g to style w."""

import torch
from torch import Tensor, nn

from infinitygan.networks.layers import GAIN, EqualLinear, activate, full_precision, pixel_norm

LR_MULTIPLIER = 0.01  # StyleGAN's: the mapping network learns a hundred times more slowly


class MappingNetwork(nn.Module):
    """Pixel norm, then equalised linear layers; keeps the mean of w for truncation."""

    mean_w: Tensor

    def __init__(self, style_dims: int, layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            EqualLinear(style_dims, style_dims, lr_multiplier=LR_MULTIPLIER) for _ in range(layers)
        )
        self.register_buffer("mean_w", torch.zeros(style_dims))

    def forward(self, z: Tensor) -> Tensor:
        """Map [..., style_dims] to w of the same shape."""
        w = pixel_norm(z)
        with full_precision(z):  # which the modulation, that takes w, has too
            for layer in self.layers:
                w = activate(layer(w) * GAIN)
        return w

    def truncated(self, w: Tensor, psi: float) -> Tensor:
        """Pull w towards the mean: psi 0 gives the mean, 1 leaves w as it is."""
        return self.mean_w + psi * (w - self.mean_w)
