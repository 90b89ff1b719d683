"""Ablated generators: what each no longer sees, and that they train, save and resume as any."""

import dataclasses
from pathlib import Path

import pytest
import torch
from small_training import SMALL, flat_landscapes, small_step
from torch import Tensor

from infinitygan.checkpoint import load_model
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import StyleBlend
from infinitygan.training.ablations import Ablation, ablate
from infinitygan.training.batches import LatentBatch
from infinitygan.training.picture_sets import tiled_scenes
from infinitygan.training.run_state import STATE_NAME, load_state, save_run
from infinitygan.training.step import TrainingStep

CELLS = 8
KINDS: tuple[Ablation, ...] = ("padding", "structure", "coordinates")


def generator_without(ablation: Ablation) -> Generator:
    torch.manual_seed(0)
    generator = Generator(SMALL.with_levels(2)).requires_grad_(False)
    ablate(generator, ablation)
    return generator


def latents(generator: Generator) -> LatentBatch:
    return LatentBatch.draw(generator, 2, CELLS, 0.0, torch.Generator().manual_seed(1))


def picture(generator: Generator, batch: LatentBatch) -> Tensor:
    return batch.synthesize(generator)[-1]


def with_other_rim(field: Tensor, rim: int) -> Tensor:
    other = field.clone() + 1
    other[..., rim:-rim, rim:-rim] = field[..., rim:-rim, rim:-rim]
    return other


@pytest.mark.parametrize("ablation", ["", "padding"])
def test_a_padded_generator_sees_no_cell_beyond_the_picture(ablation: Ablation):
    generator = generator_without(ablation)
    batch = latents(generator)
    z_s = generator.structure_patches(batch.z_g, batch.z_l, batch.coordinates)
    rim = 2  # cells centred beyond the picture, of the five that the texture needs
    halo = (batch.z_l.shape[-1] - CELLS) // 2
    other_z_l = with_other_rim(batch.z_l, halo)
    inner = generator.structure_patches(batch.z_g, other_z_l, batch.coordinates)
    assert torch.equal(inner, z_s) == (ablation == "padding")
    pictures = [_textured(generator, batch, z) for z in (z_s, with_other_rim(z_s, rim))]
    assert torch.equal(*pictures) == (ablation == "padding")


def _textured(generator: Generator, batch: LatentBatch, z_s: Tensor) -> Tensor:
    blends = [StyleBlend.single(w) for w in batch.styles(generator)[0]]
    return generator.texture(z_s, generator.patch_rects(CELLS), blends, batch.noises)[-1]


def test_only_padding_shows_seams():
    def error(ablation: Ablation) -> float:
        generator = generator_without(ablation)
        tiles = tiled_scenes(generator, 12, 2, seed=0)
        whole = LatentBatch.draw(
            generator, 2, SMALL.scene_cells, 0.0, torch.Generator().manual_seed(0)
        ).synthesize(generator)[-1]
        side = tiles.shape[-1]
        return (tiles - whole[..., :side, :side]).abs().max().item()

    assert error("") < 1e-4
    assert error("padding") > 0.01


def test_without_coordinates_all_heights_look_alike():
    generator = generator_without("coordinates")
    batch = latents(generator)
    moved = dataclasses.replace(batch, coordinates=batch.coordinates.flip(0))
    assert torch.equal(picture(generator, batch), picture(generator, moved))
    whole = generator_without("")
    assert not torch.equal(picture(whole, batch), picture(whole, moved))


def test_without_structure_latents_and_coordinates_pass_as_they_are():
    generator = generator_without("structure")
    batch = latents(generator)
    z_s = generator.structure_patches(batch.z_g, batch.z_l, batch.coordinates)
    halo = (batch.z_l.shape[-1] - CELLS) // 2
    window = slice(halo, halo + CELLS)
    assert z_s.shape == (2, SMALL.structure_width, CELLS, CELLS)
    assert torch.equal(z_s[:, :3], batch.coordinates[..., window, window])
    assert torch.equal(z_s[:, 3:7], batch.z_l[..., window, window])


@pytest.mark.parametrize("ablation", KINDS)
def test_an_ablated_run_resumes_as_if_never_interrupted(tmp_path: Path, ablation: Ablation):
    photos = flat_landscapes()
    unbroken, broken, resumed = (_ablated_step(ablation) for _ in range(3))
    for step in (unbroken, unbroken, broken):
        step.run(photos)
    save_run(broken, tmp_path, "run")
    load_state(tmp_path / STATE_NAME, resumed)
    resumed.run(photos)
    for name, tensor in unbroken.average.state_dict().items():
        assert torch.equal(resumed.average.state_dict()[name], tensor), name


@pytest.mark.parametrize("ablation", KINDS)
def test_a_saved_model_becomes_the_ablated_one_again(tmp_path: Path, ablation: Ablation):
    step = _ablated_step(ablation)
    step.run(flat_landscapes())
    save_run(step, tmp_path, "run")
    model, info = load_model(tmp_path)
    assert info.details["training"]["ablation"] == ablation
    ablate(model, ablation)
    batch = latents(model)
    torch.testing.assert_close(
        picture(model, batch), picture(step.average, batch), rtol=0, atol=0.02
    )


def _ablated_step(ablation: Ablation) -> TrainingStep:
    torch.manual_seed(0)
    generator = Generator(SMALL)
    ablate(generator, ablation)
    return small_step(generator=generator, ablation=ablation)
