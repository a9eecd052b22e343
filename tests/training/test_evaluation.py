"""Loss, perplexity and accuracy of rows equal what transformers computes of one row at a time."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM

from tests.training.oracle import shaken
from workbench.core.errors import WorkbenchError
from workbench.core.plan import RankPlan
from workbench.core.spec import DataSpec
from workbench.training import adapter, introspect, models
from workbench.training.data import dataset
from workbench.training.data.samples import Samples
from workbench.training.evaluation import EvaluateRequest, evaluated, row_scores

QUIET: Any = lambda *_: None  # noqa: E731


@pytest.fixture(scope="module")
def worn(tiny_llama: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = RankPlan(targets=".*(q_proj|down_proj)", rank=4)
    base, tree = models.load_model(tiny_llama, "float32", "cpu"), introspect.layer_tree(tiny_llama)
    folder = tmp_path_factory.mktemp("worn") / "adapter"
    adapter.save(shaken(adapter.attach(base, plan, tree, str(tiny_llama), 5)), folder)
    return folder


def ask(model: Path, chats: Path, worn: Path, **changes: Any) -> dict[str, Any]:
    document = {
        "model": str(model),
        "columns": [{}, {"adapter": str(worn)}],
        "data": {"path": str(chats)},
    }
    return evaluated(EvaluateRequest.parse(document | changes), QUIET)


def test_every_row_has_the_loss_that_transformers_gives_it(tiny_llama, chats, worn):

    told = ask(tiny_llama, chats, worn)
    assert (told["rows"], told["of"]) == (60, 60)
    tokenizer = models.load_tokenizer(tiny_llama)
    rows = dataset.prepare(DataSpec(path=str(chats), held_out=0), tokenizer, 0, 256, QUIET).train
    base = AutoModelForCausalLM.from_pretrained(tiny_llama, dtype=torch.float32)
    totals = [0.0, 0.0]
    for column in range(2):
        model = base.eval() if column == 0 else PeftModel.from_pretrained(base, worn).eval()
        for index in range(60):
            ids, trained = rows.row(index)
            tokens = torch.tensor(ids.astype("int64"))[None]
            labels = torch.where(torch.tensor(trained)[None], tokens, -100)
            with torch.no_grad():
                loss = float(model(input_ids=tokens, labels=labels).loss)
            score = told["scores"][index]
            assert score["loss"][column] == pytest.approx(loss, rel=1e-5)
            totals[column] += loss * score["labelled"]
    for column, summary in enumerate(told["columns"]):
        mean = totals[column] / told["labelled"]
        assert summary["loss"] == pytest.approx(mean, rel=1e-5)
        assert summary["perplexity"] == pytest.approx(math.exp(mean), rel=1e-5)


def test_a_token_is_right_when_it_is_the_likeliest(tiny_llama, chats, worn):

    model = models.load_model(tiny_llama, "float32", "cpu").eval()
    start = torch.tensor([[5, 6, 7]])
    written = model.generate(start, max_new_tokens=6, do_sample=False, eos_token_id=None)[0]
    ids = written.numpy().astype(np.int32)
    wrong = ids.copy()
    wrong[-1] = (wrong[-1] + 1) % 200
    trained = np.arange(len(ids)) >= 3
    rows = Samples(
        np.concatenate([ids, wrong]),
        np.concatenate([trained, trained]),
        np.array([0, len(ids), 2 * len(ids)]),
    )
    first, second = row_scores(model, rows, [0, 1])
    assert (first.labelled, first.right) == (6, 6)
    assert (second.labelled, second.right) == (6, 5)


def test_the_rows_a_run_held_out_are_those_that_are_judged(tiny_llama, chats, worn):
    told = ask(tiny_llama, chats, worn, seed=42, part="held-out")
    assert told["rows"] == 10

    tokenizer = models.load_tokenizer(tiny_llama)
    kept = dataset.prepare(DataSpec(path=str(chats)), tokenizer, 42, 256, QUIET).held_out_rows
    assert [row["answer"] for row in told["scores"]] == [row.messages[-1].content for row in kept]


def test_of_many_rows_some_are_drawn_by_the_seed(tiny_llama, chats, worn):
    first = ask(tiny_llama, chats, worn, most=7, seed=1)
    assert (first["rows"], first["of"]) == (7, 60)
    again, other = ask(tiny_llama, chats, worn, most=7, seed=1), ask(tiny_llama, chats, worn, most=7, seed=2)
    assert again == first
    assert [row["row"] for row in other["scores"]] != [row["row"] for row in first["scores"]]


def test_where_nothing_is_held_out_that_is_said(tiny_llama, chats, worn):
    with pytest.raises(WorkbenchError, match="Nothing is held out"):
        ask(tiny_llama, chats, worn, part="held-out", data={"path": str(chats), "held_out": 0})


def test_what_cannot_be_asked_for_is_a_sentence():
    with pytest.raises(WorkbenchError, match="cannot be asked for like this"):
        EvaluateRequest.parse({"model": "x"})
