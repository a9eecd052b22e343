"""A whole run in a folder: what it says, what it leaves behind, how it ends."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

from workbench.core import events, processes, prompt_sets
from workbench.core.errors import WorkbenchError
from workbench.core.events import PHASES, Event, Exported, Phase, Sampled, Started, Step
from workbench.core.history import Status
from workbench.core.prompt_sets import PromptSet
from workbench.core.runs import RunFolder, history
from workbench.training import worker
from workbench.training.data.template import Style, conversation_ids
from workbench.training.fitting_room import Worn
from workbench.training.generate import Column, GenerateRequest, stream
from workbench.training.prompt_table import TableRequest, answered

NewRun = Callable[..., RunFolder]


def _weights_hash(run: RunFolder) -> str:
    files = sorted(file for file in run.adapter.iterdir() if file.name != "README.md")
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()


def test_a_run_ends_in_an_adapter_and_tells_every_step(new_run: NewRun) -> None:
    run = new_run()
    told = worker.main(run.path)
    assert told.status is Status.FINISHED
    assert list(told.loss.x) == [1, 2, 3, 4, 5, 6]
    assert told.loss.y[-1] < told.loss.y[0]
    assert run.has_adapter
    assert not run.lock_file.exists()
    assert history(run).loss.y == told.loss.y, "the folder says the same as the worker"


def test_the_phases_come_in_their_order_before_the_first_step(new_run: NewRun) -> None:
    told: list[Event] = []
    worker.main(new_run().path, told.append)
    names = [event.name for event in told if isinstance(event, Phase)]
    assert list(dict.fromkeys(names)) == list(PHASES)
    kinds = [type(event) for event in told]
    assert kinds.index(Started) < kinds.index(Step)
    assert max(i for i, kind in enumerate(kinds) if kind is Phase) < kinds.index(Step)


def test_the_spec_in_the_folder_is_complete_after_the_start(new_run: NewRun) -> None:
    run = new_run()
    worker.main(run.path)
    spec = run.spec()
    assert spec.resolved is not None
    assert spec.resolved.steps == 6
    assert spec.resolved.rows + spec.resolved.rows_held_out == 60
    assert len(spec.layers.targets) == 14, "the targets are written out"
    assert set(spec.resolved.versions) >= {"torch", "transformers", "peft"}


def test_stock_peft_loads_the_adapter_and_answers_as_the_workbench_does(
    new_run: NewRun, tiny_llama: Path
) -> None:
    run = new_run(layers={"rank": 4, "scale": 3.0, "ranks": {"model.layers.1.mlp": 2}})
    worker.main(run.path)
    base = AutoModelForCausalLM.from_pretrained(tiny_llama, dtype=torch.float32)
    stock = PeftModel.from_pretrained(base, run.adapter).eval()
    tokenizer = AutoTokenizer.from_pretrained(tiny_llama)
    messages = ({"role": "user", "content": "say 7"},)
    ids = tokenizer.apply_chat_template(list(messages), add_generation_prompt=True, return_dict=False)
    produced = stock.generate(
        input_ids=torch.tensor([ids]), max_new_tokens=8, do_sample=False, pad_token_id=tokenizer.pad_token_id
    )
    expected = tokenizer.decode(produced[0, len(ids) :], skip_special_tokens=True)
    worn = (Column(Worn(str(run.adapter))),)
    (ours,) = stream(
        GenerateRequest(str(tiny_llama), worn, messages, max_new_tokens=8, temperature=0.0),
        lambda *_: None,
    )
    assert ours["text"] == expected
    down, gate = (
        stock.get_submodule(f"base_model.model.model.layers.{n}")
        for n in ("1.mlp.down_proj", "0.mlp.gate_proj")
    )
    assert (down.r["default"], down.scaling["default"]) == (2, 3.0)
    assert (gate.r["default"], gate.scaling["default"]) == (4, 3.0)


def test_the_same_seed_gives_the_same_bytes_in_two_processes(new_run: NewRun) -> None:
    here = new_run("here", layers={"dropout": 0.1}, training={"threads": 2})
    there = new_run("there", layers={"dropout": 0.1}, training={"threads": 2})
    worker.main(here.path)
    code = (
        "import sys, pathlib; from workbench.training import worker; worker.main(pathlib.Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", code, str(there.path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert here.has_adapter
    assert _weights_hash(here) == _weights_hash(there)
    other = new_run("other", training={"seed": 7}, layers={"dropout": 0.1})
    worker.main(other.path)
    assert _weights_hash(other) != _weights_hash(here)


def test_a_stop_finishes_the_step_saves_and_says_so(new_run: NewRun) -> None:
    run = new_run(training={"steps": 500})

    def stop_after_three(event: Event) -> None:
        if isinstance(event, Step) and event.step == 3:
            run.send("stop")

    told = worker.main(run.path, stop_after_three)
    assert told.status is Status.STOPPED
    assert 3 <= told.step < 500
    assert run.has_adapter
    assert all(answer.accepted for answer in told.acknowledged.values())
    assert told.saved[-1].step == told.step


def test_a_discarded_run_ends_at_once(new_run: NewRun) -> None:
    run = new_run(training={"steps": 500})
    told = worker.main(run.path, lambda event: run.send("discard") if isinstance(event, Phase) else None)
    assert told.status is Status.DISCARDED


def test_a_paused_run_goes_on_where_it_was(new_run: NewRun) -> None:
    run = new_run(training={"steps": 300})
    asked: list[str] = []

    def control(event: Event) -> None:
        if isinstance(event, Step) and event.step == 2 and not asked:
            asked.append(run.send("pause"))
        if type(event).__name__ == "Paused":
            run.send("continue")
        if type(event).__name__ == "Resumed":
            run.send("stop")

    told = worker.main(run.path, control)
    assert told.status is Status.STOPPED
    assert told.acknowledged[asked[0]].accepted


def test_samples_show_the_bases_answer_beside_the_answer_now(new_run: NewRun) -> None:
    told: list[Event] = []
    worker.main(new_run().path, told.append)
    samples = [event for event in told if isinstance(event, Sampled)]
    first = {s.index: s for s in samples if s.step == 0}
    last = {s.index: s for s in samples if s.step == 6}
    assert set(first) == set(last) == {0, 1}
    assert all(first[i].text == first[i].base == last[i].base for i in first)
    assert first[0].prompt.startswith("say ")
    assert first[0].reference.endswith("it is")


def test_own_prompts_are_written_out_and_answered_beside_the_held_out_ones(new_run: NewRun) -> None:
    """By a set's name: a resume, or another machine, asks the same. What is held out is answered as ever."""
    prompt_sets.save(PromptSet("mine", tuple(f"count to {n}" for n in range(9))))  # more than one batch
    plain, run = new_run("plain"), new_run("own", watch={"prompts": "mine"})
    prompt_sets.remove("mine")
    assert run.spec().watch.prompts == tuple(f"count to {n}" for n in range(9))

    def sampled(run: RunFolder) -> list[Sampled]:
        told: list[Event] = []
        worker.main(run.path, told.append)
        return [event for event in told if isinstance(event, Sampled)]

    alone, both = sampled(plain), sampled(run)
    assert [s for s in both if not s.own] == alone
    own = [s for s in both if s.own]
    assert {s.step for s in own} == {s.step for s in alone}
    assert [s.prompt for s in own if s.step == 6] == [f"count to {n}" for n in range(9)]
    assert [s.index for s in own if s.step == 6] == list(range(2, 11))
    prompts, columns = tuple(s.prompt for s in own if s.step == 6), (Worn(), Worn(str(run.adapter)))
    base, now = answered(TableRequest(run.spec().model.path, columns, prompts, 4), lambda *_: None)
    assert [s.base for s in own if s.step == 6] == base
    assert [s.text for s in own if s.step == 6] == now


