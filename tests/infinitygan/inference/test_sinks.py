import errno
import io
import os
import threading
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image, ImageCms

from infinitygan.geometry import Rect, Size
from infinitygan.inference import sinks, tiff_stream
from infinitygan.inference.destination import ReplacingFile
from infinitygan.inference.formats import SUFFIXES, ExportError
from infinitygan.inference.sinks import ArraySink, TileSink, open_sink
from infinitygan.inference.tile import Tile

SIZE = Size(130, 170)
LOSSLESS = ["a.png", "a.tif"]


def picture(size: Size = SIZE) -> NDArray[np.uint8]:
    """Return a smooth picture, which lossy formats keep nearly as it is."""
    y, x = np.mgrid[: size.height, : size.width]
    waves = [127 + 100 * np.sin((a * y + b * x) / 60) for a, b in ((1, 2), (2, -1), (0, 1))]
    return np.stack(waves, axis=2).astype(np.uint8)


def fill(sink: TileSink, rgb: NDArray[np.uint8], canvas: Rect, tile_px: int = 64) -> None:
    for rect in canvas.tiles(tile_px, tile_px):
        sink.write(Tile(rect, rgb[rect.slices_of(canvas)]))


def save(path: Path, quality: int | None = None) -> NDArray[np.uint8]:
    with open_sink(path, SIZE, quality=quality, recipe="{}") as sink:
        fill(sink, picture(), SIZE.rect)
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize("name", [*LOSSLESS, "ü ☀ b.TIFF"])
def test_lossless_formats_keep_every_pixel(tmp_path: Path, name: str):
    assert np.array_equal(save(tmp_path / name), picture())
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a.jpg", "a.webp", "a.avif"])
def test_lossy_formats_keep_the_picture(tmp_path: Path, name: str):
    difference = np.abs(save(tmp_path / name).astype(int) - picture())
    assert difference.mean() < 3
    assert list(tmp_path.iterdir()) == [tmp_path / name]


def test_webp_of_full_quality_is_lossless(tmp_path: Path):
    assert np.array_equal(save(tmp_path / "a.webp", quality=100), picture())


@pytest.mark.parametrize("name", ["a.jpg", "a.webp", "a.avif"])
def test_less_quality_makes_smaller_files(tmp_path: Path, name: str):
    save(tmp_path / name, quality=20)
    small = (tmp_path / name).stat().st_size
    save(tmp_path / name, quality=95)
    assert small < (tmp_path / name).stat().st_size


def test_fine_jpegs_keep_the_full_colour(tmp_path: Path):
    def sampling(quality: int) -> tuple[int, int]:
        save(tmp_path / "a.jpg", quality)
        with Image.open(tmp_path / "a.jpg") as image:
            return image.layer[0][1:3]  # pyright: ignore[reportAttributeAccessIssue]

    assert sampling(90) == (1, 1)
    assert sampling(89) == (2, 2)


@pytest.mark.parametrize("name", ["a.jpg", "a.webp", "a.tif"])
def test_pictures_are_tagged_as_srgb(tmp_path: Path, name: str):
    save(tmp_path / name)
    with Image.open(tmp_path / name) as image:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        assert "sRGB" in ImageCms.getProfileDescription(profile)


