"""Tells of runs that end or need a person: what, and of which run. Showing it is the window's affair."""

import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.core.history import Status
from workbench.services.run_watch import RunWatch
from workbench.services.workspace import Workspace

_FRESH = 120  # s: an old run that is only now read to its end is no news


class Bell(QObject):
    """Follows the states of every run that is listed. A run that another window has in hand is its affair."""

    rang = Signal(str, str, RunWatch)  # the run's name, a sentence, the run

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._heard: dict[Path, Status] = {}
        workspace.lists_changed.connect(self._listen)

    def _listen(self) -> None:
        for watch in self._workspace.watches:
            former, now = self._heard.get(watch.run.path), watch.status
            if former is now:
                continue
            self._heard[watch.run.path] = now
            if former is not None and former.live and not watch.elsewhere:
                said = self._said(watch, now)
                if said and time.time() - watch.history.latest < _FRESH:
                    self.rang.emit(watch.run.name, said, watch)

    def _said(self, watch: RunWatch, status: Status) -> str:
        """What is worth a notification, and wanted; "" for anything else."""
        wanted, history = self._workspace.preferences.value.notifications, watch.history
        if status is Status.FINISHED and wanted.finished:
            loss = history.held_out.last
            if loss is None:
                return self.tr("Finished after {steps} steps.").format(steps=f"{history.step:,}")
            said = self.tr("Finished after {steps} steps, held-out loss {loss}.")
            return said.format(steps=f"{history.step:,}", loss=f"{loss:.3f}")
        if status is Status.FAILED and wanted.failed and history.failed is not None:
            return history.failed.message
        if status is Status.INTERRUPTED and wanted.failed:
            return self.tr("Its process has ended. What was saved can go on.")
        if status is Status.PAUSED and wanted.needs_you and history.paused is not None:
            return history.paused.message if history.paused.reason == "disk" else ""
        return ""
