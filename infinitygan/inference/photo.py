"""Import photos: any usual format to upright 8-bit sRGB, or one sentence that says why not."""

import hashlib
import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from infinitygan.errors import UserError
from infinitygan.geometry import Size
from infinitygan.inference.photo_colours import to_srgb

MAX_MEGAPIXELS = 178.0  # beyond, Pillow suspects an attack: larger photos need a yes
DECODING_BYTES_PER_PX = 8  # the picture, its sRGB copy, and an array
MAX_FILE_BYTES = 512 * 2**20  # as much as a project holds

_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "AVIF", "GIF", "JPEG2000", "PPM")
_ANIMATED_FORMATS = ("GIF", "WEBP", "PNG", "AVIF")
_ORIENTATION_TAG, _FIRST_TURNED = 0x0112, 5  # of EXIF; from 5 on, rows are columns
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


class PhotoError(UserError):
    """A photo cannot be used; the message says which, why, and what helps."""


class PhotoTooLarge(PhotoError):
    """A photo is so large that a person should be asked first; `megapixels` says how large."""

    def __init__(self, message: str, megapixels: float) -> None:
        super().__init__(message)
        self.megapixels = megapixels


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo ready for use: `rgb` [H, W, 3] uint8 sRGB, upright, read-only.

    `digest` is the SHA-256 of the file, `notes` what a person may want to know about the import.
    """

    digest: str
    rgb: NDArray[np.uint8]
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> Size:
        """Return the size in px."""
        return Size(*self.rgb.shape[:2])


def read_photo(path: Path, *, allow_large: bool = False, at_least: Size | None = None) -> Photo:
    """Read a photo file; see `decode_photo`."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise PhotoError(f"'{path.name}' is larger than {MAX_FILE_BYTES >> 20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise PhotoError(f"cannot read '{path}': {error.strerror or error}") from error
    return decode_photo(data, f"'{path.name}'", allow_large=allow_large, at_least=at_least)


def decode_photo(
    data: bytes,
    name: str = "the photo",
    *,
    allow_large: bool = False,
    at_least: Size | None = None,
) -> Photo:
    """Decode the bytes of a photo file.

    Args:
        data: the whole file.
        name: for messages.
        allow_large: do not ask about more than `MAX_MEGAPIXELS`.
        at_least: a JPEG may be decoded at 1/2, 1/4 or 1/8 of its size, which is quick and small, if
            that is no smaller than this; None = at its full size.

    Raises: PhotoTooLarge: if it is large and not allowed to be. PhotoError: if it is no picture of
        a known format, damaged, or too large for the memory.
    """
    notes: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which does no harm
            image = _opened(data, name)
            size = Size(image.height, image.width)
            if size.pixels > MAX_MEGAPIXELS * 1e6 and not allow_large:
                raise _too_large(name, size)
            rgb = np.asarray(_decoded(image, at_least, notes))
    except PhotoError:
        raise
    except MemoryError as error:
        raise PhotoError(f"{name} is too large for this computer's memory") from error
    except Exception as error:  # decoders raise of all kinds over damaged files
        raise PhotoError(f"{name} is damaged or cut off ({_reason(error)})") from error
    rgb.setflags(write=False)
    return Photo(hashlib.sha256(data).hexdigest(), rgb, tuple(notes))


def _decoded(image: Image.Image, at_least: Size | None, notes: list[str]) -> Image.Image:
    if at_least is not None:
        height, width = at_least.height, at_least.width
        is_turned = image.getexif().get(_ORIENTATION_TAG, 1) >= _FIRST_TURNED
        image.draft(None, (height, width) if is_turned else (width, height))
    if image.format in _ANIMATED_FORMATS and getattr(image, "n_frames", 1) > 1:
        notes.append("it is animated: its first frame is used")
    elif image.format == "TIFF" and getattr(image, "n_frames", 1) > 1:
        notes.append("it has several pages: the first one is used")
    image.load()
    return to_srgb(ImageOps.exif_transpose(image), notes)


def _opened(data: bytes, name: str) -> Image.Image:
    """Read the header only; by hand, since `Image.open` refuses large pictures outright."""
    stream = io.BytesIO(data)
    prefix = data[:16]
    if prefix[4:8] == b"ftyp" and prefix[8:12] in _HEIF_BRANDS:
        return _opened_heif(stream, name)
    Image.init()
    for format_name in _FORMATS:
        factory, accept = Image.OPEN.get(format_name, (None, None))
        if factory is None or (accept is not None and accept(prefix) is not True):
            continue
        stream.seek(0)
        try:
            return factory(stream, "")
        except (SyntaxError, IndexError, TypeError, struct.error) as error:
            raise PhotoError(f"{name} is damaged or cut off ({_reason(error)})") from error
    raise PhotoError(
        f"{name} is no picture that can be read here; JPEG, PNG, WebP, TIFF, BMP and AVIF can be"
    )


def _opened_heif(stream: BinaryIO, name: str) -> Image.Image:
    try:
        import pi_heif  # pyright: ignore[reportMissingImports]
    except ImportError as error:
        raise PhotoError(
            f"{name} is a HEIC photo; to read it, install the extra: pip install 'everscape[heif]'"
        ) from error
    heif: Any = pi_heif.open_heif(stream, convert_hdr_to_8bit=True)
    image: Image.Image = heif.to_pillow()
    return image


def _too_large(name: str, size: Size) -> PhotoTooLarge:
    megapixels = size.pixels / 1e6
    memory_gb = size.pixels * DECODING_BYTES_PER_PX / 2**30
    return PhotoTooLarge(
        f"{name} is very large: {size}, {megapixels:.0f} megapixels; it needs about "
        f"{memory_gb:.1f} GB of memory",
        megapixels,
    )


def _reason(error: Exception) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__
