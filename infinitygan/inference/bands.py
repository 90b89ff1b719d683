"""Join the tiles of a tile row into bands that span the whole width of the canvas."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from infinitygan.geometry import Rect, Span
from infinitygan.inference.tile import Tile


class BandAssembler:
    """Take tiles in raster order and give back full-width bands; holds one band at most."""

    def __init__(self, canvas: Rect) -> None:
        self._canvas = canvas
        self._rows = Span(canvas.rows.start, canvas.rows.start)  # of the open or last band
        self._next_column = canvas.columns.stop  # the right end: no band is open
        self._band: NDArray[np.uint8] | None = None

    @property
    def next_row(self) -> int:
        """Return the first row that no complete band holds yet."""
        return self._rows.stop if self._band is None else self._rows.start

    def add(self, tile: Tile) -> Tile | None:
        """Take the next tile; return the band that it completes, or None.

        Raises: ValueError: if the tile is not the next one in raster order.
        """
        if tile.rect.is_empty or not self._canvas.contains(tile.rect):
            raise ValueError(f"the tile {tile.rect} does not lie within the canvas {self._canvas}")
        if self._band is None:
            return self._begin(tile)
        if tile.rect.rows != self._rows or tile.rect.columns.start != self._next_column:
            raise ValueError(
                f"the tile {tile.rect} is out of order: rows {self._rows} "
                f"from column {self._next_column} were next"
            )
        return self._place(self._band, tile)

    def finish(self) -> None:
        """Check that every row has arrived.

        Raises: ValueError: if rows are missing.
        """
        if self.next_row != self._canvas.rows.stop:
            raise ValueError(
                f"the picture is incomplete: rows {self.next_row} to {self._canvas.rows.stop} "
                "never arrived"
            )

    def _begin(self, tile: Tile) -> Tile | None:
        first_column = self._canvas.columns.start
        if tile.rect.rows.start != self._rows.stop or tile.rect.columns.start != first_column:
            raise ValueError(
                f"the tile {tile.rect} is out of order: row {self._rows.stop}, "
                f"column {first_column} was next"
            )
        self._rows = tile.rect.rows
        if tile.rect.columns == self._canvas.columns:
            return tile
        self._band = np.empty((tile.rect.height, self._canvas.width, 3), np.uint8)
        return self._place(self._band, tile)

    def _place(self, band: NDArray[np.uint8], tile: Tile) -> Tile | None:
        band[:, tile.rect.columns.slice_of(self._canvas.columns)] = tile.rgb
        self._next_column = tile.rect.columns.stop
        if self._next_column < self._canvas.columns.stop:
            return None
        self._band = None
        return Tile(Rect(self._rows, self._canvas.columns), band)


def bands(tiles: Iterable[Tile], canvas: Rect) -> Iterator[Tile]:
    """Turn tiles in raster order into bands over the whole width of `canvas`, top to bottom.

    Raises: ValueError: if a tile is out of order or missing.
    """
    assembler = BandAssembler(canvas)
    for tile in tiles:
        band = assembler.add(tile)
        if band is not None:
            yield band
    assembler.finish()
