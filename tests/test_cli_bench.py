"""`workbench bench`: runs in processes of their own, and a table of what they took."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from workbench.cli import cli, measured
from workbench.cli.measured import Figures
from workbench.core import optimisations
from workbench.core.errors import WorkbenchError
from workbench.core.machine import Machine, Products, Speeds
from workbench.core.spec import RunSpec, parse
from workbench.core.work import KINDS
from workbench.engine import jobs
from workbench.training.bench import limit, stand_in

MACHINE = Machine(
    "cpu",
    2**34,
    2**28,
    {"float32/2": Speeds(Products((1, 2), (1,), ((1e9,), (3e9,))), dict.fromkeys(KINDS, 2e-6), 0.1)},
    calibrated=True,
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stand_in.write_model(tmp_path_factory.mktemp("models") / "tiny", "tiny")


def _spec(tiny: Path, folder: Path, **training: Any) -> RunSpec:
    rows = stand_in.write_rows(folder / "rows.jsonl", 12, stand_in.words_of(tiny), length=16)
    settings = {"steps": 3, "batch_size": 4} | training
    watch = {"evaluations": 0, "samples": 0, "compared_rows": 0}
    data = {"path": str(rows), "held_out": 0}
    return parse({"model": {"path": str(tiny)}, "data": data, "training": settings, "watch": watch})


def test_a_measured_run_tells_its_steps_tokens_losses_and_peak(tiny: Path, tmp_path: Path) -> None:
    found = measured.measure(_spec(tiny, tmp_path), tmp_path / "run")
    assert (len(found.seconds), found.tokens, len(found.losses)) == (2, (64, 64), 3)
    assert min(found.seconds) > 0
    assert found.tokens_per_second == pytest.approx(128 / sum(found.seconds))
    assert found.peak_memory > 2**27
    assert found.resolved.dtype == "float32"
    assert "flat-adamw" in found.optimisations


def test_a_measured_run_that_fails_says_why_in_its_own_words(tiny: Path, tmp_path: Path) -> None:
    spec = _spec(tiny, tmp_path, batch_size=4).replaced("layers.targets", "nowhere")
    with pytest.raises(WorkbenchError, match="matches no layer"):
        measured.measure(spec, tmp_path / "run")


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch, tiny: Path) -> list[RunSpec]:
    """Runs are not made: with everything on a step of 100 tokens takes a second, else two."""
    asked: list[RunSpec] = []
    resolved = {
        "epochs": 1, "steps": 2, "batch_size": 8, "max_length": 9, "micro_batch_tokens": 80,
        "warmup_steps": 0, "threads": 2, "device": "cpu", "dtype": "float32", "train_on": "assistant",
        "format": "chat", "rows": 9, "rows_held_out": 0, "rows_left_out": 0, "rows_cut": 0,
        "data_sha256": "", "model_sha256": "", "versions": {},
    }  # fmt: skip

    def measure(spec: RunSpec, _folder: Path) -> Figures:
        asked.append(spec)
        seconds = 2.0 if spec.training.without else 1.0
        covered = {optimisations.NAMES[0]: 14}
        made = parse(spec.model_dump() | {"resolved": resolved}).resolved
        assert made is not None
        return Figures((seconds,), (100,), (2.0, 1.0 + seconds / 1e6), 2**30, 3.0, covered, made)

    def write_model(folder: Path, shape: str) -> Path:
        assert shape == "135m"
        return tiny

    monkeypatch.setattr(measured, "measure", measure)
    monkeypatch.setattr(stand_in, "write_model", write_model)
    monkeypatch.setattr(limit, "matrix_rate", lambda *_: 1e9)
    return asked


def test_each_optimisation_that_covers_something_is_switched_off_in_turn(pretended: list[RunSpec]) -> None:
    ended = CliRunner().invoke(cli, ["bench", "--quick", "--json"])
    assert ended.exit_code == 0, ended.output
    assert [spec.training.without for spec in pretended] == ["", optimisations.NAMES[0]]
    assert {spec.training.batch_size for spec in pretended} == {8}
    told = json.loads(ended.stdout)
    assert told["tokens_per_second"] == 100
    assert told["share_of_limit"] == pytest.approx(4 * told["parameters"] * 100 / 1e9)
    assert told["without"][0] | {"title": ""} == {
        "name": optimisations.NAMES[0],
        "title": "",
        "covers": 14,
        "tokens_per_second": 50.0,
        "times_slower": 2.0,
        "peak_memory": 2**30,
        "loss_differs": pytest.approx(1e-6, rel=0.01),
    }


def test_the_table_names_what_was_switched_off(pretended: list[RunSpec]) -> None:
    ended = CliRunner().invoke(cli, ["bench", "--model", "starter"])
    assert ended.exit_code == 0, ended.output
    assert "100 tokens/s" in ended.stdout
    assert optimisations.OPTIMISATIONS[0].title in ended.stdout
    assert "2.00×" in ended.stdout
    assert pretended[0].model.path.endswith("starter/model")


@pytest.fixture
def calibrating(monkeypatch: pytest.MonkeyPatch) -> None:
    def perform(job: str, params: dict[str, Any], listener: Any) -> dict[str, Any]:
        assert (job, params) == ("machine", {"calibrate": True})
        listener.progress(1, 2, "")
        return MACHINE.to_json()

    monkeypatch.setattr(jobs, "perform", perform)


def test_a_calibration_says_what_it_found(calibrating: None) -> None:
    ended = CliRunner().invoke(cli, ["bench", "--calibrate"])
    assert ended.exit_code == 0, ended.output
    assert "3 GFLOP/s" in ended.stdout
    told = CliRunner().invoke(cli, ["bench", "--calibrate", "--json"])
    assert Machine.from_json(json.loads(told.stdout)) == MACHINE
