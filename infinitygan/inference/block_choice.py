"""Choose the place of a photo that each block of a picture is taken from.

A block takes the place that looks most like it. Alone, neighbours would come from everywhere, and
double each other's edges where they overlap; so each then looks at where its neighbours come from,
rather goes on where one of them ends, and rather is not another copy of the same. Few such passes
let pieces of the photo grow as large as they fit. Source of the idea: coherence search (Ashikhmin
2001, Synthesizing natural textures).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn import functional as F

PASSES = 3
REACH_BLOCKS = 2  # within which the same place shows too plainly when it is taken twice
BORDER_BLOCKS = PASSES * REACH_BLOCKS  # that depend on what lies beside a window
REPETITION = 0.5  # a place looks by so much less alike for each block around that has it, too
COHERENCE = 0.95  # a place where all neighbours go on may look by so much less alike
CHUNK = 64  # blocks compared with all places at once, to spare memory
AROUND = tuple((down, right) for down in (-1, 0, 1) for right in (-1, 0, 1))
NEAR = tuple(
    (down, right)
    for down in range(-REACH_BLOCKS, REACH_BLOCKS + 1)
    for right in range(-REACH_BLOCKS, REACH_BLOCKS + 1)
    if (down, right) != (0, 0)
)
OVERLAPPING = ((0, 1), (1, -1), (1, 0), (1, 1))  # each pair of blocks once


@dataclass(frozen=True, eq=False)
class Places:
    """Where blocks of one photo may begin: all crossings, row by row.

    Attributes:
        tops: [R] canvas px, rising.
        lefts: [C].
        features: [R * C, F], how they look.
    """

    tops: Tensor
    lefts: Tensor
    features: Tensor

    def moved(self, places: Tensor, down_px: int, right_px: int) -> Tensor:
        """Return the places so far from others; -1 where the photo ends."""
        rows = _found(self.tops, self.tops[places // len(self.lefts)] + down_px)
        columns = _found(self.lefts, self.lefts[places % len(self.lefts)] + right_px)
        there = rows * len(self.lefts) + columns
        return torch.where((rows < 0) | (columns < 0), -1, there)


def _found(rising: Tensor, wanted: Tensor) -> Tensor:
    """Return the indices of the nearest values; -1 outside of them."""
    if len(rising) == 1:
        return torch.where(wanted == rising[0], 0, -1)
    middles = (rising[1:] + rising[:-1]) / 2
    index = torch.bucketize(wanted.float(), middles)
    inside = (wanted >= rising[0]) & (wanted <= rising[-1])
    return torch.where(inside, index, -1)


class BlockChoice:
    """Chooses places of several photos, numbered through."""

    def __init__(self, photos: Sequence[Places], step_px: int) -> None:
        """Prepare; neighbouring blocks begin `step_px` apart."""
        self._photos = photos
        self._step_px = step_px
        firsts = [0]
        for photo in photos:
            firsts.append(firsts[-1] + len(photo.features))
        self._firsts = firsts
        self._features = torch.cat([photo.features for photo in photos])

    def chosen(self, wanted: Tensor) -> Tensor:
        """Return the places [H, W] for blocks that look like features [H, W, F].

        `BORDER_BLOCKS` at each border may come out differently in another window.
        """
        nearest = [
            torch.cdist(some, self._features).argmin(1)
            for some in wanted.flatten(0, 1).split(CHUNK)
        ]
        places = torch.cat(nearest).view(wanted.shape[:2])
        for _ in range(PASSES):
            places = self._more_coherent(places, wanted)
        return places

    def goes_on(self, places: Tensor, down: int, right: int) -> Tensor:
        """Tell for blocks [H, W] whether the one so far below and right of it goes on in its place.

        Returns: [H, W] bool, False at the ends.
        """
        expected = self._moved(places, down, right)
        return (_neighbours(places, down, right, fill=-2) == expected) & (expected >= 0)

    def _more_coherent(self, places: Tensor, wanted: Tensor) -> Tensor:
        offered = torch.stack(
            [
                self._moved(_neighbours(places, down, right, fill=-1), -down, -right)
                for down, right in AROUND
            ]
        )
        votes = (offered[:, None] == offered).float().mean(0)
        near = torch.stack([_neighbours(places, *offset, fill=-2) for offset in NEAR])
        repeats = (offered[:, None] == near).sum(1)
        differences = self._features[offered.clamp_min(0)] - wanted
        costs = differences.square().sum(-1).sqrt()
        costs = costs * (1 - COHERENCE * votes) * (1 + REPETITION * repeats)
        costs = costs.masked_fill(offered < 0, torch.inf)
        return offered.gather(0, costs.argmin(0, keepdim=True))[0]

    def _moved(self, places: Tensor, down: int, right: int) -> Tensor:
        """Return the places so many blocks from others; -1 where there is none."""
        moved = torch.full_like(places, -1)
        for photo, (first, last) in zip(self._photos, pairwise(self._firsts), strict=True):
            mine = (places >= first) & (places < last)
            there = photo.moved(places[mine] - first, down * self._step_px, right * self._step_px)
            moved[mine] = torch.where(there < 0, -1, there + first)
        return moved


def _neighbours(places: Tensor, down: int, right: int, fill: int) -> Tensor:
    """Return for each block the place of the one so far below and right of it."""
    height, width = places.shape
    wide = F.pad(places, (REACH_BLOCKS,) * 4, value=fill)
    top, left = REACH_BLOCKS + down, REACH_BLOCKS + right
    return wide[top : top + height, left : left + width]
