"""Where everything about a run stands on the Train page: narrow or wide, live or over, as it was left."""

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from workbench.core.history import History, Status
from workbench.services.engines import Engines
from workbench.services.run_watch import RunWatch
from workbench.ui import style
from workbench.ui.train.drawer import ROWS, Drawer
from workbench.ui.train.findings_list import FindingsList
from workbench.ui.train.layers_strip import LayersStrip
from workbench.ui.train.loss_view import LossView
from workbench.ui.train.result_card import ResultCard
from workbench.ui.train.small_charts import SmallCharts
from workbench.ui.train.starting import Starting
from workbench.ui.train.tiles import Tiles
from workbench.ui.train.trouble_banner import TroubleBanner
from workbench.ui.widgets.progress import ProgressLine
from workbench.ui.widgets.section import Divider

_WIDE = 256  # grid units of width: the document of a window 1,600 px wide
_PANES, _EVEN = "train/panes", 1000  # the drawer's two panes share 2,000 parts
_SIDE_SHARE = 0.307  # of a wide page's width, for the small charts


class RunView(QWidget):
    """Lays out; what the parts show is the page's business."""

    arranged = Signal()  # charts and drawer stand elsewhere now
    drawer_changed = Signal()  # folded, opened, or another pane

    def __init__(self, settings: QSettings, engines: Engines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._wide: bool | None = None
        self._curves = False
        self._over = False
        self.progress = ProgressLine()
        self.tiles, self.card, self.banner = Tiles(), ResultCard(), TroubleBanner()
        self.findings = FindingsList()
        self.starting = Starting()
        self.loss = LossView(settings)
        self.small = SmallCharts()
        self.layers = LayersStrip()
        self.drawer = Drawer(engines)
        self._lay_out()
        self._connect()
        self._rescale()

    def show_parts(self, watch: RunWatch) -> None:
        """Those that belong to the run's state."""
        paused = watch.history.paused
        over, broken = watch.status.ended, watch.status in (Status.FAILED, Status.INTERRUPTED)
        broken = broken or (watch.status is Status.PAUSED and paused is not None and paused.reason == "disk")
        curves = self._curves = watch.history.step > 0
        self.tiles.setVisible(curves and not over)
        self.card.setVisible(over and not broken)
        self.banner.setVisible(broken)
        self._head.setVisible(curves or over)
        self.starting.setVisible(not curves)
        self.loss.setVisible(curves)
        self.small.setVisible(curves)
        self.layers.set_wanted(curves)
        self._side.setVisible(bool(self._wide) and curves)
        self.drawer.offer_rows(bool(_rows_of(watch.history)))
        self._over = over and not broken and bool(self.drawer.samples.latest())
        self._fold_as_remembered()

    def toggle_drawer(self) -> None:
        self.drawer.fold_button.click()

    def open_samples(self, step: int) -> None:
        """The answers of one step."""
        self.drawer.samples.choose(step)
        self._open("samples")

    def _open(self, pane: str) -> None:
        self.drawer.select(pane)
        if self.drawer.folded:
            self.toggle_drawer()
        self.drawer_changed.emit()

    def open_rows(self, watch: RunWatch) -> None:
        """Those of the step that broke; of a run that ended well, those that it knows by heart."""
        rows = _rows_of(watch.history)
        if rows:
            self.drawer.rows.show_rows(watch.spec, rows)
            self._open(ROWS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    # It lies in a scroll area: as high as it must be, and never wider than there is room.

    def minimumSizeHint(self) -> QSize:
        room = self.parentWidget() or self
        return QSize(style.theme().metrics.space(80), self.heightForWidth(room.width()))

    def heightForWidth(self, width: int) -> int:
        return self.layout().minimumHeightForWidth(width)

    # --- inside

    def _adapt(self) -> None:
        """Narrow or wide, by the room there is."""
        wide = self.width() >= style.theme().metrics.space(_WIDE)
        self._side.setFixedWidth(round(self.width() * _SIDE_SHARE))
        if wide is self._wide:
            return
        self._wide = wide
        (self._side_box if wide else self._charts_box).addWidget(self.small)
        self._charts_box.addWidget(self.layers)  # below them
        self.small.set_wide(wide)
        self._side.setVisible(wide and self._curves)
        self.drawer.set_wide(wide)
        self._fold_as_remembered()
        self._share()
        self.arranged.emit()

    def _fold_as_remembered(self) -> None:
        """A result makes room for itself, unless the drawer was opened beside one before."""
        folded = bool(self._settings.value(self._fold_setting(), self._over and not self._wide, type=bool))
        if folded is not self.drawer.folded:
            self.drawer.set_folded(folded)
            self._share()

    def _share(self) -> None:
        """Heights and widths as they were left the last time."""
        m = style.theme().metrics
        if self.drawer.folded:
            drawer = self.drawer.height_folded()
        else:
            usual = m.space(84) if self._wide else m.space(52)
            drawer = int(str(self._settings.value(self._split_setting(), usual)))
        self._split.setSizes([max(self._split.height() - drawer, m.space(20)), drawer])
        if self._wide:
            samples = int(str(self._settings.value(_PANES, _EVEN)))
            self.drawer.splitter.setSizes([samples, 2 * _EVEN - samples])

    def _fold_setting(self) -> str:
        return f"train/drawer-{'over' if self._over else 'live'}-{'wide' if self._wide else 'narrow'}"

    def _split_setting(self) -> str:
        return f"train/split-{'wide' if self._wide else 'narrow'}"

    def _on_folded(self, folded: bool) -> None:
        self._settings.setValue(self._fold_setting(), folded)
        self._share()
        self.drawer_changed.emit()

    def _on_split(self) -> None:
        if not self.drawer.folded:
            self._settings.setValue(self._split_setting(), self._split.sizes()[1])

    def _on_panes(self) -> None:
        left, right = self.drawer.splitter.sizes()
        self._settings.setValue(_PANES, round(2 * _EVEN * left / max(left + right, 1)))

    def _lay_out(self) -> None:
        self._head = QWidget()
        self._head_box = QVBoxLayout(self._head)
        for part in (self.tiles, self.card, self.banner, self.findings):
            self._head_box.addWidget(part)
        charts = QWidget()
        self._charts_box = QVBoxLayout(charts)
        self._charts_box.addWidget(self.starting, 1)
        self._charts_box.addWidget(self.loss, 1)
        for part in (self.small, self.layers):  # they move when the page becomes wide
            self._charts_box.addWidget(part)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(1)
        for index, part in enumerate((charts, self.drawer)):
            self._split.addWidget(part)
            self._split.setCollapsible(index, False)
            self._split.setStretchFactor(index, 1 - index)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._head)
        left.addWidget(self._split, 1)
        self._side = QWidget()
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        self._side_box = QVBoxLayout()
        side.addWidget(Divider(vertical=True))
        side.addLayout(self._side_box, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.progress)
        column.addLayout(across, 1)

    def _connect(self) -> None:
        self.loss.step_chosen.connect(self.open_samples)
        self.drawer.folded_changed.connect(self._on_folded)
        self.drawer.pane_changed.connect(lambda _: self.drawer_changed.emit())
        self.drawer.splitter.splitterMoved.connect(self._on_panes)
        self._split.splitterMoved.connect(self._on_split)
        style.switch().changed.connect(self._rescale)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._head_box.setContentsMargins(m.page, m.card_x, m.page, m.gap)
        self._charts_box.setContentsMargins(m.page, m.space(1), m.page, m.gap)
        self._charts_box.setSpacing(m.card_x)
        self.loss.setMinimumHeight(m.space(45))
        self._side_box.setContentsMargins(m.page, m.card_x, m.page, m.card_x)
        if self._wide is not None:
            self._adapt()


def _rows_of(told: History) -> list[int]:
    if told.failed is not None:
        return told.failed.rows
    return told.reread.rows if told.reread is not None else []
