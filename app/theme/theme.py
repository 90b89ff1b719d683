"""The theme of the running program: follows the system between light and dark, or a choice."""

from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.theme.palette import Tones, palette_of, style_sheet, tones_for


class ThemeChoice(Enum):
    """What the user wants; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Dresses the application, and says when the colours change."""

    changed = Signal(object)  # Tones

    def __init__(self, application: QApplication, choice: ThemeChoice) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.tones = tones_for(is_dark=True)
        application.setStyle(QStyleFactory.create("Fusion"))
        application.styleHints().setColorScheme(_SCHEMES[choice])
        application.styleHints().colorSchemeChanged.connect(self._refresh)
        self._refresh()

    @property
    def choice(self) -> ThemeChoice:
        """Return what the user chose."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the system, or stay light or dark."""
        self._choice = choice
        self._application.styleHints().setColorScheme(_SCHEMES[choice])
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        tones = self._wanted_tones()
        self._application.setPalette(palette_of(tones))
        self._application.setStyleSheet(style_sheet(tones))
        self.tones = tones
        self.changed.emit(tones)

    def _wanted_tones(self) -> Tones:
        if self._choice is not ThemeChoice.SYSTEM:
            return tones_for(self._choice is ThemeChoice.DARK)
        return tones_for(self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark)
