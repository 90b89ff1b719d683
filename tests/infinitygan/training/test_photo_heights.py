"""Photos at several heights: which heights, how often each, and folders that cannot serve."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import ExifTags, Image

from infinitygan.training.photo_files import PhotoError, find_photos, upright_heights
from infinitygan.training.photo_heights import PhotoHeights, pack_heights, read_photo_heights
from infinitygan.training.photos import PhotoPack


def flat_pack(height_px: int, grey: int) -> PhotoPack:
    return PhotoPack.from_arrays([np.full((height_px, height_px, 3), grey, np.uint8)] * 16)


def write_photos(folder: Path, height_px: int, count: int) -> Path:
    folder.mkdir()
    for index in range(count):
        Image.new("RGB", (height_px, height_px), "teal").save(folder / f"{index:02}.png")
    return folder


@pytest.mark.parametrize(
    ("heights", "packed"),
    [
        ([768] * 4, [704, 498, 352]),
        ([256] * 4, [256, 181]),
        ([100, 300, 400, 500], [300, 212]),
        ([176], [176]),
        ([175], []),
        ([], []),
    ],
)
def test_heights_are_the_typical_one_and_smaller_ones(heights: list[int], packed: list[int]):
    assert pack_heights(heights) == packed


def test_crops_of_a_deep_network_leave_small_heights_out():
    assert pack_heights([256] * 4, shortest_px=192) == [256]


def test_tall_packs_are_drawn_more_often():
    packs = [flat_pack(height_px, 0) for height_px in (704, 352, 176)]
    photos = PhotoHeights(tuple(packs))
    drawn = [photos.drawn((index + 0.5) / 6).height_px for index in range(6)]
    assert drawn == [704] * 3 + [352] * 2 + [176]
    assert photos.tallest.height_px == 704


def test_each_pick_crops_its_part_of_the_batch():
    photos = PhotoHeights((flat_pack(176, 0), flat_pack(176, 255)))
    crops = photos.crops([0.9, 0.1], torch.rand(4, 4, dtype=torch.float64), 144)
    assert crops.shape == (4, 3, 144, 144)
    assert crops.amin((1, 2, 3)).tolist() == crops.amax((1, 2, 3)).tolist() == [1, 1, -1, -1]


def test_folders_are_packed_apart_and_the_first_holds_photos_out(tmp_path: Path):
    sources = [write_photos(tmp_path / "a", 256, 20), write_photos(tmp_path / "b", 180, 16)]
    heard: list[int] = []

    def start(height_px: int):
        heard.append(height_px)
        return lambda done, total: None

    photos = read_photo_heights(sources, hold_out=3, shortest_px=176, start_pack=start)
    assert [(pack.height_px, pack.count) for pack in photos.packs] == [
        (256, 17),
        (181, 17),
        (180, 16),
    ]
    assert heard == [256, 181, 180]


@pytest.mark.parametrize(("height_px", "count"), [(256, 0), (256, 15), (100, 20)])
def test_a_folder_that_cannot_serve_is_named(tmp_path: Path, height_px: int, count: int):
    source = write_photos(tmp_path / "few", height_px, count)
    with pytest.raises(PhotoError, match=rf"at least 16 photos of 176 px .*few.* are {count} "):
        read_photo_heights([source], hold_out=0, shortest_px=176)


def test_a_turned_photo_is_as_high_as_it_is_seen(tmp_path: Path):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    Image.new("RGB", (30, 20)).save(tmp_path / "a.jpg")
    Image.new("RGB", (30, 20)).save(tmp_path / "b.jpg", exif=exif)
    (tmp_path / "c.jpg").write_bytes(b"no photo")
    assert upright_heights(find_photos(tmp_path)) == [20, 30]
