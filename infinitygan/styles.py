"""Styles: ways to name a global latent z_g (and the w that it is mapped to)."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from infinitygan.checks import (
    FieldError,
    check_items,
    check_number,
    check_seed,
    check_text,
    check_type,
)

MAX_LATENT = 1e6  # beyond any fitted latent, and far from float32 overflow
MAX_VECTOR_LENGTH = 4096
MAX_LAYERS = 64
MAX_MIX_PARTS = 64
MAX_MIX_DEPTH = 8


@dataclass(frozen=True)
class SeedStyle:
    """The style that a seed draws."""

    seed: int
    name: str = ""

    def __post_init__(self) -> None:
        check_seed("seed", self.seed)
        check_text("name", self.name)


@dataclass(frozen=True)
class VectorStyle:
    """A style given by its numbers.

    `w` empty: mapped from `z`. One vector: the same for each texture layer. More: one a layer (W+).
    """

    z: tuple[float, ...]
    w: tuple[tuple[float, ...], ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        _check_vector("z", self.z)
        check_items("w", self.w, tuple, "a tuple of numbers")
        if len(self.w) > MAX_LAYERS:
            raise FieldError("w", f"must have at most {MAX_LAYERS} vectors, not {len(self.w)}")
        for index, vector in enumerate(self.w):
            _check_vector(f"w[{index}]", vector)
        if len({len(vector) for vector in self.w}) > 1:
            raise FieldError("w", "must have vectors of one length")
        check_text("name", self.name)


@dataclass(frozen=True)
class MixStyle:
    """A weighted mean of styles; the weights need not sum to 1."""

    parts: "tuple[tuple[Style, float], ...]"
    name: str = ""

    def __post_init__(self) -> None:
        check_items("parts", self.parts, tuple, "a pair of a style and a weight")
        if not 1 <= len(self.parts) <= MAX_MIX_PARTS:
            raise FieldError("parts", f"must be 1 to {MAX_MIX_PARTS}, not {len(self.parts)}")
        for index, part in enumerate(self.parts):
            _check_part(f"parts[{index}]", part)
        if not any(weight > 0 for _, weight in self.parts):
            raise FieldError("parts", "must have a weight above 0")
        if self.depth > MAX_MIX_DEPTH:
            raise FieldError("parts", f"must be nested at most {MAX_MIX_DEPTH} deep")
        check_text("name", self.name)

    @property
    def depth(self) -> int:
        """Return how many mixes lie within each other, this one included."""
        return 1 + max(part.depth if isinstance(part, MixStyle) else 0 for part, _ in self.parts)

    @property
    def normalised_parts(self) -> "tuple[tuple[Style, float], ...]":
        """Return the parts with weights that sum to 1, without those of weight 0."""
        largest = max(weight for _, weight in self.parts)  # first, lest tiny weights vanish
        total = sum(weight / largest for _, weight in self.parts)
        return tuple((part, weight / largest / total) for part, weight in self.parts if weight > 0)


Style: TypeAlias = SeedStyle | VectorStyle | MixStyle
STYLE_TYPES = (SeedStyle, VectorStyle, MixStyle)


def with_name(style: Style, name: str) -> Style:
    """Return the style under another name; it looks the same."""
    return replace(style, name=name)


def check_style(field: str, value: object) -> None:
    """Refuse anything but a style."""
    check_type(field, value, STYLE_TYPES, "a style")


def _check_vector(field: str, vector: tuple[float, ...]) -> None:
    check_type(field, vector, tuple, "a tuple of numbers")
    if not 1 <= len(vector) <= MAX_VECTOR_LENGTH:
        raise FieldError(field, f"must have 1 to {MAX_VECTOR_LENGTH} numbers, not {len(vector)}")
    for index, value in enumerate(vector):
        check_number(f"{field}[{index}]", value, -MAX_LATENT, MAX_LATENT)


def _check_part(field: str, part: tuple[object, ...]) -> None:
    if len(part) != 2:
        raise FieldError(field, f"must be a pair of a style and a weight, not {len(part)} things")
    check_style(f"{field}[0]", part[0])
    check_number(f"{field}[1]", part[1], 0.0, MAX_LATENT)
