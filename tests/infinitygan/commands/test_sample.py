"""Facts about `main.py sample`."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from infinitygan import cli


def run(model: Path, folder: Path, *words: str) -> int:
    return cli.main(["sample", "--model", str(model), "-o", str(folder), *words])


def test_each_picture_has_its_own_seed(tiny_model: Path, tmp_path: Path):
    folder = tmp_path / "new" / "gallery"
    assert run(tiny_model, folder, "--count", "3", "--size", "40x30", "--seed", "8") == 0
    paths = sorted(folder.iterdir())
    assert [path.name for path in paths] == ["000008.png", "000009.png", "000010.png"]
    pictures = [np.asarray(Image.open(path)) for path in paths]
    assert all(picture.shape == (30, 40, 3) for picture in pictures)
    assert not np.array_equal(pictures[0], pictures[1])


def test_a_picture_does_not_depend_on_its_series(tiny_model: Path, tmp_path: Path):
    size = ("--size", "24x24")
    assert run(tiny_model, tmp_path / "a", "--count", "2", "--seed", "1", *size) == 0
    assert run(tiny_model, tmp_path / "b", "--count", "1", "--seed", "2", *size) == 0
    first, second = (np.asarray(Image.open(tmp_path / f / "000002.png")) for f in "ab")
    assert np.array_equal(first, second)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--seed", "-1"), "-1"),
        (("--variety", "9"), "variety"),
        (("--suffix", ".gif"), ".gif"),
        (("--size", "30000x10", "--suffix", ".webp"), "16,383"),
    ],
)
def test_mistakes_are_one_line(
    tiny_model: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    expected: str,
):
    assert run(tiny_model, tmp_path / "a", *words) == 2
    error = capsys.readouterr().err
    assert expected in error
    assert error.count("\n") == 1
    assert not list(tmp_path.rglob("*.*"))


def test_a_file_in_the_place_of_the_folder_is_told(
    tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "a").write_text("")
    assert run(tiny_model, tmp_path / "a") == 2
    assert "cannot make the folder" in capsys.readouterr().err
