"""Where finished tiles go: an array in memory, or a picture file of any format."""

import errno
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from infinitygan.geometry import Rect, Size
from infinitygan.inference.bands import BandAssembler
from infinitygan.inference.destination import ReplacingFile
from infinitygan.inference.formats import (
    ExportError,
    ImageFormat,
    format_limits,
    format_of,
    limit_reason,
)
from infinitygan.inference.pillow_encoder import PillowEncoder
from infinitygan.inference.png_stream import PngEncoder
from infinitygan.inference.tiff_stream import TiffEncoder
from infinitygan.inference.tile import Tile
from infinitygan.inference.xmp import MAX_RECIPE_BYTES


class TileSink(Protocol):
    """Take the tiles of a picture; as a context manager, complete it or, on an error, abort."""

    def write(self, tile: Tile) -> None:
        """Take the next tile."""
        ...

    def close(self) -> None:
        """Complete the picture."""
        ...

    def abort(self) -> None:
        """Remove everything; harmless after `close` or another `abort`."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


class RowEncoder(Protocol):
    """Encode rows of pixels, top to bottom, into a stream."""

    def write_rows(self, rows: NDArray[np.uint8]) -> None:
        """Append rows [H, W, 3]."""
        ...

    def finish(self) -> None:
        """Write what is left."""
        ...

    def discard(self) -> None:
        """Free what is held, write nothing more; also after a failed `finish`."""
        ...


class _ContextSink(ABC):
    """The context manager that all sinks share."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()

    @abstractmethod
    def close(self) -> None:
        """Complete the picture."""

    @abstractmethod
    def abort(self) -> None:
        """Remove everything."""


class ArraySink(_ContextSink):
    """Gather tiles, in any order, in `rgb` [H, W, 3] uint8 over the rectangle `canvas`."""

    def __init__(self, canvas: Rect) -> None:
        self.canvas = canvas
        self.rgb = np.zeros((canvas.height, canvas.width, 3), np.uint8)

    def write(self, tile: Tile) -> None:
        """Take a tile.

        Raises: ValueError: if it does not lie within the canvas.
        """
        self.rgb[tile.rect.slices_of(self.canvas)] = tile.rgb

    def close(self) -> None:
        """Do nothing: the array is complete when all tiles have arrived."""

    def abort(self) -> None:
        """Make the picture black again."""
        self.rgb[:] = 0


class FileSink(_ContextSink):
    """Encode tiles in raster order into a file that appears when `close` succeeds."""

    def __init__(self, file: ReplacingFile, encoder: RowEncoder, canvas: Rect) -> None:
        self._file = file
        self._encoder = encoder
        self._bands = BandAssembler(canvas)
        self._is_open = True

    def write(self, tile: Tile) -> None:
        """Take the next tile in raster order; any error removes the file.

        Raises:
            ValueError: if the tile is out of order, or the sink closed.
            ExportError: if the disk is full or fails.
        """
        if not self._is_open:
            raise ValueError("the picture is closed: it takes no more tiles")
        try:
            band = self._bands.add(tile)
            if band is not None:
                self._encoder.write_rows(band.rgb)
        except BaseException as error:
            self._fail(error)
            raise

    def close(self) -> None:
        """Complete the file and put it in its place; any error removes it.

        Raises:
            ValueError: if tiles are missing.
            ExportError: if the disk is full or fails.
        """
        if not self._is_open:
            return
        try:
            self._bands.finish()
            self._encoder.finish()
            self._file.commit()
            self._is_open = False
        except BaseException as error:
            self._fail(error)
            raise

    def abort(self) -> None:
        """Remove what was written; a file that lay there before stays."""
        if self._is_open:
            self._is_open = False
            self._encoder.discard()
            self._file.discard()

    def _fail(self, error: BaseException) -> None:
        self.abort()
        if isinstance(error, OSError | MemoryError):
            raise _export_error(self._file.path, error) from error


def open_sink(
    path: Path, size: Size, *, quality: int | None = None, recipe: str | None = None
) -> TileSink:
    """Begin a picture of `size` in the format of the suffix; its rectangle is `size.rect`.

    An older file at `path` stays until the picture is complete, and is then replaced.

    Args:
        path: Run `check_destination` first, which finds what would fail only at the end.
        size: Of the whole picture.
        quality: 1 to 100 for JPEG, WebP (100 is lossless) and AVIF; None for their default.
        recipe: What to render, to be read back by `read_recipe`; None leaves it out.

    Raises:
        ValueError: if the quality is out of range or the format has none.
        ExportError: if the suffix is unknown, the picture or the recipe too large, or no file can
            be created.
    """
    image_format = format_of(path)
    reason = limit_reason(size, image_format)
    if reason:
        raise ExportError(reason)
    if quality is not None and not format_limits(image_format).has_quality:
        raise ValueError(f"{image_format} is lossless: it takes no quality, such as {quality}")
    if recipe is not None and len(recipe.encode()) > MAX_RECIPE_BYTES:
        raise ExportError("the recipe is too long for a picture; save the scene as a project")
    try:
        file = ReplacingFile(path)
    except OSError as error:
        raise _export_error(path, error) from error
    try:
        return FileSink(file, _encoder(file, size, image_format, quality, recipe), size.rect)
    except BaseException as error:
        file.discard()
        if isinstance(error, OSError | MemoryError):
            raise _export_error(path, error) from error
        raise


def _encoder(
    file: ReplacingFile,
    size: Size,
    image_format: ImageFormat,
    quality: int | None,
    recipe: str | None,
) -> RowEncoder:
    if image_format is ImageFormat.PNG:
        return PngEncoder(file.stream, size, recipe)
    if image_format is ImageFormat.TIFF:
        return TiffEncoder(file.stream, size, recipe)
    return PillowEncoder(file.stream, size, image_format, quality, recipe)


def _export_error(path: Path, error: OSError | MemoryError) -> ExportError:
    if isinstance(error, MemoryError):
        return ExportError(f"not enough memory to write '{path.name}'; choose PNG or TIFF")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportError(f"the disk of '{path}' is full; free some space or choose another one")
    return ExportError(f"cannot write '{path}': {error.strerror or error}")