def test_own_prompts_need_no_held_out_rows_and_continue_plain_text(new_run: NewRun, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("\n\n".join(f"note {n} says {n}" for n in range(40)))
    run = new_run(
        data={"path": str(file), "held_out": 0}, training={"steps": 2}, watch={"prompts": ["note 3"]}
    )
    told: list[Event] = []
    assert worker.main(run.path, told.append).failed is None
    own = [event for event in told if isinstance(event, Sampled)]
    assert [(s.prompt, s.own, s.step) for s in own] == [("note 3", True, step) for step in (0, 1, 2)]
    (base,) = stream(
        GenerateRequest(run.spec().model.path, text="note 3", max_new_tokens=4, temperature=0),
        lambda *_: None,
    )
    assert own[0].text == base["text"].strip()


def test_a_second_worker_on_the_same_folder_is_refused(new_run: NewRun) -> None:
    run = new_run()
    processes.lock(run.lock_file)
    with pytest.raises(WorkbenchError, match="is being trained by process"):
        worker.main(run.path)


def test_a_rank_above_the_smaller_side_is_trained_and_told(new_run: NewRun) -> None:
    told = worker.main(new_run(layers={"rank": 40}, training={"steps": 1}).path)
    assert told.failed is None
    (notice,) = told.notices
    assert "rank above the smaller side" in notice.message


def _broken_data(folder: Path, content: str) -> dict[str, Any]:
    file = folder / "broken.jsonl"
    file.write_text(content)
    return {"data": {"path": str(file)}}


@pytest.mark.parametrize(
    ("parts", "kind", "words"),
    [
        ({"model": {"path": "/does/not/exist"}}, "bad-input", "/does/not/exist"),
        ({"data": {"path": "/does/not/exist.jsonl"}}, "missing-file", "exist.jsonl"),
        ({"layers": {"init_lora_weights": "orthogonal", "rank": 3}}, "method-refused", "must be even"),
        ({"layers": {"targets": "nothing_like_this"}}, "nothing-matched", "nothing_like_this"),
        ({"layers": {"targets": []}}, "nothing-ticked", "No layer is ticked"),
    ],
)
def test_bad_input_fails_the_run_with_a_sentence_and_a_next_step(
    new_run: NewRun, parts: dict[str, Any], kind: str, words: str
) -> None:
    run = new_run(**parts)
    told = worker.main(run.path)
    assert told.failed is not None
    assert told.failed.hint
    assert words in told.failed.message
    assert told.failed.kind == kind
    assert not run.has_adapter
    assert not run.log_file.exists(), "bad input is no internal failure"


def test_a_run_of_one_labelled_token_more_than_none_is_trained(new_run: NewRun, tmp_path: Path) -> None:
    row = {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}
    run = new_run(**_broken_data(tmp_path, json.dumps(row)))
    told = worker.main(run.path)
    assert told.status is Status.FINISHED
    assert told.compared is None, "nothing is held out of one row"


def test_an_answer_is_asked_for_as_the_rows_were_written(new_run: NewRun) -> None:
    run = new_run(
        data={"system_prompt": "Be brief.", "template": "{% for m in messages %}{{ m.content }}|{% endfor %}"}
    )
    worker.main(run.path)
    spec = run.spec()
    asked: dict[str, Any] = {
        "model": spec.model.path,
        "columns": (Column(Worn(str(run.adapter))),),
        "messages": ({"role": "user", "content": "say 5"},),
        "temperature": 0.0,
        "max_new_tokens": 8,
    }
    (told,) = stream(GenerateRequest(**asked, **spec.data.writing()), lambda column, text: None)
    (plain,) = stream(GenerateRequest(**asked), lambda column, text: None)
    tokenizer = AutoTokenizer.from_pretrained(spec.model.path)
    model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(spec.model.path), run.adapter)
    turns = ({"role": "system", "content": "Be brief."}, *asked["messages"])
    written = conversation_ids(turns, tokenizer, Style.of(spec.data))
    assert tokenizer.decode(written, skip_special_tokens=True) == "Be brief.|say 5|"
    produced = model.generate(torch.tensor([written]), max_new_tokens=8, do_sample=False)[0, len(written) :]
    assert told["text"].strip() == tokenizer.decode(produced, skip_special_tokens=True).strip()
    assert plain["tokens"] > 0


def test_exports_made_while_it_trained_are_in_its_history_when_it_ends(new_run: NewRun) -> None:
    run = new_run()
    made = Exported("peft", "/somewhere", 10, "ab", "hello")
    run.write_meta(exports=[json.loads(events.to_line(made))])
    assert worker.main(run.path).status is Status.FINISHED
    told = history(run)
    assert told.exported == [made]
    assert told.status is Status.FINISHED
    assert run.meta()["exports"] == []


def test_the_command_on_finish_is_run_when_the_folder_is_free_and_its_failure_is_said(
    new_run: NewRun,
) -> None:
    run = new_run()
    told: list[Event] = []
    command = "sh -c 'test ! -e run.lock && echo $WORKBENCH_STATE > state && exit 3'"
    assert worker.main(run.path, told.append, on_finish=command).status is Status.FINISHED
    assert (run.path / "state").read_text() == "finished\n"
    assert "code 3" in told[-1].message
    assert history(run).status is Status.FINISHED
