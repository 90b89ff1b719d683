"""Colours of the light and the dark theme: Tones, palettes and the style sheet made of them.

Text on its ground has a contrast of at least 4.5 to 1 in both themes; a test measures it.
"""

from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Tones:
    """The few colours that a theme is made of, as '#rrggbb'."""

    window: str
    raised: str  # fields and buttons
    sunken: str  # behind the picture
    line: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str


DARK = Tones(
    window="#24272b",
    raised="#303439",
    sunken="#17191c",
    line="#3d4248",
    text="#e6e8ea",
    muted="#a9b0b7",
    disabled="#757c84",
    accent="#5cb8a7",
    on_accent="#0d1f1c",
)

LIGHT = Tones(
    window="#f4f5f6",
    raised="#ffffff",
    sunken="#d9dcdf",
    line="#cfd3d7",
    text="#1f2327",
    muted="#565d64",
    disabled="#9aa1a8",
    accent="#1f7a6b",
    on_accent="#ffffff",
)


def tones_for(is_dark: bool) -> Tones:
    """Return the tones of the dark or the light theme."""
    return DARK if is_dark else LIGHT


def palette_of(tones: Tones) -> QPalette:
    """Build the palette of a theme."""
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in (
        (roles.Window, tones.window),
        (roles.WindowText, tones.text),
        (roles.Base, tones.raised),
        (roles.AlternateBase, tones.window),
        (roles.Text, tones.text),
        (roles.Button, tones.raised),
        (roles.ButtonText, tones.text),
        (roles.BrightText, tones.text),
        (roles.ToolTipBase, tones.raised),
        (roles.ToolTipText, tones.text),
        (roles.PlaceholderText, tones.muted),
        (roles.Highlight, tones.accent),
        (roles.HighlightedText, tones.on_accent),
        (roles.Accent, tones.accent),
        (roles.Link, tones.accent),
        (roles.LinkVisited, tones.accent),
        (roles.Light, tones.raised),
        (roles.Midlight, tones.line),
        (roles.Mid, tones.line),
        (roles.Dark, tones.sunken),
        (roles.Shadow, tones.sunken),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tones.disabled))
    return palette


_SHEET = Template("""
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QMenuBar { background: $window; border-bottom: 1px solid $line; padding: 1px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 10px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QToolBar { background: $window; border: 0; border-bottom: 1px solid $line;
    padding: 5px 8px; spacing: 3px; }
QToolBar::separator { background: $line; width: 1px; margin: 5px 6px; }
QToolBar QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px 8px; }
QToolBar QToolButton[popupMode="2"] { padding-right: 22px; }
QToolBar QToolButton::menu-indicator { subcontrol-origin: padding;
    subcontrol-position: right center; right: 7px; }
QToolBar QToolButton:hover { background: $raised; border-color: $line; }
QToolBar QToolButton:pressed, QToolBar QToolButton:checked { background: $line; }
QToolBar QToolButton:focus { border-color: $accent; }
QToolBar QToolBarExtension { padding: 0; border: 0; background: $raised; }
QToolBar QToolButton[leading="true"] { background: $accent; color: $on_accent;
    font-weight: 600; padding: 5px 14px; }
QToolBar QToolButton[leading="true"]:hover { border-color: $text; }
QToolBar QToolButton[leading="true"]:disabled { background: $line; color: $disabled; }
QStatusBar { background: $window; border-top: 1px solid $line; }
QStatusBar::item { border: 0; }
QDockWidget { color: $muted; font-weight: 600; }
QDockWidget::title { background: $window; padding: 7px 10px 5px 12px; text-align: left; }
QDockWidget > QWidget { background: $window; }
QScrollArea { border: 0; background: transparent; }
QPushButton { background: $raised; border: 1px solid $line; border-radius: 6px;
    padding: 5px 12px; min-height: 18px; }
QPushButton:hover { border-color: $muted; }
QPushButton:pressed, QPushButton:checked { background: $line; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; }
QPushButton[leading="true"] { background: $accent; color: $on_accent; border-color: $accent;
    font-weight: 600; }
QPushButton[leading="true"]:focus { border: 2px solid $text; padding: 4px 11px; }
QPushButton[leading="true"]:disabled { background: $line; color: $disabled; border-color: $line; }
QWidget[panel="true"] QToolButton { border: 1px solid transparent; border-radius: 6px;
    padding: 4px; }
QWidget[panel="true"] QToolButton:hover { background: $raised; border-color: $line; }
QWidget[panel="true"] QToolButton:checked { background: $raised; border-color: $accent; }
QWidget[panel="true"] QToolButton:focus { border-color: $accent; }
QLabel[muted="true"] { color: $muted; }
QLabel[heading="true"] { color: $muted; font-weight: 600; }
QLabel[sunken="true"] { background: $sunken; border-radius: 6px; }
QLabel[warning="true"] { background: $raised; border: 1px solid $line;
    border-left: 3px solid $accent; border-radius: 4px; padding: 7px 10px; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QListView { background: transparent; border: 0; outline: 0; }
QProgressBar { background: $raised; border: 1px solid $line; border-radius: 4px; height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar::tab { padding: 6px 9px; color: $muted; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $text; border-bottom-color: $text; }
QFrame[overlay="true"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 5px; }
""")


def style_sheet(tones: Tones) -> str:
    """Write the style sheet of a theme."""
    return _SHEET.substitute(vars(tones))
