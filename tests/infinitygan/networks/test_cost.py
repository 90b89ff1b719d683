"""The cost of a picture: the fold counts what the modules really multiply."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_model import TINY, tiny_generator
from torch import Tensor

from infinitygan.config import PRESETS, patch_px
from infinitygan.geometry import Rect
from infinitygan.networks.cost import structure_macs, texture_macs
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import ModulatedConv, StyleBlend


class Counted:
    """Counts the multiply-adds of the convolutions of a network by their weights and shapes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.macs = 0
        original = ModulatedConv.convolve

        def convolve(layer: ModulatedConv, x: Tensor, kernel: Tensor) -> Tensor:
            y = original(layer, x, kernel)
            places = x if layer.upsample else y
            self.macs += places.shape[-1] * places.shape[-2] * kernel.numel()
            return y

        monkeypatch.setattr(ModulatedConv, "convolve", convolve)


def test_the_fold_counts_what_the_network_multiplies(monkeypatch: pytest.MonkeyPatch):
    generator = tiny_generator()
    counted = Counted(monkeypatch)
    output = Rect.at(-3, 5, 21, 34)
    rects = generator.texture_rects(output)
    noises = [torch.zeros(1, 1, rect.height, rect.width) for rect in rects[1:]]
    z_s = torch.zeros(1, TINY.structure_width, rects[0].height, rects[0].width)
    blend = StyleBlend.single(torch.ones(1, TINY.style_dims))
    generator.texture(z_s, rects, [blend] * len(noises), noises)
    assert counted.macs == texture_macs(TINY, output)

    counted.macs = 0
    inputs = generator.structure_rects(rects[0])[0]
    z_l = torch.zeros(1, TINY.local_latent_channels, inputs.height, inputs.width)
    coordinates = torch.zeros(1, 3, inputs.height, inputs.width)
    generator.structure(z_l, coordinates, [blend] * TINY.structure_layers)
    assert counted.macs == structure_macs(TINY, rects[0])


@settings(max_examples=30)
@given(st.integers(1, 40), st.integers(1, 40))
def test_larger_tiles_cost_less_a_pixel(cells: int, more: int):
    small, large = 16 * cells, 16 * (cells + more)
    config = PRESETS["M"]
    costs = [texture_macs(config, Rect.at(0, 0, side, side)) / side**2 for side in (small, large)]
    assert costs[0] > costs[1]


@pytest.mark.parametrize(
    ("name", "levels", "millions", "giga_macs"),
    [
        ("paper", 4, 36.4, 48.6),
        ("L", 4, 15.3, 10.0),
        ("M", 4, 7.4, 5.0),
        ("M", 5, 7.5, 6.2),
        ("S", 4, 3.8, 2.5),
    ],
)
def test_presets_have_the_documented_size(
    name: str, levels: int, millions: float, giga_macs: float
):
    config = PRESETS[name].with_levels(levels)
    weights = sum(parameter.numel() for parameter in Generator(config).parameters())
    side = patch_px(levels, 11)
    patch = Rect.at(0, 0, side, side)
    cells = Rect.at(0, 0, 11, 11)
    assert weights / 1e6 == pytest.approx(millions, abs=0.05)
    macs = texture_macs(config, patch) + structure_macs(config, cells)
    assert macs / 1e9 == pytest.approx(giga_macs, abs=0.06)
