"""One scene while it is rendered: what its next tiles can use again."""

import math
from collections.abc import Callable, Mapping, Sequence
from weakref import WeakMethod

import numpy as np
import torch
from numpy.typing import NDArray

from infinitygan.geometry import Rect
from infinitygan.inference.compositing import Compositor
from infinitygan.inference.device import is_out_of_memory
from infinitygan.inference.enlargement import Enlargement
from infinitygan.inference.latents import SceneLatents
from infinitygan.inference.model_tiles import ModelTiles, StructureCache
from infinitygan.inference.painters import Painter
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_detail import PhotoDetail
from infinitygan.inference.resample import to_uint8
from infinitygan.inference.scene_photos import ScenePhotos
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.inference.workload import Workload
from infinitygan.scene import Scene

KEPT_BYTES = 16 * 2**20


class Session:
    """Renders one scene, with less at once where memory is short; the pixels stay the same."""

    def __init__(
        self,
        scene: Scene,
        plan: ScenePlan,
        photos: Mapping[str, Photo],
        workload: Workload,
        painter: Callable[[], Painter],
    ) -> None:
        """Prepare; `painter` gives what paints the scene on the device of the workload."""
        self.scene = scene
        self._plan = plan
        self._workload = workload
        self._painter = painter
        self._begin()
        doublings = self._enlargement.detail_level - plan.config.levels
        self._photos = ScenePhotos(plan, photos, self._weak_generate(), doublings)

    def _begin(self) -> None:
        """Paint from scratch, on the device that is at work now."""
        self._paints = self._painter()
        generator, match = self._paints.generator, self._paints.match
        self._latents = SceneLatents(self.scene, self._plan, generator, match)
        self._structure = StructureCache(self._latents)
        self._enlargement = Enlargement(
            self._plan,
            self._paints.super_resolution,
            self.scene.texture_seed,
            self._workload.device,
        )
        self._tiles: dict[int, ModelTiles] = {}

    def _weak_generate(self) -> Callable[[Rect, int | None], NDArray[np.uint8]]:
        """Return what renders without photos; it does not hold the session and all its tiles.

        In a cycle they would stay until Python's collector comes.
        """
        weak = WeakMethod(self._render)

        def generate(rect: Rect, level: int | None) -> NDArray[np.uint8]:
            render = weak()
            assert render is not None
            return render([rect], level)

        return generate

    def compositor(self, scene: Scene, level: int | None) -> Compositor:
        """Return what lays the photos of a scene of the same generated part over its tiles."""
        return self._photos.compositor(scene, level)

    def tile(self, pending: Sequence[Rect], level: int | None) -> NDArray[np.uint8]:
        """Render the first of the pending tiles, without photos; under photos it is kept."""
        if not self.scene.photos:
            return self._render(pending, level)
        generated = self._photos.generated
        return generated.tile(pending[0], level, lambda: self._render(pending, level))

    def _render(self, pending: Sequence[Rect], level: int | None) -> NDArray[np.uint8]:
        """Render the first of the pending rectangles without photos, and prepare the others."""
        self._prepare(pending, level)
        return self._pixels(pending[0], level)

    def _prepare(self, pending: Sequence[Rect], level: int | None) -> None:
        """Render the model tiles that the first rectangle lacks, and more to fill a batch."""
        while True:
            try:
                tiles = self._model_tiles(level)
                wanted = self._missing(tiles, pending, level)
                for start in range(0, len(wanted), self._workload.batch):
                    with torch.inference_mode(), self._workload.device.autocast():
                        tiles.prepare(wanted[start : start + self._workload.batch])
            except RuntimeError as error:
                if not is_out_of_memory(error):
                    raise
                self._lighten(self._plan.model_level(level))
            else:
                return

    def _missing(self, tiles: ModelTiles, pending: Sequence[Rect], level: int | None) -> list[Rect]:
        missing: dict[Rect, None] = {}
        for index, rect in enumerate(pending):
            if index > 0 and (not missing or len(missing) >= self._workload.batch):
                break
            needed = tiles.rects(self._needed(rect, level))
            missing.update(dict.fromkeys(tile for tile in needed if not tiles.is_kept(tile)))
        return list(missing)

    def _lighten(self, level: int) -> None:
        """Go on with less at once, maybe on the CPU."""
        device, cells = self._workload.device, self._tile_cells(level)
        self._workload.lighten(cells)
        if self._workload.device is not device:
            self._begin()
        elif self._tile_cells(level) != cells:
            self._tiles.clear()

    def _tile_cells(self, level: int) -> int:
        return self._workload.cells_of_tile(self._plan, self.scene.canvas, level)

    def _model_tiles(self, level: int | None) -> ModelTiles:
        level = self._plan.model_level(level)
        if level not in self._tiles:
            tile_px = self._tile_cells(level) << level
            across = math.ceil(self.scene.canvas.width / self._plan.scale_x / tile_px) + 1
            kept = max(2 * across + 2, KEPT_BYTES // (12 * tile_px**2))
            self._tiles[level] = ModelTiles(
                self._paints.generator,
                self._latents,
                self._structure,
                level,
                tile_px,
                kept,
                self._paints.colours,
            )
        return self._tiles[level]

    def _needed(self, rect: Rect, level: int | None) -> Rect:
        """Return the px of the level that the model paints that a rectangle depends on."""
        if self._is_painted(level):
            return rect
        if self._detail(level) is None:
            return self._enlargement.needed(rect, level)
        wanted = self._enlargement.needed_for_detail(rect)
        return self._enlargement.needed(wanted, self._enlargement.detail_level)

    def _pixels(self, rect: Rect, level: int | None) -> NDArray[np.uint8]:
        needed = self._needed(rect, level)
        with torch.inference_mode(), self._workload.device.autocast():  # tiles may be dropped again
            picture = self._model_tiles(level).window(needed)
        if self._is_painted(level):
            return to_uint8(picture)
        enlargement, detail = self._enlargement, self._detail(level)
        if detail is None:
            return to_uint8(enlargement.enlarged(picture, needed, rect, level))
        wanted = enlargement.needed_for_detail(rect)
        soft = enlargement.enlarged(picture, needed, wanted, enlargement.detail_level)
        return to_uint8(detail.repainted(soft, wanted, rect))

    def _detail(self, level: int | None) -> PhotoDetail | None:
        """Return the photos' detail, which the finished canvas alone shows."""
        return self._photos.detail(self.scene) if level is None else None

    def _is_painted(self, level: int | None) -> bool:
        """Tell whether the model paints a level; it is enlarged for others, and the canvas."""
        return level is not None and level <= self._plan.config.levels
