"""Names below small pictures are read whole."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.languages import LANGUAGES, install_language
from app.panels.caption import MAX_LINES, caption_font, caption_height, caption_lines
from app.panels.style_swatch import StyleSwatch
from app.panels.styles_panel import MIN_WIDTH_PX, SwatchGrid
from app.style_library import StyleLibrary, title_of

DOTS = "…"


@pytest.fixture
def metrics(qapp: QApplication) -> QFontMetricsF:
    return QFontMetricsF(caption_font(qapp.font()))


def test_a_name_that_fits_stays_on_one_line(metrics: QFontMetricsF):
    name = "Spring Meadow"
    assert caption_lines(name, metrics, metrics.horizontalAdvance(name) + 1) == [name]


def test_a_longer_name_breaks_between_words(metrics: QFontMetricsF):
    width = metrics.horizontalAdvance("Spring Meadow") - 1
    assert caption_lines("Spring Meadow", metrics, width) == ["Spring", "Meadow"]


def test_what_does_not_fit_on_two_lines_ends_in_dots(metrics: QFontMetricsF):
    width = metrics.horizontalAdvance("Meadow of")
    lines = caption_lines("Meadow of a thousand flowers", metrics, width)
    assert len(lines) == MAX_LINES
    assert lines[0] == "Meadow of"
    assert lines[1].endswith(DOTS)


def test_a_word_that_is_too_long_ends_in_dots(metrics: QFontMetricsF):
    (line,) = caption_lines("Donaudampfschifffahrt", metrics, 50)
    assert line.endswith(DOTS)


def test_two_lines_are_twice_as_high_as_one(qapp: QApplication):
    font = QFont(qapp.font())
    one, two = (caption_height(name, font, 50) for name in ("Noon", "Spring Meadow"))
    assert two == 2 * one


@pytest.mark.parametrize("language", [key for key, _ in LANGUAGES])
def test_the_curated_names_are_whole_in_every_language(
    qapp: QApplication, qtbot: QtBot, metrics: QFontMetricsF, tmp_path: Path, language: str
):
    translators = install_language(qapp, language)
    library = StyleLibrary(tmp_path)
    grid = SwatchGrid()
    qtbot.addWidget(grid)
    grid.fill([(style, None, True) for style in library.curated])
    grid.resize(MIN_WIDTH_PX - 34, 800)  # less the margins and the scroll bar of its panel
    grid.show()
    try:
        for swatch in grid.swatches:
            lines = caption_lines(title_of(swatch.style_shown), metrics, swatch.width())
            assert DOTS not in "".join(lines)
            assert swatch.height() == swatch.heightForWidth(swatch.width())
    finally:
        for translator in translators:
            qapp.removeTranslator(translator)


def test_a_longer_name_asks_for_more_height(qapp: QApplication, qtbot: QtBot, tmp_path: Path):
    curated = StyleLibrary(tmp_path).curated
    by_name = {title_of(style): StyleSwatch(style) for style in curated}
    for swatch in by_name.values():
        qtbot.addWidget(swatch)
    assert by_name["Spring Meadow"].heightForWidth(60) > by_name["Wild Sky"].heightForWidth(60)


@pytest.mark.parametrize("width", [250, 251, 252])
def test_all_swatches_of_a_grid_have_one_size(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, width: int
):
    grid = SwatchGrid()
    qtbot.addWidget(grid)
    grid.fill([(style, None, True) for style in StyleLibrary(tmp_path).curated[:3]])
    grid.resize(width, 200)
    grid.show()
    QApplication.sendPostedEvents()
    assert len({swatch.width() for swatch in grid.swatches}) == 1
