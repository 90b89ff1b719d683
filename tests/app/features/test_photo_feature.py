"""Photos in the running window: from the drop to the match, and what happens when it goes wrong."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_renderer import FakeBackend, FakeRenderer
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app import photo_import
from app.application import Program
from app.canvas.horizon_tool import horizon_row
from app.paint_actions import ToolName
from app.photo_import import encode_import, read_import
from app.photo_match import MatchState
from app.photos import Fit
from infinitygan.geometry import Size
from infinitygan.inference import photo as photo_module
from infinitygan.inference.match_file import match_from_bytes
from infinitygan.inference.photo import PhotoError, PhotoTooLarge
from infinitygan.inference.photo_placement import Anchor
from infinitygan.inference.tile import Tile
from infinitygan.scene import PhotoPlacement, Scene
from infinitygan.scene_file import Project, read_project, write_project

CANVAS = Size(144, 512)
SCENE = Scene(canvas=CANVAS, layout_seed=4)
ENDLESS = 10**9  # steps


@pytest.fixture
def renderer(backend: FakeBackend) -> FakeRenderer:
    return backend.renderer


@pytest.fixture
def opened(program: Program, qtbot: QtBot) -> Program:
    qtbot.waitUntil(lambda: program.controller.model is not None)
    program.document.open(Project(SCENE), None)
    return program


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    rows = np.linspace(40, 220, 90)[:, None, None]
    pixels = np.broadcast_to(rows, (90, 120, 3)).astype(np.uint8)
    path = tmp_path / "alps.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def placed(opened: Program, photo: Path, qtbot: QtBot) -> Program:
    drop(opened, photo)
    qtbot.waitUntil(lambda: bool(opened.document.scene.photos))
    return opened


def drop(program: Program, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at, copy = QPointF(50, 50), Qt.DropAction.CopyAction
    QApplication.sendEvent(
        program.window, QDragEnterEvent(at.toPoint(), copy, data, button, no_key)
    )
    event = QDropEvent(at, copy, data, button, no_key, QEvent.Type.Drop)
    QApplication.sendEvent(program.window, event)


def only(program: Program) -> PhotoPlacement:
    (placement,) = program.document.scene.photos
    return placement


def steps_done(program: Program) -> int:
    step = program.features.photo.match.step
    return 0 if step is None else step.done


def boxes(program: Program) -> list[QMessageBox]:
    return [box for box in program.window.findChildren(QMessageBox) if box.isVisible()]


def press(box: QMessageBox, text: str) -> None:
    (button,) = (b for b in box.findChildren(QPushButton) if text in b.text().replace("&", ""))
    button.click()


def run_match(program: Program, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.document.scene_changed):
        program.features.photo.panel.match_box.start.click()


def test_a_dropped_photo_lies_in_the_middle_and_the_renderer_has_it(
    placed: Program, photo: Path, renderer: FakeRenderer, qtbot: QtBot
):
    placement = only(placed)
    assert (placement.height_px, placement.width_px) == (144, 192)
    assert (placement.top_px, placement.left_px) == (0, 160)
    assert placed.document.project.photos == {placement.photo: photo.read_bytes()}
    qtbot.waitUntil(lambda: placed.document.scene in renderer.scenes)
    assert renderer.photos[placement.photo].size == Size(90, 120)
    assert renderer.matched == []


def test_the_photo_is_with_the_renderer_before_a_scene_shows_it(
    opened: Program,
    photo: Path,
    renderer: FakeRenderer,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
):
    late: list[Scene] = []
    render = renderer.render_tiles

    def watched(scene: Scene, *rest: Any) -> Iterator[Tile]:
        if any(placement.photo not in renderer.photos for placement in scene.photos):
            late.append(scene)
        return render(scene, *rest)

    monkeypatch.setattr(renderer, "render_tiles", watched)
    drop(opened, photo)
    qtbot.waitUntil(lambda: any(scene.photos for scene in renderer.scenes))
    assert late == []


def test_adding_and_removing_are_undone(placed: Program):
    with_photo = placed.document.scene
    assert placed.features.photo.move.isChecked()
    placed.features.photo.panel.remove.click()
    assert placed.document.scene == SCENE
    assert not placed.features.photo.move.isEnabled()
    placed.document.undo_stack.undo()
    assert placed.document.scene == with_photo
    placed.document.undo_stack.undo()
    assert placed.document.scene == SCENE


def test_the_panel_edits_the_placement(placed: Program):
    panel = placed.features.photo.panel
    panel.anchors[Anchor.LEFT].click()
    assert only(placed).left_px == 0
    panel.scale.edited.emit(50)
    panel.scale.released.emit()
    assert (only(placed).height_px, only(placed).left_px, only(placed).top_px) == (72, 0, 36)
    panel.feather.edited.emit(128)
    panel.light.edited.emit(0)
    assert (only(placed).feather_px, only(placed).colour_match) == (128, 0)
    checked = [anchor for anchor, button in panel.anchors.items() if button.isChecked()]
    assert checked == [Anchor.LEFT]
    shown = (panel.scale.value, panel.feather.value, panel.light.value)
    assert shown == (50, 128, 0)


def test_the_horizon_is_found_in_the_photo(opened: Program, tmp_path: Path, qtbot: QtBot):
    pixels = np.full((90, 120, 3), 230, np.uint8)
    pixels[30:] = np.random.default_rng(1).integers(20, 90, (60, 120, 3))
    Image.fromarray(pixels).save(tmp_path / "coast.png")
    drop(opened, tmp_path / "coast.png")
    qtbot.waitUntil(lambda: bool(opened.document.scene.photos))
    before = opened.document.scene
    with qtbot.waitSignal(opened.features.photo.horizon.found) as found:
        opened.features.photo.panel.find_horizon.click()
    assert found.args == [True]
    row = horizon_row(opened.document.scene)
    assert row == pytest.approx(144 * 30 / 90, abs=3)
    opened.document.undo_stack.undo()
    assert opened.document.scene == before


def test_a_photo_without_a_horizon_offers_the_line(opened: Program, tmp_path: Path, qtbot: QtBot):
    Image.new("RGB", (120, 90), (120, 130, 140)).save(tmp_path / "fog.png")
    drop(opened, tmp_path / "fog.png")
    qtbot.waitUntil(lambda: bool(opened.document.scene.photos))
    before = opened.document.scene
    with qtbot.waitSignal(opened.features.photo.horizon.found) as found:
        opened.features.photo.find_horizon.trigger()
    assert found.args == [False]
    assert opened.document.scene == before
    assert opened.window.horizon_tool.is_shown
    assert opened.features.photo.panel.line.isChecked()


def test_a_click_shows_the_line_of_the_horizon_and_another_hides_it(placed: Program):
    line = placed.features.photo.panel.line
    for is_shown in (True, False):
        line.click()
        assert placed.window.horizon_tool.is_shown is is_shown
        assert placed.window.window_actions.horizon_line.isChecked() is is_shown
        assert line.isChecked() is is_shown


def test_a_click_puts_the_photo_down_and_another_takes_it_up(placed: Program):
    feature = placed.features.photo
    for is_on in (False, True):
        feature.panel.move_button.click()
        assert feature.tool.is_on is is_on
        assert feature.move.isChecked() is is_on
        assert feature.panel.move_button.isChecked() is is_on


def test_a_photo_that_is_gone_gets_no_horizon(placed: Program):
    feature = placed.features.photo
    feature.find_horizon.trigger()
    feature.panel.remove.click()
    feature.close()
    QApplication.processEvents()
    assert placed.document.scene == SCENE
    assert not feature.find_horizon.isEnabled()


def test_two_photos_are_joined_by_one_button(placed: Program, photo: Path, qtbot: QtBot):
    panel = placed.features.photo.panel
    assert not panel.pair.isVisibleTo(panel)
    drop(placed, photo)
    qtbot.waitUntil(lambda: len(placed.document.scene.photos) == 2)
    assert panel.pair.isVisibleTo(panel)
    paired = placed.document.scene
    panel.anchors[Anchor.TOP].click()
    panel.pair.click()
    assert placed.document.scene == paired


def test_another_tool_takes_the_canvas(placed: Program):
    placed.paint_desk.actions.tools[ToolName.BRUSH].trigger()
    assert not placed.features.photo.move.isChecked()
    assert not placed.features.photo.tool.is_on


def test_a_match_is_stored_and_supplied(placed: Program, renderer: FakeRenderer, qtbot: QtBot):
    box = placed.features.photo.panel.match_box
    assert box.start.text() == "Match"
    run_match(placed, qtbot)
    name = only(placed).match
    assert name is not None
    (data,) = placed.document.project.matches.values()
    assert len(match_from_bytes(data).photos) == 1
    qtbot.waitUntil(lambda: name in renderer.matches)
    assert placed.features.photo.match.state is MatchState.MATCHED
    assert not box.start.isEnabled()
    placed.document.undo_stack.undo()
    assert only(placed).match is None


def test_progress_and_a_live_picture_are_shown(
    placed: Program, renderer: FakeRenderer, qtbot: QtBot
):
    renderer.match_total = ENDLESS
    feature = placed.features.photo
    box = feature.panel.match_box
    box.start.click()
    assert not box.keep.isEnabled()
    qtbot.waitUntil(lambda: steps_done(placed) > 1)
    assert box.bar.isVisibleTo(feature.panel)
    assert box.bar.value() == steps_done(placed)
    assert box.picture.pixmap().width() > 100
    assert box.start.isHidden()
    box.cancel.click()


def test_the_keyboard_stays_with_the_match(placed: Program, renderer: FakeRenderer, qtbot: QtBot):
    renderer.match_total = ENDLESS
    feature = placed.features.photo
    box = feature.panel.match_box
    assert feature.start_match.isEnabled()
    placed.window.activateWindow()
    box.start.setFocus()
    width_px = box.minimumSizeHint().width()
    box.start.click()
    assert placed.window.focusWidget() is box.cancel
    assert not feature.start_match.isEnabled()
    assert box.minimumSizeHint().width() == width_px
    qtbot.waitUntil(lambda: feature.match.seconds_left is not None)
    assert "left" in box.status.text()
    box.cancel.click()
    assert placed.window.focusWidget() is box.start
    assert feature.match.seconds_left is None


def test_cancel_leaves_the_document_as_it_was(
    placed: Program, renderer: FakeRenderer, qtbot: QtBot
):
    renderer.match_total = ENDLESS
    feature, before = placed.features.photo, placed.document.project
    steps = placed.document.undo_stack.count()
    feature.panel.match_box.start.click()
    qtbot.waitUntil(lambda: steps_done(placed) > 1)
    feature.panel.match_box.cancel.click()
    assert not feature.match.is_running
    assert placed.document.project == before
    assert placed.document.undo_stack.count() == steps
    assert feature.panel.match_box.start.text() == "Match"
    renderer.match_total = 2
    run_match(placed, qtbot)
    assert only(placed).match is not None


def test_stop_and_keep_takes_the_best_so_far(placed: Program, renderer: FakeRenderer, qtbot: QtBot):
    renderer.match_total = ENDLESS
    feature = placed.features.photo
    box = feature.panel.match_box
    box.start.click()
    qtbot.waitUntil(lambda: steps_done(placed) > 1)
    with qtbot.waitSignal(placed.document.scene_changed):
        box.keep.click()
    assert only(placed).match in placed.document.project.matches
    assert feature.match.state is MatchState.PARTIAL
    assert box.start.text() == "Match fully"


def test_moving_the_photo_offers_a_new_match_and_starts_none(
    placed: Program, renderer: FakeRenderer, qtbot: QtBot
):
    run_match(placed, qtbot)
    feature = placed.features.photo
    feature.panel.anchors[Anchor.LEFT].click()
    with qtbot.waitSignal(placed.controller.view_finished):
        pass
    assert feature.panel.match_box.start.text() == "Match again"
    assert not feature.match.is_running
    assert len(renderer.matched) == 1


def test_feather_and_light_need_no_new_match(placed: Program, renderer: FakeRenderer, qtbot: QtBot):
    run_match(placed, qtbot)
    feature = placed.features.photo
    feature.panel.feather.edited.emit(100)
    feature.panel.light.edited.emit(20)
    placed.window.window_actions.roll.trigger()
    qtbot.waitUntil(lambda: placed.document.scene in renderer.scenes)
    assert feature.match.state is MatchState.MATCHED
    assert len(renderer.matched) == 1


def test_a_horizon_that_moves_outdates_the_match(placed: Program, qtbot: QtBot):
    run_match(placed, qtbot)
    matched = placed.document.scene
    placed.document.edit("Horizon", replace(matched, horizon=0.1))
    assert placed.features.photo.match.state is MatchState.OUTDATED
    placed.document.undo_stack.undo()
    assert placed.features.photo.match.state is MatchState.MATCHED


def test_a_place_that_was_matched_before_is_not_matched_again(
    placed: Program, renderer: FakeRenderer, qtbot: QtBot
):
    run_match(placed, qtbot)
    name = only(placed).match
    panel = placed.features.photo.panel
    panel.anchors[Anchor.LEFT].click()
    panel.anchors[Anchor.CENTER].click()
    assert only(placed).match is None
    run_match(placed, qtbot)
    assert only(placed).match == name
    assert len(renderer.matched) == 1


def test_moving_the_photo_ends_a_running_match(
    placed: Program, renderer: FakeRenderer, qtbot: QtBot
):
    renderer.match_total = ENDLESS
    feature = placed.features.photo
    feature.panel.match_box.start.click()
    placed.document.edit("Roll", replace(placed.document.scene, layout_seed=5))
    assert feature.match.is_running
    with qtbot.waitSignal(feature.match.ended):
        feature.panel.anchors[Anchor.LEFT].click()
    assert not feature.match.is_running


def test_a_failed_match_is_told_and_changes_nothing(
    placed: Program, renderer: FakeRenderer, qtbot: QtBot
):
    qtbot.waitUntil(lambda: placed.features.photo.match.state is MatchState.UNMATCHED)
    before = placed.document.scene
    renderer.fail_with = ValueError("the photo covers only 3 px")
    with qtbot.waitSignal(placed.features.photo.match.failed) as failed:
        placed.features.photo.match.start()
    assert failed.args is not None
    assert failed.args[0].sentence == "The photo covers only 3 px."
    assert placed.document.scene == before
    assert not placed.features.photo.match.is_running


def test_a_photo_over_the_whole_canvas_leaves_nothing_to_match(placed: Program):
    placed.features.photo.panel.fits[Fit.WIDTH].click()
    assert placed.features.photo.match.state is MatchState.NOTHING_TO_ADD
    assert not placed.features.photo.panel.match_box.start.isEnabled()


def test_a_saved_project_opens_matched(
    placed: Program, renderer: FakeRenderer, qtbot: QtBot, tmp_path: Path
):
    run_match(placed, qtbot)
    scene, name = placed.document.scene, only(placed).match
    path = tmp_path / "wide.everscape"
    placed.window.files.save_to(path)
    placed.document.open(Project(SCENE), None)
    qtbot.waitUntil(lambda: not renderer.matches)
    placed.window.files.open(path)
    assert placed.document.scene == scene
    assert placed.features.photo.match.state is MatchState.MATCHED
    qtbot.waitUntil(lambda: name in renderer.matches)
    assert len(renderer.matched) == 1
    assert set(read_project(path).photos) == {only(placed).photo}


def test_a_damaged_match_in_a_project_is_told(
    placed: Program, photo: Path, qtbot: QtBot, tmp_path: Path
):
    placement = replace(only(placed), match="m1")
    path = tmp_path / "wide.everscape"
    files = {placement.photo: photo.read_bytes()}
    write_project(path, Project(replace(SCENE, photos=(placement,)), None, files, {"m1": b"?"}))
    placed.document.undo_stack.setClean()
    with qtbot.waitSignal(placed.features.photo.supply.failed) as failed:
        placed.window.files.open(path)
    assert failed.args is not None
    assert "match the photo again" in failed.args[0].sentence


def test_another_renderer_gets_the_photos_too(placed: Program, backend: FakeBackend, qtbot: QtBot):
    backend.renderer = FakeRenderer()
    placed.controller.open("cpu")
    qtbot.waitUntil(lambda: set(backend.renderer.photos) == {only(placed).photo})


def test_a_bad_photo_is_one_plain_sentence(opened: Program, photo: Path, qtbot: QtBot):
    photo.with_name("cut.jpg").write_bytes(b"\xff\xd8\xff\xe0 and no more")
    drop(opened, photo.with_name("cut.jpg"))
    qtbot.waitUntil(lambda: bool(boxes(opened)))
    (box,) = boxes(opened)
    assert "cut.jpg" in box.text()
    assert "damaged" in box.text()
    assert opened.document.scene == SCENE
    box.close()


def test_a_huge_photo_is_asked_about(
    opened: Program, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(photo_module, "MAX_MEGAPIXELS", 0.001)
    drop(opened, photo)
    qtbot.waitUntil(lambda: bool(boxes(opened)))
    (box,) = boxes(opened)
    assert "very large" in box.text()
    press(box, "Use it")
    qtbot.waitUntil(lambda: bool(opened.document.scene.photos))


@pytest.mark.parametrize(("side_px", "is_told"), [(1, True), (71, True), (72, False)])
def test_a_photo_that_will_be_blurred_is_told(
    opened: Program, tmp_path: Path, qtbot: QtBot, side_px: int, is_told: bool
):
    Image.new("RGB", (side_px, side_px), (90, 120, 160)).save(tmp_path / "dot.png")
    opened.store.change(seen_hints=("roll", "lock", "set"))
    opened.window.stage.hide_notice()
    drop(opened, tmp_path / "dot.png")
    qtbot.waitUntil(lambda: bool(opened.document.scene.photos))
    notice = opened.window.stage.notice
    assert (notice is not None) is is_told
    if notice is not None:
        assert f"“dot.png” has {side_px} × {side_px} pixels" in notice.accessibleName()


def test_a_chosen_photo_is_taken(
    opened: Program, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(photo), ""))
    opened.features.photo.open.trigger()
    qtbot.waitUntil(lambda: bool(opened.document.scene.photos))


def test_a_copied_picture_is_pasted(opened: Program, qtbot: QtBot):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    QGuiApplication.clipboard().setImage(image)
    opened.features.intake.paste.trigger()
    qtbot.waitUntil(lambda: bool(opened.document.scene.photos))
    data = opened.document.project.photos[only(opened).photo]
    with Image.open(io.BytesIO(data)) as pasted:
        assert pasted.size == (40, 30)
        assert pasted.convert("RGB").getpixel((5, 5)) == (0x33, 0x66, 0x99)


def test_what_cannot_be_read_is_a_photo_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(PhotoError, match=r"cannot read 'gone\.jpg'"):
        read_import(tmp_path / "gone.jpg", allow_large=False)
    with pytest.raises(PhotoError, match="empty"):
        encode_import(QImage(), allow_large=False)
    monkeypatch.setattr(photo_import, "MAX_FILE_BYTES", 10)
    (tmp_path / "big.jpg").write_bytes(bytes(11))
    with pytest.raises(PhotoError, match="larger than"):
        read_import(tmp_path / "big.jpg", allow_large=True)


def test_huge_is_told_by_the_header(photo: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(photo_module, "MAX_MEGAPIXELS", 0.001)
    with pytest.raises(PhotoTooLarge):
        read_import(photo, allow_large=False)
    assert read_import(photo, allow_large=True).size == Size(90, 120)
