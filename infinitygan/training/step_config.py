"""The numbers that every kind of step needs, and how they are kept with a run."""

import dataclasses
from dataclasses import dataclass
from typing import Self

from infinitygan.checks import MAX_SEED


@dataclass(frozen=True)
class StepConfig:
    """What a step of two players is told; each kind of step adds numbers of its own.

    Attributes:
        batch: pictures a step, of all processes together.
        generator_rate, discriminator_rate: Adam's learning rates.
        warm_up_images: the rates rise from 0 over these.
        decay: let the rates fall in the last third of the budget.
        ema_half_life_images: of the averaged generator, once the run is twenty times as old.
        gradient_clip: largest norm of the generator's gradient.
        seed: of everything random.
    """

    batch: int
    generator_rate: float
    discriminator_rate: float
    warm_up_images: int
    decay: bool
    ema_half_life_images: int
    gradient_clip: float
    seed: int

    def __post_init__(self) -> None:
        self._check_positive("batch")
        if not 0 <= self.seed <= MAX_SEED:
            raise ValueError(f"seed must be 0 to {MAX_SEED}, not {self.seed}")

    def _check_positive(self, *names: str) -> None:
        for name in names:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")

    def to_json(self) -> dict[str, object]:
        """Return the config as plain JSON data."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a config back; keys that are missing take their defaults.

        Raises: ValueError: for unknown keys, wrong types and values out of range.
        """
        if not isinstance(data, dict):
            raise ValueError("a training config is a JSON object")
        defaults = {field.name: field.default for field in dataclasses.fields(cls)}
        for name, value in data.items():
            if name not in defaults:
                raise ValueError(f"unknown key in the training config: {name}")
            kind = type(defaults[name])
            if type(value) is not kind and not (kind is float and type(value) is int):
                raise ValueError(f"the training config has a wrong value for {name}: {value!r}")
        return cls(**data)
