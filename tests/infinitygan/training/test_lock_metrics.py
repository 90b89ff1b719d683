"""What is locked must show in the figures: edges that stay, colours that stay."""

import numpy as np
import pytest

from infinitygan.training.lock_metrics import (
    Picture,
    edge_correlation,
    edge_map,
    lock_figures,
)


def painted(layout: int, style: int) -> Picture:
    """A ridge whose place is the layout's, between two colours that are the style's."""
    random = np.random.default_rng(layout)
    ridge = 80 + np.cumsum(random.normal(0, 1.5, 240))[None, :, None]
    sky, land = np.random.default_rng(100 + style).integers(0, 256, (2, 3))
    rows = np.arange(160)[:, None, None]
    return np.where(rows < ridge, sky, land).astype(np.uint8)


def grid(count: int = 4) -> list[list[Picture]]:
    return [[painted(layout, style) for style in range(count)] for layout in range(count)]


def test_ridges_that_stay_and_colours_that_stay_are_told():
    figures = lock_figures(grid())
    assert figures.layout_locked > 0.95
    assert figures.layout_locked_worst <= figures.layout_locked
    assert figures.style_locked < 0.7
    assert figures.style_locked_worst >= figures.style_locked
    assert figures.colour_ratio < 0.3


def test_exchanged_locks_exchange_the_figures():
    exchanged = lock_figures([list(column) for column in zip(*grid(), strict=True)])
    assert exchanged.layout_locked == pytest.approx(lock_figures(grid()).style_locked)
    assert exchanged.colour_ratio > 1


def test_edges_do_not_ask_for_the_sign_of_the_step():
    edges = edge_map(painted(1, 1))
    assert edge_correlation(edges, edge_map(255 - painted(1, 1))) == pytest.approx(1, abs=0.01)


def test_flat_picture_correlates_with_nothing():
    flat = edge_map(np.zeros((80, 80, 3), np.uint8))
    assert edge_correlation(flat, flat) == 0


def test_one_layout_cannot_be_compared():
    with pytest.raises(ValueError, match="2 layouts"):
        lock_figures(grid()[:1])
