"""What a person does on the Try page, and what they read there."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QWidget

from workbench.core import events, files
from workbench.services.run_watch import RunWatch
from workbench.ui.trying.answer import Answer
from workbench.ui.trying.page import TryPage
from workbench.ui.widgets.text import Text

Show = Callable[[str], RunWatch]
CTRL = Qt.KeyboardModifier.ControlModifier
BASE = {"text": "3 plus 4 is 7.", "tokens": 12, "seconds": 0.141}
ADAPTER = {"text": '{"answer": "3 plus 4 is 7."}', "tokens": 20, "seconds": 0.25}


def words(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(Text) if label.isVisible())


def column(page: TryPage, index: int) -> Answer:
    return page.chat.answers.columns[index]


def titles(page: TryPage) -> list[str]:
    QApplication.processEvents()
    return [answer.title.accessibleName() for answer in page.chat.answers if answer.title.isVisible()]


def press(qtbot: Any, widget: QWidget, text: str) -> None:
    QApplication.processEvents()
    found = [b for b in widget.findChildren(QPushButton) if b.isVisible() and b.text() == text]
    assert len(found) == 1, text
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def ask(qtbot: Any, page: TryPage, text: str = "What is 3 plus 4?") -> None:
    page.chat.message.clear()
    qtbot.keyClicks(page.chat.message, text)
    qtbot.keyClick(page.chat.message, Qt.Key.Key_Return, CTRL)


def shown(table: QTableWidget) -> list[list[str]]:
    """The texts of a table."""
    columns = range(table.columnCount())
    return [[table.item(row, column).text() for column in columns] for row in range(table.rowCount())]


def sent(watch: RunWatch) -> list[str]:
    """The verbs the run was sent."""
    file = watch.run.control_file
    return [json.loads(line)["verb"] for line in file.read_text().splitlines()] if file.exists() else []


def say(watch: RunWatch, event: Any) -> None:
    files.append_line(watch.run.events_file, events.to_line(event))
    watch.read()
