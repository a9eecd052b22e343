"""Beside the Inspect page: the selected module, the adapter's facts, and what can be made of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.core.comparison import ComparedModule
from workbench.core.inspection import Inspection, ModuleReport
from workbench.ui import style
from workbench.ui.inspect import facts
from workbench.ui.inspect.bases import BaseLine
from workbench.ui.inspect.details import ModuleDetails
from workbench.ui.widgets.buttons import LinkButton, PrimaryButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.popover import PopoverButton
from workbench.ui.widgets.section import Divider, KeyValue, SectionLabel
from workbench.ui.widgets.text import Text


class InspectColumn(QWidget):
    """In a narrow window it also holds the module's pictures."""

    base_link_clicked = Signal(str)  # choose, measure or cancel
    new_run_requested = Signal()

    def __init__(self, panel: QWidget, parent: QWidget | None = None) -> None:
        """`panel` opens below the second button."""
        super().__init__(parent)
        self.title = Elided("", "title", mode=Qt.TextElideMode.ElideLeft)
        self.path = Elided("", "caption", "text_3", mode=Qt.TextElideMode.ElideLeft)
        self.empty = Text("", "small", "text_2", wrap=True)
        self._module_rows, self._adapter_rows = QVBoxLayout(), QVBoxLayout()
        self._module_facts: list[KeyValue] = []
        self._adapter_facts: list[KeyValue] = []
        self.base_text = Text("", "small", "text_2", wrap=True)
        self.base_link = LinkButton("", role="small")
        self._base_line = BaseLine()
        self.new_run = PrimaryButton(self.tr("New run with these ranks"))
        self.resize_button = PopoverButton(self.tr("Resize…"), panel, caret=False)
        self.suggestion = Text("", "caption", "text_3", wrap=True)
        self._lay_out()
        self._connect()

    # --- what it shows

    def show_module(self, module: ModuleReport | None, compared: ComparedModule | None) -> None:
        path = module.path if module is not None else compared.path if compared is not None else ""
        self.title.setText(facts.title(path) if path else self.tr("No module selected"))
        self.path.setText(path)
        self.path.setVisible(bool(path))
        rows = facts.of_module(module) if module is not None else []
        if compared is not None:
            rows = [*facts.of_comparison(compared), *rows]
        self._fill(self._module_rows, self._module_facts, rows)

    def show_adapter(self, inspection: Inspection | None, suggestion: str = "", why_not: str = "") -> None:
        """`why_not` says why nothing can be made of it."""
        self._fill(
            self._adapter_rows, self._adapter_facts, facts.of_adapter(inspection) if inspection else []
        )
        self._inside.setVisible(inspection is not None)
        self.foot.setVisible(inspection is not None)
        self.suggestion.setText(why_not or suggestion)
        self.suggestion.setVisible(bool(why_not or suggestion))
        for button in (self.new_run, self.resize_button):
            button.setEnabled(not why_not)

    def show_base(self, line: BaseLine) -> None:
        """Whether it was measured against its base, and what can be done about it."""
        self._base_line = line
        self.base_text.setText(line.text)
        self.base_text.set_tone(line.tone)
        self.base_text.setVisible(bool(line.text))
        links = {
            "choose": self.tr("Choose its base…"),
            "measure": self.tr("Measure against the base"),
            "cancel": self.tr("Cancel"),
        }
        self.base_link.setText(links.get(line.link, ""))
        self.base_link.setVisible(bool(line.link))

    def say(self, text: str) -> None:
        """Instead of an adapter."""
        self.empty.setText(text)
        self.empty.setVisible(bool(text))

    def take_details(self, details: ModuleDetails | None) -> None:
        """A narrow window's pictures stand here; a wide one's do not."""
        if details is not None:
            self._details.addWidget(details)

    # --- inside

    def _fill(self, box: QVBoxLayout, known: list[KeyValue], rows: facts.Facts) -> None:
        while len(known) < len(rows):
            known.append(KeyValue(""))
            box.addWidget(known[-1])
        for row, fact in enumerate(known):
            fact.setVisible(row < len(rows))
            if row < len(rows):
                fact.set_label(rows[row][0])
                fact.set_value(rows[row][1])

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.path)
        self._column.addLayout(self._module_rows)
        self._details = QVBoxLayout()
        self._column.addLayout(self._details)
        self._column.addWidget(Divider())
        self._column.addWidget(SectionLabel(self.tr("Adapter")))
        self._column.addLayout(self._adapter_rows)
        self._column.addWidget(self.base_text)
        self._column.addWidget(self.base_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        inner = QWidget()
        self._around = QVBoxLayout(inner)
        self._around.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self._around.addWidget(self._inside, 1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys belong to what is inside
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.foot = QWidget()
        self._foot = QVBoxLayout(self.foot)
        self._foot.addWidget(self.suggestion)
        self._foot.addWidget(self.new_run)
        self._foot.addWidget(self.resize_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(Divider())
        outer.addWidget(self.foot)
        self.empty.hide()

    def _connect(self) -> None:
        self.base_link.clicked.connect(lambda: self.base_link_clicked.emit(self._base_line.link))
        self.new_run.clicked.connect(self.new_run_requested)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._around.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
        self._column.setSpacing(m.gap)
        for box in (self._module_rows, self._adapter_rows):
            box.setSpacing(m.space(0.5))
        self._foot.setContentsMargins(m.page, m.card_x, m.page, m.page)
        self._foot.setSpacing(m.gap)
