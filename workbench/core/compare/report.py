"""A comparison as one HTML file: nothing is loaded from anywhere; light or dark as the reader's system is."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from workbench.core import resources
from workbench.core.compare import answers, caveats, facts, lineage
from workbench.core.compare.drawing import Drawn, run_class, smoothed, svg
from workbench.core.compare.facts import Row
from workbench.core.compare.metrics import METRICS, Metric, absent
from workbench.core.compare.subject import Subject
from workbench.core.compare.tables import marked
from workbench.core.history import Curve, History
from workbench.core.sentence import Sentence

Say = Callable[[str], str]  # how a sentence is written in the reader's language
_DRAWN = ("loss", "held-out", "learning-rate", "grad-norm", "speed")


def html(
    subjects: Sequence[Subject],
    *,
    differences_only: bool = True,
    made: str = "",
    say: Say = str,
    lang: str = "en",
) -> str:
    """`made` says when and by what it was written."""
    title = say(Sentence("{count} runs compared", count=len(subjects)))
    told = caveats.caveats(subjects)
    results = facts.results(subjects, comparable=not told)
    settings = [row for row in facts.settings(subjects) if row.differs or not differences_only]
    names = [subject.name for subject in subjects]
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="quiet">{escape(made)}</p>' if made else "",
        *(f'<p class="caveat">{escape(say(text))}</p>' for text in told),
        _legend(names),
        *(_curves(metric, subjects, say) for metric in METRICS if metric.key in _DRAWN),
        _heading(say("Results")),
        _table(names, results, say),
        _heading(say("Settings that differ") if differences_only else say("Settings")),
        _table(names, settings, say) if settings else f"<p>{escape(say('All settings are the same.'))}</p>",
        *_samples(subjects, say),
        *_lineage(subjects, say),
    ]
    style = resources.path("report/compare.css").read_text(encoding="utf-8")
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>"
    )
    inside = "\n".join(part for part in body if part)
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n{head}\n</head>\n'
        f"<body>\n<main>\n{inside}\n</main>\n</body>\n</html>\n"
    )


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _legend(names: Sequence[str]) -> str:
    marks = (
        f'<li><svg viewBox="0 0 24 8" aria-hidden="true"><line class="{run_class(place)}" x1="0" x2="24" '
        f'y1="4" y2="4"/></svg>{escape(name)}</li>'
        for place, name in enumerate(names)
    )
    return f'<ul class="legend">{"".join(marks)}</ul>'


def _curves(metric: Metric, subjects: Sequence[Subject], say: Say) -> str:
    drawn = [
        Drawn(subject.name, place, _curve(metric, subject.history), metric.kind == "points")
        for place, subject in enumerate(subjects)
        if metric.has(subject.history)
    ]
    title = say(metric.title)
    picture = svg(title, drawn)
    if not picture:
        return ""
    missing = "".join(f'<p class="quiet">{escape(say(text))}</p>' for text in absent(metric, subjects))
    return f"{_heading(title)}\n<figure>{picture}</figure>{missing}"


def _curve(metric: Metric, history: History) -> Curve:
    curve = metric.of(history)
    return smoothed(curve) if metric.smooth else curve


def _table(names: Sequence[str], rows: Iterable[Row], say: Say) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    lines = []
    for row in rows:
        best = [' class="best"' if place == row.best else "" for place in range(len(names))]
        cells = "".join(
            f"<td{mark}>{escape(text)}</td>" for mark, text in zip(best, marked(row), strict=True)
        )
        lines.append(f'<tr><th scope="row">{escape(say(row.name))}</th>{cells}</tr>')
    body = "\n".join(lines)
    return _scrolled(f"<thead><tr><td></td>{head}</tr></thead>\n<tbody>{body}</tbody>")


def _samples(subjects: Sequence[Subject], say: Say) -> list[str]:
    rows = answers.asked(subjects)
    if not rows:
        return []
    names = [say("Prompt"), say("Base"), *(subject.name for subject in subjects)]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    lines = []
    for row in rows:
        given = (
            _said(answer.text, say(Sentence("step {step}", step=answer.step)))
            if answer.step >= 0
            else f'<td class="quiet">{escape(say("not asked"))}</td>'
            for answer in row.answers
        )
        prompt = f'<th scope="row" class="text">{escape(row.prompt)}</th>'
        lines.append(f"<tr>{prompt}{_said(row.base, '')}{''.join(given)}</tr>")
    body = "\n".join(lines)
    table = f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody>"
    return [_heading(say("Answers to the same prompts")), _scrolled(table)]


def _scrolled(table: str) -> str:
    return f'<div class="scroll"><table>{table}</table></div>'


def _said(text: str, step: str) -> str:
    below = f'<span class="quiet">{escape(step)}</span>' if step else ""
    return f'<td class="text">{escape(text)}{below}</td>'


def _lineage(subjects: Sequence[Subject], say: Say) -> list[str]:
    kin = lineage.lineage(subjects)
    if not any(each.how or each.resumed for each in kin):
        return []
    return [_heading(say("Lineage")), f"<pre>{escape(lineage.as_text(kin))}</pre>"]
