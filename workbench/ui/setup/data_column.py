"""The right column beside the data: counts, checks, what is left out, and how the rows are learned from."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from workbench.services.draft import Draft
from workbench.ui import style
from workbench.ui.setup import amounts, bad_rows
from workbench.ui.setup.data_settings import DataSettings
from workbench.ui.setup.run_setup import RunSetup, Setup
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.section import Divider, KeyValue, SectionLabel
from workbench.ui.widgets.text import Text

_UNKNOWN = "–"


class DataColumn(QWidget):
    rows_asked = Signal(str)  # a kind of rows that is to be shown: see the job `data_find`
    export_asked = Signal(str)  # a file for the rows that are left out
    clearing_asked = Signal()  # of the tokens that are kept

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup: Setup | None = None
        self.values = {
            "rows": KeyValue(self.tr("Rows")),
            "samples": KeyValue(self.tr("In an epoch")),
            "tokens": KeyValue(self.tr("Tokens")),
            "trained": KeyValue(
                self.tr("Trained"), tip=self.tr("Tokens that are learned; the others are only read")
            ),
            "longest": KeyValue(self.tr("Longest")),
            "cut": KeyValue(self.tr("Cut")),
            "duplicates": KeyValue(
                self.tr("Duplicates"), tip=self.tr("Rows whose text equals an earlier one's; they are used")
            ),
            "empty": KeyValue(self.tr("Empty answers"), tip=self.tr("They cannot be learned: left out")),
            "odd": KeyValue(self.tr("Odd characters"), tip=self.tr("Control, invisible or damaged ones")),
            "validation": KeyValue(self.tr("Held-out file")),
            "unread": KeyValue(self.tr("Not read"), tip=self.tr("Columns that mean nothing in this format")),
        }
        self.end_marks = Text("", "small", "ok", wrap=True)
        self.left_out = Text("", "small", "warn", wrap=True)
        self.show_left_out = Button(self.tr("Show them"))
        self.export = Button(self.tr("Export…"))
        self.settings = DataSettings()
        self.cache = KeyValue(
            self.tr("Token cache"),
            tip=self.tr("Rows are tokenised once and kept, so that a second start begins at once."),
        )
        self.clear = Button(self.tr("Clear the cache"))
        self._left_out_part = QWidget()
        self._settings_part = QWidget()
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        """The numbers of the check or of the run, as far as they are known."""
        self._setup = setup
        data = setup.data if setup is not None else None
        if data is not None:
            self._show_check(data)
        elif isinstance(setup, RunSetup):
            self._show_run(setup)
        else:
            self._show_nothing()
        self._settings_part.setVisible(isinstance(setup, Draft) and bool(setup.spec.data.path))
        if isinstance(setup, Draft):
            longest = data["max_length"] if data is not None else None
            template = data["template"]["text"] if data is not None else ""
            text = data is not None and all(
                source["format"] == "text" for source in (data["sources"] or [data])
            )
            self.settings.show_spec(setup.spec, template, longest, text=text)

    def show_cache(self, size: int | None, sets: int) -> None:
        """How much room the tokens of all data take; `size` in bytes."""
        if size is not None:
            words = self.tr("{size} · {sets} sets") if sets != 1 else self.tr("{size} · 1 set")
            text = words.format(size=amounts.file_size(size), sets=f"{sets:,}") if size else self.tr("empty")
            self.cache.set_value(text)
        self.clear.setEnabled(bool(size))
        self.clear.setToolTip("" if size else self.tr("Nothing is kept"))

    def _show_nothing(self) -> None:
        for key, row in self.values.items():
            row.setVisible(key in ("rows", "tokens", "trained"))
            row.set_value(_UNKNOWN)
        self.end_marks.hide()
        self._left_out_part.hide()

    def _show_check(self, data: dict[str, Any]) -> None:
        held_out = data["held_out"]
        words = self.tr("{train} · {held} held out")
        rows = words.format(train=f"{data['usable'] - held_out:,}", held=f"{held_out:,}")
        packing = data["packing"]
        samples = ""
        if packing:
            blocks = self.tr("{blocks} blocks of {length}")
            samples = blocks.format(blocks=f"{packing['blocks']:,}", length=f"{packing['length']:,}")
        elif data["samples"] != data["usable"] - held_out:
            samples = self.tr("{count} samples").format(count=f"{data['samples']:,}")
        cut = self.tr("{count} at {length}") if data["cut"] else self.tr("none at {length}")
        odd = data["odd_characters"]
        self._say("rows", rows)
        self._say("samples", samples)
        self._say("tokens", f"{data['tokens']:,}")
        trained = self.tr("{count} of the tokens are learned, the others only read")
        self._say(
            "trained",
            f"{100 * data['share_trained']:.0f} %",
            tip=trained.format(count=f"{data['trained_tokens']:,}"),
        )
        self._say("longest", self.tr("{count} tokens").format(count=f"{data['longest']:,}"))
        self._say(
            "cut",
            "" if packing else cut.format(count=f"{data['cut']:,}", length=f"{data['max_length']:,}"),
            tone="warn" if data["cut"] else "text",
            tip=self._cut_by(data["max_length_by"]),
        )
        doubled = data["duplicates"]
        count_ = self.tr("{count} rows").format(count=f"{doubled:,}") if doubled else self.tr("none")
        self._say("duplicates", count_, tone="warn" if doubled else "text")
        kinds = "\n".join(f"{kind}: {count:,}" for kind, count in odd["kinds"].items())
        for key, count in (("empty", data["empty_answers"]), ("odd", odd["rows"])):
            rows_ = self.tr("{count} rows").format(count=f"{count:,}") if count else self.tr("none")
            self._say(key, rows_, tone="warn" if count else "text", tip=kinds if key == "odd" else "")
        self._say("validation", self._validation(data["validation"]))
        unread = ", ".join(data["unread"])
        self._say("unread", unread, tone="warn", tip=unread)
        self._show_end_marks(data)
        self._show_left_out(data)

    def _show_run(self, setup: RunSetup) -> None:
        self._show_nothing()
        resolved = setup.spec.resolved
        if resolved is None:
            return
        words = self.tr("{train} · {held} held out")
        rows = words.format(train=f"{resolved.rows:,}", held=f"{resolved.rows_held_out:,}")
        self._say("rows", rows)
        started = setup.watch.history.started
        if started is not None:
            count = f"{started.tokens_per_epoch:,}"
            self._say("tokens", self.tr("{count} an epoch").format(count=count))
            share = started.trained_tokens_per_epoch / max(1, started.tokens_per_epoch)
            self._say("trained", f"{100 * share:.0f} %")
        if resolved.rows_cut:
            words = self.tr("{count} at {length}")
            cut = words.format(count=f"{resolved.rows_cut:,}", length=f"{resolved.max_length:,}")
            self._say("cut", cut, tone="warn")

    def _say(self, key: str, text: str, *, tone: str = "text", tip: str = "") -> None:
        row = self.values[key]
        row.set_value(text)
        row.set_tone(tone)
        if tip:
            row.setToolTip(tip)
        row.setVisible(bool(text))

    def _cut_by(self, by: str) -> str:
        return {
            "longest": self.tr("The longest row decides the length: none is cut"),
            "context": self.tr("The model reads no more tokens than that"),
            "memory": self.tr("More tokens at once do not fit in memory"),
            "packing": self.tr("The length of a packed block"),
        }.get(by, self.tr("Chosen by hand"))

    def _validation(self, found: dict[str, Any] | None) -> str:
        if found is None:
            return ""
        if found["also_trained"]:
            words = self.tr("{used} of {rows} rows, {also} are also trained on")
        else:
            words = self.tr("{used} rows")
        return words.format(
            used=f"{found['used']:,}", rows=f"{found['rows']:,}", also=f"{found['also_trained']:,}"
        )

    def _show_end_marks(self, data: dict[str, Any]) -> None:
        """Every row that is not cut ends with a labelled end mark: that is how rows are encoded."""
        self.end_marks.setVisible(not data["packing"] and data["usable"] > 0)
        if data["cut"]:
            words = self.tr("⚠ {count} cut rows lose their end mark")
            self.end_marks.setText(words.format(count=f"{data['cut']:,}"))
            self.end_marks.set_tone("warn")
        else:
            self.end_marks.setText(self.tr("✓ The end mark is learned on every row"))
            self.end_marks.set_tone("ok")

    def _show_left_out(self, data: dict[str, Any]) -> None:
        reasons = dict(data["left_out"]) or dict(data["bad_reasons"])
        count = sum(reasons.values())
        self._left_out_part.setVisible(count > 0)
        head = self.tr("⚠ 1 row left out") if count == 1 else self.tr("⚠ {count} rows left out")
        lines = [head.format(count=f"{count:,}")]
        lines += [bad_rows.phrase(reason, number) for reason, number in reasons.items()]
        self.left_out.setText("\n".join(lines))
        for button in (self.show_left_out, self.export):
            button.setVisible(data["bad_count"] > 0)

    def _on_export(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the rows that are left out"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("JSON lines (*.jsonl)")])
        dialog.setDefaultSuffix("jsonl")
        dialog.selectFile("left-out.jsonl")
        dialog.fileSelected.connect(self.export_asked)
        dialog.open()

    def _connect(self) -> None:
        self.show_left_out.clicked.connect(lambda: self.rows_asked.emit("left-out"))
        self.export.clicked.connect(self._on_export)
        self.clear.clicked.connect(self.clearing_asked)

    def _lay_out(self) -> None:
        m = style.theme().metrics
        buttons = QHBoxLayout()
        buttons.setSpacing(m.gap)
        for button in (self.show_left_out, self.export):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left_out = QVBoxLayout(self._left_out_part)
        left_out.setContentsMargins(0, m.space(1), 0, 0)
        left_out.setSpacing(m.space(1))
        left_out.addWidget(self.left_out)
        left_out.addLayout(buttons)
        settings = QVBoxLayout(self._settings_part)
        settings.setContentsMargins(0, m.gap, 0, 0)
        settings.setSpacing(m.gap)
        settings.addWidget(Divider())
        settings.addWidget(self.settings)
        settings.addWidget(Divider())
        settings.addWidget(self.cache)
        settings.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.space(1))
        column.addWidget(SectionLabel(self.tr("Data")))
        for row in self.values.values():
            column.addWidget(row)
        for part in (self.end_marks, self._left_out_part, self._settings_part):
            column.addWidget(part)
        self._show_nothing()
        self.show_cache(None, 0)
