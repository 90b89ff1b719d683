"""Tests of the regions panel: order, switches, names, sliders that merge, shared selection."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.application import Program
from app.panels.regions_model import RegionsModel
from app.panels.regions_panel import RegionsPanel
from app.panels.stack_list import zone
from app.panels.stack_model import SEEN_ROLE
from infinitygan.geometry import Point
from infinitygan.scene import StyleRegion
from infinitygan.shapes import Everything, LinearGradient, Rectangle
from infinitygan.styles import SeedStyle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(program: Program, qtbot: QtBot) -> RegionsPanel:
    document = program.document
    scene = document.scene
    for name in ("low", "middle", "high"):
        shape = Rectangle(10, 10, 80, 80)
        scene = scene.with_region_added(StyleRegion(SeedStyle(8), shape, name=name))
    document.edit("regions", scene)
    document.undo_stack.clear()
    panel = program.paint_desk.regions
    qtbot.waitUntil(lambda: panel.list.isVisible())
    return panel


def model(panel: RegionsPanel) -> RegionsModel:
    found = panel.list.model()
    assert isinstance(found, RegionsModel)
    return found


def names(program: Program) -> list[str]:
    return [region.name for region in program.document.scene.regions]


def row_zone(panel: RegionsPanel, row: int, name: str) -> QPoint:
    return zone(panel.list.visualRect(model(panel).index(row)), name).center()


def test_topmost_region_is_the_first_row(panel: RegionsPanel):
    shown = [model(panel).index(row).data() for row in range(3)]
    assert shown == ["high", "middle", "low"]


def test_dropped_row_changes_the_order_in_one_step(program: Program, panel: RegionsPanel):
    rows = model(panel)
    data = rows.mimeData([rows.index(0)])
    rows.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, QModelIndex())
    assert names(program) == ["high", "low", "middle"]
    assert program.document.undo_stack.count() == 1
    program.document.undo_stack.undo()
    assert names(program) == ["low", "middle", "high"]


def test_row_dropped_on_its_own_place_is_no_step(program: Program, panel: RegionsPanel):
    rows = model(panel)
    for before in (1, 2):
        data = rows.mimeData([rows.index(1)])
        rows.dropMimeData(data, Qt.DropAction.MoveAction, before, 0, QModelIndex())
    assert names(program) == ["low", "middle", "high"]
    assert program.document.undo_stack.count() == 0


def test_eye_hides_and_lock_locks(program: Program, panel: RegionsPanel):
    viewport = panel.list.viewport()
    QTest.mouseClick(viewport, LEFT, pos=row_zone(panel, 0, "eye"))
    QTest.mouseClick(viewport, LEFT, pos=row_zone(panel, 2, "lock"))
    regions = program.document.scene.regions
    assert [region.visible for region in regions] == [True, True, False]
    assert [region.locked for region in regions] == [True, False, False]
    assert program.document.undo_stack.count() == 2


def test_click_on_a_row_selects_for_the_canvas_too(program: Program, panel: RegionsPanel):
    rect = panel.list.visualRect(model(panel).index(1))
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=rect.center())
    assert program.paint_desk.painting.selected_index == 1


def test_selection_on_the_canvas_shows_in_the_list(program: Program, panel: RegionsPanel):
    program.paint_desk.painting.select(0)
    assert panel.list.currentIndex().row() == 2
    program.paint_desk.painting.select(None)
    assert not panel.list.currentIndex().isValid()


def test_name_is_edited(program: Program, panel: RegionsPanel):
    rows = model(panel)
    rows.setData(rows.index(0), "  Snow  ")
    assert names(program)[2] == "Snow"
    rows.setData(rows.index(0), "   ")
    assert names(program)[2] == "Snow"
    assert program.document.undo_stack.count() == 1


def test_drag_of_a_slider_is_one_step(program: Program, panel: RegionsPanel):
    program.paint_desk.painting.select(1)
    for value in (80, 60, 40):
        panel.opacity.edited.emit(value)
    panel.opacity.released.emit()
    for value in (10, 200):
        panel.softness.edited.emit(value)
    panel.softness.released.emit()
    region = program.document.scene.regions[1]
    assert (region.opacity, region.softness_px) == (0.4, 200)
    assert program.document.undo_stack.count() == 2
    program.document.undo_stack.undo()
    program.document.undo_stack.undo()
    assert program.document.scene.regions[1].opacity == 1
    assert panel.opacity.value == 100


def test_chosen_style_is_given_to_the_region(program: Program, panel: RegionsPanel):
    painting = program.paint_desk.painting
    painting.select(0)
    painting.choose_style(SeedStyle(44))
    panel.restyle.click()
    assert program.document.scene.regions[0].style == SeedStyle(44)
    assert not panel.restyle.isEnabled()


def test_gradient_has_no_softness_to_change(program: Program, panel: RegionsPanel):
    gradient = StyleRegion(SeedStyle(8), LinearGradient(Point(0, 0), Point(0, 90)))
    program.document.edit("gradient", program.document.scene.with_region_added(gradient))
    program.paint_desk.painting.select(3)
    assert panel.opacity.isEnabled()
    assert not panel.softness.isEnabled()
    program.paint_desk.painting.select(2)
    assert panel.softness.isEnabled()


@pytest.mark.parametrize(("left", "is_seen"), [(10, True), (990, False)])
def test_region_off_the_picture_says_so(
    program: Program, panel: RegionsPanel, left: int, is_seen: bool
):
    region = StyleRegion(SeedStyle(8), Rectangle(10, left, 80, 80), softness_px=20)
    scene = program.document.scene.with_region_added(region)
    program.document.edit("region", scene)
    row = model(panel).index(0)
    assert row.data(SEEN_ROLE) == is_seen
    assert ("off the picture" in row.data(Qt.ItemDataRole.ToolTipRole)) != is_seen
    assert ("off the picture" in row.data(Qt.ItemDataRole.AccessibleTextRole)) != is_seen
    program.document.edit("wrap", replace(scene, wrap=True))
    assert row.data(SEEN_ROLE)


def test_locked_region_cannot_be_changed(program: Program, panel: RegionsPanel):
    program.paint_desk.painting.select(2)
    panel.lock.click()
    assert not panel.opacity.isEnabled()
    assert not panel.restyle.isEnabled()
    panel.lock.click()
    assert panel.opacity.isEnabled()


def test_fifty_regions_are_listed(program: Program, panel: RegionsPanel):
    scene = program.document.scene
    for seed in range(47):
        scene = scene.with_region_added(StyleRegion(SeedStyle(seed), Everything()))
    program.document.edit("many", scene)
    assert model(panel).rowCount() == 50
    assert panel.list.height() < 300


def test_deleting_the_selected_region_selects_none(program: Program, panel: RegionsPanel):
    program.paint_desk.painting.select(1)
    program.document.edit("delete", program.document.scene.without_region(1))
    assert program.paint_desk.painting.selected_index is None
    assert not panel.list.currentIndex().isValid()
