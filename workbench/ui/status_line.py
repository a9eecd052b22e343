"""The foot of the window: the device and its memory on the left, what is going on on the right."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStatusBar

from workbench.core import offline, processes
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.widgets.text import Text

_INTERVAL = 3000  # ms


class StatusLine(QStatusBar):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.device = Text("", role="caption", tone="text_2")
        self.jobs = Text("", role="caption", tone="text_2")
        self.setSizeGripEnabled(False)
        self.setFixedHeight(style.theme().metrics.status)
        m = style.theme().metrics
        self.setContentsMargins(m.card_x, 0, m.card_x, 0)
        self.addWidget(self.device, 1)
        self.addPermanentWidget(self.jobs)
        workspace.lists_changed.connect(self.refresh)
        workspace.engines.changed.connect(self.refresh)
        workspace.preferences.changed.connect(self.refresh)
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()

    def refresh(self) -> None:
        gib = 2**30
        total = processes.total_memory() / gib
        used = total - processes.available_memory() / gib
        self.device.setText(
            self.tr("{cores} cores · {used} of {total} GiB memory in use").format(
                cores=processes.physical_cores(), used=f"{used:.1f}", total=f"{total:.0f}"
            )
        )
        running = self._workspace.running
        parts = [self.tr("{name} is training").format(name=running.run.name)] if running else []
        if not running:
            parts.append(
                self.tr("engine ready") if self._workspace.engines.warm else self.tr("engine warming up")
            )
        parts.append(self.tr("Offline") if offline.asked() else self.tr("Online"))
        self.jobs.setText(" · ".join(parts))
