"""The features in the running window: what a user does, and what becomes of it."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fake_renderer import FakeBackend
from program_end import end
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.application import Program
from app.export_job import ExportOrder
from app.export_queue import ExportState
from app.features.recovery_feature import moment_text
from app.journal_files import new_copy
from app.monitors import Layout
from app.settings import Folders
from app.theme.palette import DARK, LIGHT, Tones
from app.wallpaper.picture_store import PictureStore
from app.wallpaper.protocol import Capabilities, PictureSet, SavedWallpaper
from app.wallpaper_action import WallpaperAction
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.scene_file import Project, read_project, write_project
from infinitygan.style_file import NamedStyle, write_style
from infinitygan.styles import SeedStyle

SCENE = Scene(canvas=Size(90, 160), layout_seed=11)


@pytest.fixture
def opened(program: Program, qtbot: QtBot) -> Program:
    """Return the program once its model is open."""
    qtbot.waitUntil(lambda: program.controller.model is not None)
    return program


def strongest_colour(icon: QIcon) -> QColor:
    """Return the colour of an icon's most opaque pixel."""
    image = icon.pixmap(32, 32).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=QColor.alpha)


def message_box(program: Program) -> QMessageBox | None:
    """Return the dialog that is shown, if any; there must not be two."""
    boxes = [box for box in program.window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) <= 1
    return boxes[0] if boxes else None


def press(box: QWidget, text: str) -> None:
    """Press the button of a text."""
    (button,) = (b for b in box.findChildren(QPushButton) if text in b.text().replace("&", ""))
    button.click()


def notice_text(program: Program) -> str:
    """Return what floats over the canvas."""
    notice = program.window.stage.notice
    return "" if notice is None else "\n".join(x.text() for x in notice.findChildren(QLabel))


def drop(program: Program, path: Path) -> bool:
    """Drop a file on the window; tells whether it was welcome."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at, copy = QPointF(50, 50), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at.toPoint(), copy, data, button, no_key)
    enter.ignore()
    QApplication.sendEvent(program.window, enter)
    if enter.isAccepted():
        event = QDropEvent(at, copy, data, button, no_key, QEvent.Type.Drop)
        QApplication.sendEvent(program.window, event)
    return enter.isAccepted()


def project(tmp_path: Path, scene: Scene = SCENE) -> Path:
    """Write a project."""
    path = tmp_path / "alps.everscape"
    write_project(path, Project(scene))
    return path


def test_a_dropped_project_opens(opened: Program, tmp_path: Path):
    path = project(tmp_path)
    assert drop(opened, path)
    assert opened.document.scene == SCENE
    assert opened.document.path == path


def test_a_drop_that_is_of_no_use_is_refused_by_the_cursor(opened: Program, tmp_path: Path):
    before = opened.document.scene
    assert not drop(opened, tmp_path / "notes.txt")
    assert opened.document.scene == before


def test_an_exported_picture_brings_its_scene_back(opened: Program, qtbot: QtBot, tmp_path: Path):
    opened.document.open(Project(SCENE), None)
    with qtbot.waitSignal(opened.features.export.queue.ended):
        opened.features.export.add_orders((ExportOrder(SCENE, tmp_path / "a.png"),))
    opened.document.open(Project(Scene(canvas=Size(64, 64))), None)
    assert drop(opened, tmp_path / "a.png")
    assert opened.document.scene == SCENE


def test_a_dropped_style_is_an_undoable_edit(opened: Program, tmp_path: Path):
    path = tmp_path / "dusk.everstyle"
    write_style(path, NamedStyle("Dusk", SeedStyle(4), "fake", 8))
    before = opened.document.scene
    assert drop(opened, path)
    assert opened.document.scene.style == SeedStyle(4, "Dusk")
    opened.document.undo_stack.undo()
    assert opened.document.scene == before


def newer(path: Path) -> None:
    """Let a project claim to be of a newer version."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("project.json").decode()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.json", text.replace('"format":1', '"format":99', 1))


