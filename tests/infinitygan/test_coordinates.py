"""The positional code against its equations."""

import math

import pytest
import torch

from infinitygan.config import PRESETS, GeneratorConfig, patch_px
from infinitygan.coordinates import EDGE, coordinate_grid, patch_coordinates

CONFIG = GeneratorConfig(
    levels=2,
    texture_widths=(4, 4),
    structure_width=4,
    structure_layers=2,
    structure_kernel=5,
    scene_cells=13,
    period_cells=10,
)
HALO = 4


def test_channels_are_height_then_the_circle():
    grid = coordinate_grid(torch.tensor([0.5, -2.0]), torch.tensor([0.25, 1.0, 0.0]), "cos-sin")
    assert grid.shape == (3, 2, 3)
    torch.testing.assert_close(grid[0, :, 1], torch.tanh(torch.tensor([0.5, -2.0])))
    half = math.sqrt(0.5)
    torch.testing.assert_close(grid[1, 0], torch.tensor([half, -1.0, 1.0]))
    torch.testing.assert_close(grid[2, 1], torch.tensor([half, 0.0, 0.0]), atol=1e-6, rtol=0)


def test_the_other_variant_differs_in_the_middle_channel_alone():
    v, u = torch.linspace(-3, 3, 5), torch.linspace(-1, 1, 4)
    ours, other = (coordinate_grid(v, u, kind) for kind in ("cos-sin", "tanh-sin"))
    assert torch.equal(ours[0], other[0])
    assert torch.equal(ours[2], other[2])
    torch.testing.assert_close(other[1, 0], torch.tanh(u))


def test_a_scene_runs_from_edge_to_edge():
    whole = patch_coordinates(CONFIG, 13, torch.zeros(1), torch.zeros(1))
    inner = whole[0, 0, HALO:-HALO, 0]
    assert inner[0].item() == pytest.approx(math.tanh(-EDGE))
    assert inner[6].item() == pytest.approx(0, abs=1e-6)
    assert inner[-1].item() == pytest.approx(math.tanh(EDGE))


def test_the_halo_goes_on_beyond_the_scene():
    whole = patch_coordinates(CONFIG, 13, torch.zeros(1), torch.zeros(1))[0, 0, :, 0]
    assert len(whole) == 13 + 2 * HALO
    assert (whole.diff() > 0).all()


def test_columns_repeat_after_the_period():
    left, right = patch_coordinates(CONFIG, 6, torch.zeros(2), torch.tensor([1.5, 11.5]))
    torch.testing.assert_close(left, right, atol=1e-5, rtol=0)


def test_a_patch_is_a_crop_of_the_scene():
    whole = patch_coordinates(CONFIG, 13, torch.zeros(1), torch.zeros(1))
    patch = patch_coordinates(CONFIG, 6, torch.tensor([4.0]), torch.tensor([2.0]))
    side = patch.shape[-1]
    crop = whole[..., 4 : 4 + side, 2 : 2 + side]
    torch.testing.assert_close(patch, crop, atol=1e-6, rtol=0)


@pytest.mark.parametrize("levels", [3, 6])
def test_labels_of_crops_and_of_patches_are_one_map(levels: int):
    """A crop at t px of a photo of scene height lies at cell t / 2^k: both give the same y."""
    config = PRESETS["M"].with_levels(levels)
    cells, top_px = 11, 3 * config.pixels_per_cell
    travel_px = config.scene_px - patch_px(levels, cells)
    label_of_crop = 2 * top_px / travel_px - 1
    label_of_patch = 2 * 3 / (config.scene_cells - cells) - 1
    assert label_of_crop == pytest.approx(label_of_patch)
