"""A comparison as text that other programs read: Markdown, CSV of the table, tidy CSV of the curves."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.core import files
from workbench.core.compare.facts import Row
from workbench.core.compare.metrics import METRICS, Scale
from workbench.core.compare.subject import Subject

TIDY = ("run", "metric", "step", "epoch", "tokens", "seconds", "value")
_AT_ONCE = 20_000  # lines that are held in memory


def markdown(names: Sequence[str], rows: Sequence[Row]) -> str:
    """A column a run."""
    lines = [_line(["", *names]), _line(["---"] * (len(names) + 1))]
    lines += [_line([row.name, *marked(row)]) for row in rows]
    return "\n".join(lines) + "\n"


def as_csv(names: Sequence[str], rows: Sequence[Row]) -> str:
    """The same, for a spreadsheet (RFC 4180)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["setting", *names])
    writer.writerows([row.name, *row.values] for row in rows)
    return text.getvalue()


def marked(row: Row) -> list[str]:
    """Its values; the best one has a star."""
    return [f"{text} ★" if place == row.best else text for place, text in enumerate(row.values)]


def write_tidy(file: Path, subjects: Sequence[Subject]) -> None:
    """Every point of every metric, one a line; see `tidy_lines`."""
    files.write_parts(file, (part.encode() for part in tidy_parts(subjects)))


def tidy_parts(subjects: Sequence[Subject]) -> Iterator[str]:
    """CSV, a piece at a time: fifty long runs are gigabytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(TIDY)
    for count, line in enumerate(tidy_lines(subjects)):
        writer.writerow(line)
        if count % _AT_ONCE == _AT_ONCE - 1:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def tidy_lines(subjects: Sequence[Subject]) -> Iterator[tuple[object, ...]]:
    """run, metric, step, epoch, tokens so far, seconds of work so far, value; memory is in GiB."""
    for subject in subjects:
        scale = Scale.of(subject.history)
        for metric in METRICS:
            if not metric.has(subject.history):
                continue
            curve = metric.of(subject.history)
            for step, value in zip(curve.x, curve.y, strict=True):
                epoch, tokens, seconds = scale.at(step)
                yield (
                    subject.name,
                    metric.key,
                    int(step),
                    round(epoch, 6),
                    int(tokens),
                    round(seconds, 3),
                    value * metric.unit,
                )


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
