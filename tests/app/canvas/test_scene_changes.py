"""Tests of what an edit can change, and that nothing else is rendered again."""

from dataclasses import replace

import pytest
from fake_renderer import FakeBackend
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot
from view_waits import is_of

from app.application import Program
from app.canvas.scene_changes import NOTHING, changed_area
from infinitygan.geometry import Point, Reach, Rect, Size
from infinitygan.scene import Mood, Reroll, Scene, StyleRegion
from infinitygan.shapes import BrushStrokes, Everything, Rectangle, Stroke
from infinitygan.styles import SeedStyle

REACH = Reach(layout=Size(30, 40), style=Size(10, 20))
NEAR = Reach(layout=Size(1, 1), style=Size(1, 1))
SCENE = Scene(canvas=Size(600, 900))
SMALL = StyleRegion(SeedStyle(1), Rectangle(100, 200, 50, 60), softness_px=8)
OTHER = StyleRegion(SeedStyle(2), Rectangle(400, 500, 50, 60))
ALL = StyleRegion(SeedStyle(3), Everything())


def with_regions(*regions: StyleRegion) -> Scene:
    return replace(SCENE, regions=regions)


def test_roll_changes_more_around_it_than_a_region():
    roll = replace(SCENE, rerolls=(Reroll(SMALL.shape, layout_seed=2),))
    assert changed_area(SCENE, roll, REACH) == Rect.at(70, 160, 110, 140)


def test_region_changes_its_shape_its_softness_and_the_reach():
    assert changed_area(SCENE, with_regions(SMALL), REACH) == Rect.at(86, 176, 78, 108)


@pytest.mark.parametrize(
    "change", [{"layout_seed": 9}, {"variety": 0.1}, {"wrap": True}, {"canvas": Size(5, 5)}]
)
def test_edit_of_the_whole_is_not_local(change: dict[str, object]):
    changed = replace(SCENE, **change)  # pyright: ignore[reportArgumentType]
    assert changed_area(SCENE, changed, REACH) is None


def test_endless_region_is_not_local():
    assert changed_area(SCENE, with_regions(ALL), REACH) is None


def test_regions_below_and_above_do_not_count():
    before, after = with_regions(ALL, OTHER), with_regions(ALL, SMALL, OTHER)
    assert changed_area(before, after, REACH) == changed_area(SCENE, with_regions(SMALL), REACH)


def test_new_order_changes_all_that_moved():
    area = changed_area(with_regions(SMALL, OTHER), with_regions(OTHER, SMALL), NEAR)
    assert area == Rect.at(95, 195, 356, 366)


def test_next_stroke_changes_only_itself():
    first = Stroke((Point(300, 700),), 100)
    second = Stroke((Point(50, 50),), 20)
    before = with_regions(StyleRegion(SeedStyle(1), BrushStrokes((first,))))
    after = with_regions(StyleRegion(SeedStyle(1), BrushStrokes((first, second))))
    wanted = Rect.at(39, 39, 22, 22)
    assert changed_area(before, after, NEAR) == wanted
    assert changed_area(after, before, NEAR) == wanted
    erased = replace(second, erase=True)
    after = with_regions(StyleRegion(SeedStyle(1), BrushStrokes((first, erased))))
    assert changed_area(before, after, NEAR) == wanted


def test_stroke_that_is_being_drawn_changes_only_itself():
    first = Stroke((Point(300, 700),), 100)
    shorter = Stroke((Point(50, 50),), 20)
    longer = replace(shorter, points=(Point(50, 50), Point(50, 60)))
    before, after = (
        with_regions(StyleRegion(SeedStyle(1), BrushStrokes((first, stroke))))
        for stroke in (shorter, longer)
    )
    assert changed_area(before, after, NEAR) == Rect.at(39, 39, 22, 32)
    assert changed_area(after, before, NEAR) == Rect.at(39, 39, 22, 32)


@pytest.mark.parametrize("region", [OTHER, ALL], ids=["rectangle", "everything"])
def test_erasing_changes_only_where_the_eraser_went(region: StyleRegion):
    first = replace(region, erased=(Stroke((Point(420, 510),), 10),))
    second = replace(first, erased=(*first.erased, Stroke((Point(50, 50),), 20)))
    wanted = Rect.at(39, 39, 22, 22)
    assert changed_area(with_regions(first), with_regions(second), NEAR) == wanted
    assert changed_area(with_regions(second), with_regions(first), NEAR) == wanted


def test_rolls_and_moods_are_local():
    roll = replace(SCENE, rerolls=(Reroll(SMALL.shape, layout_seed=2),))
    mood = replace(SCENE, moods=(Mood(SMALL.shape, Rect.at(0, 0, 50, 50)),))
    for edited in (roll, mood):
        assert changed_area(SCENE, edited, NEAR) == Rect.at(99, 199, 52, 62)


@given(st.permutations([SMALL, OTHER, ALL]), st.integers(0, 3))
def test_same_scene_changes_nothing(regions: list[StyleRegion], count: int):
    scene = with_regions(*regions[:count])
    assert changed_area(scene, scene, REACH) == NOTHING


def test_stroke_renders_only_the_tiles_that_it_may_change(
    program: Program, backend: FakeBackend, qtbot: QtBot
):
    document, controller = program.document, program.controller
    program.window.resize(1100, 800)
    plain = replace(document.scene, canvas=Size(2000, 3000))
    with qtbot.waitSignal(controller.view_finished, check_params_cb=is_of(plain)):
        document.edit("size", plain)
    qtbot.waitUntil(lambda: controller._measured == plain.canvas)
    rendered = backend.renderer.rendered
    whole = {(level, rect) for scene, level, rect in rendered if scene == plain}
    region = StyleRegion(SeedStyle(8), Rectangle(100, 100, 60, 60))
    edited = plain.with_region_added(region)
    with qtbot.waitSignal(controller.view_finished, check_params_cb=is_of(edited)):
        document.edit("region", edited)
    again = {(level, rect) for scene, level, rect in rendered if scene == edited}
    assert again
    assert len(again) < len(whole)
    for level, rect in again:
        at = backend.renderer.placement(edited, level)
        assert at.top + rect.rows.start * at.scale_y < 200
        assert at.left + rect.columns.start * at.scale_x < 200
    shown: list[object] = []  # of the canvas alone; panels may still want their small pictures
    controller.tile_ready.connect(lambda request, tile: shown.append(tile))
    with qtbot.waitSignal(controller.view_finished, check_params_cb=is_of(plain)):
        document.undo_stack.undo()
    assert shown == []
