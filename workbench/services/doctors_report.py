"""The text of `workbench doctor`, asked of a process of its own: something may not work in this one."""

import sys

from PySide6.QtCore import QObject, QProcess, Signal

from workbench.services.problem import Problem


class DoctorsReport(QObject):
    """Ask once; `done` brings the text, also where it says that something is missing."""

    done = Signal(str)
    failed = Signal(Problem)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    def ask(self) -> None:
        """A second call while it is being written changes nothing."""
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._process.start(sys.executable, ["-m", "workbench", "doctor"])

    def _on_finished(self, _code: int, _status: QProcess.ExitStatus) -> None:
        text = bytes(self._process.readAllStandardOutput().data()).decode()
        if text:
            self.done.emit(text)
        else:
            self._say(bytes(self._process.readAllStandardError().data()).decode().strip())

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._say(self._process.errorString())

    def _say(self, why: str) -> None:
        last = why.splitlines()[-1] if why else "?"
        what = self.tr("The report could not be made: {why}.").format(why=last)
        self.failed.emit(Problem(what, self.tr("Run `workbench doctor` in a terminal.")))
