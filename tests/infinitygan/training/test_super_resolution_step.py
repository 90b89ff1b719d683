"""A step of the super-resolution network: both players learn, and repeat bit for bit."""

import copy
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from small_super_resolution import hard_edged_photos, small_super_resolution_step

from infinitygan.training.photo_heights import PhotoHeights
from infinitygan.training.run_state import load_state, save_state
from infinitygan.training.super_resolution_step import SuperResolutionStep


@pytest.fixture(scope="module")
def photos() -> PhotoHeights:
    return hard_edged_photos()


def run_steps(step: SuperResolutionStep, photos: PhotoHeights, count: int) -> SuperResolutionStep:
    for _ in range(count):
        step.run(photos)
    return step


def state_of(step: SuperResolutionStep, folder: Path) -> dict[str, torch.Tensor]:
    save_state(folder / "compared.safetensors", step)
    return load_file(folder / "compared.safetensors")


def test_a_step_trains_both_players_and_measures_finite_numbers(photos: PhotoHeights):
    step = small_super_resolution_step()
    players = (step.generator, step.discriminator)
    before = [copy.deepcopy(player.state_dict()) for player in players]
    measured = step.run(photos)
    assert step.images_seen == 4
    assert all(value.isfinite() for value in measured.values())
    assert set(measured) == {
        "discriminator_loss",
        "real_logit",
        "fake_logit",
        "generator_loss",
        "feature_loss",
        "pixel_loss",
        "coarse_loss",
    }
    for player, old in zip(players, before, strict=True):
        learning = [name for name, _ in player.named_parameters()]
        moved = [n for n in learning if not torch.equal(player.state_dict()[n], old[n])]
        # All but the biases of logits, which both of the hinge's halves pull as strongly.
        assert len(moved) > 0.8 * len(learning)
    assert all(not p.requires_grad for p in step.features.parameters())


def test_a_resumed_run_repeats_the_unbroken_one(tmp_path: Path, photos: PhotoHeights):
    unbroken = run_steps(small_super_resolution_step(), photos, 4)
    save_state(tmp_path / "state.safetensors", run_steps(small_super_resolution_step(), photos, 2))
    resumed = small_super_resolution_step()
    load_state(tmp_path / "state.safetensors", resumed)
    assert resumed.images_seen == 8
    run_steps(resumed, photos, 2)
    expected, found = state_of(unbroken, tmp_path), state_of(resumed, tmp_path)
    assert set(expected) == set(found)
    assert all(torch.equal(found[name], tensor) for name, tensor in expected.items())


def test_seeds_differ(photos: PhotoHeights):
    losses = [small_super_resolution_step(seed=seed).run(photos)["pixel_loss"] for seed in (0, 1)]
    assert losses[0] != losses[1]


def test_the_distances_hold_the_network_without_a_discriminator(photos: PhotoHeights):
    """A weight of 0 leaves the discriminator's opinion out; it learns all the same."""
    step = small_super_resolution_step(adversarial_weight=0.0)
    other = small_super_resolution_step(adversarial_weight=0.0)
    with torch.no_grad():
        for parameter in other.discriminator.parameters():
            parameter.add_(0.1)
    step.run(photos)
    other.run(photos)
    for one, two in zip(step.generator.parameters(), other.generator.parameters(), strict=True):
        assert torch.equal(one, two)
