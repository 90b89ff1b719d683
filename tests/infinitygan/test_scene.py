import re
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene_strategies import scenes, sizes

from infinitygan.geometry import Point, Rect, Size
from infinitygan.scene import Mood, PhotoPlacement, Reroll, Scene, StyleRegion
from infinitygan.shapes import Ellipse, Everything, Rectangle
from infinitygan.styles import SeedStyle

HASH = "0123456789abcdef" * 4
CANVAS = Size(height=1000, width=2000)
BOX = Rectangle(100, 200, 300, 400)
REGIONS = tuple(StyleRegion(SeedStyle(seed), BOX) for seed in range(4))
PHOTO = PhotoPlacement(HASH, 0, 0, 1000, 1500, feather_px=40)


@pytest.fixture
def scene() -> Scene:
    return Scene(
        CANVAS,
        scene_height_px=500,
        horizon=0.25,
        regions=REGIONS,
        rerolls=(Reroll(BOX, 10, layout_seed=1),),
        moods=(Mood(BOX, Rect.at(10, 20, 30, 40), softness_px=10),),
        photos=(PHOTO,),
    )


def seeds_of(scene: Scene) -> list[object]:
    return [region.style for region in scene.regions]


def test_scene_of_a_size_alone_is_complete() -> None:
    scene = Scene(CANVAS)
    assert scene.style == SeedStyle(0)
    assert (scene.variety, scene.wrap, scene.enlargement, scene.model) == (0.7, False, None, "")


@given(scenes())
def test_equal_scenes_hash_alike(scene: Scene) -> None:
    copy = replace(scene)
    assert copy == scene
    assert hash(copy) == hash(scene)


