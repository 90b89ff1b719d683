"""The colours of a level: brought to those of the finished picture, which the last level decides.

The picture after a level may be of another hue altogether, since later levels add to it. So all
levels are painted on a few strips of the scene, in one style alone, and for each level the affine
map is fitted that brings its colours nearest to the finished ones, shrunk. Local edits do not count
in it, so that they change no pixel beyond their reach.
"""

from collections import OrderedDict
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.geometry import Rect
from infinitygan.inference.latents import SceneLatents, StyleMaps
from infinitygan.networks.layers import downsample_rgb
from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import Everything
from infinitygan.styles import Style

STRIPS = 2  # side by side; each from top to bottom, for sky and land differ
MOST_ROWS = 1024  # of a strip
DAMPING = 1e-3  # towards one colour, where the strips show too few to tell
KEPT = 128  # styles
BLOCK_PX = 2  # over which colours are averaged


class LevelColours:
    """Maps of colours, [levels - 1, 3, 4]; measured when a style is first shown, and kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Scene, Tensor] = OrderedDict()

    def corrected(
        self, picture: Tensor, level: int, latents: SceneLatents, styles: StyleMaps
    ) -> Tensor:
        """Return the picture [B, 3, H, W] after a level in the colours of the finished one."""
        if level == latents.generator.config.levels:
            return picture
        total = torch.zeros_like(picture)
        for place, index in enumerate(styles.used):
            colours = self._of(latents, latents.styles.distinct[index])[level - 1]
            weight = styles.maps[-1][:, place : place + 1]
            total = total + weight * _mapped(picture, colours.to(picture))
        return total

    def _of(self, latents: SceneLatents, style: Style) -> Tensor:
        scene = _alone(latents.scene, style)
        if scene not in self._kept:
            self._kept[scene] = _measure(latents.of_scene(scene), style)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(scene)
        return self._kept[scene]


def _alone(scene: Scene, style: Style) -> Scene:
    """Return the scene all in one style, without local edits."""
    everywhere = (StyleRegion(style, Everything()),)
    is_matched = scene.match is not None
    return replace(
        scene,
        style=scene.style if is_matched else style,
        regions=everywhere if is_matched else (),
        rerolls=(),
        moods=(),
        photos=scene.photos if is_matched else (),
    )


def _mapped(picture: Tensor, colours: Tensor) -> Tensor:
    """Map [B, 3, H, W] by [3, 4]: elementwise, so that no pixel depends on the others."""
    red, green, blue = picture.unbind(1)
    rows = [row[0] * red + row[1] * green + row[2] * blue + row[3] for row in colours]
    return torch.stack(rows, 1)


def _measure(latents: SceneLatents, style: Style) -> Tensor:
    levels = latents.generator.config.levels
    strips = [_compared(latents, style, strip) for strip in _strips(latents, 4 << (levels - 1))]
    return torch.stack([_fitted(list(pairs)) for pairs in zip(*strips, strict=True)])


def _strips(latents: SceneLatents, width_px: int) -> list[Rect]:
    """Return windows of the model's plane from the top of the canvas to its bottom."""
    plan, canvas = latents.plan, latents.scene.canvas
    height, width = canvas.height / plan.scale_y, canvas.width / plan.scale_x
    rows = min(max(round(height), width_px), MOST_ROWS)
    top = round((height - rows) / 2)
    middles = [round((2 * index + 1) / (2 * STRIPS) * width) for index in range(STRIPS)]
    return [Rect.at(top, middle - width_px // 2, rows, width_px) for middle in middles]


def _compared(latents: SceneLatents, style: Style, window: Rect) -> list[tuple[Tensor, Tensor]]:
    """Paint a window in a style; returns the colours of each level but the last, and the goals."""
    generator = latents.generator
    rects, grids = generator.texture_rects(window), generator.texture_grids()
    styles = latents.one_style(latents.styles.distinct.index(style), len(grids))
    noises = [
        latents.noise(layer, grid, rect)[None]
        for layer, (grid, rect) in enumerate(zip(grids[1:], rects[1:], strict=True))
    ]
    blends, colours = latents.texture_blends(styles)
    z_s = latents.structure(rects[0])
    *pictures, goal = generator.texture(z_s, rects, blends, noises, colours)
    pairs: list[tuple[Tensor, Tensor]] = []
    for picture, rect in zip(pictures[::-1], rects[-3::-2], strict=False):
        goal, window = _shrunk(goal, window)
        pairs.append((_colours(picture[(..., *window.slices_of(rect))]), _colours(goal)))
    return pairs[::-1]


def _shrunk(picture: Tensor, window: Rect) -> tuple[Tensor, Rect]:
    """Return a picture as the level below has it, and the window of that level."""
    top, left = window.rows.start % 2, window.columns.start % 2  # centres have even indices
    small = downsample_rgb(picture[..., top:, left:])
    at = (window.rows.start + top) // 2 + 2, (window.columns.start + left) // 2 + 2
    return small, Rect.at(*at, *small.shape[-2:])


def _colours(picture: Tensor) -> Tensor:
    """Return the means [N, 3] of blocks of [1, 3, H, W].

    A level is sharper than the finished picture, shrunk; single pixels would lose contrast.
    """
    block = max(1, min(BLOCK_PX, *picture.shape[-2:]))
    return F.avg_pool2d(picture, block)[0].flatten(1).T.double().cpu()


def _fitted(pairs: list[tuple[Tensor, Tensor]]) -> Tensor:
    """Fit the affine map [3, 4] of colours to goals by damped least squares."""
    own = torch.cat([colours for colours, _ in pairs])
    goal = torch.cat([colours for _, colours in pairs]).clamp(-1, 1)
    own_mean, goal_mean = own.mean(0), goal.mean(0)
    own, goal = own - own_mean, goal - goal_mean
    gram = own.T @ own
    damping = DAMPING * gram.diagonal().mean() + torch.finfo(own.dtype).eps
    matrix = torch.linalg.solve(gram + damping * torch.eye(3, dtype=own.dtype), own.T @ goal).T
    return torch.cat([matrix, (goal_mean - matrix @ own_mean)[:, None]], 1)
