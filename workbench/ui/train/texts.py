"""Two plain texts of the drawer: the end of the worker's log, and the run's own setup."""

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from workbench.ui import style


class PlainView(QPlainTextEdit):
    """Read only, fixed width; keeps to its end while that is in sight."""

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("kind", "log")
        self.setPlaceholderText(empty)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        style.switch().changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str, *, follow: bool = False) -> None:
        if text == self.toPlainText():
            return
        bar = self.verticalScrollBar()
        at, below = bar.value(), bar.value() >= bar.maximum()
        self.setPlainText(text)
        bar.setValue(bar.maximum() if follow and below else at)

    def _restyle(self, _theme: object = None) -> None:
        self.setFont(style.font("mono"))
        self.document().setDocumentMargin(style.theme().metrics.gap)


class LogView(PlainView):
    """Reads the log's end while it can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setPlaceholderText(self.tr("The training process has not written anything."))
        self.setAccessibleName(self.tr("Log"))
        self._read: Callable[[], str] = str

    def follow(self, read: Callable[[], str]) -> None:
        """`read` gives the end of the log as it is now."""
        self._read = read
        self.clear()
        self.refresh()

    def refresh(self) -> None:
        if self.isVisible():
            self.show_text(self._read().rstrip("\n"), follow=True)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self.refresh()
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
