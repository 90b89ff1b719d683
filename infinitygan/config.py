"""Frozen settings of the generator, their presets, their JSON form: GeneratorConfig, PRESETS."""

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal, cast

Horizontal = Literal["cos-sin", "tanh-sin"]

COORDINATE_CHANNELS = 3


@dataclass(frozen=True)
class GeneratorConfig:
    """The shape of a generator; every other size is derived from it.

    Attributes:
        levels: up-sampling levels k; one cell of structure is 2**k px.
        texture_widths: channels of each texture level, lowest first; may name more levels than are
            in use, so that a model can grow without a new config.
        structure_width: channels of each layer of the structure synthesizer.
        structure_layers: its layers.
        structure_kernel: its kernel, odd; 7 in the paper.
        local_latent_channels: channels of the local latent z_l.
        style_dims: length of the global latent z_g, and of w.
        mapping_layers: linear layers of the mapping network.
        scene_cells: cells in one full scene height, N.
        period_cells: cells after which the horizontal coordinate repeats.
        outlook_cell: column of cells that canvases are about centred on, chosen by eye: each model
            puts its mountains on another side of the circle of horizontal coordinates.
        horizontal: "cos-sin", the paper's tanh, cos, sin; or "tanh-sin" in which the middle channel
            is tanh(u), as an early review printed it.
    """

    levels: int
    texture_widths: tuple[int, ...]
    structure_width: int
    structure_layers: int = 4
    structure_kernel: int = 7
    local_latent_channels: int = 64
    style_dims: int = 256
    mapping_layers: int = 4
    scene_cells: int = 15
    period_cells: int = 139
    outlook_cell: int = 0
    horizontal: Horizontal = "cos-sin"

    def __post_init__(self) -> None:
        if not 1 <= self.levels <= len(self.texture_widths):
            raise ValueError(
                f"levels must be 1 to {len(self.texture_widths)} (the widths given), "
                f"not {self.levels}"
            )
        positive = {
            "structure_width": self.structure_width,
            "structure_layers": self.structure_layers,
            "local_latent_channels": self.local_latent_channels,
            "style_dims": self.style_dims,
            "mapping_layers": self.mapping_layers,
            "period_cells": self.period_cells,
            **{f"texture_widths[{i}]": width for i, width in enumerate(self.texture_widths)},
        }
        for name, value in positive.items():
            if value < 1:
                raise ValueError(f"{name} must be at least 1, not {value}")
        if self.structure_kernel < 1 or self.structure_kernel % 2 == 0:
            raise ValueError(f"structure_kernel must be odd, not {self.structure_kernel}")
        if self.scene_cells < 6:
            raise ValueError(f"scene_cells must be at least 6, not {self.scene_cells}")
        if self.horizontal not in ("cos-sin", "tanh-sin"):
            raise ValueError(f"horizontal is 'cos-sin' or 'tanh-sin', not {self.horizontal!r}")

    @property
    def pixels_per_cell(self) -> int:
        """Return the side of one structure cell in output pixels."""
        return 2**self.levels

    @property
    def scene_px(self) -> int:
        """Return the height in px of the scene that the model was trained on."""
        return patch_px(self.levels, self.scene_cells)

    def with_levels(self, levels: int) -> "GeneratorConfig":
        """Return the same generator with another number of levels."""
        return dataclasses.replace(self, levels=levels)

    def to_json(self) -> dict[str, Any]:
        """Return the config as plain JSON data."""
        return dataclasses.asdict(self) | {"texture_widths": list(self.texture_widths)}

    @staticmethod
    def from_json(data: object) -> "GeneratorConfig":
        """Read a config back.

        Raises: ValueError: for missing or unknown keys, wrong types and values out of range.
        """
        if not isinstance(data, dict):
            raise ValueError("a generator config is a JSON object")
        items = cast(dict[str, object], data)
        fields = {field.name: field for field in dataclasses.fields(GeneratorConfig)}
        unknown = sorted(set(items) - set(fields))
        if unknown:
            raise ValueError(f"unknown key in the generator config: {unknown[0]}")
        values = {name: _checked(name, value) for name, value in items.items()}
        missing = [
            name
            for name, field in fields.items()
            if field.default is dataclasses.MISSING and name not in values
        ]
        if missing:
            raise ValueError(f"missing key in the generator config: {missing[0]}")
        return GeneratorConfig(**values)


def _checked(name: str, value: object) -> Any:  # noqa: ANN401 - the constructor checks the rest
    if name == "horizontal" and isinstance(value, str):
        return value
    if name == "texture_widths" and isinstance(value, list):
        widths = cast(list[object], value)
        if all(type(width) is int for width in widths):
            return tuple(widths)
    elif type(value) is int:
        return value
    raise ValueError(f"the generator config has a wrong value for {name}: {value!r}")


def patch_px(levels: int, cells: int) -> int:
    """Return the side in px of what `cells` cells of structure give after `levels` levels."""
    return 2**levels * cells - 5 * (2**levels - 1)


def texture_layers(levels: int) -> int:
    """Return how many layers the texture synthesizer has, and so how many vectors a w may have."""
    return 2 * levels


PRESETS: dict[str, GeneratorConfig] = {
    "paper": GeneratorConfig(
        levels=4,
        texture_widths=(512, 512, 512, 512, 512, 512),
        structure_width=256,
        local_latent_channels=256,
        style_dims=512,
        mapping_layers=8,
    ),
    "L": GeneratorConfig(
        levels=4,
        texture_widths=(384, 384, 256, 128, 64, 32),
        structure_width=192,
        local_latent_channels=192,
    ),
    "M": GeneratorConfig(
        levels=4,
        texture_widths=(256, 256, 192, 96, 48, 32),
        structure_width=128,
        local_latent_channels=128,
    ),
    "S": GeneratorConfig(
        levels=4,
        texture_widths=(192, 192, 128, 64, 48, 24),
        structure_width=96,
        local_latent_channels=96,
        style_dims=128,
        mapping_layers=2,
    ),
    "XS": GeneratorConfig(  # small enough to be trained on two CPU cores
        levels=3,
        texture_widths=(160, 112, 64, 40, 24, 16),
        structure_width=64,
        structure_kernel=5,
        style_dims=128,
        mapping_layers=2,
    ),
    "XXS": GeneratorConfig(  # learns a sky above a ground in minutes: to try things out
        levels=2,
        texture_widths=(64, 48, 32, 24, 16, 16),
        structure_width=32,
        structure_kernel=5,
        local_latent_channels=32,
        style_dims=64,
        mapping_layers=2,
    ),
}
