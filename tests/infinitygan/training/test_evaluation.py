"""The protocol, its cache, and the tables."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from small_training import CPU, SMALL
from torch import Tensor

from infinitygan.networks.generator import Generator
from infinitygan.training.evaluation import Evaluation, Protocol, Report
from infinitygan.training.feature_sets import FeatureExtractor
from infinitygan.training.inception import Inception, InceptionFeatures
from infinitygan.training.photos import PhotoPack
from infinitygan.training.picture_sets import UntruncatedPictures
from infinitygan.training.report import to_json, to_markdown

SOURCES = ("one way", "another way")


class QuickJudge(Inception):
    """Colours of a 4x4 grid in place of features."""

    def __init__(self) -> None:
        super(Inception, self).__init__()
        self.seen = 0

    def forward(self, rgb: Tensor) -> InceptionFeatures:
        self.seen += len(rgb)
        coarse = torch.nn.functional.adaptive_avg_pool2d(rgb, 4).flatten(1)
        return InceptionFeatures(coarse, coarse)


def photos(seed: int) -> PhotoPack:
    random = np.random.default_rng(seed)
    tops = random.integers(0, 256, (16, 1, 1, 3))
    fades = np.linspace(1, 0.2, SMALL.scene_px)[:, None, None]
    grain = random.integers(0, 20, (16, SMALL.scene_px, 40, 3))
    return PhotoPack.from_arrays(list((tops * fades * 0.9 + grain).astype(np.uint8)))


def evaluate(judge: QuickJudge, cache: Path | None, protocol: Protocol) -> Report:
    torch.manual_seed(0)
    generator = Generator(SMALL).requires_grad_(False)
    extractor = FeatureExtractor(judge, CPU, cache)
    sources = {
        name: UntruncatedPictures(generator, protocol.patch_cells, protocol.batch, seed)
        for seed, name in enumerate(SOURCES)
    }
    return Evaluation(generator, sources, photos(0), photos(1), extractor, protocol).run()


PROTOCOL = Protocol(patch_cells=8, count=24, scale_count=8, batch=7)


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(QuickJudge(), None, PROTOCOL)


def test_every_set_stands_on_the_ladder(report: Report):
    assert [rung.kind for rung in report.rungs] == ["patches"] * 6 + ["scenes"] * 6
    names = [rung.name for rung in report.rungs[:6]]
    assert names[0] == "other real photos (floor)"
    assert tuple(names[-2:]) == SOURCES
    assert list(report.scales) == [1, 2, 4, 8]
    assert report.source == "another way"


def test_the_ladder_puts_photos_before_an_untrained_model(report: Report):
    for kind in ("patches", "scenes"):
        floor, *_, model = [rung for rung in report.rungs if rung.kind == kind]
        assert floor.frechet < model.frechet
        assert floor.kernel < model.kernel


def test_all_figures_are_finite(report: Report):
    text = json.dumps(to_json(report))
    assert "NaN" not in text
    assert "Infinity" not in text


def test_the_protocol_knows_how_many_pictures_it_takes():
    judge = QuickJudge()
    evaluate(judge, None, PROTOCOL)
    assert judge.seen == PROTOCOL.pictures(len(SOURCES))


def test_features_of_photos_are_kept_and_change_nothing(tmp_path: Path, report: Report):
    first, second = QuickJudge(), QuickJudge()
    evaluate(first, tmp_path, PROTOCOL)
    again = evaluate(second, tmp_path, PROTOCOL)
    assert len(list(tmp_path.glob("features-*.safetensors"))) == 10
    assert first.seen - second.seen == 10 * PROTOCOL.count
    for kept, fresh in zip(again.rungs, report.rungs, strict=True):
        assert kept.frechet == pytest.approx(fresh.frechet, rel=1e-3, abs=1e-4)


def test_another_protocol_is_not_served_from_the_cache(tmp_path: Path):
    evaluate(QuickJudge(), tmp_path, PROTOCOL)
    judge = QuickJudge()
    other = Protocol(patch_cells=8, count=24, scale_count=0, batch=7, seed=1)
    assert evaluate(judge, tmp_path, other).scales == {}
    assert judge.seen == other.pictures(len(SOURCES))


def test_markdown_names_the_figures_for_what_they_are(report: Report):
    text = to_markdown(report, "lake, 12 images seen")
    assert text.startswith("## lake, 12 images seen\n")
    assert "| set | pictures | Frechet-768 | KID-1280 x1000 | precision | recall |" in text
    assert "ScaleInv and diversity are of another way." in text
    assert "| ScaleInv | 1x | 2x | 4x | 8x |" in text
    assert "FID |" not in text
    tables = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in tables)


@pytest.mark.parametrize(
    "change", [{"count": 7}, {"batch": 0}, {"scale_count": -1}], ids=lambda change: str(change)
)
def test_a_protocol_out_of_range_is_refused(change: dict[str, int]):
    with pytest.raises(ValueError, match=r"not 7|batch 0|scale_count -1"):
        Protocol(**{"patch_cells": 8, **change})


@pytest.mark.slow
def test_inception_has_the_stated_features():
    torch.manual_seed(0)
    with torch.no_grad():
        features = Inception()(torch.rand(2, 3, 40, 40))
    assert features.mixed_7.shape == (2, 768)
    assert features.mixed_8.shape == (2, 1280)
