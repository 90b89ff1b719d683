"""A photo's columns are continued by runs of its own, each from where it looks like the end."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from infinitygan.geometry import Rect
from infinitygan.inference.latent_quilt import (
    NOVELTY,
    Quilt,
    continuation,
    continued,
    quilted_columns,
)
from infinitygan.inference.match import FieldPatch

COLUMNS = 24
CORE = FieldPatch(Rect.at(2, 10, 3, COLUMNS), torch.arange(72.0).reshape(1, 3, COLUMNS))


def looks(columns: int = COLUMNS, seed: int = 0) -> torch.Tensor:
    return torch.rand(6, columns, generator=torch.Generator().manual_seed(seed))


def runs(chosen: list[int]) -> list[list[int]]:
    """Cut a list of columns wherever the next one is not the neighbour."""
    parts = [[chosen[0]]]
    for before, after in pairwise(chosen):
        if after == before + 1:
            parts[-1].append(after)
        else:
            parts.append([after])
    return parts


@given(columns=st.integers(1, 40), count=st.integers(0, 60), seed=st.integers(0, 999))
@settings(deadline=None, max_examples=50)
def test_as_many_columns_as_wanted_and_all_of_the_photo(columns: int, count: int, seed: int):
    chosen = quilted_columns(Quilt.of(looks(columns)).right, count, seed)
    assert len(chosen) == count
    assert all(0 <= column < columns for column in chosen)


@given(seed=st.integers(0, 999))
@settings(deadline=None, max_examples=30)
def test_whole_runs_are_taken(seed: int):
    chosen = quilted_columns(Quilt.of(looks()).right, 60, seed)
    assert all(len(run) >= 5 for run in runs(chosen)[:-1])


def test_run_begins_where_the_photo_looks_like_its_end():
    """Columns 4 and 5 look like the last two, all others differ: what follows is near them."""
    seen = torch.arange(COLUMNS).float()[None].repeat(6, 1)
    seen[:, 4:6] = seen[:, -2:]
    starts = {quilted_columns(Quilt.of(seen).right, 1, seed)[0] for seed in range(60)}
    assert starts == {5, 6, 7}


def test_seed_decides():
    distances = Quilt.of(looks()).right
    assert quilted_columns(distances, 40, 3) == quilted_columns(distances, 40, 3)
    assert len({tuple(quilted_columns(distances, 40, seed)) for seed in range(5)}) > 1


def test_left_side_is_the_right_one_of_the_mirrored_photo():
    seen = looks()
    assert np.array_equal(Quilt.of(seen).left, Quilt.of(seen.flip(1)).right)
    assert np.allclose(np.diag(Quilt.of(seen).right), 0)


def test_patches_lie_beside_the_photo_with_its_columns():
    left, right = 7, 9
    after, before = continuation(CORE, Quilt.of(looks()), 1, left, right)
    assert before.rect == Rect.at(2, 3, 3, left)
    assert after.rect == Rect.at(2, 34, 3, right)
    own = {tuple(column) for column in CORE.values[0].T.tolist()}
    for patch in (before, after):
        assert all(tuple(column) in own for column in patch.values[0].T.tolist())


def test_runs_to_the_left_keep_their_direction():
    (before,) = continuation(CORE, Quilt.of(looks()), 1, 20, 0)
    columns = (before.values[0, 0]).long().tolist()
    assert any(len(run) >= 5 for run in runs(columns))


def test_nothing_wanted_is_no_patch():
    assert continuation(CORE, Quilt.of(looks()), 1, 0, 0) == []


@pytest.mark.parametrize("period", [None, 64])
def test_variance_stays_one(period: int | None):
    random = torch.Generator().manual_seed(0)
    window = Rect.at(0, 0, 40, 64)
    field = torch.randn(8, 40, 64, generator=random)
    patch = FieldPatch(Rect.at(0, 20, 40, 30), torch.randn(8, 40, 30, generator=random))
    mixed = continued(field, window, [patch], period)
    assert torch.equal(mixed[..., :20], field[..., :20])
    inside = mixed[..., 20:50]
    assert inside.std().item() == pytest.approx(1, abs=0.02)
    shared = (inside * patch.values).mean().item()
    assert shared == pytest.approx((1 - NOVELTY**2) ** 0.5, abs=0.03)


def test_continuation_repeats_with_the_canvas():
    patch = FieldPatch(Rect.at(0, 2, 1, 3), torch.ones(1, 1, 3))
    mixed = continued(torch.zeros(1, 1, 20), Rect.at(0, 0, 1, 20), [patch], 10)
    assert mixed[0, 0].nonzero().flatten().tolist() == [2, 3, 4, 12, 13, 14]
