"""Tests of `app.document`."""

from dataclasses import replace
from pathlib import Path
from weakref import ref

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.document import Document
from infinitygan.geometry import Size
from infinitygan.scene import PhotoPlacement, Scene
from infinitygan.scene_file import Project


def test_edit_shows_the_new_scene(document: Document, qtbot: QtBot):
    rolled = document.scene.with_dice(layout_seed=77)
    with qtbot.waitSignal(document.scene_changed) as shown:
        document.edit("Roll", rolled)
    assert shown.args == [rolled]
    assert document.scene == rolled


def test_undo_and_redo_are_inverse(document: Document):
    before, after = document.scene, document.scene.with_dice(layout_seed=77)
    document.edit("Roll", after)
    document.undo_stack.undo()
    assert document.scene == before
    document.undo_stack.redo()
    assert document.scene == after


def test_the_same_scene_is_no_step(document: Document):
    document.edit("Nothing", document.scene)
    assert document.undo_stack.count() == 0


def test_a_cancelled_drag_leaves_the_scene_as_it_was(document: Document):
    document.edit("Roll", document.scene.with_dice(layout_seed=77))
    start = document.scene
    for percent in (10, 20):
        document.edit("Vary", replace(document.scene, variety=percent / 100), gesture="variety")
    document.cancel_gesture()
    assert document.scene == start
    assert not document.in_gesture


def test_cancelling_a_drag_back_at_its_start_spares_the_step_before(document: Document):
    rolled = document.scene.with_dice(layout_seed=77)
    document.edit("Roll", rolled)
    document.edit("Vary", replace(rolled, variety=0.1), gesture="variety")
    document.edit("Vary", rolled, gesture="variety")
    document.cancel_gesture()
    assert document.scene == rolled
    assert document.undo_stack.count() == 1


def test_cancelling_without_a_drag_takes_nothing_back(document: Document):
    rolled = document.scene.with_dice(layout_seed=77)
    document.edit("Roll", rolled)
    document.cancel_gesture()
    assert document.scene == rolled


def test_a_drag_is_one_step(document: Document):
    start = document.scene
    for percent in (10, 20, 30):
        document.edit("Vary", replace(document.scene, variety=percent / 100), gesture="variety")
    document.end_gesture()
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.scene == start


def test_two_drags_of_the_same_slider_are_two_steps(document: Document):
    for percent in (10, 20):
        document.edit("Vary", replace(document.scene, variety=percent / 100), gesture="variety")
        document.end_gesture()
    assert document.undo_stack.count() == 2


def test_drags_of_two_sliders_do_not_merge(document: Document):
    document.edit("Vary", replace(document.scene, variety=0.1), gesture="variety")
    document.edit("Move", replace(document.scene, horizon=0.1), gesture="horizon")
    assert document.undo_stack.count() == 2


def test_a_drag_back_to_its_start_leaves_no_step(document: Document):
    start = document.scene
    document.edit("Vary", replace(start, variety=0.1), gesture="variety")
    document.edit("Vary", start, gesture="variety")
    document.end_gesture()
    assert document.scene == start
    assert document.undo_stack.count() == 0


def test_an_edit_settles_at_once_and_a_drag_at_its_end(document: Document):
    settled: list[Scene] = []
    document.settled.connect(settled.append)
    document.edit("Roll", document.scene.with_dice(layout_seed=5))
    assert settled == [document.scene]
    document.edit("Vary", replace(document.scene, variety=0.1), gesture="variety")
    assert len(settled) == 1
    document.end_gesture()
    assert settled[-1] == document.scene
    assert len(settled) == 2


def test_ending_no_gesture_settles_nothing(document: Document, qtbot: QtBot):
    with qtbot.assertNotEmitted(document.settled):
        document.end_gesture()


def test_saving_makes_clean_and_undo_makes_modified(document: Document):
    document.edit("Roll", document.scene.with_dice(layout_seed=5))
    assert document.is_modified
    document.mark_saved(Path("alps.everscape"))
    assert not document.is_modified
    assert document.path == Path("alps.everscape")
    document.undo_stack.undo()
    assert document.is_modified
    document.undo_stack.redo()
    assert not document.is_modified


def test_opening_replaces_all(document: Document, qtbot: QtBot):
    document.edit("Roll", document.scene.with_dice(layout_seed=5))
    project = Project(Scene(canvas=Size(100, 200)), app_state={"zoom": 2})
    with qtbot.waitSignals([document.replaced, document.path_changed, document.scene_changed]):
        document.open(project, Path("other.everscape"))
    assert document.scene == project.scene
    assert document.project == project
    assert document.undo_stack.count() == 0
    assert not document.is_modified


def test_project_has_the_scene_of_now(document: Document):
    photos, matches = {"0" * 64: b"bytes"}, {"m1": b"match"}
    document.add_files(photos, matches)
    placement = PhotoPlacement("0" * 64, 0, 0, 90, 160, match="m1")
    document.edit("Photo", replace(document.scene, photos=(placement,)))
    assert document.project.scene == document.scene
    assert document.project.photos == photos
    assert document.project.matches == matches


def test_project_leaves_out_what_only_undo_brings_back(document: Document):
    document.add_files({"0" * 64: b"bytes"})
    document.edit("Photo", replace(document.scene, photos=(PhotoPlacement("0" * 64, 0, 0, 9, 9),)))
    placed = document.scene
    document.edit("Remove", replace(document.scene, photos=()))
    assert document.project.photos == {}
    document.undo_stack.undo()
    assert document.scene == placed
    assert document.project.photos == {"0" * 64: b"bytes"}


def test_photos_of_other_documents_are_left_out(document: Document):
    stranger = replace(
        document.scene, layout_seed=77, photos=(PhotoPlacement("1" * 64, 0, 0, 9, 9),)
    )
    document.edit("Use", stranger)
    assert document.scene == replace(stranger, photos=())
    document.open(Project(stranger), None)
    assert document.scene == replace(stranger, photos=())


def test_files_are_at_hand_before_a_scene_names_them(document: Document):
    heard: list[str] = []
    document.files_changed.connect(lambda: heard.append("files"))
    document.scene_changed.connect(lambda _: heard.append("scene"))
    placed = replace(document.scene, photos=(PhotoPlacement("1" * 64, 0, 0, 9, 9),))
    document.open(Project(placed, photos={"1" * 64: b"bytes"}), None)
    assert heard == ["files", "scene"]


@given(steps=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=12))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_all_gives_the_start(scene: Scene, steps: list[tuple[int, bool]]):
    document = Document(scene)
    for seed, is_drag in steps:
        gesture = "drag" if is_drag else ""
        document.edit("Roll", document.scene.with_dice(layout_seed=seed), gesture)
    last = document.scene
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.scene == scene
    while document.undo_stack.canRedo():
        document.undo_stack.redo()
    assert document.scene == last


def test_document_is_freed_with_its_steps(qapp: QApplication, scene: Scene):
    document = Document(scene)
    for seed in range(9):
        document.edit("Roll", scene.with_dice(layout_seed=seed), "drag" if seed % 3 else "")
    freed = ref(document)
    del document
    assert freed() is None  # at once: no cycle holds it
