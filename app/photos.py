"""The photos of the document: which one is chosen, and all edits of it as undoable steps."""

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot

from app.document import Document
from infinitygan.geometry import Point, Size
from infinitygan.inference.photo_placement import (
    Anchor,
    anchored,
    fit_size,
    moved_to,
    photo_rect,
    place,
    side_by_side,
)
from infinitygan.scene import PhotoPlacement, Scene

MIN_SCALE, MAX_SCALE = 0.05, 4.0  # of the height of the canvas
MAX_FEATHER_PX = 256
ANCHOR_REACH_PX = 0.5  # so near an anchor, a photo is at it
PAIR = 2  # photos: a landscape joins them


# A photo as tall as the canvas is at the top, in the middle, and at the bottom, all at once.
_MIDDLES_FIRST = sorted(Anchor, key=lambda anchor: len(anchor.value.split("-")))
_MIDDLES_FIRST.sort(key=lambda anchor: anchor is not Anchor.CENTER)


class Fit(Enum):
    """How large a photo is laid on the canvas."""

    HEIGHT = "height"
    WIDTH = "width"
    WHOLE = "whole"


class Photos(QObject):
    """Edits the photos of the document's scene; `changed` tells of any change to them."""

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._index = 0
        self._seen = document.scene.photos
        document.scene_changed.connect(self._on_scene)

    @property
    def placements(self) -> tuple[PhotoPlacement, ...]:
        """Return all photos of the scene, the topmost last."""
        return self._document.scene.photos

    @property
    def index(self) -> int | None:
        """Return the place of the chosen photo; None: there is no photo."""
        count = len(self.placements)
        return min(self._index, count - 1) if count else None

    @property
    def chosen(self) -> PhotoPlacement | None:
        """Return the chosen photo."""
        return None if self.index is None else self.placements[self.index]

    @property
    def canvas(self) -> Size:
        """Return the size of the canvas."""
        return self._document.scene.canvas

    def choose(self, index: int) -> None:
        """Choose another photo."""
        if index != self._index:
            self._index = index
            self.changed.emit()

    def at(self, position: Point) -> int | None:
        """Return the topmost photo at a place of the canvas."""
        for index in reversed(range(len(self.placements))):
            rect = photo_rect(self.placements[index])
            if rect.rows.start <= position.y < rect.rows.stop and (
                rect.columns.start <= position.x < rect.columns.stop
            ):
                return index
        return None

    def add(self, digest: str, data: bytes, size: Size, label: str) -> None:
        """Lay a photo on the canvas, as large as fits: the first in the middle, others right.

        A first one that is still in the middle makes room for the second.
        """
        self._document.add_files({digest: data})
        placement = place(digest, fit_size(size, self.canvas), self.canvas, Anchor.CENTER)
        photos = (*self.placements, placement)
        if len(photos) == PAIR and anchor_of(photos[0], self.canvas) is Anchor.CENTER:
            photos = side_by_side(photos[0], placement, self.canvas)
        elif len(photos) > 1:
            photos = (*self.placements, anchored(placement, self.canvas, Anchor.RIGHT))
        self._index = len(self.placements)
        self._edit(label, photos)

    @Slot()
    def put_side_by_side(self) -> None:
        """Put two photos at the edges of the canvas, the left one at the left."""
        if len(self.placements) == PAIR:
            left, right = sorted(self.placements, key=_middle_column)
            self._index = 0
            label = self.tr("Put the photos side by side")
            self._edit(label, side_by_side(left, right, self.canvas))

    def remove(self) -> None:
        """Take the chosen photo away."""
        if self.index is not None:
            rest = self.placements[: self.index] + self.placements[self.index + 1 :]
            self._edit(self.tr("Remove the photo"), rest)

    def put(self, placement: PhotoPlacement, label: str, gesture: str = "") -> None:
        """Change the chosen photo; if it moves or grows, the match of all photos is at its end."""
        if self.index is not None:
            placements = list(self.placements)
            placements[self.index] = placement
            self._edit(label, tuple(placements), gesture)

    def anchor(self, anchor: Anchor) -> None:
        """Move the chosen photo to an anchor."""
        if self.chosen is not None:
            placement = anchored(self.chosen, self.canvas, anchor)
            self.put(placement, self.tr("Move the photo"))

    @property
    def current_anchor(self) -> Anchor | None:
        """Return the anchor at which the chosen photo is, if it is at one."""
        return None if self.chosen is None else anchor_of(self.chosen, self.canvas)

    def fit(self, fit: Fit) -> None:
        """Scale the chosen photo to the canvas."""
        photo = self.chosen
        if photo is None:
            return
        by_height = self.canvas.height / photo.height_px
        by_width = self.canvas.width / photo.width_px
        factors = {Fit.HEIGHT: by_height, Fit.WIDTH: by_width, Fit.WHOLE: min(by_height, by_width)}
        self.put(resized(photo, self.canvas, factors[fit]), self.tr("Scale the photo"))

    @property
    def scale(self) -> float:
        """Return the height of the chosen photo as a share of the canvas'; 1 without a photo."""
        return 1.0 if self.chosen is None else self.chosen.height_px / self.canvas.height

    def set_scale(self, scale: float, gesture: str = "") -> None:
        """Scale the chosen photo to a share of the canvas' height; it stays at its anchor."""
        if self.chosen is not None:
            factor = scale * self.canvas.height / self.chosen.height_px
            photo = resized(self.chosen, self.canvas, factor)
            self.put(photo, self.tr("Scale the photo"), gesture)

    def set_feather(self, feather_px: float, gesture: str = "") -> None:
        """Change how wide the chosen photo melts into the picture."""
        if self.chosen is not None:
            photo = replace(self.chosen, feather_px=feather_px)
            self.put(photo, self.tr("Feather the photo"), gesture)

    def set_colour_match(self, share: float, gesture: str = "") -> None:
        """Change how far the surroundings of the chosen photo take on its light, 0 to 1."""
        if self.chosen is not None:
            photo = replace(self.chosen, colour_match=share)
            self.put(photo, self.tr("Match the photo's light"), gesture)

    def end_gesture(self) -> None:
        """Close a drag of a slider."""
        self._document.end_gesture()

    def _edit(self, label: str, photos: tuple[PhotoPlacement, ...], gesture: str = "") -> None:
        scene = self._document.scene
        if _places(photos) != _places(scene.photos):
            photos = tuple(replace(photo, match=None) for photo in photos)
        self._document.edit(label, replace(scene, photos=photos), gesture)

    @Slot(object)
    def _on_scene(self, scene: Scene) -> None:
        if len(scene.photos) < len(self._seen):
            self._index = min(self._index, max(len(scene.photos) - 1, 0))
        self._seen = scene.photos
        self.changed.emit()  # the canvas counts too: scales and anchors are shares of it


