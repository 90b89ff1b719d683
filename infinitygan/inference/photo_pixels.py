"""The pixels of a photo on the canvas, on the model's plane, or on a preview level.

Photos are resampled by Lanczos on the 8-bit sRGB values, once, from the import to the canvas. In
gamma light, since that is what viewers and desktops do: the photo looks as its owner knows it, and
its pixels are exactly those that Pillow's `resize` gives. Linear light would keep the mean light of
high-contrast texture better when shrinking a lot, but rings more around bright edges.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from infinitygan.geometry import Rect, Span
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_placement import photo_rect
from infinitygan.inference.scene_plan import Placement
from infinitygan.scene import PhotoPlacement


@dataclass(frozen=True)
class Area:
    """An upright rectangle with edges anywhere between the pixels of a grid."""

    top: float
    left: float
    height: float
    width: float

    def inner_rect(self) -> Rect:
        """Return the pixels that lie inside whole, which may be none."""
        return Rect(_inner(self.top, self.height), _inner(self.left, self.width))


def photo_area(photo: PhotoPlacement, pixels: Placement) -> Area:
    """Return where a photo lies on the grid of a level; on the canvas it fills whole pixels."""
    rect = photo_rect(photo)
    return Area(
        (rect.rows.start - pixels.top) / pixels.scale_y,
        (rect.columns.start - pixels.left) / pixels.scale_x,
        rect.height / pixels.scale_y,
        rect.width / pixels.scale_x,
    )


def resampled(photo: Photo, area: Area, window: Rect) -> NDArray[np.uint8]:
    """Resample a photo that fills `area` over whole pixels within it.

    Returns: uint8 [H, W, 3] over `window`.

    Raises: ValueError: if the window is empty or does not lie within the area.
    """
    inner = area.inner_rect()
    if window.is_empty or not inner.contains(window):
        raise ValueError(f"{window} does not lie within the photo's {inner}")
    scale_y = photo.size.height / area.height
    scale_x = photo.size.width / area.width
    box = (
        max((window.columns.start - area.left) * scale_x, 0.0),
        max((window.rows.start - area.top) * scale_y, 0.0),
        min((window.columns.stop - area.left) * scale_x, photo.size.width),
        min((window.rows.stop - area.top) * scale_y, photo.size.height),
    )
    size = (window.width, window.height)
    image = Image.fromarray(photo.rgb)
    return np.asarray(image.resize(size, Image.Resampling.LANCZOS, box=box))


def _inner(start: float, length: float) -> Span:
    first = math.ceil(start - 1e-6)
    return Span(first, max(math.floor(start + length + 1e-6), first))
