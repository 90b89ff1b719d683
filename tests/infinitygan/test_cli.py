"""The command line as a whole: exit codes, one line for each mistake, nothing loaded too early."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from infinitygan import cli
from infinitygan.commands import info, render
from infinitygan.inference.model_tiles import ModelTiles
from infinitygan.recipe import program_version

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str | Path) -> int:
    """Run a command; what argparse refuses ends with SystemExit, whose code is returned."""
    try:
        return cli.main([str(word) for word in words])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else -1


def only_line(text: str) -> str:
    """Return the text, which must be a single line."""
    assert text.endswith("\n")
    assert text.count("\n") == 1
    return text.strip()


def test_the_version_needs_no_command(capsys: pytest.CaptureFixture[str]):
    assert run("--version") == 0
    assert only_line(capsys.readouterr().out) == f"Everscape {program_version()}"


@pytest.fixture
def paths(tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Make a folder of files that no command should trust."""
    monkeypatch.chdir(tmp_path)
    files = {
        "corrupt": tmp_path / "corrupt.everscape",
        "foreign": tmp_path / "foreign.everscape",
        "no_recipe": tmp_path / "photo.png",
        "bad_json": tmp_path / "bad.json",
    }
    files["corrupt"].write_bytes(b"PK\x03\x04 cut off")
    with zipfile.ZipFile(files["foreign"], "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    Image.new("RGB", (4, 4)).save(files["no_recipe"])
    files["bad_json"].write_text('{"canvas": 3}')
    models = {
        name: Path(shutil.copytree(tiny_model, tmp_path / name))
        for name in ("pickled", "misfit", "weightless")
    }
    torch.save({"weight": torch.zeros(3)}, models["pickled"] / "model.safetensors")
    config = models["misfit"] / "config.json"
    config.write_text(config.read_text().replace('"levels": 3', '"levels": 2'))
    (models["weightless"] / "model.safetensors").unlink()
    return files | models | {"missing": tmp_path / "missing", "good": tiny_model}


MISTAKES = {
    "no size at all": (("--size", "0x0"), "1x1 px"),
    "negative size": (("--size=-5x3",), "not a size"),
    "negative size as a word of its own": (("--size", "-5x3"), "--size"),
    "absurd size": (("--size", "99999999999x1"), "2147483647"),
    "no number": (("--seed", "seven"), "seven"),
    "negative seed": (("--seed", "-1"), "-1"),
    "unknown style": (("--style", "no such style"), "no such style"),
    "too much variety": (("--variety", "7"), "variety"),
    "unknown option": (("--colour", "red"), "--colour"),
    "enlargement": (("--enlarge", "33"), "33"),
    "no device": (("--device", "warp:7"), "warp:7"),
    "no level": (("--level", "4"), "1 to 3"),
    "quality of PNG": (("--quality", "50"), "lossless"),
    "unwritable folder": (("-o", "/proc/picture.png"), "/proc"),
    "folder that is not there": (("-o", "nowhere/picture.png"), "nowhere"),
    "unknown format": (("-o", "picture.bmp"), "picture.bmp"),
    "too wide for WebP": (("--size", "20000x100", "-o", "a.webp"), "16,383"),
    "corrupt project": (("--scene", "{corrupt}"), "corrupt.everscape"),
    "foreign zip": (("--scene", "{foreign}"), "foreign.everscape"),
    "no recipe": (("--scene", "{no_recipe}"), "photo.png"),
    "no scene": (("--scene", "{bad_json}"), "bad.json"),
    "no such scene": (("--scene", "{missing}"), "missing"),
    "pickled weights": (("--model", "{pickled}"), "not a safetensors file"),
    "wrong keys": (("--model", "{misfit}"), "unknown weights: texture.layers.4"),
    "no weights": (("--model", "{weightless}"), "missing"),
    "no model": (("--model", "{missing}"), "no model"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_line_and_nothing_is_written(
    mistake: str, paths: dict[str, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    words, expected = MISTAKES[mistake]
    given = [word.format(**paths) for word in words]
    defaults = ["--size", "64x64", "-o", "out.png", "--model", str(paths["good"])]
    before = sorted(tmp_path.rglob("*"))
    assert run("render", *defaults, *given) == cli.BAD_INPUT
    shown = capsys.readouterr()
    assert expected in only_line(shown.err)
    assert shown.out == ""
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_is_there_is_kept(paths: dict[str, Path], capsys: pytest.CaptureFixture[str]):
    Path("out.png").write_bytes(b"mine")
    assert run("render", "--size", "64x64", "-o", "out.png", "--model", paths["good"]) == 2
    assert "exists already" in only_line(capsys.readouterr().err)
    assert Path("out.png").read_bytes() == b"mine"


def test_no_command_is_a_mistake(capsys: pytest.CaptureFixture[str]):
    assert run() == 2
    assert "COMMAND" in only_line(capsys.readouterr().err)
    assert run("paint") == 2
    assert "paint" in only_line(capsys.readouterr().err)


@pytest.mark.parametrize("force", [False, True])
def test_an_interruption_leaves_no_file(
    force: bool,
    paths: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    if force:
        Path("out.png").write_bytes(b"mine")
    original, rendered = ModelTiles.prepare, []

    def prepare(tiles: ModelTiles, rects: list) -> None:
        if rendered:
            raise KeyboardInterrupt
        rendered.append(rects)
        original(tiles, rects)

    monkeypatch.setattr(ModelTiles, "prepare", prepare)
    before = sorted(tmp_path.rglob("*"))
    words = ["--size", "300x300", "--enlarge", "1", "--tile", "8", "-o", "out.png"]
    code = run("render", *words, "--model", paths["good"], *(["--force"] if force else []))
    assert code == cli.INTERRUPTED
    assert rendered
    assert only_line(capsys.readouterr().err) == "everscape: interrupted"
    assert sorted(tmp_path.rglob("*")) == before
    assert not force or Path("out.png").read_bytes() == b"mine"


def test_debug_shows_where_an_error_comes_from(paths: dict[str, Path]):
    with pytest.raises(ValueError, match="levels 1 to 3"):
        cli.main(
            ["--debug", "render", "-o", "a.png", "--level", "9", "--model", str(paths["good"])]
        )


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]):
    for name in (
        "render",
        "sample",
        "outpaint",
        "styles",
        "train",
        "train-super-resolution",
        "evaluate",
        "benchmark",
    ):
        assert run(name, "--help") == 0
        assert f"everscape {name}" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["render", "--help"], ["--help"], ["render", "--size", "0x0"]])
def test_help_and_mistakes_load_nothing_heavy(words: list[str]):
    probe = (
        "import sys, runpy, contextlib\n"
        f"sys.argv = ['main.py', *{words!r}]\n"
        "with contextlib.suppress(SystemExit):\n"
        "    runpy.run_path('main.py', run_name='__main__')\n"
        "heavy = {'torch', 'numpy', 'PIL', 'PySide6', 'qtpy', 'qtawesome'}\n"
        "print('loaded:', *sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert result.stdout.splitlines()[-1].strip() == "loaded:"


def test_rendering_does_not_load_qt(tiny_model: Path, tmp_path: Path):
    picture = tmp_path / "Żółć 桌面.PNG"
    probe = (
        "import sys\n"
        "from infinitygan import cli\n"
        "code = cli.main(sys.argv[1:])\n"
        "assert not {'PySide6', 'qtpy', 'qtawesome'} & set(sys.modules)\n"
        "sys.exit(code)"
    )
    words = ["render", "--size", "64x64", "-o", str(picture), "--model", str(tiny_model)]
    subprocess.run([sys.executable, "-c", probe, *words], cwd=ROOT, check=True)
    with Image.open(picture) as image:
        assert np.asarray(image).shape == (64, 64, 3)


def test_all_commands_have_names():
    assert {render, info} <= set(cli.COMMANDS)
    assert len(set(cli.COMMANDS)) == len(cli.COMMANDS)
