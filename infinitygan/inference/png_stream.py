"""Write PNG files row by row, compressed on several cores.

Each run of rows is filtered and deflated alone and ends on a whole byte (a sync flush), so that the
parts join into one stream. Source: PNG specification (W3C, third edition); RFC 1950 and 1951.
"""

import os
import struct
import zlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from infinitygan.geometry import Size
from infinitygan.inference.png_filters import filter_rows
from infinitygan.inference.recipe_metadata import png_text_chunk

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_PART_BYTES = 2**19  # of pixels a job: large against its cost, small enough for the caches
_MAX_IDAT_BYTES = 2**20
_MAX_THREADS = 8
_ZLIB_HEADER = b"\x78\x01"  # deflate, 32 KiB window, fastest
_TRUE_COLOUR = 2
_PERCEPTUAL = 0
# Runs only: on filtered photographs this is both smaller and faster than levels 1 and 2.
_STRATEGY = zlib.Z_RLE
_RAW_DEFLATE = -zlib.MAX_WBITS


class PngEncoder:
    """Encode rows as they come; only a few parts of half a megabyte are held."""

    def __init__(self, stream: BinaryIO, size: Size, recipe: str | None = None) -> None:
        self._stream = stream
        threads = min(os.cpu_count() or 1, _MAX_THREADS)
        self._pool = ThreadPoolExecutor(threads, "png")
        self._most_pending = threads + 1  # one waits, so that no thread does
        self._pending: deque[Future[tuple[bytes, NDArray[np.uint8]]]] = deque()
        self._above = np.zeros(3 * size.width, np.uint8)
        self._checksum = zlib.adler32(b"")
        self._unsent = bytearray(_ZLIB_HEADER)
        self._begin(size, recipe)

    def write_rows(self, rows: NDArray[np.uint8]) -> None:
        """Append rows [H, W, 3]; their memory must stay unchanged until `finish`."""
        flat = rows.reshape(len(rows), -1)
        step = max(1, _PART_BYTES // flat.shape[1])
        for top in range(0, len(flat), step):
            part = flat[top : top + step]
            self._pending.append(self._pool.submit(_deflate, part, self._above))
            self._above = part[-1].copy()  # a view would keep the whole band alive
            while len(self._pending) > self._most_pending:
                self._write_oldest_part()

    def finish(self) -> None:
        """Write what is left and the end of the file."""
        while self._pending:
            self._write_oldest_part()
        self._pool.shutdown()
        last_block = zlib.compressobj(wbits=_RAW_DEFLATE).flush()
        self._unsent += last_block + struct.pack(">I", self._checksum)
        self._write_chunk(b"IDAT", bytes(self._unsent))
        self._write_chunk(b"IEND", b"")

    def discard(self) -> None:
        """Stop the threads; nothing more is written."""
        self._pending.clear()
        self._pool.shutdown(cancel_futures=True)

    def _begin(self, size: Size, recipe: str | None) -> None:
        self._stream.write(SIGNATURE)
        header = struct.pack(">IIBBBBB", size.width, size.height, 8, _TRUE_COLOUR, 0, 0, 0)
        self._write_chunk(b"IHDR", header)
        self._write_chunk(b"sRGB", bytes([_PERCEPTUAL]))
        if recipe is not None:
            self._write_chunk(b"iTXt", png_text_chunk(recipe))

    def _write_oldest_part(self) -> None:
        deflated, filtered = self._pending.popleft().result()
        self._checksum = zlib.adler32(filtered.data, self._checksum)
        self._unsent += deflated
        while len(self._unsent) > _MAX_IDAT_BYTES:
            self._write_chunk(b"IDAT", bytes(self._unsent[:_MAX_IDAT_BYTES]))
            del self._unsent[:_MAX_IDAT_BYTES]

    def _write_chunk(self, kind: bytes, data: bytes) -> None:
        self._stream.write(struct.pack(">I", len(data)) + kind)
        self._stream.write(data)
        self._stream.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(kind))))


def _deflate(rows: NDArray[np.uint8], above: NDArray[np.uint8]) -> tuple[bytes, NDArray[np.uint8]]:
    """Return the deflated and the plain filtered rows."""
    filtered = filter_rows(rows, above)
    deflater = zlib.compressobj(1, zlib.DEFLATED, _RAW_DEFLATE, 9, _STRATEGY)
    return deflater.compress(filtered.data) + deflater.flush(zlib.Z_SYNC_FLUSH), filtered
