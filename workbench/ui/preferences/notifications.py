"""Preferences ▸ Notifications: how a person hears of a run, and what happens when it ends."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core import awake, on_finish
from workbench.core.errors import WorkbenchError
from workbench.services.preferences import PreferenceStore
from workbench.services.problem import Problem
from workbench.ui import style
from workbench.ui.preferences.page import Page
from workbench.ui.system_notes import SystemNotes
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit

_COMMAND = "notifications.on_finish"


class NotificationsPage(Page):
    def __init__(self, store: PreferenceStore, notes: SystemNotes) -> None:
        super().__init__(store, self.tr("Notifications"))
        self._notes = notes
        self.try_it = Button(self.tr("Show one now"))
        self.add_section(self.tr("When the window is not in front"))
        for name in ("finished", "failed", "needs_you"):
            self.add_field(f"notifications.{name}")
        self._add_try()
        self.add_section(self.tr("When a run ends"))
        self.command = TextEdit(self.tr("no command"), mono=True)
        self.add_field(_COMMAND, self.command, stacked=True)
        self.add_field("notifications.on_finish_seconds")
        self.add_section(self.tr("While a run trains"))
        awake_field = self.add_field("notifications.keep_awake")
        if name := awake.missing():
            awake_field.set_note(
                self.tr("{program} is not installed: the machine may sleep").format(program=name)
            )
        self.try_it.clicked.connect(self._on_try)
        self.refresh()

    def keep(self, key: str, value: object) -> None:
        """A command that cannot be read is not kept."""
        if key == _COMMAND:
            try:
                on_finish.words(str(value))
            except WorkbenchError as error:
                problem = Problem.of(error)
                self.fields[key].set_error(f"{problem.message} {problem.hint}")
                return
        super().keep(key, value)

    def _add_try(self) -> None:
        row = QWidget()
        across = QHBoxLayout(row)
        m = style.theme().metrics
        across.setContentsMargins(m.changed_bar + m.gap, 0, 0, 0)
        across.setSpacing(m.gap)
        across.addWidget(self.try_it)
        possible = self._notes.possible()
        missing = self.tr("This desktop shows none: it has no tray, and notify-send is not installed.")
        across.addWidget(Text("" if possible else missing, "small", "text_2", wrap=True), 1)
        self.try_it.setEnabled(possible)
        self.add_row(row, self.try_it.text())

    def _on_try(self) -> None:
        self._notes.show(self.tr("LoRA Workbench"), self.tr("This is how a run is told of."))
