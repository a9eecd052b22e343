"""The prompts answered while a run trains: the base's answer beside the one at a chosen step."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.core.events import Sampled
from workbench.ui import style
from workbench.ui.train.sample_rows import SampleRows
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.text import Text

_WORDS = 24  # letters of the widest step in the choice


class SamplesView(QWidget):
    """Follows the newest step until another one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_step: dict[int, list[Sampled]] = {}
        self._chosen: int | None = None
        self.step_choice = ChoiceEdit()
        self.step_choice.setMinimumContentsLength(_WORDS)
        self.step_choice.setAccessibleName(self.tr("Step of the answers"))
        heads = (
            Text(self.tr("Held-out prompt"), "header", "text_2"),
            Text(self.tr("Base"), "header", "text_2"),
        )
        self.rows = SampleRows((*heads, self.step_choice))
        self._empty = Text("", "body", "text_3", wrap=True)
        self._scroll = QScrollArea()
        self._lay_out()
        self.step_choice.changed.connect(self._on_chosen)
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.clear("")

    def clear(self, sentence: str) -> None:
        """Nothing yet; `sentence` says what will be here."""
        self._by_step, self._chosen = {}, None
        self.say_empty(sentence)
        self._show()

    def say_empty(self, sentence: str) -> None:
        """Another sentence for as long as there are no samples."""
        self._empty.setText(sentence)

    def add(self, samples: Sequence[Sampled]) -> None:
        """More answers; those of a newer step come to the front."""
        for sample in samples:
            answers = self._by_step.setdefault(sample.step, [])
            answers[:] = sorted(
                [*(a for a in answers if a.index != sample.index), sample], key=lambda s: s.index
            )
        if samples:
            self._show()

    def choose(self, step: int) -> None:
        """Shows the answers of one step."""
        if step in self._by_step:
            self._chosen = None if step == self._newest() else step
            self._show()

    def step(self) -> int | None:
        """The step whose answers are shown."""
        return self._newest() if self._chosen is None else self._chosen

    def latest(self) -> list[Sampled]:
        """The answers of the newest step."""
        newest = self._newest()
        return [] if newest is None else self._by_step[newest]

    def _newest(self) -> int | None:
        return max(self._by_step, default=None)

    def _on_chosen(self, step: object) -> None:
        self.choose(int(str(step)))

    def _show(self) -> None:
        step, newest = self.step(), self._newest()
        self._scroll.setVisible(step is not None)
        self._empty.setVisible(step is None)
        if step is None:
            return
        self.step_choice.set_options(
            [(s, self._words(s, newest)) for s in sorted(self._by_step, reverse=True)]
        )
        self.step_choice.set_value(step)
        self.rows.show_samples(self._by_step[step])

    def _words(self, step: int, newest: int | None) -> str:
        if step == 0:
            return self.tr("Step 0, the base itself")
        if step == newest:
            return self.tr("Step {step}, the newest").format(step=f"{step:,}")
        return self.tr("Step {step}").format(step=f"{step:,}")

    def _lay_out(self) -> None:
        self._inside = QWidget()
        QVBoxLayout(self._inside).addWidget(self.rows)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.tr("Samples"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._scroll, 1)
        self._column.addStretch(0)

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._inside.layout().setContentsMargins(metrics.page, metrics.space(1), metrics.page, metrics.gap)
        self._empty.setContentsMargins(metrics.page, metrics.gap, metrics.page, metrics.gap)
