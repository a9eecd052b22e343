"""The forms of the Resize panel: what is asked for, and what exactly it costs, before anything is written."""

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from workbench.core import resizing
from workbench.core.errors import WorkbenchError
from workbench.core.inspection import Inspection
from workbench.core.merging import MergePreview
from workbench.core.resizing import Rule
from workbench.core.verdict import change, dead
from workbench.ui import style
from workbench.ui.inspect import measures
from workbench.ui.setup import amounts
from workbench.ui.widgets.choice_edit import ChoiceEdit
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.text import Text

_OTHERS = 6  # adapters that are offered for merging


class Form(QWidget):
    """`outcome` says what would come of it; the error is a reason why nothing can."""

    changed = Signal()
    job = ""
    what = ""  # ends the new folder's name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inspection: Inspection | None = None
        self.marked: tuple[str, ...] = ()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(1, 1)
        style.switch().changed.connect(self._rescale)
        self._rescale()

    def show_adapter(self, inspection: Inspection, marked: Sequence[str]) -> None:
        self.inspection, self.marked = inspection, tuple(marked)
        self.changed.emit()

    def params(self) -> dict[str, Any]:
        """Of the job, without source and out."""
        raise NotImplementedError

    def outcome(self) -> tuple[str, str]:
        """What it would do, and why it cannot be done."""
        raise NotImplementedError

    def _row(self, row: int, label: str, *parts: QWidget) -> None:
        self.grid.addWidget(Text(label, "body", "text_2"), row, 0)
        for column, part in enumerate(parts, 1):
            part.setAccessibleName(label)
            self.grid.addWidget(part, row, column)

    def _rescale(self, _theme: object = None) -> None:
        self.grid.setSpacing(style.theme().metrics.gap)


class ResizeForm(Form):
    job, what = "resize_adapter", "resized"

    def __init__(self) -> None:
        super().__init__()
        choices = [("energy", self.tr("share of ‖ΔW‖²")), ("rank", self.tr("rank, at most"))]
        self.how = ChoiceEdit(choices)
        self.energy = NumberEdit(0.01, 1.0, percent=True)
        self.rank = NumberEdit(1, 1024, integer=True)
        self.energy.set_value(0.95)
        self.rank.set_value(8)
        self._row(0, self.tr("Keep"), self.how, self.energy)
        self.grid.addWidget(self.rank, 0, 2)
        self.how.changed.connect(lambda _: self._on_how())
        for edit in (self.energy, self.rank):
            edit.changed.connect(lambda _: self.changed.emit())
        self._on_how()

    def params(self) -> dict[str, Any]:
        if self.how.value() == "energy":
            return {"energy": float(str(self.energy.value()))}
        return {"rank": int(str(self.rank.value()))}

    def outcome(self) -> tuple[str, str]:
        assert self.inspection is not None
        try:
            found = resizing.resizing(self.inspection, Rule(**self.params()))
        except WorkbenchError as error:
            return "", error.message
        if not found.modules:
            return "", self.tr("This adapter has no low-rank product that could be cut.")
        kept = [module.kept for module in found.modules]
        words = self.tr(
            "Error {error} of ‖ΔW‖ ({absolute}), exactly. Ranks {ranks}: {count} parameters, now {now}."
        )
        return words.format(
            error=measures.percent(found.relative),
            absolute=measures.number(found.error),
            ranks=amounts.span(str(min(kept)), str(max(kept))),
            count=amounts.short(found.parameters),
            now=amounts.short(found.parameters_before),
        ), ""

    def _on_how(self) -> None:
        self.energy.setVisible(self.how.value() == "energy")
        self.rank.setVisible(self.how.value() == "rank")
        self.changed.emit()


class PruneForm(Form):
    job, what = "prune_adapter", "pruned"

    def __init__(self) -> None:
        super().__init__()
        self.which = ChoiceEdit()
        self._row(0, self.tr("Leave out"), self.which)
        self.which.changed.connect(lambda _: self.changed.emit())

    def show_adapter(self, inspection: Inspection, marked: Sequence[str]) -> None:
        idle, count = len(dead(inspection.modules)), len(marked)
        self.which.set_options(
            [
                ("dead", self.tr("modules that change nothing ({count})").format(count=idle)),
                ("marked", self.tr("selected modules ({count})").format(count=count)),
            ]
        )
        super().show_adapter(inspection, marked)

    def params(self) -> dict[str, Any]:
        return {"modules": list(self._paths())}

    def outcome(self) -> tuple[str, str]:
        assert self.inspection is not None
        paths = set(self._paths())
        if not paths:
            every = self.tr("Every module changes something. Select modules in the map or the table first.")
            return "", every if self.which.value() == "dead" else self.tr("No module is selected.")
        if len(paths) == len(self.inspection.modules):
            return "", self.tr("Nothing would be left of the adapter.")
        modules = [module for module in self.inspection.modules if module.path in paths]
        total = change(self.inspection.modules)
        lost = math.sqrt(change(modules) / total) if total else 0.0
        one = self.tr("1 module goes, {numbers} parameters. Error {error} of ‖ΔW‖, exactly.")
        many = self.tr("{count} modules go, {numbers} parameters. Error {error} of ‖ΔW‖, exactly.")
        words = one if len(modules) == 1 else many
        numbers = sum(module.parameters for module in modules)
        return words.format(
            count=len(modules), numbers=amounts.short(numbers), error=measures.percent(lost)
        ), ""

    def _paths(self) -> tuple[str, ...]:
        assert self.inspection is not None
        if self.which.value() == "dead":
            return tuple(module.path for module in dead(self.inspection.modules))
        return self.marked


