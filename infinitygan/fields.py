"""Counter-based random fields: any window of an endless plane of normals, from its position alone.

The same seed, stream and position give the same number for any window, order, tile and batch; only
the last bits of log and cos depend on the device.
"""

import math

import torch
from torch import Tensor

from infinitygan.geometry import Rect, Span

_MASK = 2**64 - 1
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST_FACTOR = 0xBF58476D1CE4E5B9
_SECOND_FACTOR = 0x94D049BB133111EB
_AXIS_STEPS = (0xD1B54A32D192ED03, 0x8CB92BA72F3D8DD7, 0xABC98388FB8FAC03)  # odd, far apart
_UNIT = 2.0**-24  # a float32 holds 24 bits exactly

# Streams keep the fields of one seed apart.
STYLE_STREAM = 1
LOCAL_LATENT_STREAM = 2
STRUCTURE_STYLE_STREAM = 3
OUTLOOK_STREAM = 4
SUPER_RESOLUTION_STREAM = 8  # and on, one for each doubling
NOISE_STREAM = 16  # and on, one for each texture layer


def normals(
    seed: int,
    stream: int,
    window: Rect,
    channels: int = 1,
    *,
    period: int | None = None,
    device: torch.device | str = "cpu",
) -> Tensor:
    """Compute a window of a field of independent N(0, 1).

    Args:
        seed: of the field.
        stream: which of the seed's fields.
        window: absolute rows and columns, of any sign.
        channels: fields at each position.
        period: columns after which the field repeats; None = never.
        device: where to compute.

    Returns: float32 [channels, H, W].

    Source: splitmix64 (Steele et al. 2014) as a hash of the position; Box and Muller (1958).
    """
    columns = _indices(window.columns, device)
    if period is not None:
        columns = columns % period
    hashed = torch.full((channels, 1, 1), _signed(_mixed_seed(seed, stream)), device=device)
    axes = (
        torch.arange(channels, device=device)[:, None, None],
        _indices(window.rows, device)[:, None],
        columns,
    )
    for index, step in zip(axes, _AXIS_STEPS, strict=True):
        hashed = _mix(hashed + (index + 1) * _signed(step))
    return _box_muller(hashed)


def style_normals(seed: int, dims: int, stream: int = STYLE_STREAM) -> Tensor:
    """Draw the global latent z_g [dims] of a seed, float32 on the CPU."""
    return normals(seed, stream, Rect.at(0, 0, 1, dims))[0, 0]


def _indices(span: Span, device: torch.device | str) -> Tensor:
    return torch.arange(span.start, span.stop, dtype=torch.int64, device=device)


def _mixed_seed(seed: int, stream: int) -> int:
    """Spread seed and stream over 64 bits: splitmix64's finaliser in Python's integers."""
    z = (seed * _GOLDEN + stream * _AXIS_STEPS[0] + _GOLDEN) & _MASK
    z = ((z ^ (z >> 30)) * _FIRST_FACTOR) & _MASK
    z = ((z ^ (z >> 27)) * _SECOND_FACTOR) & _MASK
    return z ^ (z >> 31)


def _signed(value: int) -> int:
    return value - 2**64 if value >= 2**63 else value


def _shifted(z: Tensor, bits: int) -> Tensor:
    """Shift right without the sign."""
    return (z >> bits) & ((1 << (64 - bits)) - 1)


def _mix(z: Tensor) -> Tensor:
    z = (z ^ _shifted(z, 30)) * _signed(_FIRST_FACTOR)
    z = (z ^ _shifted(z, 27)) * _signed(_SECOND_FACTOR)
    return z ^ _shifted(z, 31)


def _box_muller(bits: Tensor) -> Tensor:
    radius = (_shifted(bits, 40).float() + 0.5) * _UNIT
    angle = (_shifted(bits, 8) & 0xFFFFFF).float() * (_UNIT * 2 * math.pi)
    return (radius.log() * -2).sqrt() * angle.cos()
