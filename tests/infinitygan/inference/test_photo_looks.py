"""Places look alike if their blurred surroundings and heights do; texture is told apart."""

import torch

from infinitygan.geometry import Rect
from infinitygan.inference.photo_looks import BLUR_REACH, REACH, Looks, phases, softened

AVAILABLE = Rect.at(-10, 5, 60, 80)
SCENE_PX = 100.0


def noise(seed: int = 0) -> torch.Tensor:
    return torch.randn(3, 60, 80, generator=torch.Generator().manual_seed(seed)) * 0.2


def test_everything_is_told_of_the_inner_pixels():
    looks = Looks.of(noise(), AVAILABLE, SCENE_PX)
    inner = AVAILABLE.grown(-REACH)
    for values in (looks.colours, looks.features):
        assert values.shape[1:] == (inner.height, inner.width)


def test_window_tells_the_same_as_the_whole():
    picture = noise()
    part = Rect.at(-4, 15, 45, 50)
    whole = Looks.of(picture, AVAILABLE, SCENE_PX)
    window = Looks.of(picture[(slice(None), *part.slices_of(AVAILABLE))], part, SCENE_PX)
    place = part.grown(-REACH).slices_of(AVAILABLE.grown(-REACH))
    assert torch.allclose(window.features, whole.features[(slice(None), *place)], atol=1e-6)
    assert torch.allclose(window.colours, whole.colours[(slice(None), *place)], atol=1e-6)


def test_texture_hardly_counts_as_colour():
    flat = Looks.of(torch.full((3, 60, 80), 0.3), AVAILABLE, SCENE_PX)
    rough = Looks.of(0.3 + noise(), AVAILABLE, SCENE_PX)
    assert (rough.colours - flat.colours).abs().mean() < 0.05


def test_edge_in_another_place_looks_different():
    """So that a ridge takes its piece from a ridge of the same shape."""
    edge = torch.where(torch.arange(80) < 40, -0.5, 0.5).expand(3, 60, 80)
    features = Looks.of(edge, AVAILABLE, SCENE_PX).features[:, 0]
    at = 40 - REACH
    assert (features[:, at] - features[:, at + 3]).norm() > 1
    assert (features[:, at + 12] - features[:, at + 15]).norm() < 1e-5


def test_blur_keeps_ramps_and_takes_texture_away():
    ramp = torch.linspace(-1, 1, 80).expand(3, 60, 80)
    inner = slice(BLUR_REACH, -BLUR_REACH)
    assert torch.allclose(softened(ramp), ramp[:, inner, inner], atol=1e-5)
    assert softened(noise()).std() < 0.35 * noise().std()


def test_equal_places_at_other_heights_look_different():
    features = Looks.of(torch.zeros(3, 60, 80), AVAILABLE, SCENE_PX).features
    assert torch.equal(features[:, :, 0], features[:, :, -1])
    assert (features[:, 0] - features[:, -1]).norm() > 1


def test_crossings_are_listed_row_by_row():
    looks = Looks.of(noise(), AVAILABLE, SCENE_PX)
    colours, features = looks.at(torch.tensor([3, 7]), torch.tensor([0, 5, 9]))
    assert torch.equal(colours[4], looks.colours[:, 7, 5])
    assert torch.equal(features[4], looks.features[:, 7, 5])


def test_neighbouring_blocks_differ_most_in_phase():
    step = 24
    here, beside, next_but_one = phases(
        torch.tensor([0]), torch.tensor([0, step, 2 * step]), 2 * step
    )
    assert torch.allclose(here, next_but_one, atol=1e-6)
    others = phases(torch.tensor([0]), torch.arange(2 * step), 2 * step)
    assert (others - here).norm(dim=1).argmax() == step
    assert torch.allclose(others[step], beside, atol=1e-6)
