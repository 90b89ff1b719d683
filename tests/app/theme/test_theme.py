"""Tests of `app.theme.theme` and `app.theme.icons`."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction, QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.theme.icons import GLYPHS, Icons
from app.theme.palette import DARK, LIGHT, Tones
from app.theme.theme import Theme, ThemeChoice


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    dressed = Theme(qapp, ThemeChoice.LIGHT)
    yield dressed
    delete(dressed)


def strongest_colour(icon: QIcon) -> QColor:
    """Return the colour of an icon's most opaque pixel."""
    image = icon.pixmap(32, 32).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=QColor.alpha)


@pytest.mark.parametrize(
    ("choice", "tones"), [(ThemeChoice.DARK, DARK), (ThemeChoice.LIGHT, LIGHT)]
)
def test_a_choice_colours_the_program(
    theme: Theme, qapp: QApplication, choice: ThemeChoice, tones: Tones, qtbot: QtBot
):
    with qtbot.waitSignal(theme.changed):
        theme.choose(choice)
    assert theme.tones == tones
    assert theme.choice is choice
    window = qapp.palette().color(QPalette.ColorRole.Window)
    assert window == QColor(tones.window)
    assert tones.accent in qapp.styleSheet()


def test_following_the_system_is_a_choice(theme: Theme):
    theme.choose(ThemeChoice.DARK)
    theme.choose(ThemeChoice.SYSTEM)
    assert theme.tones in (DARK, LIGHT)
    assert theme.choice is ThemeChoice.SYSTEM


@pytest.mark.parametrize("name", GLYPHS)
def test_every_icon_is_drawn(theme: Theme, name: str):
    assert strongest_colour(Icons(theme).icon(name)).alpha() > 100


def test_an_unknown_icon_is_refused(theme: Theme):
    with pytest.raises(ValueError, match="'sun'"):
        Icons(theme).icon("sun")


def test_icons_follow_the_theme(theme: Theme):
    icons, action, button = Icons(theme), QAction("Roll"), QPushButton("Roll")
    icons.dress(action, "roll")
    icons.dress(button, "roll", on_accent=True)
    assert strongest_colour(action.icon()) == QColor(LIGHT.text)
    theme.choose(ThemeChoice.DARK)
    assert strongest_colour(action.icon()) == QColor(DARK.text)
    assert strongest_colour(button.icon()) == QColor(DARK.on_accent)


def test_another_icon_replaces_the_first(theme: Theme):
    icons, action = Icons(theme), QAction("Lock")
    icons.dress(action, "locked")
    icons.dress(action, "unlocked")
    before = action.icon().pixmap(32, 32).toImage()
    theme.choose(ThemeChoice.DARK)
    theme.choose(ThemeChoice.LIGHT)
    assert action.icon().pixmap(32, 32).toImage() == before


def test_deleted_buttons_are_forgotten(theme: Theme):
    icons, button = Icons(theme), QPushButton("Roll")
    icons.dress(button, "roll")
    delete(button)
    theme.choose(ThemeChoice.DARK)
    icons.dress(QAction("Lock"), "locked")
