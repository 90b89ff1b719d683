"""Trained generators on disk: a folder with model.safetensors and config.json."""

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

WEIGHTS_NAME = "model.safetensors"
CONFIG_NAME = "config.json"
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
    """

    name: str
    config: GeneratorConfig
    images_seen: int = 0
    details: Mapping[str, Any] = field(default_factory=dict)


def save_model(folder: Path, generator: Generator, info: ModelInfo) -> None:
    """Write a generator in half precision, with its config.

    Raises: CheckpointError: if the folder cannot be written to.
    """
    weights = {name: t.half().contiguous().cpu() for name, t in generator.state_dict().items()}
    document = {
        "format": FORMAT,
        "name": info.name,
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


def read_info(folder: Path) -> ModelInfo:
    """Read what a model is, without its weights.

    Raises: CheckpointError: if there is no model, or its config is not understood.
    """
    path = folder / CONFIG_NAME
    if not path.is_file():
        raise CheckpointError(f"there is no model in {folder}: {CONFIG_NAME} is missing")
    try:
        document = json.loads(path.read_bytes())
        if document["format"] > FORMAT:
            raise CheckpointError(f"{path} was made by a newer version; please update")
        return ModelInfo(
            name=str(document["name"]),
            config=GeneratorConfig.from_json(document["generator"]),
            images_seen=int(document["images_seen"]),
            details=dict(document["details"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{path} is not a model's config: {error}") from error


def load_model(folder: Path) -> tuple[Generator, ModelInfo]:
    """Load a generator in float32, ready for inference.

    Raises: CheckpointError: if files are missing, broken, unsafe, or do not fit each other.
    """
    info = read_info(folder)
    generator = Generator(info.config)
    weights = read_tensors(folder / WEIGHTS_NAME)
    check_keys(folder / WEIGHTS_NAME, generator.state_dict(), weights)
    generator.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
    return generator.eval().requires_grad_(False), info


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file.

    Raises: CheckpointError: if it is missing or not safetensors (a pickle is never opened).
    """
    if not path.is_file():
        raise CheckpointError(f"the weights {path} are missing")
    try:
        with safe_open(path, framework="pt"):
            pass
        return load_file(path)
    except (SafetensorError, OSError) as error:
        raise CheckpointError(
            f"{path} is not a safetensors file ({error}); other formats, such as pickled .pt "
            "files, can carry code and are not opened"
        ) from error


def check_keys(path: Path, wanted: Mapping[str, Tensor], found: Mapping[str, Tensor]) -> None:
    """Compare names and shapes of weights.

    Raises: CheckpointError: that names the first differences.
    """
    missing = [name for name in wanted if name not in found]
    extra = [name for name in found if name not in wanted]
    odd = [n for n in wanted if n in found and wanted[n].shape != found[n].shape]
    for problem, names in (("lacks", missing), ("has unknown", extra), ("has misshapen", odd)):
        if names:
            raise CheckpointError(f"{path} {problem} weights: {', '.join(names[:3])}")


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
