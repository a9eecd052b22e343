"""What a data file holds, in numbers: from the check before a run, or from the run itself."""

from typing import Any

from PySide6.QtWidgets import QWidget

from workbench.core.events import Started
from workbench.core.spec import Resolved
from workbench.ui.setup import amounts
from workbench.ui.setup.facts import Facts


class DataFacts(Facts):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({}, parent)
        self.set_names(
            {
                "rows": self.tr("Rows"),
                "held_out": self.tr("Held out"),
                "tokens": self.tr("Tokens"),
                "trained": self.tr("Trained"),
                "longest": self.tr("Longest row"),
                "cut": self.tr("Cut"),
                "template": self.tr("Chat template"),
                "unread": self.tr("Fields not read"),
            }
        )

    def show_check(self, data: dict[str, Any]) -> None:
        """What `training.data.preview.check` found."""
        usable, of_all = f"{data['usable']:,}", f"{data['rows']:,}"
        some = self.tr("{usable} of {rows}").format(usable=usable, rows=of_all)
        tip = self.tr("Rows that can be used, of all in the file")
        self["rows"].set_value(of_all if usable == of_all else some, tip)
        self._show_held_out(data["held_out"])
        self["tokens"].set_value(f"{data['tokens']:,}")
        learned = self.tr("{count} tokens are learned, the others only read")
        self._show_trained(data["share_trained"], learned.format(count=f"{data['trained_tokens']:,}"))
        self["longest"].set_value(self.tr("{count} tokens").format(count=f"{data['longest']:,}"))
        self._show_cut(data["cut"], data["max_length"])
        own = data["template"]["source"] == "model"
        self["template"].set_value(
            self.tr("the model's") if own else self.tr("our own"), data["template"]["text"]
        )
        unread = ", ".join(data["unread"])
        self["unread"].set_value(unread or self.tr("none"), unread, "warn" if unread else "text")
        self.show_known()

    def show_run(self, resolved: Resolved, started: Started | None) -> None:
        """What a run found when it began."""
        self.clear()
        self["rows"].set_value(f"{resolved.rows + resolved.rows_held_out:,}")
        self._show_held_out(resolved.rows_held_out)
        if started is not None:
            self["tokens"].set_value(
                self.tr("{count} an epoch").format(count=f"{started.tokens_per_epoch:,}")
            )
            self._show_trained(started.trained_tokens_per_epoch / max(1, started.tokens_per_epoch), "")
        self._show_cut(resolved.rows_cut, resolved.max_length)
        self.show_known()

    def _show_held_out(self, count: int) -> None:
        text = self.tr("{count} rows").format(count=f"{count:,}") if count else self.tr("none")
        self["held_out"].set_value(text, self.tr("Not trained on: they measure the run"))

    def _show_trained(self, share: float, tip: str) -> None:
        self["trained"].set_value(amounts.percent(round(100 * share)), tip)

    def _show_cut(self, count: int, length: int) -> None:
        tip = self.tr("Longer than {count} tokens: they lose their end mark").format(count=f"{length:,}")
        text = self.tr("{count} rows").format(count=f"{count:,}") if count else self.tr("no row")
        self["cut"].set_value(text, tip if count else "", "warn" if count else "text")
