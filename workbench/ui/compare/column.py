"""Beside a comparison: its runs, where they came from, what can be taken away, a new run like one of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from workbench.core.compare.lineage import Kin
from workbench.services.saying import shown
from workbench.ui import style
from workbench.ui.compare.run_list import RunList
from workbench.ui.widgets.buttons import LinkButton, MenuButton, PrimaryButton
from workbench.ui.widgets.section import Divider, SectionLabel
from workbench.ui.widgets.text import Text

_COLOURS = 12  # six, and the same dashed


class CompareColumn(QWidget):
    new_run_requested = Signal()

    def __init__(self, export: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = RunList()
        self.repeated = Text("", "caption", "text_3", wrap=True)
        self.lineage_link = LinkButton("", role="small")
        self.lineage = Text("", "mono", "text_2", wrap=True, selectable=True)
        self.export = MenuButton(self.tr("Export"), export, icon="export")
        self.what = Text("", "caption", "text_3", wrap=True)
        self.new_run = PrimaryButton(self.tr("New run"))
        self._open = False
        self._lay_out()
        self.new_run.clicked.connect(self.new_run_requested)
        self.lineage_link.clicked.connect(self._on_lineage)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_runs(self, names: Sequence[str], hidden: frozenset[int]) -> None:
        self.list.show_runs(list(names), hidden)
        many = len(names) > _COLOURS
        self.repeated.setVisible(many)
        self.repeated.setText(
            self.tr("Colours repeat from the {count}th run on.").format(count=_COLOURS + 1) if many else ""
        )
        self.list.setMaximumHeight(max(1, len(names)) * style.theme().metrics.space(7) + 2)

    def show_lineage(self, kin: Sequence[Kin]) -> None:
        """A tree in lines; nothing where no run came from another one."""
        related = any(each.how or each.resumed for each in kin)
        self.lineage.setText("\n".join(_line(each, self.tr("resumed at step {step}")) for each in kin))
        self.lineage_link.setVisible(related)
        self._open = self._open and related
        self._show_lineage()

    def say_new_run(self, name: str) -> None:
        """Which run the new one will be like; "" where none can be."""
        self.new_run.setEnabled(bool(name))
        self.what.setText(
            self.tr("A draft with the settings of {name}.").format(name=name)
            if name
            else self.tr("Choose a run in the list.")
        )

    def _on_lineage(self) -> None:
        self._open = not self._open
        self._show_lineage()

    def _show_lineage(self) -> None:
        self.lineage_link.setText(self.tr("Lineage ▾") if self._open else self.tr("Lineage ▸"))
        self.lineage.setVisible(self._open)

    def _lay_out(self) -> None:
        inside = QWidget(objectName="compared")
        self._inside = QVBoxLayout(inside)
        self._inside.addWidget(SectionLabel(self.tr("RUNS")))
        self._inside.addWidget(self.list, 1)
        self._inside.addWidget(self.repeated)
        self._inside.addWidget(self.lineage_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside.addWidget(self.lineage)
        self._inside.addStretch(0)
        foot = QWidget()
        self._foot = QVBoxLayout(foot)
        self._foot.addWidget(self.export)
        self._foot.addWidget(self.what)
        self._foot.addWidget(self.new_run)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(inside, 1, Qt.AlignmentFlag(0))
        column.addWidget(Divider())
        column.addWidget(foot)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._inside.setContentsMargins(m.page, m.card_x, m.gap, m.card_x)
        self._inside.setSpacing(m.gap)
        self._foot.setContentsMargins(m.page, m.card_x, m.page, m.page)
        self._foot.setSpacing(m.gap)


def _line(kin: Kin, resumed: str) -> str:
    branch = "   " * (kin.depth - 1) + "└─ " if kin.depth else ""
    told = [shown(kin.how)] if kin.how else []
    if kin.resumed:
        told.append(resumed.format(step=f"{kin.resumed:,}"))
    return f"{branch}{kin.name}" + (f" ({', '.join(told)})" if told else "")
