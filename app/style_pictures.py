"""What styles look like: small pictures of the present layout, each painted in one style."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.document import Document
from app.thumbnails import Thumbnails
from infinitygan.scene import Scene
from infinitygan.styles import Style


class StylePictures(QObject):
    """Hands out pictures of styles; those that are missing are rendered and announced."""

    changed = Signal()

    def __init__(self, document: Document, thumbnails: Thumbnails) -> None:
        super().__init__(document)
        self._thumbnails = thumbnails
        self._layout = _bare(document.scene)
        self._asked: set[Scene] = set()
        document.settled.connect(self._on_settled)
        thumbnails.ready.connect(self._on_ready)

    def image(self, style: Style) -> QImage | None:
        """Return the picture of a style; None: it is on its way, `changed` will tell."""
        scene = replace(self._layout, style=style)
        self._asked.add(scene)
        return self._thumbnails.image(scene)

    @Slot(object)
    def _on_settled(self, scene: Scene) -> None:
        layout = _bare(scene)
        if layout != replace(self._layout, style=layout.style):
            for old in self._asked:
                self._thumbnails.unwanted(old)
            self._asked.clear()
            self._layout = layout
            self.changed.emit()

    @Slot(object)
    def _on_ready(self, scene: Scene) -> None:
        if scene in self._asked:
            self.changed.emit()


def _bare(scene: Scene) -> Scene:
    """Return the scene without all that hides its one style."""
    return replace(scene, regions=(), rerolls=(), moods=(), photos=())