def cut(path: Path) -> None:
    """Cut a file in half."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("harm", [newer, cut, Path.unlink])
def test_a_broken_project_is_one_dialog_and_changes_nothing(
    opened: Program, tmp_path: Path, harm: Callable[[Path], None]
):
    path = project(tmp_path)
    harm(path)
    before = opened.document.scene
    opened.features.intake.take(path)
    box = message_box(opened)
    assert box is not None
    assert "alps.everscape" in box.text()
    assert any("another" in button.text() for button in box.buttons())
    assert opened.document.scene == before
    assert opened.document.path is None
    box.close()


def test_a_photo_goes_to_who_can_use_it(opened: Program, tmp_path: Path):
    path = tmp_path / "photo.bmp"
    path.write_bytes(b"BM")
    taken: list[Path] = []
    opened.features.intake.take_photo = taken.append
    assert drop(opened, path)
    assert taken == [path]


def test_the_name_of_a_missing_model_is_shown_and_kept(
    opened: Program, qtbot: QtBot, tmp_path: Path
):
    path = project(tmp_path, replace(SCENE, model="alps-v2"))
    opened.features.intake.take(path)
    assert "alps-v2" in notice_text(opened)
    assert opened.window.files.save_to(path)
    assert read_project(path).scene.model == "alps-v2"


def test_a_pasted_file_opens(opened: Program, tmp_path: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(project(tmp_path)))])
    QGuiApplication.clipboard().setMimeData(data)
    opened.features.intake.paste.trigger()
    assert opened.document.scene == SCENE


def test_a_file_of_the_command_line_opens(qapp: QApplication, backend: FakeBackend, tmp_path: Path):
    running = Program(qapp, Folders.under(tmp_path / "home"), backend)
    running.start(project(tmp_path))
    assert running.document.scene == SCENE
    end(running)


def crashed(folders: Folders) -> None:
    """Leave unsaved work, as a crash does."""
    copy = new_copy(folders.state / "journal")
    copy.write(Project(SCENE), None)
    copy.release()


@pytest.mark.parametrize(("answer", "is_restored"), [("Restore", True), ("Not now", False)])
def test_unsaved_work_is_offered_at_the_next_start(
    qapp: QApplication, backend: FakeBackend, tmp_path: Path, answer: str, is_restored: bool
):
    folders = Folders.under(tmp_path)
    crashed(folders)
    running = Program(qapp, folders, backend)
    running.start()
    box = message_box(running)
    assert box is not None
    assert "Restore unsaved work from" in box.text()
    press(box, answer)
    assert (running.document.scene == SCENE) is is_restored
    assert running.document.is_modified is is_restored
    end(running)
    left = list((folders.state / "journal").glob("*.everscape"))
    assert len(left) == (0 if is_restored else 1)


def test_a_start_without_a_crash_asks_nothing(opened: Program):
    assert message_box(opened) is None


def test_a_time_of_another_day_has_its_date():
    from datetime import datetime

    moment = datetime(2026, 3, 4, 15, 6)
    assert moment_text(moment, datetime(2026, 3, 4, 23, 0)) == "15:06"
    assert moment_text(moment, datetime(2026, 3, 5, 1, 0)) == "2026-03-04 15:06"


class Desktop:
    """A desktop that remembers what it was told."""

    name = "Fake"
    capabilities = Capabilities(spans=True, per_monitor=False, restores=True)

    def __init__(self) -> None:
        self.shown: list[PictureSet] = []
        self.restored: list[SavedWallpaper] = []

    def current(self) -> SavedWallpaper:
        return SavedWallpaper("Fake", (("picture", "old"),))

    def apply(self, pictures: PictureSet) -> None:
        self.shown.append(pictures)

    def restore(self, saved: SavedWallpaper) -> None:
        self.restored.append(saved)

    def login_hint(self, pictures: PictureSet) -> str | None:
        return None


@pytest.fixture
def desktop(opened: Program, tmp_path: Path) -> Desktop:
    """Put a fake desktop behind the action of the window."""
    fake = Desktop()

    def find(layout: Layout) -> Desktop:
        return fake

    opened.features.wallpaper.use(
        WallpaperAction(opened.controller, PictureStore(tmp_path / "wallpapers"), find)
    )
    return fake


@pytest.mark.parametrize(("choice", "tones"), [("dark", DARK), ("light", LIGHT)])
def test_the_wallpaper_button_has_the_icon_of_its_ground(
    opened: Program, choice: str, tones: Tones
):
    feature = opened.features.wallpaper
    opened.store.change(theme=choice)
    assert strongest_colour(feature.button.icon()) == QColor(tones.on_accent)
    assert strongest_colour(feature.set.icon()) == QColor(tones.text)


def test_the_wallpaper_button_rests_while_the_wallpaper_is_set(opened: Program):
    feature = opened.features.wallpaper
    feature.set.setEnabled(False)
    assert not feature.button.isEnabled()
    feature.set.setEnabled(True)
    assert feature.button.isEnabled()


def test_a_wallpaper_can_be_cancelled_while_it_is_rendered(
    opened: Program, qtbot: QtBot, desktop: Desktop
):
    feature = opened.features.wallpaper
    opened.document.open(Project(Scene(canvas=Size(3000, 4000))), None)
    feature.button.click()
    qtbot.waitUntil(lambda: "rendered" in notice_text(opened))
    notice = opened.window.stage.notice
    assert notice is not None
    press(notice, "Cancel")
    assert opened.window.stage.notice is not notice
    assert feature.button.isEnabled()
    opened.document.open(Project(SCENE), None)
    feature.button.click()
    qtbot.waitUntil(lambda: bool(desktop.shown))
    (shown,) = desktop.shown
    assert shown.first.exists()


def test_one_click_sets_the_wallpaper_and_another_brings_the_old_one_back(
    opened: Program, qtbot: QtBot, desktop: Desktop
):
    opened.document.open(Project(SCENE), None)
    opened.window.stage.hide_notice()
    opened.features.wallpaper.button.click()
    qtbot.waitUntil(lambda: "desktop" in notice_text(opened))
    assert len(desktop.shown) == 1
    notice = opened.window.stage.notice
    assert notice is not None
    press(notice, "Restore previous")
    qtbot.waitUntil(lambda: bool(desktop.restored))
    qtbot.waitUntil(lambda: opened.window.stage.notice is not notice)  # a hint may follow


def test_the_offer_to_restore_goes_away_by_itself(opened: Program, qtbot: QtBot, desktop: Desktop):
    opened.features.wallpaper.toast_end.setInterval(1)
    opened.document.open(Project(SCENE), None)
    with qtbot.waitSignal(opened.features.wallpaper.toast_end.timeout):
        opened.features.wallpaper.set.trigger()
    assert "desktop" not in notice_text(opened)


def test_copying_puts_the_whole_picture_into_the_clipboard(opened: Program, qtbot: QtBot):
    opened.document.open(Project(SCENE), None)
    QGuiApplication.clipboard().clear()
    opened.features.export.copy.trigger()
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull())
    image = QGuiApplication.clipboard().image()
    assert (image.height(), image.width()) == (90, 160)


def test_the_export_dialog_opens_with_the_last_choices(opened: Program, qtbot: QtBot):
    choices = replace(opened.store.settings.export, format="JPEG")
    opened.store.change(export=choices)
    dialog = opened.features.export.show_dialog()
    assert getattr(dialog, "image_format", None) == "JPEG"
    dialog.close()


def test_the_export_dialog_shows_at_once_what_the_canvas_shows(opened: Program, qtbot: QtBot):
    opened.document.open(Project(SCENE), None)
    qtbot.waitUntil(lambda: opened.window.canvas.snapshot(9) is not None)
    dialog = opened.features.export.show_dialog()
    assert any(not label.pixmap().isNull() for label in dialog.findChildren(QLabel))
    dialog.close()


@pytest.mark.parametrize(("answer", "is_closed"), [("Yes", True), ("No", False)])
def test_closing_asks_before_it_cancels_exports(
    opened: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    is_closed: bool,
):
    asked: list[str] = []

    def question(*arguments: object) -> QMessageBox.StandardButton:
        asked.append(str(arguments[2]))
        return QMessageBox.StandardButton[answer]

    monkeypatch.setattr(QMessageBox, "question", question)
    order = ExportOrder(Scene(canvas=Size(9000, 9000)), tmp_path / "a.png")
    opened.features.export.queue.add(order)
    assert opened.window.close() is is_closed
    assert asked == ["Exports are not finished. Stop them?"]
    assert opened.window.isVisible() is not is_closed
    assert len(opened.features.export.queue.unfinished) == 1
    opened.features.stop()
    assert opened.window.close()  # nothing is left to ask for
    assert len(asked) == 1
    (item,) = opened.features.export.queue.items
    assert item.state is ExportState.CANCELLED
    assert not list(tmp_path.glob("*a*.p*"))


def test_hints_come_one_after_the_other_and_never_again(opened: Program, qtbot: QtBot):
    qtbot.waitUntil(lambda: "Press R" in notice_text(opened))
    for words in ("Lock a die", "Ctrl+Shift+W"):
        notice = opened.window.stage.notice
        assert notice is not None
        press(notice, "Next hint")
        assert words in notice_text(opened)
    opened.window.stage.hide_notice()
    opened.features.help._show_next_hint()
    assert opened.window.stage.notice is None
    assert opened.store.settings.seen_hints == ("roll", "lock", "set")
