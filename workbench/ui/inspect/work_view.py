"""Where everything about one adapter stands on the Inspect page: narrow or wide, with or without the map."""

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.inspect.details import ModuleDetails
from workbench.ui.inspect.heat_map import HeatMap
from workbench.ui.inspect.module_table import ModuleTable
from workbench.ui.inspect.notes import Notes
from workbench.ui.inspect.step_slider import StepSlider
from workbench.ui.inspect.verdict import Verdict
from workbench.ui.widgets.buttons import LinkButton, MenuButton
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.going import Going
from workbench.ui.widgets.section import Divider
from workbench.ui.widgets.segments import Segments
from workbench.ui.widgets.text import Text

_WIDE = 256  # steps of the 4-pixel grid: the document of a window 1,600 px wide
_SIDE = 500 / 1352  # of a wide page
_MAP_SHARE = 0.42  # of the page's height, at most
_SETTING = "inspect/view"


class WorkView(QWidget):
    """Lays out; what the parts show is the page's business."""

    arranged = Signal(bool)  # wide

    def __init__(self, settings: QSettings, save: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.wide: bool | None = None
        self.verdict = Verdict()
        self.compare_menu = QMenu(self)
        self.compare = MenuButton(self.tr("Compare"), self.compare_menu)
        self.save = MenuButton(self.tr("Save"), save)
        self.against = QWidget()
        self.against_text = Elided("", "small", "text_2")
        self.stop_comparing = LinkButton(self.tr("Stop comparing"), role="small")
        self.banner = Notes()
        self.measure = ChoiceEdit()
        self.view = Segments([("map", self.tr("Map")), ("table", self.tr("Table"))])
        self.going = Going()
        self.heat_map = HeatMap()
        self.slider = StepSlider()
        self.table = ModuleTable()
        self.details = ModuleDetails(self)  # a child also before a layout has it: it ends with this view
        self._lay_out()
        self.view.changed.connect(self._on_view)
        self.view.set_value("table" if settings.value(_SETTING) == "table" else "map")
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self._show_view()

    def select_view(self, name: str) -> None:
        """Map (with the table below) or table alone."""
        self.view.set_value(name)
        self._on_view(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.adapt()

    def adapt(self) -> None:
        """Narrow or wide, by the room there is."""
        m = style.theme().metrics
        wide = self.width() >= m.space(_WIDE)
        self._side.setFixedWidth(round(self.width() * _SIDE))
        self.heat_map.set_most(round(self.height() * _MAP_SHARE))
        if wide is self.wide:
            return
        self.wide = wide
        self.details.set_wide(wide)
        self._side.setVisible(wide)
        if wide:
            self._side_box.addWidget(self.details)
        self.arranged.emit(wide)

    # --- inside

    def _on_view(self, name: object) -> None:
        self._settings.setValue(_SETTING, str(name))
        self._show_view()

    def _show_view(self) -> None:
        self.heat_map.setVisible(self.view.value() == "map")

    def _lay_out(self) -> None:
        self.measure.setAccessibleName(self.tr("Measure"))
        top = Qt.AlignmentFlag.AlignTop
        self._head = QGridLayout()
        self._head.addWidget(self.verdict, 0, 0, top)
        self._head.addWidget(self.compare, 0, 1, top)
        self._head.setColumnStretch(0, 1)
        strip = QHBoxLayout(self.against)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.addWidget(self.against_text)
        strip.addWidget(self.stop_comparing)
        strip.addStretch(1)
        self._bar = QHBoxLayout()
        self._bar.addWidget(Text(self.tr("Measure"), "body", "text_2"))
        self._bar.addWidget(self.measure)
        self._bar.addWidget(self.view)
        self._bar.addWidget(self.going)
        self._bar.addStretch(1)
        self._bar.addWidget(self.save)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.addLayout(self._head)
        for part in (self.against, self.banner):
            self._left.addWidget(part)
        self._left.addLayout(self._bar)
        self._left.addWidget(self.heat_map)
        self._left.addWidget(self.slider)
        self._left.addWidget(self.table, 1)
        inner = QWidget()
        self._side_box = QVBoxLayout(inner)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side = QWidget()
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(Divider(vertical=True))
        side.addWidget(scroll, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(left, 1)
        across.addWidget(self._side)
        self.against.hide()
        self._side.hide()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._left.setContentsMargins(m.page, m.card_x, m.page, 0)
        self._left.setSpacing(m.card_x)
        self._head.setHorizontalSpacing(m.group)
        self._bar.setSpacing(m.gap)
        self.measure.setFixedWidth(m.space(56))
        self._side_box.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
        self.table.setMinimumHeight(m.table_header + 3 * m.row)
