import contextlib
import io
import struct
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from infinitygan.geometry import Size
from infinitygan.inference.formats import SUFFIXES, ExportError
from infinitygan.inference.recipe_metadata import png_text_chunk, read_recipe
from infinitygan.inference.sinks import open_sink
from infinitygan.inference.tile import Tile

RECIPES = ["{}", '{"name": "Ünter <&> \\"Wölken\\" 雲"}', "0123456789" * 3000, "a\n\tb", ""]
SIZE = Size(20, 30)


def save(path: Path, recipe: str | None) -> Path:
    with open_sink(path, SIZE, recipe=recipe) as sink:
        sink.write(Tile(SIZE.rect, np.full((20, 30, 3), 99, np.uint8)))
    return path


def png_with_text(data: bytes) -> bytes:
    chunk = struct.pack(">I", len(data)) + b"iTXt" + data
    end = struct.pack(">I4sI", 0, b"IEND", zlib.crc32(b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(chunk[4:])) + end


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_gives_the_recipe_back(tmp_path: Path, suffix: str, recipe: str):
    assert read_recipe(save(tmp_path / f"a{suffix}", recipe)) == recipe


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_picture_without_recipe_has_none(tmp_path: Path, suffix: str):
    assert read_recipe(save(tmp_path / f"a{suffix}", None)) is None


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.avif", "a.tif"])
def test_pictures_of_other_programs_have_none(tmp_path: Path, name: str):
    path = tmp_path / name
    Image.new("RGB", (8, 8)).save(path)
    assert read_recipe(path) is None


def test_the_content_counts_and_not_the_suffix(tmp_path: Path):
    renamed = save(tmp_path / "a.png", "{}").rename(tmp_path / "a.jpg")
    assert read_recipe(renamed) == "{}"


def test_a_recipe_behind_the_pixels_is_found(tmp_path: Path):
    path = save(tmp_path / "a.png", None)
    data, text = path.read_bytes(), png_with_text(png_text_chunk("{1}"))
    path.write_bytes(data[:-12] + text[8:])
    assert read_recipe(path) == "{1}"


def test_texts_of_others_are_passed_over(tmp_path: Path):
    path = tmp_path / "a.png"
    path.write_bytes(png_with_text(b"Comment\0\0\0\0\0hello"))
    assert read_recipe(path) is None


def test_pixels_are_not_read(tmp_path: Path):
    path = tmp_path / "a.png"
    data = save(path, None).read_bytes()
    huge = struct.pack(">I4s", 2**31 - 1, b"IDAT")
    with path.open("wb") as stream:
        stream.write(data[:33] + huge)
        stream.seek(2**31 - 1 + 4, io.SEEK_CUR)  # a hole on most file systems
        stream.write(png_with_text(png_text_chunk("{2}"))[8:])
    tracemalloc.start()
    try:
        assert read_recipe(path) == "{2}"
        assert tracemalloc.get_traced_memory()[1] < 10**6
    finally:
        tracemalloc.stop()
        path.unlink()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no PNG, JPEG"),
        (b"GIF89a" + bytes(50), "is no PNG, JPEG"),
        (b"\x89PNG\r\n\x1a\n", "damaged or cut off"),
        (b"\xff\xd8\xff\xe1\xff\xff short", "damaged or cut off"),
        (b"\xff\xd8\xff\x00\x00\x00\x00\x00", "damaged or cut off"),
        (b"RIFF\0\0\0\0WEBPXMP \xff\xff\xff\xff", "metadata are too many"),
        (b"RIFF\0\0\0\0WEBPXMP \x09\0\0\0<a>", "damaged or cut off"),
        (b"\0\0\0\x18ftypavif" + bytes(40), "AVIF file is damaged"),
        (b"II*\0\xff\xff\xff\xff", "damaged or cut off"),
        (b"II*\0\x08\0\0\0\x01\0\xbc\x02\x01\0\xff\xff\xff\xff\x08\0\0\0", "too many"),
        (b"II+\0\x08\0\0\0" + b"\xff" * 8, "damaged or cut off"),
        (png_with_text(b"everscape\0"), "damaged or cut off"),
        (png_with_text(b"everscape\0\0\0no end"), "damaged or cut off"),
        (png_with_text(b"everscape\0\0\0\0\0\xff\xfe"), "damaged"),
        (png_with_text(b"everscape\0\1\0\0\0" + zlib.compress(bytes(10**8))), "larger than"),
        (png_with_text(png_text_chunk("{}")).replace(b"{}", b"{]"), "checksum is wrong"),
    ],
)
def test_damaged_files_are_one_clear_line(tmp_path: Path, data: bytes, message: str):
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    with pytest.raises(ExportError, match=message) as caught:
        read_recipe(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_one_clear_line(tmp_path: Path):
    with pytest.raises(ExportError, match=r"cannot read .*No such file"):
        read_recipe(tmp_path / "a.png")


@given(st.sampled_from([".png", ".jpg", ".webp", ".avif", ".tif"]), st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_anywhere_never_escapes_as_another_error(
    tmp_path: Path, suffix: str, data: st.DataObject
):
    path = tmp_path / f"good{suffix}"
    if not path.exists():
        save(path, '{"seed": 7}')
    content = bytearray(path.read_bytes())
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    broken = tmp_path / "broken"
    broken.write_bytes(content[: data.draw(st.integers(position, len(content)))])
    with contextlib.suppress(ExportError):
        assert isinstance(read_recipe(broken), str | None)
