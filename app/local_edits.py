"""Edits inside a selected area: rolls of layout or texture, or another area's mood, on approval.

Candidates are only shown over the document; keeping one is one step of it.
"""

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot

from app.dice import DrawSeed, draw_seed
from app.document import Document
from infinitygan.geometry import Rect, Size
from infinitygan.scene import Mood, Reroll, Scene
from infinitygan.shapes import Shape

SOFTNESS_SHARE = 0.25  # of the area's shorter side
MAX_SOFTNESS_PX = 128

LocalEdit = Reroll | Mood


class Roll(Enum):
    """What is rolled inside an area."""

    LAYOUT = "layout"
    TEXTURE = "texture"
    BOTH = "both"


@dataclass(frozen=True)
class Staged:
    """What is on approval: the candidates so far, and which of them is looked at."""

    candidates: tuple[LocalEdit, ...] = ()
    index: int = 0
    is_shown: bool = True

    @property
    def current(self) -> LocalEdit | None:
        """Return the candidate that is looked at; None: there are none."""
        return self.candidates[self.index] if self.candidates else None


class LocalEdits(QObject):
    """The selected area and what is on approval in it."""

    changed = Signal()
    previewed = Signal(object)  # Scene to show in place of the document's, or None

    def __init__(self, document: Document, draw: DrawSeed = draw_seed) -> None:
        super().__init__(document)
        self._document = document
        self._draw = draw
        self._canvas: Size = document.scene.canvas
        self.area: Shape | None = None
        self.staged = Staged()
        self.wants_source = False  # the next area drawn is the one whose mood is borrowed
        self.last_roll = Roll.LAYOUT
        document.scene_changed.connect(self._on_scene)
        document.replaced.connect(self.clear)

    @property
    def preview(self) -> Scene | None:
        """Return the scene with the candidate that is shown; None: nothing is shown."""
        current = self.staged.current
        if current is None or not self.staged.is_shown:
            return None
        return with_local_edit(self._document.scene, current)

    def take_area(self, shape: Shape) -> None:
        """Take what was drawn: as the area, or as the source of the mood that is waited for."""
        if self.wants_source and self.area is not None:
            self._borrow(shape)
        else:
            self.area = shape
            self._stage(Staged())

    def roll(self, roll: Roll) -> None:
        """Put one more roll on approval.

        Raises: ValueError: if no area is selected.
        """
        area = self._checked_area()
        self.last_roll = roll
        layout = None if roll is Roll.TEXTURE else self._draw()
        texture = None if roll is Roll.LAYOUT else self._draw()
        self._add(Reroll(area, self._softness_px(area), layout, texture))

    def ask_for_source(self) -> None:
        """Wait for the area whose mood is to be borrowed."""
        self._checked_area()
        self.wants_source = True
        self.changed.emit()

    def set_strength(self, strength: float) -> None:
        """Change how much of the borrowed mood counts."""
        current = self.staged.current
        if isinstance(current, Mood):
            candidates = list(self.staged.candidates)
            candidates[self.staged.index] = replace(current, strength=strength)
            self._stage(replace(self.staged, candidates=tuple(candidates)))

    def step(self, by: int) -> None:
        """Look at the next candidate, or at one before."""
        index = self.staged.index + by
        if 0 <= index < len(self.staged.candidates):
            self._stage(replace(self.staged, index=index, is_shown=True))

    def set_shown(self, is_shown: bool) -> None:
        """Show the candidate, or the document as it is."""
        self._stage(replace(self.staged, is_shown=is_shown))

    @Slot()
    def keep(self) -> None:
        """Make the candidate part of the document, and let go of the area."""
        current = self.staged.current
        if current is None:
            return
        label = self.tr("Borrow a mood") if isinstance(current, Mood) else self.tr("Roll an area")
        scene = with_local_edit(self._document.scene, current)
        self.staged = Staged()
        self._document.edit(label, scene)  # first, so that the picture before does not flash
        self.clear()

    @Slot()
    def discard(self) -> None:
        """Drop what is waited for, else the candidates, else the area."""
        if self.wants_source:
            self.wants_source = False
            self.changed.emit()
        elif self.staged.candidates:
            self._stage(Staged())
        else:
            self.clear()

    @Slot()
    def clear(self) -> None:
        """Let go of the area and of what was on approval."""
        self.area = None
        self.wants_source = False
        self._stage(Staged())

    @Slot(bool)
    def on_peeked(self, is_peeking: bool) -> None:
        """Show the candidate again after something else was looked at."""
        if not is_peeking and self.preview is not None:
            self.previewed.emit(self.preview)

    def _borrow(self, shape: Shape) -> None:
        area = self._checked_area()
        bounds = shape.bounds()
        source = bounds and bounds.intersection(self._document.scene.canvas.rect)
        if source is not None and not source.is_empty:
            self.wants_source = False
            self._add(Mood(area, source, softness_px=self._softness_px(area)))

    def _add(self, edit: LocalEdit) -> None:
        candidates = (*self.staged.candidates, edit)
        self._stage(Staged(candidates, len(candidates) - 1))

    def _stage(self, staged: Staged) -> None:
        self.staged = staged
        self.previewed.emit(self.preview)
        self.changed.emit()

    def _checked_area(self) -> Shape:
        if self.area is None:
            raise ValueError("no area is selected")
        return self.area

    def _softness_px(self, area: Shape) -> float:
        canvas = self._document.scene.canvas.rect
        seen: Rect = (area.bounds() or canvas).intersection(canvas)
        return float(min(round(min(seen.height, seen.width) * SOFTNESS_SHARE), MAX_SOFTNESS_PX))

    @Slot(object)
    def _on_scene(self, scene: Scene) -> None:
        """Follow edits around the area; on another canvas the area means nothing."""
        if scene.canvas != self._canvas:
            self._canvas = scene.canvas
            self.clear()
        elif self.staged.candidates:
            self.previewed.emit(self.preview)


def with_local_edit(scene: Scene, edit: LocalEdit) -> Scene:
    """Return the scene with an edit above those before."""
    if isinstance(edit, Mood):
        return replace(scene, moods=(*scene.moods, edit))
    return replace(scene, rerolls=(*scene.rerolls, edit))
