"""The inputs of the generator for any window of a scene: latents, coordinates, noise, styles."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from infinitygan.fields import LOCAL_LATENT_STREAM, NOISE_STREAM, normals
from infinitygan.geometry import Rect, Span
from infinitygan.inference.match import Match
from infinitygan.inference.matched_scene import MatchedLatents, styled_scene
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.inference.style_field import StyleField
from infinitygan.networks.conv_specs import Grid
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import StyleBlend
from infinitygan.scene import Mood, Reroll, Scene
from infinitygan.shape_weights import shape_weight
from infinitygan.shapes import Shape, influence

# How much of the local latents' strength G_S gets, for a variety of 1: truncation, as of styles.
# At full strength pieces of sky lie in the land, and of land in the sky.
LOCAL_STRENGTH = 0.6
MOOD_CELLS = 64  # a side: a mood is measured on at most so many cells


@dataclass(frozen=True, eq=False)
class StyleMaps:
    """The styles that count in a batch of tiles, and where.

    Attributes:
        used: which of all styles.
        maps: for each feature map of G_T their weights, [B, len(used), H, W]; [1, 1, 1, 1] where
            only one style counts in all tiles.
    """

    used: list[int]
    maps: list[Tensor]


class SceneLatents:
    """Everything that a scene says to a generator, computed for the windows that are asked for."""

    def __init__(
        self, scene: Scene, plan: ScenePlan, generator: Generator, match: Match | None = None
    ) -> None:
        """Prepare; `match` is that of the scene's photos, for which the generator was tuned."""
        self.scene = scene
        self.plan = plan
        styled = scene if match is None else styled_scene(scene, match)
        self.styles = StyleField(styled, plan, generator, None if match is None else match.z)
        self.generator = generator
        self._match = match
        self._device = next(generator.parameters()).device
        self._local_grid = generator.structure_grids()[0]
        self._matched = match and MatchedLatents(match, scene, plan, self._local_grid)
        self._rerolls = tuple(reroll for reroll in scene.rerolls if reroll.visible)
        self._moods = tuple((mood, self._measure(mood)) for mood in scene.moods if mood.visible)

    def of_scene(self, scene: Scene) -> "SceneLatents":
        """Return those of another scene that meets the model as this one does."""
        return SceneLatents(scene, self.plan, self.generator, self._match)

    def structure(self, z_s: Rect) -> Tensor:
        """Run G_S for a window of cells.

        Returns: z_S [1, structure_width, H, W].
        """
        rects = self.generator.structure_rects(z_s)
        grids = self.generator.structure_grids()
        regions = self.styles.regions_at(self.canvas_rect(grids[0], rects[0]))
        maps = [
            self.styles.land_weights(regions, grid, rect)[None]
            for grid, rect in zip(grids, rects, strict=True)
        ]
        blends = [
            self.styles.structure_blend(inputs, outputs) for inputs, outputs in pairwise(maps)
        ]
        coordinates = self.plan.coordinates(grids[0], rects[0]).to(self._device)
        return self.generator.structure(
            self.local_latents(rects[0])[None], coordinates[None], blends
        )

    def local_latents(self, window: Rect) -> Tensor:
        """Compute z_l [channels, H, W] with all re-rolls and moods."""
        z_l = self._drawn_latents(self.scene.layout_seed, window)
        for reroll in self._rerolls:
            if reroll.layout_seed is not None:
                other = self._drawn_latents(reroll.layout_seed, window)
                z_l = self._mixed(z_l, other, reroll, self._local_grid, window)
        for mood, (mean, deviation) in self._moods:
            weight = self._weight(mood.shape, mood.softness_px, self._local_grid, window)
            borrowed = z_l * deviation[:, None, None] + mean[:, None, None]
            z_l = torch.lerp(z_l, borrowed, weight * mood.strength)
        return z_l if self._matched is None else self._matched.held(z_l, window)

    def noise(self, layer: int, grid: Grid, window: Rect) -> Tensor:
        """Compute the noise [1, H, W] of a texture layer over the window of its output."""
        noise = self._drawn_noise(self.scene.texture_seed, layer, grid, window)
        for reroll in self._rerolls:
            if reroll.texture_seed is not None and self._touches(reroll, grid, window):
                other = self._drawn_noise(reroll.texture_seed, layer, grid, window)
                noise = self._mixed(noise, other, reroll, grid, window)
        return noise

    def style_maps(self, grids: Sequence[Grid], windows: Sequence[Sequence[Rect]]) -> StyleMaps:
        """Weigh the styles of a batch of tiles.

        Args:
            grids: of the feature maps of G_T.
            windows: for each tile the windows of its feature maps.

        Where only one style counts in all tiles, its weight is not spread out to maps; the sums are
        the same to the last bit.
        """
        reach = [self.canvas_rect(grids[0], tile[0]) for tile in windows]
        only = {self.styles.only_style(canvas) for canvas in reach}
        style = only.pop() if len(only) == 1 else None
        if style is not None:
            return self.one_style(style, len(grids))
        regions = sorted({i for canvas in reach for i in self.styles.regions_at(canvas)})
        used = self.styles.used(regions)
        tiles = [self._tile_weights(regions, used, grids, tile) for tile in windows]
        return StyleMaps(used, [torch.stack(maps) for maps in zip(*tiles, strict=True)])

    def _tile_weights(
        self,
        regions: Sequence[int],
        used: Sequence[int],
        grids: Sequence[Grid],
        windows: Sequence[Rect],
    ) -> list[Tensor]:
        """Weigh the styles of one tile on its feature maps: once for those of the same level."""
        maps = [self.styles.weights(regions, grids[0], windows[0])[used]]
        for before, after in pairwise(zip(grids, windows, strict=True)):
            part = _part_of(*before, *after)
            if part is None:
                maps.append(self.styles.weights(regions, *after)[used])
            else:
                maps.append(maps[-1][:, *part])
        return maps

    def one_style(self, style: int, count: int) -> StyleMaps:
        """Give all weight to one style, on `count` feature maps."""
        return StyleMaps([style], [torch.ones(1, 1, 1, 1, device=self._device)] * count)

    def texture_blends(self, styles: StyleMaps) -> tuple[list[StyleBlend], list[StyleBlend]]:
        """Blend the styles for each layer of G_T, and for the colours of each level."""
        used, maps = styles.used, styles.maps
        layers = [
            self.styles.texture_blend(layer, used, maps[layer], maps[layer + 1])
            for layer in range(len(maps) - 1)
        ]
        colours = [
            self.styles.colour_blend(layer, used, maps[layer + 1])
            for layer in range(1, len(maps) - 1, 2)
        ]
        return layers, colours

    def canvas_rect(self, grid: Grid, window: Rect) -> Rect:
        """Return the canvas px within which the centres of a window lie."""
        y = self.plan.canvas_rows(grid, Span(window.rows.start, window.rows.stop + 1))
        x = self.plan.canvas_columns(grid, Span(window.columns.start, window.columns.stop + 1))
        return Rect(Span(int(y[0]) - 1, int(y[-1]) + 1), Span(int(x[0]) - 1, int(x[-1]) + 1))

    def _drawn_latents(self, seed: int, window: Rect) -> Tensor:
        config = self.plan.config
        period = self.plan.wrap_period(config.pixels_per_cell)
        channels = config.local_latent_channels
        drawn = self._draw(seed, LOCAL_LATENT_STREAM, window, channels, period)
        if self._matched is not None:  # the photo's were fitted at full strength
            return self._matched.continued(drawn, window, seed)
        return drawn * min(1.0, LOCAL_STRENGTH * self.scene.variety)

    def _drawn_noise(self, seed: int, layer: int, grid: Grid, window: Rect) -> Tensor:
        period = self.plan.wrap_period(grid.step_px)
        return self._draw(seed, NOISE_STREAM + layer, window, 1, period)

    def _draw(
        self, seed: int, stream: int, window: Rect, channels: int, period: int | None
    ) -> Tensor:
        drawn = normals(seed, stream, window, channels, period=period, device=self._device)
        return drawn.to(next(self.generator.parameters()).dtype)

    def _mixed(
        self, field: Tensor, other: Tensor, reroll: Reroll, grid: Grid, window: Rect
    ) -> Tensor:
        """Fade to another field so that the variance stays 1."""
        weight = self._weight(reroll.shape, reroll.softness_px, grid, window) * reroll.strength
        return (field * (1 - weight) + other * weight) / (
            (1 - weight).square() + weight.square()
        ).sqrt()

    def _touches(self, reroll: Reroll, grid: Grid, window: Rect) -> bool:
        reach = influence(reroll.shape, reroll.softness_px)
        if reach is None or self.plan.wrap_cells:
            return True
        return not reach.intersection(self.canvas_rect(grid, window)).is_empty

    def _weight(self, shape: Shape, softness_px: float, grid: Grid, window: Rect) -> Tensor:
        y = self.plan.canvas_rows(grid, window.rows)
        x = self.plan.canvas_columns(grid, window.columns)
        weight = shape_weight(shape, softness_px, y, x, self.plan.wrap_px)
        return weight.to(next(self.generator.parameters()))

    def _measure(self, mood: Mood) -> tuple[Tensor, Tensor]:
        """Return mean and deviation of the local latents of the mood's source, a channel each."""
        step = self._local_grid.step_px
        rows = _cells(mood.source.rows, self.plan.scale_y, step, self._local_grid.origin_px)
        columns = _cells(mood.source.columns, self.plan.scale_x, step, self._local_grid.origin_px)
        z_l = self._drawn_latents(self.scene.layout_seed, Rect(rows, columns))
        return z_l.mean((1, 2)), z_l.std((1, 2), correction=0)


def _cells(span: Span, scale: float, step_px: int, origin_px: int) -> Span:
    """Return the cells centred in a span of canvas px, at least two, at most `MOOD_CELLS`."""
    start = round((span.start / scale - origin_px) / step_px)
    stop = round((span.stop / scale - origin_px) / step_px)
    return Span(start, max(start + 2, min(stop, start + MOOD_CELLS)))


def _part_of(
    grid: Grid, window: Rect, next_grid: Grid, next_window: Rect
) -> tuple[slice, slice] | None:
    """Return which part of a window has the positions of the next one; None: it has not all."""
    shift, rest = divmod(next_grid.origin_px - grid.origin_px, grid.step_px)
    same = next_window.shifted(shift, shift)
    if rest or next_grid.step_px != grid.step_px or not window.contains(same):
        return None
    return same.slices_of(window)
