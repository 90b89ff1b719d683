"""A grid that shows what a super-resolution network adds: smooth, its own, and the photo."""

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.networks.super_resolution import SuperResolution
from infinitygan.training.journal import Sample
from infinitygan.training.photo_heights import PhotoHeights
from infinitygan.training.photos import PhotoPack
from infinitygan.training.sample_grid import GRID_SEED, grid_image
from infinitygan.training.super_resolution_data import (
    centre,
    drawn_noise,
    halved,
    smooth_patch,
)

ROWS = 4
COLUMNS = 2  # each of three pictures
LARGEST_CROP_PX = 256


@torch.no_grad()
def super_resolution_sample(network: SuperResolution, photos: PhotoHeights) -> Sample:
    """Enlarge crops of the tallest photos, the same all through a run, and compare.

    Figures: the mean differences of the enlargements from the photos, 0 to 1, and `detail`: how
    strong the differences between neighbouring pixels are, as a part of the photos'.
    """
    pack = photos.tallest
    random = torch.Generator(pack.pixels.device).manual_seed(GRID_SEED)
    chances = torch.rand(
        PhotoPack.CHANCES,
        ROWS * COLUMNS,
        generator=random,
        device=pack.pixels.device,
        dtype=torch.float64,
    )
    crop_px = min(LARGEST_CROP_PX, pack.height_px // 4 * 4)
    crops = pack.crops(chances, crop_px)[0] * 2 - 1
    coarse = halved(crops)
    made = network(coarse, drawn_noise(random, coarse))
    side_px = made.shape[-1]
    smooth, photo = smooth_patch(coarse, side_px), centre(crops, side_px)
    figures = {
        "smooth_difference": F.l1_loss(smooth, photo) / 2,
        "made_difference": F.l1_loss(made, photo) / 2,
        "detail": _roughness(made) / _roughness(photo),
    }
    triples = torch.stack([smooth, made, photo], 1)
    return Sample(grid_image(_bytes(triples)), {n: value.item() for n, value in figures.items()})


def _roughness(rgb: Tensor) -> Tensor:
    """Return the mean step between neighbouring pixels."""
    return (rgb.diff(dim=-1).abs().mean() + rgb.diff(dim=-2).abs().mean()).clamp_min(1e-6)


def _bytes(triples: Tensor) -> Tensor:
    """Lay [ROWS * COLUMNS, 3, 3, side, side] out as `grid_image` takes it."""
    rgb = ((triples / 2 + 0.5).clamp(0, 1) * 255).round().byte().permute(0, 1, 3, 4, 2)
    return rgb.reshape(ROWS, COLUMNS * 3, *rgb.shape[2:]).cpu()
