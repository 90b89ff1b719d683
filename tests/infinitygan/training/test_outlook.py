"""The side to which a trained generator looks."""

import math

import pytest
import torch
from small_training import SMALL
from torch import Tensor

from infinitygan.networks.generator import Generator
from infinitygan.training import outlook
from infinitygan.training.batches import LatentBatch
from infinitygan.training.outlook import SIDES, best_outlook


@pytest.mark.parametrize("side", [0.03, 0.3, 0.72])
def test_it_is_where_sky_and_land_differ_most(monkeypatch: pytest.MonkeyPatch, side: float):
    def looking(generator: Generator, batch: LatentBatch, middle_cell: float) -> Tensor:
        angle = 2 * math.pi * (middle_cell / SMALL.period_cells - side)
        rgb = torch.zeros(1, 3, 9, 9)
        rgb[..., :4, :] = 1 + math.cos(angle)
        return rgb

    monkeypatch.setattr(outlook, "_looking", looking)
    found = best_outlook(Generator(SMALL))
    assert found / SMALL.period_cells == pytest.approx(side, abs=0.5 / SIDES + 0.01)


def test_it_depends_on_the_generator_alone():
    generator = Generator(SMALL)
    first = best_outlook(generator)
    torch.rand(3)
    assert best_outlook(generator) == first
    assert 0 <= first <= SMALL.period_cells


def test_pictures_follow_the_horizontal_coordinate():
    generator = Generator(SMALL)
    random = torch.Generator().manual_seed(0)
    batch = LatentBatch.draw(generator, 2, SMALL.scene_cells, 0.0, random)
    here, there, around = (
        outlook._looking(generator, batch, cell)  # pyright: ignore[reportPrivateUsage]
        for cell in (0.0, SMALL.period_cells / 2, float(SMALL.period_cells))
    )
    assert not torch.allclose(here, there, atol=1e-3)
    torch.testing.assert_close(here, around, rtol=0, atol=1e-3)
