"""Polylines at positions: how far thick lines cover, and what lies within a closed one.

All arithmetic is by element and in float64, and lines are only left out where they cannot count: so
each position gets the same number, bit by bit, in whatever window it is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from infinitygan.geometry import Point

BLOCK = 8  # positions a side that share one choice of lines
MAX_POSITIONS = 2**18  # at a time; bounds the memory, and what is worked on stays in the cache
MAX_PAIRS = 2**20  # of a block, or a row, and a line, at a time
SLACK_PX = 1e-5  # more than float64 rounds at positions of 2**31 px
THINNEST_PX = 1e-9  # a ramp this short is a step


@dataclass(frozen=True)
class ThickLines:
    """Straight lines with a radius that grows evenly along each.

    `values` is [6, N] float64, in px: y, x and radius of the start, and the steps to the stop.
    """

    values: Tensor

    @staticmethod
    def through(
        points: Sequence[Point], radii: Sequence[float], device: torch.device
    ) -> "ThickLines":
        """Join points, each with its radius; one point alone makes a dot."""
        columns = [[point.y for point in points], [point.x for point in points], list(radii)]
        ends = torch.tensor(columns, dtype=torch.float64, device=device)
        steps = ends.diff(dim=1) if len(points) > 1 else torch.zeros_like(ends)
        return ThickLines(torch.cat([ends[:, : steps.shape[1]], steps]))

    @property
    def count(self) -> int:
        """Return the number of lines."""
        return self.values.shape[1]

    def __getitem__(self, index: Tensor) -> "ThickLines":
        """Return some of the lines; the index gives `values` its new shape."""
        return ThickLines(self.values[:, index])

    def radii(self) -> tuple[Tensor, Tensor]:
        """Return the smaller and the larger radius of each line."""
        start, stop = self.values[2], self.values[2] + self.values[5]
        return torch.minimum(start, stop), torch.maximum(start, stop)

    def nearest(self, y: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return each position's distance from its line, and the radius where it is nearest.

        The shapes of positions and lines broadcast. Most time goes here: hence the steps in place.
        """
        start_y, start_x, radius, step_y, step_x, growth = self.values.unbind()
        down, right = y - start_y, x - start_x
        length = (step_y * step_y + step_x * step_x).clamp(min=THINNEST_PX**2)
        along = (down * (step_y / length) + right * (step_x / length)).clamp_(0, 1)
        off_y, off_x = along * step_y, along * step_x
        torch.sub(down, off_y, out=off_y)
        torch.sub(right, off_x, out=off_x)
        distance = off_y.mul_(off_y).add_(off_x.mul_(off_x)).sqrt_()
        return distance, along.mul_(growth).add_(radius)


