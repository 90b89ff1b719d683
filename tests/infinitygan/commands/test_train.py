"""`main.py train`: runs, resumed runs, grown models, and a clear line for what goes wrong."""

import argparse
import errno
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image
from small_training import SMALL, landscape

from infinitygan.checkpoint import load_model, read_info, save_model
from infinitygan.commands import train
from infinitygan.config import PRESETS
from infinitygan.errors import UserError
from infinitygan.training.recipes import RECIPES
from infinitygan.training.run_state import HEADS_NAME, STATE_NAME

SMALL_RUN = "--recipe paper --preset XS --patch-cells 8 --batch 4 --head-width 8 --threads 1"

START = "import runpy, sys; sys.path.insert(0, '.'); runpy.run_path('main.py', run_name='__main__')"


@pytest.fixture(autouse=True)
def _small_preset(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(PRESETS, "XS", SMALL)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for index in range(20):
        Image.fromarray(landscape(24, 40)).save(folder / f"{index:02}.png")
    return folder


def run(words: str, *paths: object) -> int:
    """Run the command; `@` in the words stand for the paths."""
    parser = argparse.ArgumentParser()
    train.add_parser(parser.add_subparsers())
    left = list(paths)
    arguments = [str(left.pop(0)) if word == "@" else word for word in words.split()]
    parsed = parser.parse_args(["train", *arguments])
    return parsed.run(parsed)


@pytest.fixture
def trained(photos: Path, tmp_path: Path) -> Path:
    assert run(f"--photos @ -o @ --images 8 {SMALL_RUN}", photos, tmp_path / "run") == 0
    return tmp_path / "run"


def test_a_run_leaves_a_model(trained: Path):
    model, info = load_model(trained)
    assert replace(model.config, outlook_cell=0) == SMALL
    assert info.images_seen == 8
    assert info.name == "run"
    assert info.details["training"]["recipe"] == "paper"


def test_a_resumed_run_needs_no_settings_again(trained: Path, photos: Path):
    assert run("--photos @ -o @ --resume --images 16", photos, trained) == 0
    info = read_info(trained)
    assert info.images_seen == 16
    assert info.details["training"]["batch"] == 4


def test_the_preset_may_be_named_again(trained: Path, photos: Path):
    info = read_info(trained)
    looking = replace(info.config, outlook_cell=5)
    save_model(trained, load_model(trained)[0], replace(info, config=looking))
    assert run("--photos @ -o @ --resume --images 16 --preset XS", photos, trained) == 0
    assert read_info(trained).images_seen == 16


def test_a_run_is_never_overwritten(trained: Path, photos: Path):
    before = (trained / STATE_NAME).read_bytes()
    with pytest.raises(UserError, match="holds a run already: go on with --resume"):
        run(f"--photos @ -o @ --images 8 {SMALL_RUN}", photos, trained)
    assert (trained / STATE_NAME).read_bytes() == before


@pytest.mark.parametrize(
    ("option", "what"),
    [
        ("--preset S", "preset or levels"),
        ("--levels 2", "preset or levels"),
        ("--recipe fast", "recipe"),
    ],
)
def test_resuming_as_something_else_is_refused(trained: Path, photos: Path, option: str, what: str):
    with pytest.raises(UserError, match=f"has another {what}: leave the option out"):
        run(f"--photos @ -o @ --resume --images 16 {option}", photos, trained)
    assert read_info(trained).images_seen == 8


def test_resuming_nothing_starts_anew(photos: Path, tmp_path: Path):
    assert run(f"--photos @ -o @ --resume --images 4 {SMALL_RUN}", photos, tmp_path / "new") == 0


def test_a_model_grows_another_level(trained: Path, photos: Path, tmp_path: Path):
    for path in photos.iterdir():  # the scene is twice as tall
        Image.fromarray(landscape(40, 60)).save(path)
    words = "--photos @ -o @ --from @ --recipe paper --levels 2 --patch-cells 8 --batch 4"
    grown = tmp_path / "grown"
    assert run(f"{words} --head-width 8 --images 4", photos, grown, trained) == 0
    training = read_info(grown).details["training"]
    assert replace(read_info(grown).config, outlook_cell=0) == SMALL.with_levels(2)
    assert (training["inherited_levels"], training["lower_rate"]) == (1, 0.1)
    assert read_info(grown).images_seen == 8 + 4


def test_fine_tuning_takes_over_weights_and_discriminator(
    trained: Path, photos: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    words = f"--photos @ -o @ --from @ --images 4 {SMALL_RUN}"
    assert run(words, photos, tmp_path / "tuned", trained) == 0
    assert "starts anew" not in caplog.text
    (trained / HEADS_NAME).unlink()
    assert run(words, photos, tmp_path / "tuned2", trained) == 0
    assert "brings no discriminator that fits: it starts anew" in caplog.text


def test_a_model_cannot_shrink_or_change_its_preset(trained: Path, photos: Path, tmp_path: Path):
    words = "--photos @ -o @ --from @ --recipe paper --images 4"
    with pytest.raises(UserError, match="is not of the preset M"):
        run(f"{words} --preset M", photos, tmp_path / "x", trained)
    two = SMALL.with_levels(2)
    edited = json.loads((trained / "config.json").read_text())
    edited["generator"] = two.to_json()
    (trained / "config.json").write_text(json.dumps(edited))
    with pytest.raises(ValueError, match="2 levels cannot be grown to 1"):
        run(f"{words} --levels 1", photos, tmp_path / "x", trained)


def test_progress_for_machines(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    run(f"--photos @ -o @ --images 4 --json {SMALL_RUN}", photos, tmp_path / "run")
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    training = next(event for event in events if "images_per_second" in event)
    assert training["event"] == "progress"
    assert training["images"] == 4
    assert events[-1] == {"event": "done", "path": str(tmp_path / "run"), "images": 4}


def test_an_interrupted_run_says_how_to_go_on(
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setattr("infinitygan.training.loop.train", lambda *_: True)
    assert run(f"--photos @ -o @ {SMALL_RUN}", photos, tmp_path / "run") == 130
    assert "go on with --resume" in capsys.readouterr().err


def test_corrupt_photos_are_skipped_by_name(
    photos: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    (photos / "torn.jpg").write_bytes(b"\xff\xd8 no photo")
    assert run(f"--photos @ -o @ --images 4 {SMALL_RUN}", photos, tmp_path / "run") == 0
    assert "torn.jpg" in caplog.text


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_photos_are_refused(photos: Path, tmp_path: Path, count: int):
    for path in sorted(photos.iterdir())[count:]:
        path.unlink()
    with pytest.raises(UserError, match=rf"at least 16 photos .* there are {count}"):
        run(f"--photos @ -o @ --images 4 {SMALL_RUN}", photos, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_photos_too_small_for_the_model_are_refused(
    photos: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    with pytest.raises(UserError, match="large enough; there are 0"):
        run(f"--photos @ -o @ --images 4 {SMALL_RUN} --levels 2", photos, tmp_path / "run")
    assert "40x24 is too small or narrow" in caplog.text


def test_held_out_photos_are_not_trained_on(photos: Path, tmp_path: Path):
    with pytest.raises(UserError, match="there are 15"):
        run(f"--photos @ -o @ --hold-out 5 --images 4 {SMALL_RUN}", photos, tmp_path / "run")


def test_missing_features_name_the_way_out(photos: Path, tmp_path: Path):
    words = SMALL_RUN.replace("paper", "fast")
    with pytest.raises(UserError, match=r"is not in .*--recipe paper needs none"):
        run(f"--photos @ -o @ --features @ {words}", photos, tmp_path / "run", tmp_path)


def test_a_full_disk_is_one_line_and_keeps_the_run(
    trained: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("infinitygan.atomic_file.os.fsync", full)
    with pytest.raises(UserError, match="No space left on device; what was saved before is intact"):
        run("--photos @ -o @ --resume --images 16", photos, trained)
    assert read_info(trained).images_seen == 8


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--minutes 0", "--minutes must be above 0"),
        ("--grid-minutes -1", "--grid-minutes must be above 0"),
        ("--hold-out -1", "--hold-out must not be negative"),
        ("--device tpu", "not 'tpu'"),
        ("--levels 9", "levels must be 1 to 2"),
        ("--patch-cells 13", "patch_cells must be at most 12"),
    ],
)
def test_numbers_out_of_range_are_refused(photos: Path, tmp_path: Path, option: str, message: str):
    with pytest.raises(ValueError, match=message):
        run(f"--photos @ -o @ --images 4 {SMALL_RUN} {option}", photos, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_every_setting_is_one_of_the_recipe():
    assert set(train.SETTINGS) <= set(RECIPES["fast"].to_json())


def test_training_needs_nothing_but_torch_numpy_pillow_and_safetensors():
    script = """
import sys
for name in ("platformdirs", "tifffile", "PySide6", "qtawesome"):
    sys.modules[name] = None
from infinitygan import cli
import infinitygan.training.evaluation, infinitygan.training.run
cli.main(["train", "--help"])
"""
    root = Path(train.__file__).parents[2]
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "--photos" in result.stdout


def test_the_code_that_the_docs_send_to_another_machine_starts_there(tmp_path: Path):
    root = Path(train.__file__).parents[2]
    sent = re.search(
        r"git archive .* HEAD (.*?) \|", (root / "docs/training.md").read_text("utf-8")
    )
    assert sent
    for name in set(sent[1].split()) - {"assets"}:
        if (root / name).is_dir():
            shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("*.pyc"))
        else:
            shutil.copy(root / name, tmp_path / name)
    # Without any installed package: what is not sent cannot be found in this checkout.
    words = [sys.executable, "-I", "-S", "-c", START, "train", "--help"]
    result = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "--photos" in result.stdout