def test_avif_is_tagged_as_srgb(tmp_path: Path):
    save(tmp_path / "a.avif")
    primaries_bt709_transfer_srgb = b"colrnclx\0\x01\0\x0d"
    assert primaries_bt709_transfer_srgb in (tmp_path / "a.avif").read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_picture_gives_the_same_file(tmp_path: Path, suffix: str):
    one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
    save(one)
    save(other)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_error_inside_removes_the_file(tmp_path: Path, suffix: str):
    before = threading.active_count()
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"old")

    def fail_in_the_middle() -> NoReturn:
        with open_sink(path, SIZE) as sink:
            sink.write(Tile(Rect.at(0, 0, 64, 170), picture()[:64]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_in_the_middle()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    assert threading.active_count() == before


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_missing_and_misplaced_tiles_remove_the_file(tmp_path: Path, suffix: str):
    path = tmp_path / f"a{suffix}"
    sink = open_sink(path, SIZE)
    sink.write(Tile(Rect.at(0, 0, 64, 170), picture()[:64]))
    with pytest.raises(ValueError, match="rows 64 to 130 never arrived"):
        sink.close()
    sink = open_sink(path, SIZE)
    with pytest.raises(ValueError, match="out of order"):
        sink.write(Tile(Rect.at(64, 0, 66, 170), picture()[64:]))
    assert list(tmp_path.iterdir()) == []


def test_a_closed_sink_takes_no_more(tmp_path: Path):
    sink = open_sink(tmp_path / "a.png", SIZE)
    fill(sink, picture(), SIZE.rect)
    sink.close()
    sink.close()
    sink.abort()
    assert (tmp_path / "a.png").exists()
    with pytest.raises(ValueError, match="takes no more tiles"):
        fill(sink, picture(), SIZE.rect)


class FullDisk:
    """A stream that has room for a few bytes only."""

    def __init__(self, stream: object, room: int) -> None:
        self._stream, self._room = stream, room

    def write(self, data: bytes) -> int:
        self._room -= memoryview(data).nbytes
        if self._room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self._stream.write(data)  # pyright: ignore[reportAttributeAccessIssue]

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


@pytest.mark.parametrize("room", [0, 100, 600, 3000])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_disk_that_fills_up_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, room: int
):
    class Cramped(ReplacingFile):
        def __init__(self, path: Path) -> None:
            super().__init__(path)
            self.stream = FullDisk(self.stream, room)  # pyright: ignore

    def export() -> None:
        rng = np.random.default_rng(0)
        with open_sink(tmp_path / f"a{suffix}", SIZE) as sink:
            fill(sink, rng.integers(0, 256, (130, 170, 3), dtype=np.uint8), SIZE.rect)

    monkeypatch.setattr(sinks, "ReplacingFile", Cramped)
    before = threading.active_count()
    with pytest.raises(ExportError, match="is full; free some space"):
        export()
    assert list(tmp_path.iterdir()) == []
    assert threading.active_count() == before


def test_a_failing_rename_is_an_export_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "the file is open elsewhere")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ExportError, match=r"cannot write .*open elsewhere"):
        save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_names_the_formats_that_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr(Image, "new", refuse)
    with pytest.raises(ExportError, match="choose PNG or TIFF"):
        open_sink(tmp_path / "a.webp", SIZE)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_an_export_error(tmp_path: Path):
    with pytest.raises(ExportError, match="cannot write"):
        open_sink(tmp_path / "missing" / "a.png", SIZE)


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        ("a.gif", SIZE, "known picture format"),
        ("a.webp", Size(16_384, 1), "16,383 px a side"),
        ("a.avif", Size(1, 32_769), "32,768 px a side"),
    ],
)
def test_what_cannot_be_saved_is_refused_at_once(
    tmp_path: Path, name: str, size: Size, message: str
):
    with pytest.raises(ExportError, match=message):
        open_sink(tmp_path / name, size)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "quality"), [("a.png", 90), ("a.jpg", 0), ("a.avif", 101)])
def test_odd_qualities_are_refused(tmp_path: Path, name: str, quality: int):
    with pytest.raises(ValueError, match=str(quality)):
        open_sink(tmp_path / name, SIZE, quality=quality)
    assert list(tmp_path.iterdir()) == []


def test_recipes_have_a_limit(tmp_path: Path):
    with pytest.raises(ExportError, match="save the scene as a project"):
        open_sink(tmp_path / "a.png", SIZE, recipe="x" * 1_000_001)
    noise = np.random.default_rng(0).bytes(90_000).hex()
    with pytest.raises(ExportError, match="too long for a JPEG"):
        open_sink(tmp_path / "a.jpg", SIZE, recipe=noise)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("limits", [(0, True), (2**40, False)])
def test_large_tiffs_are_big_tiffs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: tuple[int, bool]
):
    classic_bytes, is_big = limits
    monkeypatch.setattr(tiff_stream, "_CLASSIC_BYTES", classic_bytes)
    monkeypatch.setattr(tiff_stream, "TILE_PX", 64)
    assert np.array_equal(save(tmp_path / "a.tif"), picture())
    with tifffile.TiffFile(tmp_path / "a.tif") as tiff:
        assert tiff.is_bigtiff is is_big
        page = tiff.pages.first
        assert page.is_tiled
        assert page.tile == (64, 64)


def test_an_array_takes_tiles_in_any_order():
    canvas = Rect.at(-20, 7, 130, 170)
    tiles = [Tile(rect, picture()[rect.slices_of(canvas)]) for rect in canvas.tiles(50, 50)]
    with ArraySink(canvas) as sink:
        for tile in reversed(tiles):
            sink.write(tile)
    assert np.array_equal(sink.rgb, picture())
    with pytest.raises(ValueError, match="does not lie within"):
        sink.write(Tile(canvas.shifted(1, 0), picture()))
    sink.abort()
    assert not sink.rgb.any()
