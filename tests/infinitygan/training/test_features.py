"""Frozen feature networks: shapes, padding, and weights that are missing or foreign."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from infinitygan.training.features import (
    EarlyFeatures,
    FeatureNetworkError,
    MobileNetV2,
    resized,
    same_pad,
)


def test_features_have_the_stated_channels_at_each_stride():
    features = MobileNetV2()(torch.rand(2, 3, 96, 96))
    shapes = {stride: tuple(feature.shape) for stride, feature in features.items()}
    expected = {s: (2, c, 96 // s, 96 // s) for s, c in MobileNetV2.CHANNELS.items()}
    assert shapes == expected


def test_early_features_are_those_of_the_whole_network():
    network = MobileNetV2()
    rgb = torch.rand(2, 3, 48, 48)
    early, whole = EarlyFeatures(network)(rgb), network(rgb)
    shapes = {stride: tuple(feature.shape) for stride, feature in early.items()}
    assert shapes == {s: (2, c, 48 // s, 48 // s) for s, c in EarlyFeatures.CHANNELS.items()}
    assert torch.equal(early[4], whole[4])
    assert torch.equal(early[8], whole[8])


def test_early_features_compute_no_later_block(monkeypatch: pytest.MonkeyPatch):
    network = MobileNetV2()
    monkeypatch.setattr(network.blocks[6], "forward", None)
    EarlyFeatures(network)(torch.rand(1, 3, 16, 16))


def test_missing_weights_name_the_file_and_the_way_out(tmp_path: Path):
    with pytest.raises(FeatureNetworkError, match=r"mobilenet.* is not in .*--recipe paper"):
        MobileNetV2.load(tmp_path)


def test_foreign_weights_are_refused(tmp_path: Path):
    save_file({"a": torch.zeros(1)}, tmp_path / MobileNetV2.FILE_NAME)
    with pytest.raises(FeatureNetworkError, match="does not hold the weights of this network"):
        MobileNetV2.load(tmp_path)


def test_loaded_weights_are_frozen_and_in_full_precision(tmp_path: Path):
    weights = {name: t.half() for name, t in MobileNetV2().state_dict().items()}
    save_file(weights, tmp_path / MobileNetV2.FILE_NAME)
    network = MobileNetV2.load(tmp_path)
    assert {(p.dtype, p.requires_grad) for p in network.parameters()} == {(torch.float32, False)}
    assert not network.training


@pytest.mark.parametrize(("side", "padded"), [(8, 9), (9, 11), (96, 97)])
def test_same_padding_puts_the_odd_row_last(side: int, padded: int):
    x = same_pad(torch.ones(1, 1, side, side), 3, 2)
    assert x.shape[-1] == padded
    assert x[0, 0, -1].sum() == 0
    assert (x[0, 0, 0].sum() == 0) == (side % 2 == 1)


def test_resizing_to_the_same_side_is_nothing():
    rgb = torch.rand(1, 3, 12, 12)
    assert resized(rgb, 12) is rgb


@pytest.mark.parametrize("side", [6, 24])
def test_resizing_keeps_the_mean(side: int):
    rgb = torch.rand(1, 3, 12, 12)
    assert resized(rgb, side).shape == (1, 3, side, side)
    assert resized(rgb, side).mean().item() == pytest.approx(rgb.mean().item(), abs=0.02)
