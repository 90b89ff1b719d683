"""Which part of the canvas the window shows, and how large: pure arithmetic in device px."""

import math
from dataclasses import dataclass, replace

from infinitygan.geometry import Point, Rect, Size, Span

MAX_ZOOM = 16.0
MIN_FITTED = 0.25  # zooming out ends at this share of the fitting zoom
KEPT_PX = 64  # so much of the canvas always stays in view
FIT_MARGIN_PX = 24
ZOOM_STEPS = (0.0625, 0.125, 0.25, 0.3333333333, 0.5, 0.6666666667, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0,
              8.0, 12.0, 16.0)  # fmt: skip


@dataclass(frozen=True)
class Viewport:
    """A window of `size` device px onto a canvas.

    `zoom` is device px a canvas px; `centre` is the canvas position in the middle of the window.
    """

    canvas: Size
    size: Size
    zoom: float
    centre: Point

    @staticmethod
    def fitted(canvas: Size, size: Size, margin_px: float = FIT_MARGIN_PX) -> "Viewport":
        """Show the whole canvas, centred, with a margin."""
        return Viewport(
            canvas,
            size,
            fitting_zoom(canvas, size, margin_px),
            Point(canvas.height / 2, canvas.width / 2),
        )

    @property
    def origin(self) -> Point:
        """Return where the corner of the canvas lies in the window, in whole device px."""
        return Point(
            round(self.size.height / 2 - self.centre.y * self.zoom),
            round(self.size.width / 2 - self.centre.x * self.zoom),
        )

    def to_canvas(self, device: Point) -> Point:
        """Return the canvas position under a point of the window."""
        origin = self.origin
        return Point((device.y - origin.y) / self.zoom, (device.x - origin.x) / self.zoom)

    def to_device(self, position: Point) -> Point:
        """Return where in the window a canvas position lies."""
        origin = self.origin
        return Point(origin.y + position.y * self.zoom, origin.x + position.x * self.zoom)

    def visible(self) -> Rect:
        """Return the pixels of the canvas that the window shows, which may be none."""
        first = self.to_canvas(Point(0, 0))
        last = self.to_canvas(Point(self.size.height, self.size.width))
        seen = Rect(
            Span(math.floor(first.y), math.ceil(last.y)),
            Span(math.floor(first.x), math.ceil(last.x)),
        )
        return seen.intersection(self.canvas.rect)

    def zoomed(self, zoom: float, at: Point) -> "Viewport":
        """Change the zoom; what lies under the point `at` of the window stays there."""
        fitting = fitting_zoom(self.canvas, self.size)
        zoom = min(max(zoom, min(fitting, 1.0) * MIN_FITTED), MAX_ZOOM)
        fixed = self.to_canvas(at)
        centre = Point(
            fixed.y - (at.y - self.size.height / 2) / zoom,
            fixed.x - (at.x - self.size.width / 2) / zoom,
        )
        return replace(self, zoom=zoom, centre=centre).kept()

    def panned(self, down_px: float, right_px: float) -> "Viewport":
        """Move what is shown by device px, as a hand drags paper."""
        centre = Point(self.centre.y - down_px / self.zoom, self.centre.x - right_px / self.zoom)
        return replace(self, centre=centre).kept()

    def resized(self, size: Size) -> "Viewport":
        """Return the same view in a window of another size."""
        return replace(self, size=size).kept()

    def kept(self) -> "Viewport":
        """Return the view moved so that a part of the canvas stays in it."""
        reach_y = max(self.size.height / 2 - KEPT_PX, 0) / self.zoom
        reach_x = max(self.size.width / 2 - KEPT_PX, 0) / self.zoom
        centre = Point(
            min(max(self.centre.y, -reach_y), self.canvas.height + reach_y),
            min(max(self.centre.x, -reach_x), self.canvas.width + reach_x),
        )
        return replace(self, centre=centre)


def fitting_zoom(canvas: Size, size: Size, margin_px: float = FIT_MARGIN_PX) -> float:
    """Return the zoom at which the whole canvas fits into a window."""
    room_y = max(size.height - 2 * margin_px, 1)
    room_x = max(size.width - 2 * margin_px, 1)
    return min(room_y / canvas.height, room_x / canvas.width)


def next_zoom(zoom: float, closer: bool) -> float:
    """Return the next of the round zoom steps."""
    if closer:
        return next((step for step in ZOOM_STEPS if step > zoom * 1.001), ZOOM_STEPS[-1])
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.999), ZOOM_STEPS[0])
