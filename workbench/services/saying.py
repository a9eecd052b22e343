"""The sentences of core, training and the engine, said in the window's language."""

from PySide6.QtCore import QCoreApplication

from workbench.core.sentence import Sentence


def shown(text: str) -> str:
    """The text translated, its parameters filled in. What no catalogue knows stays as it is."""
    if not isinstance(text, Sentence) or not text.parameters:
        return QCoreApplication.translate("Core", str(text))
    template = QCoreApplication.translate("Core", text.template)
    return template.format(**{name: _filled(value) for name, value in text.parameters.items()})


def _filled(value: object) -> object:
    """Words among the parameters: phrases as sentences, single words where the catalogue has them as such."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return QCoreApplication.translate("Values", ", ").join(str(_filled(item)) for item in value)
    if not isinstance(value, str):
        return value
    return shown(value) if " " in value else QCoreApplication.translate("Values", value)
