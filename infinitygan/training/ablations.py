"""The generator without one of its ideas, to see what that idea is worth.

An ablated generator has the weights of a whole one, by the same names; only its way of working
differs. So a model is saved and loaded as ever, and becomes an ablated one again by `ablate`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

import torch
from torch import Tensor, nn

from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import StyleBlend
from infinitygan.networks.structure_synthesizer import StructureSynthesizer

Ablation = Literal["", "padding", "structure", "coordinates"]


def ablate(generator: Generator, ablation: Ablation) -> None:
    """Take an idea away from a generator, in place; "" takes none.

    "padding" puts zeros where the networks would look beyond the picture, as padded ones do;
    "structure" feeds local latents and coordinates to the texture synthesizer as they are;
    "coordinates" hides from the structure synthesizer where it is.
    """
    if ablation:
        _ABLATIONS[ablation](generator)


def _pad(generator: Generator) -> None:
    for index, layer in enumerate(generator.structure.layers):
        rim = sum(spec.kernel // 2 for spec in generator.structure.specs[index:])
        layer.register_forward_pre_hook(partial(_with_zero_rim, rim=rim, maps=2))
    maps = zip(generator.texture.layers, generator.texture_grids(), strict=False)
    for layer, grid in maps:
        rim = -(grid.origin_px // grid.step_px)  # indices centred above the picture's first row
        layer.register_forward_pre_hook(partial(_with_zero_rim, rim=rim, maps=1))


def _with_zero_rim(
    module: nn.Module, inputs: tuple[Any, ...], *, rim: int, maps: int
) -> tuple[Any, ...]:
    """Put zeros into the outermost `rim` rows and columns of a layer's first inputs."""
    held = (_zero_rim(features, rim) for features in inputs[:maps])
    return (*held, *inputs[maps:])


def _zero_rim(features: Tensor, rim: int) -> Tensor:
    inside = torch.zeros_like(features[:1, :1])
    inside[..., rim : inside.shape[-2] - rim, rim : inside.shape[-1] - rim] = 1
    return features * inside


class _BareLatents(StructureSynthesizer):
    """Hands on what the structure synthesizer gets; its weights rest."""

    def forward(self, z_l: Tensor, coordinates: Tensor, blends: Sequence[StyleBlend]) -> Tensor:
        """Map local latents and coordinates to z_S of the usual shape."""
        inputs = torch.cat([coordinates.expand(z_l.shape[0], -1, -1, -1), z_l], 1)
        rim = sum(spec.kernel // 2 for spec in self.specs)
        inputs = inputs[..., rim : inputs.shape[-2] - rim, rim : inputs.shape[-1] - rim]
        width = self.specs[-1].out_channels
        return inputs.repeat(1, -(-width // inputs.shape[1]), 1, 1)[:, :width]


def _skip_structure(generator: Generator) -> None:
    bare = _BareLatents(generator.config)
    bare.load_state_dict(generator.structure.state_dict())
    generator.structure = bare.requires_grad_(False)


def _hide_coordinates(generator: Generator) -> None:
    def hide(module: nn.Module, inputs: tuple[Any, ...]) -> tuple[Any, ...]:
        z_l, coordinates, blends = inputs
        return z_l, torch.zeros_like(coordinates), blends

    generator.structure.register_forward_pre_hook(hide)


_ABLATIONS: Mapping[Ablation, Callable[[Generator], None]] = {
    "padding": _pad,
    "structure": _skip_structure,
    "coordinates": _hide_coordinates,
}
