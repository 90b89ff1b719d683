"""Icons by meaning: drawn by qtawesome in the theme's colours, and redrawn when those change."""

import qtawesome
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from app.theme.theme import Theme

GLYPHS = {
    "new": "mdi6.image-plus-outline",
    "open": "mdi6.folder-open-outline",
    "save": "mdi6.content-save-outline",
    "save-as": "mdi6.content-save-edit-outline",
    "export": "mdi6.export-variant",
    "wallpaper": "mdi6.monitor-shimmer",
    "undo": "mdi6.undo",
    "redo": "mdi6.redo",
    "roll": "mdi6.dice-5-outline",
    "layout": "mdi6.image-filter-hdr",
    "style": "mdi6.palette-outline",
    "texture": "mdi6.grain",
    "locked": "mdi6.lock",
    "unlocked": "mdi6.lock-open-variant-outline",
    "size": "mdi6.aspect-ratio",
    "linked": "mdi6.link-variant",
    "unlinked": "mdi6.link-variant-off",
    "swap": "mdi6.swap-horizontal",
    "fit": "mdi6.fit-to-page-outline",
    "actual-size": "mdi6.numeric-1-box-outline",
    "zoom-in": "mdi6.magnify-plus-outline",
    "zoom-out": "mdi6.magnify-minus-outline",
    "hand": "mdi6.hand-back-right-outline",
    "horizon": "mdi6.weather-sunset",
    "variations": "mdi6.view-grid-outline",
    "history": "mdi6.history",
    "star": "mdi6.star-outline",
    "starred": "mdi6.star",
    "delete": "mdi6.trash-can-outline",
    "compare": "mdi6.compare",
    "cancel": "mdi6.close",
    "warning": "mdi6.alert-outline",
    "reset": "mdi6.backup-restore",
    "reveal": "mdi6.folder-eye-outline",
    "help": "mdi6.help-circle-outline",
    "keyboard": "mdi6.keyboard-outline",
    "about": "mdi6.information-outline",
    "copy": "mdi6.content-copy",
    "paste": "mdi6.content-paste",
    "settings": "mdi6.cog-outline",
    "device": "mdi6.chip",
    "overlays": "mdi6.layers-outline",
    "quit": "mdi6.exit-to-app",
    "full-screen": "mdi6.fullscreen",
    "rectangle": "mdi6.rectangle-outline",
    "ellipse": "mdi6.ellipse-outline",
    "lasso": "mdi6.gesture",
    "brush": "mdi6.brush",
    "eraser": "mdi6.eraser",
    "gradient": "mdi6.gradient-horizontal",
    "radial": "mdi6.blur-radial",
    "move": "mdi6.cursor-move",
    "select": "mdi6.select-drag",
    "select-lasso": "mdi6.lasso",
    "fill": "mdi6.format-color-fill",
    "mood": "mdi6.eyedropper-variant",
    "accept": "mdi6.check",
    "previous": "mdi6.chevron-left",
    "next": "mdi6.chevron-right",
    "more": "mdi6.chevron-double-right",
    "more-below": "mdi6.chevron-double-down",
    "shown": "mdi6.eye-outline",
    "hidden": "mdi6.eye-off-outline",
    "up": "mdi6.arrow-up",
    "down": "mdi6.arrow-down",
    "duplicate": "mdi6.content-duplicate",
    "add": "mdi6.plus",
    "rename": "mdi6.pencil-outline",
    "import": "mdi6.tray-arrow-down",
    "photo": "mdi6.image-outline",
    "match": "mdi6.auto-fix",
    "find-horizon": "mdi6.image-search-outline",
    "pair": "mdi6.view-split-vertical",
    "fit-height": "mdi6.arrow-expand-vertical",
    "fit-width": "mdi6.arrow-expand-horizontal",
    "fit-whole": "mdi6.fit-to-page-outline",
    "top-left": "mdi6.arrow-top-left",
    "top": "mdi6.arrow-up",
    "top-right": "mdi6.arrow-top-right",
    "left": "mdi6.arrow-left",
    "center": "mdi6.circle-medium",
    "right": "mdi6.arrow-right",
    "bottom-left": "mdi6.arrow-bottom-left",
    "bottom": "mdi6.arrow-down",
    "bottom-right": "mdi6.arrow-bottom-right",
}


class Icons(QObject):
    """Hands out icons, and keeps those of actions and buttons in the theme's colours."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._dressed: list[tuple[QAction | QAbstractButton, str, bool]] = []
        theme.changed.connect(self._recolour)

    def icon(self, name: str, on_accent: bool = False) -> QIcon:
        """Draw an icon in the theme's colours of now.

        Raises: ValueError: if no icon has that name.
        """
        if name not in GLYPHS:
            raise ValueError(f"there is no icon '{name}'")
        tones = self._theme.tones
        colour = tones.on_accent if on_accent else tones.text
        return qtawesome.icon(GLYPHS[name], color=colour, color_disabled=tones.disabled)

    def dress(self, target: QAction | QAbstractButton, name: str, on_accent: bool = False) -> None:
        """Give an icon to an action or a button, now and after each change of theme."""
        target.setIcon(self.icon(name, on_accent))
        self._dressed = [
            entry for entry in self._dressed if isValid(entry[0]) and entry[0] is not target
        ]
        self._dressed.append((target, name, on_accent))

    @Slot()
    def _recolour(self) -> None:
        for target, name, on_accent in self._dressed:
            if isValid(target):
                target.setIcon(self.icon(name, on_accent))
