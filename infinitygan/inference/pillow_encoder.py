"""Encode JPEG, WebP and AVIF by Pillow; the whole picture lies in memory until then."""

import io
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from infinitygan.geometry import Size
from infinitygan.inference.formats import ExportError, ImageFormat
from infinitygan.inference.recipe_metadata import JPEG_XMP_PREFIX
from infinitygan.inference.srgb import srgb_icc_profile
from infinitygan.inference.xmp import xmp_packet

_DEFAULT_QUALITY = {ImageFormat.JPEG: 95, ImageFormat.WEBP: 90, ImageFormat.AVIF: 85}
_FULL_COLOUR_QUALITY = 90  # from here on no colour is subsampled
_AVIF_SPEED = 8  # 2.6 s at 3840x2160 on two cores; 6 takes 6 s to save another 6 %
_MAX_JPEG_XMP_BYTES = 65_533 - len(JPEG_XMP_PREFIX)  # one segment, less its own length


class PillowEncoder:
    """Gather rows into one image and encode it at the end."""

    def __init__(
        self,
        stream: BinaryIO,
        size: Size,
        image_format: ImageFormat,
        quality: int | None = None,
        recipe: str | None = None,
    ) -> None:
        self._stream = stream
        self._format = image_format
        self._options = save_options(image_format, quality, recipe)
        self._image = Image.new("RGB", (size.width, size.height))
        self._next_row = 0

    def write_rows(self, rows: NDArray[np.uint8]) -> None:
        """Append rows [H, W, 3]."""
        self._image.paste(Image.fromarray(rows), (0, self._next_row))
        self._next_row += len(rows)

    def finish(self) -> None:
        """Encode the picture and write it."""
        # Not straight into the stream: Pillow would hide the cause of a failed write.
        encoded = io.BytesIO()
        self._image.save(encoded, self._format, **self._options)
        self._stream.write(encoded.getbuffer())
        self._image.close()

    def discard(self) -> None:
        """Let the picture go; nothing is written."""
        self._image.close()


def save_options(
    image_format: ImageFormat, quality: int | None, recipe: str | None
) -> dict[str, Any]:
    """Return Pillow's options for a quality of 1 to 100, None for the default of the format.

    Raises:
        ValueError: if the quality is out of range.
        ExportError: if the recipe does not fit a JPEG.
    """
    if quality is None:
        quality = _DEFAULT_QUALITY[image_format]
    if not 1 <= quality <= 100:
        raise ValueError(f"a quality lies between 1 and 100, not at {quality}")
    options: dict[str, Any] = {"quality": quality}
    if image_format is ImageFormat.WEBP:
        if quality == 100:
            # Method 1 and effort 20: 1.4 s at 3840x2160 and near the smallest.
            options = {"lossless": True, "quality": 20, "method": 1}
    else:
        options["subsampling"] = "4:4:4" if quality >= _FULL_COLOUR_QUALITY else "4:2:0"
    if image_format is ImageFormat.AVIF:
        options["speed"] = _AVIF_SPEED  # Pillow tags AVIF as sRGB by itself, in a few bytes
    else:
        options["icc_profile"] = srgb_icc_profile()
    if recipe is not None:
        options["xmp"] = xmp_packet(recipe)
        if image_format is ImageFormat.JPEG and len(options["xmp"]) > _MAX_JPEG_XMP_BYTES:
            raise ExportError("the recipe is too long for a JPEG; choose another format")
    return options
