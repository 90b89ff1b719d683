"""Facts about `main.py styles`."""

import argparse
import json
from pathlib import Path

import pytest
from PIL import Image

from infinitygan import style_file
from infinitygan.checkpoint import ModelInfo, save_model
from infinitygan.commands import styles
from infinitygan.config import GeneratorConfig
from infinitygan.errors import UserError
from infinitygan.networks.generator import Generator
from infinitygan.style_file import NamedStyle, read_style, write_style
from infinitygan.styles import MixStyle, SeedStyle, VectorStyle

TINY = GeneratorConfig(
    levels=2,
    texture_widths=(8, 8),
    structure_width=8,
    structure_layers=1,
    structure_kernel=3,
    local_latent_channels=4,
    style_dims=4,
    mapping_layers=1,
    scene_cells=12,
)


@pytest.fixture(autouse=True)
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put all folders into a temporary one, which is returned."""
    monkeypatch.setattr(style_file, "assets_folder", lambda: tmp_path / "assets")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "assets" / "styles").mkdir(parents=True)
    dusk = NamedStyle("Dusk", SeedStyle(4), "tiny", 4)
    write_style(tmp_path / "assets" / "styles" / "dusk.everstyle", dusk)
    return tmp_path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    save_model(folder, Generator(TINY), ModelInfo("tiny", TINY))
    return folder


def run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    styles.add_parser(parser.add_subparsers())
    parsed = parser.parse_args(["styles", *map(str, words)])
    return parsed.run(parsed)


def test_the_list_names_each_style_with_where_it_comes_from(
    homes: Path, capsys: pytest.CaptureFixture[str]
):
    own = homes / "data" / "styles"
    own.mkdir(parents=True)
    mix = MixStyle(((SeedStyle(1), 1.0), (SeedStyle(2), 1.0)))
    write_style(own / "a.everstyle", NamedStyle("My own", mix, "tiny", 4))
    write_style(own / "b.everstyle", NamedStyle("Fit", VectorStyle((1.0,) * 4), "tiny", 4))
    assert run("list") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Dusk    curated  seed 4, model tiny",
        "My own  yours    a mix of 2, model tiny",
        "Fit     yours    fitted, model tiny",
    ]


def test_the_list_for_machines_is_lines_of_json(capsys: pytest.CaptureFixture[str]):
    assert run("list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "name": "Dusk",
        "group": "curated",
        "model": "tiny",
    }


def test_an_empty_list_says_what_to_do(homes: Path, capsys: pytest.CaptureFixture[str]):
    (homes / "assets" / "styles" / "dusk.everstyle").unlink()
    assert run("list") == 0
    assert "--style 7" in capsys.readouterr().out
    assert run("list", "--json") == 0
    assert capsys.readouterr().out == ""


def test_show_prints_the_style_file(homes: Path, capsys: pytest.CaptureFixture[str]):
    assert run("show", "du") == 0
    text = (homes / "assets" / "styles" / "dusk.everstyle").read_text()
    assert capsys.readouterr().out == text


def test_show_prints_a_number_as_scenes_write_it(capsys: pytest.CaptureFixture[str]):
    assert run("show", "7") == 0
    assert json.loads(capsys.readouterr().out) == {"kind": "seed", "seed": 7}


def test_show_renders_a_swatch_of_one_scene(model: Path, homes: Path):
    assert run("show", "dusk", "-o", "dusk.png", "--model", model, "--device", "cpu") == 0
    with Image.open(homes / "dusk.png") as picture:
        assert picture.height == TINY.scene_px
        assert picture.width == TINY.scene_px * 16 // 9
        assert len(picture.getcolors(2**24) or []) > 1


def test_swatches_show_the_style(model: Path, homes: Path):
    for name, style in (("a", "1"), ("b", "2"), ("c", "1")):
        run("show", style, "-o", f"{name}.png", "--model", model, "--device", "cpu")
    pictures = [Image.open(homes / f"{name}.png").tobytes() for name in "abc"]
    assert pictures[0] != pictures[1]
    assert pictures[0] == pictures[2]


def test_a_swatch_in_another_model_is_refused(model: Path, homes: Path):
    foreign = NamedStyle("Foreign", SeedStyle(4), "other", 4)
    write_style(homes / "foreign.everstyle", foreign)
    with pytest.raises(UserError, match="not for 'tiny'"):
        run("show", "foreign.everstyle", "-o", "a.png", "--model", model, "--device", "cpu")
    assert not (homes / "a.png").exists()


def test_save_copies_a_style_under_a_new_name(homes: Path, capsys: pytest.CaptureFixture[str]):
    assert run("save", "dusk", "-o", "mine.everstyle", "--as", "Evening") == 0
    assert capsys.readouterr().out.strip() == str(homes / "mine.everstyle")
    assert read_style(homes / "mine.everstyle") == NamedStyle("Evening", SeedStyle(4), "tiny", 4)


def test_save_gives_a_number_a_name_and_its_model(model: Path, homes: Path):
    assert run("save", "7", "--model", model) == 0
    saved = homes / "data" / "styles" / "Seed-7.everstyle"
    assert read_style(saved) == NamedStyle("Seed 7", SeedStyle(7), "tiny", 4)


def test_save_keeps_what_is_there_unless_forced(homes: Path):
    run("save", "dusk", "-o", "a.everstyle")
    with pytest.raises(UserError, match="--force replaces it"):
        run("save", "dusk", "-o", "a.everstyle", "--as", "Other")
    assert read_style(homes / "a.everstyle").name == "Dusk"
    run("save", "dusk", "-o", "a.everstyle", "--as", "Other", "--force")
    assert read_style(homes / "a.everstyle").name == "Other"


def test_save_wants_the_suffix(homes: Path):
    with pytest.raises(UserError, match=r"must end in \.everstyle"):
        run("save", "dusk", "-o", "dusk.png")


def test_an_unknown_style_is_one_clear_error():
    with pytest.raises(UserError, match=r"'Dask' is not the name of a style.*'Dusk'"):
        run("show", "Dask")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "Blue lake.png"
    Image.new("RGB", (64, 48), (30, 90, 200)).save(path)
    return path


def test_from_photo_writes_a_fitted_style_and_says_how_alike_it_is(
    model: Path, photo: Path, capsys: pytest.CaptureFixture[str]
):
    words = "from-photo", photo, "-o", "lake.everstyle", "--steps", "2", "--device", "cpu"
    assert run(*words, "--model", model) == 0
    style = read_style(Path("lake.everstyle"))
    assert (style.name, style.model, style.style_dims) == ("Blue lake", "tiny", 4)
    assert isinstance(style.style, VectorStyle)
    assert "% like the photo" in capsys.readouterr().out
    with pytest.raises(UserError, match="--force"):
        run(*words, "--model", model)


def test_from_photo_joins_your_own_styles_under_its_name(
    homes: Path, model: Path, photo: Path, capsys: pytest.CaptureFixture[str]
):
    words = "from-photo", photo, "--as", "Deep blue", "--steps", "1", "--device", "cpu", "--json"
    assert run(*words, "--model", model) == 0
    done = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert done["style"] == str(homes / "data" / "styles" / "Deep-blue.everstyle")
    assert 0 <= done["likeness"] <= 1


def test_from_photo_refuses_what_is_no_photo(model: Path, tmp_path: Path):
    (tmp_path / "notes.jpg").write_text("no photo")
    with pytest.raises(UserError, match=r"notes\.jpg"):
        run("from-photo", tmp_path / "notes.jpg", "--model", model)


def test_sheet_shows_styles_by_name_or_by_number(homes: Path, model: Path):
    words = "--model", model, "--device", "cpu"
    assert run("sheet", "-o", "numbers.png", "--count", "8", *words) == 0
    assert run("sheet", "dusk", "7", "-o", "named.png", *words) == 0
    with Image.open("numbers.png") as many, Image.open("named.png") as two:
        assert many.height > 1.8 * two.height  # two rows
    with pytest.raises(UserError, match="--force"):
        run("sheet", "-o", "named.png", *words)