class ScaleForm(Form):
    job, what = "scale_adapter", "scaled"

    def __init__(self) -> None:
        super().__init__()
        self.factor = NumberEdit(-100.0, 100.0)
        self.factor.set_value(0.5)
        self._row(0, self.tr("Multiply ΔW by"), self.factor)
        self.factor.changed.connect(lambda _: self.changed.emit())

    def params(self) -> dict[str, Any]:
        return {"factor": float(str(self.factor.value()))}

    def outcome(self) -> tuple[str, str]:
        assert self.inspection is not None
        size = math.sqrt(change(self.inspection.modules))
        words = self.tr("‖ΔW‖ becomes {size}, now {now}. It is folded into B; α/r stays.")
        scaled = abs(self.params()["factor"]) * size
        return words.format(size=measures.number(scaled), now=measures.number(size)), ""


class MergeForm(Form):
    """Others are offered as (name, path); how much they cancel each other is asked from the engine."""

    job, what = "merge_adapters", "merged"
    preview_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.own_weight = NumberEdit(-10.0, 10.0)
        self.own_weight.set_value(0.5)
        methods = [
            ("svd", self.tr("exact, cut to a rank (SVD)")),
            ("cat", self.tr("exact, ranks added up")),
            ("linear", self.tr("linear, of A and B")),
            ("ties", "TIES"),
            ("dare_linear", "DARE"),
            ("dare_ties", "DARE-TIES"),
        ]
        self.method = ChoiceEdit(methods)
        self.preview: MergePreview | None = None
        self._rows: list[tuple[str, QCheckBox, NumberEdit]] = []
        self._row(0, self.tr("How"), self.method)
        self._row(1, self.tr("This adapter"), self.own_weight)
        self._list = QVBoxLayout()
        self.grid.addLayout(self._list, 2, 0, 1, 3)
        self.method.changed.connect(lambda _: self._on_changed())
        self.own_weight.changed.connect(lambda _: self._on_changed())

    def show_others(self, others: Sequence[tuple[str, str]]) -> None:
        if [path for path, *_ in self._rows] == [path for _, path in others[:_OTHERS]]:
            return
        for _, box, _weight in self._rows:
            box.parentWidget().deleteLater()
        self._rows = []
        for name, path in others[:_OTHERS]:
            row = QWidget()
            line = QGridLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setColumnStretch(0, 1)
            box, weight = QCheckBox(name), NumberEdit(-10.0, 10.0)
            weight.set_value(0.5)
            weight.setAccessibleName(self.tr("Weight of {name}").format(name=name))
            weight.setFixedWidth(style.theme().metrics.space(16))
            line.addWidget(box, 0, 0)
            line.addWidget(weight, 0, 1)
            box.toggled.connect(lambda _: self._on_changed())
            weight.changed.connect(lambda _: self._on_changed())
            self._list.addWidget(row)
            self._rows.append((path, box, weight))

    def sources(self) -> list[str]:
        """Of the others that are ticked."""
        return [path for path, box, _ in self._rows if box.isChecked()]

    def params(self) -> dict[str, Any]:
        weights = [self.own_weight, *(weight for _, box, weight in self._rows if box.isChecked())]
        return {"method": str(self.method.value()), "weights": [float(str(w.value())) for w in weights]}

    def show_preview(self, preview: MergePreview | None) -> None:
        self.preview = preview
        self.changed.emit()

    def outcome(self) -> tuple[str, str]:
        if not self._rows:
            return "", self.tr("There is no other adapter. Finish another run, or open an adapter first.")
        if not self.sources():
            return "", self.tr("Tick at least one other adapter.")
        if self.preview is None:
            return self.tr("Looking how they get along…"), ""
        worst = min((pair.cosine for pair in self.preview.interference), default=math.nan)
        cancelled = max((module.cancelled for module in self.preview.modules), default=0.0)
        words = self.tr("Cosine of their changes {cosine}; at most {cancelled} of a module cancels out.")
        said = words.format(cosine=f"{worst:.2f}", cancelled=measures.percent(cancelled))
        size = math.sqrt(sum(module.frobenius**2 for module in self.preview.modules))
        error = math.sqrt(
            sum(module.error**2 for module in self.preview.modules if module.error == module.error)
        )
        if self.method.value() == "svd" and size:
            cut = self.tr("The rank cuts off {error} of ‖ΔW‖.")
            said += " " + cut.format(error=measures.percent(error / size))
        return said, ""

    def _on_changed(self) -> None:
        self.preview = None
        self.changed.emit()
        if self.sources():
            self.preview_asked.emit()
