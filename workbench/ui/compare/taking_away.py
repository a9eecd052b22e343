"""What is taken away of a comparison: curves as CSV, a picture, a report that any browser opens."""

import datetime
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from workbench import __version__
from workbench.core import files
from workbench.core.compare import report, tables
from workbench.core.compare.subject import Subject
from workbench.core.errors import WorkbenchError
from workbench.services.problem import Problem
from workbench.services.workspace import Workspace
from workbench.ui import language
from workbench.ui.compare import words
from workbench.ui.inspect import saving

Paint = Callable[[QPainter], None]


class TakingAway(QObject):
    """Each asks where to; long files are written by a thread of their own."""

    _written = Signal(str)
    _failed = Signal(object)  # Problem

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent)
        self._page, self._workspace = parent, workspace
        self._written.connect(self._say)
        self._failed.connect(self._complain)

    def curves(self, subjects: tuple[Subject, ...]) -> None:
        def take(file: Path) -> None:
            self.write(file, lambda: tables.write_tidy(file, subjects))

        saving.ask(self._page, self.tr("Save the curves"), self.tr("comparison"), ("csv",), take)

    def picture(self, size: QSize, paint: Paint) -> None:
        def take(file: Path) -> None:
            try:
                files.write_bytes(file, saving.png(size, paint))
            except WorkbenchError as error:
                self._complain(Problem.of(error))
            else:
                self._say(str(file))

        saving.ask(self._page, self.tr("Save the picture"), self.tr("comparison"), ("png",), take)

    def report(self, subjects: tuple[Subject, ...], differences_only: bool) -> None:
        now = datetime.datetime.now().strftime("%Y-%m-%d %H:%M")
        made = self.tr("LoRA Workbench {version}, {time}").format(version=__version__, time=now)
        spoken = language.switch().shown.replace("_", "-")

        def take(file: Path) -> None:
            def writing() -> None:
                page = report.html(
                    subjects, differences_only=differences_only, made=made, say=words.say, lang=spoken
                )
                files.write_text(file, page)

            self.write(file, writing)

        saving.ask(self._page, self.tr("Save the report"), self.tr("comparison"), ("html",), take)

    def write(self, file: Path, writing: Callable[[], None]) -> None:
        def work() -> None:
            try:
                writing()
            except WorkbenchError as error:
                self._failed.emit(Problem.of(error))
            else:
                self._written.emit(str(file))

        threading.Thread(target=work, name="comparison-writer", daemon=True).start()

    def _say(self, file: str) -> None:
        self._workspace.toast.emit(self.tr("Saved {file}.").format(file=file), None)

    def _complain(self, problem: Problem) -> None:
        self._workspace.failed.emit(problem)
