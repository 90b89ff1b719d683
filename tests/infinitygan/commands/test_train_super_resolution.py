"""`main.py train-super-resolution`: runs, resumed runs, and a clear line for what goes wrong."""

import argparse
import errno
import json
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image
from safetensors.torch import save_file
from small_super_resolution import hard_edged_photo

from infinitygan.checkpoint import SUPER_RESOLUTION_NAME, load_super_resolution
from infinitygan.commands import train_super_resolution
from infinitygan.errors import UserError
from infinitygan.training.features import MobileNetV2
from infinitygan.training.run_state import read_header
from infinitygan.training.super_resolution_run import STATE_NAME

SMALL_RUN = "--width 4 --layers 3 --threads 1"


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for seed in range(20):
        Image.fromarray(hard_edged_photo(seed)).save(folder / f"{seed:02}.png")
    return folder


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the frozen network with random weights."""
    folder = tmp_path_factory.mktemp("features")
    save_file(
        {name: tensor.half() for name, tensor in MobileNetV2().state_dict().items()},
        folder / MobileNetV2.FILE_NAME,
    )
    return folder


def run(words: str, photos: Path, features: Path, output: Path) -> int:
    parser = argparse.ArgumentParser()
    train_super_resolution.add_parser(parser.add_subparsers())
    paths = ["--photos", str(photos), "--features", str(features), "-o", str(output)]
    parsed = parser.parse_args(["train-super-resolution", *paths, *words.split()])
    return parsed.run(parsed)


@pytest.fixture(scope="module")
def trained(photos: Path, features: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    assert run(f"--images 16 {SMALL_RUN}", photos, features, folder) == 0
    return folder


def test_a_run_leaves_a_network_and_its_state(trained: Path):
    network = load_super_resolution(trained)
    assert network is not None
    assert network.reach == 3
    header = read_header(trained / STATE_NAME)
    assert header["images_seen"] == 16
    assert header["training"]["width"] == 4


def test_a_run_is_never_overwritten(trained: Path, photos: Path, features: Path):
    before = (trained / STATE_NAME).read_bytes()
    with pytest.raises(UserError, match="is there already: go on with --resume"):
        run("--images 32", photos, features, trained)
    assert (trained / STATE_NAME).read_bytes() == before


def test_resuming_with_another_width_is_refused(trained: Path, photos: Path, features: Path):
    with pytest.raises(UserError, match="has 4 as its width: leave the option out"):
        run("--resume --width 8", photos, features, trained)


def test_a_full_disk_is_one_line_and_keeps_the_run(
    trained: Path, photos: Path, features: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = (trained / SUPER_RESOLUTION_NAME).read_bytes()
    monkeypatch.setattr("infinitygan.atomic_file.os.fsync", full)
    with pytest.raises(UserError, match="No space left on device; what was saved before is intact"):
        run("--resume --images 32", photos, features, trained)
    assert read_header(trained / STATE_NAME)["images_seen"] == 16
    assert (trained / SUPER_RESOLUTION_NAME).read_bytes() == before


def test_a_resumed_run_needs_no_settings_again(
    trained: Path, photos: Path, features: Path, capsys: pytest.CaptureFixture[str]
):
    assert run("--resume --images 16 --json", photos, features, trained) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert events[-1] == {"event": "done", "path": str(trained), "images": 16}


def test_an_interrupted_run_says_how_to_go_on(
    photos: Path,
    features: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    name = "infinitygan.training.super_resolution_run.train_super_resolution"
    monkeypatch.setattr(name, lambda *_: True)
    assert run(SMALL_RUN, photos, features, tmp_path / "run") == 130
    assert "go on with --resume" in capsys.readouterr().err


def test_missing_features_are_named(photos: Path, tmp_path: Path):
    with pytest.raises(UserError, match=r"is not in .* see docs/training\.md"):
        run(SMALL_RUN, photos, tmp_path, tmp_path / "run")


@pytest.mark.parametrize("count", [0, 15])
def test_too_few_photos_are_refused(features: Path, tmp_path: Path, count: int):
    folder = tmp_path / "few"
    folder.mkdir()
    for index in range(count):
        Image.new("RGB", (200, 176)).save(folder / f"{index}.png")
    with pytest.raises(UserError, match=f"at least 16 photos .*there are {count} photos"):
        run(SMALL_RUN, folder, features, tmp_path / "run")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--minutes 0", "--minutes must be above 0"),
        ("--hold-out -1", "--hold-out must not be negative"),
        ("--device tpu", "not 'tpu'"),
        ("--seed -1", "seed must be 0 to"),
        ("--layers 1", "layers must be at least 2"),
    ],
)
def test_numbers_out_of_range_are_refused(
    photos: Path, features: Path, tmp_path: Path, option: str, message: str
):
    with pytest.raises(ValueError, match=message):
        run(f"{SMALL_RUN} {option}", photos, features, tmp_path / "run")
    assert not (tmp_path / "run").exists()