def coverage(
    lines: ThickLines, hardness: float, softness_px: float, y_px: Tensor, x_px: Tensor
) -> Tensor:
    """Measure how far lines cover positions; where several do, the most.

    It is 1 within `hardness` of the radius less half the softness, 0 beyond the radius and half the
    softness, and a straight ramp between.

    Returns: [H, W] float64 in [0, 1], for `y_px` [H] and `x_px` [W], float64 and ascending.
    """
    brush = _Brush(hardness, softness_px)
    y, x = _in_blocks(y_px), _in_blocks(x_px)
    rows, columns = y.shape[0], x.shape[0]
    lines = lines[_near_window(lines, brush, y_px, x_px)]
    covered = y.new_zeros(rows * columns, BLOCK, BLOCK)
    every = torch.arange(rows * columns, device=y.device)
    at_once = min(MAX_POSITIONS // BLOCK**2, MAX_PAIRS // max(lines.count, 1))
    for blocks in every.split(max(at_once, 1)) if lines.count else ():
        block_y = y[blocks.div(columns, rounding_mode="floor")]
        covered[blocks] = _cover_blocks(lines, brush, block_y, x[blocks % columns])
    whole = covered.view(rows, columns, BLOCK, BLOCK).transpose(1, 2)
    return whole.reshape(rows * BLOCK, columns * BLOCK)[: len(y_px), : len(x_px)]


def inside(points: Sequence[Point], y_px: Tensor, x_px: Tensor) -> Tensor:
    """Tell which positions lie within a closed polygon, by the even-odd rule.

    Returns: [H, W] bool, for `y_px` [H] and `x_px` [W], float64, the latter ascending.
    """
    corners = torch.tensor([(p.y, p.x) for p in points], dtype=torch.float64, device=y_px.device)
    y, x = corners.unbind(1)
    next_y, next_x = corners.roll(-1, 0).unbind(1)
    flips = torch.zeros(len(y_px), len(x_px) + 1, dtype=torch.int32, device=y_px.device)
    for rows in torch.arange(len(y_px), device=y_px.device).split(max(MAX_PAIRS // len(y), 1)):
        level = y_px[rows, None]
        row, edge = ((y <= level) != (next_y <= level)).nonzero(as_tuple=True)
        share = (y_px[rows][row] - y[edge]) / (next_y[edge] - y[edge])
        crossing = x[edge] + share * (next_x[edge] - x[edge])
        column = torch.searchsorted(x_px, crossing)
        flips.index_put_((rows[row], column), flips.new_ones(()), accumulate=True)
    return flips[:, :-1].cumsum(1) % 2 == 1


@dataclass(frozen=True)
class _Brush:
    """The profile of a line across it."""

    hardness: float
    softness_px: float

    def ramp(self, distance: Tensor, radius: Tensor) -> Tensor:
        """Return the coverage, not clamped: it falls with distance and rises with radius."""
        width = (radius * (1 - self.hardness)).add_(self.softness_px).clamp_(min=THINNEST_PX)
        return (radius - distance).add_(self.softness_px / 2).div_(width)


def _in_blocks(positions: Tensor) -> Tensor:
    """Cut [L] into [ceil(L / BLOCK), BLOCK]; the last position fills what is left over."""
    count = -(-len(positions) // BLOCK)
    index = torch.arange(count * BLOCK, device=positions.device).clamp(max=len(positions) - 1)
    return positions[index].view(count, BLOCK)


def _near_window(lines: ThickLines, brush: _Brush, y_px: Tensor, x_px: Tensor) -> Tensor:
    """Return the indices of the lines whose bounds meet the window."""
    reach = lines.radii()[1] + (brush.softness_px / 2 + SLACK_PX)
    near = torch.ones_like(reach, dtype=torch.bool)
    for axis, window in enumerate((y_px, x_px)):
        start, stop = lines.values[axis], lines.values[axis] + lines.values[axis + 3]
        near &= torch.minimum(start, stop) - reach <= window[-1]
        near &= torch.maximum(start, stop) + reach >= window[0]
    return near.nonzero()[:, 0]


def _cover_blocks(lines: ThickLines, brush: _Brush, y: Tensor, x: Tensor) -> Tensor:
    """Cover blocks of positions [M, BLOCK]; returns [M, BLOCK, BLOCK]."""
    covered, keep = _choose(lines, brush, y, x)
    covered = covered[:, None].repeat(1, BLOCK**2)
    pairs = keep.nonzero()
    for block, line in (part.unbind(1) for part in pairs.split(max(MAX_POSITIONS // BLOCK**2, 1))):
        chosen = lines[line[:, None, None]]
        value = brush.ramp(*chosen.nearest(y[block][:, :, None], x[block][:, None, :]))
        target = block[:, None].expand(-1, BLOCK**2)
        covered.scatter_reduce_(0, target, value.clamp_(0, 1).flatten(1), "amax")
    return covered.view(-1, BLOCK, BLOCK)


def _choose(lines: ThickLines, brush: _Brush, y: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Decide what need not be computed.

    Returns: [M] the coverage of blocks that are covered wholly (1) or not yet (0), and [M, N] which
    lines may decide the others.
    """
    middle_y, middle_x = (y[:, :1] + y[:, -1:]) / 2, (x[:, :1] + x[:, -1:]) / 2
    half_y, half_x = (y[:, -1:] - y[:, :1]) / 2, (x[:, -1:] - x[:, :1]) / 2
    half = (half_y * half_y + half_x * half_x).sqrt() + SLACK_PX
    distance, _ = lines.nearest(middle_y, middle_x)
    smallest, largest = lines.radii()
    at_most = brush.ramp((distance - half).clamp(min=0), largest)
    at_least = brush.ramp(distance + half, smallest)
    sure = at_least.amax(1, keepdim=True).clamp(0, 1)
    keep = (at_most > 0) & (at_most >= sure) & (sure < 1)
    return (sure[:, 0] == 1).to(y.dtype), keep
