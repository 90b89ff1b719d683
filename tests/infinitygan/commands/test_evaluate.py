"""`main.py evaluate`: the tables of a model, and a clear line for what goes wrong."""

import argparse
import json
from pathlib import Path

import pytest
import torch
from PIL import Image
from small_training import SMALL, landscape
from torch import Tensor

from infinitygan.checkpoint import ModelInfo, save_model
from infinitygan.commands import evaluate
from infinitygan.errors import UserError
from infinitygan.networks.generator import Generator
from infinitygan.training.inception import Inception, InceptionFeatures

QUICK = "--hold-out 20 --count 8 --scale-count 2 --batch 8 --threads 1"


class _QuickJudge(Inception):
    def __init__(self) -> None:
        super(Inception, self).__init__()

    def forward(self, rgb: Tensor) -> InceptionFeatures:
        coarse = torch.nn.functional.adaptive_avg_pool2d(rgb, 3).flatten(1)
        return InceptionFeatures(coarse, coarse)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    for index in range(40):
        picture = landscape(24, 40) // (1 + index % 7)
        Image.fromarray(picture).save(tmp_path / "photos" / f"{index:02}.png")
    return tmp_path / "photos"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    details = {"training": {"patch_cells": 8}}
    save_model(tmp_path / "lake", Generator(SMALL), ModelInfo("lake", SMALL, 1234, details))
    return tmp_path / "lake"


def run(words: str, *paths: Path) -> int:
    parser = argparse.ArgumentParser()
    evaluate.add_parser(parser.add_subparsers())
    left = list(paths)
    arguments = [str(left.pop(0)) if word == "@" else word for word in words.split()]
    parsed = parser.parse_args(["evaluate", *arguments])
    return parsed.run(parsed)


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Inception, "load", lambda folder: _QuickJudge())


@pytest.mark.usefixtures("_quick")
def test_tables_are_printed(photos: Path, model: Path, capsys: pytest.CaptureFixture[str]):
    assert run(f"--model @ --photos @ --features @ {QUICK}", model, photos, photos) == 0
    text = capsys.readouterr().out
    assert text.startswith("## lake, 1,234 images seen\n")
    assert "patches of 8 cells" in text
    for kind in ("patches", "scenes"):
        assert f"| {kind} | the model, untruncated |" in text
        assert f"| {kind} | the model, as shown at variety 0.7 |" in text
    assert "ScaleInv and diversity are of the model, as shown at variety 0.7." in text


@pytest.mark.usefixtures("_quick")
def test_figures_for_machines(photos: Path, model: Path, capsys: pytest.CaptureFixture[str]):
    assert run(f"--model @ --photos @ --features @ --json {QUICK}", model, photos, photos) == 0
    done = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert done["event"] == "done"
    assert len(done["rungs"]) == 12
    assert done["protocol"]["count"] == 8


@pytest.mark.usefixtures("_quick")
def test_an_ablated_model_is_measured_as_it_was_trained(
    photos: Path, model: Path, capsys: pytest.CaptureFixture[str]
):
    words = f"--model @ --photos @ --features @ --json {QUICK}"

    def rungs() -> list[dict[str, object]]:
        assert run(words, model, photos, photos) == 0
        return json.loads(capsys.readouterr().out.splitlines()[-1])["rungs"]

    whole = [rung for rung in rungs() if rung["name"] == "the model, untruncated"]
    document = json.loads((model / "config.json").read_text())
    document["details"]["training"]["ablation"] = "structure"
    (model / "config.json").write_text(json.dumps(document))
    ablated = rungs()
    assert not [rung for rung in ablated if "as shown" in str(rung["name"])]
    found = [rung for rung in ablated if rung["name"] == "the model, untruncated"]
    assert found[0]["frechet"] != whole[0]["frechet"]


def test_a_missing_judge_is_named(photos: Path, model: Path):
    with pytest.raises(UserError, match=r"inception_2015_to_mixed8.* is not in"):
        run(f"--model @ --photos @ --features @ {QUICK}", model, photos, photos)


@pytest.mark.usefixtures("_quick")
def test_photos_must_be_left_beside_the_held_out_ones(photos: Path, model: Path):
    words = f"--model @ --photos @ --features @ {QUICK} --hold-out 30"
    with pytest.raises(UserError, match=r"at least 16 photos .* there are 10"):
        run(words, model, photos, photos)


def test_a_folder_without_a_model_is_named(photos: Path):
    with pytest.raises(UserError, match="there is no model in"):
        run(f"--model @ --photos @ --features @ {QUICK}", photos, photos, photos)
