"""What each picture format can hold, and what it costs in disk and memory."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PIL import features

from infinitygan.errors import UserError
from infinitygan.geometry import MAX_SIDE_PX, Size


class ExportError(UserError):
    """A picture cannot be written or read back; the message says why and what helps."""


class ImageFormat(StrEnum):
    """A format that pictures can be saved in; the value is its name for people and Pillow."""

    PNG = "PNG"
    JPEG = "JPEG"
    WEBP = "WebP"
    AVIF = "AVIF"
    TIFF = "TIFF"


SUFFIXES = {
    ".png": ImageFormat.PNG,
    ".jpg": ImageFormat.JPEG,
    ".jpeg": ImageFormat.JPEG,
    ".webp": ImageFormat.WEBP,
    ".avif": ImageFormat.AVIF,
    ".tif": ImageFormat.TIFF,
    ".tiff": ImageFormat.TIFF,
}


@dataclass(frozen=True)
class FormatLimits:
    """The largest picture of a format, and its cost a pixel.

    `file_bytes_per_px` is an upper bound for photographs, `memory_bytes_per_px` what the encoder
    holds at its peak; 0 where pictures are streamed.
    """

    max_side_px: int
    max_pixels: int
    has_quality: bool
    file_bytes_per_px: float
    memory_bytes_per_px: float

    @property
    def is_streamed(self) -> bool:
        """Tell whether pictures are written without ever lying in memory whole."""
        return self.memory_bytes_per_px == 0


_OPTIONAL_IN_PILLOW = (ImageFormat.WEBP, ImageFormat.AVIF)  # all its wheels have them
_NO_PIXEL_LIMIT = MAX_SIDE_PX**2

_LIMITS = {
    ImageFormat.PNG: FormatLimits(MAX_SIDE_PX, _NO_PIXEL_LIMIT, False, 3.01, 0),
    # JPEG: libjpeg's JPEG_MAX_DIMENSION. WebP: 14 bits hold a side.
    ImageFormat.JPEG: FormatLimits(65_500, _NO_PIXEL_LIMIT, True, 2, 6),
    ImageFormat.WEBP: FormatLimits(16_383, _NO_PIXEL_LIMIT, True, 3, 26),
    # AVIF could encode 65,536, but libavif and so browsers open nothing beyond these by default.
    ImageFormat.AVIF: FormatLimits(32_768, 16_384**2, True, 2, 41),
    ImageFormat.TIFF: FormatLimits(MAX_SIDE_PX, _NO_PIXEL_LIMIT, False, 3.1, 0),
}

_FILE_OVERHEAD_BYTES = 65_536  # headers, colour profile, recipe


def format_of(path: Path) -> ImageFormat:
    """Return the format that the suffix of `path` stands for, in any case.

    Raises: ExportError: if the suffix is missing or unknown.
    """
    image_format = SUFFIXES.get(path.suffix.lower())
    if image_format is None:
        known = " ".join(SUFFIXES)
        raise ExportError(f"'{path.name}' does not end in a known picture format; use {known}")
    return image_format


def format_limits(image_format: ImageFormat) -> FormatLimits:
    """Return the limits and costs of a format."""
    return _LIMITS[image_format]


def limit_reason(size: Size, image_format: ImageFormat) -> str | None:
    """Say in one line why `image_format` cannot hold a picture of `size`; None if it can."""
    limits = _LIMITS[image_format]
    if image_format in _OPTIONAL_IN_PILLOW and not features.check(image_format.lower()):
        return f"the Pillow installed here cannot write {image_format}; use PNG or JPEG"
    if max(size.height, size.width) > limits.max_side_px:
        return (
            f"{image_format} holds at most {limits.max_side_px:,} px a side, "
            f"not {size}; use PNG or TIFF"
        )
    if size.pixels > limits.max_pixels:
        return (
            f"{image_format} holds at most {limits.max_pixels // 10**6} megapixels, "
            f"not {size.pixels // 10**6}; use PNG or TIFF"
        )
    return None


def estimate_file_bytes(size: Size, image_format: ImageFormat) -> int:
    """Return an upper bound for the file of a photograph-like picture."""
    return round(size.pixels * _LIMITS[image_format].file_bytes_per_px) + _FILE_OVERHEAD_BYTES


def estimate_memory_bytes(size: Size, image_format: ImageFormat) -> int:
    """Return what the encoder holds beyond a band of rows; 0 for the streamed formats."""
    return round(size.pixels * _LIMITS[image_format].memory_bytes_per_px)
