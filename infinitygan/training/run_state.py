"""What a run leaves on disk: the model, its discriminator's heads, and the state to resume."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from infinitygan.atomic_file import replacing
from infinitygan.checkpoint import (
    CheckpointError,
    ModelInfo,
    check_keys,
    read_tensors,
    save_model,
)
from infinitygan.training.adversarial_step import AnyStep
from infinitygan.training.outlook import best_outlook
from infinitygan.training.step import TrainingStep

STATE_NAME = "state.safetensors"
HEADS_NAME = "heads.safetensors"
Optimizers = dict[str, torch.optim.Adam]


def save_run(step: TrainingStep, output: Path, name: str) -> None:
    """Write the state that the run resumes from, and the model as the program uses it.

    Raises: CheckpointError: if the disk is full or the folder unwritable; the old files stay.
    """
    save_state(output / STATE_NAME, step)
    _write(output / HEADS_NAME, _half(step.discriminator.state_dict()), {})
    details = {"training": step.config.to_json()}
    images_seen = step.config.inherited_images + step.images_seen
    config = replace(step.average.config, outlook_cell=best_outlook(step.average))
    save_model(output, step.average, ModelInfo(name, config, images_seen, details))


def save_state(path: Path, step: AnyStep) -> None:
    """Write networks, optimisers and progress.

    Raises: CheckpointError: if the disk is full or the folder unwritable; the old state stays.
    """
    header = {"images_seen": step.images_seen, "training": step.config.to_json()}
    _write(path, _tensors(step), {"run": json.dumps(header)})


def load_state(path: Path, step: AnyStep) -> None:
    """Bring a run to where it was saved.

    Raises: CheckpointError: if the file is broken, or is of other networks.
    """
    found = read_tensors(path)
    for optimizer in _optimizers(step).values():
        _materialize(optimizer)
    wanted = _tensors(step)
    check_keys(path, wanted, found)
    _copy(wanted, found)
    step.images_seen = read_header(path)["images_seen"]
    step.restored()


def read_header(path: Path) -> Mapping[str, Any]:
    """Return `images_seen` and the numbers of the `training` that a state is of.

    Raises: CheckpointError: if the file is broken, or no state.
    """
    try:
        with safe_open(path, framework="pt") as file:
            header = json.loads(file.metadata()["run"])
        return {"images_seen": int(header["images_seen"]), "training": header["training"]}
    except (SafetensorError, OSError, TypeError, KeyError, ValueError) as error:
        raise CheckpointError(f"{path} is not the state of a training run") from error


def load_heads(folder: Path, step: AnyStep) -> bool:
    """Take over a model's discriminator where it comes with one that fits; tell whether it did.

    Raises: CheckpointError: if the file is broken.
    """
    path = folder / HEADS_NAME
    if not path.is_file():
        return False
    found = read_tensors(path)
    wanted = step.discriminator.state_dict()
    try:
        check_keys(path, wanted, found)
    except CheckpointError:  # of another recipe or width
        return False
    _copy(wanted, found)
    return True


def _write(path: Path, tensors: Mapping[str, Tensor], metadata: dict[str, str]) -> None:
    data = save({name: tensor.contiguous() for name, tensor in tensors.items()}, metadata)
    try:
        with replacing(path) as stream:
            stream.write(data)
    except OSError as error:
        raise CheckpointError(
            f"the training cannot be saved to {path}: {error.strerror}; "
            "what was saved before is intact"
        ) from error


def _half(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor.half() for name, tensor in tensors.items()}


@torch.no_grad()
def _copy(wanted: Mapping[str, Tensor], found: Mapping[str, Tensor]) -> None:
    for name, tensor in wanted.items():
        tensor.copy_(found[name])


def _optimizers(step: AnyStep) -> Optimizers:
    return {"g_adam": step.generator_optimizer, "d_adam": step.discriminator_optimizer}


def _tensors(step: AnyStep) -> dict[str, Tensor]:
    """Name every tensor of the state; they share the memory of the live ones."""
    modules = {
        "generator": step.generator,
        "average": step.average,
        "discriminator": step.discriminator,
    }
    named = {
        f"{prefix}.{name}": tensor
        for prefix, module in modules.items()
        for name, tensor in module.state_dict().items()
    }
    for prefix, optimizer in _optimizers(step).items():
        for index, parameter in enumerate(_parameters(optimizer)):
            for name, value in optimizer.state[parameter].items():
                named[f"{prefix}.{index}.{name}"] = value
    return {name: tensor.detach() for name, tensor in named.items()} | step.extra_state()


def _materialize(optimizer: torch.optim.Adam) -> None:
    """Give a fresh optimiser the state that its first step would make."""
    for parameter in _parameters(optimizer):
        optimizer.state[parameter] = {
            "step": torch.zeros(()),
            "exp_avg": torch.zeros_like(parameter),
            "exp_avg_sq": torch.zeros_like(parameter),
        }


def _parameters(optimizer: torch.optim.Adam) -> list[Tensor]:
    return [parameter for group in optimizer.param_groups for parameter in group["params"]]
