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
    """Words among the parameters are translated where the catalogue has them as words ("Values")."""
    if isinstance(value, Sentence):
        return shown(value)
    return QCoreApplication.translate("Values", value) if isinstance(value, str) else value
