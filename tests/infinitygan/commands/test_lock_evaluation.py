"""Layouts and styles are rendered as a grid, measured, and shown."""

from pathlib import Path

import pytest
from PIL import Image
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo
from infinitygan.commands.lock_evaluation import evaluate, write_figures
from infinitygan.geometry import Size
from infinitygan.inference.renderer import Renderer

CANVAS = Size(64, 96)


def test_grid_is_rendered_measured_and_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    renderer = Renderer(tiny_generator(), ModelInfo("tiny", TINY), CPU)
    seen: list[tuple[int, int]] = []
    sheet = tmp_path / "sheet.png"
    figures = evaluate(renderer, 2, 5, lambda *done: seen.append(done), sheet, CANVAS)
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert figures.layout_locked_worst <= figures.layout_locked <= 1
    with Image.open(sheet) as picture:
        assert picture.width > 2 * 270
        assert picture.height > 2 * 180
    write_figures(figures, as_json=False)
    assert f"| {figures.layout_locked:.3f} |" in capsys.readouterr().out
    write_figures(figures, as_json=True)
    assert '"colour_ratio"' in capsys.readouterr().out
