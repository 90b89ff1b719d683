"""The record of a run: what it writes, where TensorBoard finds it, and a disk that is full."""

import errno
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PIL import Image

from infinitygan.training.journal import LAST_GRID_NAME, LOG_NAME, Journal, Sample

SAMPLE = Sample(Image.new("RGB", (12, 8), "teal"), {"spread": 0.25})


def test_a_report_is_a_line_and_a_grid(tmp_path: Path):
    journal = Journal(tmp_path)
    for images in (8, 16):
        journal.report(SAMPLE, images, {"generator_loss": images / 3})
    journal.close()
    lines = [json.loads(line) for line in (tmp_path / LOG_NAME).read_text().splitlines()]
    assert [line["images"] for line in lines] == [8, 16]
    assert lines[0]["generator_loss"] == pytest.approx(8 / 3, abs=1e-5)
    assert lines[0]["spread"] == 0.25
    assert (tmp_path / "grid-00000016.jpg").read_bytes() == (tmp_path / LAST_GRID_NAME).read_bytes()


def test_two_journals_share_a_folder(tmp_path: Path):
    for prefix in ("", "fine_"):
        journal = Journal(tmp_path, prefix)
        journal.report(SAMPLE, 8, {})
        journal.close()
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    expected = {LOG_NAME, LAST_GRID_NAME, "grid-00000008.jpg"}
    assert names == expected | {f"fine_{name}" for name in expected}


def test_a_full_disk_costs_a_grid_but_not_the_run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    journal = Journal(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Image.Image, "save", full)
        journal.report(SAMPLE, 8, {})
    assert "the log and the grid of 8 images are lost" in caplog.text
    assert "No space left on device" in caplog.text
    journal.report(SAMPLE, 16, {})
    assert (tmp_path / LAST_GRID_NAME).is_file()


class _Board:
    """Stands for TensorBoard's writer, which is not always installed."""

    written: list[tuple[Any, ...]]

    def __init__(self, folder: Path) -> None:
        self.written = [("folder", folder)]
        _Board.last = self

    last: "_Board"

    def add_scalar(self, name: str, value: float, step: int) -> None:
        self.written.append((name, value, step))

    def add_image(self, name: str, pixels: Any, step: int, dataformats: str) -> None:
        self.written.append((name, pixels.shape, step, dataformats))

    def close(self) -> None:
        self.written.append(("closed",))


def test_tensorboard_gets_the_same_figures_and_the_grid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    module = type(sys)("torch.utils.tensorboard")
    module.SummaryWriter = _Board  # pyright: ignore[reportAttributeAccessIssue]
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", module)
    journal = Journal(tmp_path)
    journal.report(SAMPLE, 8, {"generator_loss": 0.5})
    journal.close()
    assert _Board.last.written[0] == ("folder", tmp_path / "tensorboard")
    assert ("generator_loss", 0.5, 8) in _Board.last.written
    assert ("grid", (8, 12, 3), 8, "HWC") in _Board.last.written
    assert _Board.last.written[-1] == ("closed",)


def test_a_broken_tensorboard_costs_no_run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    class _Broken:
        def __getattr__(self, name: str) -> NoReturn:
            raise TypeError("Descriptors cannot be created directly")

    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", _Broken())
    journal = Journal(tmp_path)
    journal.report(SAMPLE, 8, {})
    journal.close()
    assert "cannot be loaded: Descriptors cannot be created directly" in caplog.text
    assert (tmp_path / LOG_NAME).is_file()
