"""Which part of the canvas an edit can change, so that all else need not be rendered again."""

import math
from collections.abc import Sequence
from dataclasses import replace

from infinitygan.geometry import Rect, Size
from infinitygan.scene import Mood, Reroll, Scene, StyleRegion
from infinitygan.shapes import BrushStrokes, Shape

_Piece = StyleRegion | Reroll | Mood
NOTHING = Rect.at(0, 0, 0, 0)


def changed_area(before: Scene, after: Scene, reach: Size) -> Rect | None:
    """Return the canvas px outside which two scenes look the same; None: nothing is sure.

    `reach` is how far beyond the shape of an edit its pixels may change.
    """
    if _bare(before) != _bare(after) or after.wrap:
        return None
    area = NOTHING
    for old, new in (
        (before.regions, after.regions),
        (before.rerolls, after.rerolls),
        (before.moods, after.moods),
    ):
        for shape, softness_px in _differing(old, new):
            bounds = shape.bounds()
            if bounds is None:
                return None
            area = _joined(area, bounds.grown(math.ceil(softness_px / 2)))
    if area.is_empty:
        return NOTHING
    return Rect(area.rows.grown(reach.height), area.columns.grown(reach.width))


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
        added = _added_strokes(olds[0], news[0]) or _added_strokes(news[0], olds[0])
        if added is not None:
            return [(added, olds[0].softness_px)]
    return [(piece.shape, piece.softness_px) for piece in (*olds, *news)]


def _added_strokes(old: _Piece, new: _Piece) -> BrushStrokes | None:
    """Return the strokes by which a brushed region has grown, as paint; None: it is another."""
    if not isinstance(old.shape, BrushStrokes) or not isinstance(new.shape, BrushStrokes):
        return None
    kept = len(old.shape.strokes)
    added = new.shape.strokes[kept:]
    is_grown = (
        new.shape.strokes[:kept] == old.shape.strokes and replace(new, shape=old.shape) == old
    )
    if not is_grown or not added:
        return None
    return BrushStrokes(tuple(replace(stroke, erase=False) for stroke in added))


def _joined(first: Rect, second: Rect) -> Rect:
    if first.is_empty:
        return second
    return first if second.is_empty else first.union(second)
