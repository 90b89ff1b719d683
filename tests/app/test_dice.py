"""Tests of `app.dice`."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.dice import DiceLocks, Die, Locks, draw_seed, rolled, seed_of, with_seed
from infinitygan.checks import MAX_SEED
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle, VectorStyle

SCENE = Scene(canvas=Size(10, 20), layout_seed=1, texture_seed=2, style=SeedStyle(3))


@given(locked=st.frozensets(st.sampled_from(Die)))
def test_a_roll_changes_the_unlocked_dice_only(locked: frozenset[Die]):
    draw = count(100).__next__
    after = rolled(SCENE, Locks(locked), draw)
    for die in Die:
        assert (seed_of(after, die) == seed_of(SCENE, die)) == (die in locked)


@pytest.mark.parametrize("die", Die)
def test_a_seed_is_read_back(die: Die):
    assert seed_of(with_seed(SCENE, die, 9), die) == 9


@pytest.mark.parametrize("die", Die)
def test_a_seed_changes_nothing_else(die: Die):
    seed = seed_of(SCENE, die)
    assert seed is not None
    assert with_seed(with_seed(SCENE, die, 9), die, seed) == SCENE


def test_an_own_style_has_no_seed():
    own = SCENE.with_dice(style=VectorStyle((0.5, 0.5)))
    assert seed_of(own, Die.STYLE) is None
    assert seed_of(with_seed(own, Die.STYLE, 4), Die.STYLE) == 4


def test_drawn_seeds_are_seeds():
    drawn = [draw_seed() for _ in range(50)]
    assert all(0 <= seed <= MAX_SEED for seed in drawn)
    assert len(set(drawn)) > 1


def test_all_locked_is_known():
    locks = Locks()
    for die in Die:
        assert not locks.all_locked
        locks = locks.with_lock(die, is_locked=True)
    assert locks.all_locked
    assert not locks.with_lock(Die.STYLE, is_locked=False).all_locked


def test_locks_tell_changes_once(qtbot: QtBot):
    locks = DiceLocks()
    with qtbot.waitSignal(locks.changed):
        locks.set_locked(Die.STYLE, is_locked=True)
    with qtbot.assertNotEmitted(locks.changed):
        locks.set_locked(Die.STYLE, is_locked=True)
