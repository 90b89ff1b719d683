"""Which pictures a desktop needs, and which part of the canvas goes where in each.

Pure numbers: `plan_pictures` decides, `fitted` maps the layout into a canvas of any size.
"""

from dataclasses import dataclass

from app.monitors import Layout, canvas_of, crops, in_reading_order
from app.wallpaper.protocol import Capabilities, Spread
from infinitygan.geometry import Rect, Size


@dataclass(frozen=True)
class Box:
    """A part of the canvas with fractional edges, in px."""

    top: float
    left: float
    bottom: float
    right: float


@dataclass(frozen=True)
class Piece:
    """A part of the canvas, and the rectangle of the picture that it fills."""

    source: Box
    target: Rect


@dataclass(frozen=True)
class PicturePlan:
    """One picture file to write; `monitor` is empty where it is for all of them."""

    size: Size
    pieces: tuple[Piece, ...]
    monitor: str = ""
    order: int = 0


@dataclass(frozen=True)
class WallpaperPlan:
    """All pictures of one wallpaper."""

    spread: Spread
    pictures: tuple[PicturePlan, ...]


def plan_pictures(
    layout: Layout, canvas: Size, capabilities: Capabilities, only: str = ""
) -> WallpaperPlan:
    """Decide which pictures to write.

    Args:
        layout: all attached monitors, with the gaps the canvas was composed for.
        canvas: size of the canvas; where it has another shape than the layout, its edges are cut.
        capabilities: what the desktop offers.
        only: name of the one monitor to change; empty: the canvas covers all of them.

    Raises: ValueError: if there is no monitor `only`.
    """
    if only:
        return _single(layout, canvas, capabilities, only)
    if len(layout.monitors) == 1:
        return _single(layout, canvas, capabilities, layout.monitors[0].name)
    if capabilities.spans:
        return WallpaperPlan(Spread.SPAN, (_spanned(layout, canvas),))
    if capabilities.per_monitor:
        return WallpaperPlan(Spread.EACH, _each(layout, canvas))
    whole = layout.canvas
    piece = Piece(fitted(whole.rect, whole, canvas), whole.rect)
    return WallpaperPlan(Spread.ZOOM, (PicturePlan(whole, (piece,)),))


def fitted(part: Rect, whole: Size, canvas: Size) -> Box:
    """Map a part of `whole` into a canvas that covers it, centred, with equal scale."""
    scale = min(canvas.height / whole.height, canvas.width / whole.width)
    top = (canvas.height - whole.height * scale) / 2
    left = (canvas.width - whole.width * scale) / 2
    return Box(
        top + part.rows.start * scale,
        left + part.columns.start * scale,
        top + part.rows.stop * scale,
        left + part.columns.stop * scale,
    )


def _single(layout: Layout, canvas: Size, capabilities: Capabilities, name: str) -> WallpaperPlan:
    size = layout.monitor(name).size_px
    pieces = (Piece(fitted(size.rect, size, canvas), size.rect),)
    if not capabilities.per_monitor:
        return WallpaperPlan(Spread.ZOOM, (PicturePlan(size, pieces),))
    order = [monitor.name for monitor in in_reading_order(layout.monitors)].index(name)
    return WallpaperPlan(Spread.EACH, (PicturePlan(size, pieces, name, order),))


def _each(layout: Layout, canvas: Size) -> tuple[PicturePlan, ...]:
    parts = crops(layout)
    whole = canvas_of(parts)
    return tuple(
        PicturePlan(
            size := layout.monitor(name).size_px,
            (Piece(fitted(part, whole, canvas), size.rect),),
            name,
            order,
        )
        for order, (name, part) in enumerate(parts)
    )


def _spanned(layout: Layout, canvas: Size) -> PicturePlan:
    """Push the parts together as the desktop lays them out: it knows nothing of the gaps."""
    parts = crops(layout)
    whole = canvas_of(parts)
    targets = crops(layout.as_desktop)
    pieces = tuple(
        Piece(fitted(part, whole, canvas), target)
        for (_, part), (_, target) in zip(parts, targets, strict=True)
    )
    return PicturePlan(canvas_of(targets), pieces)
