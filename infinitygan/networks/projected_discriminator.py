"""The discriminator of the fast recipe: small heads on frozen, randomly mixed ImageNet features.

Source: Projected GAN (Sauer et al. 2021, arXiv 2111.01007), with group norm in place of batch norm,
a raw-pixel branch for what the features miss, and projection conditioning on the vertical label.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import spectral_norm

from infinitygan.networks.layers import full_precision

LEAK = 0.2


class _Conv(nn.Conv2d):
    """A convolution whose weight is normalised in full precision, whatever autocast says."""

    def forward(self, input: Tensor) -> Tensor:
        """Convolve."""
        with full_precision(input):
            weight = self.weight
        return self._conv_forward(input, weight, self.bias)


def normalized_conv(
    in_channels: int, out_channels: int, kernel: int, stride: int = 1, padded: bool = True
) -> nn.Module:
    """Build a convolution of spectral norm 1; padded, it keeps the side, or divides it evenly."""
    padding = (kernel - stride + 1) // 2 if padded else 0
    return spectral_norm(_Conv(in_channels, out_channels, kernel, stride, padding))


def head_trunk(in_channels: int, width: int, halvings: int) -> nn.Sequential:
    """Build a head's down-sampling blocks, or one block that keeps the side."""
    layers: list[nn.Module] = []
    for kernel, stride in [(4, 2)] * halvings or [(3, 1)]:
        layers += [normalized_conv(in_channels, width, kernel, stride), nn.GroupNorm(8, width)]
        layers.append(nn.LeakyReLU(LEAK))
        in_channels = width
    return nn.Sequential(*layers)


class RandomMixing(nn.Module):
    """Frozen random projections of a feature pyramid: across channels, then from coarse to fine."""

    def __init__(self, channels: Mapping[int, int], width: int) -> None:
        super().__init__()
        self.strides = sorted(channels)
        self.across = nn.ModuleDict(
            {str(stride): nn.Conv2d(channels[stride], width, 1) for stride in self.strides}
        )
        self.down = nn.ModuleDict(
            {str(stride): nn.Conv2d(width, width, 3, padding=1) for stride in self.strides}
        )
        for convolution in self.modules():
            if isinstance(convolution, nn.Conv2d):
                nn.init.kaiming_normal_(convolution.weight, nonlinearity="linear")
                nn.init.zeros_(convolution.bias)  # pyright: ignore[reportArgumentType]
        self.requires_grad_(False)

    def forward(self, features: Mapping[int, Tensor]) -> dict[int, Tensor]:
        """Map features by stride to [N, width, h, w] by stride."""
        mixed: dict[int, Tensor] = {}
        above: Tensor | None = None
        for stride in reversed(self.strides):
            x = self.across[str(stride)](features[stride])
            if above is not None:
                x = x + F.interpolate(above, x.shape[-2:], mode="bilinear", align_corners=False)
            mixed[stride] = above = self.down[str(stride)](x)
        return mixed


class ConditionedHead(nn.Module):
    """Down-sampling blocks, then a map of logits: a plain one plus a projection on the label."""

    def __init__(self, in_channels: int, width: int, halvings: int) -> None:
        super().__init__()
        self.trunk = head_trunk(in_channels, width, halvings)
        self.logit = normalized_conv(width, 1, 3)
        self.label = nn.Sequential(nn.Linear(1, width), nn.LeakyReLU(LEAK), nn.Linear(width, width))

    def forward(self, x: Tensor, label: Tensor) -> Tensor:
        """Map [N, in, h, w] and labels [N] to logits [N, positions]."""
        y = self.trunk(x)
        scale = y.shape[1] ** -0.5
        projection = torch.einsum("nchw,nc->nhw", y, self.label(label[:, None])) * scale
        return (self.logit(y)[:, 0] + projection).flatten(1)


def pixel_branch(width: int, in_channels: int = 3, padded: bool = True) -> nn.Sequential:
    """Build four convolutions on the raw pixels: they look for artefacts, which know no label."""
    return nn.Sequential(
        normalized_conv(in_channels, width // 2, 4, 2, padded),
        nn.LeakyReLU(LEAK),
        normalized_conv(width // 2, width, 4, 2, padded),
        nn.LeakyReLU(LEAK),
        normalized_conv(width, width, 3, padded=padded),
        nn.LeakyReLU(LEAK),
        normalized_conv(width, 1, 3, padded=padded),
    )


class ProjectedDiscriminator(nn.Module):
    """Heads on four strides of frozen features, and one on the raw pixels.

    The feature network is passed to `forward`, not owned: its weights are not ours to save.
    """

    def __init__(self, channels: Mapping[int, int], width: int = 64) -> None:
        super().__init__()
        self.mixing = RandomMixing(channels, width)
        strides = sorted(channels)
        self.heads = nn.ModuleDict(
            {
                str(stride): ConditionedHead(width, width, halvings)
                for stride, halvings in zip(strides, (2, 1, 0, 0), strict=True)
            }
        )
        self.pixels = pixel_branch(width)

    def forward(self, rgb: Tensor, features: Mapping[int, Tensor], label: Tensor) -> list[Tensor]:
        """Judge pictures.

        Args:
            rgb: [N, 3, H, W] in [0, 1], not resized.
            features: those of the same pictures, by stride.
            label: [N], the vertical label y in [-1, 1].

        Returns: logits [N, positions], one tensor a head.
        """
        mixed = self.mixing(features)
        logits = [head(mixed[int(stride)], label) for stride, head in self.heads.items()]
        return [*logits, self.pixels(rgb * 2 - 1).flatten(1)]
