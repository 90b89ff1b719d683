"""Tests of `app.document_files`: opening, saving, and the guard of unsaved changes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.document import Document
from app.document_files import DocumentFiles
from app.settings import SettingsStore
from infinitygan.scene import Scene
from infinitygan.scene_file import Project, read_project, write_project

Button = QMessageBox.StandardButton


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def files(document: Document, store: SettingsStore, qtbot: QtBot) -> DocumentFiles:
    window = QWidget()
    qtbot.addWidget(window)
    return DocumentFiles(document, store, window)


def answer_with(monkeypatch: pytest.MonkeyPatch, answer: Button) -> list[str]:
    """Let the question about unsaved changes be answered; returns what was asked."""
    asked: list[str] = []

    def question(*arguments: object) -> Button:
        asked.append(str(arguments[2]))
        return answer

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked


def roll(document: Document) -> Scene:
    document.edit("Roll", document.scene.with_dice(layout_seed=12345))
    return document.scene


def test_saved_is_opened_again(
    files: DocumentFiles, document: Document, tmp_path: Path, qtbot: QtBot
):
    path = tmp_path / "Żółć 桌面.everscape"
    rolled = roll(document)
    with qtbot.waitSignal(files.opened):
        assert files.save_to(path)
    assert not document.is_modified
    document.edit("Roll", document.scene.with_dice(layout_seed=1))
    assert files.open(path)
    assert document.scene == rolled
    assert document.path == path
    assert files.title == "Żółć 桌面"


def test_the_thumbnail_is_saved(files: DocumentFiles, tmp_path: Path):
    files.make_thumbnail = lambda: b"\x89PNG\r\n\x1a\n picture"
    files.save_to(tmp_path / "a.everscape")
    assert read_project(tmp_path / "a.everscape").thumbnail == b"\x89PNG\r\n\x1a\n picture"


def test_a_broken_project_leaves_the_document(
    files: DocumentFiles, document: Document, tmp_path: Path, qtbot: QtBot
):
    path = tmp_path / "cut.everscape"
    files.save_to(path)
    path.write_bytes(path.read_bytes()[:40])
    rolled = roll(document)
    with qtbot.waitSignal(files.failed) as failed:
        assert not files.open(path)
    assert "cut.everscape" in (failed.args or [""])[0]
    assert document.scene == rolled
    assert document.is_modified


def test_a_gone_project_leaves_the_recent_ones(
    files: DocumentFiles, store: SettingsStore, tmp_path: Path
):
    path = tmp_path / "a.everscape"
    files.save_to(path)
    assert store.settings.recent_files == (str(path),)
    path.unlink()
    files.open(path)
    assert store.settings.recent_files == ()


def test_a_failed_save_keeps_the_star(
    files: DocumentFiles, document: Document, tmp_path: Path, qtbot: QtBot
):
    roll(document)
    with qtbot.waitSignal(files.failed):
        assert not files.save_to(tmp_path / "no such folder" / "a.everscape")
    assert document.is_modified
    assert document.path is None


def test_save_as_adds_the_suffix(
    files: DocumentFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "alps"), ""))
    assert files.save()
    assert (tmp_path / "alps.everscape").exists()


def test_a_dialog_put_away_saves_nothing(
    files: DocumentFiles, document: Document, monkeypatch: pytest.MonkeyPatch
):
    roll(document)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert not files.save()
    assert document.is_modified


def test_unchanged_documents_go_unasked(files: DocumentFiles, monkeypatch: pytest.MonkeyPatch):
    asked = answer_with(monkeypatch, Button.Cancel)
    assert files.may_replace()
    assert asked == []


@pytest.mark.parametrize(("answer", "may"), [(Button.Discard, True), (Button.Cancel, False)])
def test_unsaved_changes_are_guarded(
    files: DocumentFiles,
    document: Document,
    monkeypatch: pytest.MonkeyPatch,
    answer: Button,
    may: bool,
):
    asked = answer_with(monkeypatch, answer)
    rolled = roll(document)
    assert files.may_replace() == may
    assert len(asked) == 1
    assert document.scene == rolled


def test_saving_first_is_an_answer(
    files: DocumentFiles, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "a.everscape"
    files.save_to(path)
    rolled = roll(document)
    answer_with(monkeypatch, Button.Save)
    files.new()
    assert read_project(path).scene == rolled
    assert document.path is None
    assert document.scene != rolled
    assert document.scene.canvas == rolled.canvas


def test_cancelling_new_keeps_all(
    files: DocumentFiles, document: Document, monkeypatch: pytest.MonkeyPatch
):
    rolled = roll(document)
    answer_with(monkeypatch, Button.Cancel)
    files.new()
    assert document.scene == rolled


def test_recent_projects_are_offered(files: DocumentFiles, document: Document, tmp_path: Path):
    assert not files.recent_menu.isEnabled()
    other = Project(Scene(canvas=document.scene.canvas, layout_seed=4))
    for name in ("a", "b"):
        write_project(tmp_path / f"{name}.everscape", other)
        files.open(tmp_path / f"{name}.everscape")
    files.recent_menu.aboutToShow.emit()
    actions = files.recent_menu.actions()
    assert [action.text() for action in actions] == ["b", "a"]
    actions[1].trigger()
    assert document.path == tmp_path / "a.everscape"


def test_a_recipe_goes_through_the_clipboard(files: DocumentFiles, document: Document):
    rolled = roll(document)
    text = files.recipe_text("alps")
    document.undo_stack.undo()
    files.take_recipe(text)
    assert document.scene == rolled
    document.undo_stack.undo()
    assert document.scene != rolled


def test_other_text_is_no_recipe(files: DocumentFiles, document: Document, qtbot: QtBot):
    before = document.scene
    with qtbot.waitSignal(files.failed):
        files.take_recipe("dear diary")
    assert document.scene == before
