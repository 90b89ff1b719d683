"""Where a canvas lies on the model's plane."""

import dataclasses

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import TINY, tiny_generator

from infinitygan.config import PRESETS, GeneratorConfig
from infinitygan.coordinates import patch_coordinates
from infinitygan.geometry import Rect, Size, Span
from infinitygan.inference.scene_plan import (
    OUTLOOK_SPREAD,
    ScenePlan,
    automatic_enlargement,
    outlook_of,
)
from infinitygan.networks.conv_specs import Grid
from infinitygan.networks.generator import Generator
from infinitygan.scene import Scene


def plan_of(
    height: int, width: int, config: GeneratorConfig = TINY, **settings: object
) -> ScenePlan:
    return ScenePlan.of(Scene(Size(height, width), **settings), config)  # pyright: ignore


@pytest.fixture(scope="module")
def generator() -> Generator:
    return tiny_generator()


@pytest.mark.parametrize(
    ("height", "expected"),
    [
        (1, 1),
        (85, 1),
        (113, 1),
        (114, 2),
        (226, 2),
        (227, 3),
        (906, 8),
        (2160, 20),
        (2**31 - 1, 32),
    ],
)
def test_scenes_are_at_most_a_third_taller_than_in_training(height: int, expected: float):
    assert TINY.scene_px == 85
    assert automatic_enlargement(height, TINY) == expected
    assert plan_of(height, 100).scale_y == expected


def test_a_scene_height_of_its_own_decides_the_enlargement():
    assert plan_of(1000, 100, scene_height_px=100).scale_y == 1
    assert plan_of(100, 100, scene_height_px=840).scale_y == 8


def test_a_chosen_enlargement_is_kept():
    plan = plan_of(1000, 900, enlargement=1.25)
    assert plan.scale_y == plan.scale_x == 1.25
    assert plan.scene_model_px == 800
    assert plan.wrap_px is None


@given(st.integers(8, 10**6), st.floats(1, 8), st.sampled_from(["XS", "M"]))
def test_a_wrapped_canvas_is_whole_cells_and_never_shrunk(width: int, scale: float, preset: str):
    config = PRESETS[preset]
    plan = plan_of(100, width, config, wrap=True, enlargement=scale)
    assert plan.wrap_cells is not None
    assert plan.scale_x >= 1
    if width >= scale * config.pixels_per_cell:
        assert plan.wrap_px == pytest.approx(width)
        assert plan.scale_x >= plan.scale_y * (1 - 1e-12)
        assert plan.scale_x <= plan.scale_y * (1 + 1 / plan.wrap_cells) + 1e-9
    assert plan.wrap_cells / plan.period_cells == pytest.approx(
        round(plan.wrap_cells / plan.period_cells)
    )


def test_feature_maps_wrap_after_the_same_px():
    plan = plan_of(64, 240, wrap=True, enlargement=1.0)
    assert [plan.wrap_period(step) for step in (8, 4, 2, 1)] == [30, 60, 120, 240]


def test_centres_of_pixels_lie_in_their_middle():
    plan = plan_of(100, 100, enlargement=2.0)
    assert plan.canvas_rows(Grid(1, 0), Span(-1, 2)).tolist() == [-1.0, 1.0, 3.0]
    assert plan.canvas_columns(Grid(4, -2), Span(0, 2)).tolist() == [-3.0, 5.0]


