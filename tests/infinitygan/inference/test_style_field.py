"""Styles by position: weights that sum to 1, and shortcuts that tell the truth."""

from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_model import TINY, tiny_generator

from infinitygan.geometry import Rect, Size
from infinitygan.inference.latents import SceneLatents
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.inference.style_field import STRUCTURE_STRENGTH, StyleField, land_layers
from infinitygan.networks.generator import Generator
from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import Ellipse, Everything, Point, Rectangle
from infinitygan.styles import SeedStyle, VectorStyle

SCENE = Scene(Size(400, 600), enlargement=1.0)
ONES = torch.ones(1, 1, 1, 1)
LAND = land_layers(2 * TINY.levels)


@pytest.fixture(scope="module")
def generator() -> Generator:
    return tiny_generator()


def styles_of(generator: Generator, scene: Scene) -> StyleField:
    return StyleField(scene, ScenePlan.of(scene, TINY), generator)


def regions() -> st.SearchStrategy[StyleRegion]:
    place = st.floats(-100, 500)
    extent = st.floats(1, 400)
    shapes = st.one_of(
        st.builds(Rectangle, place, place, extent, extent),
        st.builds(Ellipse, st.builds(Point, place, place), extent, extent),
        st.just(Everything()),
    )
    return st.builds(
        StyleRegion,
        st.builds(SeedStyle, st.integers(0, 3)),
        shapes,
        st.floats(0, 60),
        st.sampled_from([0.0, 0.3, 1.0]),
        visible=st.booleans(),
    )


@settings(max_examples=60)
@given(
    st.lists(regions(), max_size=4),
    st.builds(Rect.at, *[st.integers(-20, 60)] * 2, *[st.integers(1, 12)] * 2),
    st.booleans(),
)
def test_weights_sum_to_one_and_shortcuts_tell_the_truth(
    generator: Generator, painted: list[StyleRegion], window: Rect, wrap: bool
):
    scene = replace(SCENE, regions=tuple(painted), wrap=wrap)
    latents = SceneLatents(scene, ScenePlan.of(scene, TINY), generator)
    field, grid = latents.styles, generator.texture_grids()[0]
    canvas = latents.canvas_rect(grid, window)
    every = tuple(range(sum(region.visible for region in painted)))
    whole = field.weights(every, grid, window)
    near = field.regions_at(canvas)
    assert torch.equal(field.weights(near, grid, window), whole)
    torch.testing.assert_close(whole.sum(0), torch.ones_like(whole[0]))
    assert not whole[[i for i in range(len(whole)) if i not in field.used(near)]].any()
    only = field.only_style(canvas)
    if only is not None:
        assert (whole[only] == 1).all()


def test_only_one_style_counts_where_one_region_covers_all(generator: Generator):
    covered = StyleRegion(SeedStyle(7), Rectangle(100, 100, 100, 100), 10)
    field = styles_of(generator, replace(SCENE, regions=(covered,)))
    assert field.only_style(Rect.at(0, 0, 80, 80)) == 0
    assert field.only_style(Rect.at(120, 120, 50, 50)) == 1
    assert field.only_style(Rect.at(90, 90, 50, 50)) is None


def test_equal_styles_count_as_one(generator: Generator):
    twice = tuple(
        StyleRegion(SeedStyle(seed), Rectangle(0, 0, 100 + seed, 100)) for seed in (0, 3, 3)
    )
    field = styles_of(generator, replace(SCENE, regions=twice))
    assert field.weights((0, 1, 2), generator.texture_grids()[0], Rect.at(0, 0, 4, 4)).shape[0] == 2


def test_opposite_styles_blend_to_something_finite(generator: Generator):
    z = tuple(float(i + 1) for i in range(TINY.style_dims))
    opposite = VectorStyle(tuple(-value for value in z))
    region = StyleRegion(opposite, Everything(), opacity=0.5)
    scene = replace(SCENE, style=VectorStyle(z), regions=(region,), style_in_structure=1.0)
    latents = SceneLatents(scene, ScenePlan.of(scene, TINY), generator)
    assert torch.isfinite(latents.structure(Rect.at(0, 0, 4, 4))).all()


