"""Half of each photo is hidden, continued, and measured beside the baselines."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo
from infinitygan.commands.outpaint_evaluation import OURS, evaluate, write_figures
from infinitygan.errors import UserError
from infinitygan.inference.inversion import MatchSettings
from infinitygan.inference.renderer import Renderer
from infinitygan.training.outpaint_metrics import BASELINES

QUICK = MatchSettings(seeds=2, latent_steps=4, tuning_steps=2)


def tiny_renderer() -> Renderer:
    return Renderer(tiny_generator(), ModelInfo("tiny", TINY), CPU)


def test_model_and_baselines_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    random = np.random.default_rng(0)
    for name in ("a.png", "b.png"):
        coarse = random.integers(0, 256, (4, 6, 3), np.uint8)
        Image.fromarray(coarse).resize((120, 80), Image.Resampling.BICUBIC).save(tmp_path / name)
    (tmp_path / "notes.txt").write_text("no photo")
    seen: list[tuple[int, int]] = []

    def mean_colours(pictures: object) -> torch.Tensor:
        return torch.tensor(np.stack(pictures)).double().mean((1, 2))  # pyright: ignore

    figures = evaluate(
        tmp_path, tiny_renderer(), QUICK, mean_colours, lambda *done: seen.append(done), 40
    )
    assert list(figures) == [OURS, *BASELINES]
    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert figures[OURS].known_psnr_db is not None
    assert figures["mirror padding"].known_psnr_db is None
    assert figures["mirror padding"].step_ratio < 1
    assert all(row.frechet is not None and row.frechet >= -1e-6 for row in figures.values())
    write_figures(figures, as_json=False)
    assert "| mirror padding |" in capsys.readouterr().out
    write_figures(figures, as_json=True)
    assert '"outpaint"' in capsys.readouterr().out


def test_folder_without_photos_is_told(tmp_path: Path):
    with pytest.raises(UserError, match="no photos"):
        evaluate(tmp_path, tiny_renderer(), QUICK, None, lambda *done: None)
