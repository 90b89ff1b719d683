"""Put photos over generated tiles: exact inside, feathered at the border, one light around."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from infinitygan.geometry import Rect, Span
from infinitygan.inference.colour_field import GRID_PX, ColourField, Floats, Sides, smoothstep
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_pixels import Area, photo_area, resampled
from infinitygan.inference.photo_placement import photo_rect
from infinitygan.inference.scene_plan import Placement
from infinitygan.inference.tile import Tile
from infinitygan.scene import PhotoPlacement, Scene


class ResampledPhotos:
    """Keeps photos as they were resampled, for as long as they stay where they are."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Area, Rect], NDArray[np.uint8]] = {}

    def pixels(self, photo: Photo, area: Area, window: Rect) -> NDArray[np.uint8]:
        """Return `resampled(photo, area, window)`."""
        key = photo.digest, area, window
        if key not in self._kept:
            self._kept[key] = resampled(photo, area, window)
        return self._kept[key]


@dataclass(frozen=True, eq=False)
class _Layer:
    """One photo on the pixels of a level."""

    placement: PhotoPlacement
    photo: Photo
    area: Area
    window: Rect  # its visible whole pixels
    sides: Sides
    colours: ColourField | None

    def weight(self, part: Rect, scale: float) -> Floats:
        """Return how much the photo counts in a part of the window, [H, W, 1]; 1 off the band."""
        feather = self.placement.feather_px / scale
        rows = _depth(part.rows, self.window.rows, self.sides.top, self.sides.bottom)
        columns = _depth(part.columns, self.window.columns, self.sides.left, self.sides.right)
        depth = np.minimum(rows[:, None], columns[None])
        if feather == 0:
            return np.ones((*depth.shape, 1), np.float32)
        return smoothstep(depth / feather).astype(np.float32)[..., None]


class Compositor:
    """Puts the photos of a scene over the tiles of one level, in constant memory a tile.

    It holds each photo at the level's size. Outside the feather band its pixels are exactly those
    of `resampled`.
    """

    def __init__(
        self,
        scene: Scene,
        photos: Mapping[str, Photo],
        pixels: Placement,
        colours: Sequence[ColourField | None],
        kept: ResampledPhotos | None = None,
    ) -> None:
        """Prepare.

        Args:
            scene: with the placements.
            photos: by SHA-256; a photo that is not there is left out.
            pixels: where the level's pixels lie on the canvas.
            colours: for each placement how to match the colours around it; None = not at all.
            kept: resampled photos from before; None = there are none.
        """
        self._pixels = pixels
        self._resampled = kept or ResampledPhotos()
        visible = pixels.level_rect(scene.canvas.rect)
        self._layers: list[_Layer] = []
        for placement, field_ in zip(scene.photos, colours, strict=True):
            area = photo_area(placement, pixels)
            window = area.inner_rect().intersection(visible)
            if placement.photo in photos and not window.is_empty:
                sides = Sides.open_ones(photo_rect(placement), scene.canvas.rect)
                photo = photos[placement.photo]
                self._layers.append(_Layer(placement, photo, area, window, sides, field_))

    def apply(self, tile: Tile) -> Tile:
        """Return the tile with all photos and their light on it."""
        if not self._layers:
            return tile
        rgb = tile.rgb.astype(np.float32)
        for layer in self._layers:
            if layer.colours is not None and layer.placement.colour_match > 0:
                rgb += self._light(layer.colours, tile.rect) * layer.placement.colour_match
        np.clip(rgb, 0, 255, out=rgb)
        for layer in self._layers:
            self._lay(layer, tile.rect, rgb)
        rounded = np.floor(rgb + 0.5).astype(np.uint8)
        return Tile(tile.rect, rounded)

    def _lay(self, layer: _Layer, rect: Rect, rgb: Floats) -> None:
        part = rect.intersection(layer.window)
        if part.is_empty:
            return
        weight = layer.weight(part, self._pixels.scale_y)
        here = part.slices_of(rect)
        pixels = self._resampled.pixels(layer.photo, layer.area, layer.window)
        rgb[here] = pixels[part.slices_of(layer.window)] * weight + rgb[here] * (1 - weight)

    def _light(self, colours: ColourField, rect: Rect) -> Floats:
        """Interpolate the field from its values at absolute multiples of `GRID_PX`."""
        rows, down = _grid(rect.rows)
        columns, across = _grid(rect.columns)
        coarse = colours.at(
            self._pixels.top + rows * self._pixels.scale_y,
            self._pixels.left + columns * self._pixels.scale_x,
        )
        return np.einsum("yi,ijc,xj->yxc", down, coarse, across, optimize=True)


def _grid(span: Span) -> tuple[NDArray[np.float64], Floats]:
    """Return the grid positions around a span, and [length, positions] linear weights on them."""
    first = span.start // GRID_PX
    positions = np.arange(first, (span.stop - 1) // GRID_PX + 2) * GRID_PX
    centres = np.arange(span.start, span.stop) + 0.5
    weights = np.maximum(1 - np.abs(centres[:, None] - positions) / GRID_PX, 0.0)
    return positions.astype(np.float64), weights.astype(np.float32)


def _depth(part: Span, whole: Span, from_start: bool, from_stop: bool) -> NDArray[np.float64]:
    """Return how deep pixels lie inside a photo, in pixels, from its open ends."""
    centres = np.arange(part.start, part.stop) + 0.5
    depth = np.full(part.length, np.inf)
    if from_start:
        depth = np.minimum(depth, centres - whole.start)
    if from_stop:
        depth = np.minimum(depth, whole.stop - centres)
    return depth
