"""Tests of `app.opening_scene`."""

from app.opening_scene import first_scene, fresh_scene
from infinitygan.geometry import Size
from infinitygan.style_file import curated_styles
from infinitygan.styles import SeedStyle

CANVAS = Size(1440, 2560)
STYLES = (SeedStyle(1, "Winter"), SeedStyle(2, "Desert"))


def test_the_first_landscape_fills_any_canvas():
    assert first_scene(CANVAS).canvas == CANVAS


def test_the_first_landscape_has_a_curated_style_of_the_bundled_model():
    scene = first_scene(CANVAS)
    assert scene.style in [curated.style for curated in curated_styles()]
    assert scene.model == ""


def test_the_first_landscape_is_always_the_same():
    assert first_scene(CANVAS) == first_scene(CANVAS)


def test_later_landscapes_differ_in_layout_and_take_one_of_the_styles():
    drawn = iter([10, 11, 12, 0, 20, 21, 22, 1])
    first, second = (fresh_scene(CANVAS, STYLES, lambda: next(drawn)) for _ in range(2))
    assert (first.layout_seed, second.layout_seed) == (10, 20)
    assert (first.style, second.style) == STYLES


def test_without_curated_styles_any_style_is_drawn():
    assert isinstance(fresh_scene(CANVAS, ()).style, SeedStyle)
