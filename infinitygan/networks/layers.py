"""The layers of the generator, small to large, up to the modulated convolution."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

Window = tuple[slice, slice]
EVERYTHING: Window = (slice(None), slice(None))

LEAK = 0.2
GAIN = math.sqrt(2)  # keeps the variance after a leaky ReLU
EPSILON = 1e-8


def pixel_norm(z: Tensor) -> Tensor:
    """Scale vectors along the last axis to a mean square of 1."""
    return z * (z.square().mean(-1, keepdim=True) + EPSILON).rsqrt()


def activate(x: Tensor) -> Tensor:
    """Apply the leaky ReLU; the caller has scaled its argument by GAIN, which passes through it."""
    return F.leaky_relu_(x, LEAK)  # in place: the argument is always a fresh sum


def full_precision(x: Tensor) -> torch.autocast:
    """Suspend autocast: sums over channels, and colours, need more than half precision."""
    return torch.autocast(x.device.type, enabled=False)


class EqualLinear(nn.Module):
    """A linear layer with equalised learning rate (Karras et al. 2018, arXiv 1710.10196)."""

    def __init__(
        self, in_dims: int, out_dims: int, bias_init: float = 0.0, lr_multiplier: float = 1.0
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_dims, in_dims) / lr_multiplier)
        self.bias = nn.Parameter(torch.full((out_dims,), bias_init / lr_multiplier))
        self.weight_scale = lr_multiplier / math.sqrt(in_dims)
        self.bias_scale = lr_multiplier

    def forward(self, x: Tensor) -> Tensor:
        """Map [..., in_dims] to [..., out_dims]."""
        return F.linear(x, self.weight * self.weight_scale, self.bias * self.bias_scale)


def binomial_kernel(x: Tensor) -> Tensor:
    """Return [1, 2, 1] x [1, 2, 1] in the type of `x`, on its device."""
    # Computed there: to copy a constant from the host waits for all that the device has to do.
    taps = (2 - torch.arange(-1.0, 2.0, device=x.device).abs()).to(x.dtype)
    return taps[:, None] * taps


def blur(x: Tensor, gain: float) -> Tensor:
    """Filter each channel by [1, 2, 1] x [1, 2, 1] / 16 times `gain`; 2 rows and columns go."""
    kernel = binomial_kernel(x) * (gain / 16)
    channels = x.shape[1]
    return F.conv2d(x, kernel.expand(channels, 1, 3, 3).contiguous(), groups=channels)


def upsample_rgb(rgb: Tensor) -> Tensor:
    """Make a picture twice as fine with the kernel of the feature path.

    Returns: [B, 3, 2h-3, 2w-3] for [B, 3, h, w]; output index p is centred on input (p + 2) / 2.
    """
    channels = rgb.shape[1]
    kernel = binomial_kernel(rgb) / 4
    with full_precision(rgb):
        fine = F.conv_transpose2d(
            rgb, kernel.expand(channels, 1, 3, 3).contiguous(), stride=2, groups=channels
        )
    return fine[..., 3:-1, 3:-1]


def downsample_rgb(rgb: Tensor) -> Tensor:
    """Make a picture half as fine, each pixel centred where `upsample_rgb` takes it from.

    Returns: for [B, 3, H, W], the values at the centres p = 0, 2, 4, ... that have both neighbours.
    """
    return blur(rgb, 1.0)[..., 1::2, 1::2]


@dataclass(frozen=True)
class StyleBlend:
    """K styles and the weight of each: everywhere the same, or a map over a layer's positions.

    Attributes:
        styles: [B, K, D] (B may be 1 for a batch that shares its styles).
        inputs: [B, K, h, w] weights at the positions of the layer's input; h, w are 1 where they
            are constant.
        outputs: the same at the positions of its output.
    """

    styles: Tensor
    inputs: Tensor
    outputs: Tensor

    @staticmethod
    def single(style: Tensor) -> "StyleBlend":
        """Blend nothing: one style [B, D] for each picture of the batch."""
        ones = style.new_ones(1, 1, 1, 1)
        return StyleBlend(style[:, None], ones, ones)


def each_style(function: Callable[[Tensor], Tensor], styles: Tensor) -> Tensor:
    """Apply a function to each of [B, K, D] alone.

    What a style gives must not depend on how many others there are, not even in its last bit: then
    a region changes no pixel beyond its reach.
    """
    return torch.stack([function(style) for style in styles.unbind(1)], 1)


def blend_components(components: Tensor, weights: Tensor) -> Tensor:
    """Sum [B, K, C] components by [B, K, h, w] weights to a [B, C, h, w] map."""
    last = torch.einsum("bkhw,bkc->bhwc", weights, components)
    return last.permute(0, 3, 1, 2)  # channels last, as the features are


def demodulation(components: Tensor, weights: Tensor, squared_kernel: Tensor) -> Tensor:
    """Return the factor that keeps the output variance at 1 at every position.

    With s the blend of the components, d = rsqrt(sum_i s_i^2 W_oi^2) is expanded into the products
    of pairs of components, so that its cost does not grow with the channels of the input. Where one
    component has all the weight, the others add exact zeros.

    Args:
        components: [B, K, C].
        weights: [B, K, h, w].
        squared_kernel: [O, C], the squares of the kernel summed over its taps.

    Returns: [B, O, h, w].
    """
    count = components.shape[1]
    gram = each_style(lambda component: component.square() @ squared_kernel.T, components)
    pairs = weights.square()
    if count > 1:
        left, right = torch.triu_indices(count, count, 1, device=components.device)
        mixed = 2 * components[:, left] * components[:, right] @ squared_kernel.T
        gram = torch.cat([gram, mixed], 1)  # [B, K (K + 1) / 2, O]
        pairs = torch.cat([pairs, weights[:, left] * weights[:, right]], 1)
    # In place: at fine levels each further map of all channels costs as much as the blend.
    return blend_components(gram, pairs).add_(EPSILON).rsqrt_()


class ModulatedConv(nn.Module):
    """A convolution whose input channels are scaled by a style, anywhere its own.

    The input is scaled by s, convolved with one shared kernel, and scaled back by the demodulation
    d = rsqrt(sum s^2 W^2). With a constant s this is the weight modulation of StyleGAN2
    (arXiv 1912.04958); with a map of s it is spatial style fusion.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        style_dims: int,
        kernel: int,
        *,
        upsample: bool = False,
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_channels, in_channels, kernel, kernel))
        self.affine = EqualLinear(style_dims, in_channels, bias_init=1.0)
        self.scale = 1 / math.sqrt(in_channels * kernel**2)
        self.upsample = upsample

    def forward(self, x: Tensor, blend: StyleBlend, window: Window = EVERYTHING) -> Tensor:
        """Convolve and demodulate, times GAIN, which the activation that follows calls for.

        Args:
            x: [B, in, h, w].
            blend: its `outputs` are over the window.
            window: the part wanted of the whole output, which is h - kernel + 1 high, or 2h - 3
                if up-sampling.
        """
        kernel = self.weight * self.scale
        with full_precision(x):
            components = each_style(self.affine, blend.styles)
            modulation = blend_components(components, blend.inputs)
            factor = demodulation(components, blend.outputs, kernel.square().sum((2, 3))) * GAIN
        y = self.convolve(x * modulation.to(x.dtype), kernel)
        return y[..., window[0], window[1]] * factor.to(y.dtype)

    def convolve(self, x: Tensor, kernel: Tensor) -> Tensor:
        """Apply the bare convolution."""
        if not self.upsample:
            return F.conv2d(x, kernel)
        fine = F.conv_transpose2d(x, kernel.transpose(0, 1), stride=2)
        return blur(fine[..., 1:-1, 1:-1], 4.0)


class ToRGB(nn.Module):
    """A modulated 1x1 convolution without demodulation: features to a picture."""

    def __init__(self, in_channels: int, style_dims: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(3, in_channels, 1, 1))
        self.affine = EqualLinear(style_dims, in_channels, bias_init=1.0)
        self.bias = nn.Parameter(torch.zeros(3))
        self.scale = 1 / math.sqrt(in_channels)

    def forward(self, x: Tensor, blend: StyleBlend) -> Tensor:
        """Map [B, in, h, w] to [B, 3, h, w], float32 at least; `blend.outputs` fit both."""
        with full_precision(x):
            modulation = blend_components(each_style(self.affine, blend.styles), blend.outputs)
            rgb = F.conv2d(x.to(self.weight.dtype) * modulation, self.weight * self.scale)
        wide = torch.promote_types(rgb.dtype, torch.float32)
        return rgb.to(wide) + self.bias[:, None, None]
