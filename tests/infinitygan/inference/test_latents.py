"""What a scene says to the generator: latents, re-rolls, moods, noise, and styles by position."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
import torch
from tiny_model import TINY, tiny_generator

from infinitygan.geometry import Rect, Size, Span
from infinitygan.inference.latents import LOCAL_STRENGTH, SceneLatents
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.conv_specs import Grid
from infinitygan.networks.generator import Generator
from infinitygan.scene import Mood, Reroll, Scene, StyleRegion
from infinitygan.shapes import Ellipse, Everything, LinearGradient, Point
from infinitygan.styles import SeedStyle

SCENE = Scene(Size(400, 600), enlargement=1.0, variety=1.5)
FULL = LOCAL_STRENGTH * SCENE.variety  # deviation of its local latents
CELLS = Rect.at(-5, -5, 60, 80)


@pytest.fixture(scope="module")
def generator() -> Generator:
    return tiny_generator()


def latents_of(generator: Generator, scene: Scene) -> SceneLatents:
    return SceneLatents(scene, ScenePlan.of(scene, TINY), generator)


def test_the_layout_stays_when_only_the_style_changes(generator: Generator):
    window = Rect.at(0, 0, 9, 9)
    first, second = (
        latents_of(generator, replace(SCENE, style=SeedStyle(seed))).structure(window)
        for seed in (1, 2)
    )
    assert torch.equal(first, second)


def test_styles_shape_the_land_where_the_scene_asks_for_it(generator: Generator):
    window = Rect.at(0, 0, 9, 9)
    first, second = (
        latents_of(
            generator, replace(SCENE, style=SeedStyle(seed), style_in_structure=1.0)
        ).structure(window)
        for seed in (1, 2)
    )
    assert (first - second).abs().mean() > 0.1 * first.abs().mean()


def test_less_variety_calms_the_layout(generator: Generator):
    window = Rect.at(-60, -60, 120, 120)
    wild = latents_of(generator, SCENE).local_latents(window)
    calm = latents_of(generator, replace(SCENE, variety=0.7)).local_latents(window)
    assert torch.allclose(calm, wild * (0.7 / SCENE.variety))


def test_a_new_layout_everywhere_has_the_latents_of_its_seed(generator: Generator):
    rerolled = replace(SCENE, rerolls=(Reroll(Everything(), layout_seed=4),))
    seeded = replace(SCENE, layout_seed=4)
    assert torch.equal(
        latents_of(generator, rerolled).local_latents(CELLS),
        latents_of(generator, seeded).local_latents(CELLS),
    )


@pytest.mark.parametrize(("strength", "likeness"), [(0.0, 1.0), (0.5, 0.5**0.5), (1.0, 0.0)])
def test_a_partial_reroll_turns_the_latents(generator: Generator, strength: float, likeness: float):
    window = Rect.at(-60, -60, 120, 120)
    turned = Reroll(Everything(), layout_seed=4, strength=strength)
    before = latents_of(generator, SCENE).local_latents(window)
    after = latents_of(generator, replace(SCENE, rerolls=(turned,))).local_latents(window)
    assert after.std().item() == pytest.approx(FULL, abs=0.02)
    assert (before * after).mean().item() == pytest.approx(likeness * FULL**2, abs=0.02)


def test_a_fading_reroll_keeps_the_variance(generator: Generator):
    fading = Reroll(LinearGradient(Point(0, 0), Point(0, 600)), layout_seed=4, texture_seed=5)
    latents = latents_of(generator, replace(SCENE, rerolls=(fading,)))
    middle = Rect.at(-200, 30, 400, 16)
    assert latents.local_latents(middle).std().item() == pytest.approx(FULL, abs=0.05)
    grid = generator.texture_grids()[-1]
    noise = latents.noise(5, grid, Rect.at(0, 200, 300, 200))
    assert noise.std().item() == pytest.approx(1, abs=0.02)


def test_a_mood_borrows_mean_and_deviation(generator: Generator):
    source = Rect.at(80, 160, 200, 240)
    scene = replace(SCENE, moods=(Mood(Everything(), source),))
    plain = latents_of(generator, SCENE).local_latents(CELLS)
    moody = latents_of(generator, scene).local_latents(CELLS)
    # The cells centred in the source, from the grid of the local latents.
    grid = generator.structure_grids()[0]
    rows, columns = (
        Span(round((span.start - grid.origin_px) / 8), round((span.stop - grid.origin_px) / 8))
        for span in (source.rows, source.columns)
    )
    borrowed = latents_of(generator, SCENE).local_latents(Rect(rows, columns))
    deviation, mean = torch.std_mean(borrowed, dim=(1, 2), correction=0)
    expected = plain * deviation[:, None, None] + mean[:, None, None]
    torch.testing.assert_close(moody, expected)
    half = replace(SCENE, moods=(Mood(Everything(), source, strength=0.5),))
    torch.testing.assert_close(
        latents_of(generator, half).local_latents(CELLS), (plain + expected) / 2
    )


def test_a_mood_of_a_single_pixel_is_finite(generator: Generator):
    scene = replace(SCENE, moods=(Mood(Everything(), Rect.at(7, 7, 1, 1)),))
    assert torch.isfinite(latents_of(generator, scene).local_latents(CELLS)).all()


def test_each_texture_layer_has_noise_of_its_own(generator: Generator):
    latents = latents_of(generator, SCENE)
    grid = generator.texture_grids()[-1]
    window = Rect.at(0, 0, 64, 64)
    first, second = (latents.noise(layer, grid, window).flatten() for layer in (4, 5))
    assert abs(torch.corrcoef(torch.stack([first, second]))[0, 1]) < 0.08


def test_a_window_lies_within_its_canvas_rect(generator: Generator):
    latents = latents_of(generator, replace(SCENE, enlargement=1.7))
    for grid in generator.structure_grids() + generator.texture_grids():
        window = Rect.at(-7, 3, 5, 4)
        canvas = latents.canvas_rect(grid, window)
        y = latents.plan.canvas_rows(grid, window.rows)
        x = latents.plan.canvas_columns(grid, window.columns)
        assert canvas.rows.start <= y.min() <= y.max() <= canvas.rows.stop
        assert canvas.columns.start <= x.min() <= x.max() <= canvas.columns.stop


def test_styles_have_their_weights_on_each_map_and_are_weighed_once_a_level(
    generator: Generator, monkeypatch: pytest.MonkeyPatch
):
    regions = (
        StyleRegion(SeedStyle(7), LinearGradient(Point(0, 50), Point(40, 190))),
        StyleRegion(SeedStyle(8), Ellipse(Point(60, 90), 33.3, 47.7), softness_px=25),
    )
    latents = latents_of(generator, replace(SCENE, regions=regions))
    grids = generator.texture_grids()
    windows = generator.texture_rects(Rect.at(32, 48, 96, 112))
    weigh = latents.styles.weights
    expected = [weigh((0, 1), *place) for place in zip(grids, windows, strict=True)]
    weighed: list[int] = []

    def counted(regions: Sequence[int], grid: Grid, window: Rect) -> torch.Tensor:
        weighed.append(grid.step_px)
        return weigh(regions, grid, window)

    monkeypatch.setattr(latents.styles, "weights", counted)
    maps = latents.style_maps(grids, [windows]).maps
    assert all(torch.equal(got[0], want) for got, want in zip(maps, expected, strict=True))
    assert len(weighed) == len(set(weighed)) == len({grid.step_px for grid in grids})
