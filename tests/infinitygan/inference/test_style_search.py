"""An inversion starts from the seed whose style looks most like the photo."""

import torch
from tiny_model import TINY, tiny_generator

from infinitygan.fields import style_normals
from infinitygan.geometry import Size
from infinitygan.inference.fitted_latents import LevelPicture, Target, View, paint
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.inference.style_search import StyleStatistics, style_of_seed, tried_styles
from infinitygan.scene import Scene

CANVAS = Size(48, 48)
PLAN = ScenePlan.of(Scene(CANVAS, enlargement=1.0), TINY)


def painted_by(seed: int) -> Target:
    """What the tiny model paints in the style and the fields of a seed, as a target."""
    generator = tiny_generator()
    window = PLAN.placement(1).level_rect(CANVAS.rect)
    z, w = style_of_seed(generator, seed)
    with torch.no_grad():
        view = View(1, window, seed)
        picture = paint(generator, PLAN, view, (z, w.expand(len(generator.texture.specs), -1)))[
            -1
        ].picture
    return Target(CANVAS.rect, (LevelPicture(1, window, picture),))


def test_own_seed_of_a_picture_is_found():
    for seed in (0, 3, 5):
        *_, best = tried_styles(painted_by(seed), tiny_generator(), PLAN, 6)
        assert best.seed == seed
        assert best.distance < 1e-6


def test_best_so_far_is_told_after_each_seed_and_never_gets_worse():
    tried = list(tried_styles(painted_by(4), tiny_generator(), PLAN, 6))
    assert len(tried) == 6
    assert tried[0].seed == 0
    distances = [best.distance for best in tried]
    assert distances == sorted(distances, reverse=True)
    assert tried[0].picture.shape == painted_by(4).levels[0].picture.shape


def test_seeds_are_tamed_towards_the_mean_style():
    generator = tiny_generator()
    z, w = style_of_seed(generator, 7)
    assert torch.equal(z, style_normals(7, TINY.style_dims))
    wild = generator.mapping(z)
    mean = generator.mapping.mean_w
    assert (w - mean).norm() < (wild - mean).norm()


def test_drawn_styles_lie_one_deviation_from_the_mean_and_wild_ones_farther():
    generator = tiny_generator()
    statistics = StyleStatistics.of(generator)
    with torch.no_grad():
        ws = torch.stack(
            [generator.mapping(style_normals(seed, TINY.style_dims)) for seed in range(256)]
        )
    assert abs(float(statistics.distance(ws)) - 1) < 0.02
    assert float(statistics.distance(statistics.mean)) == 0
    assert float(statistics.distance(statistics.mean + 3 * statistics.deviation)) > 8.9
