"""Photos from files and from the clipboard, seen to be sound before they join a document."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from infinitygan.geometry import Size
from infinitygan.inference.photo import MAX_FILE_BYTES, PhotoError, decode_photo

PNG_QUALITY = 90  # of Qt: quick rather than small


@dataclass(frozen=True, eq=False)
class ImportedPhoto:
    """A photo's file, which was seen to be sound."""

    digest: str
    data: bytes
    size: Size
    notes: tuple[str, ...]


def read_import(path: Path, allow_large: bool) -> ImportedPhoto:
    """Read a photo's file and see whether it is sound.

    Raises: PhotoError: if it is not. PhotoTooLarge: if it is large, and not allowed to be.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise PhotoError(f"'{path.name}' is larger than {MAX_FILE_BYTES >> 20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise PhotoError(f"cannot read '{path.name}': {error.strerror or error}") from error
    return _checked(data, f"'{path.name}'", allow_large)


def encode_import(image: QImage, allow_large: bool) -> ImportedPhoto:
    """Make a photo's file of a picture."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG", PNG_QUALITY):  # pyright: ignore[reportArgumentType, reportCallIssue]
        raise PhotoError("the pasted picture is empty; copy it again")
    return _checked(bytes(buffer.data().data()), "the pasted picture", allow_large)


def _checked(data: bytes, name: str, allow_large: bool) -> ImportedPhoto:
    photo = decode_photo(data, name, allow_large=allow_large)
    return ImportedPhoto(photo.digest, data, photo.size, photo.notes)
