"""Facts about `main.py benchmark`."""

from pathlib import Path

import pytest
from tiny_model import CPU, TINY

from infinitygan import cli
from infinitygan.commands import benchmark
from infinitygan.geometry import Size
from infinitygan.inference import benchmark as measured


@pytest.mark.slow
def test_the_benchmark_prints_tables_to_paste(
    tiny_model: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(benchmark, "COMPARED", Size(64, 64))
    monkeypatch.setattr(measured, "MATRIX_SIDE", 64)
    monkeypatch.setattr(measured, "paper_config", lambda config: config)
    words = ["--model", str(tiny_model), "--device", "cpu", "--threads", "1"]
    assert cli.main(["benchmark", *words, "--sizes", "200x100"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Model tiny (3 levels) on CPU")
    (row,) = [line for line in lines if line.startswith("| 200x100")]
    _canvas, megapixels, seconds, _speed, memory = [cell.strip() for cell in row.split("|")[1:-1]]
    assert megapixels == "0.0"
    assert float(seconds) > 0
    assert memory == "unknown" or float(memory) > 50
    assert any(line.startswith("Texture synthesizer: ") for line in lines)
    assert sum(line.startswith(("| bundled", "| paper")) for line in lines) == 3


def test_the_comparison_keeps_the_canvas():
    paper = measured.paper_config(TINY)
    assert (paper.levels, paper.texture_widths[0]) == (TINY.levels, 512)


def test_random_networks_render(tiny_model: Path):
    renderer = measured.random_renderer(TINY, CPU, 2)
    assert measured.measure_canvas(renderer, measured.Scene(Size(20, 20))) > 0


def test_speed_is_pixels_by_time():
    result = measured.SizeResult(Size(1000, 2000), 4.0, None)
    assert result.megapixels_per_second == 0.5
