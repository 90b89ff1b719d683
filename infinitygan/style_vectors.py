"""The vectors that a style stands for: its global latent z_g, and w for each texture layer."""

from collections.abc import Callable

import torch
from torch import Tensor

from infinitygan.errors import UserError
from infinitygan.fields import style_normals
from infinitygan.styles import MixStyle, SeedStyle, Style, VectorStyle

SMALLEST_MEAN = 1e-3  # of unit vectors: below, styles cancel out, and no direction is left

MapW = Callable[[Tensor], Tensor]


class StyleError(UserError):
    """A style's vectors do not fit the model; the message says which style, and what helps."""


def resolve_z(style: Style, style_dims: int) -> Tensor:
    """Compute the global latent of a style, float32 [style_dims] on the CPU.

    A mix is spherical: the mean of the parts' directions, with the mean of their norms. Where parts
    cancel out, the heaviest stands for all.

    Raises: StyleError: if a vector of the style has another length.
    """
    match style:
        case SeedStyle():
            return style_normals(style.seed, style_dims)
        case VectorStyle():
            return _checked(style, style.z, style_dims)
        case MixStyle():
            return _mixed_z(style, style_dims)


def resolve_w(style: Style, map_w: MapW, layers: int, style_dims: int) -> Tensor:
    """Compute the w of a style for each texture layer, [layers, style_dims] on the CPU.

    A mix is linear. `map_w` maps z [style_dims] to w; a style that gives its own w needs none.

    Raises: StyleError: if the style's vectors are of another length, or too few or many.
    """
    match style:
        case MixStyle():
            parts = style.normalised_parts
            return torch.stack(
                [resolve_w(part, map_w, layers, style_dims) * weight for part, weight in parts]
            ).sum(0)
        case VectorStyle() if style.w:
            if len(style.w) not in (1, layers):
                raise StyleError(
                    f"{_called(style)} has vectors for {len(style.w)} layers; "
                    f"the model has {layers}: choose another style"
                )
            rows = torch.stack([_checked(style, vector, style_dims) for vector in style.w])
            return rows.expand(layers, -1)
        case _:
            return map_w(resolve_z(style, style_dims)).cpu().expand(layers, -1)


def _checked(style: VectorStyle, vector: tuple[float, ...], style_dims: int) -> Tensor:
    if len(vector) != style_dims:
        raise StyleError(
            f"{_called(style)} has a vector of length {len(vector)}; "
            f"the model's are of length {style_dims}: choose another style"
        )
    return torch.tensor(vector, dtype=torch.float32)


def _called(style: Style) -> str:
    return f"the style '{style.name}'" if style.name else "a style without a name"


def _mixed_z(style: MixStyle, style_dims: int) -> Tensor:
    parts = style.normalised_parts
    vectors = torch.stack([resolve_z(part, style_dims) for part, _ in parts]).double()
    weights = torch.tensor([weight for _, weight in parts], dtype=torch.float64)
    norms = vectors.norm(dim=1)
    directions = vectors / norms.clamp(min=torch.finfo(torch.float64).tiny)[:, None]
    mean = weights @ directions
    length = mean.norm()
    if length < SMALLEST_MEAN:
        mean = directions[weights.argmax()]
        length = mean.norm().clamp(min=SMALLEST_MEAN)
    return (mean / length * (weights @ norms)).float()
