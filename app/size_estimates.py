"""What a size costs before it is rendered: time, memory and the size of the file."""

import math
from dataclasses import dataclass

from infinitygan.geometry import Size

PNG_BYTES_A_PIXEL = 1.6  # photographs as PNG have 1.2 to 2.2
BAND_ROWS = 256  # exports stream; this many rows wait for the encoder at a time
BYTES_A_PIXEL = 3
PROGRAM_MB = 700  # the program with torch and a model, whatever the picture
MEGA = 1e6


@dataclass(frozen=True)
class Estimates:
    """The cost of a picture; `seconds` None: the speed is not known yet."""

    megapixels: float
    seconds: float | None
    png_mb: float
    memory_mb: float


def estimate(size: Size, pixels_per_second: float | None) -> Estimates:
    """Estimate the cost of exporting a picture of this size."""
    seconds = size.pixels / pixels_per_second if pixels_per_second else None
    bands = 3 * BYTES_A_PIXEL * size.width * min(BAND_ROWS, size.height)
    return Estimates(
        megapixels=size.pixels / MEGA,
        seconds=seconds,
        png_mb=max(1, math.ceil(size.pixels * PNG_BYTES_A_PIXEL / MEGA)),
        memory_mb=PROGRAM_MB + bands / MEGA,
    )
