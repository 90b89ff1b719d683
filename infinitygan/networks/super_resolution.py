"""The super-resolution network: a padding-free picture twice as fine, with the detail it lacks.

It runs after the texture synthesizer, as often as a canvas is twice as large as the model's plane.
Like every layer of the generator it needs only a window of its input around a window of its output,
so a picture of any size is made tile by tile, without a seam.
"""

from collections.abc import Mapping
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from infinitygan.geometry import Rect, Span
from infinitygan.networks.layers import LEAK

NOISE_CHANNELS = 2
KERNEL = 3
BASE_REACH = 2  # px of the input around a pixel that its smooth enlargement depends on
# Catmull and Rom's cubic, a quarter of an input pixel before its centre; the other is its mirror.
_QUARTER_TAPS = (-0.0234375, 0.2265625, 0.8671875, -0.0703125, 0.0)
_INITIAL_DETAIL = 0.1  # of the last layer's weights: training starts near the smooth enlargement


class SuperResolution(nn.Module):
    """Convolutions at the coarse size predict what a smooth enlargement lacks.

    A pixel of the input is centred between its four pixels of the output, as in
    `infinitygan.inference.resample`.
    """

    def __init__(self, width: int = 32, layers: int = 6) -> None:
        """Build the network.

        Args:
            width: channels of the hidden layers.
            layers: convolutions; each takes a pixel off every side of the input.

        Raises: ValueError: if `layers` is too few for the smooth enlargement.
        """
        super().__init__()
        if layers < BASE_REACH:
            raise ValueError(f"layers must be at least {BASE_REACH}, not {layers}")
        channels = [3 + NOISE_CHANNELS, *[width] * (layers - 1), 3 * 2**2]
        convolutions = [nn.Conv2d(*pair, KERNEL) for pair in pairwise(channels)]
        for layer in convolutions:
            nn.init.kaiming_normal_(layer.weight, a=LEAK)
            nn.init.zeros_(layer.bias)  # pyright: ignore[reportArgumentType]
        with torch.no_grad():
            convolutions[-1].weight.mul_(_INITIAL_DETAIL)
        self.layers = nn.ModuleList(convolutions)

    @staticmethod
    def like(weights: Mapping[str, Tensor]) -> "SuperResolution":
        """Build the network that has weights of these shapes; they are not loaded.

        Raises: ValueError: if no such network has.
        """
        first = weights.get("layers.0.weight")
        if first is None or first.ndim != 4:
            raise ValueError("its first layer is missing")
        layers = sum(name.endswith(".weight") for name in weights)
        return SuperResolution(first.shape[0], layers)

    @property
    def reach(self) -> int:
        """Return how many input pixels around a pixel its output depends on."""
        return len(self.layers)

    def input_rect(self, output: Rect) -> Rect:
        """Return the input pixels that a window of the output depends on."""
        return Rect(self._input_span(output.rows), self._input_span(output.columns))

    def output_rect(self, available: Rect) -> Rect:
        """Return the output pixels that a window of the input gives."""
        return Rect(self._output_span(available.rows), self._output_span(available.columns))

    def _input_span(self, output: Span) -> Span:
        return Span(output.start // 2 - self.reach, -(-output.stop // 2) + self.reach)

    def _output_span(self, available: Span) -> Span:
        return Span(2 * (available.start + self.reach), 2 * (available.stop - self.reach))

    def forward(self, rgb: Tensor, noise: Tensor) -> Tensor:
        """Make pictures twice as fine.

        Args:
            rgb: [B, 3, h, w] in [-1, 1].
            noise: [B, NOISE_CHANNELS, h, w], normal.

        Returns: [B, 3, 2 (h - 2 reach), 2 (w - 2 reach)].
        """
        x = torch.cat([rgb, noise.to(rgb.dtype)], 1)
        shortcut: Tensor | None = None
        for index, layer in enumerate(self.layers[:-1]):
            y = F.leaky_relu(layer(x), LEAK)
            if index % 2 == 0:
                y = y if shortcut is None else y + _inner(shortcut, 2)
                shortcut = y
            x = y
        detail = F.pixel_shuffle(self.layers[-1](x), 2)
        return smoothly_doubled(_inner(rgb, self.reach - BASE_REACH)) + detail


def smoothly_doubled(rgb: Tensor) -> Tensor:
    """Enlarge [B, C, h, w] to [B, C, 2h - 8, 2w - 8] by a cubic (Catmull and Rom 1974)."""
    before = torch.tensor(_QUARTER_TAPS, dtype=rgb.dtype, device=rgb.device)
    phases = torch.stack([before, before.flip(0)])
    kernels = torch.einsum("py,qx->pqyx", phases, phases).flatten(0, 1)[:, None]
    channels = rgb.shape[1]
    fine = F.conv2d(rgb, kernels.repeat(channels, 1, 1, 1), groups=channels)
    return F.pixel_shuffle(fine, 2)


def _inner(x: Tensor, margin: int) -> Tensor:
    """Cut a margin off every side."""
    return x[..., margin : x.shape[-2] - margin, margin : x.shape[-1] - margin]
