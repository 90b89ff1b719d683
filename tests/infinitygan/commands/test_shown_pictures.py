"""What is measured is what the program shows."""

import pytest
import torch
from tiny_model import TINY
from torch import Tensor

from infinitygan.commands.shown_pictures import ShownPictures
from infinitygan.geometry import Size
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle
from infinitygan.training.picture_sets import PictureSet

CELLS = 8


@pytest.fixture
def shown(tiny_renderer: Renderer) -> ShownPictures:
    return ShownPictures(tiny_renderer, TINY, CELLS, batch=2, seed=3, variety=0.7)


def gathered(pictures: PictureSet) -> Tensor:
    return torch.cat([batch.rgb for batch in pictures])


def rendered(renderer: Renderer, side: int, layout: int, style: int) -> Tensor:
    scene = Scene(Size(side, side), layout, layout, SeedStyle(style), enlargement=1.0)
    return torch.from_numpy(renderer.render(scene)).permute(2, 0, 1) / 255


def test_scenes_are_those_of_the_renderer(shown: ShownPictures, tiny_renderer: Renderer):
    found = gathered(shown.scenes(1, 3))
    for seed, rgb in enumerate(found, 3):
        assert torch.equal(rgb, rendered(tiny_renderer, TINY.scene_px, seed, seed))


def test_larger_scenes_come_at_scene_height(shown: ShownPictures, tiny_renderer: Renderer):
    (small,) = gathered(shown.scenes(2, 1))
    assert small.shape == (3, TINY.scene_px, TINY.scene_px)
    large = rendered(tiny_renderer, 2 * TINY.scene_px, 3, 3)
    torch.testing.assert_close(small.mean(), large.mean(), rtol=0, atol=0.02)


def test_patches_are_crops_of_scenes_with_their_label(
    shown: ShownPictures, tiny_renderer: Renderer
):
    side = shown.config.pixels_per_cell * CELLS - 5 * (shown.config.pixels_per_cell - 1)
    travel = TINY.scene_px - side
    for start, batch in zip((3, 5), shown.patches(4), strict=True):
        for index, (rgb, label) in enumerate(zip(batch.rgb, batch.label, strict=True)):
            scene = rendered(tiny_renderer, TINY.scene_px, start + index, start + index)
            top = round((label.item() + 1) / 2 * travel)
            strip = scene[:, top : top + side].unfold(2, side, 1).unbind(2)
            assert any((crop - rgb).abs().max() < 0.02 for crop in strip)


@pytest.mark.parametrize("one_style", [False, True])
def test_one_of_style_and_layout_is_shared(
    shown: ShownPictures, tiny_renderer: Renderer, one_style: bool
):
    found = gathered(shown.varied_scenes(2, one_style=one_style))
    seeds = (4, 3) if one_style else (3, 4)
    assert torch.equal(found[1], rendered(tiny_renderer, TINY.scene_px, *seeds))
