"""A problem beside its cause on a Setup card, with the buttons that mend it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from workbench.services.problem import Problem
from workbench.ui.widgets.banner import Banner


class Trouble(Banner):
    """Hidden while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("error", parent=parent)
        self.hide()

    def show_problem(
        self, problem: Problem | None, mend: tuple[tuple[str, Callable[[], object]], ...] = ()
    ) -> None:
        self.setVisible(problem is not None)
        if problem is None:
            return
        self.set_message(problem.message, problem.hint)
        self.set_details(problem.details)
        self.clear_buttons()
        for words, act in mend:
            self.add_button(words).clicked.connect(lambda _=False, act=act: act())
