"""From a scene to tiles: Renderer."""

import functools
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from infinitygan.assets import assets_folder
from infinitygan.checkpoint import ModelInfo, load_model, load_super_resolution
from infinitygan.geometry import Reach, Rect, Size
from infinitygan.inference.device import Device, find_device, working_device
from infinitygan.inference.enlargement import Enlargement
from infinitygan.inference.inversion import MatchProgress, MatchSettings, match_steps
from infinitygan.inference.level_colours import LevelColours
from infinitygan.inference.match import Match
from infinitygan.inference.painters import Painter, Painters
from infinitygan.inference.photo import Photo
from infinitygan.inference.reach import reach_px
from infinitygan.inference.scene_photos import generated_part
from infinitygan.inference.scene_plan import Placement, ScenePlan
from infinitygan.inference.session import Session
from infinitygan.inference.sinks import ArraySink
from infinitygan.inference.style_field import first_styled_map
from infinitygan.inference.style_fit import StyleFitProgress, StyleFitSettings, style_steps
from infinitygan.inference.tile import Tile, always
from infinitygan.inference.workload import TILE_PX, Notify, Workload
from infinitygan.networks.generator import Generator
from infinitygan.networks.super_resolution import SuperResolution
from infinitygan.scene import Scene

logger = logging.getLogger(__name__)

DEFAULT_MODEL = "everscape"
TEST_SCENE = Scene(canvas=Size(64, 64), enlargement=2.0)  # each network has a part in it


class Renderer:
    """Renders scenes with one model on one device; keeps what the next tiles can use again."""

    def __init__(
        self,
        generator: Generator,
        info: ModelInfo,
        device: Device,
        *,
        super_resolution: SuperResolution | None = None,
        tile_cells: int | None = None,
        batch: int | None = None,
        notify: Notify = logger.warning,
    ) -> None:
        """Prepare.

        Args:
            generator: moved to the device.
            info: of the model.
            device: where to compute.
            super_resolution: makes its pictures finer; None = they are enlarged smoothly.
            tile_cells: side of the tiles that the model renders at once; None chooses.
            batch: tiles at once; None = as many as suit the device.
            notify: hears in one sentence when the device falls short and what is done about it.

        Raises: ValueError: if `tile_cells` is below 1.
        """
        self._workload = Workload(device, tile_cells, batch, notify)
        self._generator = generator.eval().requires_grad_(False)
        self._super_resolution = super_resolution
        self._notify = notify
        self.info = info
        self._photos: Mapping[str, Photo] = {}
        self._matches: Mapping[str, Match] = {}
        self._session: Session | None = None
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
        folder = model_folder or default_model_folder()
        generator, info = load_model(folder)
        return cls(
            generator,
            info,
            found,
            super_resolution=load_super_resolution(folder),
            tile_cells=tile_cells,
            notify=notify,
        )

    @property
    def levels(self) -> int:
        """Return the number of levels that the model paints."""
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
        plan = self.plan(scene)
        enlargement = Enlargement(plan, self._super_resolution)
        generator = self._painters.untuned(scene)
        return reach_px(plan, generator, enlargement, first, is_matched=is_matched)

    def plan(self, scene: Scene) -> ScenePlan:
        """Return how the scene meets the model: only a part of it, once photos are matched."""
        return ScenePlan.of(scene, self._painters.untuned(scene).config)

    def preview_levels(self, scene: Scene) -> int:
        """Return how many levels a scene has: those of the model, and doublings of the last."""
        plan = self.plan(scene)
        return plan.config.levels + Enlargement(plan, self._super_resolution).doublings

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
        compositor = session.compositor(scene, level)
        for index, rect in enumerate(rects):
            if not is_wanted():
                return
            pending = rects[index : index + 1 + self._workload.batch]
            yield compositor.apply(Tile(rect, session.tile(pending, level)))

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
        most = self.preview_levels(scene)
        if not 1 <= level <= max(most, self.levels):
            raise ValueError(f"this scene has the levels 1 to {most}, not {level}")
        return min(level, most)

    def _use(self, device: Device) -> None:
        self._workload.use(device)
        self._session = None
        self._move()

    def _move(self) -> None:
        """Bring the networks to the device at work; no colours of another one count there."""
        self._painters = Painters(self._generator, self._super_resolution, self._workload.device)
        self._colours = LevelColours()

    def _test_picture(self, device: Device) -> NDArray[np.uint8]:
        self._use(device)
        picture = self.render(TEST_SCENE)
        if self._workload.device != device:
            raise RuntimeError("it has too little free memory")
        return picture

    def _grid_px(self, scene: Scene, level: int | None) -> int:
        """Return the side of the tiles that callers get."""
        plan = self.plan(scene)
        is_plane = level is None and plan.scale_y == plan.scale_x == 1
        if not is_plane and (level is None or level > plan.config.levels):
            return TILE_PX
        level = plan.model_level(level)
        return self._workload.cells_of_tile(plan, scene.canvas, level) << level

    def _session_of(self, scene: Scene) -> Session:
        scene = generated_part(scene)
        if self._session is None or self._session.scene != scene:
            painter = functools.partial(self._painter_of, scene)
            plan = self.plan(scene)
            self._session = Session(scene, plan, self._photos, self._workload, painter)
        return self._session

    def _painter_of(self, scene: Scene) -> Painter:
        """Return what paints a scene; a match of another model does not count."""
        if self._painters.device is not self._workload.device:  # its memory was too short
            self._move()
        match = self._matches.get(scene.match) if scene.match else None
        if match is not None:
            try:
                return self._painter(self._painters.tuned(match), match)
            except ValueError as error:
                self._notify(str(error))
        return self._painter(self._painters.untuned(scene))

    def _painter(self, generator: Generator, match: Match | None = None) -> Painter:
        return Painter(generator, match, self._colours, self._super_resolution)


def default_model_folder() -> Path:
    """Return the folder of the bundled model."""
    return assets_folder() / "models" / DEFAULT_MODEL
