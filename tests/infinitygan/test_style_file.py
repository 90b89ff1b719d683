"""Facts about style files, and about how a word finds a style."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene_strategies import mixes, names, seeds

from infinitygan import style_file
from infinitygan.scene_file import read_scene
from infinitygan.scene_json import KIND_BY_TYPE, SceneFileError
from infinitygan.style_file import (
    MAX_STYLE_BYTES,
    STYLE_SUFFIX,
    NamedStyle,
    StyleModel,
    all_styles,
    curated_styles,
    find_named,
    free_style_path,
    look_up,
    read_style,
    style_to_text,
    styles_in,
    user_styles_folder,
    write_style,
)
from infinitygan.styles import MixStyle, SeedStyle, Style, VectorStyle

MODEL = StyleModel("everscape", 3, levels=1)
DUSK = VectorStyle((0.5, -1.0, 2.0), ((1.0, 2.0, 3.0),), "Dusk")


def named(name: str, style: Style | None = None) -> NamedStyle:
    return NamedStyle(name, style or SeedStyle(len(name)), MODEL.name, MODEL.style_dims)


KNOWN = [named(name) for name in ("Alpenglow", "Alpine noon", "Dusk", "Winter")]


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Put the curated styles and the person's own into empty folders."""
    curated, own = tmp_path / "assets" / "styles", tmp_path / "data" / "styles"
    curated.mkdir(parents=True)
    own.mkdir(parents=True)
    monkeypatch.setattr(style_file, "assets_folder", lambda: tmp_path / "assets")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    return curated, own


def file_with(folder: Path, text: str) -> Path:
    path = folder / f"a{STYLE_SUFFIX}"
    path.write_text(text, encoding="utf-8")
    return path


def document(**changes: Any) -> str:
    return json.dumps({**json.loads(style_to_text(named("Dusk", DUSK))), **changes})


# Files

vectors = st.lists(st.floats(-9, 9), min_size=3, max_size=3).map(tuple)
fitting = st.builds(SeedStyle, seeds(), names()) | st.builds(VectorStyle, vectors)


@given(name=names().filter(str.strip), style=fitting | mixes(fitting))
def test_what_is_written_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, name: str, style: Style
):
    path = tmp_path_factory.getbasetemp() / "round-trip.everstyle"
    write_style(path, named(name, style))
    assert read_style(path) == named(name, style)


def test_a_file_says_all_that_it_should():
    assert json.loads(style_to_text(named("Dusk", SeedStyle(4)))) == {
        "format": 1,
        "name": "Dusk",
        "style": {"kind": "seed", "seed": 4, "name": ""},
        "model": "everscape",
        "style_dims": 3,
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is not valid JSON"),
        ("[]", "the top level: must be an object, not a list"),
        (document(format=2), "it was made by a newer Everscape"),
        (document(colour="red"), "colour: is not known here"),
        (document(nmae="Dusk"), "nmae: is not known here; is 'name' meant?"),
        (document(style={"kind": "seed", "seed": -1}), "style.seed: must be from 0"),
        (document(name=" "), "name: must not be empty"),
        (document(name="a\nb"), "name: must be one line"),
        (document(style_dims=0), "style_dims: must be from 1"),
        (document(style_dims=4), "style: has a vector of 3 numbers, not of 4"),
        (
            document(style={"kind": "mix", "parts": [[{"kind": "vector", "z": [1]}, 1]]}),
            "style: has a vector of 1 numbers, not of 3",
        ),
        (
            document(style={"kind": "vector", "z": [1, 2, 3], "w": [[1, 2]]}),
            "style: has a vector of 2 numbers, not of 3",
        ),
    ],
)
def test_anything_else_is_one_clear_error(tmp_path: Path, text: str, problem: str):
    path = file_with(tmp_path, text)
    with pytest.raises(SceneFileError) as caught:
        read_style(path)
    assert str(caught.value).startswith(f"cannot read '{path}': {problem}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("key", ["format", "name", "style", "model", "style_dims"])
def test_every_key_must_be_there(tmp_path: Path, key: str):
    whole = json.loads(document())
    del whole[key]
    with pytest.raises(SceneFileError, match=f"{key}: is missing"):
        read_style(file_with(tmp_path, json.dumps(whole)))


def test_a_huge_file_is_not_read(tmp_path: Path):
    path = file_with(tmp_path, " " * (MAX_STYLE_BYTES + 1))
    with pytest.raises(SceneFileError, match="it is larger than"):
        read_style(path)


def test_a_missing_file_is_named(tmp_path: Path):
    path = tmp_path / "none.everstyle"
    with pytest.raises(SceneFileError, match=r"none\.everstyle': No such file"):
        read_style(path)


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path):
    with pytest.raises(SceneFileError, match="cannot save"):
        write_style(tmp_path / "no" / "a.everstyle", named("Dusk"))


def test_a_style_is_for_its_own_model_only():
    style = named("Dusk", DUSK)
    assert style.for_model(MODEL) == DUSK
    assert named("Dawn", DUSK).for_model(MODEL).name == "Dawn"
    for other in (MODEL._replace(name="other"), MODEL._replace(style_dims=4)):
        assert not style.fits(other)
        with pytest.raises(SceneFileError, match=r"'Dusk' was made for the model 'everscape' \(3"):
            style.for_model(other)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_style_has_no_vectors_one_or_one_for_each_layer_of_its_model(count: int):
    fitted = VectorStyle((0.0,) * 3, ((1.0,) * 3,) * count)
    style = named("Dusk", MixStyle(((SeedStyle(4), 1.0), (fitted, 1.0))))
    assert style.fits(MODEL) == (count != 3)
    if count == 3:
        with pytest.raises(SceneFileError, match=r"'Dusk' has vectors for 3 layers, and .* has 2"):
            style.for_model(MODEL)


