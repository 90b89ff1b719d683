"""Pairs of a coarse picture and the fine one it should become, from crops of photos.

Pictures are [N, 3, H, W] in [-1, 1]. The coarse ones are blurred and noisy by chance, since a
generator's pictures are not as clean as shrunk photos (the idea of Real-ESRGAN, arXiv 2107.10833),
and some are the network's own output, since it runs more than once on large canvases.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.networks.super_resolution import (
    BASE_REACH,
    NOISE_CHANNELS,
    SuperResolution,
    smoothly_doubled,
)
from infinitygan.training.super_resolution_config import RECURSIVE, SuperResolutionConfig

DEGRADATION_CHANCES = 4  # random numbers that the degradation of a picture takes
BLUR_SHARE = 0.6  # of the pictures
WIDEST_BLUR_PX = 1.0  # standard deviation
BLUR_REACH_PX = 3
SHARPEST_BLUR_PX = 1e-3  # leaves a picture as it is
NOISE_SHARE = 0.4
STRONGEST_NOISE = 0.06


@dataclass(frozen=True)
class Pairs:
    """What a step learns from.

    Attributes:
        coarse: [B, 3, window, window], the network's input.
        fine: [B, 3, patch, patch], what the photos show there.
    """

    coarse: Tensor
    fine: Tensor


def make_pairs(
    crops: Tensor,
    network: SuperResolution,
    config: SuperResolutionConfig,
    random: torch.Generator,
) -> Pairs:
    """Make pairs of crops [B, 3, crop, crop]; the first quarter is the network's own work."""
    recursive, direct = crops.tensor_split([len(crops) // RECURSIVE])
    window_px = config.window_px
    shrunk = _degraded_by(random, centre(halved(direct), window_px))
    with torch.no_grad():
        quarter = _degraded_by(random, halved(halved(recursive)))
        own = network(quarter, drawn_noise(random, quarter))
    coarse = torch.cat([centre(own, window_px), shrunk])
    return Pairs(coarse, centre(crops, config.patch_px))


def degraded(rgb: Tensor, chances: Tensor, noise: Tensor) -> Tensor:
    """Blur pictures and add noise, each to most or some of them.

    Args:
        rgb: the pictures.
        chances: [DEGRADATION_CHANCES, N] uniform in [0, 1): blur, whether, noise, whether.
        noise: normal, of the pictures' shape.
    """
    blur, is_blurred, strength, is_noisy = chances.to(rgb.dtype)
    sigma_px = blur * WIDEST_BLUR_PX * (is_blurred < BLUR_SHARE) + SHARPEST_BLUR_PX
    amplitude = strength * STRONGEST_NOISE * (is_noisy < NOISE_SHARE)
    return blurred(rgb, sigma_px) + noise * amplitude[:, None, None, None]


def blurred(rgb: Tensor, sigma_px: Tensor) -> Tensor:
    """Filter each picture by a Gaussian of its own width [N]; the borders are mirrored."""
    offsets = torch.arange(-BLUR_REACH_PX, BLUR_REACH_PX + 1, device=rgb.device)
    taps = torch.exp(-offsets.square() / (2 * sigma_px.square()[:, None]))
    taps = taps / taps.sum(1, keepdim=True)
    count, channels, height, width = rgb.shape
    kernels = taps.repeat_interleave(channels, 0)[:, None]
    padded = F.pad(rgb, (BLUR_REACH_PX,) * 4, mode="reflect")
    flat = padded.reshape(1, count * channels, *padded.shape[-2:])
    along = F.conv2d(flat, kernels[:, :, None, :], groups=count * channels)
    down = F.conv2d(along, kernels[:, :, :, None], groups=count * channels)
    return down.reshape(count, channels, height, width)


def halved(rgb: Tensor) -> Tensor:
    """Shrink pictures to half their size by an antialiased cubic."""
    return F.interpolate(rgb, scale_factor=0.5, mode="bicubic", align_corners=False, antialias=True)


def centre(rgb: Tensor, side_px: int) -> Tensor:
    """Cut the middle square out; the same margin is left on both sides."""
    top, left = (rgb.shape[-2] - side_px) // 2, (rgb.shape[-1] - side_px) // 2
    return rgb[..., top : top + side_px, left : left + side_px]


def smooth_patch(coarse: Tensor, side_px: int) -> Tensor:
    """Enlarge the middle of coarse pictures smoothly, to a side; what needs no network."""
    return smoothly_doubled(centre(coarse, side_px // 2 + 2 * BASE_REACH))


def drawn_noise(random: torch.Generator, rgb: Tensor) -> Tensor:
    """Draw the network's noise for pictures."""
    shape = (len(rgb), NOISE_CHANNELS, *rgb.shape[-2:])
    return torch.randn(shape, generator=random, device=rgb.device)


def _degraded_by(random: torch.Generator, rgb: Tensor) -> Tensor:
    chances = torch.rand(DEGRADATION_CHANCES, len(rgb), generator=random, device=rgb.device)
    noise = torch.randn(rgb.shape, generator=random, device=rgb.device)
    return degraded(rgb, chances, noise)
