"""A tiny model of random weights that uses every part of the network, for tests of milliseconds."""

import torch

from infinitygan.config import GeneratorConfig
from infinitygan.inference.device import Device
from infinitygan.networks.generator import Generator
from infinitygan.networks.mapping import LR_MULTIPLIER
from infinitygan.networks.super_resolution import SuperResolution

TINY = GeneratorConfig(
    levels=3,
    texture_widths=(8, 6, 4),
    structure_width=8,
    structure_layers=2,
    structure_kernel=5,
    local_latent_channels=4,
    style_dims=8,
    mapping_layers=2,
    period_cells=24,
)
CPU = Device("cpu", "CPU", torch.float32, 1)  # single precision on any machine


def tiny_generator(config: GeneratorConfig = TINY, seed: int = 0) -> Generator:
    """Build a generator in which no parameter is 0: noise, biases and colours all count."""
    random = torch.Generator().manual_seed(seed)
    generator = Generator(config)
    with torch.no_grad():
        for name, tensor in generator.state_dict().items():
            drawn = torch.randn(tensor.shape, generator=random)
            if name.startswith("mapping.layers"):
                tensor.copy_(drawn / LR_MULTIPLIER)
            elif name.endswith("noise_strength"):
                tensor.fill_(0.2)
            elif name.endswith("affine.bias"):
                tensor.copy_(1 + 0.3 * drawn)
            elif name.endswith("bias") or name.endswith("mean_w"):
                tensor.copy_(0.2 * drawn)
            elif name.startswith("texture.to_rgb") and name.endswith("weight"):
                tensor.copy_(0.4 * drawn)
            else:
                tensor.copy_(drawn)
    return generator.eval().requires_grad_(False)


def tiny_super_resolution(seed: int = 0) -> SuperResolution:
    """Build a network whose detail and noise are plain to see."""
    random = torch.Generator().manual_seed(seed)
    network = SuperResolution(width=4, layers=3)
    with torch.no_grad():
        for tensor in network.state_dict().values():
            tensor.copy_(0.3 * torch.randn(tensor.shape, generator=random))
    return network.eval().requires_grad_(False)
