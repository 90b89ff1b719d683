"""Names of styles as people read them: those that come with the program are translated."""

import functools
from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from infinitygan.style_file import curated_styles
from infinitygan.styles import Style, with_name

# As in the files, for the collector of texts; a name that is not here stays English.
CURATED = (
    QT_TRANSLATE_NOOP("Curated styles", "Autumn Heath"),
    QT_TRANSLATE_NOOP("Curated styles", "Clear Noon"),
    QT_TRANSLATE_NOOP("Curated styles", "Coral Dawn"),
    QT_TRANSLATE_NOOP("Curated styles", "Ember Dusk"),
    QT_TRANSLATE_NOOP("Curated styles", "First Frost"),
    QT_TRANSLATE_NOOP("Curated styles", "Golden Hour"),
    QT_TRANSLATE_NOOP("Curated styles", "Harvest Gold"),
    QT_TRANSLATE_NOOP("Curated styles", "Jade Dawn"),
    QT_TRANSLATE_NOOP("Curated styles", "Lagoon Sunset"),
    QT_TRANSLATE_NOOP("Curated styles", "Moonlight"),
    QT_TRANSLATE_NOOP("Curated styles", "Rose Dusk"),
    QT_TRANSLATE_NOOP("Curated styles", "Spring Meadow"),
    QT_TRANSLATE_NOOP("Curated styles", "Summer Shore"),
    QT_TRANSLATE_NOOP("Curated styles", "Violet Night"),
    QT_TRANSLATE_NOOP("Curated styles", "Wild Sky"),
    QT_TRANSLATE_NOOP("Curated styles", "Winter Rose"),
)


def shown_name(style: Style) -> str:
    """Return the name of a style, in the person's language if it came with the program.

    What a person gave such a name is another style, and keeps it as it is.
    """
    if _curated().get(style.name) == style:
        return QCoreApplication.translate("Curated styles", style.name)
    return style.name


@functools.cache
def _curated() -> Mapping[str, Style]:
    return {named.name: with_name(named.style, named.name) for named in curated_styles()}
