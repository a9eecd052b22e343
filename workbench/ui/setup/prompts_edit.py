"""Which prompts of one's own a run answers: none, a saved set, a file, or those that were written out."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.core import prompt_sets
from workbench.ui.widgets.choice_edit import ChoiceEdit

_NONE, _FILE = "", object()


class PromptsEdit(ChoiceEdit):
    """The value of `watch.prompts`. The sets are read anew whenever the choice opens."""

    _taken: object = _NONE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self._offer()

    def value(self) -> object:
        return self._taken

    def set_value(self, value: object) -> None:
        self._taken = value
        self._offer()

    def showPopup(self) -> None:
        self._offer()
        super().showPopup()

    @staticmethod
    def written(value: object) -> str:
        """A set's name, a file's name, or how many prompts were written out."""
        if isinstance(value, tuple):
            return _tr("{count} of your own").format(count=len(value))
        return Path(str(value)).name if value else _tr("None")

    def _offer(self) -> None:
        sets = [(one.name, one.name) for one in prompt_sets.listed()[0]]
        options: list[tuple[object, str]] = [(_NONE, self.written(_NONE)), *sets]
        if self._taken not in dict(options):
            options.append((self._taken, self.written(self._taken)))
        options.append((_FILE, _tr("From a file…")))
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([words for _, words in options])
        self.setCurrentIndex(self._values.index(self._taken))

    def _give(self, index: int) -> None:
        chosen = self._values[index]
        if chosen is _FILE:
            chosen, _ = QFileDialog.getOpenFileName(
                self, _tr("Choose prompts"), "", _tr("Prompts (*.txt *.md *.json);;All files (*)")
            )
            chosen = chosen or self._taken  # cancelled
        self.set_value(chosen)
        self.changed.emit(chosen)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PromptsEdit", text)
