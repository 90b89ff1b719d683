"""Where a picture goes: checks before rendering, and files that appear complete or not at all."""

import logging
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from infinitygan.geometry import Size
from infinitygan.inference.formats import (
    ExportError,
    estimate_file_bytes,
    format_of,
    limit_reason,
)

_log = logging.getLogger(__name__)


def check_destination(path: Path, size: Size, *, force: bool = False) -> None:
    """Check, before the work of rendering, that a picture of `size` can be saved at `path`.

    Raises: ExportError: if the suffix is unknown, the picture too large for the format, the file
        there already (without `force`), the folder missing or unwritable, or the disk too full.
    """
    image_format = format_of(path)
    reason = limit_reason(size, image_format)
    if reason:
        raise ExportError(reason)
    try:
        _check_file(path, force)
        check_folder(path.parent, estimate_file_bytes(size, image_format))
    except OSError as error:
        raise ExportError(f"cannot write '{path}': {error.strerror or error}") from error


def _check_file(path: Path, force: bool) -> None:
    if path.is_dir():
        raise ExportError(f"'{path}' is a folder; give the picture another name")
    if os.path.lexists(path) and not force:
        raise ExportError(f"'{path}' exists already; choose another name, or overwrite it")


def check_folder(folder: Path, needed_bytes: int = 0) -> None:
    """Check that a folder can take a file of so many bytes.

    Raises: ExportError: if it is missing or too full. OSError: if it cannot be written to.
    """
    if not folder.is_dir():
        raise ExportError(f"the folder '{folder}' does not exist; create it first")
    # Only a real file tells: permission bits say little on Windows, network drives and as root.
    tempfile.TemporaryFile(dir=folder).close()
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < needed_bytes:
        raise ExportError(
            f"'{folder}' has {_megabytes(free_bytes)} MB left, but the picture may need "
            f"{_megabytes(needed_bytes)} MB; free some space or choose another folder"
        )


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f}"


class ReplacingFile:
    """A hidden file beside `path` that takes its place when complete, or vanishes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f".everscape-{secrets.token_hex(8)}.part")
        # Not `tempfile`, whose files nobody else may read, such as the login screen.
        self.stream = self._part.open("xb+")

    @property
    def path(self) -> Path:
        """Return where the complete file will lie."""
        return self._path

    def commit(self) -> None:
        """Flush to the disk and put the file in its place, over any older one."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()
        self._part.replace(self._path)

    def discard(self) -> None:
        """Remove what was written; `path` stays as it was."""
        try:
            self.stream.close()  # flushes, and so fails once more on a full disk
        except OSError as error:
            _log.debug("closing %s: %s", self._part, error)
        self._part.unlink(missing_ok=True)
