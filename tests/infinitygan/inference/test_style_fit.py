"""A style fitted to a photo takes on its colours, in steps that can be stopped, and alike again."""

from collections.abc import Generator
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Size
from infinitygan.inference.photo import Photo
from infinitygan.inference.renderer import Renderer
from infinitygan.inference.style_fit import StyleFitProgress, StyleFitSettings, _shrunk
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle, VectorStyle

# Of three levels a style paints but the last one, which is too little to be fitted.
MODEL = replace(TINY, levels=4, texture_widths=(8, 6, 4, 4))
QUICK = StyleFitSettings(seeds=12, steps=24, layouts=2)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(tiny_generator(MODEL), ModelInfo("tiny", MODEL), CPU)


def photo_of(renderer: Renderer, style_seed: int, size: Size | None = None) -> Photo:
    """Return a picture of the model itself: a photo that it can reach."""
    side = MODEL.scene_px
    scene = Scene(size or Size(side, side), 77, 77, SeedStyle(style_seed), variety=1.0)
    return Photo("0" * 64, renderer.render(replace(scene, enlargement=1.0)))


def fitted(
    renderer: Renderer, photo: Photo, settings: StyleFitSettings = QUICK
) -> list[StyleFitProgress]:
    return list(renderer.style_steps(photo, settings))


def test_refinement_comes_nearer_to_the_photo(renderer: Renderer):
    steps = fitted(renderer, photo_of(renderer, 900))
    refined = [step.likeness for step in steps if step.done > QUICK.seeds]
    assert refined[-1] > max(refined[0], 0)
    assert all(0 <= step.likeness <= 1 for step in steps)


def test_style_has_the_colours_of_the_photo(renderer: Renderer):
    photo = photo_of(renderer, 900)
    style = fitted(renderer, photo)[-1].so_far()
    scene = Scene(Size(*photo.rgb.shape[:2]), 5, 5, style, enlargement=1.0)

    def off(made: np.ndarray) -> float:
        return float(np.abs(made.mean((0, 1)) - photo.rgb.mean((0, 1))).mean())

    by_chance = [off(renderer.render(replace(scene, style=SeedStyle(s)))) for s in range(8)]
    assert off(renderer.render(scene)) < np.median(by_chance)


def test_steps_count_up_to_the_total_and_the_picture_is_whole(renderer: Renderer):
    steps = fitted(renderer, photo_of(renderer, 1))
    assert [step.done for step in steps] == sorted({step.done for step in steps})
    assert steps[-1].done == steps[-1].total == QUICK.seeds + QUICK.steps
    assert steps[-1].picture.dtype == np.uint8
    assert steps[-1].picture.shape[2] == 3


def test_same_photo_gives_the_same_style(renderer: Renderer):
    photo = photo_of(renderer, 3)
    first, second = (fitted(renderer, photo)[-1].so_far() for _ in range(2))
    assert first == second
    assert len(first.z) == MODEL.style_dims
    assert [len(vector) for vector in first.w] == [MODEL.style_dims]


def test_a_stopped_fit_leaves_a_style_and_the_model_as_it_was(renderer: Renderer):
    weights = {k: v.clone() for k, v in renderer._generator.state_dict().items()}
    work = renderer.style_steps(photo_of(renderer, 3), QUICK)
    assert isinstance(work, Generator)
    style = next(work).so_far()
    work.close()
    assert isinstance(style, VectorStyle)
    after = renderer._generator.state_dict()
    assert all(torch.equal(after[name], value) for name, value in weights.items())


@pytest.mark.parametrize("size", [Size(40, 400), Size(400, 40), Size(1, 1)])
@pytest.mark.parametrize("value", [0, 255])
def test_photo_of_any_form_and_of_one_colour_is_fitted(renderer: Renderer, size: Size, value: int):
    photo = Photo("0" * 64, np.full((size.height, size.width, 3), value, np.uint8))
    last = fitted(renderer, photo, StyleFitSettings(seeds=2, steps=2, layouts=1))[-1]
    assert all(np.isfinite(number) for number in last.so_far().w[0])


def test_fit_without_any_seed_is_refused():
    with pytest.raises(ValueError, match="at least 1 seed"):
        StyleFitSettings(seeds=0)


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 90), st.integers(1, 170))
def test_any_photo_is_cut_to_any_size(height: int, width: int, rows: int, columns: int):
    photo = Photo("0" * 64, np.full((height, width, 3), 255, np.uint8))
    small = _shrunk(photo, Size(rows, columns))
    assert small.shape == (1, 3, rows, columns)
    assert (small == 1).all()
