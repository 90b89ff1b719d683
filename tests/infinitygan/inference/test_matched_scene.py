"""A match gives a scene the photos' styles and latents, and what continues them."""

from dataclasses import replace

import torch
from tiny_model import TINY, tiny_generator

from infinitygan.geometry import Rect, Size
from infinitygan.inference.match import FieldPatch, Match, MatchedPhoto
from infinitygan.inference.matched_scene import MatchedLatents, styled_scene
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import LinearGradient, Rectangle
from infinitygan.styles import SeedStyle, VectorStyle

CANVAS = Size(48, 320)
SCENE = Scene(CANVAS, enlargement=1.0)
PLAN = ScenePlan.of(SCENE, TINY)
GRID = tiny_generator().structure_grids()[0]
WHOLE = Rect.at(-4, -10, 14, 70)
CHANNELS = 4


def photo(left_cell: int, width: int = 8, value: float = 1.0) -> MatchedPhoto:
    """Latents that tell their column: `value` and a hundredth of the column."""
    columns = torch.arange(float(width)) / 100 + value
    latents = FieldPatch(Rect.at(0, left_cell, 6, width), columns.expand(CHANNELS, 6, width))
    looks = torch.rand(36, width, generator=torch.Generator().manual_seed(width))
    area = Rect.at(0, 8 * left_cell, 48, 8 * width)
    return MatchedPhoto(area, torch.full((6, 8), value), latents, looks)


def match(*photos: MatchedPhoto) -> Match:
    return Match(torch.full((8,), 0.5), photos, "0" * 16, {})


def latents(*photos: MatchedPhoto, plan: ScenePlan = PLAN) -> MatchedLatents:
    return MatchedLatents(match(*photos), SCENE, plan, GRID)


def zeros() -> torch.Tensor:
    return torch.zeros(CHANNELS, WHOLE.height, WHOLE.width)


def row(field: torch.Tensor, cell: int = 2) -> torch.Tensor:
    """One row of the first channel from cell 0 of the canvas on."""
    return field[0, cell - WHOLE.rows.start, -WHOLE.columns.start :]


def test_own_latents_are_held_and_nothing_else():
    held = row(latents(photo(5)).held(zeros(), WHOLE))
    assert torch.allclose(held[5:13], torch.arange(8) / 100 + 1)
    assert held[:5].eq(0).all()
    assert held[13:].eq(0).all()


def test_continuation_covers_the_canvas_on_both_sides_at_the_photos_height():
    field = latents(photo(15)).continued(zeros(), WHOLE, 0)
    assert row(field)[:15].gt(0.5).all()
    assert row(field)[23:40].gt(0.5).all()
    assert row(field, cell=7).eq(0).all()


def test_seed_varies_what_continues_the_photo():
    continued = [latents(photo(15)).continued(zeros(), WHOLE, seed) for seed in (0, 0, 1)]
    assert torch.equal(continued[0], continued[1])
    assert not torch.equal(continued[0], continued[2])


def test_two_photos_share_what_lies_between_them():
    field = row(latents(photo(0), photo(32, value=-1.0)).continued(zeros(), WHOLE, 0))
    assert field[8:20].gt(0.5).all()
    assert field[20:32].lt(-0.5).all()


def test_window_shows_the_same_as_the_whole():
    made = latents(photo(15))
    whole = made.continued(zeros(), WHOLE, 3)
    part = Rect.at(0, 20, 4, 9)
    window = made.continued(torch.zeros(CHANNELS, 4, 9), part, 3)
    assert torch.equal(window, whole[(slice(None), *part.slices_of(WHOLE))])


def test_wrapped_scene_is_continued_around():
    plan = ScenePlan.of(replace(SCENE, wrap=True), TINY)
    period = plan.wrap_period(GRID.step_px)
    assert period is not None
    window = Rect.at(0, 0, 6, 2 * period)
    made = latents(photo(3), plan=plan)
    field = made.continued(torch.zeros(CHANNELS, 6, 2 * period), window, 0)
    assert torch.equal(field[..., :period], field[..., period:])


def test_scene_of_one_photo_is_in_its_style():
    styled = styled_scene(SCENE, match(photo(5)))
    assert isinstance(styled.style, VectorStyle)
    assert styled.style.z == (0.5,) * 8
    assert styled.style.w == ((1.0,) * 8,) * 6
    assert styled.regions == ()


def test_style_passes_over_between_two_photos_from_left_to_right():
    styled = styled_scene(SCENE, match(photo(32, value=2.0), photo(0)))
    assert isinstance(styled.style, VectorStyle)
    assert styled.style.w == ((1.0,) * 8,) * 6
    (passage,) = styled.regions
    assert isinstance(passage.shape, LinearGradient)
    assert (passage.shape.start.x, passage.shape.stop.x) == (64, 256)


def test_own_regions_give_way_to_the_photo():
    region = StyleRegion(SeedStyle(3), Rectangle(0, 0, 48, 320))
    styled = styled_scene(replace(SCENE, regions=(region,)), match(photo(5)))
    below, held = styled.regions
    assert below == region
    assert held.style == styled.style
    assert held.softness_px > 0
