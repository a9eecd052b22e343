"""Runs of other programs: their curves, the settings that are known; what is something else is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.core.importing.written_event_file import content
from workbench.core import run_summary, runs
from workbench.core.errors import WorkbenchError
from workbench.core.history import Status
from workbench.core.importing import runs as importing

STATE: dict[str, Any] = {
    "global_step": 30,
    "max_steps": 30,
    "num_train_epochs": 3,
    "train_batch_size": 4,
    "log_history": [
        {"epoch": 1.0, "grad_norm": 1.5, "learning_rate": 2e-4, "loss": 3.0, "step": 10},
        {"epoch": 1.0, "eval_loss": 3.1, "eval_runtime": 1.2, "step": 10},
        {
            "epoch": 2.0,
            "grad_norm": 1.0,
            "learning_rate": 1e-4,
            "loss": 1.5,
            "accuracy": 0.6,
            "step": 20,
        },
        {"epoch": 2.0, "eval_loss": 1.6, "step": 20},
        {"epoch": 3.0, "grad_norm": "nan", "learning_rate": 0.0, "loss": 1.0, "step": 30},
        {"epoch": 3.0, "step": 30, "total_flos": 1.0, "train_loss": 1.8, "train_runtime": 60.0},
    ],
}


def trainer(folder: Path, state: object = STATE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trainer_state.json").write_text(state if isinstance(state, str) else json.dumps(state))
    return folder / "trainer_state.json"


def test_a_trainer_state_becomes_a_run_with_its_curves_and_settings(tmp_path: Path) -> None:
    file = trainer(tmp_path / "my-lora" / "checkpoint-30")
    config = {"base_model_name_or_path": "Qwen/Qwen3-0.6B", "r": 8, "lora_alpha": 16, "lora_dropout": 0.05}
    (file.parent / "adapter_config.json").write_text(json.dumps(config))
    (run,) = importing.bring_in(file)
    told = runs.history(run)
    assert list(told.loss.x) == [10, 20, 30]
    assert list(told.loss.y) == [3.0, 1.5, 1.0]
    assert list(told.held_out.y) == [3.1, 1.6]
    assert list(told.learning_rate.y) == [2e-4, 1e-4, 0.0]
    assert list(told.measures["accuracy"].y) == [0.6]
    assert (told.steps, told.epoch, run.status(told)) == (30, 3.0, Status.FINISHED)
    assert told.finished is not None
    assert told.finished.seconds == 60.0
    assert "Imported from Hugging Face Trainer" in told.notices[0].message
    spec = run.spec()
    assert (spec.name, spec.model.path, spec.data.path) == ("my-lora", "Qwen/Qwen3-0.6B", "")
    assert (spec.layers.rank, spec.layers.scale, spec.training.learning_rate) == (8, 2.0, 2e-4)
    about = run.meta()["imported"]
    assert about["path"] == str(file)
    assert "training.learning_rate" in about["known"]
    assert run_summary.summary(run, told).imported == "Hugging Face Trainer"


def test_an_output_folder_means_its_newest_checkpoint(tmp_path: Path) -> None:
    early = dict(STATE, log_history=STATE["log_history"][:1], global_step=10)
    trainer(tmp_path / "out" / "checkpoint-10", early)
    trainer(tmp_path / "out" / "checkpoint-9", early)
    trainer(tmp_path / "out" / "checkpoint-30")
    assert importing.looks_like_it(tmp_path / "out")
    (recorded,) = importing.read(tmp_path / "out")
    assert recorded.rows[-1].step == 30
    assert recorded.name == "out"


def test_a_run_that_was_stopped_early_says_so(tmp_path: Path) -> None:
    (run,) = importing.bring_in(trainer(tmp_path / "out", dict(STATE, max_steps=300)).parent)
    told = runs.history(run)
    assert (run.status(told), told.step, told.steps) == (Status.STOPPED, 30, 300)


def test_event_files_of_tensorboard_become_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "tb"
    folder.mkdir()
    (folder / "events.out.tfevents.1795413000.host").write_bytes(content())
    (run,) = importing.bring_in(folder)
    told = runs.history(run)
    assert list(told.loss.y) == pytest.approx([3.0, 1.5, 1.0])
    assert list(told.held_out.y) == pytest.approx([3.5, 1.75, 3.5 / 3])
    assert list(told.measures["train/rewards/margins"].y) == pytest.approx([0.1, 0.2, 0.3])
    assert run.spec().training.learning_rate == pytest.approx(2e-4)
    assert told.finished is not None
    assert told.finished.seconds == pytest.approx(2.0, abs=0.6)


def test_every_folder_with_event_files_is_a_run_of_its_own(tmp_path: Path) -> None:
    for name in ("a", "b/runs"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "events.out.tfevents.1").write_bytes(content())
    assert len(importing.bring_in(tmp_path)) == 2


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("{not json", "it is not JSON"),
        ("[1, 2]", "it has no log_history"),
        ({"log_history": []}, "its log_history is empty"),
        ({"log_history": [{"loss": 1.0}]}, "an entry of log_history has no step"),
        ({"log_history": ["text"]}, "an entry of log_history has no step"),
        ({"log_history": [{"step": -1, "loss": 1.0}]}, "an entry of log_history has no step"),
    ],
)
def test_a_trainer_state_that_is_something_else_is_said(tmp_path: Path, state: object, said: str) -> None:
    with pytest.raises(WorkbenchError, match=r"is no trainer_state\.json") as told:
        importing.bring_in(trainer(tmp_path / "x", state))
    assert said in told.value.message
    assert runs.listed() == []


def test_a_folder_or_file_that_is_something_else_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    for path in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(WorkbenchError, match="holds no run of another program"):
            importing.read(path)
        assert not importing.looks_like_it(path)
    with pytest.raises(WorkbenchError, match="There is no"):
        importing.read(tmp_path / "nowhere")


def test_curves_without_a_loss_are_named(tmp_path: Path) -> None:
    (tmp_path / "events.out.tfevents.1").write_bytes(content().replace(b"train/loss", b"train/lump"))
    with pytest.raises(WorkbenchError, match="damaged"):  # its checksum was of another text
        importing.read(tmp_path)


def test_a_setting_that_ours_does_not_allow_is_left_out(tmp_path: Path) -> None:
    file = trainer(tmp_path / "odd")
    config = {"base_model_name_or_path": "x", "r": 10**9, "lora_alpha": -1}
    (file.parent / "adapter_config.json").write_text(json.dumps(config))
    (run,) = importing.bring_in(file)
    assert run.spec().layers.rank == 16
