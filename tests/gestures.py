"""What the tests of the tools share: pointers on a canvas, drags, and an easel that remembers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from app.canvas.tools import Pointer, Tool
from infinitygan.geometry import Point
from infinitygan.scene import Scene

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class FakeEasel:
    """Keeps what it was asked to show."""

    peeked: list[Scene | None] = field(default_factory=list)
    updates: int = 0

    def peek(self, scene: Scene | None) -> None:
        self.peeked.append(scene)

    def update(self) -> None:
        self.updates += 1


def pointer(
    y: float,
    x: float,
    modifiers: Qt.KeyboardModifier = NONE,
    pressure: float = 1.0,
    zoom: float = 0.5,
) -> Pointer:
    """Return a pointer at canvas px, seen on a plain screen."""
    return Pointer(Point(y, x), Point(y * zoom, x * zoom), pressure, modifiers, zoom, 1.0)


def drag(
    tool: Tool,
    path: Sequence[tuple[float, float]],
    modifiers: Qt.KeyboardModifier = NONE,
    pressure: float = 1.0,
) -> None:
    """Press, move and release along a path of (y, x)."""
    assert tool.press(pointer(*path[0], modifiers, pressure))
    for y, x in path[1:]:
        tool.move(pointer(y, x, modifiers, pressure))
    tool.release(pointer(*path[-1], modifiers, pressure))
