"""Outside the margin that is drawn around an edit, not one pixel may differ."""

from dataclasses import replace

import numpy as np
import pytest
from tiny_model import CPU, TINY, tiny_generator, tiny_super_resolution

from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Rect, Size
from infinitygan.inference.enlargement import Enlargement
from infinitygan.inference.photo_detail import MARGIN_PX
from infinitygan.inference.reach import reach_px
from infinitygan.inference.renderer import Renderer
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.scene import Reroll, Scene, StyleRegion
from infinitygan.shapes import Ellipse, Point, Rectangle, influence
from infinitygan.styles import SeedStyle


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(
        tiny_generator(), ModelInfo("tiny", TINY), CPU, super_resolution=tiny_super_resolution()
    )


def changed_rect(renderer: Renderer, before: Scene, after: Scene) -> Rect:
    differs = (renderer.render(before) != renderer.render(after)).any(-1)
    rows, columns = np.nonzero(differs.any(1))[0], np.nonzero(differs.any(0))[0]
    height, width = rows[-1] + 1 - rows[0], columns[-1] + 1 - columns[0]
    return Rect.at(int(rows[0]), int(columns[0]), int(height), int(width))


@pytest.mark.parametrize("enlargement", [1.0, 1.7, 2.6])
@pytest.mark.parametrize(
    "edit",
    [
        Reroll(Rectangle(110, 120, 20, 25), layout_seed=9),
        Reroll(Ellipse(Point(120, 110), 10, 20), softness_px=12, texture_seed=9),
        StyleRegion(SeedStyle(5), Rectangle(110, 120, 20, 25), softness_px=8),
    ],
    ids=["layout", "texture", "style"],
)
@pytest.mark.parametrize("in_structure", [0.0, 0.5])
def test_no_pixel_differs_beyond_the_reach(
    renderer: Renderer, edit: Reroll | StyleRegion, enlargement: float, in_structure: float
):
    scene = Scene(Size(240, 250), enlargement=enlargement, style_in_structure=in_structure)
    if isinstance(edit, Reroll):
        edited = replace(scene, rerolls=(edit,))
    else:
        edited = scene.with_region_added(edit)
    shape = influence(edit.shape, edit.softness_px)
    assert shape is not None
    reaches = renderer.reach(scene)
    reach = reaches.layout if isinstance(edit, Reroll) else reaches.style
    allowed = Rect(shape.rows.grown(reach.height), shape.columns.grown(reach.width))
    assert allowed.contains(changed_rect(renderer, scene, edited))


def test_reach_is_no_larger_than_it_must_be(renderer: Renderer):
    scene = Scene(canvas=Size(240, 240), enlargement=1.0)
    shape = Rectangle(110, 110, 20, 20)
    edited = replace(scene, rerolls=(Reroll(shape, layout_seed=9),))
    changed = changed_rect(renderer, scene, edited)
    reach = renderer.reach(scene).layout
    assert changed.height > 20 + 2 * (reach.height - TINY.pixels_per_cell)


def test_style_that_shapes_no_land_reaches_less_far(renderer: Renderer):
    painting, shaping = (
        renderer.reach(Scene(Size(240, 240), style_in_structure=share)) for share in (0.0, 0.5)
    )
    assert painting.style.height < shaping.style.height == shaping.layout.height
    assert painting.layout == shaping.layout


def test_the_sight_of_photo_detail_adds_to_the_reach():
    generator = tiny_generator()
    plan = ScenePlan.of(Scene(Size(240, 250), enlargement=2.0), TINY)
    smooth = Enlargement(plan, None)
    bare, farther = (
        reach_px(plan, generator, smooth, None, is_matched=matched).layout
        for matched in (False, True)
    )
    cells_px = -(-MARGIN_PX // 8) * 8 * 2  # whole cells of 8 model px, each two canvas px wide
    assert bare.height < farther.height <= bare.height + cells_px
    assert bare.width < farther.width <= bare.width + cells_px
