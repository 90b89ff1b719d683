"""Distances between sets of features, as pure functions. All features are float64 [N, D]."""

from typing import NamedTuple

import torch
from torch import Tensor

NEIGHBOURS = 3  # of Kynkaanniemi et al.
RIDGE = 1.0  # times the mean variance of the features


class PrecisionRecall(NamedTuple):
    """The share of fakes that look real, and of reals that the fakes cover."""

    precision: float
    recall: float


def frechet_distance(first: Tensor, second: Tensor) -> float:
    """Return the Frechet distance of two Gaussians fitted to the sets (arXiv 1706.08500)."""
    mean_1, mean_2 = first.mean(0), second.mean(0)
    root = _symmetric_root(first.T.cov())
    other = second.T.cov()
    cross = torch.linalg.eigvalsh(root @ other @ root).clamp_min(0).sqrt().sum()
    spread = root.square().sum() + other.trace() - 2 * cross
    return ((mean_1 - mean_2).square().sum() + spread).item()


def kernel_distance(first: Tensor, second: Tensor) -> float:
    """Return 1000 times the unbiased MMD^2 of the kernel (x.y / D + 1)^3 (arXiv 1801.01401)."""

    def kernel(a: Tensor, b: Tensor) -> Tensor:
        return (a @ b.T / a.shape[1] + 1) ** 3

    def mean_of_pairs(a: Tensor) -> Tensor:
        values = kernel(a, a)
        return (values.sum() - values.trace()) / (len(a) * (len(a) - 1))

    between = kernel(first, second).mean()
    return 1000 * (mean_of_pairs(first) + mean_of_pairs(second) - 2 * between).item()


def precision_recall(real: Tensor, fake: Tensor) -> PrecisionRecall:
    """Compare the manifolds of two sets: balls that reach to the third neighbour.

    Source: Kynkaanniemi et al. 2019 (arXiv 1904.06991).
    """
    between = torch.cdist(real, fake)
    covered = (between <= _radii(real)[:, None]).any(0)
    reached = (between <= _radii(fake)[None, :]).any(1)
    return PrecisionRecall(covered.double().mean().item(), reached.double().mean().item())


def _radii(points: Tensor) -> Tensor:
    """Return the distance of each point to its third neighbour."""
    # The nearest of all is the point itself.
    return torch.cdist(points, points).kthvalue(NEIGHBOURS + 1, dim=1).values


def mean_distance(points: Tensor) -> float:
    """Return the mean distance between the points of a set."""
    return torch.pdist(points).mean().item()


class LabelRegressor:
    """A ridge regression from features to the vertical label, in closed form."""

    def __init__(self, features: Tensor, labels: Tensor) -> None:
        """Fit to real patches [N, D] and their labels [N]."""
        self._mean = features.mean(0)
        centred = features - self._mean
        gram = centred.T @ centred
        weight = RIDGE * gram.diagonal().mean()
        penalty = weight * torch.eye(len(gram), dtype=gram.dtype)
        self._offset = labels.double().mean()
        target = centred.T @ (labels.double() - self._offset)
        self._weights = torch.linalg.solve(gram + penalty, target)

    def error(self, features: Tensor, labels: Tensor) -> float:
        """Return the mean absolute error on other patches."""
        guess = ((features - self._mean) @ self._weights + self._offset).clamp(-1, 1)
        return (guess - labels.double()).abs().mean().item()


def seam_energy(rgb: Tensor, tile_px: int) -> float:
    """Compare the steps across tile borders with all other steps; 1 means no seam shows.

    Args:
        rgb: [B, 3, H, W], rendered in tiles from the upper left corner on.
        tile_px: side of the tiles.
    """
    inside: list[Tensor] = []
    across: list[Tensor] = []
    for axis in (2, 3):
        steps = rgb.diff(dim=axis).abs().transpose(axis, 3).double()
        is_border = (torch.arange(steps.shape[3]) + 1) % tile_px == 0
        across.append(steps[..., is_border].flatten())
        inside.append(steps[..., ~is_border].flatten())
    return (torch.cat(across).mean() / torch.cat(inside).mean()).item()


def _symmetric_root(matrix: Tensor) -> Tensor:
    values, vectors = torch.linalg.eigh(matrix)
    return (vectors * values.clamp_min(0).sqrt()) @ vectors.T
