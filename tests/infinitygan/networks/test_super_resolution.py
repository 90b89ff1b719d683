"""The super-resolution network: without padding, in place, and smooth where it adds nothing."""

import pytest
import torch
from tiny_model import tiny_super_resolution

from infinitygan.geometry import Rect
from infinitygan.networks.super_resolution import (
    NOISE_CHANNELS,
    SuperResolution,
    smoothly_doubled,
)


def drawn(height: int, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    random = torch.Generator().manual_seed(3)
    return (
        torch.randn(2, 3, height, width, generator=random),
        torch.randn(2, NOISE_CHANNELS, height, width, generator=random),
    )


def test_a_slope_is_enlarged_in_place():
    """Output pixel p lies at (p + 0.5) / 2 - 0.5 of the input; 2 px of it are gone, that is 4."""
    row, column = torch.arange(9.0)[:, None], torch.arange(11.0)
    fine = smoothly_doubled((3 * row + column)[None, None])[0, 0]
    p, q = torch.arange(4, 14)[:, None], torch.arange(4, 18)
    expected = 3 * ((p + 0.5) / 2 - 0.5) + (q + 0.5) / 2 - 0.5
    torch.testing.assert_close(fine, expected)


@pytest.mark.parametrize("layers", [2, 5])
def test_without_detail_it_is_the_smooth_enlargement(layers: int):
    network = SuperResolution(width=4, layers=layers)
    with torch.no_grad():
        network.get_parameter(f"layers.{network.reach - 1}.weight").zero_()
    rgb, noise = drawn(14, 15)
    margin = layers - 2
    inner = rgb[..., margin : 14 - margin, margin : 15 - margin]
    torch.testing.assert_close(network(rgb, noise), smoothly_doubled(inner))


def test_a_window_equals_the_crop_of_a_larger_one():
    network = tiny_super_resolution()
    rgb, noise = drawn(20, 24)
    whole_in = Rect.at(-7, 3, 20, 24)
    whole, whole_out = network(rgb, noise), network.output_rect(whole_in)
    assert whole.shape[-2:] == (whole_out.height, whole_out.width)
    wanted = Rect.at(-3, 19, 9, 12)
    window = network.input_rect(wanted)
    rows, columns = window.slices_of(whole_in)
    part = network(rgb[..., rows, columns], noise[..., rows, columns])
    here, there = wanted.slices_of(network.output_rect(window)), wanted.slices_of(whole_out)
    torch.testing.assert_close(part[(..., *here)], whole[(..., *there)])


def test_no_pixel_beyond_the_reach_counts():
    network = tiny_super_resolution()
    rgb, noise = drawn(16, 16)
    pixel = Rect.at(15, 16, 1, 1)
    rows, columns = network.input_rect(pixel).slices_of(Rect.at(0, 0, 16, 16))
    inside = torch.zeros(16, 16, dtype=torch.bool)
    inside[rows, columns] = True
    there = pixel.slices_of(network.output_rect(Rect.at(0, 0, 16, 16)))
    before = network(rgb, noise)[(..., *there)]
    assert torch.equal(network(torch.where(inside, rgb, 9.0), noise)[(..., *there)], before)
    assert not torch.equal(network(torch.where(inside, 9.0, rgb), noise)[(..., *there)], before)


def test_noise_makes_the_detail():
    rgb, noise = drawn(12, 12)
    network = tiny_super_resolution()
    assert not torch.allclose(network(rgb, noise), network(rgb, -noise))


def test_too_few_layers_are_refused():
    with pytest.raises(ValueError, match="at least 2, not 1"):
        SuperResolution(layers=1)
