"""Continue fitted latents sideways by more of the same: as one quilts a texture, column by column.

Random latents beyond a photo give what the model knows of landscapes, latents borrowed from the
photo's own columns give what this photo shows. A run of columns goes on where the photo looks most
like the place where the run before it ended, so that ridges and shores meet; the generator, which
sees all neighbours, joins them. Source of the idea: image quilting (Efros and Freeman 2001).
"""

from collections.abc import Sequence

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


def quilted_columns(looks: NDArray[np.float32], count: int, seed: int) -> list[int]:
    """Choose the columns that continue a photo to the right.

    Args:
        looks: [features, columns], how the photo looks in each column.
        count: how many columns are wanted.
        seed: another one gives other choices.

    Returns: `count` indices of columns.
    """
    columns = looks.shape[1]
    shortest = min(max(SHORTEST_RUN_CELLS, round(columns * RUN_SHARE)), max(columns // 3, 1))
    random = np.random.Generator(np.random.PCG64(seed))
    uses = np.zeros(columns)
    uses[-shortest:] = 1.0  # just seen
    chosen: list[int] = []
    end = columns - 1
    while len(chosen) < count:
        start = _best_start(looks, end, shortest, uses, random)
        longest = max(columns - 1 - start, 1)
        length = min(shortest + int(random.integers(longest + 1)), longest)
        run = range(start + 1, start + 1 + length) if start + 1 < columns else range(columns)
        uses[run.start : run.stop] += 1
        chosen.extend(run)
        end = chosen[-1]
    return chosen[:count]


def _best_start(
    looks: NDArray[np.float32],
    end: int,
    shortest: int,
    uses: NDArray[np.float64],
    random: np.random.Generator,
) -> int:
    """Return a column that looks like `end`, with a run of columns after it not used too often."""
    last = max(looks.shape[1] - 1 - shortest, 0)
    candidates = np.arange(min(STRIP_CELLS - 1, last), last + 1)
    costs = np.array([_distance(looks, end, column) for column in candidates])
    used = np.array([uses[column + 1 : column + 1 + shortest].mean() for column in candidates])
    costs = costs + used * costs.mean()
    best = candidates[np.argsort(costs, kind="stable")[:CHOICES]]
    return int(best[random.integers(len(best))])


def _distance(looks: NDArray[np.float32], left: int, right: int) -> float:
    reach = min(STRIP_CELLS, left + 1, right + 1)
    strips = [looks[:, column + 1 - reach : column + 1] for column in (left, right)]
    return float(np.abs(strips[0] - strips[1]).mean())


def continuation(
    core: FieldPatch, looks: Tensor, seed: int, left: int, right: int
) -> list[FieldPatch]:
    """Continue fitted latents to both sides.

    Args:
        core: the fitted latents [C, H, W]; W is the photo's columns and an equal margin.
        looks: [features, columns], how the photo looks in each of its columns of cells.
        seed: another one gives another continuation.
        left: columns wanted on the left of the core.
        right: the same on the right.

    Returns: the patches on the left and on the right, if they have columns.
    """
    columns = looks.shape[1]
    margin = (core.rect.width - columns) // 2
    inner = core.values[:, :, margin : margin + columns]
    seen = looks.float().cpu().numpy()
    patches: list[FieldPatch] = []
    if right > 0:
        chosen = quilted_columns(seen, margin + right, seed)[margin:]
        rect = Rect(core.rect.rows, Span(core.rect.columns.stop, core.rect.columns.stop + right))
        patches.append(FieldPatch(rect, inner[:, :, chosen]))
    if left > 0:
        mirrored = quilted_columns(seen[:, ::-1], margin + left, seed + 1)[margin:]
        chosen = [columns - 1 - column for column in reversed(mirrored)]
        start = core.rect.columns.start
        rect = Rect(core.rect.rows, Span(start - left, start))
        patches.append(FieldPatch(rect, inner[:, :, chosen]))
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
