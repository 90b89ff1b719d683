"""Tests of `app.overall_style`."""

from dataclasses import replace

import pytest

from app.overall_style import AROUND_OPACITY, overall_style, with_overall_style
from infinitygan.geometry import Size
from infinitygan.scene import PhotoPlacement, Scene, StyleRegion
from infinitygan.shapes import Everything, Rectangle
from infinitygan.styles import SeedStyle

FIRST, SECOND = SeedStyle(1), SeedStyle(2)
PLACEMENT = PhotoPlacement("0" * 64, 0, 0, 48, 64)
PLAIN = Scene(canvas=Size(90, 160), style=FIRST)
WITH_PHOTO = replace(PLAIN, photos=(PLACEMENT,))
MATCHED = replace(PLAIN, photos=(replace(PLACEMENT, match="m"),))
OWN_REGION = StyleRegion(SeedStyle(9), Rectangle(1, 2, 3, 4))


@pytest.mark.parametrize("scene", [PLAIN, WITH_PHOTO])
def test_without_a_match_it_is_the_scenes_own(scene: Scene):
    assert overall_style(scene) == FIRST
    assert with_overall_style(scene, SECOND) == replace(scene, style=SECOND)


def test_matched_photos_decide_it():
    assert overall_style(MATCHED) is None


def test_around_matched_photos_it_is_a_region_below_all_others():
    scene = replace(MATCHED, regions=(OWN_REGION,))
    around = with_overall_style(scene, SECOND)
    assert around.regions == (
        StyleRegion(SECOND, Everything(), opacity=AROUND_OPACITY),
        OWN_REGION,
    )
    assert around.style == FIRST  # comes back with the photo's end
    assert overall_style(around) == SECOND


def test_the_next_style_takes_the_place_of_the_last():
    once = with_overall_style(MATCHED, FIRST)
    assert with_overall_style(once, SECOND) == with_overall_style(MATCHED, SECOND)


def test_a_hidden_one_does_not_count_until_it_is_used_again():
    region = StyleRegion(FIRST, Everything(), visible=False)
    scene = replace(MATCHED, regions=(region,))
    assert overall_style(scene) is None
    assert with_overall_style(scene, SECOND).regions == (StyleRegion(SECOND, Everything()),)


def test_a_locked_one_is_left_alone():
    region = StyleRegion(FIRST, Everything(), locked=True)
    scene = with_overall_style(replace(MATCHED, regions=(region,)), SECOND)
    assert scene.regions.count(region) == 1
    assert len(scene.regions) == 2
