"""The words of a row of the layer tree: its cells, its tooltips, and what a screen reader says."""

from PySide6.QtCore import QCoreApplication

from workbench.services.saying import shown
from workbench.ui.setup import amounts
from workbench.ui.setup.layer_rows import Item, Line

MODULE, SHAPE, RANK, ALPHA, SCALE, TRAINABLE, SHARE = range(7)
OPTIONAL = {"shape": SHAPE, "alpha": ALPHA, "scale": SCALE, "share": SHARE}  # columns that may be hidden
_NO_LORA = "no LoRA for "


def text(line: Line, column: int) -> str:
    """What stands in a cell; an em dash where nothing is ticked."""
    share = line.share
    if column == MODULE:
        return f"{line.label} ×{line.times}" if line.times else line.label
    if column == SHAPE:
        return line.facts.shape
    if not line.has_box:
        return ""
    if line.whole:
        return _trained_whole(line, column)
    if share.ticks == "none":
        return "—" if column == RANK else ""
    if column == RANK:
        return amounts.span(amounts.grouped(share.lowest_rank), amounts.grouped(share.highest_rank))
    if column == SCALE:
        return amounts.span(amounts.scale(share.lowest_scale), amounts.scale(share.highest_scale))
    if column == ALPHA:
        return amounts.span(*(f"{alpha:,.6g}" for alpha in line.alphas))
    return amounts.grouped(share.trainable) if column == TRAINABLE else amounts.two_decimals(line.percent)


def described(line: Line, item: Item) -> str:
    """A row in words, for screen readers."""
    name = text(line, MODULE)
    if item.layer is not None and item.layer.experts:
        name = _say("{name}, {count} experts").format(name=name, count=item.layer.experts)
    if not line.has_box:
        return f"{name}, {reason(line) or _say('cannot be adapted')}"
    if line.whole:
        words = _say("{name}, trained whole, {count} trainable")
        return words.format(name=name, count=text(line, TRAINABLE))
    if line.share.ticks == "none":
        return f"{name}, {_say('not ticked')}"
    state = _say("ticked") if line.state == "all" else _say("partly ticked")
    words = _say("{name}, {state}, rank {rank}, {count} trainable")
    said = words.format(name=name, state=state, rank=text(line, RANK), count=text(line, TRAINABLE))
    if line.too_large:
        said = f"{said}, {_limit(line)}"
    return f"{said}, {refusal(line)}" if line.refusal else said


def reason(line: Line) -> str:
    """Why there is no LoRA for it, "" where there can be."""
    kind = line.facts.reason.removeprefix(_NO_LORA)
    translated = shown(line.facts.reason)
    if translated == line.facts.reason and kind != line.facts.reason:
        return _say("no LoRA for {kind}").format(kind=kind)  # a class of some architecture
    return translated


def refusal(line: Line) -> str:
    """Why the method that was chosen does not take it."""
    return shown(line.refusal)


def tip(line: Line, item: Item, column: int) -> str:
    if column == MODULE:
        first, last = item.counted[0].path, item.counted[-1].path
        path = first if first == last else f"{first} … {last}"
        experts = _experts(item.layer.experts) if item.layer is not None and item.layer.experts else ""
        part = _say("Counted and changed: only what fits the filter.") if line.part else ""
        tied = _shared(item.layer.tied_to, line) if item.layer is not None and item.layer.tied_to else ""
        parts = (path, line.facts.shape, experts, tied, reason(line), refusal(line), part)
        return "\n".join(part for part in parts if part)
    if line.refusal:
        return refusal(line)
    if line.facts.reason and not line.whole:
        return reason(line)
    if column == RANK:
        return _rank_tip(line)
    if column in (TRAINABLE, SHARE) and line.share.trainable:
        words = _say("{count} parameters · {of_all} of what is trained · {of_base} of the base")
        return words.format(
            count=text(line, TRAINABLE),
            of_all=amounts.percent(100 * line.relative),
            of_base=amounts.percent(line.percent),
        )
    return ""


def headers() -> list[tuple[str, str]]:
    """Each column's name and what it means."""
    return [
        (_say("Module"), ""),
        (_say("Shape"), _say("Rows × columns of the weight matrix W")),
        (_say("Rank"), _say("r: B is out×r and A is r×in")),
        (_say("Alpha"), _say("α = scale · r; another alpha changes the scale")),
        (_say("Scale"), _say("α/r, the factor before B·A; it stays when the rank changes")),
        (_say("Trainable"), _say("r·(in + out) numbers; the bar is the share of all that is trained")),
        (_say("% of base"), _say("Trainable, as a share of the base's parameters")),
    ]


def _trained_whole(line: Line, column: int) -> str:
    if column == RANK:
        return _say("whole")
    if column == TRAINABLE:
        return amounts.grouped(line.share.trainable)
    return amounts.two_decimals(line.percent) if column == SHARE else ""


def _rank_tip(line: Line) -> str:
    if line.too_large:
        return _limit(line)
    if line.fixed:
        return _say("New with this task: all its numbers are trained and saved.")
    if line.whole:
        return _say("All its own numbers are trained and saved, without LoRA.")
    if line.share.whole:
        return _say("{count} of its modules are trained whole.").format(count=line.share.whole)
    return _say("Given here; Backspace inherits again.") if line.own_rank else ""


def _limit(line: Line) -> str:
    return _say("The matrix has rank {limit} at most.").format(limit=amounts.grouped(line.too_large))


def _shared(owner: str, line: Line) -> str:
    """What becomes of a tied weight: A and B are the head's own, a weight trained whole is a copy."""
    if line.whole:
        words = _say("Shares its weight with {module}; trained whole here, the two part.")
    else:
        words = _say("Shares its weight with {module}; LoRA here changes this layer only.")
    return words.format(module=owner)


def _experts(count: int) -> str:
    return _say("×{count} experts in one tensor, each with its own A and B").format(count=count)


def _say(words: str) -> str:
    return QCoreApplication.translate("LayerModel", words)
