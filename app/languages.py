"""The languages of the program, and how the one of the user is loaded."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from infinitygan.assets import assets_folder

LANGUAGES = (("en", "English"), ("de", "Deutsch"))
SOURCE_LANGUAGE = "en"


def wanted_language(setting: str, system: QLocale) -> str:
    """Return the language to use: the setting's or else the system's, if it is known here."""
    known = [key for key, _ in LANGUAGES]
    for key in (setting, system.name().partition("_")[0]):
        if key in known:
            return key
    return SOURCE_LANGUAGE


def install_language(application: QCoreApplication, setting: str) -> str:
    """Translate the program and Qt's own dialogs; returns the language."""
    language = wanted_language(setting, QLocale.system())
    if language == SOURCE_LANGUAGE:
        return language
    folders = {
        "everscape": str(assets_folder() / "translations"),
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
    }
    for name, folder in folders.items():
        translator = QTranslator(application)
        if translator.load(f"{name}_{language}", folder):
            application.installTranslator(translator)
    return language
