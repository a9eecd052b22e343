"""Which language the window speaks, and how it is chosen: the system's, or what a person asks for."""

from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from workbench.core import resources
from workbench.ui.catalogue import Catalogue

SYSTEM, ENGLISH = "system", "en"
NAMES = {ENGLISH: "English", "zh_CN": "简体中文"}  # each in its own words; English needs no catalogue


class LanguageSwitch(QObject):
    """Holds the catalogues that are installed, and tells when the language changes."""

    changed = Signal(str)  # a key of NAMES: what is shown now

    def __init__(self) -> None:
        super().__init__()
        self.choice = SYSTEM
        self.shown = ENGLISH
        self._installed: list[QTranslator] = []

    def set_choice(self, choice: str) -> None:
        """Speaks a language of NAMES, or the system's; an unknown word is taken as the system's."""
        self.choice = choice if choice in NAMES else SYSTEM
        wanted = of_the_system() if self.choice == SYSTEM else self.choice
        if wanted == self.shown:
            return
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = _translators(wanted)
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)
        self.shown = wanted
        self.changed.emit(wanted)


@cache
def switch() -> LanguageSwitch:
    """The one switch of this process."""
    return LanguageSwitch()


def of_the_system() -> str:
    """The first of the system's languages that the window speaks."""
    for tag in QLocale.system().uiLanguages():
        locale = QLocale(tag)
        if locale.language() == QLocale.Language.English:
            return ENGLISH
        if (
            locale.language() == QLocale.Language.Chinese
            and locale.script() == QLocale.Script.SimplifiedHanScript
        ):
            return "zh_CN"
    return ENGLISH


def _translators(language: str) -> list[QTranslator]:
    """Qt's own first, for its buttons and dialogs: the last one installed is asked first."""
    if language == ENGLISH:
        return []
    of_qt = QTranslator()
    of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return [of_qt, Catalogue(resources.path(f"translations/workbench_{language}.ts"))]
