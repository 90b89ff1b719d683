"""Pairs of coarse and fine pictures: degraded as chances say, and in the same place."""

import math

import pytest
import torch
from torch.nn import functional as F

from infinitygan.networks.super_resolution import SuperResolution
from infinitygan.training.super_resolution_config import SuperResolutionConfig
from infinitygan.training.super_resolution_data import (
    BLUR_SHARE,
    NOISE_SHARE,
    STRONGEST_NOISE,
    blurred,
    centre,
    degraded,
    halved,
    make_pairs,
    smooth_patch,
)

CONFIG = SuperResolutionConfig(batch=4, width=4)


def silent_network() -> SuperResolution:
    """Return a network that adds nothing to the smooth enlargement."""
    network = SuperResolution(CONFIG.width, CONFIG.layers)
    with torch.no_grad():
        network.get_parameter(f"layers.{network.reach - 1}.weight").zero_()
    return network


def waves(side_px: int) -> torch.Tensor:
    """Draw pictures [4, 3, side, side] smooth enough for any shrinking to keep."""
    y, x = torch.arange(side_px)[:, None] / 40, torch.arange(side_px) / 40
    phases = torch.arange(12.0).reshape(4, 3, 1, 1)
    return 0.5 * torch.sin(y + phases) + 0.4 * torch.cos(1.3 * x + 2 * phases)


def test_sizes_follow_from_the_layers():
    assert (CONFIG.patch_px, CONFIG.crop_px, CONFIG.window_px) == (72, 144, 48)
    deep = SuperResolutionConfig(layers=8)
    assert (deep.patch_px, deep.crop_px, deep.window_px) == (96, 192, 64)


@pytest.mark.parametrize("layers", [2, 3, 6, 7, 8])
def test_the_networks_own_work_is_as_large_as_its_input(layers: int):
    config = SuperResolutionConfig(layers=layers, width=4)
    crops = torch.zeros(4, 3, config.crop_px, config.crop_px)
    pairs = make_pairs(crops, SuperResolution(4, layers), config, torch.Generator())
    assert pairs.coarse.shape == (4, 3, config.window_px, config.window_px)
    assert pairs.fine.shape == (4, 3, config.patch_px, config.patch_px)


def test_a_dot_is_blurred_by_a_gaussian():
    dot = torch.zeros(2, 1, 9, 9)
    dot[:, :, 4, 4] = 1
    sharp, soft = blurred(dot, torch.tensor([1e-3, 1.0]))[:, 0]
    torch.testing.assert_close(sharp, dot[0, 0])
    taps = [math.exp(-(offset**2) / 2) for offset in range(-3, 4)]
    assert soft[4, 6] == pytest.approx(taps[3] * taps[5] / sum(taps) ** 2)
    assert soft[1, 7] == pytest.approx(taps[0] * taps[6] / sum(taps) ** 2)
    assert soft.sum() == pytest.approx(1)


def test_chances_say_who_is_blurred_and_who_is_noisy():
    rgb = torch.zeros(4, 3, 8, 8)
    rgb[:, :, 4:] = 1
    noise = torch.ones_like(rgb)
    chances = torch.tensor(
        [
            [0.9, 0.9, 0.9, 0.9],
            [BLUR_SHARE, 0.0, BLUR_SHARE, BLUR_SHARE],
            [0.5, 0.5, 0.5, 0.0],
            [NOISE_SHARE, NOISE_SHARE, 0.0, 0.0],
        ]
    )
    untouched, soft, noisy, faintest = degraded(rgb, chances, noise)
    torch.testing.assert_close(untouched, rgb[0])
    assert 0 < soft[0, 3, 0] < soft[0, 4, 0] < 1
    torch.testing.assert_close(noisy, rgb[0] + 0.5 * STRONGEST_NOISE)
    torch.testing.assert_close(faintest, rgb[0])


def test_the_centre_leaves_the_same_margin_on_both_sides():
    rgb = torch.arange(36.0).reshape(1, 1, 6, 6)
    assert centre(rgb, 2).flatten().tolist() == [14, 15, 20, 21]


def test_a_smooth_photo_comes_back_in_place(monkeypatch: pytest.MonkeyPatch):
    """The photo's own pixels, the network's own work among them, neither shifted nor scaled."""
    monkeypatch.setattr("infinitygan.training.super_resolution_data.degraded", lambda rgb, *_: rgb)
    crops = waves(CONFIG.crop_px)
    pairs = make_pairs(crops, silent_network(), CONFIG, torch.Generator())
    found = smooth_patch(pairs.coarse, CONFIG.patch_px)
    assert (found - pairs.fine).abs().max() < 0.004
    shifted = F.l1_loss(found[..., 1:], pairs.fine[..., :-1])
    assert shifted > 20 * F.l1_loss(found, pairs.fine)


def test_only_the_first_quarter_is_the_networks_own_work():
    crops = waves(CONFIG.crop_px)
    silent, loud = silent_network(), silent_network()
    with torch.no_grad():
        loud.get_parameter(f"layers.{loud.reach - 1}.bias").fill_(0.5)
    quiet, changed = (
        make_pairs(crops, network, CONFIG, torch.Generator().manual_seed(3)).coarse
        for network in (silent, loud)
    )
    torch.testing.assert_close(changed[:1], quiet[:1] + 0.5)
    assert torch.equal(changed[1:], quiet[1:])
    assert not changed.requires_grad


def test_shrinking_keeps_a_slope_in_place():
    slope = torch.arange(32.0).expand(1, 1, 32, 32)
    torch.testing.assert_close(halved(slope)[0, 0, 8, 4:12], 2 * torch.arange(4.0, 12.0) + 0.5)
