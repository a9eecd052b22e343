"""Every page of the example in every language: nothing untranslated, nothing clipped."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from workbench.core import runs
from workbench.ui import language, shots, style
from workbench.ui.catalogue import WORDS, Catalogue
from workbench.ui.widgets.elided import Elided
from workbench.ui.window import Window

_SIZES = (QSize(1280, 800), QSize(1920, 1080))
_ROWS = 60  # of a view that are read
_LATIN = re.compile(r"[A-Za-z’']{2,} [a-z][A-Za-z’']+")  # two words one after another, as in a sentence
# What is written in Latin letters in every language: programs, files, formulas and names of settings.
_TERMS = re.compile(
    r"LM Studio|Hugging Face|LoRA Workbench|Top [pk]|low-rank|mlx-lm|git lfs pull|(?:[\w-]+[._/])+[\w./-]+"
    r"|out × in|in × out|(?:pip|brew|winget) install [-\w. ]+"
)


# Core and Values are also asked for names and for texts that are translated already. The others are the
# contexts of pyqtgraph's own menus, which are never shown.
_OTHERS = ("Core", WORDS, *("Form", "GraphicsScene", "PlotItem", "ViewBox", "Exporter", "Context Menu"))


class Fault(NamedTuple):
    page: str
    width: int
    what: str
    text: str


class Asked(Catalogue):
    """Remembers what it was asked for in vain."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.unknown: set[tuple[str, str]] = set()

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        found = super().translate(context, source, disambiguation, n)
        if found is None and source and context not in _OTHERS and not context.startswith("Q"):
            self.unknown.add((context, source))
        return found


@pytest.fixture(params=["en", "zh_CN"])
def window(request: Any, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setattr(language, "Catalogue", Asked)
    language.switch().set_choice(request.param)
    style.apply(qapp, style.theme())
    with shots.example() as made:
        yield made
    language.switch().set_choice(language.ENGLISH)
    style.apply(qapp, style.theme())


def test_every_page_is_translated_and_fits(window: Window, qapp: QApplication) -> None:
    data = _data()
    faults: list[Fault] = []
    foreign = language.switch().shown != language.ENGLISH
    for name, arrange in shots.pages(window):
        for size in _SIZES:
            window.resize(size)
            arrange()
            _settle(qapp)
            faults += [Fault(name, size.width(), *clip) for clip in _clipped(window)]
            if foreign and size is _SIZES[0]:
                faults += [Fault(name, size.width(), *text) for text in _foreign(window, data)]
    window.following.open_preferences()
    preferences = window.following.shown
    assert preferences is not None
    for page in preferences.pages:
        preferences.open(page)
        _settle(qapp)
        faults += [Fault("preferences", 0, *clip) for clip in _clipped(preferences)]
        faults += [Fault("preferences", 0, *text) for text in _foreign(preferences, data)] if foreign else []
    asked = [made for made in language.switch()._installed if isinstance(made, Asked)]
    assert [sorted(made.unknown) for made in asked] in ([], [[]]), "asked for in vain"
    assert not faults, "\n".join(f"{f.page} {f.width}: {f.what}: {f.text!r}" for f in dict.fromkeys(faults))


def _settle(qapp: QApplication) -> None:
    """A label that wraps is laid out once its width is known."""
    for _ in range(3):
        qapp.processEvents()


# --- what can be read


def _texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """What a person can read or have read out, and where."""
    for action in window.findChildren(QAction):
        yield "action", action.text()
    for widget in window.findChildren(QWidget):
        kind = type(widget).__name__
        if not widget.isVisible() or kind == "TokenView":  # it shows a row of the data
            continue
        yield f"name of {kind}", widget.accessibleName()
        yield f"description of {kind}", widget.accessibleDescription()
        yield f"tooltip of {kind}", widget.toolTip()
        match widget:
            case QLabel() | QAbstractButton():
                yield kind, widget.text()
            case QLineEdit():
                yield f"placeholder of {kind}", widget.placeholderText()
            case QPlainTextEdit():
                yield f"placeholder of {kind}", widget.placeholderText()
            case QComboBox():
                for index in range(widget.count()):
                    yield kind, widget.itemText(index)
            case QTabBar():
                for index in range(widget.count()):
                    yield kind, widget.tabText(index)
            case QAbstractItemView() if widget.model() is not None:
                yield from ((kind, text) for text in _cells(widget.model()))


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        for role in roles:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(min(model.rowCount(QModelIndex()), _ROWS)):
                yield str(model.index(row, column).data(role) or "")


def _foreign(window: QWidget, data: set[str]) -> Iterator[tuple[str, str]]:
    for where, text in _texts(window):
        plain = re.sub(r"<[^>]+>", " ", text)
        for known in data:
            plain = plain.replace(known, "…")
        if _LATIN.search(_TERMS.sub("…", plain)):
            yield where, text


def _data() -> set[str]:
    """The example's own words: prompts, answers, what its log says."""
    found = {""}
    for run in runs.listed():
        told = runs.history(run)
        for sample in told.samples:
            found |= {sample.prompt, sample.base, sample.text, sample.reference}
        if run.log_file.exists():
            found |= set(run.log_file.read_text(encoding="utf-8").splitlines())
        found.add(str(run.path))
    return found - {""}


# --- what fits


def _clipped(window: QWidget) -> Iterator[tuple[str, str]]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty() or isinstance(widget, Elided):
            continue  # Elided cuts by itself, and shows the whole in its tooltip
        kind = type(widget).__name__
        match widget:
            case QLabel() if widget.wordWrap() and widget.textFormat() != Qt.TextFormat.RichText:
                if widget.heightForWidth(widget.width()) > widget.height() + 1:
                    yield f"{kind} too low", widget.text()
            case QLabel() if widget.textFormat() != Qt.TextFormat.RichText:
                if _advance(widget, widget.text()) > widget.contentsRect().width() + 1:
                    yield f"{kind} too narrow", widget.text()
            case QAbstractButton() if widget.text() and widget.sizeHint().width() > widget.width() + 1:
                yield f"{kind} too narrow", widget.text()
            case QComboBox():
                room = widget.contentsRect().width() - 2 * style.theme().metrics.icon
                if _advance(widget, widget.currentText()) > room:
                    yield f"{kind} too narrow", widget.currentText()
            case QTabBar() | QHeaderView():
                for room, title in _titles(widget):
                    if room < _advance(widget, title):
                        yield f"{kind} too narrow", title


def _titles(bar: QTabBar | QHeaderView) -> Iterator[tuple[int, str]]:
    """The room of each, and its words."""
    for index in range(bar.count()):
        if isinstance(bar, QTabBar):
            yield bar.tabRect(index).width() if bar.isTabVisible(index) else 9999, bar.tabText(index)
        elif bar.orientation() == Qt.Orientation.Horizontal and not bar.isSectionHidden(index):
            yield bar.sectionSize(index), str(bar.model().headerData(index, bar.orientation()) or "")


def _advance(widget: QWidget, text: str) -> int:
    return max((widget.fontMetrics().horizontalAdvance(line) for line in text.splitlines()), default=0)
