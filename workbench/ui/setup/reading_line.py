"""How far the data is read: nothing for half a second, then what is done, how much, and a way to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from workbench.services.saying import shown
from workbench.ui import style
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.text import Text

_QUIET = 500  # ms
_STEPS = 1000


class ReadingLine(QWidget):
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Text("", "small", "text_2")
        self.bar = QProgressBar()
        self.stop = Button(self.tr("Stop"))
        self._rest = QWidget()  # in the place of the bar while there is no amount
        self._over = True
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET)
        self._quiet.timeout.connect(self._appear)
        self.stop.clicked.connect(self.stopped)
        m = style.theme().metrics
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(m.gap)
        row.addWidget(self.said)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        row.addWidget(self._rest, 1)
        self.hide()

    def show_progress(self, progress: tuple[int, int, str] | None, *, over: bool, stoppable: bool) -> None:
        """`progress`: done, total (0: not known), what is done. None: it has begun, or is `over`."""
        self._over = over
        if over:
            self._quiet.stop()
            self.hide()
            return
        done, total, text = progress or (0, 0, "")
        words = self.tr("{what}: {done} of {total} rows") if total else self.tr("{what}…")
        what = shown(text) if text else self.tr("Reading the rows")
        self.said.setText(words.format(what=what, done=f"{done:,}", total=f"{total:,}"))
        self.bar.setVisible(total > 0)
        self._rest.setVisible(total == 0)
        self.bar.setValue(round(_STEPS * done / total) if total else 0)
        self.stop.setVisible(stoppable)
        if self.isHidden() and not self._quiet.isActive():
            self._quiet.start()

    def _appear(self) -> None:
        self.setVisible(not self._over)
