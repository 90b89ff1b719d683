"""Facts about the vectors of styles: seeds, given numbers, spherical and linear mixes."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor
from torch.testing import assert_close

from infinitygan.fields import style_normals
from infinitygan.style_vectors import StyleError, resolve_w, resolve_z
from infinitygan.styles import MixStyle, SeedStyle, Style, VectorStyle

DIMS, LAYERS = 64, 5
EAST = VectorStyle((2.0, 0.0))
NORTH = VectorStyle((0.0, 2.0))
WEST = VectorStyle((-2.0, 0.0))

seed_styles = st.builds(SeedStyle, st.integers(0, 99))
weights = st.floats(0.01, 100)


def doubled(z: Tensor) -> Tensor:
    """Stand in for the mapping network."""
    return z.square() * 2


def no_map(z: Tensor) -> Tensor:
    raise AssertionError("the mapping was asked for")


def w_of(style: Style) -> Tensor:
    return resolve_w(style, doubled, LAYERS, DIMS)


def test_a_seed_draws_its_latent():
    assert torch.equal(resolve_z(SeedStyle(7), DIMS), style_normals(7, DIMS))
    assert not torch.equal(resolve_z(SeedStyle(7), DIMS), resolve_z(SeedStyle(8), DIMS))


def test_a_vector_is_its_own_latent():
    assert resolve_z(EAST, 2).tolist() == [2.0, 0.0]
    assert resolve_z(EAST, 2).dtype == torch.float32


@given(style=seed_styles, first=weights, second=weights)
def test_a_style_mixed_with_itself_is_itself(style: SeedStyle, first: float, second: float):
    mix = MixStyle(((style, first), (style, second)))
    assert_close(resolve_z(mix, DIMS), resolve_z(style, DIMS))
    assert_close(w_of(mix), w_of(style))


@given(style=seed_styles, weight=weights)
def test_a_mix_of_one_is_that_one(style: SeedStyle, weight: float):
    nested = MixStyle(((MixStyle(((style, weight),)), 3.0),))
    assert_close(resolve_z(nested, DIMS), resolve_z(style, DIMS))


@given(a=seed_styles, b=seed_styles, first=weights, second=weights)
def test_the_order_of_the_parts_does_not_matter(
    a: SeedStyle, b: SeedStyle, first: float, second: float
):
    one, other = MixStyle(((a, first), (b, second))), MixStyle(((b, second), (a, first)))
    assert_close(resolve_z(one, DIMS), resolve_z(other, DIMS))


def test_a_mix_stays_on_the_sphere():
    mixed = resolve_z(MixStyle(((EAST, 1.0), (NORTH, 1.0))), 2)
    assert mixed.tolist() == pytest.approx([math.sqrt(2), math.sqrt(2)])


def test_the_norm_of_a_mix_is_the_mean_of_the_norms():
    long = VectorStyle((0.0, 6.0))
    assert resolve_z(MixStyle(((EAST, 1.0), (long, 3.0))), 2).norm().item() == pytest.approx(5.0)
    direction = resolve_z(MixStyle(((EAST, 1.0), (long, 1.0))), 2)
    assert direction[0].item() == pytest.approx(direction[1].item())


def test_the_heavier_part_pulls_more():
    mixed = resolve_z(MixStyle(((EAST, 3.0), (NORTH, 1.0))), 2)
    assert (mixed[1] / mixed[0]).item() == pytest.approx(1 / 3)


def test_where_opposites_cancel_out_the_heaviest_stands():
    mixed = resolve_z(MixStyle(((EAST, 1.0), (WEST, 1.0001))), 2)
    assert mixed.tolist() == pytest.approx([-2.0, 0.0])


def test_a_mix_of_zeros_is_zero():
    zero = VectorStyle((0.0, 0.0))
    assert resolve_z(MixStyle(((zero, 1.0), (zero, 2.0))), 2).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("style", [EAST, MixStyle(((SeedStyle(1), 1.0), (EAST, 1.0)))])
def test_a_vector_of_another_size_is_refused(style: Style):
    with pytest.raises(StyleError, match=r"without a name .* of length 2; .* of length 64"):
        resolve_z(style, DIMS)


def test_w_is_mapped_for_all_layers():
    assert torch.equal(w_of(SeedStyle(3)), doubled(style_normals(3, DIMS)).expand(LAYERS, DIMS))


def test_a_mix_is_linear_in_w():
    first, second = SeedStyle(1), SeedStyle(2)
    mixed = w_of(MixStyle(((first, 1.0), (second, 3.0))))
    assert_close(mixed, w_of(first) * 0.25 + w_of(second) * 0.75)


def test_a_given_w_is_taken_as_it_is():
    one = VectorStyle((0.0, 0.0), ((1.0, 2.0),))
    assert resolve_w(one, no_map, 3, 2).tolist() == [[1.0, 2.0]] * 3
    each = VectorStyle((0.0, 0.0), ((1.0, 2.0), (3.0, 4.0)))
    assert resolve_w(each, no_map, 2, 2).tolist() == [[1.0, 2.0], [3.0, 4.0]]


def test_given_and_mapped_w_mix():
    given_w = VectorStyle((0.0, 0.0), ((4.0, 8.0),))
    mixed = resolve_w(MixStyle(((given_w, 1.0), (EAST, 1.0))), doubled, 1, 2)
    assert mixed.tolist() == [[6.0, 4.0]]


def test_a_w_for_other_layers_is_refused():
    style = VectorStyle((0.0, 0.0), ((1.0, 2.0), (3.0, 4.0)), "Dawn")
    with pytest.raises(StyleError, match="'Dawn' has vectors for 2 layers; the model has 5"):
        resolve_w(style, no_map, LAYERS, 2)


def test_a_w_of_another_size_is_refused():
    with pytest.raises(StyleError, match="of length 2; the model's are of length 3"):
        resolve_w(VectorStyle((0.0,) * 3, ((1.0, 2.0),)), no_map, LAYERS, 3)


def test_w_keeps_the_precision_of_the_mapping():
    assert resolve_w(SeedStyle(1), lambda z: z.double(), LAYERS, DIMS).dtype == torch.float64
