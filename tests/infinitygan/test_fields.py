"""Random fields: functions of the position alone, normal, independent, and for ever the same."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from infinitygan.checks import MAX_SEED
from infinitygan.fields import (
    LOCAL_LATENT_STREAM,
    NOISE_STREAM,
    STRUCTURE_STYLE_STREAM,
    STYLE_STREAM,
    normals,
    style_normals,
)
from infinitygan.geometry import Rect, Span

WHOLE = Rect.at(-40, -50, 90, 110)
SIDE = 512  # of the samples for statistics: a standard error of 1 / 512


def spans(whole: Span) -> st.SearchStrategy[Span]:
    ends = st.tuples(*[st.integers(whole.start, whole.stop)] * 2)
    return ends.map(sorted).map(lambda pair: Span(*pair)).filter(lambda span: span.length > 0)


def windows() -> st.SearchStrategy[Rect]:
    return st.builds(Rect, spans(WHOLE.rows), spans(WHOLE.columns))


def sample(
    seed: int = 1, stream: int = 2, channels: int = 1, top: int = 0, left: int = 0
) -> Tensor:
    return normals(seed, stream, Rect.at(top, left, SIDE, SIDE), channels).double()


def correlation(first: Tensor, second: Tensor) -> float:
    return torch.corrcoef(torch.stack([first.flatten(), second.flatten()]))[0, 1].item()


@pytest.fixture(scope="module")
def whole() -> Tensor:
    return normals(7, 3, WHOLE, 3)


@given(windows())
def test_any_window_is_a_crop_of_the_whole(whole: Tensor, window: Rect):
    rows, columns = window.slices_of(WHOLE)
    assert torch.equal(normals(7, 3, window, 3), whole[:, rows, columns])


@given(st.integers(-(2**40), 2**40), st.integers(-(2**40), 2**40))
def test_windows_agree_however_far_from_the_origin(row: int, column: int):
    large = normals(1, 1, Rect.at(row - 3, column - 4, 8, 9))
    assert torch.equal(normals(1, 1, Rect.at(row, column, 1, 1)), large[:, 3:4, 4:5])


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_channel_does_not_depend_on_how_many_there_are(few: int, more: int):
    few, more = sorted((few, more))
    window = Rect.at(-2, 5, 4, 7)
    assert torch.equal(normals(9, 2, window, few), normals(9, 2, window, more)[:few])


def test_an_empty_window_is_empty():
    assert normals(0, 0, Rect.at(3, 3, 0, 5), 2).shape == (2, 0, 5)


@given(st.integers(1, 60), st.integers(-3, 3), windows())
def test_a_period_repeats_the_columns_and_no_rows(period: int, times: int, window: Rect):
    there = normals(4, 2, window.shifted(0, period * times), 2, period=period)
    assert torch.equal(normals(4, 2, window, 2, period=period), there)
    rows_on = normals(4, 2, window.shifted(period, 0), 2, period=period)
    assert not torch.equal(rows_on, there)


def test_a_period_leaves_the_first_one_as_it_is():
    window = Rect.at(-5, 0, 9, 40)
    assert torch.equal(normals(4, 2, window, period=40), normals(4, 2, window))


@pytest.mark.parametrize("corner", [(0, 0), (-SIDE, -SIDE), (10**6, -(10**9))])
@pytest.mark.parametrize("seed", [0, 1, MAX_SEED])
def test_values_are_standard_normal(seed: int, corner: tuple[int, int]):
    drawn = sample(seed, top=corner[0], left=corner[1])
    assert torch.isfinite(drawn).all()
    error = 1 / SIDE
    assert abs(drawn.mean()) < 5 * error
    assert abs(drawn.square().mean() - 1) < 5 * error * 2**0.5
    assert abs(drawn.pow(3).mean()) < 5 * error * 15**0.5
    assert abs(drawn.pow(4).mean() - 3) < 5 * error * 96**0.5


def test_values_follow_the_normal_distribution_into_its_tails():
    drawn = sample(3).flatten()
    limits = torch.tensor([-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0], dtype=torch.float64)
    expected = torch.special.ndtr(limits)
    found = (drawn[:, None] < limits).double().mean(0)
    error = (expected * (1 - expected) / len(drawn)).sqrt()
    assert ((found - expected).abs() < 5 * error + 1e-6).all()


@pytest.mark.parametrize(
    "step", [(0, 1), (1, 0), (1, 1), (1, -1), (0, 2), (0, 8), (16, 0), (0, 64)]
)
def test_neighbours_are_independent(step: tuple[int, int]):
    here, there = sample(), sample(top=step[0], left=step[1])
    assert abs(correlation(here, there)) < 5 / SIDE
    assert abs(correlation(here.square(), there.square())) < 5 / SIDE


@pytest.mark.parametrize(
    "other",
    [{"seed": 0}, {"seed": 2}, {"seed": 2**32 + 1}, {"stream": 1}, {"stream": 3}, {"stream": 18}],
)
def test_seeds_and_streams_are_independent(other: dict[str, int]):
    here, there = sample(), sample(**other)
    assert abs(correlation(here, there)) < 5 / SIDE
    assert abs(correlation(here.square(), there.square())) < 5 / SIDE


def test_channels_are_independent():
    first, second, third = sample(channels=3)
    for pair in ((first, second), (second, third), (first, third)):
        assert abs(correlation(*pair)) < 5 / SIDE


def test_rows_and_columns_are_not_mirrored():
    drawn = sample()[0]
    above, beside = torch.triu_indices(SIDE, SIDE, 1)
    assert abs(correlation(drawn[above, beside], drawn[beside, above])) < 5 * 2**0.5 / SIDE
    assert abs(correlation(drawn, sample(top=-SIDE)[0].flip(0))) < 5 / SIDE
    assert abs(correlation(drawn, sample(left=-SIDE)[0].flip(1))) < 5 / SIDE


def test_a_row_of_seeds_gives_independent_styles():
    styles = torch.stack([style_normals(seed, 256) for seed in range(64)]).double()
    between = torch.corrcoef(styles) - torch.eye(64)
    assert between.abs().max() < 6 / 256**0.5
    assert abs(styles.mean()) < 5 / (64 * 256) ** 0.5


def test_the_style_of_a_seed_is_the_first_row_of_its_stream():
    row = normals(5, STYLE_STREAM, Rect.at(0, 0, 1, 12))[0, 0]
    assert torch.equal(style_normals(5, 12), row)
    assert not torch.equal(style_normals(5, 12, STRUCTURE_STYLE_STREAM), row)


def test_longer_styles_begin_like_shorter_ones():
    assert torch.equal(style_normals(5, 300)[:128], style_normals(5, 128))


# What saved scenes rely on: these numbers must never change, on any device or version.
GOLDEN = [
    (0, STYLE_STREAM, 0, 0, None),
    (0, LOCAL_LATENT_STREAM, 0, 0, None),
    (1, LOCAL_LATENT_STREAM, -1, -1, None),
    (123456789, NOISE_STREAM, 1000, -2000, None),
    (123456789, NOISE_STREAM + 5, 1000, -2000, None),
    (MAX_SEED, STRUCTURE_STYLE_STREAM, 2**31, -(2**31), None),
    (42, NOISE_STREAM, 3, 4099, 4096),
]
GOLDEN_VALUES = [
    [-1.9388995, 1.0282689, -0.2945104],
    [-0.8139740, 1.9855440, -0.1121855],
    [-1.9130015, 0.4071350, 0.3664736],
    [0.2385004, -1.0617746, 1.4497902],
    [-1.6292524, 0.2371498, 0.6390703],
    [-0.3249232, 0.6926848, 1.3768364],
    [1.1906444, 0.2273467, 0.6048638],
]


@pytest.mark.parametrize(("place", "expected"), list(zip(GOLDEN, GOLDEN_VALUES, strict=True)))
def test_saved_scenes_find_their_numbers_again(
    place: tuple[int, int, int, int, int | None], expected: list[float]
):
    seed, stream, row, column, period = place
    drawn = normals(seed, stream, Rect.at(row, column, 1, 1), 3, period=period).flatten()
    torch.testing.assert_close(drawn, torch.tensor(expected), rtol=1e-5, atol=1e-6)


@settings(max_examples=20)
@given(st.integers(0, MAX_SEED), st.integers(0, 30))
def test_all_seeds_and_streams_draw_finite_numbers(seed: int, stream: int):
    drawn = normals(seed, stream, Rect.at(-8, -8, 16, 16), 4)
    assert drawn.dtype == torch.float32
    assert torch.isfinite(drawn).all()
    assert drawn.std() > 0.8
