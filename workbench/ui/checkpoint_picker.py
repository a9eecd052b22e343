"""In the header of Inspect, Try and Export: which checkpoint they are about."""

from PySide6.QtWidgets import QWidget

from workbench.services.look_choice import LookChoice
from workbench.services.looks import Look
from workbench.services.run_watch import RunWatch
from workbench.ui import style, words
from workbench.ui.widgets.choice_edit import ChoiceEdit

_WIDE = 32  # grid units


class CheckpointPicker(ChoiceEdit):
    """Hidden where there is nothing to choose from: drafts, and adapters from elsewhere."""

    def __init__(self, choice: LookChoice, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self._choice = choice
        self._offered: list[tuple[object, str]] = []
        self._wanted = False
        self.setAccessibleName(self.tr("Checkpoint"))
        self.setToolTip(self.tr("The checkpoint that Inspect, Try and Export are about; ★ is the best one"))
        self.changed.connect(self._on_changed)
        choice.changed.connect(self.refresh)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.refresh()

    def set_wanted(self, wanted: bool) -> None:
        """Whether the page that is shown is about a checkpoint."""
        self._wanted = wanted
        self.refresh()

    def refresh(self) -> None:
        choice = self._choice
        offered = [(look, words.checkpoint(look)) for look in reversed(choice.looks)]
        if offered != self._offered:  # an open menu closes only where it has become another
            self._offered = offered
            self.set_options(offered)
        if choice.look is not None and choice.look != self.value():
            self.set_value(choice.look)
        self.setVisible(self._wanted and bool(offered) and isinstance(choice.document, RunWatch))

    def _on_changed(self, look: object) -> None:
        if isinstance(look, Look):
            self._choice.choose(look)

    def _rescale(self, _theme: object = None) -> None:
        self.setFixedWidth(style.theme().metrics.space(_WIDE))
