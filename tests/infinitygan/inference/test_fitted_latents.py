"""Targets are the photo's whole level pixels; views are painted with known latents in place."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from tiny_model import TINY, tiny_generator
from torch import Tensor

from infinitygan.fields import normals
from infinitygan.geometry import Rect, Size, Span
from infinitygan.inference.fitted_latents import (
    FittedLatents,
    LevelPicture,
    Target,
    View,
    kept,
    paint,
)
from infinitygan.inference.match import FieldPatch
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_placement import Anchor, place
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.inference.style_search import style_of_seed
from infinitygan.networks.generator import Generator
from infinitygan.scene import Scene

CANVAS = Size(40, 120)
SCENE = Scene(CANVAS, enlargement=1.0)
PLAN = ScenePlan.of(SCENE, TINY)
WINDOW = Rect.at(4, 30, 24, 32)


def target_of(size: tuple[float, float] = (40.0, 48.0), anchor: Anchor = Anchor.CENTER) -> Target:
    columns = np.linspace(0, 255, 48).astype(np.uint8)
    photo = Photo("0" * 64, np.broadcast_to(columns[:, None], (40, 48, 3)).copy())
    placement = place(photo.digest, size, CANVAS, anchor)
    return Target.of(SCENE, placement, photo, PLAN, torch.device("cpu"))


def painted(
    view: View, known: Sequence[FieldPatch] = (), generator: Generator | None = None
) -> list[LevelPicture]:
    generator = generator or tiny_generator()
    z, w = style_of_seed(generator, 3)
    style = z, w.expand(len(generator.texture.specs), -1)
    return paint(generator, PLAN, view, style, known)


def fitted() -> FittedLatents:
    generator = tiny_generator()
    return FittedLatents.start(target_of(), generator, style_of_seed(generator, 3)[1], 3)


def test_levels_show_the_photo_where_its_canvas_pixels_are():
    """It gets lighter to the right; the middle of its area is of the middle grey at each level."""
    target = target_of()
    assert target.area_px == Rect.at(0, 36, 40, 48)
    assert target.levels[-1].window == target.area_px
    for level in target.levels:
        assert level.picture.shape[2:] == (level.window.height, level.window.width)
        place_ = PLAN.placement(level.level)
        centres = torch.arange(level.window.columns.start, level.window.columns.stop) + 0.5
        share = (place_.left + centres * place_.scale_x - 36) / 48
        assert torch.allclose(level.picture[0, 0, 0], share * 2 - 1, atol=0.08)


def test_level_without_whole_pixels_of_the_photo_gives_the_next_finer_one():
    target = target_of((6.0, 6.0))
    assert target.at(1).level == target.levels[0].level > 1
    assert target.at(TINY.levels).level == TINY.levels


def test_each_level_is_painted_over_its_window():
    pictures = painted(View(TINY.levels, WINDOW, 5))
    assert [one.level for one in pictures] == [1, 2, 3]
    assert pictures[-1].window == WINDOW
    for one in pictures:
        assert one.picture.shape[2:] == (one.window.height, one.window.width)


def test_preview_of_a_view_is_the_view_of_its_level():
    """So one painting can be compared with the photo at all levels."""
    preview = painted(View(TINY.levels, WINDOW, 5))[0]
    alone = painted(View(1, preview.window, 5))[-1]
    assert torch.allclose(preview.picture, alone.picture, atol=1e-5)


def test_view_is_a_part_of_a_larger_one():
    part = WINDOW.shifted(3, 5).intersection(WINDOW)
    whole = painted(View(TINY.levels, WINDOW, 5))[-1].picture
    expected = whole[(..., *part.slices_of(WINDOW))]
    assert torch.allclose(painted(View(TINY.levels, part, 5))[-1].picture, expected, atol=1e-5)


def test_known_latents_take_the_place_of_random_ones():
    """They leave nothing to the field's seed but the noise, here of no strength."""
    generator = tiny_generator()
    for name, parameter in generator.named_parameters():
        if name.endswith("noise_strength"):
            parameter.zero_()
    cells = Rect.at(-40, -40, 80, 120)
    known = FieldPatch(cells, normals(9, 0, cells, TINY.local_latent_channels))

    def difference(known: Sequence[FieldPatch]) -> float:
        views = (View(1, Rect.at(0, 0, 8, 8), seed) for seed in (1, 2))
        one, other = (painted(view, known, generator)[-1].picture for view in views)
        return float((one - other).abs().mean())

    assert difference([known]) < 1e-6
    assert difference([]) > 0.01


def test_turn_is_that_of_the_coordinates():
    still, turned, full = (
        painted(View(1, Rect.at(0, 0, 8, 8), 1, turn))[-1].picture
        for turn in (0, 5, TINY.period_cells)
    )
    assert not torch.allclose(still, turned, atol=1e-3)
    assert torch.allclose(still, full, atol=1e-4)


def test_cells_are_those_centred_in_the_photo():
    start = fitted()
    grid = tiny_generator().structure_grids()[0]

    def inside(cells: Span, pixels: Span) -> list[bool]:
        around = range(cells.start - 1, cells.stop + 1)
        return [pixels.start <= grid.origin_px + grid.step_px * i < pixels.stop for i in around]

    for cells, pixels in (
        (start.local.rect.rows, start.target.area_px.rows),
        (start.local.rect.columns, start.target.area_px.columns),
    ):
        assert inside(cells, pixels) == [False, *[True] * cells.length, False]


def test_frozen_latents_are_of_half_precision_and_apart_from_the_fit():
    start = fitted()
    start.local = replace(start.local, values=start.local.values.requires_grad_())
    match = start.frozen()
    values = match.local_latents.values
    assert not values.requires_grad
    assert torch.equal(values, values.half().float())
    before = values.clone()
    with torch.no_grad():
        start.local.values.add_(1)
    assert torch.equal(match.local_latents.values, before)


def test_kept_tensor_is_what_a_file_gives_back():
    drawn: Tensor = torch.randn(5, dtype=torch.float64, requires_grad=True)
    assert kept(drawn).dtype == torch.float32
    assert torch.equal(kept(kept(drawn)), kept(drawn))
