"""Six rolls of the dice to choose from."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from app.dice import DiceLocks, DrawSeed, draw_seed, rolled
from app.document import Document
from infinitygan.scene import Scene
from infinitygan.styles import Style

VARIATIONS = 6


@dataclass(frozen=True)
class Variation:
    """What the dice gave; the rest of the scene stays the document's."""

    layout_seed: int
    style: Style
    texture_seed: int

    @staticmethod
    def of(scene: Scene) -> "Variation":
        """Take the dice of a scene."""
        return Variation(scene.layout_seed, scene.style, scene.texture_seed)

    def applied_to(self, scene: Scene) -> Scene:
        """Return the scene with these dice."""
        return scene.with_dice(self.layout_seed, self.style, self.texture_seed)


class Variations(QObject):
    """The variations of the document's scene, none before the first roll."""

    changed = Signal()  # other scenes: rolled anew, or the document changed around them

    def __init__(self, document: Document, locks: DiceLocks, draw: DrawSeed = draw_seed) -> None:
        super().__init__(document)
        self._document = document
        self._locks = locks
        self._draw = draw
        self._variations: tuple[Variation, ...] = ()
        document.settled.connect(self._on_settled)
        document.replaced.connect(self.clear)

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """Return the document's scene with each variation's dice."""
        return tuple(found.applied_to(self._document.scene) for found in self._variations)

    @Slot()
    def roll(self) -> None:
        """Roll the unlocked dice six times."""
        scene, locks = self._document.scene, self._locks.locks
        if locks.all_locked:
            return
        self._variations = tuple(
            Variation.of(rolled(scene, locks, self._draw)) for _ in range(VARIATIONS)
        )
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Forget the variations."""
        self._variations = ()
        self.changed.emit()

    def use(self, index: int) -> None:
        """Make a variation the document's."""
        scene = self._variations[index].applied_to(self._document.scene)
        self._document.edit(self.tr("Use a variation"), scene)

    @Slot()
    def _on_settled(self) -> None:
        self.changed.emit()
