"""The terminal, as a person types: what is printed where, and the exit code."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workbench import __version__
from workbench.cli import choices, cli, control
from workbench.core import places, runs, spec
from workbench.core.history import Status
from workbench.core.runs import RunFolder

QUICK = ("--rank", "4", "--batch-size", "4", "--dtype", "float32")
QUIET = (
    *("--set", "watch.samples=0", "--set", "watch.compared_rows=2", "--set", "watch.sample_tokens=4"),
    *("--set", "watch.evaluations=1", "--set", "training.threads=1"),
)


def type_in(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def assert_refused(result: Result, said: str) -> None:
    """Exit 2, one sentence and a hint on stderr, nothing else."""
    assert result.exit_code == 2, (result.output, result.exception)
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


@pytest.fixture
def base(tiny_llama: Path, tmp_path: Path) -> Path:
    """A copy of the tiny model, to be spoiled."""
    return Path(shutil.copytree(tiny_llama, tmp_path / "base"))


@pytest.fixture(scope="module")
def trained(tiny_llama: Path, chats: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A run of six steps, and what its command printed."""
    folder = tmp_path_factory.mktemp("trained") / "run"
    chosen = ("--model", tiny_llama, "--data", chats, "--steps", 6, "--out", folder, "--json", *QUICK, *QUIET)
    return folder, type_in("train", *chosen)


# --- train


def test_the_summary_of_a_run_is_one_json_object(trained):
    folder, result = trained
    assert result.exit_code == 0, result.output
    summary = json.loads(result.stdout)
    assert summary["run"] == str(folder)
    assert summary["status"] == "finished"
    assert summary["steps"] == 6
    assert summary["percent"] == 100 * summary["trainable_parameters"] / summary["total_parameters"]
    assert summary["last_loss"] < summary["first_loss"]
    assert summary["held_out_loss"] > 0
    assert summary["compared"].keys() == {"rows", "before", "after"}
    assert summary["adapter"] == str(folder / "adapter")
    assert (folder / "adapter" / "adapter_model.safetensors").is_file()
    assert summary["seconds"] > 0
    assert summary["tokens_per_second"] > 0


def test_the_folder_of_a_run_holds_what_the_design_says(trained):
    folder, _ = trained
    run = RunFolder(folder)
    assert run.spec().resolved is not None
    assert run.spec().name.startswith("chats-")
    assert runs.history(run).status is Status.FINISHED
    assert not run.lock_file.exists()
    first = json.loads(run.events_file.read_text().splitlines()[0])
    assert first["event"] == "Phase"


def test_a_run_without_a_terminal_says_each_phase_and_tenth_in_a_plain_line(trained):
    _, result = trained
    lines = result.stderr.splitlines()
    assert lines[0] == "Starting…"
    assert [line for line in lines if line.startswith("step 6/6 · loss ")]
    assert len([line for line in lines if line.startswith("step ")]) == 6
    assert "\x1b" not in result.stderr


def test_a_person_reads_a_summary(tiny_llama, chats):
    result = type_in("train", "--model", tiny_llama, "--data", chats, "--steps", 2, *QUICK, *QUIET)
    assert result.exit_code == 0, result.output
    (run,) = runs.listed()
    for said in (
        "Finished: 2 steps",
        "trainable",
        "% of the base's",
        "first, ",
        "right before",
        str(run.adapter),
    ):
        assert said in result.stdout


def test_a_spec_is_run_again_with_changes(trained, tmp_path):
    folder, _ = trained
    changes = ("--steps", 1, "--set", "training.schedule=linear", "--alpha", 4, "--out", tmp_path / "again")
    assert type_in("train", folder / "run.yaml", *changes, "--json").exit_code == 0
    again = RunFolder(tmp_path / "again").spec()
    assert again.training.schedule == "linear"
    assert again.layers.scale == 1  # alpha 4 at rank 4
    assert again.training.steps == 1


