"""Scenes at the edge of sense: nothing fails, nothing is lost, and tiles still fit together."""

import math
from dataclasses import replace

import numpy as np
import pytest
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Point, Rect, Size
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import Scene, StyleRegion
from infinitygan.scene_json import scene_from_json, scene_to_json
from infinitygan.shapes import (
    BrushStrokes,
    Ellipse,
    Lasso,
    LinearGradient,
    RadialGradient,
    Rectangle,
    Shape,
    Stroke,
)
from infinitygan.styles import SeedStyle

PLAIN = Scene(Size(100, 140), enlargement=1.0, style=SeedStyle(1))
OTHER = SeedStyle(2)
FAR = 10**6
ODD_WINDOW = Rect.at(31, 47, 33, 29)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(tiny_generator(), ModelInfo("tiny", TINY), CPU, tile_cells=8)


def with_shapes(*shapes: Shape, softness_px: float = 0.0) -> Scene:
    """Return the plain scene with a region of its own style in each shape."""
    regions = tuple(
        StyleRegion(SeedStyle(2 + index % 5), shape, softness_px)
        for index, shape in enumerate(shapes)
    )
    return replace(PLAIN, regions=regions)


def star(points: int) -> Lasso:
    """Return a jagged lasso around the middle of the canvas."""
    turns = [2 * math.pi * index / points for index in range(points)]
    return Lasso(
        tuple(
            Point(50 + math.sin(a) * (20 + 18 * (i % 2)), 70 + math.cos(a) * (30 + 25 * (i % 2)))
            for i, a in enumerate(turns)
        )
    )


FIFTY = tuple(
    Ellipse(Point(i * 7 % 100, i * 13 % 140), 12 + i % 9, 9 + i % 11)
    if i % 2
    else Rectangle(i * 11 % 90, i * 17 % 120, 15, 25)
    for i in range(50)
)


@pytest.mark.parametrize(
    "shape",
    [
        Rectangle(-FAR, -FAR, 50, 50),
        Ellipse(Point(FAR, 50), 40, 40),
        Lasso((Point(FAR, 0), Point(FAR, 9), Point(FAR + 9, 0))),
        BrushStrokes((Stroke((Point(50, -FAR), Point(50, -FAR + 30)), 40),)),
        LinearGradient(Point(0, FAR), Point(0, 2 * FAR)),
        RadialGradient(Point(-FAR, 50), 100),
    ],
    ids=lambda shape: type(shape).__name__,
)
def test_region_off_the_canvas_changes_no_pixel_and_is_kept(renderer: Renderer, shape: Shape):
    scene = with_shapes(shape, softness_px=30)
    assert np.array_equal(renderer.render(scene), renderer.render(PLAIN))
    assert scene_from_json(scene_to_json(scene)) == scene


@pytest.mark.parametrize(
    "scene",
    [
        with_shapes(star(2000), softness_px=8),
        with_shapes(star(2000)),
        with_shapes(*FIFTY, softness_px=6),
        with_shapes(*FIFTY),
        with_shapes(Rectangle(20, 20, 1e-9, 60), Ellipse(Point(50, 50), 1e-9, 1e-9)),
    ],
    ids=["soft lasso", "hard lasso", "50 soft regions", "50 hard regions", "nothing wide"],
)
def test_window_equals_the_crop_of_the_whole(renderer: Renderer, scene: Scene):
    whole = renderer.render(scene)
    window = renderer.render(scene, ODD_WINDOW)
    assert np.array_equal(window, whole[31:64, 47:76])
    assert scene_from_json(scene_to_json(scene)) == scene


def test_zero_softness_still_paints_the_style_inside_and_nothing_far_outside(renderer: Renderer):
    scene = with_shapes(Rectangle(-50, -50, 200, 120))  # its right edge is at 70
    styled = renderer.render(replace(PLAIN, style=OTHER))
    made, plain = renderer.render(scene), renderer.render(PLAIN)
    assert np.array_equal(made[:, :55], styled[:, :55])
    assert np.array_equal(made[:, 85:], plain[:, 85:])


def test_everything_erased_leaves_the_picture_as_it_was(renderer: Renderer):
    scene = with_shapes(Rectangle(30, 40, 20, 20), softness_px=10)
    wiped = replace(scene.regions[0], erased=(Stroke((Point(40, 50),), 200, hardness=1.0),))
    assert np.array_equal(renderer.render(scene.with_region(0, wiped)), renderer.render(PLAIN))
