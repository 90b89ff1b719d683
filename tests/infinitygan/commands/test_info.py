"""Facts about `main.py info`."""

from pathlib import Path

import pytest
import torch

from infinitygan import cli
from infinitygan.recipe import program_version


def test_info_names_versions_devices_and_the_model(
    tiny_model: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.main(["info", "--model", str(tiny_model)]) == 0
    shown = capsys.readouterr().out
    assert f"Everscape {program_version()}" in shown
    assert f"torch {torch.__version__}" in shown
    assert "device cpu: CPU" in shown
    assert "model tiny: 3 levels, scenes of 85 px, 1,000 images seen" in shown
    assert shown.endswith("# Tiny\nRandom weights.\n\n")


def test_a_model_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["info", "--model", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
