"""A problem beside its cause on a Setup card, with what mends it; and its words where room is short."""

import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from workbench.services.problem import Problem
from workbench.ui import style
from workbench.ui.widgets.banner import Banner

Mend = tuple[str, Callable[[], object]]


class Trouble(QWidget):
    """A banner with the gap below it; hidden while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner("error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, style.theme().metrics.gap)
        column.addWidget(self.banner)
        self.hide()

    def report(self) -> str:
        """What is said, in one text."""
        return self.banner.report()

    def focus(self) -> None:
        """The keyboard goes to the last of the buttons: the one that mends it."""
        buttons = self.banner.findChildren(QPushButton)
        shown = [button for button in buttons if button.isVisibleTo(self)]
        if shown:
            shown[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: Problem | None, mend: tuple[Mend, ...] = (), tone: str = "error") -> None:
        self.setVisible(problem is not None)
        if problem is None:
            return
        self.banner.set_tone(tone)
        self.banner.set_message(problem.message, problem.hint)
        self.banner.set_details(problem.details)
        self.banner.clear_buttons()
        for words, act in mend:
            self.banner.add_button(words).clicked.connect(lambda _=False, act=act: act())


def briefly(problem: Problem) -> str:
    """What is missing or wrong in a few words, for the link above Start."""
    words = {
        "nothing-ticked": _say("Tick at least one layer"),
        "method-refused": _say("The method does not fit every layer"),
        "conflict": _say("Two choices of the plan conflict"),
        "plan-mismatch": _say("The layers belong to another model"),
        "no-weights": _say("The model has no weights here"),
        "not-causal": _say("Choose a causal language model"),
        "all-masked": _say("No token would be trained: the mask covers every row"),
        "not-read": _say("The data was not read to its end"),
    }.get(problem.kind)
    if problem.kind == "bad-rows":
        words = re.split(r" ?[(（]", problem.message, maxsplit=1)[0]
    elif words is None and problem.kind:
        words = {
            "model": _say("The model cannot be used"),
            "data": _say("The data cannot be used"),
            "layers": _say("The layers cannot be used"),
        }.get(problem.where)
    return words or problem.message


def beside_its_name(message: str, path: str) -> str:
    """A sentence about a file or folder, where its name stands above: Has no config.json."""
    rest = message.removeprefix(path).lstrip() if path else message
    return rest[:1].upper() + rest[1:]


def below_a_field(problem: Problem) -> str:
    """Without the setting's key, which the field's own label says already."""
    message = problem.message
    named = re.match(r"[\w]+\.[\w.]+(?:: |：)", message)
    rest = message[named.end() :] if named else message
    return rest[:1].upper() + rest[1:]


def _say(words: str) -> str:
    return QCoreApplication.translate("Trouble", words)
