"""What is written of a comparison: tables, tidy CSV, and a report that stands alone."""

import csv
import io
import itertools
import math
from html.parser import HTMLParser
from pathlib import Path

from compared_runs import run, sampled, subject

from workbench.core.compare import drawing, facts, report, tables
from workbench.core.history import Curve

_VOID = {"meta", "line", "circle", "polyline", "br"}


class Page(HTMLParser):
    """Fails on tags that do not match, and keeps what matters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def parsed(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def test_the_report_is_whole_and_loads_nothing(tmp_path: Path) -> None:
    prompt = 'What is <b> & "c"?'
    a = subject(tmp_path, "a", more=[sampled(4, prompt, "<script>alert(1)</script>")])
    b = subject(tmp_path, "b & <i>", training={"learning_rate": 1e-3}, held_out=[])
    text = report.html([a, b], made="today")
    page = parsed(text)
    names = [tag for tag, _ in page.tags]
    assert not {"script", "link", "img", "iframe", "object", "b", "i"} & set(names)
    assert not any(key in ("src", "href") for _, attributes in page.tags for key in attributes)
    assert "http" not in text
    assert "@import" not in text
    assert "url(" not in text
    assert names.count("svg") == 2 + 5, "a mark for each run, and a picture for each curve"
    assert "b & <i>" in page.texts
    assert prompt in page.texts
    assert "<script>alert(1)</script>" in page.texts
    assert "b & <i> has no held-out loss." in page.texts
    assert "Learning rate" in page.texts
    assert "Batch" not in "".join(page.texts), "only the differences"
    assert "prefers-color-scheme: dark" in text


def test_the_report_says_what_must_not_be_compared_and_writes_other_languages(tmp_path: Path) -> None:
    a, b = subject(tmp_path, "a"), subject(tmp_path, "b", resolved={"data_sha256": "77" * 32})
    text = report.html([a, b], say=str.upper, lang="xx")
    page = parsed(text)
    assert any(each.startswith("LOSSES ARE OF DIFFERENT DATA") for each in page.texts)
    assert "★" not in text
    assert dict(page.tags[0][1]) == {"lang": "xx"}


def test_the_tidy_file_has_every_point_of_every_curve(tmp_path: Path) -> None:
    a = subject(tmp_path, "a", losses=[3.0, 2.0])
    b = subject(tmp_path, "b, with a comma", losses=[4.0], held_out=[])
    file = tmp_path / "curves.csv"
    tables.write_tidy(file, [a, b])
    with file.open(newline="", encoding="utf-8") as stream:
        lines = list(csv.DictReader(stream))
    losses = [(each["run"], each["step"], each["value"]) for each in lines if each["metric"] == "loss"]
    assert losses == [("a", "1", "3.0"), ("a", "2", "2.0"), ("b, with a comma", "1", "4.0")]
    held_out = [each for each in lines if each["metric"] == "held-out"]
    assert [(each["step"], each["epoch"], each["tokens"], each["seconds"]) for each in held_out] == [
        ("0", "0.0", "0", "0.0"),
        ("4", "0.2", "200", "3.0"),
    ]
    memory = [float(each["value"]) for each in lines if each["metric"] == "memory"]
    assert memory == [1.0, 2.0, 1.0], "in GiB"


def test_the_table_as_markdown_and_csv(tmp_path: Path) -> None:
    a, b = subject(tmp_path, "a|b", held_out=[(4, 1.0)]), subject(tmp_path, "c", held_out=[(4, 2.0)])
    rows = [row for row in facts.results([a, b]) if row.key in ("held-out", "steps")]
    assert tables.markdown(["a|b", "c"], rows) == (
        "|  | a\\|b | c |\n| --- | --- | --- |\n"
        "| Best held-out loss | 1.000 at step 4 ★ | 2.000 at step 4 |\n| Steps | 4 | 4 |\n"
    )
    assert list(csv.reader(io.StringIO(tables.as_csv(["a|b", "c"], rows))))[1:] == [
        ["Best held-out loss", "1.000 at step 4", "2.000 at step 4"],
        ["Steps", "4", "4"],
    ]


def test_a_long_curve_is_thinned_and_keeps_its_spikes() -> None:
    curve = Curve()
    for x in range(100_000):
        curve.add(x, 50.0 if x == 77_777 else math.sin(x / 500))
    text = drawing.svg("Loss", [drawing.Drawn("a", 0, curve)])
    line = next(part for part in text.split("\n") if part.startswith("<polyline"))
    points = line.partition('points="')[2].partition('"')[0].split()
    assert 450 < len(points) <= 2 * 450
    steepest = min(float(point.partition(",")[2]) for point in points)
    assert steepest == 12.0, "the spike reaches the top"


def test_names_at_the_lines_ends_do_not_cover_each_other() -> None:
    curves = [drawing.Drawn(f"run {place}", place, _flat(1.0)) for place in range(12)]
    page = parsed(drawing.svg("Loss", curves))
    tops = sorted(
        float(attributes["y"] or 0)
        for tag, attributes in page.tags
        if tag == "text" and (attributes.get("class") or "").startswith("name")
    )
    assert len(tops) == 12
    assert min(b - a for a, b in itertools.pairwise(tops)) >= 14


def test_the_smoothed_line_is_the_windows_own(tmp_path: Path) -> None:
    from workbench.ui.charts.series import ema

    history = subject(tmp_path, "a", losses=[3.0, math.nan, 1.5, 1.0, 0.5]).history
    import numpy as np

    ours = np.array(drawing.smoothed(history.loss).y)
    theirs, _ = ema(np.array(history.loss.y))
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)


def test_a_run_that_has_not_begun_stands_in_the_table(tmp_path: Path) -> None:
    started, waiting = subject(tmp_path, "a"), run(tmp_path, "b")
    waiting.events_file.unlink()
    from workbench.core.compare.subject import Subject

    text = report.html([started, Subject.read(waiting)])
    assert "b has taken no step yet." in parsed(text).texts


def _flat(value: float) -> Curve:
    curve = Curve()
    for x in range(10):
        curve.add(x, value)
    return curve
