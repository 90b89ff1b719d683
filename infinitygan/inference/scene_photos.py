"""The photos of a scene while it is rendered: what to keep of them from tile to tile."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from infinitygan.geometry import Rect
from infinitygan.inference.colour_field import RIM_PX, ColourField, Sides
from infinitygan.inference.compositing import Compositor, ResampledPhotos
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_detail import DetailSheet, PhotoDetail
from infinitygan.inference.photo_pixels import photo_area
from infinitygan.inference.photo_placement import photo_rect
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.scene import PhotoPlacement, Scene

RenderGenerated = Callable[[Rect, int], NDArray[np.uint8]]


def generated_part(scene: Scene) -> Scene:
    """Return the scene without what changes only how photos are laid over it."""
    photos = tuple(replace(photo, feather_px=0.0, colour_match=1.0) for photo in scene.photos)
    return replace(scene, photos=photos)


class ScenePhotos:
    """Composites the photos of one scene; feather and colour match may change at any time."""

    def __init__(
        self,
        plan: ScenePlan,
        photos: Mapping[str, Photo],
        render: RenderGenerated,
    ) -> None:
        """Prepare; `render` gives the generated pixels of a window of a level."""
        self._plan = plan
        self._photos = photos
        self._render = render
        self._resampled = ResampledPhotos()
        self._colours: dict[tuple[str, Rect], ColourField | None] = {}
        self._detail: PhotoDetail | None = None
        self._detail_is_known = False

    def compositor(self, scene: Scene, level: int | None) -> Compositor:
        """Return what lays the photos over tiles of a level."""
        colours = [self._colours_of(scene, placement) for placement in scene.photos]
        pixels = self._plan.placement(level)
        return Compositor(scene, self._photos, pixels, colours, self._resampled)

    def detail(self, scene: Scene) -> PhotoDetail | None:
        """Return the photos' detail for what is painted around them; None if there is none."""
        if not self._detail_is_known:
            self._detail_is_known = True
            sheets = [sheet for photo in scene.photos if (sheet := self._sheet(scene, photo))]
            if sheets:
                self._detail = PhotoDetail(self._plan, sheets, scene.texture_seed)
        return self._detail

    def _sheet(self, scene: Scene, placement: PhotoPlacement) -> DetailSheet | None:
        photo = self._photos.get(placement.photo)
        area = photo_area(placement, self._plan.placement(None))
        window = area.inner_rect().intersection(scene.canvas.rect)
        if photo is None or placement.match is None or window.is_empty:
            return None
        pixels = torch.tensor(self._resampled.pixels(photo, area, window))
        return DetailSheet.of(self._plan, window, pixels.permute(2, 0, 1).float() / 127.5 - 1)

    def _colours_of(self, scene: Scene, placement: PhotoPlacement) -> ColourField | None:
        key = placement.photo, photo_rect(placement)
        if placement.colour_match == 0:
            return None
        if key not in self._colours:
            self._colours[key] = self._measured(scene, placement)
        return self._colours[key]

    def _measured(self, scene: Scene, placement: PhotoPlacement) -> ColourField | None:
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
        around = self._render(window.grown(RIM_PX), level).astype(np.float32)
        visible_px = rect.intersection(scene.canvas.rect)
        return ColourField.measure(visible_px, sides, wanted, around)
