"""Tests of the person's own styles: kept, renamed, shared, and broken files told of."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.render_requests import ModelInfo
from app.style_library import SEED_SWATCHES, StyleLibrary, title_of
from infinitygan.style_file import NamedStyle, read_style, write_style
from infinitygan.styles import MixStyle, SeedStyle, Style, VectorStyle, with_name

MODEL = ModelInfo("fake", 3, "CPU", style_dims=2)
SNOW = NamedStyle("Snow", SeedStyle(4), "fake", 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "styles"


@pytest.fixture
def library(qapp: object, folder: Path) -> StyleLibrary:
    library = StyleLibrary(folder, curated=(SNOW,))
    library.use_model(MODEL)
    return library


def test_saved_style_is_in_its_file_and_in_the_next_start(folder: Path, library: StyleLibrary):
    assert library.save(VectorStyle((0.5, -1.0)), "Frühling / 春")
    (path,) = library.own
    assert read_style(path).style == VectorStyle((0.5, -1.0))
    again = StyleLibrary(folder, curated=())
    assert [style.name for style in again.own.values()] == ["Frühling / 春"]


def test_equal_names_have_files_of_their_own(library: StyleLibrary):
    assert library.save(SeedStyle(1), "Dusk")
    assert library.save(SeedStyle(2), "Dusk")
    assert len(library.own) == 2


def test_renamed_style_keeps_its_file(library: StyleLibrary):
    library.save(SeedStyle(1), "Dusk")
    (path,) = library.own
    assert library.rename(path, "Dawn")
    assert library.own[path].name == "Dawn"


def test_deleted_style_is_gone(library: StyleLibrary):
    library.save(SeedStyle(1), "Dusk")
    (path,) = library.own
    assert library.delete(path)
    assert not library.own
    assert not path.exists()


def test_deleted_style_can_be_put_back(qtbot: QtBot, library: StyleLibrary):
    library.save(SeedStyle(1), "Dusk")
    before = dict(library.own)
    (path,) = before
    with qtbot.waitSignal(library.deleted) as told:
        library.delete(path)
    assert told.args is not None
    assert library.restore(*told.args)
    assert library.own == before


def test_exported_style_can_be_imported(library: StyleLibrary, tmp_path: Path):
    target = tmp_path / "shared.everstyle"
    assert library.export(SeedStyle(7), "Mist", target)
    assert library.import_file(target) == NamedStyle("Mist", SeedStyle(7), "fake", 2)
    assert [style.name for style in library.own.values()] == ["Mist"]


@pytest.mark.parametrize(
    "text", ["", "{", '{"format": 99}', '{"format": 1, "name": "x"}', "[]", "\x00\x01"]
)
def test_broken_file_is_told_and_nothing_is_lost(
    qtbot: QtBot, library: StyleLibrary, tmp_path: Path, text: str
):
    library.save(SeedStyle(1), "Dusk")
    source = tmp_path / "broken.everstyle"
    source.write_text(text)
    with qtbot.waitSignal(library.failed) as told:
        assert library.import_file(source) is None
    assert told.args is not None
    assert "broken.everstyle" in told.args[0]
    assert len(library.own) == 1


def test_style_of_another_model_is_refused_by_name(
    qtbot: QtBot, library: StyleLibrary, tmp_path: Path
):
    source = tmp_path / "other.everstyle"
    write_style(source, NamedStyle("Sea", VectorStyle((1.0, 2.0, 3.0)), "other", 3))
    with qtbot.waitSignal(library.failed) as told:
        assert library.import_file(source) is None
    assert told.args is not None
    assert "other" in told.args[0]
    assert not library.own


def test_style_for_other_layers_is_refused_by_name(
    qtbot: QtBot, library: StyleLibrary, tmp_path: Path
):
    source = tmp_path / "odd.everstyle"
    write_style(source, NamedStyle("Sea", VectorStyle((1.0, 2.0), ((1.0, 2.0),) * 4), "fake", 2))
    with qtbot.waitSignal(library.failed) as told:
        assert library.import_file(source) is None
    assert told.args is not None
    assert "'Sea' has vectors for 4 layers, and the model 'fake' has 6" in told.args[0]
    assert not library.own


def test_broken_file_in_the_folder_is_left_out(qapp: object, folder: Path):
    folder.mkdir()
    write_style(folder / "good.everstyle", SNOW)
    (folder / "bad.everstyle").write_text("{")
    assert list(StyleLibrary(folder, curated=()).own) == [folder / "good.everstyle"]


def test_folder_that_cannot_be_made_is_told(qtbot: QtBot, tmp_path: Path):
    (tmp_path / "file").write_text("")
    library = StyleLibrary(tmp_path / "file" / "styles", curated=())
    library.use_model(MODEL)
    with qtbot.waitSignal(library.failed):
        assert not library.save(SeedStyle(1), "Dusk")


def test_file_that_cannot_be_written_is_told(qtbot: QtBot, library: StyleLibrary, tmp_path: Path):
    with qtbot.waitSignal(library.failed) as told:
        assert not library.export(SeedStyle(1), "Dusk", tmp_path / "no" / "dusk.everstyle")
    assert told.args is not None
    assert told.args[0].startswith("Cannot save")


def test_saving_waits_for_the_model(qtbot: QtBot, folder: Path):
    library = StyleLibrary(folder, curated=())
    with qtbot.waitSignal(library.failed):
        assert not library.save(SeedStyle(1), "Dusk")
    assert not folder.exists()


def test_model_without_curated_styles_offers_seeds(library: StyleLibrary):
    assert library.curated == (SeedStyle(4, "Snow"),)
    library.use_model(ModelInfo("own", 3, "CPU", style_dims=2))
    assert len(library.curated) == SEED_SWATCHES
    assert not library.fits(SNOW)


@pytest.mark.parametrize(
    "style", [SeedStyle(1), VectorStyle((1.0, 2.0)), MixStyle(((SeedStyle(1), 1.0),))]
)
def test_name_changes_only_the_name(style: Style):
    named = with_name(style, "Dusk")
    assert title_of(named) == "Dusk"
    assert with_name(named, "") == style


def test_nameless_styles_have_titles():
    mix = MixStyle(((SeedStyle(1, "Snow"), 1.0), (SeedStyle(9), 2.0)))
    assert title_of(mix) == "Snow + Seed 9"
