"""Jumps between rows: to the longest, a cut one, one that is left out, or one that holds a text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench.ui import style
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.text import Text
from workbench.ui.widgets.text_edit import TextEdit


class RowJumps(QWidget):
    """Each press goes to the next of its kind; the search field goes on at Enter."""

    asked = Signal(str, int, str)  # what, start, query: of the job `data_find`

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = 0
        self._ranks: dict[str, int] = {}  # how often longest and shortest were pressed in a row
        m = style.theme().metrics
        row = Flow(self, m.card_x)
        row.addWidget(_Label(self.tr("Jump to")))
        self.links: dict[str, LinkButton] = {}
        for what, words in (
            ("longest", self.tr("longest")),
            ("shortest", self.tr("shortest")),
            ("cut", self.tr("cut")),
            ("left-out", self.tr("left out")),
            ("duplicate", self.tr("duplicate")),
            ("odd", self.tr("odd characters")),
            ("held-out", self.tr("held out")),
        ):
            self.links[what] = LinkButton(words, role="small")
            self.links[what].clicked.connect(lambda _=False, what=what: self._jump(what))
            row.addWidget(self.links[what])
        self.find = TextEdit(self.tr("Find text in the rows"))
        self.find.setAccessibleName(self.tr("Find text in the rows"))
        self.find.setFixedWidth(m.control)
        self.find.returnPressed.connect(self._search)
        row.addWidget(self.find)
        self.said = _Label("")
        row.addWidget(self.said)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Kinds of which there is no row are not offered."""
        for what, link in self.links.items():
            link.setVisible(counts.get(what, 1) > 0)
        self.said.setText("")

    def set_current(self, index: int) -> None:
        """From where on the next is looked for."""
        self._current = index

    def show_found(self, what: str, index: int | None, count: int | None) -> None:
        """How many there are, or that there is none."""
        if index is None:
            self.said.setText(
                self.tr("No row holds this text.") if what == "text" else self.tr("No such row.")
            )
        elif count is not None and what not in ("longest", "shortest"):
            self.said.setText(self.tr("{count} in all").format(count=f"{count:,}"))
        else:
            self.said.setText("")

    def _jump(self, what: str) -> None:
        if what in ("longest", "shortest"):
            rank = self._ranks.get(what, 0)
            self._ranks = {what: rank + 1}
            self.asked.emit(what, rank, "")
        else:
            self._ranks = {}
            self.asked.emit(what, self._current + 1, "")

    def _search(self) -> None:
        query = self.find.text()
        if query.strip():
            self._ranks = {}
            self.asked.emit("text", self._current + 1, query)


class _Label(Text):
    """Text as high as the links beside it."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "small", "text_3")
        self.setFixedHeight(style.theme().metrics.row)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter)
