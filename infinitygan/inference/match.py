"""What fitting a generator to photos gives: latents around each photo, and tuned weights."""

import copy
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from infinitygan.config import GeneratorConfig
from infinitygan.geometry import Rect, Span
from infinitygan.networks.generator import Generator

MATCH_LEVELS = 4  # the photo itself shows what is finer: see `photo_detail`


@dataclass(frozen=True, eq=False)
class FieldPatch:
    """Known values [C, H, W] of a random field over a window of it."""

    rect: Rect
    values: Tensor


@dataclass(frozen=True, eq=False)
class MatchedPhoto:
    """The latents that reproduce one photo.

    Attributes:
        area_px: the canvas pixels of the photo.
        w: [texture layers, style_dims], the style of G_T.
        local_latents: z_l of the cells under the photo.
        looks: [features, columns], how the photo looks in each of its columns of cells.
    """

    area_px: Rect
    w: Tensor
    local_latents: FieldPatch
    looks: Tensor


@dataclass(frozen=True, eq=False)
class Match:
    """Photos matched together, by one tuned generator.

    Attributes:
        z: [style_dims], the style of G_S, of mean square 1; float32, as are the photos' latents.
        photos: in the order of the scene.
        model: `fingerprint` of the part of the model that was fitted.
        weight_changes: float16 differences to the model's weights by name; none = not tuned.
    """

    z: Tensor
    photos: tuple[MatchedPhoto, ...]
    model: str
    weight_changes: Mapping[str, Tensor]


def overlaid(
    field: Tensor, window: Rect, patches: Iterable[FieldPatch], period: int | None = None
) -> Tensor:
    """Put known values over a window of a field; the first patch lies on top.

    Args:
        field: [C, H, W].
        window: of the field.
        patches: may lie anywhere.
        period: columns after which the field repeats; None = never.
    """
    for patch in reversed(list(patches)):
        for shift in _shifts(patch.rect.columns, window.columns, period):
            part = patch.rect.shifted(0, shift).intersection(window)
            if part.is_empty:
                continue
            here = part.slices_of(window)
            there = part.shifted(0, -shift).slices_of(patch.rect)
            field = field.clone()
            field[(slice(None), *here)] = patch.values[(slice(None), *there)].to(field)
    return field


def _shifts(patch: Span, window: Span, period: int | None) -> Sequence[int]:
    """Return by how much to move a patch so that its copies lie in the window."""
    if period is None:
        return (0,)
    first = -((patch.stop - 1 - window.start) // period)
    last = (window.stop - 1 - patch.start) // period
    return [copy_ * period for copy_ in range(first, last + 1)]


def fingerprint(generator: Generator) -> str:
    """Return a name for a generator that tells it from any of other weights."""
    digest = hashlib.sha256()
    for name, tensor in sorted(generator.state_dict().items()):
        digest.update(f"{name} {tuple(tensor.shape)}".encode())
        digest.update(tensor.detach().cpu().float().contiguous().numpy().tobytes())
    return digest.hexdigest()[:16]


def match_config(config: GeneratorConfig) -> GeneratorConfig:
    """Return the config of the part of a model that is fitted to photos."""
    return replace(config, levels=min(config.levels, MATCH_LEVELS))


def fitted_part(generator: Generator) -> Generator:
    """Return the part of a generator that is fitted to photos; itself if that is all of it."""
    levels = match_config(generator.config).levels
    if levels == generator.config.levels:
        return generator
    return generator.first_levels(levels).requires_grad_(False)


def tuned(generator: Generator, match: Match) -> Generator:
    """Return a copy of a fitted part with the match's weights; the part stays as it is.

    Raises: ValueError: if the match was made with another model.
    """
    if fingerprint(generator) != match.model:
        raise ValueError("the match was made with another model; match the photo again")
    if not match.weight_changes:
        return generator
    weights = generator.state_dict()
    changed = dict(weights)
    for name, change in match.weight_changes.items():
        changed[name] = weights[name] + change.to(weights[name])
    result = copy.deepcopy(generator)
    result.load_state_dict(changed)
    return result.eval().requires_grad_(False)


def weight_changes(original: Generator, changed: Generator) -> dict[str, Tensor]:
    """Return how the weights of two generators differ, in half precision."""
    before = original.state_dict()
    return {
        name: (after.detach() - before[name]).half().cpu().contiguous()
        for name, after in changed.state_dict().items()
        if not torch.equal(after, before[name])
    }
