"""The languages of the program, and how the one of the user is loaded."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from infinitygan.assets import assets_folder

LANGUAGES = (("en", "English"), ("de", "Deutsch"))
SOURCE_LANGUAGE = "en"
# Under these the tools file what functions outside of classes say with `widget.tr(...)`.
CONTEXTS_OF_FUNCTIONS = ("context", "window", "parent", "")


class Catalogue(QTranslator):
    """The translation of the program's own texts."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.is_loaded = self.load(f"everscape_{language}", str(assets_folder() / "translations"))

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Translate a text; None: there is no translation."""
        for place in (context, *CONTEXTS_OF_FUNCTIONS):
            found = super().translate(place, text, disambiguation, n)
            if found:
                return found
        return None


def wanted_language(setting: str, system: QLocale) -> str:
    """Return the language to use: the setting's or else the system's, if it is known here."""
    known = [key for key, _ in LANGUAGES]
    for key in (setting, system.name().partition("_")[0]):
        if key in known:
            return key
    return SOURCE_LANGUAGE


def install_language(application: QCoreApplication, setting: str) -> tuple[QTranslator, ...]:
    """Translate the program and Qt's own dialogs; returns what must be kept while it runs."""
    system = QLocale.system()
    language = wanted_language(setting, system)
    speaks_it = system.name().partition("_")[0] == language
    QLocale.setDefault(system if speaks_it else QLocale(language))  # numbers go with the words
    if language == SOURCE_LANGUAGE:
        return ()
    own = Catalogue(language)
    of_qt = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    of_qt.load(f"qtbase_{language}", folder)
    for translator in (of_qt, own):
        application.installTranslator(translator)
    return own, of_qt
