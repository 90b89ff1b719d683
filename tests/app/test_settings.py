"""Tests of `app.settings`."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.monitor_setups import Diagonal, MonitorSetup
from app.monitors import Gap
from app.settings import MAX_RECENT, Folders, Settings, SettingsStore
from infinitygan.scene_json import decode, encode

written = st.builds(
    Settings,
    theme=st.sampled_from(["system", "light", "dark"]),
    device=st.sampled_from(["auto", "cpu", "cuda:1"]),
    picture_memory_mb=st.integers(64, 8192),
    overlays=st.lists(st.sampled_from(["monitors", "thirds"]), unique=True).map(tuple),
    monitor_setups=st.lists(
        st.builds(
            MonitorSetup,
            st.text("0123456789abcdef", max_size=16),
            st.tuples(st.builds(Gap, st.just("DP-1"), st.just("HDMI-1"), st.floats(0, 1000))),
            st.tuples(st.builds(Diagonal, st.just("DP-1"), st.floats(3, 200))),
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    recent_files=st.lists(st.sampled_from(["/a.everscape", "/ü b.everscape"]), unique=True).map(
        tuple
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


@given(settings=written)
def test_settings_survive_json(settings: Settings):
    assert decode(Settings, json.loads(json.dumps(encode(settings))), "") == settings


def test_changes_are_there_at_the_next_start(path: Path, qtbot: QtBot):
    store = SettingsStore(path)
    with qtbot.waitSignal(store.changed):
        store.change(theme="dark", picture_memory_mb=512)
    again = SettingsStore(path)
    assert again.settings == Settings(theme="dark", picture_memory_mb=512)
    assert again.problem == ""


def test_the_first_format_is_still_read(path: Path):
    path.parent.mkdir()
    path.write_text('{"format": 1, "theme": "dark", "gap_mm": 20.0, "physical_match": true}')
    store = SettingsStore(path)
    assert store.settings == Settings(theme="dark")
    assert store.problem == ""


def test_a_first_start_has_defaults_and_writes_nothing(path: Path):
    assert SettingsStore(path).settings == Settings()
    assert not path.exists()


def test_no_change_is_no_signal(path: Path, qtbot: QtBot):
    store = SettingsStore(path)
    with qtbot.assertNotEmitted(store.changed):
        store.change(theme="system")


@pytest.mark.parametrize(
    "text",
    [
        "garbage",
        "",
        "[]",
        '{"format": 2, "theme": "pink"}',
        '{"format": 99}',
        '{"format": 2, "a": 1}',
    ],
)
def test_a_broken_file_is_kept_aside(path: Path, text: str):
    path.parent.mkdir()
    path.write_text(text)
    store = SettingsStore(path)
    assert store.settings == Settings()
    assert store.problem
    assert path.with_name("settings.json.bak").read_text() == text
    assert not path.exists()


def test_settings_that_cannot_be_written_still_hold(tmp_path: Path):
    (tmp_path / "config").write_text("a file where the folder should be")
    store = SettingsStore(tmp_path / "config" / "settings.json")
    store.change(theme="dark")
    assert store.settings.theme == "dark"


@pytest.mark.parametrize(
    "values", [{"theme": "pink"}, {"picture_memory_mb": 1}, {"overlays": (1,)}]
)
def test_wrong_values_are_refused(values: dict[str, object]):
    with pytest.raises(ValueError, match=next(iter(values))):
        Settings(**values)  # pyright: ignore[reportArgumentType]


def test_recent_files_are_few_and_the_newest_first():
    settings = Settings()
    for number in range(MAX_RECENT + 5):
        settings = settings.with_recent_file(Path(f"/{number}.everscape"))
    settings = settings.with_recent_file(Path("/9.everscape"))
    assert len(settings.recent_files) == MAX_RECENT
    assert settings.recent_files[0] == str(Path("/9.everscape"))
    assert len(set(settings.recent_files)) == MAX_RECENT
    gone = settings.without_recent_file(Path("/9.everscape"))
    assert str(Path("/9.everscape")) not in gone.recent_files


def test_the_bundled_model_is_the_default():
    assert Settings().own_model is None
    assert Settings(model_folder="/models/alps").own_model == Path("/models/alps")


def test_folders_are_the_programs_own():
    found = Folders.of_user()
    for folder in vars(found).values():
        assert "everscape" in str(folder)
