"""Sizes from headers."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from infinitygan.geometry import Size
from infinitygan.inference.formats import ExportError
from infinitygan.inference.picture_header import check_written, read_size


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".avif", ".tif"])
def test_the_size_of_each_format_is_read(tmp_path: Path, suffix: str):
    path = tmp_path / f"picture{suffix}"
    Image.new("RGB", (48, 20)).save(path)
    assert read_size(path) == Size(20, 48)


def test_the_suffix_does_not_matter(tmp_path: Path):
    path = tmp_path / "picture.png"
    Image.new("RGB", (48, 20)).save(path, format="JPEG")
    assert read_size(path) == Size(20, 48)


def test_no_picture_is_too_large(tmp_path: Path):
    header = struct.pack(">IIBBBBB", 65_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    data = struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    path = tmp_path / "large.png"
    pixels = struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + data + pixels)
    assert read_size(path) == Size(60_000, 65_000)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "picture.png"
    path.write_bytes(content)
    with pytest.raises(ExportError, match=r"picture\.png"):
        read_size(path)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(ExportError, match="No such file"):
        read_size(tmp_path / "missing.png")


def test_a_finished_file_must_have_its_size(tmp_path: Path):
    path = tmp_path / "picture.png"
    Image.new("RGB", (48, 20)).save(path)
    check_written(path, Size(20, 48))
    with pytest.raises(ExportError, match="export it again"):
        check_written(path, Size(20, 49))
