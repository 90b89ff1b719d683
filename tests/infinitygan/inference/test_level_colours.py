"""Each level shows the colours of the finished picture, and local edits do not change how."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Rect, Size
from infinitygan.inference.latents import SceneLatents
from infinitygan.inference.level_colours import LevelColours, _fitted, _shrunk
from infinitygan.inference.renderer import Renderer
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import upsample_rgb
from infinitygan.scene import Mood, Reroll, Scene, StyleRegion
from infinitygan.shapes import Everything, Rectangle
from infinitygan.styles import SeedStyle

SCENE = Scene(Size(64, 96), 3, 4, SeedStyle(5), enlargement=1.0)
LOWER = range(1, TINY.levels)


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(tiny_generator(), ModelInfo("tiny", TINY), CPU)


def mean_of(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    return picture.astype(float).mean((0, 1))


def uncorrected(generator: Generator, scene: Scene, level: int, rect: Rect) -> NDArray[np.float64]:
    """Return the mean colour that a level has of itself."""
    latents = SceneLatents(scene, ScenePlan.of(scene, TINY), generator)
    grids, rects = generator.texture_grids(), generator.texture_rects(rect, level)
    blends, colours = latents.texture_blends(latents.one_style(0, len(rects)))
    noises = [
        latents.noise(layer, grid, window)[None]
        for layer, (grid, window) in enumerate(zip(grids[1:], rects[1:], strict=False))
    ]
    z_s = latents.structure(rects[0])
    picture = generator.texture(z_s, rects, blends, noises, colours)[-1]
    return ((picture.clamp(-1, 1) + 1) * 127.5).mean((0, 2, 3)).double().numpy()


@pytest.mark.parametrize("level", LOWER)
def test_levels_come_near_to_the_colours_of_the_finished_picture(renderer: Renderer, level: int):
    wanted = mean_of(renderer.render(SCENE))
    rect = renderer.level_rect(SCENE, level, SCENE.canvas.rect)
    before = np.abs(uncorrected(tiny_generator(), SCENE, level, rect) - wanted).mean()
    after = np.abs(mean_of(renderer.render(SCENE, level=level)) - wanted).mean()
    assert after < before / 2


@pytest.mark.parametrize("level", LOWER)
def test_two_styles_have_each_their_own_colours_far_from_the_seam(renderer: Renderer, level: int):
    right = StyleRegion(SeedStyle(6), Rectangle(-999, 900, 9999, 9999))
    scene = replace(SCENE, canvas=Size(64, 1800), scene_height_px=64, regions=(right,))
    both = renderer.render(scene, level=level)
    base = renderer.render(replace(scene, regions=()), level=level)
    other = renderer.render(replace(scene, regions=(), style=SeedStyle(6)), level=level)
    quarter = both.shape[1] // 4
    assert np.array_equal(both[:, :quarter], base[:, :quarter])
    assert np.array_equal(both[:, -quarter:], other[:, -quarter:])


def test_local_edits_do_not_change_the_colours_beyond_them(renderer: Renderer):
    wide = replace(SCENE, canvas=Size(64, 1800), scene_height_px=64)
    edited = replace(
        wide,
        rerolls=(Reroll(Rectangle(0, 0, 64, 64), layout_seed=8),),
        moods=(Mood(Rectangle(0, 0, 64, 64), Rect.at(0, 600, 64, 64)),),
        regions=(StyleRegion(SeedStyle(9), Rectangle(0, 0, 64, 64)),),
    )
    plain, changed = (renderer.render(scene, level=1) for scene in (wide, edited))
    far = plain.shape[1] // 2
    assert np.array_equal(plain[:, far:], changed[:, far:])
    assert not np.array_equal(plain, changed)


def test_style_over_everything_equals_the_style_of_the_scene(renderer: Renderer):
    covered = replace(SCENE, style=SeedStyle(1), regions=(StyleRegion(SCENE.style, Everything()),))
    for level in LOWER:
        assert np.array_equal(
            renderer.render(covered, level=level), renderer.render(SCENE, level=level)
        )


def test_each_style_of_a_scene_is_measured_once():
    colours = LevelColours()
    latents = SceneLatents(SCENE, ScenePlan.of(SCENE, TINY), tiny_generator())
    assert colours._of(latents, SCENE.style) is colours._of(latents, SCENE.style)


def test_canvas_of_a_single_pixel_has_colours(renderer: Renderer):
    tiny = Scene(Size(1, 1))
    for level in LOWER:
        assert renderer.render(tiny, level=level).size


def test_shrunk_pictures_lie_where_up_sampling_takes_them_from():
    coarse_at = Rect.at(5, 8, 12, 14)
    ramp = torch.arange(5.0, 17)[:, None] + 100 * torch.arange(8.0, 22)
    fine = upsample_rgb(ramp.expand(1, 3, 12, 14))
    # Output index p of `upsample_rgb` is centred on input (p + 2) / 2.
    for drop in (0, 1):
        at = Rect.at(10 + drop, 16 + drop, fine.shape[2] - drop, fine.shape[3] - drop)
        small, window = _shrunk(fine[..., drop:, drop:], at)
        rows, columns = window.slices_of(coarse_at)
        torch.testing.assert_close(small[0, 0], ramp[rows, columns])


def test_known_map_of_colours_is_found_again():
    random = torch.Generator().manual_seed(0)
    own = torch.rand(500, 3, generator=random, dtype=torch.float64) - 0.5
    matrix = torch.tensor([[0.8, 0.1, 0.0], [0.0, 0.9, 0.2], [0.1, 0.0, 0.7]]).double()
    offset = torch.tensor([0.05, -0.1, 0.0]).double()
    found = _fitted(
        [(own[:200], own[:200] @ matrix.T + offset), (own[200:], own[200:] @ matrix.T + offset)]
    )
    torch.testing.assert_close(found[:, :3], matrix, atol=0.01, rtol=0)
    torch.testing.assert_close(found[:, 3], offset, atol=0.01, rtol=0)


def test_strips_of_one_colour_give_the_colour_of_the_goal():
    one = torch.full((10, 3), 0.25, dtype=torch.float64)
    goal = torch.tensor([[0.1, -0.2, 0.3]]).double().expand(10, 3)
    found = _fitted([(one, goal)])
    assert torch.isfinite(found).all()
    torch.testing.assert_close(one[0] @ found[:, :3].T + found[:, 3], goal[0])
