"""Matches as bytes (safetensors) for project files, and the ids under which they are kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from infinitygan.checkpoint import ModelInfo
from infinitygan.errors import UserError
from infinitygan.geometry import Rect, Span
from infinitygan.inference.match import FieldPatch, Match, MatchedPhoto, match_config
from infinitygan.inference.photo_placement import photo_rect
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.scene import Scene

FORMAT = 1
_HEADER_BYTES = 8  # a safetensors file begins with the length of its JSON
_ABOUT = "match"
_WEIGHTS = "weights/"
_ID_DIGITS = 40


class MatchFileError(UserError):
    """A stored match cannot be used; the message says why, and what to do."""


def match_id(scene: Scene, info: ModelInfo, settings: object) -> str:
    """Name the match of a scene's photos: equal for equal photos, places, model and settings.

    What lies beyond the photos does not count: seeds, styles, regions, feather and colour match.

    Args:
        scene: with the photos.
        info: of the model.
        settings: a dataclass, of the match.
    """
    plan = ScenePlan.of(scene, match_config(info.config))
    key = {
        "format": FORMAT,
        "photos": [[photo.photo, _numbers(photo_rect(photo))] for photo in scene.photos],
        "canvas": [scene.canvas.height, scene.canvas.width],
        "plan": [plan.scale_y, plan.scale_x, plan.scene_model_px, plan.horizon],
        "period": [plan.period_cells, plan.wrap_cells],
        "model": [info.name, info.images_seen, info.config.to_json()],
        "settings": asdict(settings),  # pyright: ignore[reportArgumentType]
    }
    text = json.dumps(key, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS]


def match_to_bytes(match: Match) -> bytes:
    """Write a match."""
    tensors: dict[str, Tensor] = {"z": match.z}
    photos: list[dict[str, object]] = []
    for index, photo in enumerate(match.photos):
        tensors[f"{index}/w"] = photo.w
        tensors[f"{index}/local_latents"] = photo.local_latents.values
        tensors[f"{index}/looks"] = photo.looks
        photos.append(
            {"area_px": _numbers(photo.area_px), "cells": _numbers(photo.local_latents.rect)}
        )
    tensors |= {_WEIGHTS + name: change for name, change in match.weight_changes.items()}
    tensors = {name: tensor.half().contiguous() for name, tensor in tensors.items()}
    about = json.dumps({"format": FORMAT, "model": match.model, "photos": photos})
    return save(tensors, {_ABOUT: about})  # of several keys, the order would be another each time


def match_from_bytes(data: bytes) -> Match:
    """Read a match.

    Raises: MatchFileError: if it is damaged or of a newer version.
    """
    try:
        about = json.loads(_metadata(data)[_ABOUT])
        if about["format"] > FORMAT:
            raise MatchFileError("the match was made by a newer version; match the photo again")
        tensors = load(data)
        photos = [_photo(tensors, index, entry) for index, entry in enumerate(about["photos"])]
        changes = {
            name.removeprefix(_WEIGHTS): tensor
            for name, tensor in tensors.items()
            if name.startswith(_WEIGHTS)
        }
        return Match(tensors["z"].float(), tuple(photos), str(about["model"]), changes)
    except (SafetensorError, ValueError, KeyError, TypeError, IndexError) as error:
        raise MatchFileError(f"the match is damaged ({error}); match the photo again") from error


def _photo(tensors: Mapping[str, Tensor], index: int, entry: Mapping[str, Any]) -> MatchedPhoto:
    cells = _rect(entry["cells"])
    values = tensors[f"{index}/local_latents"].float()
    if values.ndim != 3 or values.shape[1:] != (cells.height, cells.width):
        raise ValueError(f"latents of the shape {tuple(values.shape)} over {cells}")
    return MatchedPhoto(
        _rect(entry["area_px"]),
        tensors[f"{index}/w"].float(),
        FieldPatch(cells, values),
        tensors[f"{index}/looks"].float(),
    )


def _metadata(data: bytes) -> dict[str, str]:
    """Read the text beside the tensors, which `safetensors.torch.load` leaves out."""
    length = int.from_bytes(data[:_HEADER_BYTES], "little")
    if not 0 < length <= len(data) - _HEADER_BYTES:
        raise ValueError("it is cut off")
    return json.loads(data[_HEADER_BYTES : _HEADER_BYTES + length])["__metadata__"]


def _numbers(rect: Rect) -> list[int]:
    return [rect.rows.start, rect.rows.stop, rect.columns.start, rect.columns.stop]


def _rect(numbers: list[int]) -> Rect:
    top, bottom, left, right = map(int, numbers)
    return Rect(Span(top, bottom), Span(left, right))
