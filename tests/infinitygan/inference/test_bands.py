import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infinitygan.geometry import Rect
from infinitygan.inference.bands import BandAssembler, bands
from infinitygan.inference.tile import Tile

CANVAS = Rect.at(-7, 5, 40, 30)


def picture(rect: Rect, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (rect.height, rect.width, 3), dtype=np.uint8)


def tiles_of(pixels: np.ndarray, canvas: Rect, height: int, width: int) -> list[Tile]:
    return [Tile(rect, pixels[rect.slices_of(canvas)]) for rect in canvas.tiles(height, width)]


@given(st.integers(1, 45), st.integers(1, 40))
def test_bands_hold_the_picture(height: int, width: int):
    pixels = picture(CANVAS)
    found = list(bands(tiles_of(pixels, CANVAS, height, width), CANVAS))
    assert all(band.rect.columns == CANVAS.columns for band in found)
    assert np.array_equal(np.concatenate([band.rgb for band in found]), pixels)


def test_a_full_width_tile_is_passed_on_uncopied():
    tile = Tile(CANVAS, picture(CANVAS))
    assert BandAssembler(CANVAS).add(tile) is tile


def test_tiles_out_of_order_are_refused():
    tiles = tiles_of(picture(CANVAS), CANVAS, 10, 10)
    with pytest.raises(ValueError, match=r"out of order: row -7, column 5 was next"):
        list(bands(tiles[1:], CANVAS))
    with pytest.raises(ValueError, match=r"out of order: rows .* from column 10 were next"):
        list(bands([tiles[0], tiles[2]], CANVAS))
    with pytest.raises(ValueError, match="out of order"):
        list(bands([*tiles, tiles[-1]], CANVAS))


def test_tiles_of_another_height_do_not_join_a_band():
    assembler = BandAssembler(CANVAS)
    assembler.add(Tile(Rect.at(-7, 5, 4, 10), picture(Rect.at(0, 0, 4, 10))))
    with pytest.raises(ValueError, match="out of order"):
        assembler.add(Tile(Rect.at(-7, 15, 5, 20), picture(Rect.at(0, 0, 5, 20))))


def test_missing_rows_are_reported():
    tiles = tiles_of(picture(CANVAS), CANVAS, 10, 10)
    with pytest.raises(ValueError, match="rows 30 to 33 never arrived"):
        list(bands(tiles[:-1], CANVAS))
    with pytest.raises(ValueError, match="rows -7 to 33 never arrived"):
        list(bands([], CANVAS))


def test_tiles_beyond_the_canvas_are_refused():
    outside = CANVAS.shifted(0, 1)
    with pytest.raises(ValueError, match="does not lie within the canvas"):
        BandAssembler(CANVAS).add(Tile(outside, picture(outside)))


@pytest.mark.parametrize(
    "rgb",
    [np.zeros((4, 4, 3)), np.zeros((4, 5, 3), np.uint8), np.zeros((4, 4), np.uint8)],
)
def test_a_tile_checks_its_pixels(rgb: np.ndarray):
    with pytest.raises(ValueError, match="needs uint8 pixels"):
        Tile(Rect.at(0, 0, 4, 4), rgb)
