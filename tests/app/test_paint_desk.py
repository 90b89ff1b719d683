"""Tests of painting in the whole window: keys, bars, palette, regions; fake rendering."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.application import Program
from app.canvas import region_overlay
from app.canvas.view import CanvasView
from app.paint_actions import ToolName
from app.paint_desk import PaintDesk
from app.style_mime import STYLE_MIME, style_from_mime, style_to_mime
from infinitygan.geometry import Point, Reach, Size
from infinitygan.scene import PhotoPlacement, Scene, StyleRegion
from infinitygan.shapes import BrushStrokes, Ellipse, Everything, Rectangle
from infinitygan.style_file import read_style
from infinitygan.styles import MixStyle, SeedStyle, VectorStyle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(program: Program, qtbot: QtBot) -> PaintDesk:
    with qtbot.waitSignal(program.controller.view_finished):
        program.window.resize(1200, 800)
    program.document.edit("plain", Scene(canvas=Size(270, 480), style=SeedStyle(3)))
    program.document.undo_stack.clear()
    program.window.canvas.setFocus()
    return program.paint_desk


@pytest.fixture
def canvas(program: Program) -> CanvasView:
    return program.window.canvas


def widget_point(canvas: CanvasView, y: float, x: float) -> QPoint:
    at = canvas.viewport_state.to_device(Point(y, x))
    ratio = canvas.devicePixelRatioF()
    return QPoint(round(at.x / ratio), round(at.y / ratio))


def drag(canvas: CanvasView, *path: tuple[float, float]) -> None:
    points = [widget_point(canvas, y, x) for y, x in path]
    QTest.mousePress(canvas, LEFT, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(canvas, point)
    QTest.mouseRelease(canvas, LEFT, pos=points[-1])


def choose(desk: PaintDesk, tool: ToolName) -> None:
    desk.actions.tools[tool].trigger()


def button(parent: QWidget, text: str) -> QPushButton:
    buttons = parent.findChildren(QPushButton)
    found = [button for button in buttons if text in (button.text(), button.accessibleName())]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("key", "tool"),
    [
        (Qt.Key.Key_B, ToolName.BRUSH),
        (Qt.Key.Key_E, ToolName.ERASER),
        (Qt.Key.Key_U, ToolName.RECTANGLE),
        (Qt.Key.Key_L, ToolName.LASSO),
        (Qt.Key.Key_G, ToolName.GRADIENT),
        (Qt.Key.Key_V, ToolName.MOVE),
        (Qt.Key.Key_M, ToolName.SELECT),
        (Qt.Key.Key_H, ToolName.HAND),
    ],
)
def test_key_chooses_its_tool(desk: PaintDesk, canvas: CanvasView, key: Qt.Key, tool: ToolName):
    QTest.keyClick(canvas, key)
    assert desk.actions.chosen is tool


def test_no_two_actions_share_a_key(program: Program, desk: PaintDesk):
    window = program.window
    keys = [
        shortcut.toString()
        for owner in (window.window_actions, desk.actions)
        for action in owner.findChildren(type(desk.actions.keep))
        for shortcut in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_brush_paints_the_chosen_style_and_undo_takes_it_back(
    program: Program, desk: PaintDesk, canvas: CanvasView
):
    before = program.document.scene
    QTest.keyClick(canvas, Qt.Key.Key_B)
    QTest.keyClick(canvas, Qt.Key.Key_2)
    drag(canvas, (60, 300), (120, 400), (200, 420))
    (region,) = program.document.scene.regions
    assert region.style == desk.styles.curated.swatches[1].style_shown
    assert isinstance(region.shape, BrushStrokes)
    assert program.document.undo_stack.count() == 1
    program.document.undo_stack.undo()
    assert program.document.scene == before


def test_brackets_size_the_brush(desk: PaintDesk, canvas: CanvasView):
    before = desk.painting.brush.diameter_px
    QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert desk.painting.brush.diameter_px > before
    QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert desk.painting.brush.diameter_px == pytest.approx(before, abs=1)


def test_escape_ends_a_stroke_in_the_middle(program: Program, desk: PaintDesk, canvas: CanvasView):
    choose(desk, ToolName.BRUSH)
    QTest.mousePress(canvas, LEFT, pos=widget_point(canvas, 100, 100))
    QTest.mouseMove(canvas, widget_point(canvas, 120, 200))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, pos=widget_point(canvas, 120, 200))
    assert program.document.scene.regions == ()
    assert canvas.shown_scene == program.document.scene


def test_style_is_for_the_picture_with_the_hand_and_for_paint_with_a_brush(
    program: Program, desk: PaintDesk
):
    first, second = (swatch.style_shown for swatch in desk.styles.curated.swatches[:2])
    desk.styles.curated.swatches[0].click()
    assert program.document.scene.style == first
    choose(desk, ToolName.BRUSH)
    desk.styles.curated.swatches[1].click()
    assert program.document.scene.style == first
    assert desk.painting.style == second


def test_style_goes_to_the_selected_region_with_the_mover(program: Program, desk: PaintDesk):
    desk.add_style_region(SeedStyle(40))
    assert desk.actions.chosen is ToolName.MOVE
    desk.use_style(SeedStyle(41))
    assert program.document.scene.regions[0].style == SeedStyle(41)
    assert program.document.scene.style == SeedStyle(3)


def framed(desk: PaintDesk) -> list[str]:
    return [swatch.style_shown.name for swatch in desk.styles.curated.swatches if swatch.is_chosen]


def test_with_the_hand_the_style_of_the_picture_is_framed(program: Program, desk: PaintDesk):
    names = [swatch.style_shown.name for swatch in desk.styles.curated.swatches]
    assert framed(desk) == ["Style 3"]
    desk.styles.curated.swatches[4].click()
    assert framed(desk) == [names[4]]
    program.document.undo_stack.undo()
    assert framed(desk) == ["Style 3"]
    program.document.edit("Roll", program.document.scene.with_dice(style=SeedStyle(99)))
    assert framed(desk) == []


def test_with_other_tools_the_style_that_they_use_is_framed(desk: PaintDesk):
    choose(desk, ToolName.BRUSH)
    desk.styles.curated.swatches[4].click()
    assert framed(desk) == ["Style 5"]
    desk.add_style_region(desk.styles.curated.swatches[6].style_shown)
    assert desk.actions.chosen is ToolName.MOVE
    assert framed(desk) == ["Style 7"]
    choose(desk, ToolName.HAND)
    assert framed(desk) == ["Style 3"]


def test_a_little_changes_the_style_that_is_seen(program: Program, desk: PaintDesk):
    program.document.edit("Roll", program.document.scene.with_dice(style=SeedStyle(99)))
    button(desk.styles, "A little").click()
    assert isinstance(program.document.scene.style, MixStyle)
    assert program.document.scene.style.parts[0][0] == SeedStyle(99)


def test_around_a_matched_photo_a_style_is_a_region(program: Program, desk: PaintDesk):
    document = program.document
    document.add_files({"0" * 64: b"photo"})
    photo = PhotoPlacement("0" * 64, 0, 0, 90, 160, match="m")
    document.edit("Match", replace(document.scene, photos=(photo,)))
    assert framed(desk) == []
    desk.styles.curated.swatches[4].click()
    (region,) = document.scene.regions
    assert region.style.name == "Style 5"
    assert region.shape == Everything()
    assert document.scene.style == SeedStyle(3)
    assert framed(desk) == ["Style 5"]
    QTest.mouseDClick(desk.styles.curated.swatches[2], LEFT)
    assert [region.style.name for region in document.scene.regions] == ["Style 3"]


def test_double_click_uses_a_style_everywhere(program: Program, desk: PaintDesk):
    choose(desk, ToolName.BRUSH)
    QTest.mouseDClick(desk.styles.curated.swatches[2], LEFT)
    assert program.document.scene.style == desk.styles.curated.swatches[2].style_shown


def drop(canvas: CanvasView, mime: QMimeData, y: float, x: float) -> bool:
    at = widget_point(canvas, y, x)
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, action, mime, LEFT, none)
    QApplication.sendEvent(canvas, enter)
    if enter.isAccepted():
        event = QDropEvent(QPointF(at), action, mime, LEFT, none)
        QApplication.sendEvent(canvas, event)
    return enter.isAccepted()


def test_dropped_style_becomes_a_region_around_the_place(
    program: Program, desk: PaintDesk, canvas: CanvasView
):
    assert drop(canvas, style_to_mime(SeedStyle(77, "Snow")), 135, 240)
    (region,) = program.document.scene.regions
    assert isinstance(region.shape, Ellipse)
    assert region.shape.centre.y == pytest.approx(135, abs=2)
    assert region.style == SeedStyle(77, "Snow")
    assert program.document.undo_stack.count() == 1


def test_dropped_style_is_deleted_by_key(program: Program, desk: PaintDesk, canvas: CanvasView):
    desk.styles.curated.swatches[0].setFocus()
    assert drop(canvas, style_to_mime(SeedStyle(77)), 135, 240)
    assert canvas.hasFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert program.document.scene.regions == ()


def test_style_dropped_at_an_edge_fills_that_half(
    program: Program, desk: PaintDesk, canvas: CanvasView
):
    assert drop(canvas, style_to_mime(SeedStyle(77)), 135, 470)
    shape = program.document.scene.regions[0].shape
    assert isinstance(shape, Rectangle)
    assert shape.left == 240
    assert shape.top < 0


def test_other_things_are_not_taken_for_styles(
    program: Program, desk: PaintDesk, canvas: CanvasView
):
    broken = QMimeData()
    broken.setData(STYLE_MIME, b'{"seed": "much"}')
    text = QMimeData()
    text.setText("snow")
    assert not drop(canvas, broken, 135, 240)
    assert not drop(canvas, text, 135, 240)
    assert program.document.scene.regions == ()


@pytest.mark.parametrize(
    "style",
    [SeedStyle(5, "x"), VectorStyle((1.0,)), MixStyle(((SeedStyle(1), 0.5), (SeedStyle(2), 1.0)))],
)
def test_dragged_style_arrives_as_it_was(style: SeedStyle | VectorStyle | MixStyle):
    assert style_from_mime(style_to_mime(style)) == style


def test_area_is_rolled_kept_and_undone(program: Program, desk: PaintDesk, canvas: CanvasView):
    before = program.document.scene
    QTest.keyClick(canvas, Qt.Key.Key_M)
    drag(canvas, (40, 60), (140, 260))
    assert desk.bar.isVisible()
    QTest.keyClick(canvas, Qt.Key.Key_R)
    QTest.keyClick(canvas, Qt.Key.Key_R)
    assert len(desk.edits.staged.candidates) == 2
    assert program.document.scene == before
    assert canvas.shown_scene == desk.edits.preview
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert len(program.document.scene.rerolls) == 1
    assert program.document.undo_stack.count() == 1
    assert not desk.bar.isVisible()
    program.document.undo_stack.undo()
    assert program.document.scene == before


def test_escape_restores_and_then_lets_go(program: Program, desk: PaintDesk, canvas: CanvasView):
    choose(desk, ToolName.SELECT)
    drag(canvas, (40, 60), (140, 260))
    QTest.keyClick(canvas, Qt.Key.Key_R)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.shown_scene == program.document.scene
    assert desk.bar.isVisible()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not desk.bar.isVisible()
    seed = program.document.scene.layout_seed
    QTest.keyClick(canvas, Qt.Key.Key_R)
    assert program.document.scene.layout_seed != seed


def test_bar_offers_what_can_be_done(desk: PaintDesk, canvas: CanvasView):
    choose(desk, ToolName.SELECT)
    drag(canvas, (40, 60), (140, 260))
    keep = button(desk.bar, "Keep")
    assert not keep.isVisible()
    button(desk.bar, "Texture").click()
    assert keep.isVisible()
    button(desk.bar, "Borrow a mood…").click()
    assert not keep.isVisible()
    drag(canvas, (150, 300), (250, 460))
    assert keep.isVisible()
    keep.click()
    assert not desk.bar.isVisible()


def test_area_is_filled_with_the_style(program: Program, desk: PaintDesk, canvas: CanvasView):
    QTest.keyClick(canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert program.document.scene.regions[0].shape == Everything()
    assert desk.edits.area is None


def test_region_keys_act_on_the_selected_region(
    program: Program, desk: PaintDesk, canvas: CanvasView
):
    document = program.document
    region = StyleRegion(SeedStyle(8), Rectangle(50, 50, 100, 100))
    document.edit("regions", replace(document.scene, regions=(region, replace(region, name="x"))))
    desk.painting.select(0)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(canvas, Qt.Key.Key_BracketRight, control)
    assert [r.name for r in document.scene.regions] == ["x", ""]
    assert desk.painting.selected_index == 1
    QTest.keyClick(canvas, Qt.Key.Key_Right, control)
    moved = document.scene.regions[1].shape
    assert isinstance(moved, Rectangle)
    assert moved.left > 50
    QTest.keyClick(canvas, Qt.Key.Key_D, control)
    assert len(document.scene.regions) == 3
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(document.scene.regions) == 2
    for _ in range(4):
        document.undo_stack.undo()
    assert document.scene.regions == (region, replace(region, name="x"))


def test_locked_region_is_not_deleted(program: Program, desk: PaintDesk, canvas: CanvasView):
    document = program.document
    region = StyleRegion(SeedStyle(8), Rectangle(50, 50, 100, 100), locked=True)
    document.edit("region", document.scene.with_region_added(region))
    desk.painting.select(0)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert document.scene.regions == (region,)


def test_only_what_has_an_effect_on_the_region_is_offered(program: Program, desk: PaintDesk):
    document, actions = program.document, desk.actions
    region = StyleRegion(SeedStyle(8), Rectangle(50, 50, 100, 100))
    regions = (replace(region, locked=True), region)
    document.edit("regions", replace(document.scene, regions=regions))

    def offered() -> list[bool]:
        return [action.isEnabled() for action in actions.region_actions]

    assert offered() == [False, False, False, False]  # raise, lower, duplicate, delete
    desk.painting.select(0)
    assert offered() == [True, False, True, False]
    desk.painting.select(1)
    assert offered() == [False, True, True, True]
    actions.lower_region.trigger()
    assert offered() == [True, False, True, True]


def test_palette_says_that_the_selected_region_is_locked(program: Program, desk: PaintDesk):
    region = StyleRegion(SeedStyle(8), Rectangle(50, 50, 100, 100), locked=True)
    program.document.edit("region", program.document.scene.with_region_added(region))
    choose(desk, ToolName.MOVE)
    desk.painting.select(0)
    assert any("locked" in label.text() for label in desk.styles.findChildren(QLabel))
    assert desk.painting.selected_region == region


def test_escape_lets_go_of_the_selected_region(
    program: Program, desk: PaintDesk, canvas: CanvasView
):
    region = StyleRegion(SeedStyle(8), Rectangle(50, 50, 100, 100))
    program.document.edit("region", program.document.scene.with_region_added(region))
    desk.painting.select(0)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert desk.painting.selected_index is None


def test_going_back_is_called_by_what_it_does(desk: PaintDesk, canvas: CanvasView):
    choose(desk, ToolName.SELECT)
    drag(canvas, (40, 60), (140, 260))
    back = button(desk.bar, "Deselect")
    button(desk.bar, "Texture").click()
    assert back.text() == "Discard"
    button(desk.bar, "Borrow a mood…").click()
    assert back.text() == "Cancel"
    back.click()
    assert back.text() == "Discard"


@pytest.mark.parametrize(
    ("margin", "words"), [(9, "May show up to here"), (999, "May show in the whole picture")]
)
def test_margin_says_what_it_means(
    desk: PaintDesk, canvas: CanvasView, margin: int, words: str, monkeypatch: pytest.MonkeyPatch
):
    said: list[str] = []
    monkeypatch.setattr(region_overlay, "paint_label", lambda *args: said.append(args[-1]))
    desk.edits.take_area(Rectangle(100, 200, 60, 60))
    desk.overlay.reach = Reach(layout=Size(margin, margin), style=Size(9, 9))
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        desk.overlay.paint(painter, canvas.viewport_state)
    assert said == [words]


def test_words_of_the_bar_make_way_where_the_picture_is_narrow(desk: PaintDesk):
    desk.edits.take_area(Rectangle(20, 20, 80, 80))
    bar = desk.bar
    roll = button(bar, "Texture")
    bar.fit(2000)
    wide = bar.width()
    bar.fit(wide - 1)
    assert bar.width() < wide
    assert not roll.text()
    assert roll.accessibleName() == "Texture"
    bar.fit(wide)
    assert roll.text() == "Texture"
    assert bar.width() == wide


def test_slider_of_the_mixer_is_one_step(program: Program, desk: PaintDesk):
    slider = desk.styles.mixer.slider
    slider.setSliderDown(True)
    for value in (10, 40, 60):
        slider.setSliderPosition(value)
    slider.setSliderDown(False)
    style = program.document.scene.style
    assert isinstance(style, MixStyle)
    assert [weight for _, weight in style.parts] == pytest.approx([0.4, 0.6])
    assert program.document.undo_stack.count() == 1


def test_keys_on_the_slider_of_the_mixer_are_one_step_a_run(
    program: Program, desk: PaintDesk, qtbot: QtBot
):
    slider, document = desk.styles.mixer.slider, program.document
    for run in (1, 2):
        for _ in range(3):
            QTest.keyClick(slider, Qt.Key.Key_Right)
        assert document.in_gesture
        qtbot.waitUntil(lambda: not document.in_gesture)
        assert document.undo_stack.count() == run


def test_corner_of_the_pad_is_that_slot_alone(program: Program, desk: PaintDesk):
    pad = desk.styles.mixer.pad
    desk.styles.mixer.fill(3, SeedStyle(99))
    QApplication.processEvents()  # of the layout: the pad has its size
    QTest.mouseClick(pad, LEFT, pos=QPoint(pad.width() - 1, pad.height() - 1))
    assert program.document.scene.style == SeedStyle(99)


def test_random_and_varied_styles_are_new(program: Program, desk: PaintDesk):
    button(desk.styles, "Random").click()
    drawn = program.document.scene.style
    assert isinstance(drawn, SeedStyle)
    assert drawn != SeedStyle(3)
    button(desk.styles, "A little").click()
    varied = program.document.scene.style
    assert isinstance(varied, MixStyle)
    assert varied.parts[0][0] == drawn
    assert varied.parts[0][1] > varied.parts[1][1]


def test_pictures_of_styles_follow_the_layout(program: Program, desk: PaintDesk, qtbot: QtBot):
    style = desk.styles.curated.swatches[0].style_shown
    qtbot.waitUntil(lambda: desk.pictures.image(style) is not None)
    program.document.edit("layout", program.document.scene.with_dice(layout_seed=77))
    assert desk.pictures.image(style) is None
    qtbot.waitUntil(lambda: desk.pictures.image(style) is not None)


def test_margin_is_drawn_within_the_picture_alone(desk: PaintDesk, canvas: CanvasView):
    desk.edits.take_area(Rectangle(100, 200, 60, 60))
    desk.overlay.reach = Reach(layout=Size(999, 999), style=Size(9, 9))
    viewport = canvas.viewport_state
    image = QImage(viewport.size.width, viewport.size.height, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        desk.overlay.paint(painter, viewport)
    ink = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1) & 0xFFFFFF
    rows, columns = np.nonzero(ink)
    first, last = viewport.to_device(Point(0, 0)), viewport.to_device(Point(270, 480))
    for found, limits in ((rows, (first.y, last.y)), (columns, (first.x, last.x))):
        assert (found.min(), found.max()) == pytest.approx(limits, abs=4)


def test_deleted_style_comes_back_by_the_notice(program: Program, desk: PaintDesk, qtbot: QtBot):
    library = program.style_library
    library.save(SeedStyle(7), "Dusk")
    (path,) = library.own
    library.delete(path)
    notice = program.window.stage.notice
    assert notice is not None
    button(notice, "Undo").click()
    assert [style.name for style in library.own.values()] == ["Dusk"]
    assert program.window.stage.notice is None


def test_reach_is_learned_from_the_renderer(program: Program, desk: PaintDesk):
    assert desk.overlay.reach == Reach(layout=Size(40, 40), style=Size(40, 40))


def test_picture_follows_when_all_is_undone_and_redone(
    program: Program, desk: PaintDesk, canvas: CanvasView, qtbot: QtBot
):
    document = program.document
    shown: list[Scene] = []
    program.controller.preview_finished.connect(lambda request: shown.append(request.scene))
    for seed in range(3):
        with qtbot.waitSignal(program.controller.view_finished):
            desk.add_style_region(SeedStyle(seed), Rectangle(20 * seed, 30 * seed, 90, 90))
    desk.edits.take_area(Rectangle(20, 20, 80, 80))
    desk.roll()
    desk.edits.keep()
    last = document.scene
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    qtbot.waitUntil(lambda: shown[-1] == document.scene)
    while document.undo_stack.canRedo():
        document.undo_stack.redo()
    assert document.scene == last
    qtbot.waitUntil(lambda: shown[-1] == last)


def test_another_device_keeps_the_chosen_style(program: Program, desk: PaintDesk, qtbot: QtBot):
    choose(desk, ToolName.BRUSH)
    desk.use_style(SeedStyle(123, "Mine"))
    with qtbot.waitSignal(program.controller.opened):
        program.controller.open("cpu")
    assert desk.painting.style == SeedStyle(123, "Mine")


def test_exported_style_gets_its_suffix_before_the_dialog_asks_about_overwriting(
    desk: PaintDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    style = SeedStyle(5, "Dawn / dusk")
    proposed: list[str] = []

    def answer(dialog: QFileDialog) -> int:
        proposed.append(Path(dialog.selectedFiles()[0]).name)
        dialog.setDirectory(str(tmp_path))
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText("mine")
        chosen.extend(Path(name).name for name in dialog.selectedFiles())
        return 1

    chosen: list[str] = []
    monkeypatch.setattr(QFileDialog, "exec", answer)
    export = next(a for a in desk.styles.menu_of(style, None).actions() if "Export" in a.text())
    export.trigger()
    assert proposed == ["Dawn-dusk.everstyle"]
    assert chosen == ["mine.everstyle"]
    assert read_style(tmp_path / "mine.everstyle").style == style
