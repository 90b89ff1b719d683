import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from infinitygan.geometry import Size
from infinitygan.inference import png_stream
from infinitygan.inference.png_stream import PngEncoder


def noise(height: int, width: int, seed: int = 0) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def encode(rgb: NDArray[np.uint8], band_px: int = 7, recipe: str | None = None) -> bytes:
    stream = io.BytesIO()
    encoder = PngEncoder(stream, Size(rgb.shape[0], rgb.shape[1]), recipe)
    for top in range(0, len(rgb), band_px):
        encoder.write_rows(rgb[top : top + band_px])
    encoder.finish()
    return stream.getvalue()


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, position = [], len(png_stream.SIGNATURE)
    while position < len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        content = data[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, position + 8 + length)
        assert checksum == zlib.crc32(kind + content)
        found.append((kind, content))
        position += length + 12
    return found


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 45), st.integers(0, 99))
@settings(max_examples=40)
def test_pillow_reads_the_same_pixels(height: int, width: int, band_px: int, seed: int):
    rgb = noise(height, width, seed)
    with Image.open(io.BytesIO(encode(rgb, band_px))) as image:
        assert np.array_equal(np.asarray(image), rgb)


@pytest.mark.parametrize("part_bytes", [1, 700, 10**6])
def test_parts_join_into_one_valid_stream(part_bytes: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(png_stream, "_PART_BYTES", part_bytes)
    rgb = noise(60, 33)
    data = b"".join(content for kind, content in chunks(encode(rgb)) if kind == b"IDAT")
    inflater = zlib.decompressobj()
    filtered = inflater.decompress(data)  # checks Adler-32 as well
    assert inflater.eof
    assert not inflater.unused_data
    assert len(filtered) == 60 * (1 + 3 * 33)


def test_chunks_come_in_order_and_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(png_stream, "_MAX_IDAT_BYTES", 1000)
    rgb = noise(50, 50)
    found = chunks(encode(rgb, recipe="{}"))
    kinds = [kind for kind, _ in found]
    assert kinds[:3] == [b"IHDR", b"sRGB", b"iTXt"]
    assert kinds[3:] == [b"IDAT"] * (len(kinds) - 4) + [b"IEND"]
    assert kinds.count(b"IDAT") > 7
    assert max(len(content) for _, content in found) == 1000


def test_the_header_holds_sides_of_31_bits():
    stream = io.BytesIO()
    PngEncoder(stream, Size(2**31 - 1, 5)).discard()
    (_, header), (_, srgb) = chunks(stream.getvalue())
    assert struct.unpack(">IIBBBBB", header) == (5, 2**31 - 1, 8, 2, 0, 0, 0)
    assert srgb == b"\0"


def test_the_recipe_is_text_to_others_too():
    with Image.open(io.BytesIO(encode(noise(2, 2), recipe="größe " * 500))) as image:
        assert image.info["everscape"] == "größe " * 500
        assert image.info["srgb"] == 0


def test_smooth_pictures_become_small():
    y, x = np.mgrid[:200, :200]
    rgb = np.stack([(y + x) // 2, y, x], axis=2).astype(np.uint8)
    assert len(encode(rgb)) < rgb.nbytes // 5


def test_the_same_picture_gives_the_same_file():
    rgb = noise(64, 64)
    assert encode(rgb, recipe="{}") == encode(rgb, recipe="{}")


def test_no_band_stays_in_memory():
    encoder = PngEncoder(io.BytesIO(), Size(3000, 1000))
    encoder._most_pending = 2
    for _ in range(10):
        encoder.write_rows(noise(300, 1000))
        assert len(encoder._pending) <= 2
        assert encoder._above.base is None
        assert len(encoder._unsent) <= png_stream._MAX_IDAT_BYTES
    encoder.discard()
