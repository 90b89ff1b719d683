"""From a scene to tiles: Renderer."""

import logging
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from infinitygan.assets import assets_folder
from infinitygan.checkpoint import ModelInfo, load_model
from infinitygan.geometry import Reach, Rect, Size
from infinitygan.inference.device import Device, find_device, is_out_of_memory, working_device
from infinitygan.inference.inversion import MatchProgress, MatchSettings, match_steps
from infinitygan.inference.latents import SceneLatents
from infinitygan.inference.level_colours import LevelColours
from infinitygan.inference.match import Match, fitted_part, tuned
from infinitygan.inference.model_tiles import ModelTiles, StructureCache
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_detail import MARGIN_MODEL_PX
from infinitygan.inference.reach import reach_px
from infinitygan.inference.resample import enlarge, input_rect, to_uint8
from infinitygan.inference.scene_photos import ScenePhotos, generated_part
from infinitygan.inference.scene_plan import Placement, ScenePlan
from infinitygan.inference.sinks import ArraySink
from infinitygan.inference.style_field import first_styled_map
from infinitygan.inference.style_fit import StyleFitProgress, StyleFitSettings, style_steps
from infinitygan.inference.tile import Tile, always
from infinitygan.inference.workload import TILE_PX, Notify, Workload
from infinitygan.networks.generator import Generator
from infinitygan.scene import Scene

logger = logging.getLogger(__name__)

DEFAULT_MODEL = "everscape"
KEPT_BYTES = 16 * 2**20
TEST_SCENE = Scene(canvas=Size(64, 64))


@dataclass
class _Session:
    """What is worth keeping between requests for one scene."""

    scene: Scene
    plan: ScenePlan
    generator: Generator
    latents: SceneLatents
    structure: StructureCache
    tiles: dict[int, ModelTiles]
    photos: ScenePhotos


