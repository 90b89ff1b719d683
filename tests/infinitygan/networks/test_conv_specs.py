"""Sizes and positions folded from the specs agree with infinitygan.md and with real modules."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from infinitygan.config import PRESETS, GeneratorConfig, patch_px, texture_layers
from infinitygan.geometry import Rect, Span
from infinitygan.networks.conv_specs import (
    ConvSpec,
    Grid,
    grids,
    needed_rects,
    structure_specs,
    texture_specs,
)
from infinitygan.networks.layers import ModulatedConv, StyleBlend

SPECS = (
    ConvSpec(2, kernel=1),
    ConvSpec(2, kernel=3),
    ConvSpec(2, kernel=7),
    ConvSpec(2, upsample=True),
)


@pytest.mark.parametrize(("levels", "px"), [(4, 101), (5, 197), (6, 389), (7, 773), (8, 1541)])
def test_eleven_cells_make_the_documented_sizes(levels: int, px: int):
    assert patch_px(levels, 11) == px
    config = GeneratorConfig(levels, (4,) * levels, structure_width=4)
    cells = needed_rects(texture_specs(config), Rect.at(0, 0, px, px))[0]
    assert cells.height == 11
    assert len(texture_specs(config)) == texture_layers(levels)


def test_four_layers_of_seven_need_thirty_five_cells():
    config = PRESETS["M"]
    z_s = needed_rects(texture_specs(config), Rect.at(0, 0, 101, 101))[0]
    assert needed_rects(structure_specs(config), z_s)[0].height == 35


@given(levels=st.integers(1, 8), cell=st.integers(-50, 50))
def test_centre_of_a_cell_lies_where_documented(levels: int, cell: int):
    config = GeneratorConfig(levels, (4,) * levels, structure_width=4)
    grid = grids(texture_specs(config))[0]
    assert grid.position_px(cell) == 2**levels * cell - 2 * (2**levels - 1)


@given(spec=st.sampled_from(SPECS), start=st.integers(-40, 40), length=st.integers(1, 30))
def test_needed_input_makes_at_least_the_output(spec: ConvSpec, start: int, length: int):
    output = Span(start, start + length)
    source = spec.input_span(output)
    made = 2 * source.length - 3 if spec.upsample else source.length - spec.kernel + 1
    first = 2 * source.start if spec.upsample else source.start
    assert first <= output.start
    assert output.stop <= first + made
    assert made - length <= 2


@pytest.mark.parametrize("spec", SPECS)
def test_real_convolutions_have_the_sizes_of_their_specs(spec: ConvSpec):
    conv = ModulatedConv(3, spec.out_channels, 4, spec.kernel, upsample=spec.upsample)
    source = spec.input_span(Span(0, 12))
    x = torch.zeros(1, 3, source.length, source.length)
    made = conv(x, StyleBlend.single(torch.zeros(1, 4))).shape[-1]
    expected = 2 * source.length - 3 if spec.upsample else 12
    assert made == expected


@pytest.mark.parametrize("spec", SPECS)
def test_an_impulse_comes_out_centred_where_the_grid_says(spec: ConvSpec):
    torch.manual_seed(0)
    conv = ModulatedConv(1, 1, 4, spec.kernel, upsample=spec.upsample)
    with torch.no_grad():
        conv.weight.fill_(1.0)
    x = torch.zeros(1, 1, 21, 21)
    x[..., 10, 10] = 1
    response = conv(x, StyleBlend.single(torch.zeros(1, 4)))[0, 0].detach().sum(1)
    centre = (response * torch.arange(len(response))).sum() / response.sum()
    source = spec.input_grid(Grid(1, 0))
    assert centre.item() == pytest.approx(source.position_px(10), abs=1e-4)
