"""Pictures are compared in place at many scales, and strips wherever in them things lie."""

import pytest
import torch
from torch import Tensor

from infinitygan.inference.picture_distance import picture_distance, strip_distance


def noise(height: int = 32, width: int = 48, seed: int = 0) -> Tensor:
    return torch.randn(1, 3, height, width, generator=torch.Generator().manual_seed(seed)) * 0.3


@pytest.mark.parametrize("distance", [picture_distance, lambda a, b: strip_distance(a, b, 4)])
def test_equal_pictures_have_no_distance_and_others_have(distance):  # noqa: ANN001
    assert distance(noise(), noise()).item() == 0
    assert distance(noise(), 0.5 * noise(seed=1)).item() > 0.1


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 9), (9, 1), (2, 2), (7, 200)])
def test_pictures_of_any_sides_are_compared_and_differentiable(height: int, width: int):
    made = noise(height, width).requires_grad_()
    total = picture_distance(made, noise(height, width, seed=1))
    total = total + strip_distance(made, noise(height + 3, width + 5), 8)
    total.backward()
    assert made.grad is not None
    assert torch.isfinite(made.grad).all()
    assert made.grad.abs().max() > 0


def test_shift_of_colour_counts_at_every_scale_and_nowhere_else():
    """32 px halve to 16, 8 and 4: four scales, each with its L1 of the colours."""
    assert picture_distance(noise() + 0.1, noise()).item() == pytest.approx(0.4, abs=1e-4)


def test_texture_in_the_wrong_place_beats_none():
    """Else a fit would paint what it cannot place as a smooth average."""
    wanted, grain, flat = noise(), noise(seed=1), torch.zeros(1, 3, 32, 48)
    finest = torch.nn.functional.l1_loss
    assert finest(grain, wanted) > finest(flat, wanted)
    assert picture_distance(grain, wanted) < picture_distance(flat, wanted)


def test_strips_ignore_where_across_things_lie():
    picture = noise()
    assert strip_distance(picture.flip(-1), picture, 4).item() < 0.01
    assert strip_distance(picture.repeat(1, 1, 1, 2), picture, 4).item() < 0.05


def test_strips_tell_heights_apart():
    sky_above = torch.cat([torch.full((1, 3, 16, 48), 0.5), torch.full((1, 3, 16, 48), -0.5)], 2)
    assert strip_distance(sky_above.flip(-2), sky_above, 4).item() == pytest.approx(1.0, abs=0.05)


def test_strips_tell_rough_from_smooth_of_the_same_colours():
    ramp = torch.linspace(-1, 1, 48).expand(1, 3, 32, 48)
    shuffled = ramp[..., torch.randperm(48, generator=torch.Generator().manual_seed(0))]
    assert strip_distance(shuffled, ramp, 4).item() > 0.3