def test_scene_cannot_be_changed_in_place(scene: Scene) -> None:
    with pytest.raises(FrozenInstanceError):
        scene.horizon = 0.5  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"canvas": (10, 10)}, "canvas must be a Size"),
        ({"canvas": Size(10, True)}, "canvas.width must be a whole number, not True"),
        ({"canvas": Size(10.5, 10)}, "canvas.height must be a whole number"),  # pyright: ignore
        ({"layout_seed": -1}, "layout_seed must be from 0"),
        ({"texture_seed": 2**32}, "texture_seed must be from 0 to 4294967295"),
        ({"layout_seed": True}, "layout_seed must be a whole number, not True"),
        ({"style": 3}, "style must be a style"),
        ({"variety": 1.6}, "variety must be from 0 to 1.5, not 1.6"),
        ({"variety": float("nan")}, "variety must be a finite number"),
        ({"scene_height_px": 0}, "scene_height_px must be from 1"),
        ({"scene_height_px": 10.0}, "scene_height_px must be a whole number"),
        ({"horizon": -1.01}, "horizon must be from -1 to 1"),
        ({"wrap": 1}, "wrap must be true or false, not 1"),
        ({"enlargement": 0.5}, "enlargement must be from 1 to 32"),
        ({"enlargement": float("inf")}, "enlargement must be a finite number"),
        ({"regions": [REGIONS[0]]}, "regions must be a tuple"),
        ({"regions": (BOX,)}, "regions[0] must be a StyleRegion"),
        ({"rerolls": (BOX,)}, "rerolls[0] must be a Reroll"),
        ({"moods": (BOX,)}, "moods[0] must be a Mood"),
        ({"photos": (HASH,)}, "photos[0] must be a PhotoPlacement"),
        ({"model": "a\nb"}, "model must be one line"),
    ],
)
def test_impossible_scene_is_refused(scene: Scene, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        replace(scene, **changes)


@pytest.mark.parametrize(
    ("part", "changes", "message"),
    [
        (REGIONS[0], {"style": None}, "style must be a style"),
        (REGIONS[0], {"shape": Rect.at(0, 0, 1, 1)}, "shape must be a shape"),
        (REGIONS[0], {"softness_px": -1}, "softness_px must be from 0"),
        (REGIONS[0], {"opacity": 1.5}, "opacity must be from 0 to 1"),
        (REGIONS[0], {"locked": None}, "locked must be true or false"),
        (Reroll(BOX), {"layout_seed": 1.5}, "layout_seed must be a whole number"),
        (Reroll(BOX), {"texture_seed": -1}, "texture_seed must be from 0"),
        (Reroll(BOX), {"strength": 1.5}, "strength must be from 0 to 1"),
        (Mood(BOX, Rect.at(0, 0, 1, 1)), {"source": Rect.at(0, 0, 0, 5)}, "source must hold"),
        (Mood(BOX, Rect.at(0, 0, 1, 1)), {"source": BOX}, "source must be a Rect"),
        (Mood(BOX, Rect.at(0, 0, 1, 1)), {"strength": 2}, "strength must be from 0 to 1"),
        (PHOTO, {"photo": HASH.upper()}, "photo must be the 64 hex digits"),
        (PHOTO, {"photo": "../" + HASH}, "photo must be the 64 hex digits"),
        (PHOTO, {"match": "../x"}, "match must be a name"),
        (PHOTO, {"height_px": 0}, "height_px must be above 0"),
        (PHOTO, {"colour_match": -0.1}, "colour_match must be from 0 to 1"),
    ],
)
def test_impossible_part_is_refused(part: Any, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        replace(part, **changes)


def test_dice_change_only_what_they_roll(scene: Scene) -> None:
    assert scene.with_dice() == scene
    assert scene.with_dice(layout_seed=7) == replace(scene, layout_seed=7)
    assert scene.with_dice(style=SeedStyle(7)) == replace(scene, style=SeedStyle(7))
    assert replace(scene, texture_seed=5).with_dice(texture_seed=0) == scene


def test_region_is_added_above_all(scene: Scene) -> None:
    region = StyleRegion(SeedStyle(9), Everything())
    assert scene.with_region_added(region).regions == (*REGIONS, region)


def test_region_is_replaced_in_place(scene: Scene) -> None:
    region = StyleRegion(SeedStyle(9), Everything())
    assert scene.with_region(1, region).regions == (REGIONS[0], region, *REGIONS[2:])


def test_region_is_taken_out(scene: Scene) -> None:
    assert scene.without_region(0).regions == REGIONS[1:]
    assert scene.without_region(3).regions == REGIONS[:3]


@given(st.integers(0, 3), st.integers(0, 3))
def test_moved_region_stands_where_it_was_sent(index: int, to: int) -> None:
    moved = Scene(CANVAS, regions=REGIONS).with_region_moved(index, to)
    assert moved.regions[to] == REGIONS[index]
    assert moved.without_region(to).regions == tuple(
        region for region in REGIONS if region != REGIONS[index]
    )
    assert moved.with_region_moved(to, index).regions == REGIONS


@pytest.mark.parametrize("index", [-1, 4])
def test_region_that_is_not_there_is_refused(scene: Scene, index: int) -> None:
    with pytest.raises(ValueError, match=f"index must be one of 4 regions, not {index}"):
        scene.with_region(index, REGIONS[0])
    with pytest.raises(ValueError, match="one of 4 regions"):
        scene.without_region(index)
    with pytest.raises(ValueError, match=f"to must be one of 4 regions, not {index}"):
        scene.with_region_moved(0, index)


def test_pixel_anchoring_changes_nothing_but_the_canvas(scene: Scene) -> None:
    size = Size(1440, 5120)
    assert scene.with_canvas(size, "pixels") == replace(scene, canvas=size)


def test_relative_anchoring_scales_all_that_lies_on_the_canvas(scene: Scene) -> None:
    wide = scene.with_canvas(Size(height=1000, width=8000), "relative")
    box = Rectangle(100, 800, 300, 1600)
    assert wide.regions[0].shape == box
    assert wide.rerolls == (Reroll(box, 20, layout_seed=1),)
    assert wide.moods == (Mood(box, Rect.at(10, 80, 30, 160), softness_px=20),)
    assert wide.scene_height_px == 500
    assert wide.horizon == 0.25


def test_relative_anchoring_keeps_a_photo_in_its_shape_and_place(scene: Scene) -> None:
    placed = scene.with_canvas(Size(height=2000, width=8000), "relative").photos[0]
    assert (placed.height_px, placed.width_px, placed.feather_px) == (2000, 3000, 80)
    assert placed.left_px + placed.width_px / 2 == 3000  # as 750 of 2000
    assert placed.top_px == 0


def test_relative_anchoring_scales_the_scene_height(scene: Scene) -> None:
    assert scene.with_canvas(Size(3000, 2000), "relative").scene_height_px == 1500
    assert scene.with_canvas(Size(1, 2000), "relative").scene_height_px == 1
    assert Scene(CANVAS).with_canvas(Size(3000, 2000), "relative").scene_height_px is None


def test_a_source_never_shrinks_to_nothing(scene: Scene) -> None:
    assert not scene.with_canvas(Size(1, 1), "relative").moods[0].source.is_empty


@given(scenes(limit=1e4, max_side_px=2**12), sizes(2**12))
def test_any_canvas_can_become_any_other(scene: Scene, size: Size) -> None:
    there = scene.with_canvas(size, "relative")
    assert there.canvas == size
    assert len(there.regions) == len(scene.regions)
    assert scene.with_canvas(scene.canvas, "relative").regions == scene.regions


def test_unknown_anchoring_is_refused(scene: Scene) -> None:
    with pytest.raises(ValueError, match="anchoring must be 'relative' or 'pixels', not 'left'"):
        scene.with_canvas(CANVAS, "left")  # pyright: ignore[reportArgumentType]


def test_softness_follows_the_mean_factor() -> None:
    region = StyleRegion(SeedStyle(0), Ellipse(Point(1, 2), 3, 4), softness_px=5)
    assert region.scaled(4, 9).softness_px == 30


@pytest.mark.parametrize(
    ("names", "expected"),
    [([], None), (["m"], "m"), (["m", "m"], "m"), (["m", "n"], None), (["m", None], None)],
)
def test_match_holds_if_all_photos_have_it(
    scene: Scene, names: list[str | None], expected: str | None
) -> None:
    photos = tuple(replace(PHOTO, match=name) for name in names)
    assert replace(scene, photos=photos).match == expected
