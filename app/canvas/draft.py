"""A scene that is only shown until a gesture ends, and then becomes one step or nothing."""

from typing import Protocol

from app.document import Document
from infinitygan.scene import Scene


class Easel(Protocol):
    """What of the canvas a gesture needs: it shows another scene for a while, and repaints."""

    def peek(self, scene: Scene | None) -> None:
        """Show another scene; None goes back to the document's."""
        ...

    def update(self) -> None:
        """Paint again what lies over the picture."""
        ...


class Draft:
    """Shows what a gesture would make; the document changes only when it is kept."""

    def __init__(self, document: Document, easel: Easel) -> None:
        self._document = document
        self._easel = easel

    @property
    def scene(self) -> Scene:
        """Return the scene that the gesture changes."""
        return self._document.scene

    def show(self, scene: Scene) -> None:
        """Show a scene as far as the gesture has come."""
        self._easel.peek(scene)

    def keep(self, label: str, scene: Scene) -> None:
        """Make the scene the document's, as one step."""
        self._document.edit(label, scene)  # first, so that the picture before does not flash
        self._easel.peek(None)

    def drop(self) -> None:
        """Show the document's scene again."""
        self._easel.peek(None)

    def repaint(self) -> None:
        """Paint again what the tool draws."""
        self._easel.update()
