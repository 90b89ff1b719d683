"""A run on disk: it resumes as if never interrupted, and a full disk loses nothing."""

import errno
from pathlib import Path
from typing import NoReturn

import pytest
import torch
from safetensors.torch import load_file, save_file
from small_training import SMALL, flat_landscapes, small_step

from infinitygan.checkpoint import CheckpointError, load_model
from infinitygan.networks.generator import Generator
from infinitygan.training.photos import PhotoPack
from infinitygan.training.recipes import Recipe
from infinitygan.training.run_state import (
    HEADS_NAME,
    STATE_NAME,
    load_heads,
    load_state,
    save_run,
    save_state,
)
from infinitygan.training.step import TrainingStep


@pytest.fixture(scope="module")
def photos() -> PhotoPack:
    return flat_landscapes()


def run_steps(step: TrainingStep, photos: PhotoPack, count: int) -> TrainingStep:
    for _ in range(count):
        step.run(photos)
    return step


def state_of(step: TrainingStep, folder: Path) -> dict[str, torch.Tensor]:
    save_state(folder / "compared.safetensors", step)
    return load_file(folder / "compared.safetensors")


@pytest.mark.parametrize("recipe", ["fast", "paper"])
def test_a_resumed_run_repeats_the_unbroken_one(tmp_path: Path, photos: PhotoPack, recipe: Recipe):
    unbroken = run_steps(small_step(recipe), photos, 5)
    broken = run_steps(small_step(recipe), photos, 2)
    save_run(broken, tmp_path, "run")
    resumed = small_step(recipe)
    load_state(tmp_path / STATE_NAME, resumed)
    assert resumed.images_seen == broken.images_seen
    run_steps(resumed, photos, 3)
    expected, found = state_of(unbroken, tmp_path), state_of(resumed, tmp_path)
    assert set(expected) == set(found)
    assert all(torch.equal(found[name], tensor) for name, tensor in expected.items())


def test_the_model_saved_is_the_average(tmp_path: Path, photos: PhotoPack):
    step = run_steps(small_step(), photos, 1)
    save_run(step, tmp_path, "run")
    model, info = load_model(tmp_path)
    assert (info.name, info.images_seen) == ("run", 8)
    assert info.details["training"] == step.config.to_json()
    for name, tensor in step.average.state_dict().items():
        assert torch.equal(model.state_dict()[name], tensor.half().float()), name


def test_a_full_disk_keeps_the_last_checkpoint(
    tmp_path: Path, photos: PhotoPack, monkeypatch: pytest.MonkeyPatch
):
    step = run_steps(small_step(), photos, 1)
    save_run(step, tmp_path, "run")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    run_steps(step, photos, 1)

    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("infinitygan.atomic_file.os.fsync", full)
        with pytest.raises(CheckpointError, match="No space left on device; what was saved before"):
            save_run(step, tmp_path, "run")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    resumed = small_step()
    load_state(tmp_path / STATE_NAME, resumed)
    assert resumed.images_seen == 8


def test_a_state_of_other_networks_is_refused(tmp_path: Path, photos: PhotoPack):
    save_state(tmp_path / STATE_NAME, run_steps(small_step(), photos, 1))
    with pytest.raises(CheckpointError, match="lacks weights"):
        load_state(tmp_path / STATE_NAME, small_step(generator=Generator(SMALL.with_levels(2))))


def test_a_file_that_is_no_state_is_refused(tmp_path: Path, photos: PhotoPack):
    path = tmp_path / STATE_NAME
    save_state(path, run_steps(small_step(), photos, 1))
    save_file(load_file(path), path)  # without the header
    with pytest.raises(CheckpointError, match="is not the state of a training run"):
        load_state(path, small_step())


def test_heads_are_taken_over_in_half_precision(tmp_path: Path, photos: PhotoPack):
    old = run_steps(small_step(), photos, 1)
    save_run(old, tmp_path, "run")
    new = small_step(seed=3)
    assert load_heads(tmp_path, new)
    for name, tensor in old.discriminator.state_dict().items():
        assert torch.equal(new.discriminator.state_dict()[name], tensor.half().float()), name


def test_heads_that_are_absent_or_do_not_fit_are_left(tmp_path: Path, photos: PhotoPack):
    assert not load_heads(tmp_path, small_step())
    save_run(run_steps(small_step(), photos, 1), tmp_path, "run")
    assert not load_heads(tmp_path, small_step("paper"))
    assert not load_heads(tmp_path, small_step(head_width=16))


def test_broken_heads_are_named(tmp_path: Path):
    (tmp_path / HEADS_NAME).write_bytes(b"broken")
    with pytest.raises(CheckpointError, match=HEADS_NAME):
        load_heads(tmp_path, small_step())
