from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSizeF
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.monitor_detection import (
    MonitorWatcher,
    ScreenReport,
    layout_from_reports,
    monitor_from_report,
    screen_report,
)
from app.monitors import PhysicalSize
from infinitygan.geometry import Rect, Size

UHD = Size(2160, 3840)
# As Qt 6.12 reported it on Sway with an output of 3840x2160 at 1.75.
WAYLAND_4K = ScreenReport("DP-1", Rect.at(0, 0, 1234, 2194), 2.0, 597, 336)


def test_wayland_reports_are_snapped_to_the_kernels_mode(tmp_path: Path) -> None:
    (tmp_path / "card0-DP-1").mkdir()
    (tmp_path / "card0-DP-1" / "modes").write_text("3840x2160\n2560x1440\n")
    right = ScreenReport("DP-2", Rect.at(0, 2194, 1080, 1920), 1.0, 0, 0)
    layout = layout_from_reports([WAYLAND_4K, right], "wayland", tmp_path)
    assert layout
    assert [str(m.size_px) for m in layout.monitors] == ["3840x2160", "1920x1080"]
    assert layout.monitors[0].logical == WAYLAND_4K.logical


def test_wayland_reports_are_snapped_without_the_kernels_help() -> None:
    assert monitor_from_report(WAYLAND_4K, "wayland-egl", ()).size_px == UHD


def test_x11_counts_real_pixels_in_its_layout() -> None:
    report = ScreenReport("DP-1", Rect.at(0, 1920, 1440, 2560), 1.5, 597, 336)
    monitor = monitor_from_report(report, "xcb", ())
    assert (monitor.size_px, monitor.logical) == (UHD, Rect.at(0, 1920, 2160, 3840))
    assert monitor.scale == 1.0


def test_macos_keeps_the_scaled_buffer() -> None:
    report = ScreenReport("Color LCD", Rect.at(0, 0, 1117, 1728), 2.0, 344, 222)
    monitor = monitor_from_report(report, "cocoa", ())
    assert (monitor.size_px, monitor.logical) == (Size(2234, 3456), report.logical)


def test_a_forgotten_rotation_is_made_good() -> None:
    turned = replace(WAYLAND_4K, logical=Rect.at(0, 0, 2194, 1234))
    assert monitor_from_report(turned, "wayland", ()).physical == PhysicalSize(597, 336)


def test_an_unknown_physical_size_is_none() -> None:
    unknown = replace(WAYLAND_4K, width_mm=0, height_mm=0)
    assert monitor_from_report(unknown, "wayland", ()).physical is None


def test_no_usable_screen_is_no_layout(tmp_path: Path) -> None:
    gone = replace(WAYLAND_4K, logical=Rect.at(0, 0, 0, 0))
    assert layout_from_reports([], "xcb", tmp_path) is None
    assert layout_from_reports([gone], "xcb", tmp_path) is None


def test_two_monitors_of_one_model_are_two(tmp_path: Path) -> None:
    left = replace(WAYLAND_4K, name="DELL U2720Q")
    right = replace(left, logical=Rect.at(0, left.logical.width, 1234, 2194))
    layout = layout_from_reports([left, right, WAYLAND_4K], "cocoa", tmp_path)
    assert layout
    names = [monitor.name for monitor in layout.monitors]
    assert names == ["DELL U2720Q", "DELL U2720Q (2)", WAYLAND_4K.name]


class FakeScreen:
    """As much of a QScreen as is read."""

    def name(self) -> str:
        return ""

    def geometry(self) -> QRect:
        return QRect(10, 20, 300, 200)

    def devicePixelRatio(self) -> float:
        return 1.5

    def physicalSize(self) -> QSizeF:
        return QSizeF(400, 250)

    def manufacturer(self) -> str:
        return "Dell"

    def model(self) -> str:
        return ""


def test_a_screen_is_copied_with_rows_and_columns_in_their_places() -> None:
    screen = FakeScreen()
    assert screen_report(screen, screen) == ScreenReport(  # pyright: ignore[reportArgumentType]
        "screen", Rect.at(20, 10, 200, 300), 1.5, 400, 250, "Dell", is_primary=True
    )


@pytest.fixture
def watcher(qapp: QGuiApplication, tmp_path: Path) -> MonitorWatcher:
    return MonitorWatcher(qapp, tmp_path)


def test_the_watcher_knows_the_screens_at_once(watcher: MonitorWatcher) -> None:
    assert watcher.layout
    assert len(watcher.layout.monitors) == len(QGuiApplication.screens())


def test_plugging_announces_the_new_layout_once(
    qtbot: QtBot,
    qapp: QGuiApplication,
    watcher: MonitorWatcher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[object] = []
    watcher.layout_changed.connect(heard.append)
    monkeypatch.setattr("app.monitor_detection.screen_report", lambda *_: WAYLAND_4K)
    with qtbot.waitSignal(watcher.layout_changed):
        qapp.screenAdded.emit(qapp.primaryScreen())
        qapp.primaryScreenChanged.emit(qapp.primaryScreen())
        qapp.screenRemoved.emit(qapp.primaryScreen())
    assert heard == [watcher.layout]
    assert watcher.layout
    assert watcher.layout.monitors[0].name == "DP-1"


def test_a_signal_without_a_change_announces_nothing(
    qtbot: QtBot, qapp: QGuiApplication, watcher: MonitorWatcher
) -> None:
    with qtbot.assertNotEmitted(watcher.layout_changed, wait=20):
        qapp.primaryScreenChanged.emit(qapp.primaryScreen())
