"""Fields over a large window for a tiny generator, cut for any window within it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import torch
from torch import Tensor

from infinitygan.config import GeneratorConfig
from infinitygan.coordinates import coordinate_grid
from infinitygan.geometry import Rect
from infinitygan.networks.conv_specs import Grid
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import StyleBlend, pixel_norm

TINY_CONFIG = GeneratorConfig(
    levels=2,
    texture_widths=(6, 5, 4),
    structure_width=5,
    structure_layers=2,
    structure_kernel=3,
    local_latent_channels=3,
    style_dims=4,
    mapping_layers=2,
    scene_cells=12,
    period_cells=20,
)


@dataclass(frozen=True)
class Canvas:
    """Fields over a whole window, cut for any window within it."""

    generator: Generator
    whole: Rect
    z_l: Tensor
    noises: list[Tensor]
    z_g: Tensor

    @staticmethod
    def over(generator: Generator, whole: Rect, styles: int) -> "Canvas":
        random = torch.Generator().manual_seed(1)

        def normal(*shape: int) -> Tensor:
            return torch.randn(*shape, generator=random, dtype=torch.float64)

        rects = generator.texture_rects(whole)
        cells = generator.structure_rects(rects[0])[0]
        return Canvas(
            generator,
            whole,
            normal(1, generator.config.local_latent_channels, cells.height, cells.width),
            [normal(1, 1, rect.height, rect.width) for rect in rects[1:]],
            normal(styles, generator.config.style_dims),
        )

    @cached_property
    def picture(self) -> Tensor:
        return self.render(self.whole)

    def render(self, window: Rect) -> Tensor:
        """Make the picture of a window from nothing but the fields under it."""
        rects = self.generator.texture_rects(window)
        wholes = self.generator.texture_rects(self.whole)
        noises = [
            cut(noise, rect, whole)
            for noise, rect, whole in zip(self.noises, rects[1:], wholes[1:], strict=True)
        ]
        blends = self._blends(rects, self.generator.texture_grids(), self._styles_w())
        return self.generator.texture(self._structure(rects[0]), rects, blends, noises)[-1]

    def _structure(self, z_s: Rect) -> Tensor:
        rects = self.generator.structure_rects(z_s)
        whole = self.generator.structure_rects(self.generator.texture_rects(self.whole)[0])[0]
        grids = self.generator.structure_grids()
        blends = self._blends(rects, grids, pixel_norm(self.z_g))
        cells = rects[0]
        v = torch.arange(cells.rows.start, cells.rows.stop, dtype=torch.float64) / 7
        u = torch.arange(cells.columns.start, cells.columns.stop, dtype=torch.float64) / 9
        coordinates = coordinate_grid(v, u, "cos-sin")[None]
        return self.generator.structure(cut(self.z_l, cells, whole), coordinates, blends)

    def _styles_w(self) -> Tensor:
        return self.generator.mapping(self.z_g)

    def _blends(self, rects: list[Rect], grids: list[Grid], styles: Tensor) -> list[StyleBlend]:
        weights = [self._weights(r, g) for r, g in zip(rects, grids, strict=True)]
        return [StyleBlend(styles[None], before, after) for before, after in pairwise(weights)]

    def _weights(self, rect: Rect, grid: Grid) -> Tensor:
        """Let the styles share each position in smooth waves."""
        rows = torch.arange(rect.rows.start, rect.rows.stop) * grid.step_px + grid.origin_px
        columns = torch.arange(rect.columns.start, rect.columns.stop) * grid.step_px
        place = rows[:, None] * 0.05 + (columns + grid.origin_px) * 0.03
        shifts = torch.arange(len(self.z_g), dtype=torch.float64)[:, None, None]
        return torch.softmax(torch.sin(place + shifts * 2), 0)[None]


def cut(field: Tensor, window: Rect, whole: Rect) -> Tensor:
    rows, columns = window.slices_of(whole)
    return field[..., rows, columns]
