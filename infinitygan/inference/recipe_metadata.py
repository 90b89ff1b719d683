"""The recipe of a picture inside its file: how to render the same pixels again.

Reading walks the container and skips the pixels, so that files of any size cost the same.
"""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from PIL import AvifImagePlugin

from infinitygan.inference.formats import ExportError
from infinitygan.inference.xmp import (
    MAX_RECIPE_BYTES,
    PLAIN_RECIPE_BYTES,
    inflate_text,
    recipe_in_xmp,
)

JPEG_XMP_PREFIX = b"http://ns.adobe.com/xap/1.0/\0"
TIFF_XMP_TAG = 700

_KEYWORD = b"everscape"
_MAX_METADATA_BYTES = 4 * MAX_RECIPE_BYTES  # base64 and the rest of a packet stay below this
_MAX_AVIF_BYTES = 2**30  # AVIF is read whole, though not decoded


def png_text_chunk(recipe: str) -> bytes:
    """Return the data of an iTXt chunk with the recipe, compressed if that is worth it."""
    text = recipe.encode()
    is_long = len(text) > PLAIN_RECIPE_BYTES
    if is_long:
        text = zlib.compress(text, 9)
    # Keyword, whether compressed, by what method, language, translated keyword.
    return _KEYWORD + bytes([0, is_long, 0]) + b"\0" + b"\0" + text


def read_recipe(path: Path) -> str | None:
    """Read the recipe text that a picture carries, whatever its suffix; None if it has none.

    Raises: ExportError: if the file cannot be read, is no picture of a known format, or is damaged.
    """
    try:
        with path.open("rb") as stream:
            return _reader(stream)(stream)
    except OSError as error:
        raise ExportError(f"cannot read '{path}': {error.strerror or error}") from error
    except ExportError as error:
        raise ExportError(f"cannot read the recipe of '{path}': {error}") from error
    except (struct.error, EOFError, OverflowError, ValueError) as error:  # absurd offsets too
        raise ExportError(f"'{path}' is damaged or cut off") from error


def _reader(stream: BinaryIO) -> Callable[[BinaryIO], str | None]:
    head = stream.read(16)
    stream.seek(0)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _read_png
    if head.startswith(b"\xff\xd8\xff"):
        return _read_jpeg
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _read_webp
    if head[4:8] == b"ftyp":
        return _read_avif
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return _read_tiff
    raise ExportError("it is no PNG, JPEG, WebP, AVIF or TIFF picture")


def _read_png(stream: BinaryIO) -> str | None:
    stream.seek(8)
    while True:
        length, kind = struct.unpack(">I4s", stream.read(8))
        if kind == b"IEND":
            return None
        if kind == b"iTXt" and length <= _MAX_METADATA_BYTES:
            data = _read_exactly(stream, length)
            if data.startswith(_KEYWORD + b"\0"):
                (checksum,) = struct.unpack(">I", stream.read(4))
                return _text_in_chunk(data, checksum)
            stream.seek(4, 1)
        else:
            stream.seek(length + 4, 1)


def _text_in_chunk(data: bytes, checksum: int) -> str:
    if zlib.crc32(data, zlib.crc32(b"iTXt")) != checksum:
        raise ExportError("its checksum is wrong")
    is_compressed, _method = struct.unpack_from("BB", data, len(_KEYWORD) + 1)
    fields = data[len(_KEYWORD) + 3 :].split(b"\0", 2)
    if len(fields) < 3:
        raise EOFError
    if is_compressed:
        return inflate_text(fields[2])
    try:
        return fields[2].decode()
    except UnicodeError as error:
        raise ExportError(f"it is damaged: {error}") from error


def _read_jpeg(stream: BinaryIO) -> str | None:
    stream.seek(2)
    while True:
        (marker,) = struct.unpack(">H", stream.read(2))
        if marker == 0xFFFF:  # fill bytes may precede a marker
            stream.seek(-1, 1)
            continue
        if marker in (0xFFDA, 0xFFD9):  # the pixels, or the end
            return None
        if marker < 0xFF01:
            raise EOFError
        (length,) = struct.unpack(">H", stream.read(2))
        data = _read_exactly(stream, max(length - 2, 0))
        if marker == 0xFFE1 and data.startswith(JPEG_XMP_PREFIX):
            return recipe_in_xmp(data[len(JPEG_XMP_PREFIX) :])


def _read_webp(stream: BinaryIO) -> str | None:
    stream.seek(12)
    while head := stream.read(8):
        kind, length = struct.unpack("<4sI", head)
        if kind == b"XMP ":
            return recipe_in_xmp(_read_exactly(stream, length))
        stream.seek(length + length % 2, 1)
    return None


def _read_avif(stream: BinaryIO) -> str | None:
    if stream.seek(0, 2) > _MAX_AVIF_BYTES:
        raise ExportError("the AVIF file is larger than 1 GB")
    stream.seek(0)
    try:
        # Not Image.open, which refuses large pictures even though none of their pixels are decoded.
        with AvifImagePlugin.AvifImageFile(stream) as image:
            packet = image.info.get("xmp")
    except (SyntaxError, ValueError, RuntimeError, TypeError) as error:
        raise ExportError(f"the AVIF file is damaged: {error}") from error
    return recipe_in_xmp(packet) if packet else None


def _read_tiff(stream: BinaryIO) -> str | None:
    order = "<" if stream.read(2) == b"II" else ">"
    (version,) = struct.unpack(f"{order}H", stream.read(2))
    is_big = version == 43
    offset_code, count_code, start = ("Q", "Q", 8) if is_big else ("I", "H", 4)
    stream.seek(start)
    stream.seek(_unpack(stream, order + offset_code))
    for _ in range(_unpack(stream, order + count_code)):
        tag, _kind = struct.unpack(f"{order}HH", stream.read(4))
        length, offset = struct.unpack(f"{order}2{offset_code}", stream.read(16 if is_big else 8))
        if tag == TIFF_XMP_TAG:
            stream.seek(offset)
            return recipe_in_xmp(_read_exactly(stream, length))
    return None


def _unpack(stream: BinaryIO, code: str) -> int:
    return struct.unpack(code, stream.read(struct.calcsize(code)))[0]


def _read_exactly(stream: BinaryIO, length: int) -> bytes:
    """Read a bounded piece of metadata whole."""
    if length > _MAX_METADATA_BYTES:
        raise ExportError(f"{length:,} bytes of metadata are too many")
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
