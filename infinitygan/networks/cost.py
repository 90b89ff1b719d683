"""The arithmetic that a picture costs, folded over the specs."""

from collections.abc import Sequence

from infinitygan.config import COORDINATE_CHANNELS, GeneratorConfig
from infinitygan.geometry import Rect
from infinitygan.networks.conv_specs import (
    ConvSpec,
    needed_rects,
    structure_specs,
    texture_specs,
)


def texture_macs(config: GeneratorConfig, output: Rect) -> int:
    """Return the multiply-adds of the convolutions of G_T for a window of the picture."""
    specs = texture_specs(config)
    return _macs(specs, needed_rects(specs, output), config.structure_width, 0)


def structure_macs(config: GeneratorConfig, z_s: Rect) -> int:
    """Return the multiply-adds of the convolutions of G_S for a window of cells."""
    specs = structure_specs(config)
    rects = needed_rects(specs, z_s)
    return _macs(specs, rects, config.local_latent_channels, COORDINATE_CHANNELS)


def _macs(
    specs: Sequence[ConvSpec], rects: Sequence[Rect], in_channels: int, added_channels: int
) -> int:
    total = 0
    for spec, source, target in zip(specs, rects[:-1], rects[1:], strict=True):
        places = source if spec.upsample else target  # a transposed kernel is laid on each input
        channels = in_channels + added_channels
        total += places.height * places.width * spec.kernel**2 * channels * spec.out_channels
        in_channels = spec.out_channels
    return total
