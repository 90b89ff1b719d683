"""What the program asks of the renderer and what comes back: frozen values that cross threads.

A job is a frozen value that turns a renderer into an iterator of answers. The worker takes one
answer at a time and lets the job of the highest priority go first; closing the iterator cancels.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtGui import QImage

from infinitygan.geometry import Reach, Rect
from infinitygan.scene import Scene
from infinitygan.style_file import StyleModel

if TYPE_CHECKING:
    from infinitygan.checkpoint import ModelInfo as StoredModel
    from infinitygan.inference.inversion import MatchProgress, MatchSettings
    from infinitygan.inference.match import Match
    from infinitygan.inference.photo import Photo
    from infinitygan.inference.style_fit import StyleFitProgress, StyleFitSettings
    from infinitygan.inference.tile import Tile

PREVIEW_PX = 512  # the long side of what is seen, at most, in the picture that comes at once
COARSEST_PIXEL = 1.3  # device px that one pixel of a level may cover before a finer one is taken


class PlacementLike(Protocol):
    """Where the pixels of a level lie on the canvas: row i begins at top + i * scale_y px."""

    @property
    def top(self) -> float:
        """Return the upper edge of row 0."""
        ...

    @property
    def left(self) -> float:
        """Return the left edge of column 0."""
        ...

    @property
    def scale_y(self) -> float:
        """Return the canvas px a row."""
        ...

    @property
    def scale_x(self) -> float:
        """Return the canvas px a column."""
        ...


class TileRenderer(Protocol):
    """What the program needs of a renderer."""

    @property
    def model_id(self) -> str:
        """Return the model's name, as recipes record it."""
        ...

    @property
    def levels(self) -> int:
        """Return the number of levels that the model paints."""
        ...

    def preview_levels(self, scene: Scene) -> int:
        """Return how many levels the scene has: those of the model, and doublings of the last."""
        ...

    @property
    def device_name(self) -> str:
        """Return the device as people know it."""
        ...

    @property
    def style_dims(self) -> int:
        """Return how many numbers a style has in this model."""
        ...

    @property
    def licence(self) -> str:
        """Return the licence of the weights; empty: it is not told."""
        ...

    @property
    def info(self) -> "StoredModel":
        """Return what the model's file says of it."""
        ...

    def provide(self, photos: "Mapping[str, Photo]", matches: "Mapping[str, Match]") -> None:
        """Take what scenes only name: photos by SHA-256, matches by id."""
        ...

    def match_steps(self, scene: Scene, settings: "MatchSettings") -> "Iterator[MatchProgress]":
        """Match the photos of a scene, step by step."""
        ...

    def style_steps(
        self, photo: "Photo", settings: "StyleFitSettings"
    ) -> "Iterator[StyleFitProgress]":
        """Fit a style to a photo, step by step."""
        ...

    def reach(self, scene: Scene) -> Reach:
        """Return how far beyond the shape of an edit its pixels may change, in canvas px."""
        ...

    def placement(self, scene: Scene, level: int | None) -> PlacementLike:
        """Return where the pixels of a level lie on the canvas; None is the canvas itself."""
        ...

    def level_rect(self, scene: Scene, level: int | None, canvas: Rect) -> Rect:
        """Return the pixels of a level that show a part of the canvas."""
        ...

    def tile_rects(self, scene: Scene, rect: Rect, level: int | None) -> list[Rect]:
        """Cut a part of a level into tiles on an absolute grid."""
        ...

    def aside(self, scene: Scene) -> AbstractContextManager[None]:
        """Render another scene in between, and keep what is known of the one at hand."""
        ...

    def render_tiles(
        self,
        scene: Scene,
        rects: Sequence[Rect],
        level: int | None,
        is_wanted: Callable[[], bool],
    ) -> "Iterator[Tile]":
        """Render rectangles of a level in the given order."""
        ...


class Priority(IntEnum):
    """What a job is for. Supplies and previews go first; the other kinds take turns."""

    SUPPLY = 0  # photos and matches, which all others need
    PREVIEW = 1
    THUMBNAIL = 2
    SHARPEN = 3
    PICTURE = 4  # in memory, for the desktop or the clipboard
    MATCH = 5
    EXPORT = 6

    @property
    def is_urgent(self) -> bool:
        """Tell whether all other kinds wait for this one."""
        return self <= Priority.PREVIEW


