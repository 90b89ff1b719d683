"""The three dice: which of layout, style and texture are locked, and rolling those that are not."""

import math
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.overall_style import overall_style, with_overall_style
from infinitygan.checks import MAX_SEED
from infinitygan.scene import Reroll, Scene
from infinitygan.shapes import Everything
from infinitygan.style_mixing import nudge
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
    """Return the seed that a die shows; None: the style is none of a seed, or that of a photo."""
    if die is Die.LAYOUT:
        return scene.layout_seed
    if die is Die.TEXTURE:
        return scene.texture_seed
    style = overall_style(scene)
    return style.seed if isinstance(style, SeedStyle) else None


def with_seed(scene: Scene, die: Die, seed: int) -> Scene:
    """Return the scene with another seed on one die."""
    if die is Die.LAYOUT:
        turns = tuple(replace(turn, layout_seed=None) for turn in turns_of(scene))
        return with_turns(scene, turns).with_dice(layout_seed=seed)
    if die is Die.TEXTURE:
        turns = tuple(replace(turn, texture_seed=None) for turn in turns_of(scene))
        return with_turns(scene, turns).with_dice(texture_seed=seed)
    return with_overall_style(scene, SeedStyle(seed))


def turns_of(scene: Scene) -> tuple[Reroll, ...]:
    """Return what turns layout and texture of the whole picture away from those of the dice."""
    return tuple(reroll for reroll in scene.rerolls if isinstance(reroll.shape, Everything))


def with_turns(scene: Scene, turns: tuple[Reroll, ...]) -> Scene:
    """Return the scene with other turns of the whole, below its local re-rolls."""
    local = tuple(reroll for reroll in scene.rerolls if not isinstance(reroll.shape, Everything))
    kept = tuple(turn for turn in turns if (turn.layout_seed, turn.texture_seed) != (None, None))
    return replace(scene, rerolls=(*kept, *local))


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


def locks_in(scene: Scene, locks: Locks) -> Locks:
    """Return the locks that hold for a scene: where matched photos decide the style, so do they."""
    return locks.with_lock(Die.STYLE, True) if overall_style(scene) is None else locks


def rolled(scene: Scene, locks: Locks, draw: DrawSeed = draw_seed) -> Scene:
    """Return the scene with a new seed on each unlocked die."""
    return varied(scene, locks, {die: draw() for die in Die}, 1.0)


def varied(scene: Scene, locks: Locks, seeds: Mapping[Die, int], amount: float) -> Scene:
    """Turn the unlocked dice towards seeds: 0 leaves the scene, 1 arrives there."""
    locked = locks_in(scene, locks).locked
    unlocked = {die: seed for die, seed in seeds.items() if die not in locked}
    if amount == 1:
        for die, seed in unlocked.items():
            scene = with_seed(scene, die, seed)
        return scene
    layout, texture = unlocked.get(Die.LAYOUT), unlocked.get(Die.TEXTURE)
    turn = Reroll(
        Everything(), layout_seed=layout, texture_seed=texture, strength=_strength(amount)
    )
    scene = with_turns(scene, (*turns_of(scene), turn))
    style = overall_style(scene)
    if Die.STYLE in unlocked and style is not None:
        scene = with_overall_style(scene, nudge(style, amount, unlocked[Die.STYLE]))
    return scene


def _strength(amount: float) -> float:
    """Return the strength that turns a field by equal angles for equal amounts."""
    angle = amount * math.pi / 2
    return math.sin(angle) / (math.sin(angle) + math.cos(angle))


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
