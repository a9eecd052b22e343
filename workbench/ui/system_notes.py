"""Notifications of the system: the tray's where there is one, else what `notify-send` shows."""

import shutil
import sys

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from workbench.ui import icons

_SECONDS = 10


class SystemNotes(QObject):
    """`clicked` brings what the last notification was about; not every desktop tells."""

    clicked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray: QSystemTrayIcon | None = None
        self._about: object = None

    def possible(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable() or _sender() is not None

    def show(self, title: str, text: str, about: object = None) -> None:
        self._about = about
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._shown_tray().showMessage(title, text, _icon(), 1000 * _SECONDS)
        elif (sender := _sender()) is not None:
            name = QApplication.applicationDisplayName()
            QProcess.startDetached(sender, ["--app-name", name, "--", title, text])

    def clear(self) -> None:
        """The window is in front again: nothing of ours stays in the tray."""
        if self._tray is not None:
            self._tray.hide()

    def _shown_tray(self) -> QSystemTrayIcon:
        if self._tray is None:
            self._tray = QSystemTrayIcon(_icon(), self)
            self._tray.messageClicked.connect(self._on_clicked)
            self._tray.activated.connect(self._on_clicked)
        self._tray.show()
        return self._tray

    def _on_clicked(self, _reason: object = None) -> None:
        self.clicked.emit(self._about)


def _icon() -> object:
    shown = QApplication.windowIcon()
    return icons.icon("sliders-horizontal", "accent") if shown.isNull() else shown


def _sender() -> str | None:
    return shutil.which("notify-send") if sys.platform == "linux" else None
