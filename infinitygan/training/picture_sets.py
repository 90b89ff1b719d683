"""The sets of pictures that are compared: crops of photos, rungs, patches and scenes of a model."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from infinitygan.config import GeneratorConfig
from infinitygan.geometry import Rect
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import StyleBlend
from infinitygan.networks.super_resolution import NOISE_CHANNELS, SuperResolution
from infinitygan.training.batches import LatentBatch
from infinitygan.training.photos import PhotoPack


@dataclass(frozen=True)
class Pictures:
    """A batch of them: float32 [B, 3, H, W] in [0, 1] of 8 bits, and labels [B]."""

    rgb: Tensor
    label: Tensor


PictureSet = Iterator[Pictures]


class PictureSource(Protocol):
    """A way of making pictures with a model."""

    def patches(self, count: int) -> PictureSet:
        """Make patches at random places of scenes."""
        ...

    def scenes(self, times: int, count: int) -> PictureSet:
        """Make square scenes `times` as tall as those of the training, shrunk to its height."""
        ...

    def varied_scenes(self, count: int, *, one_style: bool) -> PictureSet:
        """Make scenes of one style in many layouts, or of one layout in many styles."""
        ...


@dataclass(frozen=True)
class UntruncatedPictures:
    """Pictures as training makes them: styles from the whole range, as rare as they may be.

    Super-resolution makes them finer so many times as there are `doublings`.
    """

    generator: Generator
    patch_cells: int
    batch: int
    seed: int
    super_resolution: SuperResolution | None = None
    doublings: int = 0

    def patches(self, count: int) -> PictureSet:
        """Make patches at random places of scenes."""
        made = generated_patches(self.generator, self.patch_cells, count, self.batch, self.seed)
        return self._finer(made)

    def scenes(self, times: int, count: int) -> PictureSet:
        """Make square scenes `times` as tall as those of the training, shrunk to its height."""
        batch = max(self.batch // times**2, 1)
        return self._finer(generated_scenes(self.generator, times, count, batch, self.seed))

    def varied_scenes(self, count: int, *, one_style: bool) -> PictureSet:
        """Make scenes of one style in many layouts, or of one layout in many styles."""
        made = varied_scenes(self.generator, count, self.batch, self.seed, one_style=one_style)
        return self._finer(made)

    def _finer(self, pictures: PictureSet) -> PictureSet:
        if self.super_resolution is None or self.doublings == 0:
            return pictures
        return finer(pictures, self.super_resolution, self.doublings, self.seed)


@torch.no_grad()
def finer(
    pictures: PictureSet, super_resolution: SuperResolution, doublings: int, seed: int
) -> PictureSet:
    """Double pictures by super-resolution, mirrored at their borders, where canvases go on."""
    device = _device(super_resolution)
    random = torch.Generator(device).manual_seed(seed)
    margin = (super_resolution.reach,) * 4
    for batch in pictures:
        rgb = batch.rgb.to(device) * 2 - 1
        for _ in range(doublings):
            rgb = F.pad(rgb, margin, mode="reflect")
            shape = (len(rgb), NOISE_CHANNELS, *rgb.shape[-2:])
            noise = torch.randn(shape, generator=random, device=device)
            rgb = super_resolution(rgb, noise)
        yield Pictures(eight_bits(rgb / 2 + 0.5).cpu(), batch.label)


def eight_bits(rgb: Tensor) -> Tensor:
    """Round pictures in [0, 1] to what a file of 8 bits holds."""
    return (rgb.clamp(0, 1) * 255).round() / 255


def real_pictures(photos: PhotoPack, side_px: int, count: int, batch: int, seed: int) -> PictureSet:
    """Crop photos at random."""
    random = torch.Generator().manual_seed(seed)
    for start in range(0, count, batch):
        size = min(batch, count - start)
        chances = torch.rand(photos.CHANCES, size, generator=random, dtype=torch.float64)
        yield Pictures(*photos.crops(chances, side_px))


def softened(pictures: PictureSet, factor: int) -> PictureSet:
    """Shrink pictures by a factor and enlarge them again: a rung that says how sharp is sharp."""
    for batch in pictures:
        side = batch.rgb.shape[-1]
        size = (max(round(side / factor), 1),) * 2
        small = F.interpolate(batch.rgb, size, mode="bicubic", antialias=True, align_corners=False)
        large = F.interpolate(small, (side, side), mode="bicubic", align_corners=False)
        yield Pictures(eight_bits(large), batch.label)


@torch.no_grad()
def generated_patches(
    generator: Generator, cells: int, count: int, batch: int, seed: int
) -> PictureSet:
    """Make patches at random places of scenes, as in training."""
    yield from _generated(generator, generator.config, cells, count, batch, seed)


@torch.no_grad()
def generated_scenes(
    generator: Generator, times: int, count: int, batch: int, seed: int
) -> PictureSet:
    """Make square scenes `times` as tall as those of the training, shrunk to its scene height.

    The coordinates are stretched, so that there is one scene from top to bottom. (ScaleInv.)
    """
    config = generator.config
    side_px = config.scene_px
    layout = dataclasses.replace(config, scene_cells=cells_for(config, times * side_px))
    for made in _generated(generator, layout, layout.scene_cells, count, batch, seed):
        square = made.rgb[..., : times * side_px, : times * side_px]
        rgb = square if times == 1 else shrunk(square, side_px)
        yield Pictures(eight_bits(rgb), made.label)


def cells_for(config: GeneratorConfig, side_px: int) -> int:
    """Return the least cells whose patch is at least so large."""
    lost_px = 5 * (config.pixels_per_cell - 1)
    return -(-(side_px + lost_px) // config.pixels_per_cell)


def shrunk(rgb: Tensor, side_px: int) -> Tensor:
    """Shrink pictures to squares of `side_px`."""
    return F.interpolate(
        rgb, (side_px, side_px), mode="bilinear", antialias=True, align_corners=False
    )


def _generated(
    generator: Generator, layout: GeneratorConfig, cells: int, count: int, batch: int, seed: int
) -> PictureSet:
    random = torch.Generator(_device(generator)).manual_seed(seed)
    for start in range(0, count, batch):
        size = min(batch, count - start)
        latents = LatentBatch.draw(generator, size, cells, 0.0, random, layout)
        rgb = latents.synthesize(generator)[-1] / 2 + 0.5
        yield Pictures(eight_bits(rgb).cpu(), latents.label.cpu())


@torch.no_grad()
def varied_scenes(
    generator: Generator, count: int, batch: int, seed: int, *, one_style: bool
) -> PictureSet:
    """Make scenes that share their style and differ in layout, or the other way round."""
    config = generator.config
    random = torch.Generator(_device(generator)).manual_seed(seed)
    shared = LatentBatch.draw(generator, 1, config.scene_cells, 0.0, random)
    for start in range(0, count, batch):
        size = min(batch, count - start)
        drawn = LatentBatch.draw(generator, size, config.scene_cells, 0.0, random)

        def kept(tensor: Tensor, size: int = size) -> Tensor:
            return tensor.expand(size, *tensor.shape[1:])

        latents = dataclasses.replace(
            drawn,
            z_g=kept(shared.z_g) if one_style else drawn.z_g,
            z_l=drawn.z_l if one_style else kept(shared.z_l),
            coordinates=drawn.coordinates if one_style else kept(shared.coordinates),
            noises=drawn.noises if one_style else [kept(noise) for noise in shared.noises],
        )
        rgb = latents.synthesize(generator)[-1] / 2 + 0.5
        yield Pictures(eight_bits(rgb).cpu(), latents.label.cpu())


@torch.no_grad()
def tiled_scenes(generator: Generator, tile_px: int, count: int, seed: int) -> Tensor:
    """Render scenes tile by tile, each from nothing but the fields under it.

    Returns: [count, 3, H, W], H and W multiples of `tile_px`.
    """
    config = generator.config
    random = torch.Generator(_device(generator)).manual_seed(seed)
    latents = LatentBatch.draw(generator, count, config.scene_cells, 0.0, random)
    z_s = generator.structure_patches(latents.z_g, latents.z_l, latents.coordinates)
    wholes = generator.patch_rects(config.scene_cells)
    blends = [StyleBlend.single(w) for w in latents.styles(generator)[0]]
    tiles = wholes[-1].height // tile_px
    rows: list[Tensor] = []
    for row in range(tiles):
        row_tiles: list[Tensor] = []
        for column in range(tiles):
            output = Rect.at(row * tile_px, column * tile_px, tile_px, tile_px)
            rects = generator.texture_rects(output)
            noises = [
                _cut(noise, rect, whole)
                for noise, rect, whole in zip(latents.noises, rects[1:], wholes[1:], strict=True)
            ]
            cells = _cut(z_s, rects[0], wholes[0])
            row_tiles.append(generator.texture(cells, rects, blends, noises)[-1])
        rows.append(torch.cat(row_tiles, 3))
    return torch.cat(rows, 2).cpu()


def _cut(field: Tensor, window: Rect, whole: Rect) -> Tensor:
    rows, columns = window.slices_of(whole)
    return field[..., rows, columns]


def _device(network: nn.Module) -> torch.device:
    return next(network.parameters()).device
