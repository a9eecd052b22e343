"""What a run found in its data when it began, in numbers."""

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
                "cut": self.tr("Cut"),
            }
        )

    def show_run(self, resolved: Resolved, started: Started | None) -> None:
        """What a run found when it began."""
        self.clear()
        self.of("rows").set_value(f"{resolved.rows + resolved.rows_held_out:,}")
        self._show_held_out(resolved.rows_held_out)
        if started is not None:
            self.of("tokens").set_value(
                self.tr("{count} an epoch").format(count=f"{started.tokens_per_epoch:,}")
            )
            self._show_trained(started.trained_tokens_per_epoch / max(1, started.tokens_per_epoch), "")
        self._show_cut(resolved.rows_cut, resolved.max_length)
        self.show_known()

    def _show_held_out(self, count: int) -> None:
        text = self.tr("{count} rows").format(count=f"{count:,}") if count else self.tr("none")
        self.of("held_out").set_value(text, self.tr("Not trained on: they measure the run"))

    def _show_trained(self, share: float, tip: str) -> None:
        self.of("trained").set_value(amounts.percent(round(100 * share)), tip)

    def _show_cut(self, count: int, length: int) -> None:
        tip = self.tr("Longer than {count} tokens: they lose their end mark").format(count=f"{length:,}")
        text = self.tr("{count} rows").format(count=f"{count:,}") if count else self.tr("no row")
        self.of("cut").set_value(text, tip if count else "", "warn" if count else "text")
