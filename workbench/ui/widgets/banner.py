"""An error, a warning or a verdict beside its cause: what happened, why, and the buttons that mend it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from workbench.ui import icons, style
from workbench.ui.widgets.buttons import Button, IconButton, LinkButton
from workbench.ui.widgets.text import Text

_ICONS = {"error": "x-circle", "warn": "warning", "ok": "check-circle", "info": "info"}
_TONES = {"info": ("accent", "accent_soft")}


class Banner(QWidget):
    """`tone` is error, warn, ok or info; details stay folded until they are asked for."""

    closed = Signal()

    def __init__(self, tone: str = "error", *, closable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._icon = Text()
        self._what = Text("", "strong", wrap=True, selectable=True)
        self._why = Text("", "body", "text_2", wrap=True, selectable=True)
        self._details = QPlainTextEdit(readOnly=True)
        self._details.setProperty("kind", "log")
        self._unfold = LinkButton(self.tr("Details"))
        self._copy = LinkButton(self.tr("Copy report"))
        self._close = IconButton("x", self.tr("Close"), small=True)
        self._close.setVisible(closable)
        self._buttons: list[Button] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._connect()
        self.set_details("")
        self._show_actions()
        self._rescale()

    def set_message(self, what: str, why: str = "") -> None:
        """What happened, and why, with the number."""
        self._what.setText(what)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.setAccessibleName(f"{what} {why}".strip())

    def set_tone(self, tone: str) -> None:
        """error, warn, ok or info."""
        self._tone = tone
        self._rescale()

    def set_details(self, text: str) -> None:
        """The traceback or log, folded; with it comes "Copy report"."""
        self._details.setPlainText(text)
        self._details.hide()
        self._fold_row.setVisible(bool(text))

    def add_button(self, text: str) -> Button:
        """A button that mends it; connect its `clicked`."""
        button = Button(text)
        self._actions.insertWidget(len(self._buttons), button)
        self._buttons.append(button)
        self._show_actions()
        return button

    def clear_buttons(self) -> None:
        """Take the buttons away."""
        for button in self._buttons:
            self._actions.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._show_actions()

    def report(self) -> str:
        """What "Copy report" copies."""
        parts = (self._what.text(), self._why.text(), self._details.toPlainText())
        return "\n\n".join(part for part in parts if part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone, soft = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.colour(tone), 1))
        painter.setBrush(style.colour(soft))
        radius = style.theme().metrics.radius_card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._row = QWidget()
        self._actions = QHBoxLayout(self._row)
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._actions.addStretch(1)
        self._fold_row = QWidget()
        self._folds = QHBoxLayout(self._fold_row)
        self._folds.setContentsMargins(0, 0, 0, 0)
        self._folds.addWidget(self._unfold)
        self._folds.addWidget(self._copy)
        self._folds.addStretch(1)
        self._body = QVBoxLayout()
        for part in (self._what, self._why, self._row, self._fold_row, self._details):
            self._body.addWidget(part)
        self._across = QHBoxLayout(self)
        self._across.addWidget(self._icon, 0, top)
        self._across.addLayout(self._body, 1)
        self._across.addWidget(self._close, 0, top)

    def _connect(self) -> None:
        self._unfold.clicked.connect(self._on_unfold)
        self._copy.clicked.connect(self._on_copy)
        self._close.clicked.connect(self._on_close)
        style.switch().changed.connect(self._rescale)

    def _on_unfold(self) -> None:
        self._details.setVisible(not self._details.isVisible())

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()

    def _show_actions(self) -> None:
        self._row.setVisible(bool(self._buttons))

    def _colours(self) -> tuple[str, str]:
        return _TONES.get(self._tone, (self._tone, f"{self._tone}_soft"))

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        side = metrics.icon
        self._icon.setPixmap(icons.icon(_ICONS[self._tone], self._colours()[0]).pixmap(side, side))
        self._across.setContentsMargins(metrics.card_x, metrics.card_x, metrics.card_x, metrics.card_x)
        self._across.setSpacing(metrics.gap)
        self._body.setSpacing(metrics.space(1))
        self._actions.setSpacing(metrics.gap)
        self._actions.setContentsMargins(0, metrics.space(1), 0, 0)
        self._folds.setSpacing(metrics.page)
        self._details.setFont(style.font("mono"))
        self._details.setFixedHeight(metrics.space(36))
        self.update()
