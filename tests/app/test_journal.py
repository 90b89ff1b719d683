"""The journal: what is copied when, and what a crash leaves."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app import journal as journal_module
from app.document import Document
from app.journal import LATEST_S, QUIET_S, Journal, Rhythm
from app.journal_files import left_behind, new_copy
from app.render_requests import Problem
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.scene_file import Project

SCENE = Scene(canvas=Size(64, 64))
CHANGED = replace(SCENE, layout_seed=7)

CRASH = """
import os, sys
from pathlib import Path
from app.journal_files import new_copy
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.scene_file import Project
copy = new_copy(Path(sys.argv[1]))
copy.write(Project(Scene(canvas=Size(64, 64), layout_seed=7)), Path("/pictures/alps.everscape"))
os.kill(os.getpid(), 9)
"""


def crash_with_unsaved_work(folder: Path) -> None:
    """Run a process that makes a copy and is killed."""
    root = Path(journal_module.__file__).parent.parent
    result = subprocess.run([sys.executable, "-c", CRASH, str(folder)], cwd=root, check=False)
    assert result.returncode != 0


@pytest.fixture
def document(qapp: object) -> Document:
    """Return a document without changes."""
    return Document(SCENE)


@pytest.fixture
def journal(document: Document, tmp_path: Path):
    """Return the journal of the document."""
    running = Journal(document, tmp_path / "journal")
    yield running
    running.close()


def copies(tmp_path: Path) -> list[Path]:
    """List the copies on disk."""
    return sorted((tmp_path / "journal").glob("*.everscape"))


@given(st.lists(st.floats(0, 30), min_size=1, max_size=40))
def test_a_copy_is_due_soon_after_the_last_change_and_never_late(pauses: list[float]):
    now, first, rhythm = 100.0, 0.0, Rhythm()
    for index, pause in enumerate(pauses):
        now += pause
        first = now if index == 0 else first
        rhythm = rhythm.changed(now)
    assert rhythm.due_at == min(now + QUIET_S, first + LATEST_S)


def test_nothing_is_due_without_a_change():
    assert Rhythm().due_at is None


def test_unsaved_work_is_copied(qtbot: QtBot, journal: Journal, document: Document, tmp_path: Path):
    document.edit("change", CHANGED)
    with qtbot.waitSignal(journal.written):
        journal.write_now()
    (copy,) = copies(tmp_path)
    assert copy.stat().st_size > 0


def test_a_change_alone_leads_to_a_copy(
    qtbot: QtBot, journal: Journal, document: Document, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(journal_module, "QUIET_S", 0.01)
    with qtbot.waitSignal(journal.written):
        document.edit("change", CHANGED)


def test_a_document_without_changes_is_not_copied(journal: Journal, tmp_path: Path):
    journal.write_now()
    journal.close()
    assert copies(tmp_path) == []


def test_saving_removes_the_copy(
    qtbot: QtBot, journal: Journal, document: Document, tmp_path: Path
):
    document.edit("change", CHANGED)
    with qtbot.waitSignal(journal.written):
        journal.write_now()
    document.mark_saved(tmp_path / "saved.everscape")
    assert copies(tmp_path) == []


def test_closing_removes_the_copy(
    qtbot: QtBot, journal: Journal, document: Document, tmp_path: Path
):
    document.edit("change", CHANGED)
    with qtbot.waitSignal(journal.written):
        journal.write_now()
    journal.close()
    assert list((tmp_path / "journal").iterdir()) == []


def test_the_copy_of_a_running_program_is_not_left_behind(tmp_path: Path):
    mine = new_copy(tmp_path)
    mine.write(Project(SCENE), None)
    assert left_behind(tmp_path) == []
    mine.release()
    assert [copy.path for copy in left_behind(tmp_path)] == [mine.path]


def test_a_killed_program_leaves_its_work(
    qtbot: QtBot, journal: Journal, document: Document, tmp_path: Path
):
    crash_with_unsaved_work(tmp_path / "journal")
    copy = journal.newest_left_behind()
    assert copy is not None
    with qtbot.waitSignal(journal.written):
        recovered = journal.restore(copy)
    assert recovered is not None
    assert document.scene == CHANGED
    assert document.path == Path("/pictures/alps.everscape")
    assert document.is_modified
    assert recovered.project.app_state == {}
    assert len(copies(tmp_path)) == 1, "the own copy takes the place of the old one"
    assert copies(tmp_path) != [copy.path]


def test_work_that_is_declined_stays_until_the_next_save(
    journal: Journal, document: Document, tmp_path: Path
):
    crash_with_unsaved_work(tmp_path / "journal")
    assert journal.newest_left_behind() is not None
    document.edit("change", CHANGED)
    document.undo_stack.undo()
    assert len(copies(tmp_path)) == 1
    journal.forget_offered()
    assert copies(tmp_path) == []


def test_work_that_is_declined_is_offered_again(document: Document, tmp_path: Path):
    crash_with_unsaved_work(tmp_path / "journal")
    first = Journal(document, tmp_path / "journal")
    assert first.newest_left_behind() is not None
    first.close()
    again = Journal(document, tmp_path / "journal")
    assert again.newest_left_behind() is not None
    again.close()


def test_only_the_newest_is_offered_and_the_others_wait(journal: Journal, tmp_path: Path):
    crash_with_unsaved_work(tmp_path / "journal")
    crash_with_unsaved_work(tmp_path / "journal")
    assert journal.newest_left_behind() is not None
    journal.forget_offered()
    assert len(copies(tmp_path)) == 1


def test_a_damaged_copy_is_no_use_and_does_no_harm(
    journal: Journal, document: Document, tmp_path: Path
):
    crash_with_unsaved_work(tmp_path / "journal")
    copies(tmp_path)[0].write_bytes(b"PK\3\4 torn")
    copy = journal.newest_left_behind()
    assert copy is not None
    assert journal.restore(copy) is None
    assert document.scene == SCENE


def test_a_failure_is_told_once(document: Document, tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    journal = Journal(document, tmp_path / "file" / "journal")
    document.edit("change", CHANGED)
    told: list[Problem] = []
    journal.failed.connect(told.append)
    journal.write_now()
    assert "not being backed up" in told[0].sentence
    journal.write_now()
    assert len(told) == 1
