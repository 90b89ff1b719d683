"""A scene with a match: the photos' styles as its styles, their latents as part of its layout."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from torch import Tensor

from infinitygan.geometry import Point, Rect, Span
from infinitygan.inference.latent_quilt import Quilt, continuation, continued
from infinitygan.inference.match import FieldPatch, Match, MatchedPhoto, overlaid
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.conv_specs import Grid
from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import LinearGradient, Rectangle
from infinitygan.styles import VectorStyle

BEYOND_CELLS = 24  # latents that far beyond the canvas still count within it
HOLD_SHARE = 0.1  # of a photo's height: width over which other styles give way to its own


def styled_scene(scene: Scene, match: Match) -> Scene:
    """Return the scene in the photos' styles.

    They pass into each other between the photos. The scene's own regions lie over them, except
    where the photos are.
    """
    across = sorted(match.photos, key=lambda photo: photo.area_px.columns.start)
    styles = [_style_of(photo, match.z) for photo in across]
    passages = [
        StyleRegion(style, _passage(before.area_px, after.area_px))
        for style, (before, after) in zip(styles[1:], pairwise(across), strict=True)
    ]
    held = [_held(style, photo.area_px) for style, photo in zip(styles, across, strict=True)]
    regions = (*passages, *scene.regions, *(held if scene.regions else ()))
    return replace(scene, style=styles[0], regions=regions)


def _style_of(photo: MatchedPhoto, z: Tensor) -> VectorStyle:
    w = tuple(tuple(vector) for vector in photo.w.double().tolist())
    return VectorStyle(tuple(z.double().tolist()), w)


def _passage(before: Rect, after: Rect) -> LinearGradient:
    """Return the way from one photo's edge to the next one's, or their middles if they overlap."""
    start, stop = before.columns.stop, after.columns.start
    if start >= stop:
        start, stop = sum(_ends(before.columns)) // 2, sum(_ends(after.columns)) // 2
    return LinearGradient(Point(0, start), Point(0, max(stop, start + 1)))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.stop


def _held(style: VectorStyle, area: Rect) -> StyleRegion:
    soft = HOLD_SHARE * area.height
    rim = soft / 2
    top, left = area.rows.start - rim, area.columns.start - rim
    shape = Rectangle(top, left, area.height + soft, area.width + soft)
    return StyleRegion(style, shape, softness_px=soft)


class MatchedLatents:
    """The local latents of a match, and their continuation over the canvas."""

    def __init__(self, match: Match, scene: Scene, plan: ScenePlan, grid: Grid) -> None:
        """Prepare; `grid` is that of the local latents."""
        self._photos = match.photos
        self._period = plan.wrap_period(grid.step_px)
        first = int((0 - grid.origin_px) // grid.step_px) - BEYOND_CELLS
        last = int((scene.canvas.width / plan.scale_x - grid.origin_px) // grid.step_px)
        self._cells = Span(first, last + BEYOND_CELLS)
        self._continued: dict[int, list[FieldPatch]] = {}

    def continued(self, field: Tensor, window: Rect, seed: int) -> Tensor:
        """Let a random field [C, H, W] of a seed continue the photos."""
        if seed not in self._continued:
            self._continued[seed] = [
                patch for photo in self._photos for patch in self._beyond(photo, seed)
            ]
        return continued(field, window, self._continued[seed], self._period)

    def held(self, field: Tensor, window: Rect) -> Tensor:
        """Put the photos' own latents over a field [C, H, W]."""
        return overlaid(field, window, self._cores(), self._period)

    def _cores(self) -> Sequence[FieldPatch]:
        return [photo.local_latents for photo in self._photos]

    def _beyond(self, photo: MatchedPhoto, seed: int) -> list[FieldPatch]:
        """Continue one photo up to the edges of the canvas, or half the way to the next photo."""
        columns = photo.local_latents.rect.columns
        if self._period is not None:
            rest = max(self._period - columns.length, 0)
            limits = Span(columns.start - rest // 2, columns.stop + rest - rest // 2)
        else:
            limits = Span(
                min(self._cells.start, columns.start), max(self._cells.stop, columns.stop)
            )
        for other in self._photos:
            limits = _shared(limits, columns, other.local_latents.rect.columns)
        left, right = columns.start - limits.start, limits.stop - columns.stop
        return continuation(photo.local_latents, Quilt.of(photo.looks), seed, left, right)


def _shared(limits: Span, own: Span, other: Span) -> Span:
    """Cut limits half way between two photos; the columns of both must not meet."""
    if other.start >= own.stop:
        return Span(limits.start, min(limits.stop, (own.stop + other.start + 1) // 2))
    if other.stop <= own.start:
        return Span(max(limits.start, (other.stop + own.start + 1) // 2), limits.stop)
    return limits
