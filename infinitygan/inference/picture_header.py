"""The size of a picture file, read from its header; so no size is too large."""

import warnings
from pathlib import Path
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from infinitygan.geometry import Size
from infinitygan.inference.formats import ExportError, ImageFormat


def read_size(path: Path) -> Size:
    """Read the size of a PNG, JPEG, WebP, AVIF or TIFF file, whatever its suffix.

    Raises: ExportError: if it cannot be read, or is no such picture.
    """
    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata
            return _size_of(stream)
    except OSError as error:
        raise ExportError(f"cannot read '{path}': {error.strerror or error}") from error
    except (SyntaxError, ValueError, IndexError, TypeError) as error:
        raise ExportError(f"'{path}' is damaged or cut off") from error


def check_written(path: Path, size: Size) -> None:
    """Look at a finished file: nothing is called done that cannot be opened.

    Raises: ExportError: if it is not a picture of `size`.
    """
    found = read_size(path)
    if found != size:
        raise ExportError(f"'{path}' should hold {size}, but holds {found}; export it again")


def _size_of(stream: BinaryIO) -> Size:
    Image.init()
    prefix = stream.read(16)
    for image_format in ImageFormat:
        # Not Image.open, which refuses large pictures even though no pixel is decoded.
        factory, accept = Image.OPEN.get(image_format.upper(), (None, None))
        if factory is None or (accept is not None and accept(prefix) is not True):
            continue
        stream.seek(0)
        with factory(stream, "") as image:
            return Size(image.height, image.width)
    raise UnidentifiedImageError("it is no PNG, JPEG, WebP, AVIF or TIFF picture")
