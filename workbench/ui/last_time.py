"""One line above the document when the last window did not close properly: what happened, and the report."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.crash_reports import Report
from workbench.ui import icons, style
from workbench.ui.widgets.buttons import IconButton, LinkButton
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.text import Text


class LastTime(QWidget):
    """Hidden until there is a report; closed by hand."""

    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: Report | None = None  # the one that is shown
        self._icon = Text()
        self.said = Elided("", "body")
        self.show_link = LinkButton(self.tr("Show report"))
        self.copy_link = LinkButton(self.tr("Copy report"))
        self.close_button = IconButton("x", self.tr("Close"), small=True)
        row = self._row = QHBoxLayout(self)
        row.addWidget(self._icon)
        row.addWidget(self.said, 1)
        for part in (self.show_link, self.copy_link, self.close_button):
            row.addWidget(part)
        self.show_link.clicked.connect(self._on_show)
        self.copy_link.clicked.connect(self._on_copy)
        self.close_button.clicked.connect(self._on_close)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.hide()

    def show_report(self, report: Report) -> None:
        self.report = report
        self.said.setText(f"{self._sentence(report)} {self.tr('Drafts are kept, but for the last second.')}")
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), style.colour("warn_soft"))

    def _sentence(self, report: Report) -> str:
        if report.how:
            return self.tr("The last window crashed ({how}).").format(how=report.how)
        if report.restarted:
            return self.tr("The machine went off while the window was open.")
        return self.tr("The last window was ended from outside.")

    def _on_show(self) -> None:
        if self.report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.report.file.parent)))

    def _on_copy(self) -> None:
        if self.report is not None:
            QGuiApplication.clipboard().setText(self.report.text())
            self.copied.emit()

    def _on_close(self) -> None:
        self.report = None
        self.hide()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._icon.setPixmap(icons.icon("warning", "warn").pixmap(m.icon, m.icon))
        self._row.setContentsMargins(m.page, m.space(1), m.gap, m.space(1))
        self._row.setSpacing(m.gap)
        self.update()
