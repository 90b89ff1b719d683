"""All size arithmetic of the padding-free networks: ConvSpec, Grid, and folds over their tuples.

Output index 0 of a layer sits on input index 0, and every index is absolute on the unbounded plane.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from infinitygan.config import GeneratorConfig
from infinitygan.geometry import Rect, Span


@dataclass(frozen=True)
class ConvSpec:
    """One padding-free convolution: `kernel` wide, or an up-sampling 3x3 with its blur."""

    out_channels: int
    kernel: int = 3
    upsample: bool = False

    def input_span(self, output: Span) -> Span:
        """Return the input indices that the output indices depend on."""
        if self.upsample:
            return Span(output.start // 2, output.stop // 2 + 2)
        return Span(output.start, output.stop + self.kernel - 1)

    def input_rect(self, output: Rect) -> Rect:
        """Return the input window that an output window depends on."""
        return Rect(self.input_span(output.rows), self.input_span(output.columns))

    def input_grid(self, output: "Grid") -> "Grid":
        """Return where the input indices lie, given where the output indices do."""
        if self.upsample:
            return Grid(output.step_px * 2, output.origin_px - output.step_px)
        return Grid(output.step_px, output.origin_px - output.step_px * (self.kernel // 2))


@dataclass(frozen=True)
class Grid:
    """Where a feature map's indices lie: index i is centred on output pixel `origin + i step`."""

    step_px: int
    origin_px: int

    def position_px(self, index: int) -> int:
        """Return the output pixel on which the index is centred."""
        return self.origin_px + index * self.step_px


OUTPUT_GRID = Grid(1, 0)


def needed_rects(specs: Sequence[ConvSpec], output: Rect) -> list[Rect]:
    """Return the windows from the network input to `output`, one per feature map."""
    rects = [output]
    for spec in reversed(specs):
        rects.append(spec.input_rect(rects[-1]))
    return rects[::-1]


def grids(specs: Sequence[ConvSpec], output: Grid = OUTPUT_GRID) -> list[Grid]:
    """Return the grids from the network input to the output, one per feature map."""
    found = [output]
    for spec in reversed(specs):
        found.append(spec.input_grid(found[-1]))
    return found[::-1]


def structure_specs(config: GeneratorConfig) -> tuple[ConvSpec, ...]:
    """Return the layers of the structure synthesizer."""
    layer = ConvSpec(config.structure_width, config.structure_kernel)
    return (layer,) * config.structure_layers


def texture_specs(config: GeneratorConfig) -> tuple[ConvSpec, ...]:
    """Return the layers of the texture synthesizer: an up-convolution and a convolution a level."""
    return tuple(
        ConvSpec(width, upsample=upsample)
        for width in config.texture_widths[: config.levels]
        for upsample in (True, False)
    )
