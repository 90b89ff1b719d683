"""Which part of the canvas an edit can change, so that all else need not be rendered again."""

from collections.abc import Sequence
from dataclasses import replace

from infinitygan.geometry import Reach, Rect, Size
from infinitygan.scene import Mood, Reroll, Scene, StyleRegion
from infinitygan.shapes import BrushStrokes, Shape, Stroke, influence

_Piece = StyleRegion | Reroll | Mood
NOTHING = Rect.at(0, 0, 0, 0)


def changed_area(before: Scene, after: Scene, reach: Reach) -> Rect | None:
    """Return the canvas px outside which two scenes look the same; None: nothing is sure.

    `reach` is how far beyond the shape of an edit its pixels may change.
    """
    if _bare(before) != _bare(after) or after.wrap:
        return None
    area = NOTHING
    for old, new, margin in (
        (before.regions, after.regions, reach.style),
        (before.rerolls, after.rerolls, reach.layout),
        (before.moods, after.moods, reach.layout),
    ):
        for shape, softness_px in _differing(old, new):
            bounds = influence(shape, softness_px)
            if bounds is None:
                return None
            area = _joined(area, _grown_by(bounds, margin))
    return area


def _grown_by(rect: Rect, margin: Size) -> Rect:
    if rect.is_empty:
        return NOTHING
    return Rect(rect.rows.grown(margin.height), rect.columns.grown(margin.width))


def _bare(scene: Scene) -> Scene:
    return replace(scene, regions=(), rerolls=(), moods=())


def _differing(old: Sequence[_Piece], new: Sequence[_Piece]) -> list[tuple[Shape, float]]:
    """Return the shapes, with their softness, within which two stacks differ."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    olds, news = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(olds) == len(news) == 1:
        brushed = _brushed(olds[0], news[0])
        if brushed is not None:
            return [brushed]
    return [(piece.shape, piece.softness_px) for piece in (*olds, *news)]


def _brushed(old: _Piece, new: _Piece) -> tuple[BrushStrokes, float] | None:
    """Return the strokes that came or went, and their softness; None: more has changed."""
    if isinstance(old.shape, BrushStrokes) and isinstance(new.shape, BrushStrokes):
        strokes = _other_strokes(old.shape.strokes, new.shape.strokes)
        if strokes is not None and replace(new, shape=old.shape) == old:
            return strokes, old.softness_px
    if isinstance(old, StyleRegion) and isinstance(new, StyleRegion):
        strokes = _other_strokes(old.erased, new.erased)
        if strokes is not None and replace(new, erased=old.erased) == old:
            return strokes, 0.0
    return None


def _other_strokes(old: Sequence[Stroke], new: Sequence[Stroke]) -> BrushStrokes | None:
    """Return what follows the strokes that both begin with, all as paint; None: both are alike."""
    shorter = min(len(old), len(new))
    same = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    other = (*old[same:], *new[same:])
    return BrushStrokes(tuple(replace(stroke, erase=False) for stroke in other)) if other else None


def _joined(first: Rect, second: Rect) -> Rect:
    if first.is_empty:
        return second
    return first if second.is_empty else first.union(second)
