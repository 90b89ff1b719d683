"""Photos found, set aside, read upright, and packed."""

import logging
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from infinitygan.training.photo_files import (
    Photo,
    PhotoError,
    find_photos,
    read_photo,
    read_photos,
    split_held_out,
    write_archive,
)

ORIENTATION = 0x0112  # the EXIF tag


def save(path: Path, width: int = 60, height: int = 40, **options: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows, columns = np.mgrid[:height, :width]
    picture = np.stack([rows * 4, columns * 2, rows + columns], axis=2).astype(np.uint8)
    Image.fromarray(picture).save(path, **options)
    return path


def photo(path: Path) -> Photo:
    return Photo(str(path), path.stem, path.read_bytes)


def named(*stems: str) -> list[Photo]:
    return [Photo(f"folder/{stem}.jpg", stem, lambda: b"") for stem in stems]


def test_pictures_are_found_in_all_folders_in_a_stable_order(tmp_path: Path):
    for name in ("b/2.JPG", "a/1.webp", "c.png"):
        save(tmp_path / name.lower()).rename(tmp_path / name)
    (tmp_path / "notes.txt").write_text("no photo")
    names = [Path(found.name).name for found in find_photos(tmp_path)]
    assert names == ["1.webp", "2.JPG", "c.png"]


@pytest.mark.parametrize("name", ["nowhere", "nowhere.zip"])
def test_a_missing_source_is_named(tmp_path: Path, name: str):
    with pytest.raises(PhotoError, match=rf"no folder or \.zip of photos .*{name}"):
        find_photos(tmp_path / name)


def test_a_broken_archive_is_named(tmp_path: Path):
    (tmp_path / "photos.zip").write_bytes(b"no zip")
    with pytest.raises(PhotoError, match=r"photos\.zip cannot be read as an archive"):
        find_photos(tmp_path / "photos.zip")


def test_held_out_photos_depend_on_their_names_alone():
    photos = named(*(f"p{i}" for i in range(50)))
    kept, held = split_held_out(photos, 10)
    assert len(held) == 10
    assert not {p.name for p in kept} & {p.name for p in held}
    _, again = split_held_out(photos[::-1], 10)
    assert {p.stem for p in again} == {p.stem for p in held}
    _, fewer = split_held_out(photos, 4)
    assert {p.stem for p in fewer} < {p.stem for p in held}


def test_nothing_is_held_out_by_default():
    photos = named("a", "b")
    assert split_held_out(photos, 0) == (photos, [])


def test_a_photo_is_read_at_the_height_wanted(tmp_path: Path):
    array = read_photo(photo(save(tmp_path / "a.png")), 20)
    assert array is not None
    assert array.shape == (20, 30, 3)


def test_a_photo_of_the_right_height_is_not_touched(tmp_path: Path):
    path = save(tmp_path / "a.png")
    array = read_photo(photo(path), 40)
    assert array is not None
    assert np.array_equal(array, np.asarray(Image.open(path)))


def test_a_turned_photo_is_set_upright(tmp_path: Path):
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    path = save(tmp_path / "a.jpg", width=40, height=60, exif=exif)
    array = read_photo(photo(path), 40)
    assert array is not None
    assert array.shape == (40, 60, 3)


@pytest.mark.parametrize(("width", "height"), [(30, 20), (40, 60)])
def test_small_and_upright_photos_are_skipped_by_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, width: int, height: int
):
    assert read_photo(photo(save(tmp_path / "odd.png", width, height)), 40) is None
    assert f"odd.png: {width}x{height} is too small or narrow" in caplog.text


def test_corrupt_photos_are_skipped_by_name(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    good = save(tmp_path / "good.jpg")
    torn = tmp_path / "torn.jpg"
    torn.write_bytes(good.read_bytes()[:300])
    (tmp_path / "text.png").write_text("hello")
    counts: list[tuple[int, int]] = []
    with caplog.at_level(logging.WARNING):
        found = read_photos(
            find_photos(tmp_path), 20, threads=2, on_count=lambda *c: counts.append(c)
        )
    assert [p.stem for p, _ in found] == ["good"]
    assert "torn.jpg" in caplog.text
    assert "text.png" in caplog.text
    assert counts == [(1, 3), (2, 3), (3, 3)]


def test_an_archive_keeps_names_and_pictures(tmp_path: Path):
    for folder in ("a", "b"):
        save(tmp_path / "photos" / folder / "same.png")
    read = read_photos(find_photos(tmp_path / "photos"), 40)
    assert write_archive(tmp_path / "pack.zip", read, quality=95) == 2
    found = find_photos(tmp_path / "pack.zip")
    assert [p.stem for p in found] == ["same", "same"]
    assert len({p.name for p in found}) == 2
    for packed, original in zip(read_photos(found, 40), read, strict=True):
        difference = packed[1].astype(int) - original[1].astype(int)
        assert np.abs(difference).mean() < 6