def anchor_of(placement: PhotoPlacement, canvas: Size) -> Anchor | None:
    """Return the anchor at which a photo is, if it is at one."""
    for anchor in _MIDDLES_FIRST:
        there = anchored(placement, canvas, anchor)
        down, right = there.top_px - placement.top_px, there.left_px - placement.left_px
        if max(abs(down), abs(right)) <= ANCHOR_REACH_PX:
            return anchor
    return None


def resized(placement: PhotoPlacement, canvas: Size, factor: float) -> PhotoPlacement:
    """Scale a photo about its anchor, or about its middle if it is at none."""
    if factor == 1:
        return placement
    smallest, largest = (limit * canvas.height for limit in (MIN_SCALE, MAX_SCALE))
    height_px = min(max(placement.height_px * factor, smallest), largest)
    factor = height_px / placement.height_px
    width_px = placement.width_px * factor
    scaled = replace(placement, height_px=height_px, width_px=width_px, match=None)
    anchor = anchor_of(placement, canvas)
    if anchor is not None:
        return anchored(scaled, canvas, anchor)
    return moved_to(
        scaled,
        placement.top_px + (placement.height_px - height_px) / 2,
        placement.left_px + (placement.width_px - width_px) / 2,
    )


def _middle_column(photo: PhotoPlacement) -> float:
    return photo.left_px + photo.width_px / 2


def _places(photos: tuple[PhotoPlacement, ...]) -> list[tuple[object, ...]]:
    return [
        (photo.photo, photo.top_px, photo.left_px, photo.height_px, photo.width_px)
        for photo in photos
    ]
