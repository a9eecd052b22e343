"""`workbench compare`: the table on stdout, warnings beside it, files on demand."""

from pathlib import Path

from click.testing import CliRunner, Result
from compared_runs import run

from workbench.cli import cli


def type_in(*words: object) -> Result:
    return CliRunner().invoke(cli, ["compare", *map(str, words)])


def test_two_runs_stand_side_by_side(tmp_path: Path) -> None:
    a = run(tmp_path, "calm").path
    b = run(tmp_path, "hasty", training={"learning_rate": 1e-3}, held_out=[(4, 2.0)]).path
    result = type_in(a, b, "--differences-only", "--csv", tmp_path / "c.csv", "--html", tmp_path / "c.html")
    assert result.exit_code == 0, result.output
    lines = [line.split("  ") for line in result.stdout.splitlines()]
    found = {line[0].strip(): [cell.strip() for cell in line[1:] if cell.strip()] for line in lines}
    assert found["Best held-out loss"] == ["1.200 at step 4 ★", "2.000 at step 4"]
    assert found["Learning rate"] == ["2e-4", "0.001"]
    assert "Effective batch" not in found
    assert (tmp_path / "c.csv").read_text().startswith("run,metric,step,epoch,tokens,seconds,value")
    assert (tmp_path / "c.html").read_text().startswith("<!doctype html>")
    assert result.stderr == ""
    assert "Effective batch" in type_in(a, b).stdout


def test_runs_of_other_data_are_shown_with_a_warning(tmp_path: Path) -> None:
    a = run(tmp_path, "a").path
    b = run(tmp_path, "b", resolved={"data_sha256": "77" * 32}).path
    result = type_in(a, b)
    assert result.exit_code == 0
    assert "not comparable" in result.stderr
    assert "★" not in result.stdout


def test_one_run_or_an_unknown_one_is_refused(tmp_path: Path) -> None:
    a = run(tmp_path, "a").path
    for words, said in (((a,), "two runs or more"), ((a, "nowhere"), "There is no run nowhere")):
        result = type_in(*words)
        assert result.exit_code == 2
        assert said in result.stderr
        assert result.stdout == ""
