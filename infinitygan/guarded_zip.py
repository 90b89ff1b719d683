"""ZIP archives from strangers: every size is limited before and while it is unpacked."""

import io
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_CHUNK_BYTES = 2**20
_END_BYTES = 22  # the end record, when no comment follows it
_ZIP64_LOCATOR_BYTES = 20
_MAX_DIRECTORY_BYTES = 2**20
_MAX_RATIO = 100  # photos and weights hardly shrink; ten times this is deflate's limit
_FREE_BYTES = 2**20  # up to this size the ratio does not matter
_ENCRYPTED = 0x1


class ArchiveError(Exception):
    """An archive is damaged, hostile or too large; says how in one line."""


@dataclass(frozen=True)
class GuardedZip:
    """An open archive whose directory has passed all checks."""

    entries: tuple[ZipInfo, ...]
    _archive: ZipFile

    def read(self, entry: ZipInfo) -> bytes:
        """Unpack an entry into memory, never more than its directory says.

        Raises: ArchiveError: if the entry is damaged or is not what the directory says.
        """
        unpacked = io.BytesIO()
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK_BYTES):
                    unpacked.write(chunk)
                    if unpacked.tell() > entry.file_size:
                        break
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise ArchiveError(f"its part {shown(entry)} is damaged") from error
        if unpacked.tell() != entry.file_size:
            raise ArchiveError(f"its part {shown(entry)} is damaged")
        return unpacked.getvalue()


@contextmanager
def opened(path: Path, total_bytes: int) -> Generator[GuardedZip, None, None]:
    """Open an archive that unpacks to at most `total_bytes`.

    Raises: ArchiveError: if it is no such archive. OSError: if the file cannot be read.
    """
    with path.open("rb") as stream:
        file_bytes = stream.seek(0, io.SEEK_END)
        _check_end(stream, file_bytes)
        try:
            archive = ZipFile(stream)
        except (BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise ArchiveError("it is damaged") from error
        with archive:
            entries = tuple(archive.infolist())
            _check_entries(entries, file_bytes, total_bytes)
            yield GuardedZip(entries, archive)


def shown(entry: ZipInfo) -> str:
    """Write an entry's name for a message."""
    name = ascii(entry.orig_filename)
    return name if len(name) <= 80 else f"{name[:77]}...'"


def _check_end(stream: BinaryIO, file_bytes: int) -> None:
    """Refuse what is no ZIP, and a directory that would fill the memory, before it is read.

    Refuses comments and ZIP64 as well: projects have neither, and both offer a second directory.
    """
    stream.seek(max(0, file_bytes - _END_BYTES - _ZIP64_LOCATOR_BYTES))
    tail = stream.read()
    locator, end = tail[:-_END_BYTES], tail[-_END_BYTES:]
    if len(end) < _END_BYTES or not end.startswith(b"PK\5\6") or end[-2:] != b"\0\0":
        raise ArchiveError("it is not a ZIP archive, or cut short")
    if locator.startswith(b"PK\6\7"):
        raise ArchiveError("it is a ZIP64 archive, which no project is")
    if int.from_bytes(end[12:16], "little") > _MAX_DIRECTORY_BYTES:
        raise ArchiveError("it has too many parts")


def _check_entries(entries: tuple[ZipInfo, ...], file_bytes: int, total_bytes: int) -> None:
    names = {entry.orig_filename for entry in entries}
    if len(names) < len(entries):
        raise ArchiveError("it holds two parts of one name")
    for entry in entries:
        _check_entry(entry)
    if sum(entry.compress_size for entry in entries) > file_bytes:
        raise ArchiveError("it is damaged: its parts overlap")
    total = sum(entry.file_size for entry in entries)
    if total > total_bytes:
        raise ArchiveError(f"it unpacks to {total} bytes; at most {total_bytes} are allowed")


def _check_entry(entry: ZipInfo) -> None:
    name = entry.orig_filename
    parts = name.replace("\\", "/").split("/")
    if parts[0] == "" or ".." in parts or ":" in name or "\0" in name:
        raise ArchiveError(f"its part {shown(entry)} points outside of it")
    if entry.flag_bits & _ENCRYPTED:
        raise ArchiveError(f"its part {shown(entry)} is encrypted")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ArchiveError(f"its part {shown(entry)} is packed in a way that projects are not")


def check_ratio(entry: ZipInfo) -> None:
    """Refuse an entry that claims to unpack to far more than such data can.

    Raises: ArchiveError: if it does.
    """
    if entry.file_size > max(_FREE_BYTES, entry.compress_size * _MAX_RATIO):
        raise ArchiveError(f"its part {shown(entry)} unpacks to suspiciously much")
