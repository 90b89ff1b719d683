"""Tests of `app.dice`."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.dice import (
    DiceLocks,
    Die,
    Locks,
    draw_seed,
    locks_in,
    rolled,
    seed_of,
    turns_of,
    varied,
    with_seed,
)
from infinitygan.checks import MAX_SEED
from infinitygan.geometry import Size
from infinitygan.scene import PhotoPlacement, Reroll, Scene
from infinitygan.shapes import Rectangle
from infinitygan.style_mixing import nudge
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


SEEDS = {Die.LAYOUT: 7, Die.STYLE: 8, Die.TEXTURE: 9}


MATCHED = replace(SCENE, photos=(PhotoPlacement("0" * 64, 0, 0, 5, 8, match="m"),))


@pytest.mark.parametrize("amount", [0.4, 1.0])
def test_a_matched_photo_keeps_its_style_in_every_roll(amount: float):
    after = varied(MATCHED, Locks(), SEEDS, amount)
    assert after != MATCHED
    assert (after.style, after.regions) == (MATCHED.style, ())
    assert locks_in(MATCHED, Locks()).locked == {Die.STYLE}
    assert seed_of(MATCHED, Die.STYLE) is None


@pytest.mark.parametrize("amount", [0.4, 1.0])
def test_the_style_around_a_matched_photo_is_rolled(amount: float):
    around = with_seed(MATCHED, Die.STYLE, 5)
    assert seed_of(around, Die.STYLE) == 5
    after = varied(around, Locks(), SEEDS, amount)
    assert after.style == MATCHED.style
    assert after.regions[0].style != around.regions[0].style
    assert locks_in(around, Locks()) == Locks()


def test_a_whole_turn_is_a_roll():
    seeds = iter(SEEDS.values())
    assert varied(SCENE, Locks(), SEEDS, 1.0) == rolled(SCENE, Locks(), lambda: next(seeds))


def test_a_small_turn_keeps_the_seeds_and_leans_towards_others():
    near = varied(SCENE, Locks(), SEEDS, 0.2)
    (turn,) = turns_of(near)
    assert (near.layout_seed, near.texture_seed) == (SCENE.layout_seed, SCENE.texture_seed)
    assert (turn.layout_seed, turn.texture_seed) == (7, 9)
    assert near.style == nudge(SCENE.style, 0.2, 8)


@given(
    amounts=st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99)).filter(lambda a: a[0] < a[1])
)
def test_a_larger_amount_turns_farther(amounts: tuple[float, float]):
    near, far = (turns_of(varied(SCENE, Locks(), SEEDS, amount))[0] for amount in amounts)
    assert 0 < near.strength <= far.strength < 1


@given(locked=st.frozensets(st.sampled_from(Die)))
def test_a_small_turn_leaves_locked_dice(locked: frozenset[Die]):
    near = varied(SCENE, Locks(locked), SEEDS, 0.3)
    turns = turns_of(near)
    assert (near.style == SCENE.style) == (Die.STYLE in locked)
    assert any(turn.layout_seed == 7 for turn in turns) == (Die.LAYOUT not in locked)
    assert any(turn.texture_seed == 9 for turn in turns) == (Die.TEXTURE not in locked)
    assert len(turns) == (not {Die.LAYOUT, Die.TEXTURE} <= locked)


def test_a_roll_forgets_the_turns_of_its_die():
    local = Reroll(Rectangle(0, 0, 5, 5), layout_seed=4)
    near = varied(replace(SCENE, rerolls=(local,)), Locks(), SEEDS, 0.3)
    assert near.rerolls[-1] == local
    (turn,) = turns_of(with_seed(near, Die.LAYOUT, 5))
    assert (turn.layout_seed, turn.texture_seed) == (None, 9)
    assert rolled(near, Locks()).rerolls == (local,)


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
