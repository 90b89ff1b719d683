"""Facts about new styles out of others."""

import math

import pytest
import torch
from hypothesis import given
from scene_strategies import seeds, styles
from torch import Tensor
from torch.nn.functional import cosine_similarity

from infinitygan.style_mixing import A_LITTLE, A_LOT, between, between_four, nudge
from infinitygan.style_vectors import resolve_w, resolve_z
from infinitygan.styles import MAX_MIX_DEPTH, MAX_MIX_PARTS, MixStyle, SeedStyle, Style

A, B, C, D = (SeedStyle(seed) for seed in range(1, 5))
DIMS = 256


def angle(first: Style, second: Style) -> float:
    """Return the angle between two latents in degrees."""
    cosine = cosine_similarity(resolve_z(first, DIMS), resolve_z(second, DIMS), dim=0)
    return math.degrees(math.acos(min(cosine.item(), 1.0)))


def w_of(style: Style) -> Tensor:
    """Resolve w with a mapping network that changes nothing."""
    return resolve_w(style, lambda z: z, 1, DIMS)


def test_the_ends_of_the_slider_are_the_styles_themselves():
    assert between(A, B, 0.0) == A
    assert between(A, B, 1.0) == B
    assert between(A, A, 0.3) == A


def test_the_middle_of_the_slider_is_as_far_from_both():
    middle = between(A, B, 0.5)
    assert middle == MixStyle(((A, 0.5), (B, 0.5)))
    assert angle(A, middle) == pytest.approx(angle(middle, B), abs=0.1)


def test_the_corners_of_the_pad_are_the_styles_themselves():
    found = [between_four((A, B, C, D), y, x) for y, x in ((0, 0), (0, 1), (1, 0), (1, 1))]
    assert found == [A, B, C, D]


def test_an_edge_of_the_pad_is_a_slider():
    assert between_four((A, B, C, D), 0.0, 0.25) == between(A, B, 0.25)
    assert between_four((A, B, C, D), 0.75, 0.0) == between(A, C, 0.75)


def test_equal_corners_count_together():
    assert between_four((A, B, A, B), 0.5, 0.25) == between(A, B, 0.25)


@given(style=styles(), seed=seeds())
def test_no_nudge_leaves_a_style_and_a_full_one_arrives(style: Style, seed: int):
    assert angle_free_equal(nudge(style, 0.0, seed), style)
    assert nudge(style, 1.0, seed) == SeedStyle(seed)


def angle_free_equal(found: Style, style: Style) -> bool:
    """Tell whether a style is another, or its flattened form where that is nested to the limit."""
    deep = isinstance(style, MixStyle) and style.depth >= MAX_MIX_DEPTH
    return isinstance(found, MixStyle) if deep else found == style


@pytest.mark.parametrize("amount", [A_LITTLE, A_LOT, 0.7])
def test_a_nudge_turns_by_its_share_of_a_right_angle(amount: float):
    assert angle(A, nudge(A, amount, 99)) == pytest.approx(90 * amount, abs=6)


def test_nudges_by_different_seeds_differ():
    assert angle(nudge(A, A_LOT, 5), nudge(A, A_LOT, 6)) > 20


def test_a_style_can_be_nudged_for_ever():
    style: Style = A
    turn = math.tan(A_LITTLE * math.pi / 2)
    for seed in range(1000, 1025):
        turned = nudge(style, A_LITTLE, seed)
        wanted = (w_of(style) + turn * w_of(SeedStyle(seed))) / (1 + turn)
        torch.testing.assert_close(w_of(turned), wanted, rtol=0, atol=1e-4)
        style = turned
    assert isinstance(style, MixStyle)
    assert style.depth <= MAX_MIX_DEPTH


def test_flattening_keeps_the_heaviest_parts():
    wide = MixStyle(tuple((SeedStyle(seed), 1.0 + seed) for seed in range(MAX_MIX_PARTS)))
    deep: Style = wide
    for seed in range(MAX_MIX_DEPTH - 1):
        deep = MixStyle(((deep, 10.0), (SeedStyle(500 + seed), 0.001)))
    mixed = between(deep, B, 0.5)
    assert isinstance(mixed, MixStyle)
    assert mixed.depth == 2
    assert angle(mixed, between(wide, B, 0.5)) < 1


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan])
def test_shares_off_the_slider_are_refused(wrong: float):
    with pytest.raises(ValueError, match="share must be from 0 to 1"):
        between(A, B, wrong)
    with pytest.raises(ValueError, match="down must be from 0 to 1"):
        between_four((A, B, C, D), wrong, 0.5)
    with pytest.raises(ValueError, match="right must be from 0 to 1"):
        between_four((A, B, C, D), 0.5, wrong)
    with pytest.raises(ValueError, match="amount must be from 0 to 1"):
        nudge(A, wrong, 0)


def test_a_pad_has_four_corners():
    with pytest.raises(ValueError, match="4 corners, not 3"):
        between_four((A, B, C), 0.5, 0.5)
