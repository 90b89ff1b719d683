"""`outpaint` and `between` write the picture, keep the project, and refuse what cannot be."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from infinitygan.cli import BAD_INPUT, main
from infinitygan.geometry import Size
from infinitygan.inference.device import find_device
from infinitygan.inference.outpaint import opened
from infinitygan.inference.renderer import Renderer
from infinitygan.scene_file import read_project

STEPS = ["--steps", "4", "--device", "cpu"]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    coarse = np.random.default_rng(1).integers(0, 256, (4, 5, 3), np.uint8)
    path = tmp_path / "photo.png"
    Image.fromarray(coarse).resize((60, 48), Image.Resampling.BICUBIC).save(path)
    return path


def loaded(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image)


def test_photo_is_continued_and_the_project_renders_the_same(
    tmp_path: Path, photo: Path, tiny_model: Path, capsys: pytest.CaptureFixture[str]
):
    out, project = tmp_path / "wide.png", tmp_path / "wide.everscape"
    words = ["outpaint", str(photo), "--size", "160x48", "--anchor", "left", "--feather", "8"]
    words += ["--model", str(tiny_model), "--project", str(project), "-o", str(out), "--json"]
    assert main(words + STEPS) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert events[-1]["event"] == "done"
    picture = loaded(out)
    assert picture.shape == (48, 160, 3)
    assert np.array_equal(picture[:, :52], loaded(photo)[:, :52])
    work = opened(read_project(project))
    renderer = Renderer.open(tiny_model, find_device("cpu").name)
    renderer.provide(work.photos, work.matches)
    assert np.array_equal(renderer.render(work.scene), picture)


def test_two_photos_are_joined(tmp_path: Path, photo: Path, tiny_model: Path):
    out = tmp_path / "joined.png"
    words = ["between", str(photo), str(photo), "--size", "200x48", "--feather", "0"]
    assert main([*words, "--model", str(tiny_model), "-o", str(out), *STEPS]) == 0
    picture = loaded(out)
    wanted = loaded(photo)
    assert np.array_equal(picture[:, :60], wanted)
    assert np.array_equal(picture[:, 140:], wanted)


def test_photo_that_hides_the_canvas_is_just_cut(tmp_path: Path, photo: Path, tiny_model: Path):
    out = tmp_path / "cut.png"
    words = ["outpaint", str(photo), "--size", "30x24", "--scale", "3", "--model", str(tiny_model)]
    assert main([*words, "-o", str(out), *STEPS]) == 0
    assert loaded(out).shape == (24, 30, 3)


@pytest.fixture
def landscape(tmp_path: Path) -> Path:
    """A dark ground below a light sky, from a quarter of the height on."""
    rgb = np.full((48, 60, 3), 220, np.uint8)
    rgb[12:] = np.random.default_rng(2).integers(20, 90, (36, 60, 3), np.uint8)
    path = tmp_path / "landscape.png"
    Image.fromarray(rgb).save(path)
    return path


@pytest.mark.parametrize(("wanted", "expected"), [("auto", -0.25), ("0.75", 0.25)])
def test_scene_takes_over_the_photos_horizon(
    tmp_path: Path, landscape: Path, tiny_model: Path, wanted: str, expected: float
):
    project = tmp_path / "scene.everscape"
    words = ["outpaint", str(landscape), "--size", "90x48", "--horizon", wanted]
    words += ["--model", str(tiny_model), "--project", str(project)]
    assert main([*words, "-o", str(tmp_path / "out.png"), *STEPS]) == 0
    assert read_project(project).scene.horizon == pytest.approx(expected, abs=0.03)


def test_two_photos_meet_at_the_mean_of_their_horizons(
    tmp_path: Path, landscape: Path, tiny_model: Path
):
    turned = tmp_path / "turned.png"
    Image.fromarray(loaded(landscape)[::-1]).save(turned)
    project = tmp_path / "scene.everscape"
    words = ["between", str(landscape), str(turned), "--size", "200x48", "--horizon", "auto"]
    words += ["--model", str(tiny_model), "--project", str(project)]
    assert main([*words, "-o", str(tmp_path / "out.png"), *STEPS]) == 0
    assert read_project(project).scene.horizon == pytest.approx(0, abs=0.03)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--size", "64x48", "-o", "x.doc"], "picture format"),
        (["--size", "64x48", "-o", "x.png", "--feather", "300"], "--feather must be"),
        (["--size", "64x48", "-o", "x.png", "--scale", "0"], "--scale must be"),
        (["--size", "64x48", "-o", "x.png", "--project", "p.zip"], "ends in .everscape"),
        (["--size", "64x48", "-o", "x.png", "--project", "no/p.everscape"], "does not exist"),
    ],
)
def test_bad_words_are_told_in_one_line(
    tmp_path: Path,
    photo: Path,
    words: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    assert main(["outpaint", str(photo), *words]) == BAD_INPUT
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "inf", "soon"])
def test_minutes_are_above_0(photo: Path, minutes: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match=str(BAD_INPUT)):
        main(["outpaint", str(photo), "--size", "64x48", "-o", "x.png", f"--minutes={minutes}"])
    assert "minutes" in capsys.readouterr().err


def test_damaged_photo_leaves_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 no picture")
    out = tmp_path / "out.png"
    assert main(["outpaint", str(broken), "--size", "64x48", "-o", str(out)]) == BAD_INPUT
    assert "'broken.jpg' is damaged" in capsys.readouterr().err
    assert not out.exists()


def test_existing_project_is_kept_without_force(
    tmp_path: Path, photo: Path, capsys: pytest.CaptureFixture[str]
):
    project = tmp_path / "old.everscape"
    project.write_bytes(b"precious")
    words = ["outpaint", str(photo), "--size", str(Size(48, 64)), "--project", str(project)]
    assert main([*words, "-o", str(tmp_path / "out.png")]) == BAD_INPUT
    assert "--force" in capsys.readouterr().err
    assert project.read_bytes() == b"precious"
