"""Names of styles: translated where they came with the program, and nowhere else."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.languages import Catalogue
from app.style_library import title_of
from app.style_names import CURATED, shown_name
from infinitygan.style_file import NamedStyle, curated_styles
from infinitygan.styles import MixStyle, SeedStyle, with_name


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """Speak German for one test."""
    catalogue = Catalogue("de")
    qapp.installTranslator(catalogue)
    yield
    qapp.removeTranslator(catalogue)


@pytest.fixture
def moonlight() -> NamedStyle:
    (found,) = (style for style in curated_styles() if style.name == "Moonlight")
    return found


def test_all_names_that_come_with_the_program_can_be_translated():
    assert set(CURATED) == {style.name for style in curated_styles()}


def test_without_a_translation_they_are_those_of_the_files(qapp: QApplication):
    for named in curated_styles():
        assert shown_name(with_name(named.style, named.name)) == named.name


@pytest.mark.usefixtures("german")
def test_a_curated_style_has_its_title_in_the_language_of_the_program(moonlight: NamedStyle):
    style = with_name(moonlight.style, moonlight.name)
    assert title_of(style) == "Mondlicht"
    assert style.name == "Moonlight"
    mix = MixStyle(((style, 1.0), (SeedStyle(9, "Bay"), 1.0)))
    assert title_of(mix) == "Mondlicht + Bay"


@pytest.mark.usefixtures("german")
def test_what_a_person_named_is_never_translated(moonlight: NamedStyle):
    assert title_of(SeedStyle(4711, "Moonlight")) == "Moonlight"
    assert title_of(with_name(moonlight.style, "Wild Sky")) == "Wild Sky"
