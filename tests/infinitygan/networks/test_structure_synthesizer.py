"""The structure synthesizer before training."""

import torch

from infinitygan.config import PRESETS, GeneratorConfig
from infinitygan.networks.layers import StyleBlend, pixel_norm
from infinitygan.networks.structure_synthesizer import StructureSynthesizer

CELLS = 20


def test_height_counts_beside_the_noise_from_the_start():
    config = PRESETS["XS"]
    torch.manual_seed(0)
    synthesizer = StructureSynthesizer(config)
    styles = [StyleBlend.single(pixel_norm(torch.randn(8, config.style_dims)))] * 4
    first, second = _local_latents(config), _local_latents(config)
    with torch.no_grad():
        above = synthesizer(first, _at_height(1.0), styles)
        below = synthesizer(first, _at_height(-1.0), styles)
        elsewhere = synthesizer(second, _at_height(1.0), styles)
    moved_by_height = (above - below).abs().mean()
    moved_by_noise = (above - elsewhere).abs().mean()
    assert moved_by_height > 0.55 * moved_by_noise  # 0.47 with all inputs at one strength


def _local_latents(config: GeneratorConfig) -> torch.Tensor:
    return torch.randn(8, config.local_latent_channels, CELLS, CELLS)


def _at_height(y: float) -> torch.Tensor:
    return torch.tensor([y, 1.0, 0.0])[None, :, None, None].expand(1, 3, CELLS, CELLS)
