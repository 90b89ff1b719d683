"""Fit a style to a photo: its colours, light and texture at each height, but not its shapes.

First many styles are tried, then the w of the best is refined by gradients, both on small pictures
of the layouts that come nearest to the photo of themselves. Nothing is compared but statistics of
pixels, so no trained network has to come with the program but the generator.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from infinitygan.fields import style_normals
from infinitygan.geometry import Rect, Size
from infinitygan.inference.horizon import find_horizon
from infinitygan.inference.latents import SceneLatents
from infinitygan.inference.photo import Photo
from infinitygan.inference.picture_distance import strip_distance
from infinitygan.inference.resample import to_uint8
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.inference.style_field import with_land_of
from infinitygan.inference.style_search import StyleStatistics
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import StyleBlend
from infinitygan.scene import Scene
from infinitygan.styles import VectorStyle

PICTURE_PX = 192  # height of what is compared, at most; coarser levels have colours of their own
NARROWEST, WIDEST = 0.25, 3.0  # widths of a photo, in heights; of longer ones the middle counts
CANDIDATES = 6  # layouts, of which those count that suit the photo: some have no sky
STRIPS = 6  # heights at which pictures are compared
SCALES = 3  # each half the size: local contrast of fine and of coarse things
VARIETY = 0.85  # of the styles tried
SEEDS_AT_ONCE = 8
SEEDS_BY_CHANCE = 16
SMALLEST_DISTANCE = 1e-3
AVERAGING = 0.8  # the likeness is a mean over steps, for layouts differ
STEPS_AT_ONCE = 4
RATE = 0.12  # in deviations of w
PRIOR_WEIGHT = 0.15  # keeps w where the model knows what it means


@dataclass(frozen=True)
class StyleFitSettings:
    """How hard to try: `seeds` styles, then `steps` of refinement, on so many `layouts`."""

    seeds: int = 64
    steps: int = 72
    layouts: int = 3

    def __post_init__(self) -> None:
        if self.seeds < 1 or self.steps < 0 or self.layouts < 1:
            raise ValueError(f"a fit needs at least 1 seed and 1 layout, not {self}")


@dataclass(frozen=True, eq=False)
class StyleFitProgress:
    """How far a fit is.

    Attributes:
        done: parts so far.
        total: parts in all.
        likeness: 0 = no nearer to the photo than styles by chance, 1 = the same statistics.
        picture: [H, W, 3], one of the layouts in the style of now; only to be looked at.
        so_far: gives the style as it now is.
    """

    done: int
    total: int
    likeness: float
    picture: NDArray[np.uint8]
    so_far: Callable[[], VectorStyle]


def style_steps(
    photo: Photo, generator: Generator, settings: StyleFitSettings
) -> Iterator[StyleFitProgress]:
    """Fit a style to a photo in small parts; closing the iterator stops the work.

    The generator is only read. The same photo, model and settings give the same style.
    """
    fit = _Fit(photo, generator, settings)
    total = settings.seeds + settings.steps
    for start in range(0, settings.seeds, SEEDS_AT_ONCE):
        done = min(start + SEEDS_AT_ONCE, settings.seeds)
        fit.try_seeds(range(start, done))
        yield fit.progress(done, total)
    for step in range(settings.steps):
        fit.refine(step / settings.steps)
        if (step + 1) % STEPS_AT_ONCE == 0 or step + 1 == settings.steps:
            yield fit.progress(settings.seeds + step + 1, total)


def _ramp(share: float) -> float:
    """Return the share of the learning rate: half a cosine down to a twentieth."""
    return 0.05 + 0.95 * (0.5 + 0.5 * math.cos(math.pi * share))


@dataclass(frozen=True, eq=False)
class _Stage:
    """A layout, made once, that styles are tried on: z_S and the noises over their windows."""

    rects: list[Rect]
    land_w: Tensor
    z_s: Tensor
    noises: list[Tensor]

    @staticmethod
    def of(scene: Scene, generator: Generator, level: int) -> "_Stage":
        """Run G_S for all of a scene, for its picture after a level."""
        plan = ScenePlan.of(scene, generator.config)
        latents = SceneLatents(scene, plan, generator)
        window = plan.placement(level).level_rect(scene.canvas.rect)
        rects = generator.texture_rects(window, level)
        grids = generator.texture_grids()[1:]
        noises = [
            latents.noise(layer, grid, rect)[None]
            for layer, (grid, rect) in enumerate(zip(grids, rects[1:], strict=False))
        ]
        return _Stage(rects, latents.styles.land_w, latents.structure(rects[0]), noises)

    def paint(self, generator: Generator, w: Tensor) -> Tensor:
        """Paint in styles w [B, D]; returns [B, 3, H, W]."""
        every = w[:, None].expand(-1, len(self.noises), -1)
        layers = with_land_of(self.land_w, every, 0.0)
        blends = [StyleBlend.single(layer) for layer in layers.unbind(1)]
        colours = [StyleBlend.single(w)] * (len(blends) // 2)
        z_s = self.z_s.expand(len(w), -1, -1, -1)
        return generator.texture(z_s, self.rects, blends, self.noises, colours)[-1]


class _Sight:
    """The photo and the layouts after one level, for styles to be compared on."""

    def __init__(
        self, photo: Photo, scenes: Sequence[Scene], generator: Generator, level: int
    ) -> None:
        self._generator = generator
        self._stages = [_Stage.of(scene, generator, level) for scene in scenes]
        height = self._stages[0].rects[-1].height
        aspect = min(max(photo.size.width / photo.size.height, NARROWEST), WIDEST)
        device = next(generator.parameters()).device
        self._target = _shrunk(photo, Size(height, round(height * aspect))).to(device)

    @torch.no_grad()
    def keep_nearest(self, w: Tensor, count: int) -> None:
        """Keep so many layouts: those that come nearest to the photo in a style [D]."""
        distances = [float(self.look(w[None], i)[0]) for i in range(len(self._stages))]
        nearest = sorted(range(len(distances)), key=distances.__getitem__)
        self._stages = [self._stages[i] for i in nearest[:count]]

    def look(self, w: Tensor, layout: int) -> tuple[Tensor, Tensor]:
        """Paint a layout in styles [B, D]; returns the distances [B] and the pictures."""
        stage = self._stages[layout % len(self._stages)]
        pictures = stage.paint(self._generator, w)
        distances = [_distance(picture[None], self._target) for picture in pictures]
        return torch.stack(distances), pictures.detach()


class _Fit:
    """The state of a fit: one w for all layers that paint, `_away` deviations from `_start`."""

    def __init__(self, photo: Photo, generator: Generator, settings: StyleFitSettings) -> None:
        self._generator = generator
        self._statistics = StyleStatistics.of(generator)
        level = _level_for(generator)
        count, mean = settings.layouts, self._statistics.mean
        scenes = _scenes(photo, generator, level, mean, max(count, CANDIDATES))
        self._sight = _Sight(photo, scenes, generator, level)
        self._sight.keep_nearest(mean, count)
        self._by_chance = self._distance_by_chance()
        self._best = math.inf  # distance, in terms of that by chance
        self._seed = self._step = 0
        self._start, self._picture = self._statistics.mean, torch.zeros(3, 1, 1)
        self._away = torch.zeros_like(self._start).requires_grad_()
        self._optimiser = torch.optim.Adam([self._away], lr=0.0, betas=(0.9, 0.99))

    def try_seeds(self, seeds: range) -> None:
        """Try the styles of seeds, and go on with the best of all so far."""
        with torch.no_grad():
            styles = self._styles_of(seeds)
            distances, pictures = self._sight.look(styles, 0)
        best = int(distances.argmin())
        distance = float(distances[best]) / self._by_chance
        if distance < self._best:
            self._best, self._seed = distance, seeds[best]
            self._start, self._picture = styles[best], pictures[best]

    def refine(self, share: float) -> None:
        """Take a step on the next layout; `share` of the steps are done."""
        w = self._now()
        distances, pictures = self._sight.look(w[None], self._step)
        distance = distances[0] / self._by_chance
        self._optimiser.zero_grad()
        (distance + PRIOR_WEIGHT * self._statistics.distance(w)).backward()
        for group in self._optimiser.param_groups:
            group["lr"] = RATE * _ramp(share)
        self._optimiser.step()
        kept = AVERAGING if self._step else 0.0
        self._best = kept * self._best + (1 - kept) * float(distance.detach())
        self._picture = pictures[0]
        self._step += 1

    def progress(self, done: int, total: int) -> StyleFitProgress:
        """Tell how far the fit is."""
        likeness = min(max(1 - self._best, 0.0), 1.0)
        dims = self._generator.config.style_dims
        z, w = style_normals(self._seed, dims), self._now().detach().cpu()
        return StyleFitProgress(
            done, total, likeness, to_uint8(self._picture), lambda: _style(z, w)
        )

    def _now(self) -> Tensor:
        return self._start + self._away * self._statistics.deviation

    def _styles_of(self, seeds: range) -> Tensor:
        mapping, dims = self._generator.mapping, self._generator.config.style_dims
        z = torch.stack([style_normals(seed, dims) for seed in seeds])
        return mapping.truncated(mapping(z.to(mapping.mean_w)), VARIETY)

    def _distance_by_chance(self) -> float:
        """Return the middle distance of some styles: what likeness is measured by."""
        with torch.no_grad():
            distances, _ = self._sight.look(self._styles_of(range(SEEDS_BY_CHANCE)), 0)
        return max(float(distances.median()), SMALLEST_DISTANCE)


def _style(z: Tensor, w: Tensor) -> VectorStyle:
    return VectorStyle(tuple(z.double().tolist()), (tuple(w.double().tolist()),))


def _level_for(generator: Generator) -> int:
    """Return the finest level whose pictures of one scene are no taller than they need be."""
    levels, scene_px = generator.config.levels, generator.config.scene_px
    return max(
        (level for level in range(1, levels + 1) if scene_px >> (levels - level) <= PICTURE_PX),
        default=1,
    )


def _scenes(
    photo: Photo, generator: Generator, level: int, mean_w: Tensor, count: int
) -> list[Scene]:
    """Return native scenes whose horizon lies where the photo has its own."""
    side = generator.config.scene_px
    plain = Scene(Size(side, side), enlargement=1.0)
    scenes = [replace(plain, layout_seed=seed, texture_seed=seed) for seed in range(count)]
    wanted = find_horizon(photo)
    if wanted is None:
        return scenes
    return [
        replace(scene, horizon=_shift(scene, generator, level, mean_w, wanted)) for scene in scenes
    ]


@torch.no_grad()
def _shift(scene: Scene, generator: Generator, level: int, mean_w: Tensor, wanted: float) -> float:
    """Return by how much a layout's horizon is to be shifted to the one wanted."""
    picture = _Stage.of(scene, generator, level).paint(generator, mean_w[None])[0]
    found = find_horizon(Photo("", to_uint8(picture)))
    return 0.0 if found is None else min(max(wanted - found, -0.5), 0.5)


def _shrunk(photo: Photo, size: Size) -> Tensor:
    """Return the middle of a photo at a size, [1, 3, H, W] in [-1, 1]."""
    height, width = photo.size.height, photo.size.width
    scale = min(height / size.height, width / size.width)
    cut_y = max((height - size.height * scale) / 2, 0.0)  # rounding may leave a little less than 0
    cut_x = max((width - size.width * scale) / 2, 0.0)
    box = cut_x, cut_y, width - cut_x, height - cut_y
    small = Image.fromarray(photo.rgb).resize(
        (size.width, size.height), Image.Resampling.BOX, box=box
    )
    return torch.tensor(np.asarray(small)).permute(2, 0, 1)[None].float() / 127.5 - 1


def _distance(made: Tensor, wanted: Tensor) -> Tensor:
    """Compare the colours and contrasts of pictures [1, 3, H, W], height by height, at scales."""
    total = made.new_zeros(())
    for _ in range(SCALES):
        total = total + strip_distance(made, wanted, STRIPS)
        if min(made.shape[-2:]) < 4 * STRIPS:
            break
        made, wanted = F.avg_pool2d(made, 2), F.avg_pool2d(wanted, 2)
    return total
