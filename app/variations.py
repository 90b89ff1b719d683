"""Six rolls of the dice to choose from, as different from the scene as one likes."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from app.dice import (
    DiceLocks,
    Die,
    DrawSeed,
    Locks,
    draw_seed,
    locks_in,
    turns_of,
    varied,
    with_turns,
)
from app.document import Document
from app.overall_style import overall_style, with_overall_style
from infinitygan.scene import Reroll, Scene
from infinitygan.styles import Style

VARIATIONS = 6


@dataclass(frozen=True)
class Variation:
    """What the dice gave; the rest of the scene stays the document's."""

    layout_seed: int
    style: Style | None  # None: matched photos decide it
    texture_seed: int
    turns: tuple[Reroll, ...] = ()

    @staticmethod
    def of(scene: Scene) -> "Variation":
        """Take the dice of a scene."""
        return Variation(
            scene.layout_seed, overall_style(scene), scene.texture_seed, turns_of(scene)
        )

    def applied_to(self, scene: Scene) -> Scene:
        """Return the scene with these dice."""
        diced = scene.with_dice(layout_seed=self.layout_seed, texture_seed=self.texture_seed)
        turned = with_turns(diced, self.turns)
        return turned if self.style is None else with_overall_style(turned, self.style)


@dataclass(frozen=True)
class _Roll:
    """What was rolled, and from where; the amount is chosen afterwards."""

    scene: Scene
    locks: Locks
    seeds: tuple[Mapping[Die, int], ...]

    def variations(self, amount: float) -> tuple[Variation, ...]:
        return tuple(
            Variation.of(varied(self.scene, self.locks, seeds, amount)) for seeds in self.seeds
        )


class Variations(QObject):
    """The variations of the document's scene, none before the first roll."""

    changed = Signal()  # other scenes: rolled anew, or the document changed around them

    def __init__(self, document: Document, locks: DiceLocks, draw: DrawSeed = draw_seed) -> None:
        super().__init__(document)
        self._document = document
        self._locks = locks
        self._draw = draw
        self._roll: _Roll | None = None
        self._variations: tuple[Variation, ...] = ()
        self.amount = 1.0
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
        if locks_in(scene, locks).all_locked:
            return
        seeds = tuple({die: self._draw() for die in Die} for _ in range(VARIATIONS))
        self._roll = _Roll(scene, locks, seeds)
        self._vary()

    def set_amount(self, amount: float) -> None:
        """Set how far the variations lie from the scene they were rolled from, 0 to 1."""
        if amount != self.amount:
            self.amount = amount
            self._vary()

    def _vary(self) -> None:
        if self._roll is not None:
            self._variations = self._roll.variations(self.amount)
            self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Forget the variations."""
        self._roll = None
        self._variations = ()
        self.changed.emit()

    def use(self, index: int) -> None:
        """Make a variation the document's."""
        scene = self._variations[index].applied_to(self._document.scene)
        self._document.edit(self.tr("Use a variation"), scene)

    @Slot()
    def _on_settled(self) -> None:
        self.changed.emit()