class Renderer:
    """Renders scenes with one model on one device; keeps what the next tiles can use again."""

    def __init__(
        self,
        generator: Generator,
        info: ModelInfo,
        device: Device,
        *,
        tile_cells: int | None = None,
        batch: int | None = None,
        notify: Notify = logger.warning,
    ) -> None:
        """Prepare.

        Args:
            generator: moved to the device.
            info: of the model.
            device: where to compute.
            tile_cells: side of the tiles that the model renders at once; None chooses.
            batch: tiles at once; None = as many as suit the device.
            notify: hears in one sentence when the device falls short and what is done about it.

        Raises: ValueError: if `tile_cells` is below 1.
        """
        self._workload = Workload(device, tile_cells, batch, notify)
        self._generator = generator.eval().requires_grad_(False)
        self._notify = notify
        self.info = info
        self._photos: Mapping[str, Photo] = {}
        self._matches: Mapping[str, Match] = {}
        self._tuned: tuple[Match, Generator] | None = None
        self._colours = LevelColours()
        self._session: _Session | None = None
        self._use(working_device(device, self._test_picture, notify))

    @classmethod
    def open(
        cls,
        model_folder: Path | None = None,
        device: str = "auto",
        *,
        tile_cells: int | None = None,
        notify: Notify = logger.warning,
    ) -> "Renderer":
        """Load a model; None is the bundled one.

        Raises: CheckpointError: if the model cannot be loaded. DeviceError: if there is no such
            device.
        """
        found = find_device(device)
        generator, info = load_model(model_folder or default_model_folder())
        return cls(generator, info, found, tile_cells=tile_cells, notify=notify)

    @property
    def levels(self) -> int:
        """Return the number of levels; previews have 1 up to this."""
        return self._generator.config.levels

    @property
    def model_id(self) -> str:
        """Return the model's name, as recipes record it."""
        return self.info.name

    @property
    def licence(self) -> str:
        """Return the licence of the weights; empty: it is not told."""
        return self.info.licence

    @property
    def device_name(self) -> str:
        """Return the device as people know it."""
        return self._workload.device.title

    def provide(self, photos: Mapping[str, Photo], matches: Mapping[str, Match]) -> None:
        """Take what scenes only name: photos by SHA-256, matches by id; missing ones do not show.

        Must not change once given away.
        """
        self._photos = photos
        self._matches = matches
        self._colours = LevelColours()
        self._session = None

    def match_steps(self, scene: Scene, settings: MatchSettings) -> Iterator[MatchProgress]:
        """Match the photos of a scene, step by step; see `inversion.match_steps`."""
        self._session = None  # frees memory
        yield from match_steps(scene, self._photos, self._generator, settings)

    def style_steps(self, photo: Photo, settings: StyleFitSettings) -> Iterator[StyleFitProgress]:
        """Fit a style to a photo, step by step; see `style_fit.style_steps`."""
        self._session = None  # frees memory
        yield from style_steps(photo, self._generator, settings)

    @property
    def style_dims(self) -> int:
        """Return how many numbers a style has in this model."""
        return self._generator.config.style_dims

    def reach(self, scene: Scene) -> Reach:
        """Return how far beyond the shape of an edit its pixels may change, in canvas px."""
        is_matched = scene.match is not None
        first = first_styled_map(scene, is_matched=is_matched)
        sight_px = MARGIN_MODEL_PX if is_matched else 0
        generator = self._fitted_part if is_matched else self._generator
        return reach_px(self.plan(scene), generator, first, sight_px)

    def plan(self, scene: Scene) -> ScenePlan:
        """Return how the scene meets the model: only a part of it, once photos are matched."""
        generator = self._generator if scene.match is None else self._fitted_part
        return ScenePlan.of(scene, generator.config)

    def placement(self, scene: Scene, level: int | None) -> Placement:
        """Return where the pixels of a level lie on the canvas; None is the canvas itself."""
        return self.plan(scene).placement(self._painted_level(scene, level))

    def level_rect(self, scene: Scene, level: int | None, canvas: Rect) -> Rect:
        """Return the pixels of a level that show a part of the canvas."""
        visible = canvas.intersection(scene.canvas.rect)
        return self.placement(scene, level).level_rect(visible)

    def tile_rects(self, scene: Scene, rect: Rect, level: int | None = None) -> list[Rect]:
        """Return the tiles of a part of a level, in raster order, on an absolute grid."""
        side = self._grid_px(scene, self._painted_level(scene, level))
        return list(rect.tiles(side, side))

    def tiles(
        self,
        scene: Scene,
        rect: Rect | None = None,
        level: int | None = None,
        is_wanted: Callable[[], bool] = always,
    ) -> Iterator[Tile]:
        """Render a part of the scene tile by tile, in raster order.

        Args:
            scene: what to render.
            rect: in px of the level, of the canvas for None; None is all of it.
            level: stop after this level, for a preview; None is the finished canvas.
            is_wanted: asked between tiles; when it says no, the iterator ends.
        """
        if rect is None:
            rect = self.level_rect(scene, level, scene.canvas.rect)
        yield from self.render_tiles(scene, self.tile_rects(scene, rect, level), level, is_wanted)

    def render_tiles(
        self,
        scene: Scene,
        rects: Sequence[Rect],
        level: int | None = None,
        is_wanted: Callable[[], bool] = always,
    ) -> Iterator[Tile]:
        """Render rectangles of a level in the given order; see `tiles`."""
        level = self._painted_level(scene, level)
        session = self._session_of(scene)
        compositor = session.photos.compositor(scene, level)
        for index, rect in enumerate(rects):
            if not is_wanted():
                return
            pending = rects[index : index + 1 + self._workload.batch]
            yield compositor.apply(Tile(rect, self._generated_tile(session, pending, level)))

    def render(
        self, scene: Scene, rect: Rect | None = None, level: int | None = None
    ) -> NDArray[np.uint8]:
        """Render a part of the scene into one array [H, W, 3]."""
        if rect is None:
            rect = self.level_rect(scene, level, scene.canvas.rect)
        sink = ArraySink(rect)
        for tile in self.tiles(scene, rect, level):
            sink.write(tile)
        sink.close()
        return sink.rgb

    @contextmanager
    def aside(self, scene: Scene) -> Iterator[None]:
        """Render another scene in between; what is kept for the one at hand waits for its return.

        Only one scene is kept otherwise.
        """
        held, device = self._session, self._workload.device
        if held is None or held.scene == generated_part(scene):
            yield
            return
        self._session = None
        try:
            yield
        finally:
            self._session = held if self._workload.device is device else None

    def release(self) -> None:
        """Forget what was kept for the next tiles."""
        self._session = None

    def _painted_level(self, scene: Scene, level: int | None) -> int | None:
        """Return the level that is painted for one: a matched scene has fewer."""
        if level is None:
            return None
        if not 1 <= level <= self.levels:
            raise ValueError(f"this model has the levels 1 to {self.levels}, not {level}")
        return min(level, self.plan(scene).config.levels)

    def _use(self, device: Device) -> None:
        self._workload.use(device)
        self._move()

    def _move(self) -> None:
        """Bring the networks to the device at work; nothing kept of another one counts there."""
        device = self._workload.device
        device.take(self._generator)
        self._fitted_part = fitted_part(self._generator)
        device.take(self._fitted_part)
        self._session = None
        self._tuned = None
        self._colours = LevelColours()

    def _test_picture(self, device: Device) -> NDArray[np.uint8]:
        self._use(device)
        picture = self.render(TEST_SCENE)
        if self._workload.device != device:
            raise RuntimeError("it has too little free memory")
        return picture

    def _tile_cells(self, scene: Scene, plan: ScenePlan, level: int) -> int:
        """Return the side of what the model renders at once."""
        shown = plan.placement(level).level_rect(scene.canvas.rect)
        return self._workload.cells_of_tile(shown, level)

    def _grid_px(self, scene: Scene, level: int | None) -> int:
        """Return the side of the tiles that callers get."""
        plan = self.plan(scene)
        if level is None and not plan.scale_y == plan.scale_x == 1:
            return TILE_PX
        level = plan.model_level(level)
        return self._tile_cells(scene, plan, level) << level

    def _session_of(self, scene: Scene) -> _Session:
        scene = generated_part(scene)
        if self._session is None or self._session.scene != scene:
            plan = self.plan(scene)
            generator, match = self._painter_of(scene)
            latents = SceneLatents(scene, plan, generator, match)
            photos = ScenePhotos(plan, self._photos, self._generated)
            self._session = _Session(
                scene, plan, generator, latents, StructureCache(latents), {}, photos
            )
        return self._session

    def _painter_of(self, scene: Scene) -> tuple[Generator, Match | None]:
        """Return the generator for a scene, and its match; one of another model does not count."""
        if scene.match is None:
            return self._generator, None
        match = self._matches.get(scene.match)
        if match is None:
            return self._fitted_part, None
        if self._tuned is None or self._tuned[0] is not match:
            try:
                self._tuned = match, tuned(self._fitted_part, match)
            except ValueError as error:
                self._notify(str(error))
                return self._fitted_part, None
        return self._tuned[1], match

    def _generated_tile(
        self, session: _Session, pending: Sequence[Rect], level: int | None
    ) -> NDArray[np.uint8]:
        """Render the first of the pending tiles, without photos; under photos it is kept."""

        def render() -> NDArray[np.uint8]:
            self._prepare(session, pending, level)
            return self._pixels(session, pending[0], level)

        has_photos = bool(session.scene.photos)
        return session.photos.generated.tile(pending[0], level, render) if has_photos else render()

    def _generated(self, rect: Rect, level: int | None) -> NDArray[np.uint8]:
        """Render a window of a level of the present scene without its photos."""
        session = self._session
        assert session is not None
        self._prepare(session, [rect], level)
        return self._pixels(session, rect, level)

    def _model_tiles(self, session: _Session, level: int | None) -> ModelTiles:
        level = session.plan.model_level(level)
        if level not in session.tiles:
            tile_px = self._tile_cells(session.scene, session.plan, level) << level
            across = math.ceil(session.scene.canvas.width / session.plan.scale_x / tile_px) + 1
            kept = max(2 * across + 2, KEPT_BYTES // (12 * tile_px**2))
            session.tiles[level] = ModelTiles(
                session.generator,
                session.latents,
                session.structure,
                level,
                tile_px,
                kept,
                self._colours,
            )
        return session.tiles[level]

    def _needed(self, session: _Session, rect: Rect, level: int | None) -> Rect:
        """Return the px of the model's plane that a rectangle of a level depends on."""
        if level is not None:
            return rect
        needed = input_rect(rect, session.plan.scale_y, session.plan.scale_x)
        has_detail = session.photos.detail(session.scene) is not None
        return needed.grown(MARGIN_MODEL_PX) if has_detail else needed

    def _pixels(self, session: _Session, rect: Rect, level: int | None) -> NDArray[np.uint8]:
        needed = self._needed(session, rect, level)
        with (
            torch.inference_mode(),
            self._workload.device.autocast(),
        ):  # a tile may have had to make room
            picture = self._model_tiles(session, level).window(needed)
        if level is not None:
            return to_uint8(picture)
        detail = session.photos.detail(session.scene)
        if detail is not None:
            return to_uint8(detail.repainted(picture, needed, rect))
        plan = session.plan
        return to_uint8(enlarge(picture, needed, rect, plan.scale_y, plan.scale_x))

    def _prepare(self, session: _Session, pending: Sequence[Rect], level: int | None) -> None:
        """Render the model tiles that the first rectangle lacks, and more to fill a batch."""
        while True:
            try:
                tiles = self._model_tiles(session, level)
                wanted = self._missing(session, tiles, pending, level)
                for start in range(0, len(wanted), self._workload.batch):
                    with torch.inference_mode(), self._workload.device.autocast():
                        tiles.prepare(wanted[start : start + self._workload.batch])
            except RuntimeError as error:
                if not is_out_of_memory(error):
                    raise
                self._lighten(session, session.plan.model_level(level))
            else:
                return

    def _missing(
        self, session: _Session, tiles: ModelTiles, pending: Sequence[Rect], level: int | None
    ) -> list[Rect]:
        missing: dict[Rect, None] = {}
        for index, rect in enumerate(pending):
            if index > 0 and (not missing or len(missing) >= self._workload.batch):
                break
            needed = tiles.rects(self._needed(session, rect, level))
            missing.update(dict.fromkeys(tile for tile in needed if not tiles.is_kept(tile)))
        return list(missing)

    def _lighten(self, session: _Session, level: int) -> None:
        """Go on with less at once, maybe on the CPU; the pixels stay the same."""
        device = self._workload.device
        cells = self._tile_cells(session.scene, session.plan, level)
        self._workload.lighten(cells)
        if self._workload.device is not device:
            self._move()
            fresh = self._session_of(session.scene)
            session.generator = fresh.generator
            session.latents, session.structure = fresh.latents, fresh.structure
            session.tiles.clear()
            self._session = session
        elif self._tile_cells(session.scene, session.plan, level) != cells:
            session.tiles.clear()


def default_model_folder() -> Path:
    """Return the folder of the bundled model."""
    return assets_folder() / "models" / DEFAULT_MODEL
