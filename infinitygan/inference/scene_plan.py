"""Where a scene's canvas lies on the model's plane: enlargement, coordinates, previews."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from infinitygan.config import GeneratorConfig
from infinitygan.coordinates import EDGE, coordinate_grid
from infinitygan.fields import OUTLOOK_STREAM, normals
from infinitygan.geometry import Rect, Span
from infinitygan.networks.conv_specs import Grid
from infinitygan.scene import MAX_ENLARGEMENT, Scene

LARGEST_STRETCH = 4 / 3  # a scene is at most so many times as tall as in training, if it can be
OUTLOOK_SPREAD = 0.06  # of the circle: the deviation by which layouts look to other sides


@dataclass(frozen=True)
class Placement:
    """Where a level's pixels lie on the canvas: row i from top + i * scale_y on, in canvas px."""

    top: float
    left: float
    scale_y: float
    scale_x: float

    def level_rect(self, canvas: Rect) -> Rect:
        """Return the level's pixels that touch a part of the canvas."""
        return Rect(
            _touched(canvas.rows, self.top, self.scale_y),
            _touched(canvas.columns, self.left, self.scale_x),
        )


def _touched(span: Span, origin: float, scale: float) -> Span:
    start = math.floor((span.start - origin) / scale)
    stop = math.ceil((span.stop - origin) / scale)
    return Span(start, stop)


@dataclass(frozen=True)
class Plane:
    """The model's plane, or one as many times finer as there were doublings.

    Attributes:
        scale_y: canvas px a px of the plane, along the rows.
        scale_x: the same along the columns.
        scene_px: height of one scene in px of the plane.
    """

    scale_y: float
    scale_x: float
    scene_px: float


@dataclass(frozen=True)
class ScenePlan:
    """How a scene meets a model. "Model px" are those of the full level before enlargement.

    Attributes:
        config: of the model.
        scale_y: canvas px a model px, along the rows.
        scale_x: the same along the columns; with wrap it differs a little, to fit whole cells.
        scene_model_px: height of one scene in model px.
        horizon: as in the scene.
        period_cells: cells after which the coordinates repeat.
        middle_px: the canvas's middle column, in model px.
        outlook: the horizontal coordinate there, as a share of the circle.
        wrap_cells: cells after which all fields repeat; None = never.
    """

    config: GeneratorConfig
    scale_y: float
    scale_x: float
    scene_model_px: float
    horizon: float
    period_cells: float
    middle_px: float
    outlook: float
    wrap_cells: int | None

    @staticmethod
    def of(scene: Scene, config: GeneratorConfig) -> "ScenePlan":
        """Plan a scene for a model."""
        scene_height = scene.scene_height_px or scene.canvas.height
        scale = scene.enlargement or automatic_enlargement(scene_height, config)
        wrap_cells = None
        scale_x = scale
        period = float(config.period_cells)
        if scene.wrap:
            width_cells = scene.canvas.width / scale / config.pixels_per_cell
            wrap_cells = max(1, math.floor(width_cells))  # fewer, so that the scale only grows
            scale_x = max(1.0, scene.canvas.width / (wrap_cells * config.pixels_per_cell))
            period = wrap_cells / max(1, round(wrap_cells / period))
        return ScenePlan(
            config=config,
            scale_y=scale,
            scale_x=scale_x,
            scene_model_px=scene_height / scale,
            horizon=scene.horizon,
            period_cells=period,
            middle_px=scene.canvas.width / scale_x / 2,
            outlook=outlook_of(scene.layout_seed, config),
            wrap_cells=wrap_cells,
        )

    def model_level(self, level: int | None) -> int:
        """Return the level that the model paints for one; for None, the canvas, it is the last."""
        return self.config.levels if level is None else min(level, self.config.levels)

    @property
    def most_doublings(self) -> int:
        """Return how often the model's plane can be doubled before it is finer than the canvas."""
        return math.floor(math.log2(min(self.scale_y, self.scale_x)))

    def placement(self, level: int | None) -> Placement:
        """Return where the pixels of the picture after `level` lie; None is the canvas itself.

        Levels beyond those of the model are its plane, doubled once for each.
        """
        if level is None:
            return Placement(0.0, 0.0, 1.0, 1.0)
        if level > self.config.levels:
            plane = self.plane(level - self.config.levels)
            return Placement(0.0, 0.0, plane.scale_y, plane.scale_x)
        # Pixel i of the level is centred on model px step * (i - 2) + 2: see infinitygan.networks.
        step = 2 ** (self.config.levels - level)
        start = 2.5 - 2.5 * step
        return Placement(
            start * self.scale_y, start * self.scale_x, step * self.scale_y, step * self.scale_x
        )

    def plane(self, doublings: int = 0) -> Plane:
        """Return the plane after so many doublings."""
        finer = 2**doublings
        return Plane(self.scale_y / finer, self.scale_x / finer, self.scene_model_px * finer)

    def canvas_rows(self, grid: Grid, rows: Span) -> Tensor:
        """Return the canvas positions, in px, of the centres of a feature map's rows, float64."""
        return (_positions(grid, rows) + 0.5) * self.scale_y

    def canvas_columns(self, grid: Grid, columns: Span) -> Tensor:
        """Return the canvas positions of the centres of a feature map's columns."""
        return (_positions(grid, columns) + 0.5) * self.scale_x

    def coordinates(self, grid: Grid, window: Rect) -> Tensor:
        """Build the coordinates [3, H, W] of a window of cells that lie on `grid`, float32."""
        trained = self.config.scene_px
        slope = 2 * EDGE / (self.config.pixels_per_cell * (self.config.scene_cells - 1))
        slope *= trained / self.scene_model_px
        middle = (self.scene_model_px - 1) / 2 + self.horizon * self.scene_model_px
        v = slope * (_positions(grid, window.rows) - middle)
        columns = _positions(grid, window.columns) - self.middle_px
        u = 2 * (columns / (grid.step_px * self.period_cells) + self.outlook)
        return coordinate_grid(v, u, self.config.horizontal).float()

    def wrap_period(self, step_px: int) -> int | None:
        """Return after how many indices a feature map of this step repeats."""
        if self.wrap_cells is None:
            return None
        return self.wrap_cells * self.config.pixels_per_cell // step_px

    @property
    def wrap_px(self) -> float | None:
        """Return after how many canvas px the picture repeats."""
        period = self.wrap_period(1)
        return None if period is None else period * self.scale_x


def _positions(grid: Grid, span: Span) -> Tensor:
    indices = torch.arange(span.start, span.stop, dtype=torch.float64)
    return grid.origin_px + grid.step_px * indices


def outlook_of(layout_seed: int, config: GeneratorConfig) -> float:
    """Return where on the circle of horizontal coordinates, 0 to 1, a layout has its middle."""
    turn = normals(layout_seed, OUTLOOK_STREAM, Rect.at(0, 0, 1, 1)).item()
    return config.outlook_cell / config.period_cells + OUTLOOK_SPREAD * turn


def automatic_enlargement(scene_height_px: int, config: GeneratorConfig) -> float:
    """Return the whole number that makes a scene at most a third taller than in training."""
    needed = math.ceil(scene_height_px / (LARGEST_STRETCH * config.scene_px))
    return float(min(max(needed, 1), MAX_ENLARGEMENT))
