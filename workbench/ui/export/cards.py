"""The formats as cards, as many in a row as there is room for."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from workbench.core.exports import FORMATS
from workbench.services.exporter import Offer, Offers
from workbench.services.saying import shown
from workbench.ui import icons, style
from workbench.ui.export import wording
from workbench.ui.setup import amounts

_NARROWEST = 56  # steps of the 4-pixel grid
_LINES = 2  # of text below the size


class FormatCard(QAbstractButton):
    """Title, size, and who opens it with this plan; or the reason why it cannot be made."""

    def __init__(self, format: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.format = format
        self._size, self._text, self._possible, self._made = "", "", True, False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.switch().changed.connect(self.updateGeometry)

    def show_offer(self, offer: Offer) -> None:
        self._possible = offer.possible
        if offer.possible:
            dtype, size = next(iter(offer.sizes.items()))
            kind = wording.number_format(dtype) if len(offer.sizes) > 1 else ""
            self._size = " · ".join(filter(None, (amounts.file_size(size), kind)))
            self._text = " · ".join(offer.programs)
        else:
            self._size = self.tr("not for this adapter")
            self._text = shown(offer.reason)
        self.setToolTip("\n".join(shown(text) for text in (offer.reason, offer.hint, *offer.notes) if text))
        self.setAccessibleName(f"{wording.title(self.format)}, {self._size}, {self._text}")
        self.update()

    def set_made(self, made: bool) -> None:
        """A check mark: it has been exported from here."""
        self._made = made
        self.update()

    def sizeHint(self) -> QSize:
        m = style.theme().metrics
        strong, small = (QFontMetrics(style.font(role)).height() for role in ("strong", "small"))
        high = strong + small * (1 + _LINES) + 2 * m.space(0.5) + 2 * m.card_y
        return QSize(m.space(_NARROWEST), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(style.theme().metrics.space(40), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        m = style.theme().metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = "control" if self.underMouse() else "border"
        painter.setPen(QPen(style.colour("accent" if self.isChecked() else hovered), 1))
        painter.setBrush(style.colour("accent_soft" if self.isChecked() else "surface"))
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, m.radius_card, m.radius_card)
        inner = self.rect().adjusted(m.card_x, m.card_y, -m.card_x, -m.card_y)
        if self._made or not self._possible:
            place = QRect(inner.right() - m.icon + 1, inner.top(), m.icon, m.icon)
            icons.paint_icon(painter, place, *(("check", "ok") if self._made else ("prohibit", "text_3")))
        top = inner.top()
        tone = "text" if self._possible else "text_3"
        for role, shade, text in (
            ("strong", tone, wording.title(self.format)),
            ("small", "text_2" if self._possible else "text_3", self._size),
        ):
            font = QFontMetrics(style.font(role))
            painter.setFont(style.font(role))
            painter.setPen(style.colour(shade))
            wide = inner.width() - (m.icon + m.gap if role == "strong" else 0)
            shown = font.elidedText(text, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QPoint(inner.left(), top + font.ascent()), shown)
            top += font.height() + m.space(0.5)
        rest = QRect(inner.left(), top, inner.width(), inner.bottom() - top + 1)
        painter.setPen(style.colour("text_2" if self._possible else "text_3"))
        _wrapped(painter, rest, self._text)


_WORD = 20  # letters: what is longer may be cut anywhere


def _wrapped(painter: QPainter, rect: QRect, text: str) -> None:
    """As many whole lines as fit; the last one ends in … where there is more."""
    font = painter.fontMetrics()
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
    kept, shown = text, text
    while kept and font.boundingRect(rect, flags, shown).height() > rect.height():
        word = kept.rpartition(" ")[2]
        kept = kept[: -len(word) - 1] if 0 < len(word) <= _WORD else kept[:-1]  # Chinese has no spaces
        shown = f"{kept}…"
    painter.drawText(rect, flags, shown)


class Cards(QWidget):
    """One card is chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {format: FormatCard(format) for format in FORMATS}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._columns = 0
        for card in self.cards.values():
            self._group.addButton(card)
            card.clicked.connect(lambda _=False, format=card.format: self.chosen.emit(format))
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self._arrange(3)

    @property
    def format(self) -> str:
        button = self._group.checkedButton()
        return button.format if isinstance(button, FormatCard) else next(iter(FORMATS))

    def select(self, format: str) -> None:
        self.cards[format].setChecked(True)

    def show_offers(self, offers: Offers) -> None:
        for offer in offers.offers:
            self.cards[offer.format].show_offer(offer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        m = style.theme().metrics
        self._arrange(max(1, min(5, (self.width() + m.gap) // (m.space(_NARROWEST) + m.gap))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)

    def _rescale(self, _theme: object = None) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(style.theme().metrics.gap)
