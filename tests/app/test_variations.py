"""Tests of `app.variations` and `app.thumbnails`."""

from dataclasses import replace
from itertools import count

import pytest
from fake_renderer import FakeBackend
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.application import Program
from app.dice import DiceLocks, Die, turns_of
from app.document import Document
from app.thumbnails import KEPT, Thumbnails
from app.variations import VARIATIONS, Variations
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.scene_file import Project


@pytest.fixture
def locks(qapp: object) -> DiceLocks:
    return DiceLocks()


@pytest.fixture
def variations(document: Document, locks: DiceLocks) -> Variations:
    return Variations(document, locks, count(1000).__next__)


def test_there_are_none_before_the_first_roll(variations: Variations):
    assert variations.scenes == ()


def test_six_different_scenes_are_rolled(variations: Variations, qtbot: QtBot):
    with qtbot.waitSignal(variations.changed):
        variations.roll()
    assert len(set(variations.scenes)) == VARIATIONS


def test_locked_dice_stay(variations: Variations, locks: DiceLocks, document: Document):
    locks.set_locked(Die.LAYOUT, is_locked=True)
    variations.roll()
    assert {scene.layout_seed for scene in variations.scenes} == {document.scene.layout_seed}
    assert len({scene.texture_seed for scene in variations.scenes}) == VARIATIONS


def test_nothing_is_rolled_with_all_dice_locked(
    variations: Variations, locks: DiceLocks, qtbot: QtBot
):
    for die in Die:
        locks.set_locked(die, is_locked=True)
    with qtbot.assertNotEmitted(variations.changed):
        variations.roll()


def test_using_one_is_a_step(variations: Variations, document: Document):
    before = document.scene
    variations.roll()
    wanted = variations.scenes[4]
    variations.use(4)
    assert document.scene == wanted
    document.undo_stack.undo()
    assert document.scene == before


def test_variations_follow_the_rest_of_the_scene(variations: Variations, document: Document):
    variations.roll()
    rolled = variations.scenes
    document.edit("Move", replace(document.scene, horizon=0.2))
    assert variations.scenes == tuple(replace(scene, horizon=0.2) for scene in rolled)


def test_a_smaller_amount_brings_the_same_variations_nearer(
    variations: Variations, document: Document, qtbot: QtBot
):
    variations.roll()
    far = [scene.layout_seed for scene in variations.scenes]
    with qtbot.waitSignal(variations.changed):
        variations.set_amount(0.25)
    assert {scene.layout_seed for scene in variations.scenes} == {document.scene.layout_seed}
    assert [turns_of(scene)[0].layout_seed for scene in variations.scenes] == far


def test_using_a_near_one_leaves_the_others(variations: Variations, document: Document):
    variations.set_amount(0.25)
    variations.roll()
    near = variations.scenes
    variations.use(4)
    assert document.scene == near[4]
    assert variations.scenes == near
    variations.roll()
    assert [len(turns_of(scene)) for scene in variations.scenes] == [2] * VARIATIONS


def test_another_document_has_none(variations: Variations, document: Document):
    variations.roll()
    document.open(Project(Scene(canvas=Size(99, 99))), None)
    assert variations.scenes == ()


@pytest.fixture
def thumbnails(program: Program) -> Thumbnails:
    return Thumbnails(program.controller)


def test_a_thumbnail_comes_later_and_stays(thumbnails: Thumbnails, scene: Scene, qtbot: QtBot):
    with qtbot.waitSignal(thumbnails.ready) as ready:
        assert thumbnails.image(scene) is None
    assert ready.args == [scene]
    image = thumbnails.image(scene)
    assert isinstance(image, QImage)
    assert thumbnails.image(scene) is image


def test_a_thumbnail_is_rendered_once(
    thumbnails: Thumbnails, scene: Scene, backend: FakeBackend, qtbot: QtBot
):
    with qtbot.waitSignal(thumbnails.ready):
        for _ in range(5):
            thumbnails.image(scene)
    rects = [rect for seen, _, rect in backend.renderer.rendered if seen == scene]
    assert len(rects) == len(set(rects))


def test_an_unwanted_thumbnail_does_not_come(thumbnails: Thumbnails, scene: Scene, qtbot: QtBot):
    other = scene.with_dice(layout_seed=9)
    with qtbot.waitSignal(thumbnails.ready) as ready:
        thumbnails.image(scene)
        thumbnails.unwanted(scene)
        thumbnails.image(other)
    assert ready.args == [other]


def test_memory_of_thumbnails_is_bounded(thumbnails: Thumbnails, scene: Scene):
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    scenes = [scene.with_dice(layout_seed=seed) for seed in range(KEPT + 3)]
    for seen in scenes:
        thumbnails._keep(seen, image)
    assert len(thumbnails._images) == KEPT
    assert thumbnails.image(scenes[-1]) is image


def test_another_model_needs_other_thumbnails(thumbnails: Thumbnails, scene: Scene, qtbot: QtBot):
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.image(scene)
    thumbnails.clear()
    with qtbot.waitSignal(thumbnails.ready):
        assert thumbnails.image(scene) is None
