"""Tests of edits inside an area: candidates are only shown, keeping one is one step."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from app.document import Document
from app.local_edits import LocalEdits, Roll
from infinitygan.geometry import Rect, Size
from infinitygan.scene import Mood, Reroll, Scene
from infinitygan.shapes import Everything, Rectangle

AREA = Rectangle(50, 60, 100, 200)


@pytest.fixture
def shown() -> list[Scene | None]:
    return []


@pytest.fixture
def edits(document: Document, shown: list[Scene | None]) -> LocalEdits:
    seeds: Iterator[int] = count(100)
    edits = LocalEdits(document, lambda: next(seeds))
    edits.previewed.connect(shown.append)
    return edits


def test_roll_is_shown_and_leaves_the_document_alone(
    document: Document, edits: LocalEdits, shown: list[Scene | None]
):
    before = document.scene
    edits.take_area(AREA)
    edits.roll(Roll.LAYOUT)
    assert document.scene == before
    assert document.undo_stack.count() == 0
    assert shown[-1] == edits.preview
    assert edits.preview is not None
    (reroll,) = edits.preview.rerolls
    assert (reroll.shape, reroll.layout_seed, reroll.texture_seed) == (AREA, 100, None)
    assert reroll.softness_px > 0


@pytest.mark.parametrize(
    ("roll", "has_layout", "has_texture"),
    [(Roll.LAYOUT, True, False), (Roll.TEXTURE, False, True), (Roll.BOTH, True, True)],
)
def test_roll_changes_only_what_it_says(
    edits: LocalEdits, roll: Roll, has_layout: bool, has_texture: bool
):
    edits.take_area(AREA)
    edits.roll(roll)
    reroll = edits.staged.current
    assert isinstance(reroll, Reroll)
    assert (reroll.layout_seed is not None) == has_layout
    assert (reroll.texture_seed is not None) == has_texture


def test_keeping_is_one_step_and_ends_the_area(
    document: Document, edits: LocalEdits, shown: list[Scene | None]
):
    before = document.scene
    edits.take_area(AREA)
    edits.roll(Roll.LAYOUT)
    edits.roll(Roll.LAYOUT)
    wanted = edits.preview
    edits.keep()
    assert document.scene == wanted
    assert document.undo_stack.count() == 1
    assert edits.area is None
    assert shown[-1] is None
    document.undo_stack.undo()
    assert document.scene == before


def test_each_roll_gives_another_and_none_is_lost(edits: LocalEdits):
    edits.take_area(AREA)
    for _ in range(3):
        edits.roll(Roll.LAYOUT)
    assert edits.staged.index == 2
    edits.step(-1)
    edits.step(-1)
    edits.step(-1)
    assert edits.staged.index == 0
    assert isinstance(edits.staged.current, Reroll)
    assert edits.staged.current.layout_seed == 100
    edits.roll(Roll.LAYOUT)
    assert edits.staged.index == 3


def test_discard_first_drops_the_candidates_then_the_area(
    edits: LocalEdits, shown: list[Scene | None]
):
    edits.take_area(AREA)
    edits.roll(Roll.LAYOUT)
    edits.discard()
    assert edits.area == AREA
    assert shown[-1] is None
    edits.discard()
    assert edits.area is None


def test_hiding_shows_the_document_and_stepping_shows_again(edits: LocalEdits):
    edits.take_area(AREA)
    edits.roll(Roll.LAYOUT)
    edits.roll(Roll.LAYOUT)
    edits.set_shown(False)
    assert edits.preview is None
    edits.step(-1)
    assert edits.preview is not None


def test_mood_is_borrowed_from_the_next_area(document: Document, edits: LocalEdits):
    edits.take_area(AREA)
    edits.ask_for_source()
    edits.take_area(Rectangle(-20, 300, 120, 400))
    mood = edits.staged.current
    assert isinstance(mood, Mood)
    assert mood.shape == AREA
    assert mood.source == Rect.at(0, 300, 100, 180)
    edits.set_strength(0.4)
    edits.keep()
    (kept,) = document.scene.moods
    assert kept.strength == 0.4


def test_source_off_the_canvas_is_waited_for_further(edits: LocalEdits):
    edits.take_area(AREA)
    edits.ask_for_source()
    edits.take_area(Rectangle(-200, -200, 50, 50))
    assert edits.wants_source
    assert edits.staged.candidates == ()
    edits.discard()
    assert not edits.wants_source
    assert edits.area == AREA


def test_candidate_follows_edits_around_it(document: Document, edits: LocalEdits):
    edits.take_area(AREA)
    edits.roll(Roll.TEXTURE)
    document.edit("horizon", replace(document.scene, horizon=0.2))
    assert edits.preview is not None
    assert edits.preview.horizon == 0.2


def test_another_canvas_ends_the_area(document: Document, edits: LocalEdits):
    edits.take_area(AREA)
    edits.roll(Roll.LAYOUT)
    document.edit("size", document.scene.with_canvas(Size(300, 300), "relative"))
    assert edits.area is None
    assert edits.preview is None


def test_candidate_comes_back_after_a_comparison(edits: LocalEdits, shown: list[Scene | None]):
    edits.take_area(AREA)
    edits.on_peeked(False)
    assert shown == [None]
    edits.roll(Roll.LAYOUT)
    edits.on_peeked(True)
    assert len(shown) == 2
    edits.on_peeked(False)
    assert shown[-1] == edits.preview
    assert len(shown) == 3


def test_whole_picture_is_an_area(document: Document, edits: LocalEdits):
    edits.take_area(Everything())
    edits.roll(Roll.BOTH)
    edits.keep()
    assert document.scene.rerolls[0].shape == Everything()


def test_roll_without_an_area_is_refused(edits: LocalEdits):
    with pytest.raises(ValueError, match="no area"):
        edits.roll(Roll.LAYOUT)
