"""Names of exported files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.export_names import DEFAULT_TEMPLATE, NameFacts, file_stem, free_path, template_problem
from infinitygan.geometry import Size

FACTS = NameFacts("Alps", Size(1080, 1920), 42)


def test_the_template_is_filled_in():
    assert file_stem(DEFAULT_TEMPLATE, FACTS) == "Alps-1920x1080-42"


def test_a_monitor_is_named_where_the_template_wants_it():
    facts = NameFacts("Alps", Size(1080, 1920), 42, "DP-1")
    assert file_stem("{monitor}_{name}", facts) == "DP-1_Alps"


def test_a_monitor_is_always_named_so_that_no_two_files_are_alike():
    facts = NameFacts("Alps", Size(1080, 1920), 42, "DP-1")
    assert file_stem("{name}", facts) == "Alps-DP-1"


def test_an_unknown_field_is_told():
    assert template_problem("{name}-{colour}") == "colour"
    assert template_problem(DEFAULT_TEMPLATE) is None


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Żółć 桌面", "Żółć 桌面"),
        ("a/b\\c:d", "a-b-c-d"),
        ("../../etc", "etc"),
        ("", "picture"),
        ("...", "picture"),
        ("con", "con-picture"),
        ("Con.txt", "Con.txt-picture"),
    ],
)
def test_names_are_safe_on_every_system(name: str, stem: str):
    assert file_stem("{name}", NameFacts(name, Size(1, 1), 0)) == stem


@given(st.text(max_size=300))
def test_any_name_stays_within_its_folder(name: str):
    stem = file_stem("{name}", NameFacts(name, Size(1, 1), 0))
    assert stem
    assert len(stem) <= 128
    assert Path("/folder", f"{stem}.png").parent == Path("/folder")


def test_a_field_within_a_name_is_not_filled_in():
    assert file_stem("{name}", NameFacts("{seed}", Size(1, 1), 7)) == "{seed}"


def test_no_file_is_overwritten(tmp_path: Path):
    assert free_path(tmp_path, "a", ".png") == tmp_path / "a.png"
    (tmp_path / "a.png").touch()
    (tmp_path / "a-2.png").touch()
    assert free_path(tmp_path, "a", ".png") == tmp_path / "a-3.png"
