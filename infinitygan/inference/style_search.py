"""Where an inversion starts: the best of many random styles, seen from far away."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.fields import style_normals
from infinitygan.inference.fitted_latents import Target, View, paint
from infinitygan.inference.picture_distance import strip_distance
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.generator import Generator

STATISTICS_SEEDS = 256
VARIETY = 0.7  # of the styles tried: wild ones are hard to leave
STRIPS = 6


@dataclass(frozen=True, eq=False)
class StyleStatistics:
    """Mean and deviation of w, [style_dims] each."""

    mean: Tensor
    deviation: Tensor

    @staticmethod
    def of(generator: Generator) -> "StyleStatistics":
        """Measure a generator's styles."""
        dims = generator.config.style_dims
        device = next(generator.parameters()).device
        z = torch.stack([style_normals(seed, dims) for seed in range(STATISTICS_SEEDS)])
        with torch.no_grad():
            w = generator.mapping(z.to(device))
        return StyleStatistics(w.mean(0), w.std(0).clamp_min(1e-4))

    def distance(self, w: Tensor) -> Tensor:
        """Return the mean square of how many deviations styles [..., D] are from the mean."""
        return ((w - self.mean) / self.deviation).square().mean()


@dataclass(frozen=True, eq=False)
class BestStyle:
    """The best of the styles tried so far: its seed, and its `picture` [1, 3, H, W]."""

    seed: int
    distance: float
    picture: Tensor


def tried_styles(
    target: Target, generator: Generator, plan: ScenePlan, seeds: int
) -> Iterator[BestStyle]:
    """Try the styles of the seeds 0, 1, ... on a photo; yields the best so far after each."""
    best: BestStyle | None = None
    for seed in range(seeds):
        tried = _tried(target, generator, plan, seed)
        if best is None or tried.distance < best.distance:
            best = tried
        yield best


def style_of_seed(generator: Generator, seed: int) -> tuple[Tensor, Tensor]:
    """Return z and w, [style_dims] each, of the style that a seed draws, somewhat tamed."""
    z = style_normals(seed, generator.config.style_dims)
    z = z.to(next(generator.parameters()))
    with torch.no_grad():
        return z, generator.mapping.truncated(generator.mapping(z), VARIETY)


@torch.no_grad()
def _tried(target: Target, generator: Generator, plan: ScenePlan, seed: int) -> BestStyle:
    z, w = style_of_seed(generator, seed)
    style = z, w.expand(len(generator.texture.specs), -1)
    coarse = target.levels[0]
    made = paint(generator, plan, View(coarse.level, coarse.window, seed), style)[-1].picture
    far = F.l1_loss(_far(made), _far(coarse.picture))
    distance = far + strip_distance(made, coarse.picture, STRIPS)
    return BestStyle(seed, distance.item(), made)


def _far(picture: Tensor) -> Tensor:
    return F.adaptive_avg_pool2d(picture, (STRIPS, STRIPS))
