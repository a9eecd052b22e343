"""One module in pictures: its spectrum, A, B and ΔW, and how their values are spread."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.comparison import ComparedModule
from workbench.core.inspection import ModuleReport
from workbench.services.saying import shown
from workbench.ui import style
from workbench.ui.inspect.angles import Angles
from workbench.ui.inspect.histogram import Histogram
from workbench.ui.inspect.matrix_view import MatrixView
from workbench.ui.inspect.spectrum import Spectrum
from workbench.ui.widgets.buttons import ToggleButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text import Text

_UNBOUND = 16777215  # Qt's own "no limit"
NAMES = {"A": "A", "B": "B", "delta": "ΔW"}
DIFFERENCE = "ΔW − ΔW′"  # ΔW′ is that of the adapter it is compared with


class ModuleDetails(QWidget):
    """Narrow: one matrix of three. Wide: B left, A above, ΔW = B·A where they cross, to their meaning."""

    picture_asked = Signal(str, QRect, int, int)  # which matrix, what of it, pixels across and down
    histogram_asked = Signal(str)
    expert_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.module: ModuleReport | None = None
        self._what = "delta"
        self._wide: bool | None = None
        self.spectrum = Spectrum()
        self.log = ToggleButton(self.tr("Log"), self.tr("Logarithmic scale (L)"))
        self.angles = Angles()
        self.which = Segments(list(NAMES.items()))
        self.expert = NumberEdit(0, 0, integer=True)
        self._expert_row = QWidget()
        self.said = Elided("", "caption", "text_3")
        self.views = {what: MatrixView(name) for what, name in NAMES.items()}
        self.histogram = Histogram("")
        self.why_not = Text("", "small", "text_2", wrap=True)
        self._lay_out()
        self._connect()
        self.set_wide(False)

    def show_module(self, module: ModuleReport | None, compared: ComparedModule | None = None) -> None:
        """Another module, or the same one of another adapter: its pictures are asked for."""
        other = module is None or self.module is None or module.path != self.module.path
        self.module = module
        pictures = module is not None and not module.note
        self.angles.setVisible(compared is not None)
        if compared is not None:
            self.angles.show_angles(compared.angles_out, compared.angles_in)
        subtracts = compared is not None and compared.subtracts
        self.views["delta"].set_title(DIFFERENCE if subtracts else NAMES["delta"])
        self.why_not.setText(shown(module.note) if module is not None else "")
        self.why_not.setVisible(bool(module is not None and module.note))
        self.why_not.set_tone("error" if module is not None and module.not_finite else "text_2")
        experts = module.experts if module is not None else 0
        self._expert_row.setVisible(experts > 1)
        self.expert.set_bounds(0, max(0, experts - 1))
        if other:
            self.expert.set_value(0)
        self._show_spectrum()
        self._arrange(pictures or bool(module and module.not_finite))
        for view in self.views.values():
            if module is None:
                view.clear()
            else:
                view.begin()
        self.histogram.show_counts(None)
        if pictures:
            self.histogram_asked.emit(self._what)

    def say(self, text: str) -> None:
        """Why there are no pictures."""
        self.why_not.setText(text)
        self.why_not.set_tone("error")
        self.why_not.show()

    @property
    def what(self) -> str:
        """Which matrix the histogram is about: A, B or delta."""
        return self._what

    def select(self, what: str) -> None:
        self._what = what
        self.which.set_value(what)
        self.histogram.set_title(self.tr("Values of {matrix}").format(matrix=NAMES[what]))
        self._arrange(self._pictures)
        self.histogram.show_counts(None)
        if self.module is not None:
            self.histogram_asked.emit(what)

    def set_wide(self, wide: bool) -> None:
        if wide is not self._wide:
            self._wide = wide
            self._place()
            self._arrange(self._pictures)

    # --- inside

    def _arrange(self, pictures: bool) -> None:
        self._pictures = pictures
        for what, view in self.views.items():
            view.setVisible(pictures and (bool(self._wide) or what == self._what))
        self.which.setVisible(pictures)
        self.said.setVisible(pictures)
        self.histogram.setVisible(pictures)

    def _place(self) -> None:
        m = style.theme().metrics
        for view in self.views.values():
            self._grid.removeWidget(view)
            view.setMinimumSize(0, 0)
            view.setMaximumSize(_UNBOUND, _UNBOUND)
        if self._wide:
            self._grid.addWidget(self.views["A"], 0, 1)
            self._grid.addWidget(self.views["B"], 1, 0)
            self._grid.addWidget(self.views["delta"], 1, 1)
            self.views["A"].setFixedHeight(m.space(24))
            self.views["B"].setFixedWidth(m.space(24))
        else:
            for view in self.views.values():
                self._grid.addWidget(view, 0, 0, 1, 2)
                view.setFixedHeight(m.space(36))
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(1, 1 if self._wide else 0)
        self.spectrum.setMaximumHeight(m.space(44))
        self.histogram.setMaximumHeight(m.space(32))

    def _on_pointed(self, view: MatrixView) -> None:
        self.said.setText(f"{view.title} {view.readout()}" if view.picture is not None else "")

    def _lay_out(self) -> None:
        self._pictures = False
        self.log.setParent(self.spectrum)
        row = QHBoxLayout(self._expert_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(self.tr("Expert"), "small", "text_2"))
        row.addWidget(self.expert)
        row.addStretch(1)
        self.expert.setFixedWidth(style.theme().metrics.space(16))
        self.expert.setAccessibleName(self.tr("Expert"))
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addStretch(1)
        head.addWidget(self.log)
        self._head = head
        self._grid = QGridLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.spectrum, self.angles, self.why_not, self._expert_row):
            self._column.addWidget(part)
        self._column.addLayout(head)
        self._column.addLayout(self._grid, 1)
        self._column.addWidget(self.said)
        self._column.addWidget(self.histogram)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.which.set_value("delta")
        self.histogram.set_title(self.tr("Values of {matrix}").format(matrix="ΔW"))
        self.angles.hide()

    def _connect(self) -> None:
        self.log.clicked.connect(lambda: self.spectrum.set_log(self.log.isChecked()))
        self.spectrum.log_changed.connect(self.log.setChecked)
        self.which.changed.connect(lambda what: self.select(str(what)))
        self.expert.changed.connect(self._on_expert)
        for what, view in self.views.items():
            view.asked.connect(
                lambda rect, across, down, what=what: self.picture_asked.emit(what, rect, across, down)
            )
            view.pointed_changed.connect(lambda view=view: self._on_pointed(view))
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def _show_spectrum(self) -> None:
        """Of the chosen expert, where a module is a stack of them."""
        module = self.module
        if module is None:
            self.spectrum.show_values((), 0.0)
            return
        each = len(module.singular_values) // max(1, module.experts)
        first = each * int(str(self.expert.value() or 0))
        used = module.effective_rank / max(1, module.experts)
        self.spectrum.show_values(module.singular_values[first : first + each], used)

    def _on_expert(self, number: object) -> None:
        self.expert_changed.emit(int(str(number)))
        self._show_spectrum()
        for view in self.views.values():
            view.begin()
        self.histogram_asked.emit(self._what)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setSpacing(m.card_x)
        self._grid.setSpacing(m.gap)
        if self._wide is not None:
            self._place()
