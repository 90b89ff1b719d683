"""The three dice: which of layout, style and texture are locked, and rolling those that are not."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from infinitygan.checks import MAX_SEED
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle

DrawSeed = Callable[[], int]


class Die(Enum):
    """What a die decides."""

    LAYOUT = "layout"  # where things are
    STYLE = "style"  # season, light and colour
    TEXTURE = "texture"  # the finest grain


def draw_seed() -> int:
    """Draw any seed."""
    return secrets.randbelow(MAX_SEED + 1)


def seed_of(scene: Scene, die: Die) -> int | None:
    """Return the seed that a die shows; None: the style is not one of a seed."""
    if die is Die.LAYOUT:
        return scene.layout_seed
    if die is Die.TEXTURE:
        return scene.texture_seed
    return scene.style.seed if isinstance(scene.style, SeedStyle) else None


def with_seed(scene: Scene, die: Die, seed: int) -> Scene:
    """Return the scene with another seed on one die."""
    if die is Die.LAYOUT:
        return scene.with_dice(layout_seed=seed)
    if die is Die.TEXTURE:
        return scene.with_dice(texture_seed=seed)
    return scene.with_dice(style=SeedStyle(seed))


@dataclass(frozen=True)
class Locks:
    """The dice that a roll leaves alone."""

    locked: frozenset[Die] = frozenset()

    def with_lock(self, die: Die, is_locked: bool) -> "Locks":
        """Return the locks with one set or opened."""
        return Locks(self.locked | {die} if is_locked else self.locked - {die})

    @property
    def all_locked(self) -> bool:
        """Tell whether a roll would change nothing."""
        return self.locked == frozenset(Die)


def rolled(scene: Scene, locks: Locks, draw: DrawSeed = draw_seed) -> Scene:
    """Return the scene with a new seed on each unlocked die."""
    for die in Die:
        if die not in locks.locked:
            scene = with_seed(scene, die, draw())
    return scene


class DiceLocks(QObject):
    """The locks of the running program; panels show them, `R` and the variations obey them."""

    changed = Signal(object)  # Locks

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.locks = Locks()

    def set_locked(self, die: Die, is_locked: bool) -> None:
        """Lock or unlock a die."""
        locks = self.locks.with_lock(die, is_locked)
        if locks != self.locks:
            self.locks = locks
            self.changed.emit(locks)