# Folders


def test_a_folder_lists_its_styles_by_file_name(tmp_path: Path):
    for stem in ("02-snow", "01-dusk", "03-rain"):
        write_style(tmp_path / f"{stem}{STYLE_SUFFIX}", named(stem[3:]))
    (tmp_path / "notes.txt").write_text("not a style")
    assert [style.name for style in curated_styles(tmp_path)] == ["dusk", "snow", "rain"]
    assert next(path.name for path in styles_in(tmp_path)) == "01-dusk.everstyle"


def test_a_broken_file_hides_no_other(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    file_with(tmp_path, "{")
    write_style(tmp_path / "b.everstyle", named("Snow"))
    with caplog.at_level(logging.WARNING):
        assert [style.name for style in styles_in(tmp_path).values()] == ["Snow"]
    assert "a.everstyle" in caplog.text


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path):
    assert styles_in(tmp_path / "none") == {}


def test_curated_styles_come_first(homes: tuple[Path, Path]):
    curated, own = homes
    write_style(own / "a.everstyle", named("Mine"))
    write_style(curated / "b.everstyle", named("Dusk"))
    assert [style.name for style in all_styles()] == ["Dusk", "Mine"]
    assert user_styles_folder() == own


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Blue hour", "Blue-hour"),
        ("Abendröte 2", "Abendröte-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "style-con"),
        ("???", "style"),
        ("a" * 200, "a" * 60),
    ],
)
def test_a_path_is_safe_everywhere(tmp_path: Path, name: str, stem: str):
    assert free_style_path(tmp_path, name) == tmp_path / f"{stem}.everstyle"


def test_a_path_is_not_taken(tmp_path: Path):
    for expected in ("Dusk.everstyle", "Dusk-2.everstyle", "Dusk-3.everstyle"):
        path = free_style_path(tmp_path, "Dusk")
        assert path.name == expected
        write_style(path, named("Dusk"))


# Documentation

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "styles.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL))
def test_the_examples_of_the_guide_can_be_read(tmp_path: Path, example: str):
    path = file_with(tmp_path, example)
    if "canvas" in json.loads(example):
        scene = read_scene(path)
        assert scene.regions or isinstance(scene.style, MixStyle)
    else:
        assert read_style(path).name == "Dusk"


def test_the_guide_names_every_kind_of_style_and_shape():
    for kind in KIND_BY_TYPE.values():
        assert f"`{kind}`" in GUIDE


# Finding


@pytest.mark.parametrize("text", ["0", "7", "4294967295", "007"])
def test_a_number_is_a_seed(text: str):
    assert look_up(text, KNOWN) == SeedStyle(int(text))


@pytest.mark.parametrize("text", ["4294967296", "9" * 5000])
def test_a_number_too_large_is_refused(text: str):
    with pytest.raises(SceneFileError, match="4294967295 is the largest"):
        look_up(text, KNOWN)


@pytest.mark.parametrize("text", ["Dusk", "dusk", "DUSK", "d", "Du"])
def test_a_name_or_its_start_is_enough(text: str):
    assert find_named(text, KNOWN).name == "Dusk"


def test_a_whole_name_wins_over_a_longer_one():
    assert find_named("dusk", [named("Dusk over snow"), named("Dusk")]).name == "Dusk"


def test_of_equal_names_the_last_one_is_meant():
    mine = named("Dusk", MixStyle(((SeedStyle(9), 1.0),)))
    assert find_named("dusk", [*KNOWN, mine]) is mine


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Alp", "'Alp' fits several styles.*'Alpenglow', 'Alpine noon'"),
        ("Wintre", "'Wintre' is not the name of a style.*'Winter'"),
        ("", "'' is not the name of a style.*'Alpenglow'"),
        ("-3", "nor is it a number"),
        ("zzz", "'Alpenglow', 'Alpine noon', 'Dusk', 'Winter'"),
    ],
)
def test_a_name_that_fits_none_or_several_lists_the_closest(text: str, message: str):
    with pytest.raises(SceneFileError, match=message):
        find_named(text, KNOWN)


def test_without_styles_the_error_lists_none():
    with pytest.raises(SceneFileError, match=r"a number or a \.everstyle file$"):
        find_named("Dusk", [])


def test_a_path_is_read(tmp_path: Path):
    path = tmp_path / "Dusk.EVERSTYLE"
    write_style(path, named("Dusk", DUSK))
    assert look_up(str(path), []) == named("Dusk", DUSK)


def test_names_are_looked_up_in_the_folders(homes: tuple[Path, Path]):
    write_style(homes[1] / "a.everstyle", named("Mine", DUSK))
    assert look_up("mine") == named("Mine", DUSK)


def test_a_style_of_another_model_is_refused_when_the_model_is_known():
    assert find_named("dusk", KNOWN).for_model(MODEL) == SeedStyle(4, "Dusk")
    with pytest.raises(SceneFileError, match="not for 'other'"):
        find_named("dusk", KNOWN).for_model(StyleModel("other", 3, levels=1))
