"""Tests of the size panel: the Scene after choosing a size."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.application import Program
from app.monitor_presets import PresetKind, SizePreset
from app.monitors import Layout, Monitor
from app.panels.monitor_section import MonitorSection
from app.panels.size_panel import MAX_SIDE_PX
from app.words import NO_BREAK
from infinitygan.geometry import Rect, Size
from infinitygan.scene import StyleRegion
from infinitygan.shapes import Rectangle
from infinitygan.styles import SeedStyle

Widget = TypeVar("Widget", bound=QWidget)
OWN_KINDS = (PresetKind.MONITOR, PresetKind.ALL_MONITORS)


def named(program: Program, kind: type[Widget], name: str) -> Widget:
    panel = program.window.size_panel
    (found,) = (w for w in panel.findChildren(kind) if w.accessibleName() == name)
    return found


def facts_in(program: Program) -> str:
    return named(program, QLabel, "What this size costs").text().replace(NO_BREAK, " ")


def plug(program: Program, *sizes: Size) -> None:
    """Pretend that monitors of these sizes stand side by side."""
    left, monitors = 0, []
    for index, size in enumerate(sizes):
        logical = Rect.at(0, left, size.height, size.width)
        monitors.append(Monitor(f"DP-{index + 1}", size, logical, is_primary=index == 0))
        left += size.width
    program.watcher.layout = Layout(tuple(monitors))
    program.watcher.layout_changed.emit(program.watcher.layout)


def choose(program: Program, size: Size) -> None:
    box = named(program, QComboBox, "Size preset")
    (index, *_) = (
        index
        for index in range(box.count())
        if isinstance(preset := box.itemData(index), SizePreset) and preset.size == size
    )
    box.setCurrentIndex(index)
    box.activated.emit(index)


def type_into(qtbot: QtBot, box: QSpinBox, text: str) -> None:
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_a_preset_resizes_in_one_step(program: Program):
    choose(program, Size(2160, 3840))
    assert program.document.scene.canvas == Size(2160, 3840)
    assert program.document.undo_stack.count() == 1


def test_all_monitors_are_one_preset(program: Program):
    before = program.document.scene
    plug(program, *[Size(2160, 3840)] * 3)
    assert program.document.scene == before
    choose(program, Size(2160, 11520))
    assert program.document.scene.canvas == Size(2160, 11520)
    facts = facts_in(program)
    assert "24.9 megapixels" in facts
    assert "PNG" in facts
    assert "memory" in facts


def test_headings_cannot_be_chosen(program: Program):
    box = named(program, QComboBox, "Size preset")
    model = box.model()
    headings = [i for i in range(box.count()) if box.itemData(i) is None]
    assert headings
    for index in headings:
        assert not model.flags(model.index(index, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_a_typed_width_is_taken(program: Program, qtbot: QtBot):
    height = program.document.scene.canvas.height
    type_into(qtbot, named(program, QSpinBox, "Width"), "1234")
    assert program.document.scene.canvas == Size(height, 1234)


@pytest.mark.parametrize(("side", "typed"), [("Width", "1200"), ("Height", "300")])
def test_a_locked_ratio_is_kept(program: Program, qtbot: QtBot, side: str, typed: str):
    choose(program, Size(1080, 1920))
    named(program, QToolButton, "Keep the ratio of width to height").click()
    type_into(qtbot, named(program, QSpinBox, side), typed)
    canvas = program.document.scene.canvas
    assert canvas.width / canvas.height == pytest.approx(16 / 9, rel=0.01)
    assert typed in (str(canvas.width), str(canvas.height))


def test_what_is_painted_scales_or_stays_in_its_place(program: Program):
    choose(program, Size(1080, 1920))
    boxes = program.window.size_panel.findChildren(QCheckBox)
    (stays,) = (box for box in boxes if box.text() == "Leave what is painted in its place")
    assert stays.isHidden()
    document, shape = program.document, Rectangle(100, 200, 300, 400)
    document.edit("region", document.scene.with_region_added(StyleRegion(SeedStyle(3), shape)))
    assert not stays.isHidden()
    choose(program, Size(2160, 3840))
    assert document.scene.regions[0].shape == Rectangle(200, 400, 600, 800)
    document.undo_stack.undo()
    stays.click()
    choose(program, Size(2160, 3840))
    assert document.scene.regions[0].shape == shape


def test_sides_end_at_the_limit(program: Program):
    for name in ("Width", "Height"):
        assert named(program, QSpinBox, name).maximum() == MAX_SIDE_PX == 65_500


def test_sides_are_swapped(program: Program):
    choose(program, Size(1080, 1920))
    named(program, QToolButton, "Swap width and height").click()
    assert program.document.scene.canvas == Size(1920, 1080)


def test_an_own_size_is_no_preset(program: Program, qtbot: QtBot):
    type_into(qtbot, named(program, QSpinBox, "Width"), "1111")
    assert named(program, QComboBox, "Size preset").currentIndex() == -1


def test_time_is_told_once_speed_is_known(program: Program):
    program.window.size_panel.set_speed(1e6)
    choose(program, Size(4320, 7680))
    assert "about 33 s" in facts_in(program)


def test_the_toolbar_shows_the_size(program: Program):
    choose(program, Size(1440, 3440))
    assert program.window.size_button.text() == "3440 × 1440"


def test_the_toolbar_offers_the_presets(program: Program):
    menu = program.window.size_button.menu()
    menu.aboutToShow.emit()
    (action,) = (a for a in menu.actions() if a.text().startswith("4K UHD"))
    action.trigger()
    assert program.document.scene.canvas == Size(2160, 3840)


def test_three_4k_monitors_with_gaps_are_one_picture(program: Program):
    plug(program, *[Size(2160, 3840)] * 3)
    for name in ("DP-1", "DP-2", "DP-3"):
        named(program, QDoubleSpinBox, f"Diagonal of {name}").setValue(27)
    named(program, QDoubleSpinBox, "Gap between DP-1 and DP-2").setValue(20)
    named(program, QDoubleSpinBox, "Gap between DP-2 and DP-3").setValue(20)
    choose(program, Size(2160, 11776))
    frames = program.spans.frames(program.document.scene.canvas)
    assert [frame.part.columns.start for frame in frames] == [0, 3968, 7936]


def test_gaps_are_offered_with_two_monitors(program: Program):
    (section,) = program.window.size_panel.findChildren(MonitorSection)
    plug(program, Size(1080, 1920))
    assert section.isHidden()
    plug(program, Size(1080, 1920), Size(1080, 1920))
    assert not section.isHidden()
    before = program.spans.presets()[2].size
    named(program, QDoubleSpinBox, "Gap between DP-1 and DP-2").setValue(25)
    assert program.spans.presets()[2].size.width > before.width
    assert section.grab().toImage().width() > 0


def test_a_gap_is_shown_again_when_its_monitors_are_back(program: Program):
    two = [Size(1080, 1920)] * 2
    plug(program, *two)
    named(program, QDoubleSpinBox, "Gap between DP-1 and DP-2").setValue(25)
    plug(program, *two, Size(1080, 1920))
    assert named(program, QDoubleSpinBox, "Gap between DP-1 and DP-2").value() == 0
    plug(program, *two)
    assert named(program, QDoubleSpinBox, "Gap between DP-1 and DP-2").value() == 25


def test_a_diagonal_goes_back_to_what_is_reported(program: Program):
    plug(program, *[Size(1080, 1920)] * 2)
    box = named(program, QDoubleSpinBox, "Diagonal of DP-1")
    assert box.text() == "unknown"
    box.setValue(24)
    assert box.value() == 24
    box.setValue(0)
    assert box.text() == "unknown"


def test_an_unplugged_monitor_leaves_the_list_and_not_the_picture(program: Program):
    plug(program, Size(2160, 3840), Size(1080, 1920))
    choose(program, Size(2160, 5760))
    before = program.document.scene
    plug(program, Size(2160, 3840))
    found = [p for p in program.spans.presets() if p.kind in OWN_KINDS]
    assert [preset.size for preset in found] == [Size(2160, 3840)]
    assert program.document.scene == before
