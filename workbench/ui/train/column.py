"""Beside the Train page: the proof of what was attached, the run's facts, its time, and a note."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.core.events import Started
from workbench.core.history import History, Status
from workbench.services.run_watch import RunWatch
from workbench.ui import style, words
from workbench.ui.library.marks_box import MarksBox
from workbench.ui.train.amounts import clock
from workbench.ui.train.checkpoint_list import CheckpointList
from workbench.ui.train.live_box import LiveBox
from workbench.ui.widgets.section import Divider, KeyValue, SectionLabel
from workbench.ui.widgets.text import Text

_DASH = "–"


class TrainColumn(QWidget):
    def __init__(self, marks: MarksBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = marks
        self.checkpoints, self.live = CheckpointList(), LiveBox()
        self.proof = Text("", "body", "text_2", wrap=True)
        self._facts = {
            "trainable": KeyValue(self.tr("Trainable")),
            "share": KeyValue(self.tr("Of the base")),
            "device": KeyValue(self.tr("Device")),
            "rows": KeyValue(self.tr("Rows trained")),
            "held_out": KeyValue(self.tr("Held out")),
            "left_out": KeyValue(self.tr("Left out")),
            "tokens": KeyValue(self.tr("Tokens an epoch")),
            "steps": KeyValue(self.tr("Steps")),
            "epochs": KeyValue(self.tr("Epochs")),
            "optimisations": KeyValue(self.tr("Made faster")),
            "elapsed": KeyValue(self.tr("Elapsed")),
            "left": KeyValue(self.tr("Left")),
            "done": KeyValue(self.tr("Done at")),
            "ended": KeyValue(self.tr("Ended at")),
        }
        self._empty = Text("", "small", "text_3", wrap=True)
        self._lay_out()
        style.switch().changed.connect(self._rescale)
        self._rescale()
        self.show_nothing(self.tr("No run is shown."))

    def show_nothing(self, sentence: str) -> None:
        """No run yet: says what will be here."""
        self.marks.take()
        self._empty.setText(sentence)
        self._empty.show()
        self._inside.hide()

    def show_run(self, watch: RunWatch) -> None:
        self._empty.hide()
        self._inside.show()
        started = watch.history.started
        self.checkpoints.show_run(watch)
        self.live.show_run(watch)
        imported = watch.summary.imported
        if imported or watch.read_only:
            self.live.hide()
        self._show_proof(None if imported else started, imported)
        self._show_facts(None if imported else started)
        self._show_time(watch.history, watch.status)

    def value(self, name: str) -> str:
        """A fact as it is written ("steps", "elapsed", …)."""
        return self._facts[name].value()

    def _show_proof(self, started: Started | None, imported: str = "") -> None:
        if started is None:
            said = self.tr("Imported from {program}: its curves, and the settings that are known.")
            plain = self.tr("Compared with the plan once peft has attached it.")
            self.proof.setText(said.format(program=imported) if imported else plain)
            self.proof.set_tone("text_3")
            self._set("trainable", _DASH)
            self._set("share", _DASH)
            return
        agrees = started.modules_adapted == started.modules_planned
        said = self.tr("{adapted} of {planned} modules match the plan")
        text = said.format(adapted=f"{started.modules_adapted:,}", planned=f"{started.modules_planned:,}")
        self.proof.setText(("✓ " if agrees else "✕ ") + text)
        self.proof.set_tone("ok" if agrees else "error")
        trainable, base = started.trainable_parameters, started.total_parameters
        self._set("trainable", f"{trainable:,}")
        self._set("share", f"{100 * trainable / base:.2f} %" if base else _DASH)
        tip = self.tr("{trainable} of {base} in the base. peft's own ratio, of all it counts: {ratio} %")
        ratio = 100 * trainable / (trainable + base)
        self._facts["share"].setToolTip(
            tip.format(trainable=f"{trainable:,}", base=f"{base:,}", ratio=f"{ratio:.2f}")
        )

    def _show_facts(self, started: Started | None) -> None:
        if started is None:
            for name in (
                "device",
                "rows",
                "held_out",
                "left_out",
                "tokens",
                "steps",
                "epochs",
            ):
                self._set(name, _DASH)
            self._facts["optimisations"].hide()
            return
        device = started.device.upper() if started.device == "cpu" else started.device
        many = self.tr("{count} threads").format(count=started.threads)
        threads = self.tr("1 thread") if started.threads == 1 else many
        self._set("device", f"{device} · {started.dtype} · {threads}")
        self._set("rows", f"{started.rows:,}")
        self._set("held_out", self._rows(started.rows_held_out))
        self._set("left_out", self._rows(started.rows_left_out))
        self._facts["left_out"].set_tone("warn" if started.rows_left_out else "text")
        self._set("tokens", f"{started.tokens_per_epoch:,}")
        trained = self.tr("{count} of them are learned").format(count=f"{started.trained_tokens_per_epoch:,}")
        self._facts["tokens"].setToolTip(trained)
        self._set("steps", f"{started.steps:,}")
        self._set("epochs", f"{started.epochs:.3g}")
        self._facts["optimisations"].setVisible(bool(started.optimisations))
        covered = [f"{name} {count}" for name, count in started.optimisations.items()]
        self._set("optimisations", ", ".join(covered))

    def _show_time(self, history: History, status: Status) -> None:
        passed = history.finished.seconds if history.finished else history.latest - history.began
        self._set("elapsed", words.duration(passed) if history.began else _DASH)
        for name in ("left", "done"):
            self._facts[name].setVisible(not status.ended)
        self._facts["ended"].setVisible(status.ended)
        self._set("ended", clock(history.latest) if history.latest else _DASH)
        left = history.seconds_left if status is Status.TRAINING else None
        if left is None:
            self._set("left", self.tr("paused") if status is Status.PAUSED else self.tr("after ten steps"))
            self._set("done", _DASH)
        else:
            self._set("left", self.tr("about {time}").format(time=words.duration(left)))
            self._set("done", clock(history.latest + left))

    def _rows(self, count: int) -> str:
        return self.tr("{count} rows").format(count=f"{count:,}") if count else self.tr("none")

    def _set(self, name: str, text: str) -> None:
        self._facts[name].set_value(text)

    def _lay_out(self) -> None:
        facts = iter(self._facts.values())

        def some(count: int) -> list[QWidget]:
            return [next(facts) for _ in range(count)]

        self._inside = QWidget()
        self._parts: list[QVBoxLayout] = []
        column = self._column = QVBoxLayout(self._inside)
        for part in (self.checkpoints, self.live):
            column.addWidget(part)
        column.addWidget(Divider())
        for title, rows in (
            (self.tr("Proof"), [self.proof, *some(2)]),
            (self.tr("Run"), some(8)),
            (self.tr("Time"), some(4)),
        ):
            part = QVBoxLayout()
            part.addWidget(SectionLabel(title))
            for row in rows:
                part.addWidget(row)
            column.addLayout(part)
            column.addWidget(Divider())
            self._parts.append(part)
        column.addWidget(self.marks)
        column.addStretch(1)
        inner = QWidget()
        around = self._around = QVBoxLayout(inner)
        around.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignTop)
        around.addWidget(self._inside, 1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys belong to what is inside
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _rescale(self, _theme: object = None) -> None:
        metrics = style.theme().metrics
        self._around.setContentsMargins(metrics.page, metrics.card_x, metrics.page, metrics.card_x)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics.space(2.5))
        for part in self._parts:
            part.setSpacing(metrics.space(0.5))
