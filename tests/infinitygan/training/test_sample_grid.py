"""Grids to look at, and the number that shows a collapse."""

import pytest
import torch
from small_training import SMALL

from infinitygan.networks.generator import Generator
from infinitygan.training.sample_grid import (
    grid_image,
    rows_for,
    sample_scenes,
    scene_sample,
    spread,
)


def test_scenes_are_the_same_all_through_a_run():
    generator = Generator(SMALL)
    first, second = sample_scenes(generator, 2, 3), sample_scenes(generator, 2, 3)
    assert first.shape == (2, 3, SMALL.scene_px, SMALL.scene_px, 3)
    assert torch.equal(first, second)


def test_a_sample_is_a_grid_and_its_spread():
    sample = scene_sample(Generator(SMALL))
    assert sample.grid.size == (8 * SMALL.scene_px, 4 * SMALL.scene_px)
    assert sample.figures["spread"] > 0


def test_the_grid_shows_each_scene_in_its_place():
    scenes = torch.arange(6, dtype=torch.uint8)[:, None, None, None].expand(6, 4, 4, 3)
    image = grid_image(scenes.reshape(2, 3, 4, 4, 3))
    assert image.size == (12, 8)
    assert image.getpixel((9, 5)) == (5, 5, 5)


@pytest.mark.parametrize(("scene_px", "rows"), [(85, 4), (325, 4), (645, 2), (1285, 1), (2565, 1)])
def test_grids_of_tall_scenes_have_fewer_rows(scene_px: int, rows: int):
    assert rows_for(scene_px) == rows


def test_spread_is_the_mean_difference_of_pairs():
    black, white = torch.zeros(1, 2, 16, 16, 3), torch.full((1, 1, 16, 16, 3), 255)
    scenes = torch.cat([black, white], 1).byte()
    assert spread(scenes) == pytest.approx(2 / 3, rel=1e-5)


def test_a_collapse_has_no_spread():
    assert spread(torch.full((2, 2, 16, 16, 3), 9, dtype=torch.uint8)) == 0
