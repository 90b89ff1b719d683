"""Continue fitted latents sideways by more of the same: as one quilts a texture, column by column.

Random latents beyond a photo give what the model knows of landscapes, latents borrowed from the
photo's own columns give what this photo shows. A run of columns goes on where the photo looks most
like the place where the run before it ended, so that ridges and shores meet; the generator, which
sees all neighbours, joins them. Source of the idea: image quilting (Efros and Freeman 2001).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from infinitygan.geometry import Rect, Span
from infinitygan.inference.match import FieldPatch, overlaid

STRIP_CELLS = 2  # what is compared when a run ends
SHORTEST_RUN_CELLS = 5
RUN_SHARE = 0.3  # of the photo's columns: runs are no shorter, lest single things show twice
CHOICES = 3  # a run begins at one of so many best places
NOVELTY = 0.35  # share of fresh latents in what continues a photo: no part is quite like another


@dataclass(frozen=True, eq=False)
class Quilt:
    """How well each column of a photo goes on from each other one.

    `right[i, j]` is the distance between the looks of the strips that end at columns i and j, and
    `left` the same for strips seen from the right, with columns counted from there.
    """

    right: NDArray[np.float32]
    left: NDArray[np.float32]

    @staticmethod
    def of(looks: Tensor) -> "Quilt":
        """Compare the columns of `looks` [features, columns]."""
        seen = looks.detach().float().cpu().numpy()
        return Quilt(_strip_distances(seen), _strip_distances(seen[:, ::-1]))


def _strip_distances(looks: NDArray[np.float32]) -> NDArray[np.float32]:
    single = np.abs(looks[:, :, None] - looks[:, None, :]).mean(0)
    total = single.copy()
    for back in range(1, STRIP_CELLS):
        total[back:, back:] += single[:-back, :-back]
        total[:back, :] += single[:back, :]
        total[back:, :back] += single[back:, :back]
    return total / STRIP_CELLS


def quilted_columns(distances: NDArray[np.float32], count: int, seed: int) -> list[int]:
    """Choose the columns that continue a photo to the right.

    Args:
        distances: [columns, columns] between the strips that end at two columns.
        count: how many columns are wanted.
        seed: another one gives other choices.

    Returns: `count` indices of columns.
    """
    columns = len(distances)
    if columns == 1:
        return [0] * count
    shortest = min(max(SHORTEST_RUN_CELLS, round(columns * RUN_SHARE)), max(columns // 3, 1))
    random = np.random.Generator(np.random.PCG64(seed))
    uses = np.zeros(columns)
    uses[-shortest:] = 1.0  # just seen
    chosen: list[int] = []
    end = columns - 1
    while len(chosen) < count:
        start = _best_start(distances[end], shortest, uses, random)
        longest = max(columns - 1 - start, 1)
        length = min(shortest + int(random.integers(longest + 1)), longest)
        run = range(start + 1, start + 1 + length) if start + 1 < columns else range(columns)
        uses[run.start : run.stop] += 1
        chosen.extend(run)
        end = chosen[-1]
    return chosen[:count]


def _best_start(
    distances: NDArray[np.float32],
    shortest: int,
    uses: NDArray[np.float64],
    random: np.random.Generator,
) -> int:
    """Return a column that looks like the last one, with a run after it not used too often."""
    last = max(len(distances) - 1 - shortest, 0)
    candidates = np.arange(min(STRIP_CELLS - 1, last), last + 1)
    sums = np.concatenate([[0.0], np.cumsum(uses)])
    used = (sums[candidates + 1 + shortest] - sums[candidates + 1]) / shortest
    costs = distances[candidates] + used * distances[candidates].mean()
    best = candidates[np.argsort(costs, kind="stable")[:CHOICES]]
    return int(best[random.integers(len(best))])


def continuation(
    core: FieldPatch, quilt: Quilt, seed: int, left: int, right: int
) -> list[FieldPatch]:
    """Continue fitted latents to both sides.

    Args:
        core: the fitted latents [C, H, W]: those of the photo's columns of cells.
        quilt: of these columns.
        seed: another one gives another continuation.
        left: columns wanted on the left of the core.
        right: the same on the right.

    Returns: the patches on the left and on the right, if they have columns.
    """
    rect, values = core.rect, core.values
    patches: list[FieldPatch] = []
    if right > 0:
        chosen = quilted_columns(quilt.right, right, seed)
        beside = Rect(rect.rows, Span(rect.columns.stop, rect.columns.stop + right))
        patches.append(FieldPatch(beside, values[:, :, chosen]))
    if left > 0:
        mirrored = quilted_columns(quilt.left, left, seed + 1)
        chosen = [rect.width - 1 - column for column in reversed(mirrored)]
        beside = Rect(rect.rows, Span(rect.columns.start - left, rect.columns.start))
        patches.append(FieldPatch(beside, values[:, :, chosen]))
    return patches


def continued(
    field: Tensor, window: Rect, patches: Sequence[FieldPatch], period: int | None
) -> Tensor:
    """Let a random field go over into the patches of a continuation, so that its variance stays 1.

    Args:
        field: [C, H, W].
        window: of the field.
        patches: of continuations.
        period: columns after which the field repeats; None = never.
    """
    borrowed = overlaid(torch.zeros_like(field), window, patches, period)
    ones = [FieldPatch(patch.rect, torch.ones_like(patch.values[:1])) for patch in patches]
    cover = overlaid(torch.zeros_like(field[:1]), window, ones, period)
    return borrowed * (1 - NOVELTY**2) ** 0.5 + field * (1 - cover * (1 - NOVELTY))
