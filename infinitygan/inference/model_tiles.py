"""Tiles on the model's plane, before enlargement: rendered in batches, kept for neighbours."""

from collections import OrderedDict
from collections.abc import Sequence

import torch
from torch import Tensor

from infinitygan.geometry import Rect
from infinitygan.inference.latents import SceneLatents
from infinitygan.inference.level_colours import LevelColours
from infinitygan.networks.generator import Generator

BLOCK_CELLS = 32  # G_S runs on blocks so large that their halos cost little
KEPT_BLOCKS = 64


class StructureCache:
    """Structure features by block of cells, for any window."""

    def __init__(self, latents: SceneLatents) -> None:
        self._latents = latents
        self._blocks: OrderedDict[Rect, Tensor] = OrderedDict()

    def window(self, rect: Rect) -> Tensor:
        """Return z_S [1, C, H, W] over a window of cells."""
        bands: list[Tensor] = []
        for rows in rect.rows.pieces(BLOCK_CELLS):
            parts: list[Tensor] = []
            for columns in rect.columns.pieces(BLOCK_CELLS):
                part = Rect(rows, columns)
                block = _block_of(part)
                down, right = part.slices_of(block)
                parts.append(self._block(block)[..., down, right])
            bands.append(torch.cat(parts, -1))
        return torch.cat(bands, -2)

    def _block(self, rect: Rect) -> Tensor:
        if rect not in self._blocks:
            self._blocks[rect] = self._latents.structure(rect)
            if len(self._blocks) > KEPT_BLOCKS:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(rect)
        return self._blocks[rect]


def _block_of(part: Rect) -> Rect:
    top = part.rows.start // BLOCK_CELLS * BLOCK_CELLS
    left = part.columns.start // BLOCK_CELLS * BLOCK_CELLS
    return Rect.at(top, left, BLOCK_CELLS, BLOCK_CELLS)


class ModelTiles:
    """The picture after one level as tiles of one size on an absolute grid."""

    def __init__(
        self,
        generator: Generator,
        latents: SceneLatents,
        structure: StructureCache,
        level: int,
        tile_px: int,
        kept: int,
        colours: LevelColours | None = None,
    ) -> None:
        """Prepare; `colours` None leaves a lower level those that it has of itself."""
        self.tile_px = tile_px
        self._generator = generator
        self._latents = latents
        self._structure = structure
        self._level = level
        self._kept = kept
        self._colours = colours
        self._tiles: OrderedDict[Rect, Tensor] = OrderedDict()
        self._grids = generator.texture_grids()[: 2 * level + 1]

    def rects(self, window: Rect) -> list[Rect]:
        """Return the whole tiles that a window touches, in raster order."""
        side = self.tile_px
        return [
            Rect.at(tile.rows.start // side * side, tile.columns.start // side * side, side, side)
            for tile in window.tiles(side, side)
        ]

    def is_kept(self, rect: Rect) -> bool:
        """Tell whether a tile need not be rendered."""
        return rect in self._tiles

    def prepare(self, rects: Sequence[Rect]) -> None:
        """Render tiles as one batch, and keep them."""
        for rect, picture in zip(rects, self._render(rects), strict=True):
            self._tiles[rect] = picture
        while len(self._tiles) > max(self._kept, len(rects)):
            self._tiles.popitem(last=False)

    def window(self, rect: Rect) -> Tensor:
        """Assemble float32 [3, H, W] from tiles that are kept; others are rendered one by one."""
        assembled = torch.empty(3, rect.height, rect.width)
        for tile in self.rects(rect):
            if not self.is_kept(tile):
                self.prepare([tile])
            self._tiles.move_to_end(tile)
            part = tile.intersection(rect)
            assembled[(slice(None), *part.slices_of(rect))] = self._tiles[tile][
                (slice(None), *part.slices_of(tile))
            ]
        return assembled

    def _render(self, rects: Sequence[Rect]) -> Tensor:
        """Return float32 [B, 3, H, W] on the CPU."""
        windows = [self._generator.texture_rects(rect, self._level) for rect in rects]
        z_s = torch.cat([self._structure.window(tile[0]) for tile in windows])
        styles = self._latents.style_maps(self._grids, windows)
        blends, colours = self._latents.texture_blends(styles)
        noises = [
            torch.stack([self._latents.noise(layer, grid, tile[layer + 1]) for tile in windows])
            for layer, grid in enumerate(self._grids[1:])
        ]
        z_s = z_s.contiguous(memory_format=torch.channels_last)
        picture = self._generator.texture(z_s, windows[0], blends, noises, colours)[-1]
        if self._colours is not None:
            picture = self._colours.corrected(picture, self._level, self._latents, styles)
        return picture.cpu()
