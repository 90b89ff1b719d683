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


def test_gaps_widen_the_span_and_are_remembered(store: SettingsStore, tmp_path: Path):
    three = [monitor(index) for index in range(3)]
    spans = spans_of(store, *three)
    spans.set_gap("DP-1", "DP-2", 20)
    spans.set_gap("DP-2", "DP-3", 20)
    assert Size(2160, 11776) in [preset.size for preset in spans.presets()]
    again = spans_of(SettingsStore(tmp_path / "settings.json"), *three)
    frames = again.frames(Size(2160, 11776))
    assert [frame.part.columns.start for frame in frames] == [0, 3968, 7936]


def test_gaps_are_back_with_their_monitors(store: SettingsStore):
    watcher = FakeWatcher(monitor(0), monitor(1))
    spans = SpanModel(watcher, store)  # pyright: ignore[reportArgumentType]
    spans.set_gap("DP-1", "DP-2", 20)
    watcher.plug(monitor(0))
    assert spans.layout == Layout((monitor(0),))
    watcher.plug(monitor(0), monitor(1, Size(1080, 1920)))
    assert spans.layout is not None
    assert spans.layout.gaps == ()
    watcher.plug(monitor(0), monitor(1))
    assert spans.layout is not None
    assert spans.layout.canvas == Size(2160, 7808)


def test_a_diagonal_replaces_what_the_monitor_reports(store: SettingsStore, qtbot: QtBot):
    spans = spans_of(store, monitor(0), monitor(1))
    with qtbot.waitSignal(spans.changed):
        spans.set_diagonal("DP-2", 13.5)
    assert spans.layout is not None
    assert spans.layout.monitor("DP-2").pixels_per_inch == pytest.approx(326.4, abs=0.1)
    spans.set_diagonal("DP-2", None)
    assert spans.layout == Layout((monitor(0), monitor(1)))


def test_without_a_screen_nothing_is_kept(store: SettingsStore):
    spans_of(store).set_physical_match(is_on=True)
    assert store.settings.monitor_setups == ()


def test_a_real_size_match_is_remembered(store: SettingsStore):
    spans = spans_of(store, monitor(0), monitor(1))
    spans.set_physical_match(is_on=True)
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
