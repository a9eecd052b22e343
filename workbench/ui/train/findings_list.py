"""What a run's curves say about it, a line each: the sentence, its numbers, the curve, and one button."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.findings import Finding
from workbench.ui import icons, style
from workbench.ui.inspect.verdict import words
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.sparkline import paint_sparkline
from workbench.ui.widgets.text import Text

_TONES = {"held-out": "held_out", "train": "accent", "layers": "accent", "rows": "accent"}
_INSET = 1.5  # as the curve's own
_THRIFT = ("plateau", "underused")  # nothing went wrong: the next run can cost less


class FindingsList(QWidget):
    """`remedy_asked` gives the finding whose button was pressed."""

    remedy_asked = Signal(object)  # Finding

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.findings: tuple[Finding, ...] = ()
        self.rows: list[_Row] = []
        self.setAccessibleName(self.tr("What the run’s curves say"))
        self.setVisible(False)
        style.switch().changed.connect(self._rescale)

    def show_findings(self, findings: Sequence[Finding], *, live: bool = False) -> None:
        """Nothing is drawn anew while they stay the same. Of a live run they come without a button."""
        known = [(row.finding, row.live) for row in self.rows]
        if known == [(finding, live) for finding in findings]:
            return
        self.findings = tuple(findings)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_Row(finding, live) for finding in findings]
        for row in self.rows:
            row.asked.connect(self.remedy_asked)
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        self._column.setSpacing(style.theme().metrics.space(1))


class _Row(QWidget):
    asked = Signal(object)

    def __init__(self, finding: Finding, live: bool) -> None:
        super().__init__()
        self.finding, self.live = finding, live
        self._mark = Text()
        self.said = Text(words(finding.said), "strong", wrap=True, selectable=True)
        self.evidence = Text(words(finding.evidence), "small", "text_2", wrap=True, selectable=True)
        self.button = Button(words(finding.remedy.said))
        self.button.clicked.connect(self._on_clicked)
        self.button.setVisible(not live)
        self._picture = _Picture(finding)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.said)
        texts.addWidget(self.evidence)
        self._across = QHBoxLayout(self)
        self._across.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addLayout(texts, 1)
        self._across.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(self.said.text())
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour("border"), 1))
        radius = style.theme().metrics.radius_card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _on_clicked(self) -> None:
        self.asked.emit(self.finding)

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        mark = ("lightbulb", "text_2") if self.finding.kind in _THRIFT else ("warning", "warn")
        self._mark.setPixmap(icons.icon(*mark).pixmap(m.icon, m.icon))
        self._across.setContentsMargins(m.card_x, m.gap, m.gap, m.gap)
        self._across.setSpacing(m.gap)


class _Picture(QWidget):
    """The curve, with a line where it happened."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding
        self._x = np.array([x for x, _ in finding.curve], dtype=float)
        self._y = np.array([y for _, y in finding.curve], dtype=float)
        self.setVisible(len(self._y) > 1)
        self.setAccessibleName(words(finding.evidence))
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sparkline(painter, self.rect(), self._y.tolist(), style.colour(_TONES[self._finding.series]))
        if self._finding.step < 0 or self._x[-1] <= self._x[0]:
            return
        share = (self._finding.step - self._x[0]) / (self._x[-1] - self._x[0])
        at = _INSET + share * (self.width() - 2 * _INSET)
        painter.setPen(QPen(style.colour("warn"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(round(at), 0, round(at), self.height())

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self.setFixedSize(2 * m.spark_width, 2 * m.spark_height)
