"""The pictures that are compared."""

import pytest
import torch
from small_training import SMALL, flat_landscapes

from infinitygan.networks.generator import Generator
from infinitygan.training.metrics import seam_energy
from infinitygan.training.picture_sets import (
    PictureSet,
    cells_for,
    generated_patches,
    generated_scenes,
    real_pictures,
    softened,
    tiled_scenes,
    varied_scenes,
)


@pytest.fixture(scope="module")
def generator() -> Generator:
    torch.manual_seed(0)
    made = Generator(SMALL).requires_grad_(False)
    for name, parameter in made.named_parameters():
        if name.endswith("noise_strength"):
            parameter.fill_(0.5)
    return made


def gathered(pictures: PictureSet) -> torch.Tensor:
    return torch.cat([batch.rgb for batch in pictures])


def test_all_sets_hold_the_count_in_batches_and_eight_bits(generator: Generator):
    side = SMALL.scene_px
    photos = flat_landscapes()
    for pictures in (
        real_pictures(photos, side, 5, 2, seed=0),
        softened(real_pictures(photos, side, 5, 2, seed=0), 2),
        generated_scenes(generator, 1, 5, 2, seed=0),
        generated_scenes(generator, 3, 5, 2, seed=0),
        varied_scenes(generator, 5, 2, 0, one_style=True),
    ):
        rgb = gathered(pictures)
        assert rgb.shape[0] == 5
        levels = rgb * 255
        torch.testing.assert_close(levels, levels.round(), rtol=0, atol=1e-3)
        assert rgb.min() >= 0
        assert rgb.max() <= 1


def test_patches_have_labels_all_over_the_scene(generator: Generator):
    batches = list(generated_patches(generator, 8, 40, 10, seed=0))
    labels = torch.cat([batch.label for batch in batches])
    assert batches[0].rgb.shape[-1] == 11
    assert labels.min() < -0.7
    assert labels.max() > 0.7


def test_sets_repeat_by_their_seed(generator: Generator):
    first, again, other = (
        gathered(generated_patches(generator, 8, 4, 4, seed=seed)) for seed in (1, 1, 2)
    )
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_rungs_lose_detail_step_by_step():
    noise = flat_landscapes()
    side = SMALL.scene_px
    blurs = [
        gathered(softened(real_pictures(noise, side, 4, 4, seed=0), factor)) for factor in (2, 4, 8)
    ]
    sharp = gathered(real_pictures(noise, side, 4, 4, seed=0))
    losses = [(blurred - sharp).abs().mean().item() for blurred in blurs]
    assert 0 < losses[0] < losses[1] < losses[2]


@pytest.mark.parametrize("side_px", [10, 19, 57, 100])
def test_cells_cover_the_side_and_no_more(side_px: int):
    cells = cells_for(SMALL, side_px)
    made = 2 * cells - 5
    assert side_px <= made < side_px + SMALL.pixels_per_cell


def test_scenes_of_any_scale_come_at_scene_height(generator: Generator):
    for times in (1, 2, 4):
        assert gathered(generated_scenes(generator, times, 2, 2, seed=0)).shape[-1] == 19


@pytest.mark.parametrize("one_style", [False, True])
def test_one_of_style_and_layout_is_shared(
    generator: Generator, monkeypatch: pytest.MonkeyPatch, one_style: bool
):
    seen: list[tuple[torch.Tensor, torch.Tensor]] = []
    original = generator.structure_patches

    def spy(z_g: torch.Tensor, z_l: torch.Tensor, coordinates: torch.Tensor) -> torch.Tensor:
        seen.append((z_g, z_l))
        return original(z_g, z_l, coordinates)

    monkeypatch.setattr(generator, "structure_patches", spy)
    gathered(varied_scenes(generator, 4, 2, 0, one_style=one_style))
    z_g, z_l = (torch.cat(parts) for parts in zip(*seen, strict=True))
    assert len(z_g.unique(dim=0)) == (1 if one_style else 4)
    assert len(z_l.flatten(1).unique(dim=0)) == (4 if one_style else 1)


def test_tiles_show_no_seam(generator: Generator):
    rgb = tiled_scenes(generator, 4, 6, seed=0)
    assert rgb.shape == (6, 3, 16, 16)
    assert seam_energy(rgb, 4) == pytest.approx(1, abs=0.25)


def test_tiles_make_up_the_scene(generator: Generator):
    small, large = (tiled_scenes(generator, side, 2, seed=0) for side in (4, 16))
    torch.testing.assert_close(small, large, rtol=1e-4, atol=1e-4)
