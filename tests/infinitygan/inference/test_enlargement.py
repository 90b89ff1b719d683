"""Enlargement: as many doublings as fit, the sinc for the rest, windows that agree."""

from dataclasses import replace

import pytest
import torch
from tiny_model import TINY, tiny_super_resolution

from infinitygan.geometry import Rect, Size
from infinitygan.inference.enlargement import Enlargement
from infinitygan.inference.resample import enlarge, input_rect
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.super_resolution import SuperResolution, smoothly_doubled
from infinitygan.scene import Scene

SCENE = Scene(Size(240, 250))
WINDOW = Rect.at(-9, 31, 40, 51)


def plan_of(enlargement: float, wrap: bool = False) -> ScenePlan:
    return ScenePlan.of(replace(SCENE, enlargement=enlargement, wrap=wrap), TINY)


def plane(rect: Rect) -> torch.Tensor:
    """Return a picture of the model's plane: waves of about 20 px."""
    y = torch.arange(rect.rows.start, rect.rows.stop)[:, None] / 3.0
    x = torch.arange(rect.columns.start, rect.columns.stop) / 3.5
    return torch.stack([torch.sin(y + x), torch.cos(y - x), torch.sin(y) * torch.cos(x)])


def enlarged(enlargement: Enlargement, rect: Rect) -> torch.Tensor:
    needed = enlargement.needed(rect)
    return enlargement.enlarged(plane(needed), needed, rect)


@pytest.mark.parametrize("factor", [1.0, 1.9, 4.0])
def test_without_a_network_it_is_the_sinc(factor: float):
    enlargement = Enlargement(plan_of(factor), None)
    needed = input_rect(WINDOW, factor, factor)
    assert enlargement.needed(WINDOW) == needed
    expected = enlarge(plane(needed), needed, WINDOW, factor, factor)
    assert torch.equal(enlarged(enlargement, WINDOW), expected)


def test_below_twice_the_network_has_no_part():
    sharp = Enlargement(plan_of(1.9), tiny_super_resolution())
    assert torch.equal(enlarged(sharp, WINDOW), enlarged(Enlargement(plan_of(1.9), None), WINDOW))


@pytest.mark.parametrize("factor", [2.0, 3.0, 5.0, 8.0])
def test_a_smooth_picture_lies_where_the_sinc_puts_it(factor: float):
    """A network that adds nothing enlarges smoothly: both agree but for what filters do."""
    network = SuperResolution(width=4, layers=3)
    with torch.no_grad():
        network.get_parameter(f"layers.{network.reach - 1}.weight").zero_()
    smooth = enlarged(Enlargement(plan_of(factor), network), WINDOW)
    expected = enlarged(Enlargement(plan_of(factor), None), WINDOW)
    torch.testing.assert_close(smooth, expected, atol=0.01, rtol=0)


@pytest.mark.parametrize(("factor", "wrap"), [(2.0, False), (5.0, True), (8.0, False)])
def test_a_window_equals_the_crop_of_a_larger_one(factor: float, wrap: bool):
    enlargement = Enlargement(plan_of(factor, wrap), tiny_super_resolution(), seed=4)
    whole, part = WINDOW.grown(13), Rect.at(-3, 40, 17, 22)
    rows, columns = part.slices_of(whole)
    torch.testing.assert_close(
        enlarged(enlargement, part), enlarged(enlargement, whole)[:, rows, columns]
    )


def test_the_first_doubling_is_the_networks():
    enlargement = Enlargement(plan_of(2.0), SuperResolution(width=4, layers=2))
    rect = Rect.at(4, 6, 8, 10)
    needed = enlargement.needed(rect)
    assert needed == Rect.at(0, 1, 8, 9)
    detail = enlarged(enlargement, rect) - smoothly_doubled(plane(needed)[None])[0]
    assert 0 < detail.abs().max() < 1


def test_each_seed_and_doubling_has_noise_of_its_own():
    network = tiny_super_resolution()
    first, other = (Enlargement(plan_of(2.0), network, seed) for seed in (1, 2))
    assert not torch.allclose(enlarged(first, WINDOW), enlarged(other, WINDOW))


def test_the_noise_repeats_with_the_canvas():
    plan = plan_of(4.0, wrap=True)
    enlargement = Enlargement(plan, tiny_super_resolution())
    assert plan.wrap_cells is not None
    period = plan.wrap_cells * TINY.pixels_per_cell
    shown = round(period * plan.scale_x)
    needed = enlargement.needed(WINDOW)
    later = replace(WINDOW, columns=WINDOW.columns.shifted(shown))
    here = enlargement.enlarged(plane(needed), needed, WINDOW)
    moved = replace(needed, columns=needed.columns.shifted(period))
    assert enlargement.needed(later) == moved
    torch.testing.assert_close(enlargement.enlarged(plane(needed), moved, later), here)
