"""What the four cards of Setup say: the value, its numbers, and whether it is in order."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from workbench.core import resources
from workbench.services.problem import Problem
from workbench.ui import numbers
from workbench.ui.setup import amounts, derived, form, plan_words
from workbench.ui.setup.run_setup import Setup
from workbench.ui.setup.trouble import beside_its_name
from workbench.ui.widgets.card import SetupCard


@dataclass(frozen=True)
class Said:
    value: str
    caption: str = ""
    state: str = "none"  # ok, warn, error, or none while it is not known
    tip: str = ""

    def show_on(self, card: SetupCard) -> None:
        card.set_value(self.value)
        card.set_caption(self.caption)
        card.set_state(self.state, self.tip)


def model(setup: Setup) -> Said:
    path, tree = setup.spec.model.path, setup.tree
    if not path:
        return Said(_say("Choose…"), _say("a Hugging Face folder"))
    name = _say("Starter model") if path == resources.STARTER else Path(path).name
    if setup.model_problem is not None:
        return _wrong(name, path, setup.model_problem)
    if tree is None:
        return Said(name, _say("reading…"))
    parts = [tree.model_type, amounts.short(tree.parameters)]
    if not tree.weight_bytes:
        return Said(
            name, " · ".join([*parts, _say("no weights")]), "warn", _say("Training needs its weights.")
        )
    return Said(name, " · ".join([*parts, amounts.file_size(tree.weight_bytes)]), "ok")


def data(setup: Setup) -> Said:
    path, found, resolved = setup.spec.data.path, setup.data, setup.spec.resolved
    if not path:
        return Said(_say("Choose…"), _say("a file or a folder of rows"))
    name = _say("Starter data") if path == resources.STARTER else Path(path).name
    if setup.data_problem is not None:
        problem = setup.data_problem
        if problem.kind == "bad-rows" and found is not None:
            caption = _say("{bad} of {rows} rows unusable")
            bad = caption.format(bad=f"{found['bad_count']:,}", rows=f"{found['rows']:,}")
            return Said(name, bad, "warn", problem.message)
        return _wrong(name, path, problem)
    words = _say("{rows} rows · {held} held out")
    if found is not None:
        caption = words.format(rows=f"{found['usable']:,}", held=f"{found['held_out']:,}")
        if found["bad_count"]:
            tip = _say("{count} rows are left out").format(count=f"{found['bad_count']:,}")
            return Said(name, caption, "warn", tip)
        if found["cut"]:
            tip = _say("{count} rows are cut at {length} tokens")
            return Said(
                name,
                caption,
                "warn",
                tip.format(count=f"{found['cut']:,}", length=f"{found['max_length']:,}"),
            )
        return Said(name, caption, "ok")
    if resolved is not None:
        rows = resolved.rows + resolved.rows_held_out
        return Said(name, words.format(rows=f"{rows:,}", held=f"{resolved.rows_held_out:,}"), "ok")
    return Said(name, _say("reading…"))


def layers(setup: Setup) -> Said:
    tally, problem = setup.tally, setup.plan_problem
    if setup.tree is None:
        return Said("–", _say("after the model"))
    if tally is None:
        return Said("–", _say("belongs to another model"), "error", problem.message if problem else "")
    ratio = setup.spec.training.loraplus_lr_ratio
    value, caption = plan_words.layers(tally), plan_words.ranks(tally, ratio)
    if problem is not None:
        return Said(value, caption, "error", problem.message)
    if tally.too_large:
        words = _say("Rank above min(in, out) in {count} modules: more parameters, nothing gained")
        return Said(value, caption, "warn", words.format(count=f"{len(tally.too_large):,}"))
    return Said(value, caption, "ok")


def training(setup: Setup) -> Said:
    settings, found = setup.spec.training, derived.derive(setup)
    steps = _say("{count} steps")
    rate = _say("rate {rate}").format(rate=numbers.written(settings.learning_rate))
    if settings.steps is not None:
        return Said(
            steps.format(count=f"{settings.steps:,}"), f"{rate} · {form.said(settings.schedule)}", "ok"
        )
    epochs = settings.epochs if settings.epochs != "auto" else found.epochs if found is not None else None
    value = (
        _say("{count} epochs").format(count=f"{epochs:.3g}") if epochs is not None else _say("Length: auto")
    )
    count = steps.format(count=f"{found.steps:,}") if found is not None else form.said(settings.schedule)
    return Said(_say("1 epoch") if epochs == 1 else value, f"{count} · {rate}", "ok")


def _wrong(name: str, path: str, problem: Problem) -> Said:
    return Said(
        name, beside_its_name(problem.message, path), "error", f"{problem.message} {problem.hint}".strip()
    )


def _say(words: str) -> str:
    return QCoreApplication.translate("Cards", words)
