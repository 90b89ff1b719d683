"""Tests of the list of kept rolls and moods: their order, hiding, deleting, each as one step."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.application import Program
from app.panels.local_edits_model import LocalEditsModel
from app.panels.local_edits_section import LocalEditsSection
from app.panels.stack_list import EYE, zone
from infinitygan.geometry import Rect
from infinitygan.scene import Mood, Reroll, Scene
from infinitygan.shapes import Rectangle

LEFT = Qt.MouseButton.LeftButton
AREA = Rectangle(10, 10, 80, 80)
FIRST, SECOND = Reroll(AREA, layout_seed=1), Reroll(AREA, texture_seed=2)
BOTH = Reroll(AREA, layout_seed=3, texture_seed=4)
MOOD = Mood(AREA, Rect.at(0, 0, 50, 50))


@pytest.fixture
def section(program: Program, qtbot: QtBot) -> LocalEditsSection:
    document = program.document
    scene = replace(document.scene, rerolls=(FIRST, SECOND, BOTH), moods=(MOOD,))
    document.edit("local edits", scene)
    document.undo_stack.clear()
    section = program.paint_desk.regions.local_edits
    qtbot.waitUntil(section.list.isVisible)
    return section


def model(section: LocalEditsSection) -> LocalEditsModel:
    found = section.list.model()
    assert isinstance(found, LocalEditsModel)
    return found


def choose(section: LocalEditsSection, row: int) -> None:
    rect = section.list.visualRect(model(section).index(row, 0))
    QTest.mouseClick(section.list.viewport(), LEFT, pos=rect.center())


def drop(section: LocalEditsSection, row: int, before: int) -> None:
    rows = model(section)
    data = rows.mimeData([rows.index(row, 0)])
    rows.dropMimeData(data, Qt.DropAction.MoveAction, before, 0, QModelIndex())


def rerolls(program: Program) -> tuple[Reroll, ...]:
    return program.document.scene.rerolls


def test_moods_are_listed_above_the_rolls_each_with_what_it_does(section: LocalEditsSection):
    titles = [model(section).index(row, 0).data() for row in range(4)]
    assert [title.split(" · ")[0] for title in titles] == [
        "Mood",
        "Layout and texture",
        "Texture",
        "Layout",
    ]


def test_section_hides_while_there_is_nothing(program: Program, section: LocalEditsSection):
    program.document.edit("none", Scene(program.document.scene.canvas))
    assert section.isHidden()


def test_eye_hides_and_shows_again(program: Program, section: LocalEditsSection):
    at = zone(section.list.visualRect(model(section).index(2, 0)), EYE).center()
    QTest.mouseClick(section.list.viewport(), LEFT, pos=at)
    assert rerolls(program) == (FIRST, replace(SECOND, visible=False), BOTH)
    program.document.undo_stack.undo()
    assert rerolls(program) == (FIRST, SECOND, BOTH)


def test_chosen_change_is_deleted(program: Program, section: LocalEditsSection):
    choose(section, 0)
    section.delete_button.click()
    assert program.document.scene.moods == ()
    assert rerolls(program) == (FIRST, SECOND, BOTH)
    assert program.document.undo_stack.count() == 1


def test_rolls_change_places_among_themselves_only(program: Program, section: LocalEditsSection):
    choose(section, 1)
    assert not section.raise_button.isEnabled()  # above is the mood
    section.lower_button.click()
    assert rerolls(program) == (FIRST, BOTH, SECOND)
    section.lower_button.click()
    assert rerolls(program) == (BOTH, FIRST, SECOND)
    assert not section.lower_button.isEnabled()
    section.raise_button.click()
    assert rerolls(program) == (FIRST, BOTH, SECOND)


@pytest.mark.parametrize(("row", "before"), [(0, 3), (1, 0), (2, 2), (2, 3)])
def test_row_dropped_among_another_kind_or_on_its_own_place_stays(
    program: Program, section: LocalEditsSection, row: int, before: int
):
    drop(section, row, before)
    assert program.document.undo_stack.count() == 0


def test_dropped_row_changes_the_order_in_one_step(program: Program, section: LocalEditsSection):
    drop(section, 3, 1)
    assert rerolls(program) == (SECOND, BOTH, FIRST)
    assert program.document.undo_stack.count() == 1


def test_chosen_change_is_outlined_on_the_canvas(program: Program, section: LocalEditsSection):
    overlay = program.paint_desk.overlay
    assert overlay.local_edit is None
    choose(section, 0)
    assert overlay.local_edit == MOOD
    section.delete_button.click()
    assert overlay.local_edit != MOOD