@pytest.mark.parametrize("levels", [3, 4, 6])
def test_a_scene_of_the_trained_height_has_the_coordinates_of_training(levels: int):
    config = PRESETS["XS"].with_levels(levels)
    shape = Generator(config)
    grid = shape.texture_grids()[0]
    cells = shape.texture_rects(Rect.at(0, 0, config.scene_px, config.scene_px))[0]
    assert cells.height == config.scene_cells
    plan = plan_of(config.scene_px, config.scene_px, config, enlargement=1.0)
    halo = config.structure_layers * (config.structure_kernel // 2)
    found = plan.coordinates(grid, cells.grown(halo))
    trained = patch_coordinates(
        config, cells.height, torch.zeros(1), torch.tensor([float(cells.columns.start)])
    )
    torch.testing.assert_close(found[0], trained[0, 0], rtol=0, atol=1e-5)


def columns_of(plan: ScenePlan, width: int) -> torch.Tensor:
    return plan.coordinates(Grid(1, 0), Rect.at(0, 0, 1, width))[1:, 0]


def test_canvases_of_any_width_look_the_same_way():
    narrow, wide = (columns_of(plan_of(85, w, enlargement=1.0), w) for w in (101, 301))
    torch.testing.assert_close(narrow, wide[:, 100:201], rtol=0, atol=1e-5)


def test_a_model_says_where_its_layouts_look():
    turned = dataclasses.replace(TINY, outlook_cell=TINY.period_cells // 2)
    assert outlook_of(3, turned) - outlook_of(3, TINY) == pytest.approx(0.5, abs=0.01)


def test_layouts_look_about_to_one_side():
    turns = torch.tensor([outlook_of(seed, TINY) for seed in range(200)])
    assert turns.mean().abs() < OUTLOOK_SPREAD / 4
    assert turns.std() == pytest.approx(OUTLOOK_SPREAD, rel=0.2)


def test_a_taller_scene_spreads_the_same_coordinates():
    top, bottom = Rect.at(0, 0, 1, 1), Rect.at(849, 0, 1, 1)
    tall, trained = (plan_of(height, 100, enlargement=1.0) for height in (850, 85))
    first, last = (tall.coordinates(Grid(1, 0), edge)[0, 0, 0].item() for edge in (top, bottom))
    assert first == -last
    expected = trained.coordinates(Grid(1, 0), top)[0, 0, 0].item()
    assert first == pytest.approx(expected, abs=2e-3)  # by half a pixel of each


@pytest.mark.parametrize("horizon", [-0.5, 0.25])
def test_the_horizon_moves_down_by_its_share_of_the_scene(horizon: float):
    plan = plan_of(800, 100, enlargement=1.0, horizon=horizon)
    column = plan.coordinates(Grid(1, 0), Rect.at(-400, 0, 1600, 1))[0, :, 0]
    level = int((column < 0).sum()) - 400
    assert level == 400 + 800 * horizon


def test_coordinates_repeat_with_the_canvas():
    plan = plan_of(64, 400, wrap=True, enlargement=1.0)
    grid = Grid(8, -14)
    here = plan.coordinates(grid, Rect.at(0, 0, 3, 50))
    there = plan.coordinates(grid, Rect.at(0, 50, 3, 50))
    torch.testing.assert_close(here, there, rtol=0, atol=1e-5)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_placement_centres_pixels_where_the_network_has_them(generator: Generator, level: int):
    plan = plan_of(1000, 100, enlargement=1.5)
    placement = plan.placement(level)
    grid = generator.texture_grids()[2 * level]
    centres = plan.canvas_rows(grid, Span(-3, 5))
    claimed = [placement.top + (index + 0.5) * placement.scale_y for index in range(-3, 5)]
    assert centres.tolist() == pytest.approx(claimed)


def test_the_canvas_is_painted_at_the_last_level():
    plan = plan_of(100, 100)
    assert plan.model_level(None) == TINY.levels
    assert plan.model_level(1) == 1


def test_the_canvas_is_placed_on_itself():
    placement = plan_of(30, 40).placement(None)
    assert placement.level_rect(Rect.at(-1, 2, 3, 4)) == Rect.at(-1, 2, 3, 4)


@given(st.integers(1, 3), st.floats(1, 8), st.integers(-99, 99), st.integers(1, 99))
def test_a_level_rect_covers_its_part_and_no_pixel_more(
    level: int, scale: float, start: int, length: int
):
    placement = plan_of(100, 100, enlargement=scale).placement(level)
    rows = placement.level_rect(Rect(Span(start, start + length), Span(0, 1))).rows
    edges = [placement.top + row * placement.scale_y for row in (rows.start, rows.stop)]
    assert edges[0] <= start + 1e-6 < edges[0] + placement.scale_y + 2e-6
    assert edges[1] >= start + length - 1e-6 > edges[1] - placement.scale_y - 2e-6
