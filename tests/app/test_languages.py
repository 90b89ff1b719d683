"""Languages: which one is used, and that its translation fits the program."""

import re
import string
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from app.dice import Die
from app.languages import LANGUAGES, Catalogue, install_language, wanted_language
from app.monitor_presets import presets
from app.monitors import Layout, Monitor
from app.panels.dice_panel import die_title
from app.words import megabytes_text, number_text
from infinitygan.assets import assets_folder
from infinitygan.geometry import Rect, Size

FOLDER = assets_folder() / "translations"
WORDS = "Install the program again."
TRANSLATED = [key for key, _ in LANGUAGES if key != "en"]


@pytest.mark.parametrize(
    ("setting", "system", "language"),
    [
        ("", "de_AT", "de"),
        ("", "fr_FR", "en"),
        ("en", "de_DE", "en"),
        ("de", "en_GB", "de"),
        ("xx", "de_DE", "de"),
    ],
)
def test_the_setting_goes_before_the_system(setting: str, system: str, language: str):
    assert wanted_language(setting, QLocale(system)) == language


def messages(language: str) -> list[tuple[str, str, str]]:
    """Read (context, text, translation) of all that is translated."""
    root = ET.parse(FOLDER / f"everscape_{language}.ts").getroot()
    return [
        (
            context.findtext("name") or "",
            message.findtext("source") or "",
            message.findtext("translation") or "",
        )
        for context in root.iter("context")
        for message in context.iter("message")
        if message.findtext("translation")
    ]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_left_untranslated(language: str):
    root = ET.parse(FOLDER / f"everscape_{language}.ts").getroot()
    left = [
        message.findtext("source")
        for message in root.iter("message")
        for translation in message.iter("translation")
        if translation.get("type") == "unfinished"
    ]
    assert left == []


def fields(text: str) -> set[str]:
    """Name the places of a text that are filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_same_places_to_fill_in(language: str):
    found = messages(language)
    assert len(found) > 300
    odd = [text for _, text, other in found if _has_fields(text) and fields(text) != fields(other)]
    assert odd == []


def _has_fields(text: str) -> bool:
    return bool(re.search(r"\{[a-z_]*(:[^}]*)?\}", text)) and "{image}" not in text


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_file_holds_every_translation(qapp: QApplication, language: str):
    catalogue = Catalogue(language)
    assert catalogue.is_loaded
    stale = [m for m in messages(language) if catalogue.translate(m[0], m[1]) != m[2]]
    assert stale == [], "run packaging/update_translations.py"


def test_texts_of_functions_are_found_under_any_class(qapp: QApplication):
    catalogue = Catalogue("de")
    assert catalogue.translate("StatusStrip", "tile {done} of {total}") == (
        "Kachel {done} von {total}"
    )


def test_an_unknown_text_stays_as_it_is(qapp: QApplication):
    assert not Catalogue("de").translate("MainWindow", "no such text")


def test_the_program_speaks_the_language(qapp: QApplication):
    layout = Layout(
        tuple(
            Monitor(name, Size(1080, 1920), Rect.at(0, 1920 * i, 1080, 1920))
            for i, name in enumerate("AB")
        )
    )
    installed = install_language(qapp, "de")
    try:
        assert QCoreApplication.translate("Failures", WORDS) == "Das Programm neu installieren."
        assert die_title(Die.STYLE) == "Stil"
        titles = [preset.title for preset in presets(layout)]
        assert titles[:3] == ["Dieser Monitor", "Monitor", "Alle Monitore"]
        assert "Telefon 9:20" in titles
        assert megabytes_text(1_440_000_000) == "1,4 GB"
        assert number_text(65_500) == "65.500"
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
    assert QCoreApplication.translate("Failures", WORDS) == WORDS
