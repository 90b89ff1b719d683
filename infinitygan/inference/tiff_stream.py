"""Write tiled TIFF and BigTIFF files, for pictures of gigapixels, by tifffile."""

import os
import queue
import threading
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import tifffile
from numpy.typing import NDArray

from infinitygan.geometry import Size
from infinitygan.inference.formats import ImageFormat, estimate_file_bytes
from infinitygan.inference.recipe_metadata import TIFF_XMP_TAG
from infinitygan.inference.srgb import srgb_icc_profile
from infinitygan.inference.xmp import xmp_packet

TILE_PX = 256  # what viewers of large pictures read at once; strips of them stay small
_CLASSIC_BYTES = 2**31  # half of what offsets in a classic TIFF can reach
_LEVEL = 2
_BUFFER_BYTES = 2**23  # of tiles compressed at a time, on all cores


class _DiscardedError(Exception):
    """Ends the writing thread when the picture is not wanted any more."""


class TiffEncoder:
    """Encode rows as they come; holds a strip of `TILE_PX` rows, and another being written.

    tifffile pulls tiles, while rows are pushed here: a thread and a queue of one strip turn
    one into the other, and let the next rows be rendered meanwhile.
    """

    def __init__(self, stream: BinaryIO, size: Size, recipe: str | None = None) -> None:
        self._stream = stream
        self._size = size
        self._recipe = recipe
        self._strips: queue.Queue[NDArray[np.uint8] | None] = queue.Queue(maxsize=1)
        self._strip: NDArray[np.uint8] | None = None
        self._filled = 0  # rows of the open strip
        self._unsent_rows = size.height  # that no strip sent so far holds
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="tiff", daemon=True)
        self._thread.start()

    def write_rows(self, rows: NDArray[np.uint8]) -> None:
        """Append rows [H, W, 3]."""
        while len(rows):
            if self._strip is None:
                height = min(TILE_PX, self._unsent_rows)
                self._strip = np.empty((height, self._size.width, 3), np.uint8)
            taken = rows[: len(self._strip) - self._filled]
            self._strip[self._filled : self._filled + len(taken)] = taken
            self._filled += len(taken)
            rows = rows[len(taken) :]
            if self._filled == len(self._strip):
                self._send(self._strip)

    def finish(self) -> None:
        """Wait until all is written."""
        self._end()
        if self._error:
            raise self._error

    def discard(self) -> None:
        """Stop the thread; the file stays incomplete."""
        self._end()

    def _send(self, strip: NDArray[np.uint8]) -> None:
        if self._error:
            raise self._error
        self._strips.put(strip)
        self._unsent_rows -= len(strip)
        self._strip, self._filled = None, 0

    def _end(self) -> None:
        if self._thread.is_alive():
            self._strips.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._write()
        except _DiscardedError:
            return  # the end of the queue has been seen
        except Exception as error:  # handed to the thread that feeds this one
            self._error = error
        while self._strips.get() is not None:
            pass  # else the feeding thread would wait for room in the queue for ever

    def _write(self) -> None:
        needs_big = estimate_file_bytes(self._size, ImageFormat.TIFF) > _CLASSIC_BYTES
        tags = []
        if self._recipe is not None:
            packet = xmp_packet(self._recipe)
            tags = [(TIFF_XMP_TAG, "B", len(packet), packet, True)]
        with tifffile.TiffWriter(self._stream, bigtiff=needs_big) as writer:
            writer.write(
                self._tiles(),
                shape=(self._size.height, self._size.width, 3),
                dtype=np.uint8,
                photometric="rgb",
                tile=(TILE_PX, TILE_PX),
                compression="adobe_deflate",
                compressionargs={"level": _LEVEL},
                predictor=True,
                iccprofile=srgb_icc_profile(),
                metadata=None,
                maxworkers=os.cpu_count(),
                buffersize=_BUFFER_BYTES,
                software="Everscape",
                extratags=tags,
            )

    def _tiles(self) -> Iterator[NDArray[np.uint8]]:
        for _ in range(0, self._size.height, TILE_PX):
            strip = self._strips.get()
            if strip is None:
                raise _DiscardedError
            for left in range(0, self._size.width, TILE_PX):
                yield strip[:, left : left + TILE_PX]
