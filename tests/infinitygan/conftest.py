"""The tiny model, as a renderer and as a folder."""

from pathlib import Path

import pytest
import torch
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo, save_model
from infinitygan.inference.renderer import Renderer

TINY_NAME = "tiny"


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Tiny tensors gain nothing from threads, and lose much where other work keeps cores busy."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def tiny_renderer() -> Renderer:
    """A renderer whose pixels depend on its scenes alone; what it keeps may be of any test."""
    return Renderer(tiny_generator(), ModelInfo(TINY_NAME, TINY), CPU)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same model on disk, where weights are of half precision; not to be changed."""
    folder = tmp_path_factory.mktemp("models") / TINY_NAME
    save_model(folder, tiny_generator(), ModelInfo(TINY_NAME, TINY, images_seen=1000))
    (folder / "README.md").write_text("# Tiny\nRandom weights.\n", encoding="utf-8")
    return folder
