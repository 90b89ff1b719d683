"""Tests of `app.span_model`: monitors found, gaps chosen, parts of a picture."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.monitors import Layout, Match, Monitor, PhysicalSize
from app.settings import SettingsStore
from app.span_model import SpanModel
from infinitygan.geometry import Rect, Size

UHD = Size(2160, 3840)


def monitor(index: int, size: Size = UHD) -> Monitor:
    return Monitor(
        name=f"DP-{index + 1}",
        size_px=size,
        logical=Rect.at(0, 3840 * index, size.height, size.width),
        physical=PhysicalSize(336.2, 597.7),  # 27 inches, 163.2 px an inch
        is_primary=index == 0,
    )


class FakeWatcher(QObject):
    layout_changed = Signal(object)

    def __init__(self, *monitors: Monitor) -> None:
        super().__init__()
        self.layout = Layout(monitors) if monitors else None

    def plug(self, *monitors: Monitor) -> None:
        self.layout = Layout(monitors)
        self.layout_changed.emit(self.layout)


@pytest.fixture
def store(qapp: object, tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "settings.json")


def spans_of(store: SettingsStore, *monitors: Monitor) -> SpanModel:
    return SpanModel(FakeWatcher(*monitors), store)  # pyright: ignore[reportArgumentType]


def test_presets_begin_with_the_monitors(store: SettingsStore):
    sizes = [preset.size for preset in spans_of(store, monitor(0), monitor(1)).presets()]
    assert sizes[:3] == [UHD, UHD, Size(2160, 7680)]


def test_the_windows_monitor_comes_first(store: SettingsStore, qtbot: QtBot):
    spans = spans_of(store, monitor(0), monitor(1, Size(1080, 1920)))
    with qtbot.waitSignal(spans.changed):
        spans.set_here("DP-2")
    assert spans.presets()[0].monitor == "DP-2"
    with qtbot.assertNotEmitted(spans.changed):
        spans.set_here("DP-2")


def test_gaps_widen_the_span_and_are_remembered(store: SettingsStore):
    spans = spans_of(store, *(monitor(index) for index in range(3)))
    spans.set_gap(20)
    assert store.settings.gap_mm == 20
    frames = spans.frames(Size(2160, 11776))
    assert [frame.part.columns.start for frame in frames] == [0, 3968, 7936]


def test_a_real_size_match_is_remembered(store: SettingsStore):
    spans = spans_of(store, monitor(0), monitor(1))
    spans.set_physical_match(is_on=True)
    assert store.settings.physical_match
    assert spans.layout is not None
    assert spans.layout.match is Match.PHYSICAL


def test_a_picture_for_one_monitor_has_one_frame(store: SettingsStore):
    spans = spans_of(store, monitor(0), monitor(1, Size(1080, 1920)))
    (frame,) = spans.frames(Size(1080, 1920))
    assert frame.name == "DP-2"
    assert frame.part == Rect.at(0, 0, 1080, 1920)


def test_other_pictures_have_no_frames(store: SettingsStore):
    assert spans_of(store, monitor(0)).frames(Size(999, 999)) == ()


def test_without_a_screen_there_are_still_sizes(store: SettingsStore):
    spans = spans_of(store)
    assert spans.layout is None
    assert spans.frames(UHD) == ()
    assert spans.presets()


def test_plugging_is_told(store: SettingsStore, qtbot: QtBot):
    watcher = FakeWatcher(monitor(0))
    spans = SpanModel(watcher, store)  # pyright: ignore[reportArgumentType]
    with qtbot.waitSignal(spans.changed):
        watcher.plug(monitor(0), monitor(1))
    assert Size(2160, 7680) in [preset.size for preset in spans.presets()]
