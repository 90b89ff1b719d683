"""`main.py pack`: photos in one archive that trains as their folder does."""

import argparse
from pathlib import Path

import pytest
from PIL import Image
from small_training import landscape

from infinitygan.commands import pack
from infinitygan.errors import UserError
from infinitygan.training.photo_files import find_photos, read_photos


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    for name in ("a", "b"):
        Image.fromarray(landscape(64, 100)).save(tmp_path / "photos" / f"{name}.png")
    return tmp_path / "photos"


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    pack.add_parser(parser.add_subparsers())
    parsed = parser.parse_args(["pack", *map(str, words)])
    return parsed.run(parsed)


def test_photos_are_packed_at_one_height(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    archive = tmp_path / "pack.zip"
    assert run("--photos", photos, "-o", archive, "--height", 32) == 0
    assert "pack.zip: 2 photos" in capsys.readouterr().out
    read = read_photos(find_photos(archive), 32)
    assert [(photo.stem, array.shape) for photo, array in read] == [
        ("a", (32, 50, 3)),
        ("b", (32, 50, 3)),
    ]


def test_a_file_is_replaced_only_by_force(photos: Path, tmp_path: Path):
    archive = tmp_path / "pack.zip"
    archive.write_text("mine")
    with pytest.raises(UserError, match="exists; --force replaces it"):
        run("--photos", photos, "-o", archive, "--height", 32)
    assert archive.read_text() == "mine"
    assert run("--photos", photos, "-o", archive, "--height", 32, "--force") == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "pack.tar", "--height", "32"], r"must end in \.zip"),
        (["-o", "pack.zip", "--height", "32", "--quality", "101"], "--quality must be 1 to 100"),
    ],
)
def test_bad_input_is_refused(photos: Path, words: list[str], message: str):
    with pytest.raises((UserError, ValueError), match=message):
        run("--photos", photos, *words)


def test_a_folder_without_photos_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match="there are no photos in"):
        run("--photos", tmp_path, "-o", tmp_path / "pack.zip", "--height", 32)
