"""The coordinates c that tell a cell where it is: vertical in the scene, horizontal on a circle."""

import math

import torch
from torch import Tensor

from infinitygan.config import GeneratorConfig, Horizontal

EDGE = 3.0  # v runs from -3 to 3 over a full scene: tanh(3) = 0.995


def coordinate_grid(v: Tensor, u: Tensor, horizontal: Horizontal) -> Tensor:
    """Build the positional code of a window of cells.

    Args:
        v: [..., H], vertical position: -3 at the first cell of a scene, 3 at its last.
        u: [..., W], horizontal position in periods times 2: -1 and 1 are the same column.
        horizontal: which function of u the middle channel is.

    Returns: [..., 3, H, W]: tanh(v), then cos(pi u) (or tanh(u)), then sin(pi u).

    Source: InfinityGAN (arXiv 2104.03963), section 3.
    """
    height, width = v.shape[-1], u.shape[-1]
    middle = torch.cos(math.pi * u) if horizontal == "cos-sin" else torch.tanh(u)
    shape = (*v.shape[:-1], height, width)
    rows = torch.tanh(v)[..., :, None].expand(shape)
    columns = (code[..., None, :].expand(shape) for code in (middle, torch.sin(math.pi * u)))
    return torch.stack([rows, *columns], dim=-3)


def patch_coordinates(
    config: GeneratorConfig, cells: int, row_cell: Tensor, column_cell: Tensor
) -> Tensor:
    """Build the coordinates of square training patches with the halo of the structure synthesizer.

    Args:
        config: gives the scene's cells, the period and the halo.
        cells: side of the patch's z_S.
        row_cell: [B] continuous row of the patch's first z_S cell, 0 to scene_cells - cells.
        column_cell: [B] continuous column of it.

    Returns: [B, 3, side, side], side = cells + structure_layers * (structure_kernel - 1).
    """
    halo = config.structure_layers * (config.structure_kernel // 2)
    index = torch.arange(-halo, cells + halo, device=row_cell.device)
    rows = row_cell[:, None] + index
    v = EDGE * (2 * rows / (config.scene_cells - 1) - 1)
    u = 2 * (column_cell[:, None] + index) / config.period_cells
    return coordinate_grid(v, u, config.horizontal)
