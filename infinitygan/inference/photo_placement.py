"""Where photos lie on a canvas: fitting, the nine anchors, snapping, pairs, and whole pixels."""

import math
from dataclasses import replace
from enum import StrEnum

from infinitygan.geometry import Rect, Size
from infinitygan.scene import PhotoPlacement, Scene

MIN_SIDE_PX = 1.0
LARGEST_PAIR_SHARE = 0.7  # of the canvas: two photos leave at least the rest between them


class Anchor(StrEnum):
    """The nine places of a photo on a canvas."""

    TOP_LEFT = "top-left"
    TOP = "top"
    TOP_RIGHT = "top-right"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTTOM_LEFT = "bottom-left"
    BOTTOM = "bottom"
    BOTTOM_RIGHT = "bottom-right"

    @property
    def fractions(self) -> tuple[float, float]:
        """Return which share of the free rows and columns lies above and left of the photo."""
        rows = {"top": 0.0, "bottom": 1.0}
        columns = {"left": 0.0, "right": 1.0}
        words = self.value.split("-")
        down = next((rows[word] for word in words if word in rows), 0.5)
        across = next((columns[word] for word in words if word in columns), 0.5)
        return down, across


def fit_size(photo: Size, canvas: Size) -> tuple[float, float]:
    """Return the largest height and width at which the whole photo fits on the canvas."""
    return scaled_size(photo, min(canvas.height / photo.height, canvas.width / photo.width))


def fit_height(photo: Size, canvas: Size) -> tuple[float, float]:
    """Return the photo's height and width when it is as tall as the canvas."""
    return scaled_size(photo, canvas.height / photo.height)


def fit_width(photo: Size, canvas: Size) -> tuple[float, float]:
    """Return the photo's height and width when it is as wide as the canvas."""
    return scaled_size(photo, canvas.width / photo.width)


def scaled_size(photo: Size, factor: float) -> tuple[float, float]:
    """Return the photo's height and width times `factor`.

    Raises: ValueError: if the factor is not a number above 0.
    """
    if not (factor > 0 and math.isfinite(factor)):
        raise ValueError(f"a photo can be scaled by a number above 0, not by {factor}")
    return max(photo.height * factor, MIN_SIDE_PX), max(photo.width * factor, MIN_SIDE_PX)


def place(
    digest: str, size: tuple[float, float], canvas: Size, anchor: Anchor = Anchor.CENTER
) -> PhotoPlacement:
    """Place a photo of this height and width at an anchor of the canvas."""
    height_px, width_px = size
    down, across = anchor.fractions
    return PhotoPlacement(
        digest,
        top_px=(canvas.height - height_px) * down,
        left_px=(canvas.width - width_px) * across,
        height_px=height_px,
        width_px=width_px,
    )


def anchored(placement: PhotoPlacement, canvas: Size, anchor: Anchor) -> PhotoPlacement:
    """Move a photo to an anchor; a move ends its match."""
    down, across = anchor.fractions
    return moved_to(
        placement,
        (canvas.height - placement.height_px) * down,
        (canvas.width - placement.width_px) * across,
    )


def moved_to(placement: PhotoPlacement, top_px: float, left_px: float) -> PhotoPlacement:
    """Move a photo; it keeps its match only if it stays where it is."""
    stays = (top_px, left_px) == (placement.top_px, placement.left_px)
    match = placement.match if stays else None
    return replace(placement, top_px=top_px, left_px=left_px, match=match)


def snapped(placement: PhotoPlacement, canvas: Size, reach_px: float) -> PhotoPlacement:
    """Move a photo's edges or its middle onto those of the canvas if they are within `reach_px`."""
    top = _snapped(placement.top_px, placement.height_px, canvas.height, reach_px)
    left = _snapped(placement.left_px, placement.width_px, canvas.width, reach_px)
    return moved_to(placement, top, left)


def _snapped(start: float, length: float, whole: int, reach_px: float) -> float:
    candidates = (0.0, whole - length, (whole - length) / 2)
    nearest = min(candidates, key=lambda candidate: abs(candidate - start))
    return nearest if abs(nearest - start) <= reach_px else start


def side_by_side(
    left: PhotoPlacement, right: PhotoPlacement, canvas: Size, scale: float = 1.0
) -> tuple[PhotoPlacement, PhotoPlacement]:
    """Put two photos at the left and the right edge of a canvas, with room between them.

    They are as tall as the canvas, times the scale, unless they would leave too little. They keep
    a match only if they stay as they are.
    """
    height_px = canvas.height * scale
    shapes = [photo.width_px / photo.height_px for photo in (left, right)]
    height_px *= min(1.0, LARGEST_PAIR_SHARE * canvas.width / (height_px * sum(shapes)))

    def put(photo: PhotoPlacement, shape: float, anchor: Anchor) -> PhotoPlacement:
        sized = replace(photo, height_px=height_px, width_px=height_px * shape)
        stays = sized == photo
        return anchored(sized if stays else replace(sized, match=None), canvas, anchor)

    return put(left, shapes[0], Anchor.LEFT), put(right, shapes[1], Anchor.RIGHT)


def photo_rect(placement: PhotoPlacement) -> Rect:
    """Return the whole canvas pixels that a photo fills."""
    height = max(round(placement.height_px), 1)
    width = max(round(placement.width_px), 1)
    return Rect.at(round(placement.top_px), round(placement.left_px), height, width)


def covers_canvas(scene: Scene) -> bool:
    """Tell whether one photo hides the whole canvas, so that nothing is left to continue."""
    return any(photo_rect(photo).contains(scene.canvas.rect) for photo in scene.photos)
