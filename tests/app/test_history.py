"""Tests of `app.history`."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.history import MAX_UNSTARRED, History
from infinitygan.geometry import Size
from infinitygan.scene import Scene


def scene_of(seed: int) -> Scene:
    return Scene(canvas=Size(90, 160), layout_seed=seed)


@pytest.fixture
def history(qapp: object, tmp_path: Path) -> History:
    return History(tmp_path / "data" / "history.json")


def seeds(history: History) -> list[int]:
    return [entry.scene.layout_seed for entry in history.entries]


def test_the_newest_is_first(history: History):
    for seed in (1, 2, 3):
        history.add(scene_of(seed), "alps")
    assert seeds(history) == [3, 2, 1]


def test_a_scene_seen_again_moves_and_keeps_its_star(history: History):
    for seed in (1, 2):
        history.add(scene_of(seed), "alps")
    history.set_starred(1, is_starred=True)
    history.add(scene_of(1), "alps")
    assert seeds(history) == [1, 2]
    assert history.entries[0].is_starred


def test_the_same_head_is_no_change(history: History, qtbot: QtBot):
    history.add(scene_of(1), "alps")
    with qtbot.assertNotEmitted(history.changed):
        history.add(scene_of(1), "alps")


def test_starred_entries_are_never_dropped(history: History):
    history.add(scene_of(0), "alps")
    history.set_starred(0, is_starred=True)
    for seed in range(1, MAX_UNSTARRED + 20):
        history.add(scene_of(seed), "alps")
    assert 0 in seeds(history)
    assert 1 not in seeds(history)
    assert len(history.entries) == MAX_UNSTARRED + 1


def test_entries_are_there_at_the_next_start(history: History, tmp_path: Path):
    for seed in (1, 2):
        history.add(scene_of(seed), "alps")
    history.set_starred(0, is_starred=True)
    history.save()
    assert History(tmp_path / "data" / "history.json").entries == history.entries


def test_changes_are_saved_after_a_while(history: History, tmp_path: Path, qtbot: QtBot):
    history.add(scene_of(1), "alps")
    path = tmp_path / "data" / "history.json"
    assert not path.exists()
    qtbot.waitUntil(path.exists)


def test_removing_and_clearing(history: History):
    for seed in (1, 2, 3, 4):
        history.add(scene_of(seed), "alps")
    history.set_starred(0, is_starred=True)
    history.remove(1)
    assert seeds(history) == [4, 2, 1]
    history.clear_unstarred()
    assert seeds(history) == [4]


@pytest.mark.parametrize("text", ["", "garbage", "[1]", '{"entries": 3}'])
def test_a_broken_file_gives_an_empty_history(tmp_path: Path, text: str):
    path = tmp_path / "history.json"
    path.write_text(text)
    assert History(path).entries == ()


def test_a_broken_entry_costs_only_itself(history: History, tmp_path: Path):
    for seed in (1, 2):
        history.add(scene_of(seed), "alps")
    history.save()
    path = tmp_path / "data" / "history.json"
    data = json.loads(path.read_text())
    data["entries"][0]["recipe"] = "from a far future"
    path.write_text(json.dumps(data))
    assert seeds(History(path)) == [1]
