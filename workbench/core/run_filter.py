"""The language in which runs are searched: words and terms, which must all fit; -term must not.

  alpaca              in the name, a tag, the note, the model or the data, upper or lower case
  "two words"         quotes keep words together, also after a colon
  tag:good            a tag; note:, name:, model:, data: for text in one place
  state:failed        waiting, training, paused, finished, stopped, failed, interrupted, draft
  star                starred runs; archived, imported, forked; also as is:star
  date:>7d            more than 7 days ago (h, d, w, m, y); date:<2w less; date:today, date:yesterday
  date:2026-11        in that year, month or day; date:>2026-11-01 after that day, date:< before it
  loss:<1.2           the lowest held-out loss; steps:>=1000 steps done

Archived runs are left out unless a term speaks of them.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from workbench.core.errors import WorkbenchError
from workbench.core.run_summary import RunSummary

Test = Callable[[RunSummary], bool]

KEYS = ("tag", "state", "model", "data", "date", "note", "name", "is", "loss", "steps")
STATES: dict[str, tuple[str, ...]] = {  # what can be asked for, and the states that it means
    "draft": ("draft",),
    "waiting": ("queued",),
    "training": ("starting", "training"),
    "paused": ("paused",),
    "finished": ("finished",),
    "stopped": ("stopped", "discarded"),
    "failed": ("failed",),
    "interrupted": ("interrupted",),
}
PROPERTIES: dict[str, Test] = {
    "star": lambda run: run.marks.starred,
    "archived": lambda run: run.marks.archived,
    "imported": lambda run: bool(run.imported),
    "forked": lambda run: bool(run.forked_from),
}
_ALSO = {
    "starred": "star",
    "archive": "archived",
    "queued": "waiting",
    "running": "training",
    "queue": "waiting",
}
_DAYS = {"h": 1 / 24, "d": 1.0, "w": 7.0, "m": 30.44, "y": 365.25}
_DAY = 86_400.0  # seconds
_TERM = re.compile(r'(?P<minus>-?)(?:(?P<key>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>\S*))')
_AGO = re.compile(r"(?P<sign>[<>]?)=?(?P<count>\d+(\.\d+)?)(?P<unit>[hdwmy])")
_CALENDAR = re.compile(r"(?P<sign>[<>]?)(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?")
_NUMBER = re.compile(r"(?P<sign>>=|<=|>|<|=|)(?P<limit>-?\d+(\.\d+)?(e[+-]?\d+)?)")
_SIGNS: dict[str, Callable[[float, float], bool]] = {
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
    "=": lambda value, limit: value == limit,
    "": lambda value, limit: value == limit,
}


@dataclass(frozen=True)
class RunFilter:
    """`problems`: a sentence for every term that was not understood; the others hold."""

    tests: tuple[Test, ...] = ()
    problems: tuple[WorkbenchError, ...] = field(default=(), compare=False)

    def fits(self, run: RunSummary) -> bool:
        for test in self.tests:  # noqa: SIM110  # a third faster than all(…): it is called for every run
            if not test(run):
                return False
        return True


def parse(text: str, now: float | None = None) -> RunFilter:
    """`now` is the moment from which is counted, in seconds since the epoch."""
    now = datetime.datetime.now().timestamp() if now is None else now
    tests: list[Test] = []
    problems: list[WorkbenchError] = []
    speaks_of_archived = False
    for term in _TERM.finditer(text):
        key, value = (
            (term["key"] or "").lower(),
            term["quoted"] if term["quoted"] is not None else term["plain"],
        )
        if not value and not key:
            continue
        speaks_of_archived |= _ALSO.get(value.lower(), value.lower()) == "archived" and key in ("", "is")
        try:
            test = _test(key, value, term["quoted"] is not None, now)
        except WorkbenchError as error:
            problems.append(error)
            continue
        if test is not None:
            tests.append(_not(test) if term["minus"] else test)
    if not speaks_of_archived:
        tests.append(lambda run: not run.marks.archived)
    return RunFilter(tuple(tests), tuple(problems))


def _test(key: str, value: str, quoted: bool, now: float) -> Test | None:
    lowered = _ALSO.get(value.lower(), value.lower()) if not quoted else value.lower()
    if key and not value:
        return None  # it is being typed
    match key:
        case "":
            if lowered in PROPERTIES and not quoted:
                return PROPERTIES[lowered]
            return lambda run: lowered in run.words
        case "is" if lowered in PROPERTIES:
            return PROPERTIES[lowered]
        case "is" | "state":
            return _state(lowered, f"{key}:{value}")
        case "tag":
            return lambda run: any(tag == lowered or tag.startswith(f"{lowered}-") for tag in run.marks.tags)
        case "note":
            return lambda run: lowered in run.marks.note.lower()
        case "name":
            return lambda run: lowered in run.name.lower()
        case "model":
            return lambda run: lowered in run.model.lower()
        case "data":
            return lambda run: any(lowered in each.lower() for each in run.data)
        case "date":
            return _date(lowered, now)
        case "loss" | "steps":
            return _number(key, lowered)
    raise _not_understood(f"{key}:{value}", ", ".join(f"{name}:" for name in KEYS))


def _state(value: str, term: str) -> Test:
    found = [states for name, states in STATES.items() if name.startswith(value)]
    if not found:
        raise _not_understood(term, ", ".join(STATES))
    meant = {state for states in found for state in states}
    return lambda run: run.status in meant


def _date(value: str, now: float) -> Test:
    today = datetime.datetime.fromtimestamp(now).date()
    if value in ("today", "yesterday"):
        day = today - datetime.timedelta(days=value == "yesterday")
        return _between(_start(day), _start(day + datetime.timedelta(days=1)))
    if ago := _AGO.fullmatch(value):
        limit = now - float(ago["count"]) * _DAYS[ago["unit"]] * _DAY
        return (lambda run: run.moment < limit) if ago["sign"] == ">" else (lambda run: run.moment >= limit)
    if named := _CALENDAR.fullmatch(value):
        try:
            first, after = _span(named)
        except ValueError as error:
            raise _not_understood(f"date:{value}", _DATES) from error
        if named["sign"]:
            later = named["sign"] == ">"
            return (lambda run: run.moment >= after) if later else (lambda run: run.moment < first)
        return _between(first, after)
    raise _not_understood(f"date:{value}", _DATES)


_DATES = "date:>7d, date:<2w, date:today, date:2026-11, date:>2026-11-01"


def _span(named: re.Match[str]) -> tuple[float, float]:
    """From the beginning of a year, month or day to that of the next."""
    year, month, day = int(named["year"]), int(named["month"] or 1), int(named["day"] or 1)
    first = datetime.date(year, month, day)
    if named["day"]:
        after = first + datetime.timedelta(days=1)
    elif named["month"]:
        after = datetime.date(year + month // 12, month % 12 + 1, 1)
    else:
        after = datetime.date(year + 1, 1, 1)
    return _start(first), _start(after)


def _start(day: datetime.date) -> float:
    return datetime.datetime.combine(day, datetime.time()).timestamp()


def _between(first: float, after: float) -> Test:
    return lambda run: first <= run.moment < after


def _number(key: str, value: str) -> Test:
    limit = _NUMBER.fullmatch(value)
    if limit is None:
        raise _not_understood(f"{key}:{value}", f"{key}:<1.2, {key}:>=100")
    compare, bound = _SIGNS[limit["sign"]], float(limit["limit"])
    if key == "steps":
        return lambda run: compare(run.step, bound)
    return lambda run: run.held_out is not None and compare(run.held_out, bound)


def _not(test: Test) -> Test:
    return lambda run: not test(run)


def _not_understood(term: str, known: str) -> WorkbenchError:
    return WorkbenchError(
        "“{word}” is not understood.", hint="Known: {known}.", kind="bad-filter", word=term, known=known
    )
