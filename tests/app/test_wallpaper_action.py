"""'Set as wallpaper', from the scene to a desktop that only remembers what it was told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from fake_renderer import FakeBackend
from PIL import Image
from pytestqt.qtbot import QtBot

from app import wallpaper_action
from app.export_job import PictureJob, RenderedPicture
from app.monitors import Layout, Monitor
from app.render_controller import RenderController
from app.wallpaper.picture_store import PictureStore
from app.wallpaper.protocol import (
    Capabilities,
    PictureSet,
    SavedWallpaper,
    Spread,
    WallpaperBackend,
    WallpaperError,
)
from app.wallpaper.wallpaper_setter import WallpaperChange
from app.wallpaper_action import WallpaperAction, WallpaperFailure, monitor_to_change
from infinitygan.geometry import Rect, Size
from infinitygan.scene import Scene

ONE = Layout((Monitor("DP-1", Size(270, 480), Rect.at(0, 0, 270, 480)),))
TWO = Layout(
    tuple(Monitor(f"DP-{i}", Size(270, 480), Rect.at(0, 480 * i, 270, 480)) for i in range(2))
)
SPANNING = Capabilities(spans=True, per_monitor=False, restores=True)
BEFORE = SavedWallpaper("Fake", (("picture", "/old.png"),))


@dataclass
class FakeDesktop:
    """Remembers what it was told."""

    capabilities: Capabilities = SPANNING
    shown: list[PictureSet] = field(default_factory=list)
    restored: list[SavedWallpaper] = field(default_factory=list)
    refuse: bool = False
    name: str = "Fake"

    def current(self) -> SavedWallpaper:
        return BEFORE

    def apply(self, pictures: PictureSet) -> None:
        if self.refuse:
            raise WallpaperError("Fake refused; try again.")
        self.shown.append(pictures)

    def restore(self, saved: SavedWallpaper) -> None:
        self.restored.append(saved)

    def login_hint(self, pictures: PictureSet) -> str | None:
        return None


class Parts:
    """An action with all that it needs, and what it said."""

    def __init__(self, backend: FakeBackend, folder: Path) -> None:
        self.desktop = FakeDesktop()
        self.is_known = True
        self.controller = RenderController(backend)
        self.controller.open("cpu")
        store = PictureStore(folder, lambda: datetime(2026, 1, 2))
        self.action = WallpaperAction(self.controller, store, self.find)
        self.failures: list[WallpaperFailure] = []
        self.action.failed.connect(self.failures.append)

    def find(self, layout: Layout) -> WallpaperBackend | None:
        return self.desktop if self.is_known else None


@pytest.fixture
def parts(qapp: object, backend: FakeBackend, tmp_path: Path) -> Iterator[Parts]:
    """Return an action for a fake desktop."""
    made = Parts(backend, tmp_path / "wallpapers")
    yield made
    made.action.close()
    made.controller.stop()


def test_a_picture_of_all_monitors_goes_to_all():
    assert monitor_to_change(TWO, Size(270, 960), "DP-1") == ""
    assert monitor_to_change(TWO, Size(280, 970), "DP-1") == ""


def test_a_picture_of_one_monitor_goes_to_the_one_with_the_window():
    assert monitor_to_change(TWO, Size(270, 480), "DP-1") == "DP-1"
    assert monitor_to_change(TWO, Size(2160, 3840), "DP-1") == "DP-1"


def test_the_only_monitor_is_all_monitors():
    assert monitor_to_change(ONE, Size(270, 480), "DP-1") == ""


def test_the_wallpaper_is_the_scene(
    qtbot: QtBot, parts: Parts, backend: FakeBackend, scene: Scene, tmp_path: Path
):
    with qtbot.waitSignal(parts.action.was_set):
        parts.action.set_wallpaper(scene, ONE, "DP-1")
    (pictures,) = parts.desktop.shown
    assert pictures.first.parent == tmp_path / "wallpapers"
    with Image.open(pictures.first) as picture:
        pixels = np.asarray(picture)
    *_, rendered = PictureJob(scene).answers(backend.renderer)
    assert isinstance(rendered, RenderedPicture)
    assert np.array_equal(pixels, rendered.rgb)


def test_a_spanning_desktop_gets_one_picture_of_all_monitors(qtbot: QtBot, parts: Parts):
    with qtbot.waitSignal(parts.action.was_set):
        parts.action.set_wallpaper(Scene(canvas=Size(270, 960)), TWO, "DP-0")
    assert [pictures.spread for pictures in parts.desktop.shown] == [Spread.SPAN]


def test_other_desktops_get_a_picture_for_each_monitor(qtbot: QtBot, parts: Parts):
    parts.desktop.capabilities = Capabilities(spans=False, per_monitor=True, restores=True)
    with qtbot.waitSignal(parts.action.was_set):
        parts.action.set_wallpaper(Scene(canvas=Size(270, 960)), TWO, "DP-0")
    (pictures,) = parts.desktop.shown
    assert [picture.monitor for picture in pictures.pictures] == ["DP-0", "DP-1"]


def test_progress_is_told_while_rendering(qtbot: QtBot, parts: Parts, scene: Scene):
    told: list[object] = []
    parts.action.progressed.connect(told.append)
    with qtbot.waitSignal(parts.action.was_set):
        parts.action.set_wallpaper(scene, ONE, "")
    tiles = len(list(scene.canvas.rect.tiles(96, 96)))
    assert len(told) == tiles + 3
    assert told[-1] is None


def test_the_previous_wallpaper_is_restored(qtbot: QtBot, parts: Parts, scene: Scene):
    changes: list[WallpaperChange] = []
    parts.action.was_set.connect(changes.append)
    with qtbot.waitSignal(parts.action.was_set):
        parts.action.set_wallpaper(scene, ONE, "")
    with qtbot.waitSignal(parts.action.restored):
        parts.action.restore(changes[0])
    assert parts.desktop.restored == [BEFORE]


def test_a_refusal_tells_where_the_picture_lies(qtbot: QtBot, parts: Parts, scene: Scene):
    parts.desktop.refuse = True
    with qtbot.waitSignal(parts.action.failed):
        parts.action.set_wallpaper(scene, ONE, "")
    (failure,) = parts.failures
    assert failure.problem.sentence == "Fake refused; try again."
    assert failure.path is not None
    assert failure.path.is_file()


def test_an_unknown_desktop_still_gets_a_picture_to_set_by_hand(
    qtbot: QtBot, parts: Parts, scene: Scene
):
    parts.is_known = False
    with qtbot.waitSignal(parts.action.failed):
        parts.action.set_wallpaper(scene, ONE, "")
    (failure,) = parts.failures
    assert "settings" in failure.problem.sentence
    assert failure.path is not None
    assert failure.path.is_file()


def test_a_cancelled_wallpaper_changes_nothing(parts: Parts, scene: Scene, tmp_path: Path):
    parts.action.set_wallpaper(scene, ONE, "")
    parts.action.cancel()
    parts.action.close()
    assert parts.desktop.shown == []
    assert not (tmp_path / "wallpapers").exists()


def test_a_picture_beyond_the_memory_is_refused_before_rendering(
    parts: Parts, backend: FakeBackend
):
    parts.action.set_wallpaper(Scene(canvas=Size(30_000, 30_000)), ONE, "")
    assert "too large" in parts.failures[0].problem.sentence
    assert backend.renderer.rendered == []


def test_a_failing_renderer_is_told(qtbot: QtBot, parts: Parts, backend: FakeBackend, scene: Scene):
    backend.renderer.fail_with = RuntimeError("the card fell off")
    with qtbot.waitSignal(parts.action.failed):
        parts.action.set_wallpaper(scene, ONE, "")
    assert "the card fell off" in parts.failures[0].problem.sentence
    assert parts.failures[0].path is None


def test_the_pattern_goes_away_by_itself(qtbot: QtBot, parts: Parts):
    parts.action.pattern_end.setInterval(1)
    with qtbot.waitSignal(parts.action.restored):
        parts.action.show_pattern(TWO)
    (pictures,) = parts.desktop.shown
    with Image.open(pictures.first) as picture:
        assert picture.size == (960, 270)
    assert parts.desktop.restored == [BEFORE]


def test_the_pattern_goes_away_when_the_program_is_closed(qtbot: QtBot, parts: Parts):
    parts.action.show_pattern(TWO)
    qtbot.waitUntil(parts.action.pattern_end.isActive)
    parts.action.close()
    assert parts.desktop.restored == [BEFORE]


def test_a_desktop_that_restores_nothing_gets_no_pattern(qtbot: QtBot, parts: Parts):
    parts.desktop.capabilities = Capabilities(spans=True, per_monitor=False, restores=False)
    with qtbot.waitSignal(parts.action.failed):
        parts.action.show_pattern(TWO)
    assert parts.desktop.shown == []


def test_the_size_limit_lies_above_every_real_desk():
    assert Size(4320, 3 * 7680).pixels < wallpaper_action.MAX_PIXELS
