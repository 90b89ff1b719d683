"""The state of a training run on disk, in one safetensors file: it resumes as if never interrupted."""

import json
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save
from torch import Tensor

from infinitygan.checkpoint import CheckpointError, check_keys, read_tensors, write_atomically
from infinitygan.training.step import FastStep

STATE_NAME = "state.safetensors"
Optimizers = dict[str, torch.optim.Adam]


def save_state(path: Path, step: FastStep) -> None:
    """Write networks, optimisers and progress.

    Raises: CheckpointError: if the disk is full or the folder unwritable; the old state stays.
    """
    header = {"images_seen": step.images_seen, "training": step.config.to_json()}
    try:
        write_atomically(path, save(_packed(step), {"run": json.dumps(header)}))
    except OSError as error:
        raise CheckpointError(
            f"the training's state cannot be saved to {path}: {error.strerror}; "
            "the last one saved is intact"
        ) from error


def load_state(path: Path, step: FastStep) -> None:
    """Bring a run to where it was saved.

    Raises: CheckpointError: if the file is broken, or is of other networks.
    """
    found = read_tensors(path)
    for optimizer in _optimizers(step).values():
        _materialize(optimizer)
    wanted = _tensors(step)
    check_keys(path, wanted, found)
    with torch.no_grad():
        for name, tensor in wanted.items():
            tensor.copy_(found[name])
    with safe_open(path, framework="pt") as file:
        step.images_seen = json.loads(file.metadata()["run"])["images_seen"]


def _optimizers(step: FastStep) -> Optimizers:
    return {"g_adam": step.generator_optimizer, "d_adam": step.discriminator_optimizer}


def _packed(step: FastStep) -> dict[str, Tensor]:
    return {name: tensor.contiguous() for name, tensor in _tensors(step).items()}


def _tensors(step: FastStep) -> dict[str, Tensor]:
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
    return {name: tensor.detach() for name, tensor in named.items()}


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
