"""The discriminator of super-resolution: is this the detail that belongs to this coarse picture?

Source: Projected GAN (Sauer et al. 2021, arXiv 2111.01007), on early features alone, beside a
branch on raw pixels that also sees the smooth enlargement, as a condition.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from infinitygan.networks.projected_discriminator import (
    head_trunk,
    normalized_conv,
    pixel_branch,
)

PIXEL_WIDTH = 64
# Stride of the features: width of the head on them, and how often it halves them.
HEADS: Mapping[int, tuple[int, int]] = {2: (32, 1), 4: (48, 1), 8: (48, 0)}


class SuperResolutionDiscriminator(nn.Module):
    """Heads on the strides 2, 4 and 8 of frozen features, and one on pixels and their condition.

    The feature network is passed to `forward`, not owned: its weights are not ours to save.
    """

    def __init__(self, channels: Mapping[int, int]) -> None:
        """Build the heads for features of so many channels by stride."""
        super().__init__()
        # Without padding: a border would tell where in a patch a pixel lies.
        self.pixels = pixel_branch(PIXEL_WIDTH, in_channels=2 * 3, padded=False)
        self.heads = nn.ModuleDict(
            {
                str(stride): nn.Sequential(
                    head_trunk(channels[stride], width, halvings),
                    normalized_conv(width, 1, 3, padded=False),
                )
                for stride, (width, halvings) in HEADS.items()
            }
        )

    def forward(self, rgb: Tensor, smooth: Tensor, features: Mapping[int, Tensor]) -> list[Tensor]:
        """Judge pictures.

        Args:
            rgb: [N, 3, H, W] in [-1, 1].
            smooth: [N, 3, H, W], the smooth enlargements of the same coarse pictures.
            features: those of `rgb`, by stride.

        Returns: logits [N, positions], one tensor a head.
        """
        logits = [self.pixels(torch.cat([rgb, smooth], 1))]
        logits += [head(features[int(stride)]) for stride, head in self.heads.items()]
        return [logit.flatten(1) for logit in logits]
