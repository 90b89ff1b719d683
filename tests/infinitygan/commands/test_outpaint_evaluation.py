"""Half of each photo is hidden, continued, and measured beside the baselines."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo
from infinitygan.commands.outpaint_evaluation import (
    OURS,
    compared,
    continued,
    save_pictures,
    write_figures,
)
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

    progress = lambda *done: seen.append(done)  # noqa: E731
    results = list(continued(tmp_path, tiny_renderer(), QUICK, progress, 40))
    figures = compared(results, mean_colours)
    photos = {result.name: result.figures for result in results}
    assert list(photos) == ["a", "b"]
    assert list(figures) == [OURS, *BASELINES]
    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert figures[OURS].known_psnr_db is not None
    assert figures["mirror padding"].known_psnr_db is None
    assert figures["mirror padding"].step_ratio < 1
    assert all(row.frechet is not None and row.frechet >= -1e-6 for row in figures.values())
    write_figures(photos, figures, as_json=False)
    told = capsys.readouterr().out
    assert "| mirror padding |" in told
    assert "| a |" in told
    write_figures(photos, figures, as_json=True)
    done = json.loads(capsys.readouterr().out)
    assert done["outpaint"][OURS]["known_psnr_db"] == pytest.approx(
        sum(row["known_psnr_db"] for row in done["photos"].values()) / 2
    )
    save_pictures(results, tmp_path / "out")
    saved = np.array(Image.open(tmp_path / "out" / "a.png"))
    assert np.array_equal(saved, results[0].made)


def test_folder_without_photos_is_told(tmp_path: Path):
    with pytest.raises(UserError, match="no photos"):
        list(continued(tmp_path, tiny_renderer(), QUICK, lambda *done: None))
