"""Tests of the landscape panel: the Scene after clicks and keys."""

from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSlider, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.application import Program
from app.dice import Die, seed_of
from infinitygan.checks import MAX_SEED
from infinitygan.scene import PhotoPlacement
from infinitygan.styles import VectorStyle

Widget = TypeVar("Widget", bound=QWidget)


def named(program: Program, kind: type[Widget], name: str) -> Widget:
    (found,) = (w for w in program.window.findChildren(kind) if w.accessibleName() == name)
    return found


@pytest.mark.parametrize("die", Die)
def test_a_die_rolls_only_itself(program: Program, qtbot: QtBot, die: Die):
    before = program.document.scene
    button = named(program, QToolButton, f"Roll the {die.value}")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    after = program.document.scene
    assert [d for d in Die if seed_of(after, d) != seed_of(before, d)] == [die]


@pytest.mark.parametrize("die", Die)
def test_a_pasted_seed_is_taken(program: Program, qtbot: QtBot, die: Die):
    field = named(program, QLineEdit, f"Seed of the {die.value}")
    field.selectAll()
    qtbot.keyClicks(field, "271828")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert seed_of(program.document.scene, die) == 271828
    assert program.document.undo_stack.count() == 1


def test_a_seed_too_large_becomes_the_largest(program: Program, qtbot: QtBot):
    field = named(program, QLineEdit, "Seed of the layout")
    field.selectAll()
    qtbot.keyClicks(field, "9999999999")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert program.document.scene.layout_seed == MAX_SEED
    assert field.text() == str(MAX_SEED)


def test_an_emptied_seed_comes_back(program: Program, qtbot: QtBot):
    field = named(program, QLineEdit, "Seed of the layout")
    before = program.document.scene
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    field.editingFinished.emit()
    assert program.document.scene == before
    assert field.text() == str(before.layout_seed)


def test_an_own_style_shows_no_seed(program: Program):
    program.document.edit("Own", program.document.scene.with_dice(style=VectorStyle((1.0, 2.0))))
    field = named(program, QLineEdit, "Seed of the style")
    assert field.text() == ""
    assert field.placeholderText()


def test_a_matched_photo_has_the_style_die_rest_and_says_why(program: Program):
    document = program.document
    document.add_files({"0" * 64: b"photo"})
    photo = PhotoPlacement("0" * 64, 0, 0, 90, 160)
    document.edit("Lay", replace(document.scene, photos=(photo,)))
    roll = named(program, QToolButton, "Roll the style")
    seed = named(program, QLineEdit, "Seed of the style")
    lock = named(program, QToolButton, "Lock the style")
    tips = [widget.toolTip() for widget in (roll, seed, lock)]
    document.edit("Match", replace(document.scene, photos=(replace(photo, match="m"),)))
    for widget in (roll, seed, lock):
        assert not widget.isEnabled()
        assert "photo decides" in widget.toolTip()
    assert (seed.text(), seed.placeholderText()) == ("", "of the photo")
    document.undo_stack.undo()
    assert roll.isEnabled()
    assert [widget.toolTip() for widget in (roll, seed, lock)] == tips


def test_a_matched_photo_with_all_else_locked_leaves_nothing_to_roll(program: Program):
    document = program.document
    document.add_files({"0" * 64: b"photo"})
    program.locks.set_locked(Die.LAYOUT, is_locked=True)
    program.locks.set_locked(Die.TEXTURE, is_locked=True)
    assert program.window.window_actions.roll.isEnabled()
    photo = PhotoPlacement("0" * 64, 0, 0, 90, 160, match="m")
    document.edit("Match", replace(document.scene, photos=(photo,)))
    assert not program.window.window_actions.roll.isEnabled()
    document.undo_stack.undo()
    assert program.window.window_actions.roll.isEnabled()


def test_locked_dice_stay_when_rolling(program: Program, qtbot: QtBot):
    before = program.document.scene
    lock = named(program, QToolButton, "Lock the style")
    qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    program.window.canvas.setFocus()
    qtbot.keyClick(program.window.canvas, Qt.Key.Key_R)
    after = program.document.scene
    assert after.style == before.style
    assert after.layout_seed != before.layout_seed
    assert after.texture_seed != before.texture_seed


def test_with_all_dice_locked_there_is_nothing_to_roll(program: Program):
    for die in Die:
        program.locks.set_locked(die, is_locked=True)
    assert not program.window.window_actions.roll.isEnabled()
    assert not program.window.window_actions.roll_variations.isEnabled()
    program.locks.set_locked(Die.STYLE, is_locked=False)
    assert program.window.window_actions.roll.isEnabled()


def test_dragging_a_slider_is_one_step(program: Program, qtbot: QtBot):
    slider = named(program, QSlider, "Variety")
    slider.setSliderDown(True)
    for value in (60, 50, 40):
        slider.setSliderPosition(value)
    slider.setSliderDown(False)
    assert program.document.scene.variety == 0.4
    assert program.document.undo_stack.count() == 1
    slider.setSliderDown(True)
    slider.setSliderPosition(30)
    slider.setSliderDown(False)
    assert program.document.undo_stack.count() == 2


def test_a_typed_number_moves_the_slider(program: Program, qtbot: QtBot):
    number = named(program, QSpinBox, "Horizon, as a number")
    number.selectAll()
    qtbot.keyClicks(number, "12")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert program.document.scene.horizon == 0.12
    assert named(program, QSlider, "Horizon").value() == 12


def test_a_scene_as_high_as_the_canvas_follows_it(program: Program):
    slider = named(program, QSlider, "Scene height")
    slider.setValue(200)
    canvas = program.document.scene.canvas
    assert program.document.scene.scene_height_px == 2 * canvas.height
    slider.setValue(100)
    assert program.document.scene.scene_height_px is None


def test_wrap_is_switched(program: Program, qtbot: QtBot):
    (box,) = (
        box for box in program.window.dice_panel.findChildren(QCheckBox) if "edge" in box.text()
    )
    box.click()
    assert program.document.scene.wrap
    program.document.undo_stack.undo()
    assert not box.isChecked()


def test_controls_follow_undo(program: Program):
    slider = named(program, QSlider, "Variety")
    before = slider.value()
    slider.setValue(11)
    program.document.undo_stack.undo()
    assert slider.value() == before
