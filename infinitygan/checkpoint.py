"""Trained generators on disk: a folder with model.safetensors and config.json.

A model may come with super_resolution.safetensors, which makes its pictures finer.

Weights of another name can be opened, too, where their config.json lies beside them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save
from torch import Tensor

from infinitygan.atomic_file import replacing
from infinitygan.config import GeneratorConfig
from infinitygan.errors import UserError
from infinitygan.networks.generator import Generator
from infinitygan.networks.super_resolution import SuperResolution

WEIGHTS_NAME = "model.safetensors"
SUPER_RESOLUTION_NAME = "super_resolution.safetensors"
CONFIG_NAME = "config.json"
WEIGHTS_SUFFIX = ".safetensors"
PICKLE_SUFFIXES = (".pt", ".pth", ".ckpt", ".bin", ".pkl", ".pickle")
FORMAT = 1


class CheckpointError(UserError):
    """A model cannot be loaded or saved; the message says which, why, and what to do."""


@dataclass(frozen=True)
class ModelInfo:
    """What a model's config.json says.

    Attributes:
        name: of the model, as recipes record it.
        config: the shape of its generator.
        images_seen: by the training.
        details: the recipe and the training's other figures, as JSON data.
        licence: under which the weights may be used; empty: it is not said.
    """

    name: str
    config: GeneratorConfig
    images_seen: int = 0
    details: Mapping[str, Any] = field(default_factory=dict)
    licence: str = ""


def save_model(folder: Path, generator: Generator, info: ModelInfo) -> None:
    """Write a generator in half precision, with its config.

    Raises: CheckpointError: if the folder cannot be written to.
    """
    weights = {name: t.half().contiguous().cpu() for name, t in generator.state_dict().items()}
    document = {
        "format": FORMAT,
        "name": info.name,
        "licence": info.licence,
        "generator": info.config.to_json(),
        "images_seen": info.images_seen,
        "details": dict(info.details),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(folder / WEIGHTS_NAME) as stream:
            stream.write(save(weights))
        with replacing(folder / CONFIG_NAME) as stream:
            stream.write((json.dumps(document, indent=1) + "\n").encode())
    except OSError as error:
        raise CheckpointError(f"the model cannot be saved to {folder}: {error.strerror}") from error


def read_info(model: Path) -> ModelInfo:
    """Read what a model is, without its weights; `model` is its folder or its weights.

    Raises: CheckpointError: if there is no model, or its config is not understood.
    """
    path = _folder_of(model) / CONFIG_NAME
    if not path.is_file():
        raise CheckpointError(f"there is no model in {path.parent}: {CONFIG_NAME} is missing")
    try:
        document = json.loads(path.read_bytes())
        if document["format"] > FORMAT:
            raise CheckpointError(f"{path} was made by a newer version; please update")
        return ModelInfo(
            name=str(document["name"]),
            config=GeneratorConfig.from_json(document["generator"]),
            images_seen=int(document["images_seen"]),
            details=dict(document["details"]),
            licence=str(document.get("licence", "")),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{path} is not a model's config: {error}") from error


def load_model(model: Path) -> tuple[Generator, ModelInfo]:
    """Load a generator in float32, ready for inference; `model` is its folder or its weights.

    Raises: CheckpointError: if files are missing, broken, unsafe, or do not fit each other.
    """
    _refuse_pickle(model)
    info = read_info(model)
    generator = Generator(info.config)
    path = model if _is_weights(model) else model / WEIGHTS_NAME
    weights = read_tensors(path)
    check_keys(path, generator.state_dict(), weights)
    generator.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
    return generator.eval().requires_grad_(False), info


def save_super_resolution(folder: Path, network: SuperResolution) -> None:
    """Write a super-resolution network in half precision; its shape is that of its weights.

    Raises: CheckpointError: if the folder cannot be written to.
    """
    weights = {name: t.half().contiguous().cpu() for name, t in network.state_dict().items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(folder / SUPER_RESOLUTION_NAME) as stream:
            stream.write(save(weights))
    except OSError as error:
        raise CheckpointError(f"the model cannot be saved to {folder}: {error.strerror}") from error


def load_super_resolution(model: Path) -> SuperResolution | None:
    """Load the network that makes a model's pictures finer, in float32; None if it has none.

    Raises: CheckpointError: if the file is broken.
    """
    path = _folder_of(model) / SUPER_RESOLUTION_NAME
    if not path.is_file():
        return None
    weights = read_tensors(path)
    try:
        network = SuperResolution.like(weights)
    except ValueError as error:
        raise CheckpointError(f"{path} is not a super-resolution network: {error}") from error
    check_keys(path, network.state_dict(), weights)
    network.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
    return network.eval().requires_grad_(False)


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file.

    Raises: CheckpointError: if it is missing or not safetensors (a pickle is never opened).
    """
    if not path.is_file():
        raise CheckpointError(f"the weights {path} are missing")
    _refuse_pickle(path)
    try:
        with safe_open(path, framework="pt"):
            pass
        return load_file(path)
    except (SafetensorError, OSError) as error:
        raise CheckpointError(
            f"{path} is not a safetensors file ({error}); other formats, such as pickled .pt "
            "files, can carry code and are not opened"
        ) from error


def _is_weights(model: Path) -> bool:
    return model.suffix.lower() == WEIGHTS_SUFFIX


def _folder_of(model: Path) -> Path:
    return model.parent if _is_weights(model) else model


def _refuse_pickle(path: Path) -> None:
    """Refuse by the name alone: what a pickle says is not to be trusted."""
    if path.suffix.lower() in PICKLE_SUFFIXES:
        raise CheckpointError(
            f"{path} has an unsafe format: a pickle can carry code, so it is not opened; convert "
            "it with torch.load(..., weights_only=True) and safetensors.torch.save_file"
        )


def check_keys(path: Path, wanted: Mapping[str, Tensor], found: Mapping[str, Tensor]) -> None:
    """Compare names and shapes of weights.

    Raises: CheckpointError: that names the first differences.
    """
    missing = [name for name in wanted if name not in found]
    extra = [name for name in found if name not in wanted]
    odd = [n for n in wanted if n in found and wanted[n].shape != found[n].shape]
    for problem, names in (("lacks", missing), ("has unknown", extra), ("has misshapen", odd)):
        if names:
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            raise CheckpointError(f"{path} {problem} weights: {', '.join(names[:3])}{more}")


def grow(generator: Generator, levels: int) -> Generator:
    """Return a generator with more levels: the scene stays where it was and only gets finer.

    The new levels start with a silent ToRGB, so that the first picture is the old one, enlarged.

    Raises: ValueError: if it would lose levels.
    """
    old = generator.config.levels
    if levels < old:
        raise ValueError(f"a model of {old} levels cannot be grown to {levels}")
    grown = Generator(generator.config.with_levels(levels))
    grown.load_state_dict(generator.state_dict(), strict=False)
    with torch.no_grad():
        for name, parameter in grown.texture.to_rgb[old:].named_parameters():
            if name.endswith(".weight") and "affine" not in name:
                parameter.zero_()
    return grown
