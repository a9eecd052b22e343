"""The training script repeats the run: the same losses, and the same adapter, without the workbench."""

import contextlib
import io
import json
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from safetensors.torch import load_file

from tests.adapters.export.bases import silent
from workbench.adapters.export import exporting
from workbench.core import runs
from workbench.core.errors import WorkbenchError
from workbench.core.exports import ExportRequest
from workbench.core.runs import RunFolder
from workbench.core.spec import parse
from workbench.training import worker
from workbench.training.peft_parts import without_known_warnings


@pytest.fixture
def run_of(tiny_llama: Path, tmp_path: Path) -> Callable[..., RunFolder]:
    def make(**parts: dict[str, Any]) -> RunFolder:
        rows = [{"prompt": f"say {i} of {'x' * (i % 7)}", "completion": f"{i}!"} for i in range(60)]
        (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
        document: dict[str, Any] = {
            "model": {"path": str(tiny_llama)},
            "data": {"path": str(tmp_path / "rows.jsonl")},
            "layers": {"rank": 4},
            "training": {"steps": 10, "batch_size": 8, "learning_rate": 1e-2, "threads": 1},
            "watch": {"evaluations": 0, "samples": 0, "compared_rows": 0},
        }
        for part, changes in parts.items():
            document[part] = document[part] | changes
        run = runs.create(parse(document), tmp_path / "run")
        assert not worker.main(run.path).failed
        return run

    return make


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"layers": {"dropout": 0.1, "ranks": {"model.layers.1": 2}}, "training": {"schedule": "linear"}},
        {"training": {"loraplus_lr_ratio": 4.0, "weight_decay": 0.01, "micro_batch_tokens": 64}},
        {"layers": {"modules_to_save": ["lm_head"], "targets": ".*q_proj"}},
    ],
    ids=["plain", "dropout", "LoRA+", "whole head"],
)
def test_the_script_takes_the_same_steps(
    run_of: Callable[..., RunFolder], tmp_path: Path, parts: dict[str, Any]
) -> None:
    run = run_of(**parts)
    exporting.export(ExportRequest(str(run.path), "script", str(tmp_path / "script")), silent)
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard), without_known_warnings():
        runpy.run_path(str(tmp_path / "script" / "train.py"))
    losses = [float(value) for value in re.findall(r"loss ([\d.]+)", heard.getvalue())]
    assert losses == pytest.approx(list(runs.history(run).loss.y), abs=2e-4)
    ours = load_file(tmp_path / "script" / "adapter" / "adapter_model.safetensors")
    theirs = load_file(run.adapter / "adapter_model.safetensors")
    assert ours.keys() == theirs.keys()
    for name, tensor in ours.items():
        assert float((tensor - theirs[name]).norm() / theirs[name].norm()) < 1e-2, name


def test_rows_that_changed_since_are_refused(run_of: Callable[..., RunFolder], tmp_path: Path) -> None:
    run = run_of()
    with (tmp_path / "rows.jsonl").open("a") as stream:
        stream.write('\n{"prompt": "one more", "completion": "row"}')
    with pytest.raises(WorkbenchError, match="has changed since the run"):
        exporting.export(ExportRequest(str(run.path), "script", str(tmp_path / "script")), silent)
    assert not (tmp_path / "script").exists()


def test_the_script_is_alone(run_of: Callable[..., RunFolder], tmp_path: Path) -> None:
    run = run_of()
    exporting.export(ExportRequest(str(run.path), "script", str(tmp_path / "script")), silent)
    text = (tmp_path / "script" / "train.py").read_text()
    assert "workbench" not in text
    assert len(text.splitlines()) < 130
