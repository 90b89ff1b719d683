"""The photos of a scene while it is rendered: what to keep of them from tile to tile."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from infinitygan.geometry import Rect, Span
from infinitygan.inference.colour_field import RIM_PX, ColourField, Floats, Sides
from infinitygan.inference.compositing import Compositor, ResampledPhotos
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_detail import DetailSheet, PhotoDetail
from infinitygan.inference.photo_pixels import photo_area
from infinitygan.inference.photo_placement import photo_rect
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.scene import PhotoPlacement, Scene

KEPT_BYTES = 32 * 2**20  # of generated tiles: as much as a 4K screen shows

Pixels = NDArray[np.uint8]
RenderGenerated = Callable[[Rect, int | None], Pixels]


def generated_part(scene: Scene) -> Scene:
    """Return the scene without what changes only how photos are laid over it."""
    photos = tuple(replace(photo, feather_px=0.0, colour_match=1.0) for photo in scene.photos)
    return replace(scene, photos=photos)


class GeneratedTiles:
    """Keeps the latest tiles as they were before photos came over them."""

    def __init__(self, limit_bytes: int = KEPT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._used_bytes = 0
        self._tiles: OrderedDict[tuple[Rect, int | None], Pixels] = OrderedDict()

    def tile(self, rect: Rect, level: int | None, render: Callable[[], Pixels]) -> Pixels:
        """Return a tile; `render` makes it if it is not kept."""
        key = rect, level
        if key not in self._tiles:
            self._tiles[key] = render()
            self._used_bytes += self._tiles[key].nbytes
        self._tiles.move_to_end(key)
        pixels = self._tiles[key]
        while self._used_bytes > self._limit_bytes:
            self._used_bytes -= self._tiles.popitem(last=False)[1].nbytes
        return pixels


class ScenePhotos:
    """Composites the photos of one scene; feather and colour match may change at any time."""

    def __init__(
        self,
        plan: ScenePlan,
        photos: Mapping[str, Photo],
        render: RenderGenerated,
        detail_doublings: int = 0,
    ) -> None:
        """Prepare.

        Args:
            plan: of the scene.
            photos: by SHA-256.
            render: gives the generated pixels of a window of a level; None: the canvas.
            detail_doublings: of the model's plane until the photos' detail is laid over it.
        """
        self._plan = plan
        self._detail_plane = plan.plane(detail_doublings)
        self._photos = photos
        self._render = render
        self.generated = GeneratedTiles()
        self._resampled = ResampledPhotos()
        self._colours: dict[tuple[str, Rect, bool], ColourField | None] = {}
        self._detail: PhotoDetail | None = None
        self._detail_is_known = False

    def compositor(self, scene: Scene, level: int | None) -> Compositor:
        """Return what lays the photos over tiles of a level."""
        is_detailed = level is None and self.detail(scene) is not None
        colours = [self._colours_of(scene, photo, is_detailed) for photo in scene.photos]
        pixels = self._plan.placement(level)
        return Compositor(scene, self._photos, pixels, colours, self._resampled)

    def detail(self, scene: Scene) -> PhotoDetail | None:
        """Return the photos' detail for what is painted around them; None if there is none."""
        if not self._detail_is_known:
            self._detail_is_known = True
            sheets = [sheet for photo in scene.photos if (sheet := self._sheet(scene, photo))]
            if sheets:
                self._detail = PhotoDetail(self._detail_plane, sheets, scene.texture_seed)
        return self._detail

    def _sheet(self, scene: Scene, placement: PhotoPlacement) -> DetailSheet | None:
        photo = self._photos.get(placement.photo)
        area = photo_area(placement, self._plan.placement(None))
        window = area.inner_rect().intersection(scene.canvas.rect)
        if photo is None or placement.match is None or window.is_empty:
            return None
        pixels = torch.tensor(self._resampled.pixels(photo, area, window))
        rgb = pixels.permute(2, 0, 1).float() / 127.5 - 1
        return DetailSheet.of(self._detail_plane, window, rgb)

    def _colours_of(
        self, scene: Scene, placement: PhotoPlacement, is_detailed: bool
    ) -> ColourField | None:
        key = placement.photo, photo_rect(placement), is_detailed
        if placement.colour_match == 0:
            return None
        if key not in self._colours:
            self._colours[key] = self.measured(scene, placement, is_detailed)
        return self._colours[key]

    def measured(
        self, scene: Scene, placement: PhotoPlacement, is_detailed: bool = False
    ) -> ColourField | None:
        """Measure how the light around a photo differs from its own; with its detail, or without.

        Detail brings colours of its own.
        """
        photo = self._photos.get(placement.photo)
        rect = photo_rect(placement)
        sides = Sides.open_ones(rect, scene.canvas.rect)
        level = self._plan.config.levels  # previews may be a shade off
        pixels = self._plan.placement(level)
        area = photo_area(placement, pixels)
        visible = pixels.level_rect(scene.canvas.rect)
        window = area.inner_rect().intersection(visible)
        if photo is None or window.is_empty:
            return None
        wanted = self._resampled.pixels(photo, area, window).astype(np.float32)
        around = self._around(window, sides, None if is_detailed else level)
        visible_px = rect.intersection(scene.canvas.rect)
        return ColourField.measure(visible_px, sides, wanted, around)

    def _around(self, window: Rect, sides: Sides, level: int | None) -> Floats:
        """Render the rim beyond the open sides of a window of model px, from them or the canvas.

        Returns: [H + 2 RIM_PX, W + 2 RIM_PX, 3].
        """
        rows, columns, whole = window.rows, window.columns, window.grown(RIM_PX)
        around = np.zeros((whole.height, whole.width, 3), np.float32)
        for is_open, strip in (
            (sides.top, Rect(Span(whole.rows.start, rows.start), columns)),
            (sides.bottom, Rect(Span(rows.stop, whole.rows.stop), columns)),
            (sides.left, Rect(rows, Span(whole.columns.start, columns.start))),
            (sides.right, Rect(rows, Span(columns.stop, whole.columns.stop))),
        ):
            if is_open:
                rgb = self._shrunk(strip) if level is None else self._render(strip, level)
                around[strip.slices_of(whole)] = rgb
        return around

    def _shrunk(self, strip: Rect) -> Floats:
        """Render the canvas under a strip of model px, and shrink it to them; [H, W, 3]."""
        canvas = Rect(
            _scaled(strip.rows, self._plan.scale_y), _scaled(strip.columns, self._plan.scale_x)
        )
        rgb = torch.tensor(self._render(canvas, None)).permute(2, 0, 1)[None].float()
        shrunk = F.interpolate(rgb, (strip.height, strip.width), mode="area")
        return shrunk[0].permute(1, 2, 0).numpy()


def _scaled(span: Span, scale: float) -> Span:
    return Span(round(span.start * scale), round(span.stop * scale))