class Job(Protocol):
    """Work for the renderer. Its iterator is closed where it stands when it is cancelled."""

    def answers(self, renderer: TileRenderer) -> Iterator[object]:
        """Do the work step by step; each answer is a frozen value for the interface."""
        ...


class Placement(NamedTuple):
    """A copy of the renderer's placement that holds no torch."""

    top: float
    left: float
    scale_y: float
    scale_x: float

    @staticmethod
    def copied(other: PlacementLike) -> "Placement":
        """Copy the four numbers."""
        return Placement(other.top, other.left, other.scale_y, other.scale_x)


class TileKey(NamedTuple):
    """Names a tile of a scene, in px of its level; `level` None is full quality: canvas px."""

    level: int | None
    rect: Rect


class DeviceChoice(NamedTuple):
    """A device to render on: the key for settings, and the name for people."""

    key: str
    title: str


@dataclass(frozen=True)
class ModelInfo:
    """The opened model, where it runs, and where else it could."""

    model_id: str
    levels: int
    device_name: str
    devices: tuple[DeviceChoice, ...] = ()
    style_dims: int = 512
    licence: str = ""  # under which the weights may be used; empty: it is not told

    @property
    def style_model(self) -> StyleModel:
        """Return the model as far as styles go."""
        return StyleModel(self.model_id, self.style_dims, self.levels)


@dataclass(frozen=True)
class Problem:
    """A failure in the words of the user, what helps, and the traceback for who asks."""

    sentence: str
    details: str
    remedy: str = ""

    @property
    def text(self) -> str:
        """Return the sentence with its remedy."""
        return f"{self.sentence} {self.remedy}".rstrip()


@dataclass(frozen=True)
class ViewRequest:
    """What the canvas shows.

    Attributes:
        scene: what to paint.
        view: the visible part of the canvas, in canvas px.
        zoom: device px a canvas px.
        known: tiles that the canvas already has.
    """

    scene: Scene
    view: Rect
    zoom: float
    known: frozenset[TileKey] = frozenset()


@dataclass(frozen=True)
class PassStarted:
    """A pass over the view begins; `whole` is the level's rectangle of the whole canvas.

    `reach` is how far beyond the shape of an edit its pixels may change, in canvas px.
    """

    level: int | None
    placement: Placement
    whole: Rect
    tiles: int
    reach: Reach


@dataclass(frozen=True)
class TileImage:
    """A tile as the canvas paints it. The image must not change."""

    key: TileKey
    placement: Placement
    whole: Rect
    image: QImage


class LevelChoice(NamedTuple):
    """The level that comes at once and the one that is sharp enough; None is full quality."""

    preview: int | None
    sharp: int | None


def choose_levels(scales: Sequence[float], view_px: int, zoom: float) -> LevelChoice:
    """Choose the levels for a view.

    Args:
        scales: canvas px a pixel of the levels 1, 2, ...; falling.
        view_px: the longer side of the visible part, in canvas px.
        zoom: device px a canvas px.
    """
    levels = range(1, len(scales) + 1)
    enough = [level for level in levels if scales[level - 1] * zoom <= COARSEST_PIXEL]
    sharp = min(enough, default=None)
    small = [level for level in levels if math.ceil(view_px / scales[level - 1]) <= PREVIEW_PX]
    preview = max(small, default=1)
    return LevelChoice(preview if sharp is None else min(preview, sharp), sharp)


def from_centre(rects: Sequence[Rect], view: Rect) -> list[Rect]:
    """Sort rectangles by how far they lie from the centre of the view."""
    middle_y = view.rows.start + view.rows.stop
    middle_x = view.columns.start + view.columns.stop

    def distance(rect: Rect) -> float:
        return math.hypot(
            rect.rows.start + rect.rows.stop - middle_y,
            rect.columns.start + rect.columns.stop - middle_x,
        )

    return sorted(rects, key=distance)
