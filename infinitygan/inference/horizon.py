"""Find the horizon of a photo: the height at which what lies above differs most from what is below.

The photo is cut into vertical strips. In each, every row is tried as the border between two normal
distributions of colour and texture; the likeliest one is that strip's horizon, and the median over
the strips, weighted by how much each gains, is the photo's. A peak or a tree in some strips does
not count, a shore or a ridge that runs across does.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_placement import photo_rect
from infinitygan.scene import PhotoPlacement, Scene

ROWS = 96  # of the shrunken photo that is looked at
STRIPS = 12
LEAST_SHARE = 0.08  # of the height above and below: thin bands at the border are no sky or land
LEAST_GAIN = 0.9  # mean log-likelihood a pixel; below, photos of the test set had no horizon
_STRIP_COLUMNS = 4, 22  # least and most
_USUAL, _SPREAD, _USUAL_WEIGHT = 0.45, 0.25, 0.05  # a faint wish: near the middle
_TEXTURE_WEIGHT, _TEXTURE_FLOOR = 0.15, 0.02
_DEVIATION_FLOOR = 0.03  # of 1: flat skies are no surer than that

Floats = NDArray[np.float64]


def find_horizon(photo: Photo) -> float | None:
    """Find at which share of a photo's height its horizon lies; None if it seems to have none."""
    narrowest, widest = (STRIPS * columns for columns in _STRIP_COLUMNS)
    columns = round(photo.size.width * ROWS / photo.size.height)
    size = min(max(columns, narrowest), widest), ROWS
    small = Image.fromarray(photo.rgb).resize(size, Image.Resampling.BOX, reducing_gap=2.0)
    strips = np.array_split(_features(np.asarray(small) / 255.0), STRIPS, axis=1)
    found = [_split(strip) for strip in strips]
    shares, gains = (np.array(values) for values in zip(*found, strict=True))
    if gains.mean() < LEAST_GAIN:
        return None
    order = np.argsort(shares, kind="stable")
    reached = np.cumsum(gains[order])
    return float(shares[order[np.searchsorted(reached, reached[-1] / 2)]])


def with_horizon(scene: Scene, photo: PhotoPlacement, share: float) -> Scene:
    """Move a scene's horizon to where a photo has its own, at a share of the photo's height.

    A match depends on it, so this comes before the match.
    """
    rect = photo_rect(photo)
    row = rect.rows.start + share * rect.height
    height = scene.scene_height_px or scene.canvas.height
    return replace(scene, horizon=min(max(row / height - 0.5, -0.5), 0.5))


def _features(rgb: Floats) -> Floats:
    """Return light, two colour differences and the logarithm of the local contrast, [H, W, 4]."""
    light = rgb.mean(-1)
    steps = np.abs(np.diff(light, axis=0, prepend=light[:1]))
    steps = steps + np.abs(np.diff(light, axis=1, prepend=light[:, :1]))
    texture = _TEXTURE_WEIGHT * np.log(steps + _TEXTURE_FLOOR)
    red, green, blue = (rgb[..., channel] for channel in range(3))
    return np.stack([light, red - green, blue - (red + green) / 2, texture], -1)


def _split(strip: Floats) -> tuple[float, float]:
    """Return the likeliest border of features [H, W, 4], as a share of H, and what it gains."""
    height, width = strip.shape[:2]
    counts = np.arange(1.0, height + 1) * width
    sums = np.cumsum(strip.sum(1), axis=0)
    products = np.cumsum(np.einsum("yxi,yxj->yij", strip, strip), axis=0)
    above = _entropies(counts[:-1], sums[:-1], products[:-1])
    below = _entropies(counts[-1] - counts[:-1], sums[-1] - sums[:-1], products[-1] - products[:-1])
    whole = _entropies(counts[-1:], sums[-1:], products[-1:])
    shares = np.arange(1, height) / height
    gains = whole - (shares * above + (1 - shares) * below)
    gains -= _USUAL_WEIGHT * ((shares - _USUAL) / _SPREAD) ** 2
    inner = (shares > LEAST_SHARE) & (shares < 1 - LEAST_SHARE)
    best = int(np.argmax(np.where(inner, gains, -np.inf)))
    return float(shares[best]), max(float(gains[best]), 0.0)


def _entropies(counts: Floats, sums: Floats, products: Floats) -> Floats:
    """Return the log-determinants of the covariances of so many features with these sums."""
    means = sums / counts[:, None]
    covariances = products / counts[:, None, None] - means[:, :, None] * means[:, None, :]
    floor = np.eye(covariances.shape[-1]) * _DEVIATION_FLOOR**2
    return np.linalg.slogdet(covariances + floor)[1]
