"""Settings that a search found on another card: a link for each, which leads there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.option import Option
from workbench.ui import style
from workbench.ui.setup import form, setting_places
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.section import SectionLabel


class SettingHits(QWidget):
    asked = Signal(str)  # the key of the setting that is to be shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self.links: dict[str, LinkButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.theme().metrics.space(1))
        self._column.addWidget(SectionLabel(self.tr("On other cards")))
        self.hide()

    def show_hits(self, options: list[Option]) -> None:
        """None of them: nothing is shown."""
        keys = [option.key for option in options]
        self.setVisible(bool(keys))
        if keys == self._keys:
            return
        self._keys = keys
        for link in self.links.values():
            self._column.removeWidget(link)
            link.deleteLater()
        self.links = {option.key: self._link(option) for option in options}

    def _link(self, option: Option) -> LinkButton:
        card = setting_places.card_title(setting_places.card_of(option.key))
        words = self.tr("{setting} · {card} card").format(setting=form.said(option.title), card=card)
        made = LinkButton(words)
        made.setToolTip(form.said(option.help))
        made.clicked.connect(lambda _=False, key=option.key: self.asked.emit(key))
        self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made
