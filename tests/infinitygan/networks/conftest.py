"""A tiny generator in double precision, and canvases for it."""

import pytest
import torch
from unbounded_canvas import TINY_CONFIG, Canvas

from infinitygan.config import GeneratorConfig
from infinitygan.geometry import Rect
from infinitygan.networks.generator import Generator


@pytest.fixture(scope="session")
def tiny_config() -> GeneratorConfig:
    return TINY_CONFIG


@pytest.fixture(scope="session")
def tiny_generator() -> Generator:
    """Build a generator whose noise and biases are felt."""
    torch.manual_seed(5)
    generator = Generator(TINY_CONFIG).double().requires_grad_(False)
    for name, parameter in generator.named_parameters():
        if name.endswith(("noise_strength", "bias")):
            parameter.add_(torch.randn_like(parameter) * 0.3)
    return generator


@pytest.fixture(scope="session")
def canvas_of_styles(tiny_generator: Generator) -> dict[int, Canvas]:
    """Return a canvas of one style, and one where three flow into each other."""
    whole = Rect.at(-61, -34, 120, 101)
    return {count: Canvas.over(tiny_generator, whole, count) for count in (1, 3)}