def test_a_plan_from_a_file_is_what_is_trained(tiny_llama, chats, tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("{rank: 2, targets: '.*q_proj', ranks: {model.layers.1: 3}}")
    chosen = ("--model", tiny_llama, "--data", chats, "--plan", plan, "--steps", 1, "--json", *QUIET)
    summary = json.loads(type_in("train", *chosen).stdout)
    assert summary["trainable_parameters"] == (2 + 3) * (32 + 32)


def test_a_model_without_a_chat_template_is_trained_with_a_note(base, chats):
    (base / "chat_template.jinja").unlink()
    result = type_in("train", "--model", base, "--data", chats, "--steps", 1, "--json", *QUICK, *QUIET)
    assert result.exit_code == 0, result.output
    assert "Note: " in result.stderr
    assert "template" in result.stderr


# --- bad input: exit 2, a sentence and a hint, and no folder left behind

WRONG_WORDS: list[tuple[list[str], str]] = [
    ([], "--model and --data must say what to train on"),
    (["--model", "BASE"], "Without a run spec, --data must say"),
    (["nowhere.yaml"], "nowhere.yaml cannot be read: No such file"),
    (["BASE"], "cannot be read: Is a directory"),
    (["SCRATCH/list.yaml"], "list.yaml: the spec: input should be a valid dictionary"),
    (["GOOD", "--steps", "3", "--epochs", "1"], "--steps and --epochs both set the length"),
    (["GOOD", "--rank", "0"], "layers.rank: input should be greater than or equal to 1 (it is '0')."),
    (["starter", "--rank", "0"], "layers.rank: input should be greater than or equal to 1 (it is '0')."),
    (["GOOD", "--rank", "four"], "layers.rank: input should be a valid integer"),
    (["GOOD", "--learning-rate", "fast"], "training.learning_rate: input should be a valid number"),
    (["GOOD", "--dtype", "int8"], "model.dtype: input should be 'auto', 'float32' or 'bfloat16'"),
    (["GOOD", "--batch-size", "0"], "training.batch_size: "),
    (["GOOD", "--alpha", "much"], "--alpha is not a number: 'much'"),
    (["GOOD", "--alpha", "0"], "layers.scale: input should be greater than 0"),
    (["GOOD", "--set", "training.seed"], "--set needs a key and a value"),
    (["GOOD", "--set", "training.sede=1"], "There is no setting training.sede."),
    (["GOOD", "--set", "layers.ranks=[1"], "--set layers.ranks is neither YAML nor JSON"),
    (["GOOD", "--set", "name=a/b"], "name: a name has 1 to 100 characters and no slashes"),
    (["GOOD", "--prompts", "nowhere"], "There is no prompt set 'nowhere', and no file."),
    (["GOOD", "--plan", "none.yaml"], "none.yaml cannot be read: No such file"),
    (["GOOD", "--plan", "SCRATCH/broken"], "broken is neither YAML nor JSON"),
    (["GOOD", "--plan", "SCRATCH/list.yaml"], "layers: input should be a valid dictionary"),
    (["GOOD", "--out", "SCRATCH/list.yaml/run"], "cannot be written"),
    (["GOOD", "--out", "SCRATCH"], "is not an empty folder"),
    (["GOOD", "--out", "SCRATCH/run"], "already holds a run"),
    (["GOOD", "--colour", "red"], "No such option '--colour'"),
]


def test_own_prompts_are_a_name_a_file_from_here_or_a_json_list(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.txt").write_text("one")
    meant = {"p.txt": str(tmp_path / "p.txt"), '["a", "b"]': ("a", "b"), "[mine]": "[mine]", "mine": "mine"}
    for typed, value in meant.items():
        chosen = choices.run_spec("starter", {"watch.prompts": typed})
        assert chosen.watch.prompts == value


@pytest.mark.parametrize(
    ("words", "said"), WRONG_WORDS, ids=[" ".join(words) or "-" for words, _ in WRONG_WORDS]
)
def test_words_that_cannot_be_meant_are_refused_before_anything_is_loaded(words, said, tmp_path):
    scratch, good = tmp_path / "scratch", tmp_path / "good.yaml"
    good.write_text("name: good")
    scratch.mkdir()
    (scratch / "list.yaml").write_text("[1, 2]")
    (scratch / "broken").write_text("{{{")
    runs.create(spec.parse({}), scratch / "run")
    (tmp_path / "base").mkdir()
    places_of = {"GOOD": str(good), "BASE": str(tmp_path / "base")}
    typed = [places_of.get(word, word.replace("SCRATCH", str(scratch))) for word in words]
    assert_refused(type_in("train", *typed), said)
    assert runs.listed() == []


def without_config(base: Path) -> None:
    (base / "config.json").unlink()


def with_pickled_weights(base: Path) -> None:
    (base / "model.safetensors").rename(base / "pytorch_model.bin")


def too_large(base: Path) -> None:
    config = json.loads((base / "config.json").read_text())
    config |= {"hidden_size": 16384, "intermediate_size": 65536, "num_hidden_layers": 200, "head_dim": 128}
    (base / "config.json").write_text(json.dumps(config))


def with_nan_weights(base: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(base / "model.safetensors")
    weights["model.norm.weight"][0] = float("nan")
    save_file(weights, base / "model.safetensors", {"format": "pt"})


def an_encoder(model):
    """The folder of a BERT: the same files around another config."""
    config = json.loads((model / "config.json").read_text())
    kept = {"vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size"}
    plain = {name: config[name] for name in kept}
    (model / "config.json").write_text(
        json.dumps(plain | {"model_type": "bert", "architectures": ["BertForMaskedLM"]})
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (an_encoder, "BertForMaskedLM is not a causal language model"),
        (without_config, "config.json"),
        (with_pickled_weights, "safetensors"),
        (too_large, "memory"),
        (with_nan_weights, "NaN"),
        (shutil.rmtree, "base"),
    ],
)
def test_a_model_that_cannot_be_trained_is_refused(spoil, said, base, chats):
    spoil(base)
    result = type_in("train", "--model", base, "--data", chats, "--steps", 2, "--json", *QUICK, *QUIET)
    assert said in result.stderr
    progress = ("Starting…", "Reading", "Tokenising", "Loading", "Attaching", "First step")
    told = [line for line in result.stderr.splitlines() if not line.startswith(progress)]
    assert told[0].startswith("Error: ")
    assert told[1].startswith("Hint: ")
    assert_refused(result, said)
    assert runs.listed() == []


GOOD_ROW = '{"prompt": "Is 3 a number?", "completion": "Yes."}'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "has no rows"),
        ("[]", "has no rows"),
        (GOOD_ROW + "\n{not json\n" + GOOD_ROW, "line 2"),
        (GOOD_ROW + '\n{"prompt": "And 4?"}\n' + GOOD_ROW, "1 of 3 rows"),
        ('{"colour": "red"}', "colour"),
        ('{"prompt": "Is 3 a number?", "completion": ""}', "can be used"),
    ],
    ids=["empty", "no rows", "not json", "missing field", "unknown fields", "no answer"],
)
def test_data_that_cannot_be_learned_from_is_refused(content, said, tiny_llama, tmp_path):
    file = tmp_path / "data.jsonl"
    file.write_text(content)
    assert_refused(type_in("train", "--model", tiny_llama, "--data", file, *QUICK, *QUIET), said)
    assert runs.listed() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--targets", "nothing"], "“nothing” matches no layer that can be adapted"),
        (["--targets", "(q"], "is not a regular expression"),
        (
            ["--set", "layers.ranks={model.layers.9: 4}"],
            "The plan names model.layers.9, which this model does not have",
        ),
        (["--max-length", 8], "No token of"),
        (["--data", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_a_choice_that_does_not_fit_the_model_or_data_is_refused(words, said, tiny_llama, chats):
    assert_refused(type_in("train", "--model", tiny_llama, "--data", chats, *QUIET, *words), said)
    assert runs.listed() == []


def test_a_plan_that_ticks_nothing_is_refused(tiny_llama, chats, tmp_path):
    plan, out = tmp_path / "plan.json", tmp_path / "out"
    plan.write_text('{"targets": []}')
    out.mkdir()
    result = type_in("train", "--model", tiny_llama, "--data", chats, "--plan", plan, "--out", out)
    assert_refused(result, "No layer is ticked.")
    assert list(out.iterdir()) == []  # the folder was there before and stays, as empty as it was


def test_a_fault_of_ours_is_exit_1_and_names_the_log(tiny_llama, chats, monkeypatch):
    from workbench.training import loop

    monkeypatch.setattr(loop, "train", lambda *_: 1 / 0)
    result = type_in("train", "--model", tiny_llama, "--data", chats, "--steps", 2, *QUICK, *QUIET)
    (run,) = runs.listed()
    assert result.exit_code == 1
    assert str(run.log_file) in result.stderr
    assert "Traceback" not in result.output
    assert "ZeroDivisionError" in run.log_file.read_text()


def test_a_loss_that_becomes_nan_after_some_steps_keeps_the_run(tiny_llama, chats, tmp_path):
    wild = ("training.max_grad_norm=0", "training.warmup=0", "layers.scale=1000")
    wild = (word for setting in wild for word in ("--set", setting))
    chosen = ("--model", tiny_llama, "--data", chats, "--steps", 50, "--learning-rate", 1, *wild)
    result = type_in("train", *chosen, *QUIET, "--out", tmp_path / "run", "--json")
    assert result.exit_code == 2, result.output
    assert "Error: The loss became" in result.stderr
    assert f"The run is kept in {tmp_path / 'run'}." in result.stderr
    summary = json.loads(result.stdout)
    assert summary["status"] == "failed"
    assert 1 <= summary["steps"] < 50


def test_ctrl_c_finishes_the_step_saves_and_exits_with_130(tiny_llama, chats, tmp_path, home):
    words = ["train", "--model", str(tiny_llama), "--data", str(chats), "--steps", "100000", "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench", *words, "--out", str(tmp_path / "run"), *QUICK, *QUIET],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "WORKBENCH_HOME": str(home)},
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("step 1/"):
            break
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    summary = json.loads(stdout)
    assert summary["status"] == "stopped"
    assert Path(summary["adapter"], "adapter_model.safetensors").is_file()
    assert "Stopping: this step is finished and the adapter saved." in stderr
    assert f"its adapter is saved in {summary['adapter']}" in stderr
    assert "Traceback" not in stderr


# --- a word to a worker


@pytest.fixture
def running(tiny_llama: Path, chats: Path) -> Iterator[RunFolder]:
    """A run in a thread of this process that goes on until it is told to end."""
    from workbench.training import worker

    document = {
        "name": "endless",
        "model": {"path": str(tiny_llama), "dtype": "float32"},
        "data": {"path": str(chats)},
        "layers": {"rank": 2},
        "training": {"steps": 1_000_000, "batch_size": 1, "threads": 1},
        "watch": {"evaluations": 0, "samples": 0, "compared_rows": 0},
    }
    run = runs.create(spec.parse(document))
    begun = threading.Event()
    thread = threading.Thread(
        target=worker.main, args=(run.path, lambda event: begun.set() if "Step" in repr(event) else None)
    )
    thread.start()
    assert begun.wait(30)
    yield run
    if run.path.exists() and run.worker() is not None:
        run.send("stop")
    thread.join(30)
    assert not thread.is_alive()


def until(reached: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not reached() and time.monotonic() < deadline:
        time.sleep(0.01)
    return reached()


def test_a_run_is_paused_and_continued_and_stopped_by_its_name(running):
    name = running.path.name
    for verb, status in (("pause", Status.PAUSED), ("continue", Status.TRAINING), ("stop", Status.STOPPED)):
        result = type_in(verb, name)
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith("endless ")
        assert until(lambda status=status: runs.history(running).status is status)
    assert until(lambda: running.worker() is None)
    assert running.has_adapter
    assert_refused(type_in("stop", name), "endless is not running (it is stopped).")


def test_what_a_run_saves_is_moved_to_another_place_while_it_trains_and_when_it_is_over(running, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for place in (first, second):
        place.mkdir()
    name = running.path.name
    assert type_in("save", name, "--to", first).stdout == f"endless saves in {first} from this step on.\n"
    assert until(lambda: running.store == first / name)
    assert until(lambda: running.has_adapter)
    assert_refused(type_in("save", name, "--to", tmp_path / "third"), "is no folder")
    assert type_in("stop", name).exit_code == 0
    assert until(lambda: running.worker() is None)
    assert type_in("save", name, "--to", second).stdout == f"endless saves in {second / name}.\n"
    assert not (first / name).exists()
    assert json.loads(type_in("runs", "--json").stdout)[0]["adapter"] == str(second / name / "adapter")
    assert type_in("save", name, "--to", running.path).exit_code == 2


def test_a_discarded_run_lies_in_the_trash(running):
    assert type_in("discard", running.path).stdout == "endless is in the trash.\n"
    assert not running.path.exists()
    (kept,) = places.trash_root().iterdir()
    assert runs.history(RunFolder(kept)).status is Status.DISCARDED


@pytest.mark.parametrize(
    "words",
    [
        *(("pause",), ("continue",), ("stop",), ("stop", "--finish-epoch"), ("discard",)),
        *(("save",), ("evaluate",), ("sample",), ("set", "learning_rate=1e-4")),
    ],
)
def test_a_run_that_does_not_exist_hears_nothing(words):
    verb, *more = words
    assert_refused(type_in(verb, "nowhere", *more), "There is no run nowhere.")


def test_a_worker_that_does_not_answer_is_not_waited_for_forever(monkeypatch):
    from workbench.core import processes

    monkeypatch.setattr(control, "_PATIENCE", 0.2)
    run = runs.create(spec.parse({}))
    processes.lock(run.lock_file)  # this process holds it, and does not listen
    result = type_in("stop", run.path)
    assert result.exit_code == 1
    assert "did not answer" in result.stderr


# --- layers, count, generate, runs, schema


def test_layers_as_json_lists_the_leaves(tiny_llama):
    document = json.loads(type_in("layers", tiny_llama, "--json").stdout)
    modules = {module["path"]: module for module in document["modules"]}
    assert modules["model.layers.0.mlp.down_proj"] == {
        "path": "model.layers.0.mlp.down_proj",
        "type": "Linear",
        "in_features": 64,
        "out_features": 32,
        "parameters": 2048,
        "adaptable": True,
        "reason": "",
        "role": "mlp",
        "tied_to": "",
        "linear": True,
        "parameter": "",
        "experts": 0,
        "bias": 0,
        "whole": 2048,
        "shape": [],
        "saved_whole": False,
    }
    assert "model.layers.0" not in modules
    assert document["parameters"] == sum(module["parameters"] for module in document["modules"])


def test_layers_as_a_table_is_not_cut_in_a_pipe(tiny_llama):
    result = type_in("layers", tiny_llama)
    assert "model.layers.1.self_attn.q_proj" in result.stdout
    assert "LlamaForCausalLM (CAUSAL_LM): " in result.stdout
    assert "…" not in result.stdout


def config_alone(folder, model_type, **sizes):
    small = {"vocab_size": 64, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4}
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps({"model_type": model_type, **small, **sizes}))
    return folder


def test_layers_shows_how_many_experts_a_tensor_holds(tmp_path):
    sizes = {"num_local_experts": 8, "intermediate_size": 48, "num_key_value_heads": 2}
    folder = config_alone(tmp_path / "moe", "mixtral", **sizes)
    rows = {
        words[0]: words[1:]
        for line in type_in("layers", folder).stdout.splitlines()
        if (words := line.split())
    }
    assert rows["model.layers.0.mlp.experts.gate_up_proj"] == [
        "Experts",
        "8",
        "×",
        "96",
        "×",
        "32",
        "24,576",
        "yes",
    ]
    assert rows["model.layers.0.mlp.gate"] == ["MixtralTopKRouter", "8", "×", "32", "256", "yes"]
    counted = type_in("count", folder, "--rank", 2, "--targets", ".*experts.gate_up_proj", "--json").stdout
    assert json.loads(counted)["trainable"] == 2 * 8 * 2 * (96 + 32)


def test_layers_and_count_follow_the_task(tmp_path):
    folder = config_alone(tmp_path / "bert", "bert", intermediate_size=48)
    plain = json.loads(type_in("layers", folder, "--json").stdout)
    assert (plain["architecture"], plain["task_type"]) == ("BertModel", "FEATURE_EXTRACTION")
    result = type_in("layers", folder, "--task", "SEQ_CLS").stdout
    assert "trained whole: a new head" in result
    assert "BertForSequenceClassification (SEQ_CLS)" in result
    chosen = ("--rank", 2, "--targets", ".*query", "--json")
    alone = json.loads(type_in("count", folder, *chosen).stdout)["trainable"]
    with_head = json.loads(type_in("count", folder, *chosen, "--task", "SEQ_CLS").stdout)["trainable"]
    assert (alone, with_head) == (2 * 2 * (32 + 32), 2 * 2 * (32 + 32) + 2 * 32 + 2)


def test_count_is_exact_and_a_share_of_the_base(tiny_llama, tmp_path):
    parameters = json.loads(type_in("layers", tiny_llama, "--json").stdout)["parameters"]
    chosen = ("--rank", 4, "--targets", ".*q_proj")
    counted = json.loads(type_in("count", tiny_llama, *chosen, "--json").stdout)
    assert counted["trainable"] == 2 * 4 * (32 + 32)
    assert counted["total"] == parameters + counted["trainable"]
    assert counted["percent"] == pytest.approx(100 * counted["trainable"] / parameters)
    assert counted["adapter_bytes"] > 4 * counted["trainable"]
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({"rank": 4, "targets": ".*q_proj"}))
    assert json.loads(type_in("count", tiny_llama, "--plan", plan, "--json").stdout) == counted
    assert (
        f"{counted['trainable']:,} trainable parameters in 2 modules"
        in type_in("count", tiny_llama, *chosen).stdout
    )


def test_count_says_what_the_run_then_has(trained, tiny_llama):
    folder, result = trained
    counted = json.loads(type_in("count", tiny_llama, "--rank", 4, "--json").stdout)
    summary = json.loads(result.stdout)
    assert counted["trainable"] == summary["trainable_parameters"]
    assert counted["percent"] == pytest.approx(summary["percent"])
    assert counted["adapter_bytes"] == (folder / "adapter" / "adapter_model.safetensors").stat().st_size


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["count", "BASE", "--rank", "0"], "layers.rank"),
        (["layers", "BASE", "--task", "POETRY"], "There is no task"),
        (["layers", "BASE", "--task", "SEQ_2_SEQ_LM"], "for the task SEQ_2_SEQ_LM"),
        (["count", "BASE", "--targets", "x"], "matches no layer"),
        (["count", "/nowhere"], "/nowhere"),
        (["layers", "/nowhere"], "/nowhere"),
        (["layers", "/"], "config.json"),
        (["generate", "--prompt", "Hi"], "Which model"),
        (["generate", "--model", "/nowhere", "--prompt", "Hi"], "/nowhere"),
        (["generate", "--model", "BASE", "--adapter", "/nowhere", "--prompt", "Hi"], "/nowhere"),
        (["generate", "--model", "BASE", "--prompt", "Hi", "--temperature", "-1"], "--temperature"),
        (["generate", "--model", "BASE"], "--prompt"),
        (["generate", "--model", "BASE", "--chat", "/nowhere.json"], "/nowhere.json"),
        (["generate", "--model", "BASE", "--complete"], "--prompt"),
        (["generate", "--model", "BASE", "--complete", "--prompt", "x", "--system", "y"], "--system"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(words, said, tiny_llama):
    assert_refused(type_in(*(str(tiny_llama) if word == "BASE" else word for word in words)), said)


def test_count_notes_ranks_that_a_matrix_cannot_use(tiny_llama):
    result = type_in("count", tiny_llama, "--rank", 48)
    assert result.exit_code == 0
    assert "14 modules have a rank above" in result.stderr
    assert "first model.layers.0.self_attn.q_proj (32)" in result.stderr


def test_layers_and_count_load_neither_weights_nor_peft(tiny_llama, tmp_path):
    shutil.copy(tiny_llama / "config.json", tmp_path)  # there are no weights to load
    script = (
        "import sys\nfrom workbench.cli import cli\n"
        "for words in (['layers'], ['count', '--rank', '4']):\n"
        "    cli([*words, sys.argv[1], '--json'], standalone_mode=False)\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "sys.exit(','.join(loaded & {'peft', 'PySide6', 'pyqtgraph'}) or 0)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    assert [len(json.loads(line)) for line in ended.stdout.splitlines()] == [5, 4]


def test_generate_streams_an_answer_and_repeats_it_when_greedy(tiny_llama, trained):
    folder, _ = trained
    asked = ("generate", "--prompt", "Is 3 a number?", "--temperature", 0, "--max-new-tokens", 8)
    base = type_in(*asked, "--model", tiny_llama)
    assert base.exit_code == 0, base.output
    assert base.stdout.endswith("\n")
    assert type_in(*asked, "--model", tiny_llama).stdout == base.stdout
    adapted = type_in(*asked, "--model", tiny_llama, "--adapter", folder / "adapter")
    assert adapted.exit_code == 0, adapted.output
    assert type_in(*asked, "--adapter", folder).stdout == adapted.stdout  # the run knows its model
    weak = type_in(*asked, "--adapter", folder, "--strength", 0, "--system", "Be brief.")
    assert weak.exit_code == 0, weak.output


def test_generate_lets_several_answer_one_after_another_under_their_names(tiny_llama, trained):
    folder, _ = trained
    asked = ("generate", "--prompt", "Is 3 a number?", "--temperature", 0, "--max-new-tokens", 8)
    base, adapted = type_in(*asked, "--model", tiny_llama), type_in(*asked, "--adapter", folder)
    both = type_in(*asked, "--base", "--adapter", folder)
    assert both.exit_code == 0, both.output
    assert both.stdout == f"[base]\n{base.stdout}\n[{folder}]\n{adapted.stdout}"
    document = json.loads(type_in(*asked, "--base", "--adapter", folder, "--json").stdout)
    first, second = document["columns"]
    assert (first["name"], second["name"]) == ("base", str(folder))
    assert first["text"] + "\n" == base.stdout
    assert all(token["logprob"] <= 0 and token["other_logprob"] <= 0 for token in second["scores"])


def test_generate_goes_on_with_a_conversation_in_a_file(tiny_llama, tmp_path):
    turns = [
        {"role": "user", "content": "say 7"},
        {"role": "assistant", "content": "7"},
        {"role": "user", "content": "say 8"},
    ]
    asked = ("generate", "--model", tiny_llama, "--temperature", 0, "--max-new-tokens", 8)
    told = []
    for name, document in (("list.json", turns), ("row.json", {"messages": turns}), ("rest.json", turns[:2])):
        (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
        prompt = ("--prompt", "say 8") if name == "rest.json" else ()
        result = type_in(*asked, "--chat", tmp_path / name, *prompt)
        assert result.exit_code == 0, result.output
        told.append(result.stdout)
    assert told == told[:1] * 3
    assert type_in(*asked, "--prompt", "say 8", "--complete").exit_code == 0


def test_score_judges_base_and_adapter_by_what_the_run_held_out(trained, tmp_path):
    folder, _ = trained
    shown = type_in("score", "--adapter", folder, "--out", tmp_path / "rows.csv")
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("10 of 10 rows")
    assert "Gained most" in shown.stdout
    told = json.loads(type_in("score", "--adapter", folder, "--json").stdout)
    assert [column["name"] for column in told["columns"]] == ["base", str(folder)]
    history = runs.history(RunFolder(folder))
    assert told["columns"][1]["loss"] == pytest.approx(history.held_out.last, rel=1e-4)
    with (tmp_path / "rows.csv").open(newline="") as stream:
        head, *rows = csv.reader(stream)
    assert head[:5] == ["row", "prompt", "answer", "labelled", "loss base"]
    assert [float(row[5]) for row in rows] == [row["loss"][1] for row in told["scores"]]


def test_score_takes_any_file_and_refuses_to_guess(tiny_llama, chats):
    told = type_in("score", "--model", tiny_llama, "--data", chats, "--rows", 5)
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("5 of 60 rows")
    refused = type_in("score", "--model", tiny_llama)
    assert refused.exit_code == 2
    assert "Which rows" in refused.stderr


def test_generate_answers_a_file_of_prompts_as_a_table(tiny_llama, trained, tmp_path):
    (tmp_path / "prompts.txt").write_text("Is 3 a number?\nIs 4?\n")
    asked = ("generate", "--base", "--adapter", trained[0], "--max-new-tokens", 8)
    shown = type_in(*asked, "--prompts", tmp_path / "prompts.txt")
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.splitlines()[0] == "> Is 3 a number?"
    assert shown.stdout.splitlines()[1].startswith("  [base] ")
    document = json.loads(type_in(*asked, "--prompts", tmp_path / "prompts.txt", "--json").stdout)
    assert [row["prompt"] for row in document] == ["Is 3 a number?", "Is 4?"]
    assert all(row["answers"].keys() == {"base", str(trained[0])} for row in document)


@pytest.mark.parametrize("text", ["", "{", "7", '[{"role": "user"}]', "[" * 100_000])
def test_a_file_that_is_no_conversation_is_refused_with_an_example(tiny_llama, tmp_path, text):
    (tmp_path / "chat.json").write_text(text)
    result = type_in("generate", "--model", tiny_llama, "--chat", tmp_path / "chat.json")
    assert result.exit_code == 2
    assert "is not a conversation" in result.output
    assert '"role": "user"' in result.output


def test_runs_lists_what_there_is(trained, home):
    assert "No runs in" in type_in("runs").stdout
    assert json.loads(type_in("runs", "--json").stdout) == []
    shutil.copytree(trained[0], home / "runs" / "copied")
    runs.create(spec.parse({"name": "waiting"}))
    listed = {run["name"]: run for run in json.loads(type_in("runs", "--json").stdout)}
    finished = next(run for name, run in listed.items() if name.startswith("chats-"))
    assert (finished["status"], finished["step"], finished["steps"]) == ("finished", 6, 6)
    assert finished["adapter"] == str(home / "runs" / "copied" / "adapter")
    assert listed["waiting"]["status"] == "queued"
    table = type_in("runs").stdout
    assert "copied" in table
    assert "6/6" in table


def test_the_schema_describes_every_setting():
    document = json.loads(type_in("schema").stdout)
    assert document["$defs"]["RankPlan"]["properties"]["rank"]["maximum"] == 1024


def test_the_version_is_the_packages():
    assert __version__ in type_in("--version").stdout


@pytest.mark.parametrize("command", [None, *sorted(cli.commands)])
def test_every_help_has_an_example(command):
    result = type_in(*([command] if command else []), "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"  workbench {command or 'train'}" in result.stdout


def test_the_flags_of_train_are_those_of_the_spec():
    shown = type_in("train", "--help").stdout
    for option in spec.options():
        assert not option.flag or f"{option.flag} " in shown


def test_a_command_on_finish_is_run_and_one_that_cannot_be_read_is_refused_before_anything(
    tiny_llama, chats, tmp_path
):
    chosen = ("--model", tiny_llama, "--data", chats, "--steps", 1, "--out", tmp_path / "run", *QUICK, *QUIET)
    refused = type_in("train", *chosen, "--on-finish", "sh -c 'open")
    assert_refused(refused, "no closing quotation")
    assert not (tmp_path / "run").exists()
    done = type_in("train", *chosen, "--on-finish", "sh -c 'echo $WORKBENCH_STATE > state'")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "run" / "state").read_text() == "finished\n"


def test_preferences_that_cannot_be_read_are_kept_aside_and_said(home):
    home.mkdir()
    (home / "preferences.yaml").write_text("a: [")
    listed = type_in("runs")
    assert listed.exit_code == 0
    assert "Note: the preferences could not be read" in listed.stderr
    assert [file.read_text() for file in home.glob("preferences.yaml.broken-*")] == ["a: ["]
    assert "Note" not in type_in("runs").stderr
