"""The document of a picture: what to paint, as numbers; nothing here knows how it is painted.

All values are frozen, comparable and hashable. Lengths are in canvas px, (y, x) order.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from infinitygan.checks import (
    MAX_LENGTH_PX,
    FieldError,
    check_extent,
    check_flag,
    check_fraction,
    check_items,
    check_length,
    check_number,
    check_pattern,
    check_position,
    check_seed,
    check_text,
    check_type,
    check_whole,
)
from infinitygan.geometry import MAX_SIDE_PX, Rect, Size, Span
from infinitygan.hash_once import hash_once
from infinitygan.shapes import Shape, Stroke, check_shape, mean_factor
from infinitygan.styles import SeedStyle, Style, check_style

MAX_VARIETY = 1.5  # truncation psi; beyond it the mapped styles leave what the model knows
MAX_ENLARGEMENT = 32.0
DEFAULT_STYLE = SeedStyle(0)

Anchoring: TypeAlias = Literal["relative", "pixels"]

PHOTO_PATTERN = re.compile(r"[0-9a-f]{64}")
MATCH_PATTERN = re.compile(r"[0-9a-z][0-9a-z_-]{0,63}")


@hash_once
@dataclass(frozen=True)
class StyleRegion:
    """A style inside a shape; the edge fades over `softness_px`.

    `erased` takes away from the shape what a brush would paint with these strokes.
    """

    style: Style
    shape: Shape
    softness_px: float = 0.0
    opacity: float = 1.0
    name: str = ""
    visible: bool = True
    locked: bool = False
    erased: tuple[Stroke, ...] = ()

    def __post_init__(self) -> None:
        check_style("style", self.style)
        check_shape("shape", self.shape)
        check_length("softness_px", self.softness_px)
        check_fraction("opacity", self.opacity)
        check_text("name", self.name)
        check_flag("visible", self.visible)
        check_flag("locked", self.locked)
        check_items("erased", self.erased, Stroke, "a Stroke")

    def scaled(self, factor_y: float, factor_x: float) -> "StyleRegion":
        """Return the region scaled about the origin of the canvas."""
        return replace(
            self,
            shape=self.shape.scaled(factor_y, factor_x),
            softness_px=self.softness_px * mean_factor(factor_y, factor_x),
            erased=tuple(stroke.scaled(factor_y, factor_x) for stroke in self.erased),
        )

    def moved(self, down: float, right: float) -> "StyleRegion":
        """Return the region moved by px, with what was erased."""
        return replace(
            self,
            shape=self.shape.moved(down, right),
            erased=tuple(stroke.moved(down, right) for stroke in self.erased),
        )


@dataclass(frozen=True)
class Reroll:
    """Other seeds inside a shape, for the local latents, the noise or both; None keeps a field.

    `strength` below 1 turns the fields only a part of the way: a variation of what is there.
    """

    shape: Shape
    softness_px: float = 0.0
    layout_seed: int | None = None
    texture_seed: int | None = None
    visible: bool = True
    strength: float = 1.0

    def __post_init__(self) -> None:
        check_shape("shape", self.shape)
        check_length("softness_px", self.softness_px)
        check_fraction("strength", self.strength)
        if self.layout_seed is not None:
            check_seed("layout_seed", self.layout_seed)
        if self.texture_seed is not None:
            check_seed("texture_seed", self.texture_seed)
        check_flag("visible", self.visible)

    def scaled(self, factor_y: float, factor_x: float) -> "Reroll":
        """Return the re-roll scaled about the origin of the canvas."""
        softness_px = self.softness_px * mean_factor(factor_y, factor_x)
        shape = self.shape.scaled(factor_y, factor_x)
        return replace(self, shape=shape, softness_px=softness_px)


@dataclass(frozen=True)
class Mood:
    """Mean and deviation of the local latents of `source`, borrowed inside a shape."""

    shape: Shape
    source: Rect
    strength: float = 1.0
    softness_px: float = 0.0
    visible: bool = True

    def __post_init__(self) -> None:
        check_shape("shape", self.shape)
        _check_source("source", self.source)
        check_fraction("strength", self.strength)
        check_length("softness_px", self.softness_px)
        check_flag("visible", self.visible)

    def scaled(self, factor_y: float, factor_x: float) -> "Mood":
        """Return the mood with its shape and its source scaled about the origin of the canvas."""
        return replace(
            self,
            shape=self.shape.scaled(factor_y, factor_x),
            source=Rect(
                _scaled_span(self.source.rows, factor_y),
                _scaled_span(self.source.columns, factor_x),
            ),
            softness_px=self.softness_px * mean_factor(factor_y, factor_x),
        )


@dataclass(frozen=True)
class PhotoPlacement:
    """A photo on the canvas, named by the SHA-256 of its file's bytes.

    `match` names a stored inversion result; None = the photo has not been matched.
    """

    photo: str
    top_px: float
    left_px: float
    height_px: float
    width_px: float
    feather_px: float = 32.0
    colour_match: float = 1.0
    match: str | None = None

    def __post_init__(self) -> None:
        check_pattern("photo", self.photo, PHOTO_PATTERN, "the 64 hex digits of a SHA-256")
        check_position("top_px", self.top_px)
        check_position("left_px", self.left_px)
        check_extent("height_px", self.height_px)
        check_extent("width_px", self.width_px)
        check_length("feather_px", self.feather_px)
        check_fraction("colour_match", self.colour_match)
        if self.match is not None:
            check_pattern("match", self.match, MATCH_PATTERN, "a name of a-z, 0-9, '_' and '-'")

    def scaled(self, factor_y: float, factor_x: float) -> "PhotoPlacement":
        """Return the placement with its centre scaled; the photo keeps its shape, and fits."""
        factor = min(factor_y, factor_x)
        height_px, width_px = self.height_px * factor, self.width_px * factor
        return replace(
            self,
            top_px=(self.top_px + self.height_px / 2) * factor_y - height_px / 2,
            left_px=(self.left_px + self.width_px / 2) * factor_x - width_px / 2,
            height_px=height_px,
            width_px=width_px,
            feather_px=self.feather_px * factor,
        )


@hash_once
@dataclass(frozen=True)
class Scene:
    """The whole truth of a picture: the same scene and model give the same pixels.

    `variety` is the truncation psi. `style_in_structure` says how far a style shapes the land, too:
    0 = the layout alone does, and styles only paint it; 1 = each style brings its own land forms.
    `scene_height_px` None = the canvas height. `horizon` shifts
    the vertical coordinate by a fraction of the scene height; positive = lower. `enlargement`
    None = chosen for the canvas and the model. Later regions lie above. `model` "" = the bundled.
    """

    canvas: Size
    layout_seed: int = 0
    texture_seed: int = 0
    style: Style = DEFAULT_STYLE
    variety: float = 0.7
    style_in_structure: float = 0.0
    scene_height_px: int | None = None
    horizon: float = 0.0
    wrap: bool = False
    enlargement: float | None = None
    regions: tuple[StyleRegion, ...] = ()
    rerolls: tuple[Reroll, ...] = ()
    moods: tuple[Mood, ...] = ()
    photos: tuple[PhotoPlacement, ...] = ()
    model: str = ""

    def __post_init__(self) -> None:
        check_type("canvas", self.canvas, Size, "a Size")
        check_whole("canvas.height", self.canvas.height, 1, MAX_SIDE_PX)
        check_whole("canvas.width", self.canvas.width, 1, MAX_SIDE_PX)
        check_seed("layout_seed", self.layout_seed)
        check_seed("texture_seed", self.texture_seed)
        check_style("style", self.style)
        check_number("variety", self.variety, 0.0, MAX_VARIETY)
        check_fraction("style_in_structure", self.style_in_structure)
        if self.scene_height_px is not None:
            check_whole("scene_height_px", self.scene_height_px, 1, MAX_SIDE_PX)
        check_number("horizon", self.horizon, -1.0, 1.0)
        check_flag("wrap", self.wrap)
        if self.enlargement is not None:
            check_number("enlargement", self.enlargement, 1.0, MAX_ENLARGEMENT)
        check_items("regions", self.regions, StyleRegion, "a StyleRegion")
        check_items("rerolls", self.rerolls, Reroll, "a Reroll")
        check_items("moods", self.moods, Mood, "a Mood")
        check_items("photos", self.photos, PhotoPlacement, "a PhotoPlacement")
        check_text("model", self.model)

    @property
    def match(self) -> str | None:
        """Return the id of the match that holds: that of all photos, or None."""
        ids = {photo.match for photo in self.photos}
        return ids.pop() if len(ids) == 1 else None

    def with_dice(
        self,
        layout_seed: int | None = None,
        style: Style | None = None,
        texture_seed: int | None = None,
    ) -> "Scene":
        """Return the scene with what the dice gave; None keeps what is there."""
        return replace(
            self,
            layout_seed=self.layout_seed if layout_seed is None else layout_seed,
            style=self.style if style is None else style,
            texture_seed=self.texture_seed if texture_seed is None else texture_seed,
        )

    def with_canvas(self, size: Size, anchoring: Anchoring) -> "Scene":
        """Return the scene on another canvas.

        "relative": all that lies on the canvas, and a scene height, scale with it. "pixels": stay.
        """
        if anchoring not in ("relative", "pixels"):
            raise ValueError(f"anchoring must be 'relative' or 'pixels', not {anchoring!r}")
        if anchoring == "pixels":
            return replace(self, canvas=size)
        factors = size.height / self.canvas.height, size.width / self.canvas.width
        return replace(
            self,
            canvas=size,
            scene_height_px=_scaled_height(self.scene_height_px, factors[0]),
            regions=tuple(region.scaled(*factors) for region in self.regions),
            rerolls=tuple(reroll.scaled(*factors) for reroll in self.rerolls),
            moods=tuple(mood.scaled(*factors) for mood in self.moods),
            photos=tuple(photo.scaled(*factors) for photo in self.photos),
        )

    def with_region_added(self, region: StyleRegion) -> "Scene":
        """Return the scene with one more region, above all others."""
        return replace(self, regions=(*self.regions, region))

    def with_region(self, index: int, region: StyleRegion) -> "Scene":
        """Return the scene with another region in the place `index`."""
        self._check_index("index", index)
        regions = (*self.regions[:index], region, *self.regions[index + 1 :])
        return replace(self, regions=regions)

    def without_region(self, index: int) -> "Scene":
        """Return the scene without the region at `index`."""
        self._check_index("index", index)
        return replace(self, regions=self.regions[:index] + self.regions[index + 1 :])

    def with_region_moved(self, index: int, to: int) -> "Scene":
        """Return the scene with the region at `index` painted as number `to` instead."""
        self._check_index("index", index)
        self._check_index("to", to)
        regions = list(self.regions)
        regions.insert(to, regions.pop(index))
        return replace(self, regions=tuple(regions))

    def _check_index(self, name: str, index: int) -> None:
        if not 0 <= index < len(self.regions):
            raise ValueError(f"{name} must be one of {len(self.regions)} regions, not {index}")


def _check_source(field: str, source: object) -> None:
    check_type(field, source, Rect, "a Rect")
    assert isinstance(source, Rect)
    for edge in (source.rows.start, source.rows.stop, source.columns.start, source.columns.stop):
        check_whole(field, edge, -int(MAX_LENGTH_PX), int(MAX_LENGTH_PX))
    if source.is_empty:
        raise FieldError(field, "must hold at least one pixel")


def _scaled_span(span: Span, factor: float) -> Span:
    start = round(span.start * factor)
    return Span(start, max(round(span.stop * factor), start + 1))


def _scaled_height(height_px: int | None, factor: float) -> int | None:
    return None if height_px is None else min(max(round(height_px * factor), 1), MAX_SIDE_PX)
