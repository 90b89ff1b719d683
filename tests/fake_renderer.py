"""A renderer of gradients without torch, for the tests of the program."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.render_requests import DeviceChoice, Placement
from infinitygan.geometry import Reach, Rect, Size, Span
from infinitygan.inference.tile import Tile
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle, VectorStyle

if TYPE_CHECKING:
    from infinitygan.checkpoint import ModelInfo
    from infinitygan.inference.inversion import MatchProgress, MatchSettings
    from infinitygan.inference.match import Match
    from infinitygan.inference.photo import Photo
    from infinitygan.inference.style_fit import StyleFitProgress, StyleFitSettings

TILE_PX = 96
LEVELS = 3
ENLARGEMENT = 2.0


@dataclass
class FakeRenderer:
    """Renders gradients whose colours follow the seeds; keeps what it was asked for."""

    model_id: str = "fake"
    levels: int = LEVELS
    licence: str = ""
    device_name: str = "Test device"
    style_dims: int = 8
    rendered: list[tuple[Scene, int | None, Rect]] = field(default_factory=list)
    fail_with: Exception | None = None
    photos: "Mapping[str, Photo]" = field(default_factory=lambda: {})
    matches: "Mapping[str, Match]" = field(default_factory=lambda: {})
    match_total: int = 3  # steps
    matched: list[Scene] = field(default_factory=list)  # scenes whose match was begun

    @property
    def scenes(self) -> set[Scene]:
        """Return the scenes that something was rendered of, be it a thumbnail."""
        return {scene for scene, *_ in self.rendered}

    @property
    def info(self) -> "ModelInfo":
        from tiny_model import TINY

        from infinitygan.checkpoint import ModelInfo

        return ModelInfo(self.model_id, TINY, licence=self.licence)

    def provide(self, photos: "Mapping[str, Photo]", matches: "Mapping[str, Match]") -> None:
        self.photos, self.matches = photos, matches

    def match_steps(self, scene: Scene, settings: "MatchSettings") -> "Iterator[MatchProgress]":
        from infinitygan.inference.inversion import MatchProgress

        self.matched.append(scene)
        if self.fail_with is not None:
            raise self.fail_with
        for done in range(1, self.match_total + 1):
            picture = np.full((6, 8, 3), done % 256, np.uint8)
            yield MatchProgress(done, self.match_total, picture, lambda: fake_match(scene))

    def style_steps(
        self, photo: "Photo", settings: "StyleFitSettings"
    ) -> "Iterator[StyleFitProgress]":
        from infinitygan.inference.style_fit import StyleFitProgress

        if self.fail_with is not None:
            raise self.fail_with
        picture = np.full((6, 8, 3), 90, np.uint8)
        for done in range(1, self.match_total + 1):
            style = VectorStyle((float(done),) * self.style_dims)
            likeness = done / (self.match_total + 1)
            yield StyleFitProgress(
                done, self.match_total, likeness, picture, lambda style=style: style
            )

    def preview_levels(self, scene: Scene) -> int:
        return self.levels

    def reach(self, scene: Scene) -> Reach:
        return Reach(Size(40, 40), Size(40, 40))

    def placement(self, scene: Scene, level: int | None) -> Placement:
        if level is None:
            return Placement(0.0, 0.0, 1.0, 1.0)
        step = 2 ** (self.levels - level)
        scale = step * ENLARGEMENT
        start = (2.5 - 2.5 * step) * ENLARGEMENT
        return Placement(start, start, scale, scale)

    def level_rect(self, scene: Scene, level: int | None, canvas: Rect) -> Rect:
        at = self.placement(scene, level)
        visible = canvas.intersection(scene.canvas.rect)
        return Rect(
            _touched(visible.rows, at.top, at.scale_y),
            _touched(visible.columns, at.left, at.scale_x),
        )

    def tile_rects(self, scene: Scene, rect: Rect, level: int | None) -> list[Rect]:
        return list(rect.tiles(TILE_PX, TILE_PX))

    def aside(self, scene: Scene) -> AbstractContextManager[None]:
        return nullcontext()

    def render_tiles(
        self,
        scene: Scene,
        rects: Sequence[Rect],
        level: int | None,
        is_wanted: Callable[[], bool],
    ) -> Iterator[Tile]:
        for rect in rects:
            if not is_wanted():
                return
            if self.fail_with is not None:
                raise self.fail_with
            self.rendered.append((scene, level, rect))
            yield Tile(rect, self._pixels(scene, rect, level))

    def _pixels(self, scene: Scene, rect: Rect, level: int | None) -> NDArray[np.uint8]:
        at = self.placement(scene, level)
        rows = at.top + at.scale_y * (np.arange(rect.rows.start, rect.rows.stop) + 0.5)
        columns = at.left + at.scale_x * (np.arange(rect.columns.start, rect.columns.stop) + 0.5)
        y = (rows / scene.canvas.height)[:, None] - scene.horizon
        x = (columns / scene.canvas.width)[None, :]
        seed = scene.style.seed if isinstance(scene.style, SeedStyle) else 0
        hue = np.array([seed % 97, seed % 61 + 40, seed % 31 + 60]) / 140
        ridge = (
            0.5
            + 0.12 * np.sin(x * (6 + scene.layout_seed % 9))
            + 0.04 * np.sin(x * 40 + scene.layout_seed % 7)
        )
        ground = (y > ridge).astype(float)
        light = np.where(ground > 0, 0.25 + 0.5 * (y - ridge), 0.55 + 0.4 * y)
        rgb = light[:, :, None] * (0.4 + 0.9 * hue * (1 - 0.3 * ground[:, :, None]))
        return np.clip(rgb * 255, 0, 255).astype(np.uint8)


def _touched(span: Span, origin: float, scale: float) -> Span:
    start = int((span.start - origin) // scale)
    return Span(start, max(start, -int(-(span.stop - origin) // scale)))


def fake_match(scene: Scene) -> "Match":
    """Return a match of the right form for a scene's photos."""
    import torch

    from infinitygan.inference.match import FieldPatch, Match, MatchedPhoto
    from infinitygan.inference.photo_placement import photo_rect

    latents = FieldPatch(Rect.at(0, 0, 2, 3), torch.zeros(4, 2, 3))
    photos = [
        MatchedPhoto(photo_rect(photo), torch.zeros(3, 8), latents, torch.zeros(2, 3))
        for photo in scene.photos
    ]
    return Match(torch.ones(8), tuple(photos), "fake", {})


@dataclass
class FakeBackend:
    """Opens fake renderers."""

    renderer: FakeRenderer = field(default_factory=FakeRenderer)
    opened: list[tuple[str, Path | None]] = field(default_factory=list)
    fail_with: Exception | None = None

    def devices(self) -> tuple[DeviceChoice, ...]:
        return (DeviceChoice("gpu:0", "Test GPU"), DeviceChoice("cpu", "Test CPU"))

    def open(
        self, device: str, model_folder: Path | None, notify: Callable[[str], None]
    ) -> FakeRenderer:
        self.opened.append((device, model_folder))
        if self.fail_with is not None:
            raise self.fail_with
        return self.renderer