def texture_of(generator: Generator, scene: Scene, layer: int) -> torch.Tensor:
    return styles_of(generator, scene).texture_blend(layer, [0], ONES, ONES).styles[0, 0]


def test_styles_share_the_layers_that_shape_the_land_and_no_others(generator: Generator):
    first, second = (replace(SCENE, style=SeedStyle(seed)) for seed in (1, 2))
    for layer in range(len(generator.texture.specs)):
        one, other = (texture_of(generator, scene, layer) for scene in (first, second))
        assert torch.equal(one, other) == (layer < LAND)


def test_colours_are_the_styles_own_on_every_level(generator: Generator):
    first, second = (styles_of(generator, replace(SCENE, style=SeedStyle(s))) for s in (1, 2))
    for layer in range(1, len(generator.texture.specs), 2):
        one, other = (field.colour_blend(layer, [0], ONES).styles for field in (first, second))
        assert not torch.equal(one, other)


def test_style_in_structure_gives_the_land_its_own_style(generator: Generator):
    scene = replace(SCENE, style=SeedStyle(1), style_in_structure=1.0)
    land = texture_of(generator, scene, 0)
    torch.testing.assert_close(land, texture_of(generator, scene, LAND))
    half = texture_of(generator, replace(scene, style_in_structure=0.5), 0)
    torch.testing.assert_close(half, (land + styles_of(generator, scene).land_w) / 2)


def test_land_is_painted_in_the_style_that_structure_has(generator: Generator):
    first, second = (
        replace(SCENE, layout_seed=seed, variety=1.0 / STRUCTURE_STRENGTH) for seed in (1, 2)
    )
    one, other = (texture_of(generator, scene, 0) for scene in (first, second))
    assert not torch.equal(one, other)
    structure = styles_of(generator, first).structure_blend(ONES, ONES).styles[0, 0]
    mapped = generator.mapping.truncated(generator.mapping(structure), first.variety)
    torch.testing.assert_close(one, mapped)


def test_style_of_a_match_keeps_all_its_layers(generator: Generator):
    plan, z = ScenePlan.of(SCENE, TINY), torch.ones(TINY.style_dims)
    vector = tuple(float(i) for i in range(TINY.style_dims))
    scene = replace(SCENE, style=VectorStyle(vector, (vector,)))
    ones = torch.ones(1, 1, 1, 1)
    field = StyleField(scene, plan, generator, z)
    assert torch.equal(field.texture_blend(0, [0], ones, ones).styles[0, 0], torch.tensor(vector))


def test_other_styles_leave_photos_their_land(generator: Generator):
    z, dims = torch.randn(TINY.style_dims), TINY.style_dims
    first, second = (
        VectorStyle(
            tuple(z.double().tolist()), tuple(_numbers(layer + by, dims) for layer in range(6))
        )
        for by in (0, 50)
    )
    scene = replace(SCENE, style=first, regions=tuple(_over(s) for s in (second, SeedStyle(3))))
    field = StyleField(scene, ScenePlan.of(scene, TINY), generator, z)
    alone = styles_of(generator, replace(SCENE, style=SeedStyle(3), style_in_structure=1.0))

    def w_of(field: StyleField, style: int, layer: int) -> torch.Tensor:
        return field.texture_blend(layer, [style], ONES, ONES).styles[0, 0]

    for layer in range(6):
        expected = w_of(field, 0, layer) if layer < LAND else w_of(alone, 0, layer)
        assert torch.equal(w_of(field, 2, layer), expected)
        for style, photos in enumerate((first, second)):
            assert torch.equal(w_of(field, style, layer), torch.tensor(photos.w[layer]))


def _numbers(start: int, count: int) -> tuple[float, ...]:
    return tuple(float(start + place) for place in range(count))


def _over(style: SeedStyle | VectorStyle) -> StyleRegion:
    return StyleRegion(style, Rectangle(100, 100, 100, 100), 10)
