"""What the plan costs, at the top of Setup's right column: exactly, or as a formula says."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core import processes
from workbench.core.estimate import Cost
from workbench.core.forecast import Forecast
from workbench.services.speed import Speed
from workbench.ui import style, words
from workbench.ui.setup import amounts
from workbench.ui.widgets.buttons import LinkButton
from workbench.ui.widgets.memory_bar import MemoryBar, Part
from workbench.ui.widgets.section import OLD_VALUE_STAYS, Divider, KeyValue, SectionLabel
from workbench.ui.widgets.text import Text

_UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run really took; zeros where it is not known yet."""

    memory: int = 0  # bytes, the peak
    step: float = 0.0  # seconds, the mean
    run: float = 0.0  # seconds, until its end or so far
    over: bool = False


class CostView(QWidget):
    """Shows one cost; what it was before stays beside it for a second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cost: Cost | None = None
        self.count = Text(_UNKNOWN, "count")
        self.old_count = Text("", "small", "text_3")
        self.share = Text("", "small", "text_2")
        self.skipped = Text("", "small", "text_2")
        self.file = KeyValue(self.tr("Adapter, float32"))
        self.optimizer = KeyValue(
            self.tr("Optimizer state"), tip=self.tr("AdamW keeps two float32 numbers for each trained one")
        )
        self.modules = KeyValue(self.tr("Modules"))
        self.memory = KeyValue(self.tr("Memory"))
        self.bar = MemoryBar()
        self.step = KeyValue(self.tr("Step"))
        self.run = KeyValue(self.tr("Run"))
        self.calibrate = LinkButton("", role="small")
        self.calibrate.setToolTip(self.tr("Then the time of a step is predicted within its band"))
        self._forgetting = QTimer(self, singleShot=True, interval=OLD_VALUE_STAYS)
        self._forgetting.timeout.connect(lambda: self.old_count.setText(""))
        self._lay_out()

    def forget(self) -> None:
        """Another document: there is no old value."""
        self._cost = None
        self.old_count.setText("")

    def show_cost(self, cost: Cost | None, forecast: Forecast | None, measured: Measured) -> None:
        """What was measured replaces what was predicted, and says so."""
        was = self._cost
        self._show_skipped(forecast)
        self._show_time(forecast if cost is not None and cost.trainable else None, measured)
        if cost is None:
            self.count.setText(_UNKNOWN)
            self.share.setText(self.tr("of the base"))
            for row in (self.modules, self.file, self.optimizer, self.memory):
                row.set_value(_UNKNOWN)
            self.bar.set_parts([], processes.total_memory())
            return
        self.show_count(cost.trainable)
        self.share.setText(self.tr("{share} of the base").format(share=amounts.percent(cost.percent)))
        tip = self.tr("{count} of {base} parameters. peft prints {share}: of base and adapter together.")
        self.share.setToolTip(
            tip.format(
                count=amounts.grouped(cost.trainable),
                base=amounts.grouped(cost.base),
                share=amounts.percent(100 * cost.trainable / max(1, cost.total)),
            )
        )
        self.file.set_value(_file(cost), _file(was) if was is not None else None)
        self.file.setToolTip(
            self.tr("adapter_model.safetensors: {size} bytes").format(size=f"{cost.adapter_bytes:,}")
        )
        self.optimizer.set_value(amounts.file_size(cost.optimizer_bytes) if cost.trainable else _UNKNOWN)
        self.modules.set_value(f"{cost.modules:,}", f"{was.modules:,}" if was is not None else None)
        self._show_memory(cost, forecast, measured.memory)
        self._cost = cost

    def show_count(self, trainable: int) -> None:
        """The count alone; what it was before stays beside it for a second."""
        self.count.setText(amounts.grouped(trainable))
        if self._cost is not None and self._cost.trainable != trainable:
            self.old_count.setText("← " + amounts.grouped(self._cost.trainable))
            self._forgetting.start()

    def show_speed(self, speed: Speed) -> None:
        """Whether this machine was measured: if not, a link that does it; meanwhile, how far it is."""
        known = speed.machine is not None and speed.machine.calibrated
        self.calibrate.setVisible(not known or speed.calibrating)
        self.calibrate.setEnabled(not speed.calibrating)
        self.calibrate.setText(
            self.tr("Measuring this machine: {share} %").format(share=f"{100 * speed.done:.0f}")
            if speed.calibrating
            else self.tr("Measure this machine (about 20 s)")
        )

    def _show_memory(self, cost: Cost, forecast: Forecast | None, measured: int) -> None:
        total = processes.total_memory()
        if measured:
            self.memory.set_value(self.tr("{size} measured").format(size=amounts.memory(measured)))
            self.memory.set_tone("text")
            self.memory.setToolTip(self.tr("The largest that the training process took."))
            self.bar.set_parts([Part(self.tr("measured"), measured, amounts.memory(measured))], total)
            return
        memory = forecast.memory if forecast is not None else None
        needed = memory.total if memory is not None else cost.memory_bytes
        have = amounts.memory(total)
        if memory is not None:
            off = amounts.memory_band(needed, memory.band)
            text = self.tr("{need} ± {band} of {have}").format(band=off, need="{need}", have="{have}")
        else:
            text = self.tr("at least {need} of {have}")
        self.memory.set_value(text.format(need=amounts.memory(needed).removesuffix(" GiB"), have=have))
        fits = needed <= total
        self.memory.set_tone("error" if not fits else "warn" if needed > 0.9 * total else "text")
        self.memory.setToolTip(
            self.tr("Program, weights, adapter and gradient, optimizer state, and activations by formula.")
            if fits
            else self.tr("More than this machine has: choose a smaller model, or fewer tokens at once.")
        )
        parts = [
            Part(self.tr("weights"), cost.weight_bytes, amounts.memory(cost.weight_bytes), "text_3"),
            Part(self.tr("adapter and gradient"), cost.adapter_memory, amounts.memory(cost.adapter_memory)),
            Part(
                self.tr("optimizer state"),
                cost.optimizer_bytes,
                amounts.memory(cost.optimizer_bytes),
                strength=0.6,
            ),
        ]
        if memory is not None:
            held, kept = memory.program, memory.activations
            parts.insert(0, Part(self.tr("program"), held, amounts.memory(held), "text_3", strength=0.5))
            parts.append(Part(self.tr("activations"), kept, amounts.memory(kept), strength=0.3))
        self.bar.set_parts(parts, total)

    def _show_skipped(self, forecast: Forecast | None) -> None:
        """What need not be computed, and what is computed twice for lack of memory."""
        said = []
        if forecast is not None and 0 < forecast.first_block < forecast.blocks:
            words_of = (
                self.tr("Blocks below {block} are computed once")
                if forecast.cached
                else self.tr("No backward pass below block {block}")
            )
            said.append(words_of.format(block=forecast.first_block))
        elif forecast is not None and 0 < forecast.first_block == forecast.blocks:
            said.append(self.tr("No backward pass through the blocks"))
        twice = forecast.recomputed if forecast is not None else 0
        if forecast is not None and twice:
            words_of = self.tr("{count} of {blocks} blocks run twice")
            said.append(words_of.format(count=forecast.recomputed, blocks=forecast.blocks))
        self.skipped.setText("\n".join(said))
        tip = self.tr("Gradient checkpointing: less memory, more time, the same result.") if twice else ""
        self.skipped.setToolTip(tip)
        self.skipped.setVisible(bool(said))

    def _show_time(self, forecast: Forecast | None, measured: Measured) -> None:
        if measured.step:
            self.step.set_value(self.tr("{time} measured").format(time=_short(measured.step)))
            words_of_run = self.tr("{time} measured") if measured.over else self.tr("{time} so far")
            self.run.set_value(words_of_run.format(time=words.duration(measured.run)))
            for row in (self.step, self.run):
                row.setToolTip("")
            return
        seconds = forecast.seconds if forecast is not None else None
        if forecast is None or seconds is None or forecast.run_seconds is None:
            self.step.set_value(_UNKNOWN)
            self.run.set_value(_UNKNOWN)
        else:
            whole = forecast.run_seconds
            ends = time.strftime("%H:%M", time.localtime(time.time() + whole))
            rough = self.tr("about {time}")
            exact = self.tr("{time} ± {band}")
            text = exact if forecast.calibrated else rough
            self.step.set_value(text.format(time=_short(seconds), band=_bare(seconds, forecast.band)))
            text = self.tr("{run} · {clock}") if whole < 12 * 3600 else "{run}"
            about = words.duration(whole) if forecast.calibrated else rough.format(time=words.duration(whole))
            self.run.set_value(text.format(run=about, clock=ends))
        tip = self.tr("By counting operations, against the speed measured on this machine; ± {band} %.")
        share = f"{100 * forecast.band:.0f}" if forecast is not None else _UNKNOWN
        for row in (self.step, self.run):
            row.setToolTip(tip.format(band=share) if seconds is not None else "")

    def _lay_out(self) -> None:
        m = style.theme().metrics
        head = QHBoxLayout()
        head.addWidget(SectionLabel(self.tr("Trainable")), 1)
        head.addWidget(self.old_count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(1))
        column.addLayout(head)
        for part in (self.count, self.share, self.skipped):
            column.addWidget(part)
        column.addSpacing(m.gap)
        column.addWidget(Divider())
        column.addSpacing(m.space(1))
        for row in (self.file, self.modules, self.optimizer, self.memory, self.bar, self.step, self.run):
            column.addWidget(row)
        column.addWidget(self.calibrate)
        for text in (self.count, self.share):
            text.setAccessibleName(self.tr("Trainable parameters"))


def _file(cost: Cost) -> str:
    return amounts.file_size(cost.adapter_bytes) if cost.trainable else _UNKNOWN


def _short(seconds: float) -> str:
    """0.03 s, 2.1 s, 45 s, then as any duration."""
    if seconds < 0.095:
        return f"{seconds:.2f} s"
    return f"{seconds:.1f} s" if seconds < 9.95 else words.duration(seconds)


def _bare(seconds: float, band: float) -> str:
    """What a time may be off by, as exact as `_short` writes it: 0.3, 0.04; from a minute on with a unit."""
    off = seconds * band
    if seconds >= 59.5:
        return words.duration(off)
    return f"{off:.2f}" if seconds < 0.095 else f"{off:.1f}" if seconds < 9.95 else f"{max(off, 1):.0f}"
