"""A newcomer's first task, by the mouse alone: snow left, sunset right, and onto the desktop."""

from dataclasses import dataclass

import pytest
from fake_renderer import FakeBackend, FakeRenderer
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.application import Program
from app.monitors import Layout
from app.paint_actions import ToolName
from app.panels.style_swatch import StyleSwatch
from app.wallpaper.picture_store import PictureStore
from app.wallpaper.protocol import Capabilities, PictureSet, SavedWallpaper
from app.wallpaper_action import WallpaperAction
from infinitygan.shapes import LinearGradient
from infinitygan.style_file import curated_styles

MOST_CLICKS = 12
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Mouse:
    """Clicks and drags, and counts both as clicks."""

    clicks: int = 0

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        self.clicks += 1
        QTest.mouseClick(widget, LEFT)

    def drag(self, widget: QWidget, start: QPoint, stop: QPoint) -> None:
        self.clicks += 1
        QTest.mousePress(widget, LEFT, pos=start)
        QTest.mouseMove(widget, stop)
        QTest.mouseRelease(widget, LEFT, pos=stop)


class Desktop:
    """A desktop that remembers what it shows."""

    name = "Fake"
    capabilities = Capabilities(spans=True, per_monitor=False, restores=True)

    def __init__(self) -> None:
        self.shown: list[PictureSet] = []

    def current(self) -> SavedWallpaper:
        return SavedWallpaper("Fake", ())

    def apply(self, pictures: PictureSet) -> None:
        self.shown.append(pictures)

    def restore(self, saved: SavedWallpaper) -> None: ...

    def login_hint(self, pictures: PictureSet) -> str | None:
        return None


@pytest.fixture
def backend() -> FakeBackend:
    """Return a backend for whose model the bundled styles were curated."""
    curated = curated_styles()[0]
    return FakeBackend(FakeRenderer(model_id=curated.model, style_dims=curated.style_dims))


@pytest.fixture
def desktop(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Desktop:
    fake = Desktop()

    def find(layout: Layout) -> Desktop:
        return fake

    store = PictureStore(tmp_path_factory.mktemp("wallpapers"))
    program.features.wallpaper.use(WallpaperAction(program.controller, store, find))
    return fake


def swatch(program: Program, name: str) -> StyleSwatch:
    found = program.window.findChildren(StyleSwatch)
    return next(one for one in found if one.isVisible() and one.accessibleName() == name)


def tool_button(program: Program, action: object) -> QToolButton:
    buttons = program.window.findChildren(QToolButton)
    return next(one for one in buttons if one.isVisible() and one.defaultAction() is action)


def test_snow_left_and_sunset_right_are_on_the_desktop_in_few_clicks(
    program: Program, desktop: Desktop, qtbot: QtBot
):
    with qtbot.waitSignal(program.controller.view_finished):
        program.window.resize(1440, 900)
    mouse, canvas = Mouse(), program.window.canvas
    mouse.click(swatch(program, "First Frost"))
    mouse.click(tool_button(program, program.paint_desk.actions.tools[ToolName.GRADIENT]))
    mouse.click(swatch(program, "Golden Hour"))
    middle = canvas.rect().center()
    mouse.drag(canvas, middle - QPoint(80, 0), middle + QPoint(80, 0))
    mouse.click(program.features.wallpaper.button)
    qtbot.waitUntil(lambda: bool(desktop.shown))

    scene = program.document.scene
    assert scene.style.name == "First Frost"
    (region,) = scene.regions
    assert region.style.name == "Golden Hour"
    assert isinstance(region.shape, LinearGradient)
    assert region.shape.start.x < region.shape.stop.x
    assert mouse.clicks <= MOST_CLICKS
