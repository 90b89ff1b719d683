"""Tests of the variations and the history panel: tap, hold, star."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.application import Program
from app.panels.history_panel import HistoryPanel, star_rect
from app.panels.hold_gesture import HoldGesture
from app.panels.picture_tile import PictureTile
from infinitygan.scene import Scene

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tiles(program: Program, qtbot: QtBot) -> list[PictureTile]:
    program.window.window_actions.roll_variations.trigger()
    found = program.window.variations_panel.findChildren(PictureTile)
    qtbot.waitUntil(lambda: all(tile._image is not None for tile in found))
    return found


@pytest.fixture
def history_panel(program: Program, qtbot: QtBot) -> HistoryPanel:
    for seed in (1, 2, 3):
        scene = program.document.scene.with_dice(layout_seed=seed)
        with qtbot.waitSignal(program.controller.preview_finished):
            program.document.edit("Roll", scene)
        qtbot.waitUntil(lambda scene=scene: program.history.entries[0].scene == scene)
    (dock,) = (d for d in program.window.docks if d.objectName() == "history")
    dock.raise_()
    qtbot.waitUntil(program.window.history_panel.isVisible)
    return program.window.history_panel


def test_a_click_uses_a_variation(program: Program, tiles: list[PictureTile], qtbot: QtBot):
    wanted = program.variations.scenes[2]
    qtbot.mouseClick(tiles[2], LEFT)
    assert program.document.scene == wanted
    assert [tile._is_current for tile in tiles] == [index == 2 for index in range(6)]


def test_enter_uses_a_variation(program: Program, tiles: list[PictureTile], qtbot: QtBot):
    wanted = program.variations.scenes[5]
    qtbot.keyClick(tiles[5], Qt.Key.Key_Return)
    assert program.document.scene == wanted


def test_holding_compares_and_letting_go_comes_back(
    program: Program, tiles: list[PictureTile], qtbot: QtBot
):
    before, held = program.document.scene, program.variations.scenes[1]
    qtbot.mousePress(tiles[1], LEFT)
    qtbot.waitUntil(lambda: program.window.canvas.shown_scene == held)
    qtbot.mouseRelease(tiles[1], LEFT)
    assert program.window.canvas.shown_scene == before
    assert program.document.scene == before


def test_space_compares(program: Program, tiles: list[PictureTile], qtbot: QtBot):
    before, held = program.document.scene, program.variations.scenes[0]
    qtbot.keyPress(tiles[0], Qt.Key.Key_Space)
    assert program.window.canvas.shown_scene == held
    qtbot.keyRelease(tiles[0], Qt.Key.Key_Space)
    assert program.window.canvas.shown_scene == before
    assert program.document.scene == before


def test_a_press_that_ends_elsewhere_uses_nothing(
    program: Program, tiles: list[PictureTile], qtbot: QtBot
):
    before = program.document.scene
    qtbot.mousePress(tiles[0], LEFT)
    qtbot.mouseRelease(tiles[0], LEFT, pos=tiles[0].rect().bottomRight() * 2)
    assert program.document.scene == before


def test_variations_appear_without_a_click(program: Program, qtbot: QtBot):
    qtbot.waitUntil(lambda: len(program.variations.scenes) == 6)


def test_what_was_seen_is_in_the_history(program: Program, history_panel: HistoryPanel):
    seeds = [entry.scene.layout_seed for entry in program.history.entries]
    assert seeds[:3] == [3, 2, 1]


def test_a_drag_leaves_only_its_end_in_the_history(program: Program, qtbot: QtBot):
    qtbot.waitUntil(lambda: len(program.history.entries) == 1)
    seen: list[Scene] = []
    for seed in (5, 6):
        scene = program.document.scene.with_dice(layout_seed=seed)
        with qtbot.waitSignal(program.controller.preview_finished):
            program.document.edit("Roll", scene, gesture="drag")
        seen.append(scene)
    assert len(program.history.entries) == 1
    program.document.end_gesture()
    qtbot.waitUntil(lambda: program.history.entries[0].scene == seen[-1])
    assert len(program.history.entries) == 2


def test_a_click_brings_a_picture_back(program: Program, history_panel: HistoryPanel, qtbot: QtBot):
    entries = history_panel.list
    wanted = program.history.entries[2].scene
    centre = entries.visualRect(entries.model().index(2, 0)).center()
    qtbot.mouseClick(entries.viewport(), LEFT, pos=centre)
    assert program.document.scene == wanted


def test_a_star_is_clicked(program: Program, history_panel: HistoryPanel, qtbot: QtBot):
    entries, before = history_panel.list, program.document.scene
    star = star_rect(entries.visualRect(entries.model().index(1, 0))).center()
    qtbot.mouseClick(entries.viewport(), LEFT, pos=star)
    assert [entry.is_starred for entry in program.history.entries[:3]] == [False, True, False]
    assert program.document.scene == before


def test_only_starred_entries_are_shown(
    program: Program, history_panel: HistoryPanel, qtbot: QtBot
):
    program.history.set_starred(1, is_starred=True)
    starred = program.history.entries[1].scene
    (only,) = history_panel.findChildren(QPushButton)
    only.click()
    model = history_panel.list.model()
    assert model.rowCount() == 1
    history_panel.list.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(history_panel.list, Qt.Key.Key_Return)
    assert program.document.scene == starred


def test_keys_star_remove_and_compare(program: Program, history_panel: HistoryPanel, qtbot: QtBot):
    entries = history_panel.list
    entries.setCurrentIndex(entries.model().index(1, 0))
    compared = program.history.entries[1].scene
    qtbot.keyPress(entries, Qt.Key.Key_Space)
    assert program.window.canvas.shown_scene == compared
    qtbot.keyRelease(entries, Qt.Key.Key_Space)
    assert program.window.canvas.shown_scene == program.document.scene
    qtbot.keyClick(entries, Qt.Key.Key_S)
    assert program.history.entries[1].is_starred
    entries.setCurrentIndex(entries.model().index(1, 0))
    qtbot.keyClick(entries, Qt.Key.Key_Delete)
    assert compared not in [entry.scene for entry in program.history.entries]


def test_history_thumbnails_are_painted(
    program: Program, history_panel: HistoryPanel, qtbot: QtBot
):
    model = history_panel.list.model()
    assert model.rowCount() >= 3
    entries = [model.index(row, 0) for row in range(3)]
    picture = Qt.ItemDataRole.DecorationRole
    qtbot.waitUntil(lambda: all(entry.data(picture) is not None for entry in entries))


def test_a_tap_and_a_hold_differ(qtbot: QtBot, qapp: object):
    owner = QObject()
    gesture = HoldGesture(owner)
    told: list[str] = []
    gesture.tapped.connect(lambda: told.append("tapped"))
    gesture.held.connect(lambda: told.append("held"))
    gesture.let_go.connect(lambda: told.append("let go"))
    gesture.press()
    gesture.release()
    gesture.hold()
    gesture.release()
    gesture.press()
    gesture.cancel()
    gesture.release()
    assert told == ["tapped", "held", "let go"]
