"""Which files an export makes, and what they cost: numbers only."""

from dataclasses import dataclass

from app.monitors import Layout, crops
from infinitygan.geometry import Rect, Size
from infinitygan.inference.formats import (
    ImageFormat,
    estimate_memory_bytes,
    format_limits,
)

SUFFIX = {
    ImageFormat.PNG: ".png",
    ImageFormat.JPEG: ".jpg",
    ImageFormat.WEBP: ".webp",
    ImageFormat.AVIF: ".avif",
    ImageFormat.TIFF: ".tif",
}
USUAL_BYTES_A_PIXEL = {  # of landscapes; of the lossy ones at quality 90
    ImageFormat.PNG: 1.6,
    ImageFormat.JPEG: 0.3,
    ImageFormat.WEBP: 0.22,
    ImageFormat.AVIF: 0.25,
    ImageFormat.TIFF: 1.8,
}
DOUBLING = 9.0  # steps of quality that double a lossy file, near 90
PROGRAM_BYTES = 700 * 10**6  # of memory, with torch and a model, whatever the picture
BAND_BYTES_A_COLUMN = 3 * 3 * 512  # rows of tiles that wait, are encoded, and were rendered


@dataclass(frozen=True)
class PicturePart:
    """A part of the canvas and the size of its picture; `monitor` empty: it is for no monitor."""

    rect: Rect
    size: Size
    monitor: str = ""


@dataclass(frozen=True)
class Cost:
    """What an export costs; `seconds` None = the speed is not known yet."""

    image_format: ImageFormat
    pixels: int
    file_bytes: int
    memory_bytes: int
    seconds: float | None


def whole_part(canvas: Size) -> PicturePart:
    """Return the whole canvas as one picture."""
    return PicturePart(canvas.rect, canvas)


def monitor_parts(layout: Layout | None, canvas: Size) -> tuple[PicturePart, ...]:
    """Return the part of each monitor; empty where the canvas does not span the monitors."""
    if layout is None or len(layout.monitors) < 2 or layout.canvas != canvas:
        return ()
    return tuple(
        PicturePart(part, layout.monitor(name).size_px, name) for name, part in crops(layout)
    )


def chosen_parts(choice: str, layout: Layout | None, canvas: Size) -> tuple[PicturePart, ...]:
    """Return what "whole", "monitors" or "both" stands for; the whole where there are no parts."""
    parts = monitor_parts(layout, canvas)
    if choice == "whole" or not parts:
        return (whole_part(canvas),)
    return parts if choice == "monitors" else (whole_part(canvas), *parts)


def cost_of(
    parts: tuple[PicturePart, ...],
    image_format: ImageFormat,
    quality: int,
    pixels_per_second: float | None,
) -> Cost:
    """Estimate an export: the files' sizes, the memory with the program, and the time."""
    rate = USUAL_BYTES_A_PIXEL[image_format]
    if format_limits(image_format).has_quality:
        rate *= 2 ** ((quality - 90) / DOUBLING)
    saved = sum(part.size.pixels for part in parts)
    rendered = sum(part.rect.height * part.rect.width for part in parts)
    memory = PROGRAM_BYTES + max(
        estimate_memory_bytes(part.size, image_format) + BAND_BYTES_A_COLUMN * part.rect.width
        for part in parts
    )
    seconds = rendered / pixels_per_second if pixels_per_second else None
    return Cost(image_format, saved, round(saved * rate), memory, seconds)
