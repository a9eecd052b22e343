"""Answers of several columns from one base: each equals stock transformers and peft, with its scores."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

from tests.training.oracle import shaken
from workbench.core.errors import WorkbenchError
from workbench.core.plan import RankPlan
from workbench.training import adapter, fitting_room, introspect, models, prompt_table
from workbench.training.fitting_room import FittingRoom, Worn
from workbench.training.generate import Column, GenerateRequest, stream
from workbench.training.peft_parts import adapted_modules, whole_modules
from workbench.training.prompt_table import TableRequest

PLANS = {
    "lora": RankPlan(targets=".*(q_proj|down_proj)", rank=4, scale=3.0),
    "dora": RankPlan(targets=".*(q_proj|down_proj)", rank=4, scale=6.0, use_dora=True),
    "whole": RankPlan(targets=".*v_proj", rank=2, modules_to_save=("model.norm",)),
}
GREEDY: dict[str, Any] = {"max_new_tokens": 12, "temperature": 0.0}
SAID = ({"role": "user", "content": "say 7"},)


@pytest.fixture(scope="module")
def adapters(tiny_llama: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An adapter's folder for each plan, as after some training."""
    tree, made = introspect.layer_tree(tiny_llama), {}
    for name, plan in PLANS.items():
        base = models.load_model(tiny_llama, "float32", "cpu")
        made[name] = tmp_path_factory.mktemp(name) / "adapter"
        adapter.save(shaken(adapter.attach(base, plan, tree, str(tiny_llama), 5)), made[name])
    return made


@pytest.fixture
def ask(tiny_llama: Path) -> Callable[..., list[dict[str, Any]]]:
    def asked(columns: list[Worn], **how: Any) -> list[dict[str, Any]]:
        request = GenerateRequest(str(tiny_llama), tuple(map(Column, columns)), SAID, **(GREEDY | how))
        return stream(request, lambda *_: None)

    return asked


def stock(model: Path, worn: Path | None) -> tuple[Any, Any]:
    base = AutoModelForCausalLM.from_pretrained(model, dtype=torch.float32)
    return PeftModel.from_pretrained(base, worn).eval() if worn else base.eval(), (
        AutoTokenizer.from_pretrained(model)
    )


def greedy(model: Any, tokenizer: Any, **how: Any) -> list[int]:
    ids = tokenizer.apply_chat_template(list(SAID), add_generation_prompt=True, return_dict=False)
    settings = {"max_new_tokens": 12, "do_sample": False, "pad_token_id": tokenizer.pad_token_id} | how
    return list(model.generate(torch.tensor([ids]), **settings)[0, len(ids) :].tolist())


def test_every_column_answers_as_stock_peft_does_whatever_was_worn_before(tiny_llama, adapters, ask):
    order = [None, "lora", "dora", None, "whole", "lora", None]
    expected = {}
    for name in set(order):
        model, tokenizer = stock(tiny_llama, adapters[name] if name else None)
        expected[name] = tokenizer.decode(greedy(model, tokenizer), skip_special_tokens=True)
    assert len(set(expected.values())) == 4, "the adapters must differ for this to show anything"
    answers = ask([Worn(str(adapters[name]) if name else None) for name in order])
    assert [answer["text"] for answer in answers] == [expected[name] for name in order]


def test_one_base_is_in_memory_however_many_columns_there_are(tiny_llama, adapters):
    room = FittingRoom(tiny_llama)
    weights = set()
    for name in ("lora", "dora", "whole", "lora"):
        with room.wearing(Worn(str(adapters[name]))) as model:
            weights.add(model.get_base_model().model.layers[0].mlp.gate_proj.weight.data_ptr())
    with room.wearing(Worn()) as model:
        weights.add(model.get_base_model().model.layers[0].mlp.gate_proj.weight.data_ptr())
    assert len(weights) == 1


def test_an_adapter_that_was_saved_again_is_read_again(tiny_llama, adapters, tmp_path):
    folder = tmp_path / "adapter"
    shutil.copytree(adapters["lora"], folder)
    room = FittingRoom(tiny_llama)
    x = torch.arange(5)[None]
    with room.wearing(Worn(str(folder))) as model, torch.no_grad():
        before = model(x).logits
    shutil.copytree(adapters["dora"], folder, dirs_exist_ok=True)
    os.utime(folder / "adapter_model.safetensors", ns=(1, 1))
    with room.wearing(Worn(str(folder))) as model, torch.no_grad():
        after = model(x).logits
    with room.wearing(Worn(str(adapters["dora"]))) as model, torch.no_grad():
        assert torch.equal(after, model(x).logits)
    assert not torch.equal(before, after)


@pytest.mark.parametrize("name", PLANS)
def test_with_every_module_switched_off_the_base_answers(tiny_llama, adapters, name):
    room, x = FittingRoom(tiny_llama), torch.arange(5)[None]
    with torch.no_grad():
        with room.wearing(Worn()) as model:
            base = model(x).logits
        paths = [p for p, layer in introspect.layer_tree(tiny_llama).by_path.items() if layer]
        worn = str(adapters[name])
        with room.wearing(Worn(worn)) as model:
            full = model(x).logits
            adapted = {key for _, key, _ in adapted_modules(model)} | {p for p, _ in whole_modules(model)}
        assert adapted <= set(paths)
        with room.wearing(Worn(worn, off=tuple(adapted))) as model:
            torch.testing.assert_close(model(x).logits, base)
        some = tuple(sorted(adapted))[:1]
        with room.wearing(Worn(worn, off=some)) as model:
            part = model(x).logits
        assert not torch.allclose(part, full)
        assert len(adapted) == 1 or not torch.allclose(part, base)


def test_a_module_that_is_not_adapted_cannot_be_switched_off(adapters, ask):
    with pytest.raises(WorkbenchError, match=r"layers\.9.*not adapted"):
        ask([Worn(str(adapters["lora"]), off=("model.layers.9.self_attn.q_proj",))])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"repetition_penalty": 1.3}, {"repetition_penalty": 1.3}),
        (
            {"temperature": 0.8, "top_k": 5, "top_p": 0.9, "seed": 3},
            {"do_sample": True, "temperature": 0.8, "top_k": 5, "top_p": 0.9},
        ),
    ],
)
def test_settings_mean_what_they_mean_in_transformers(tiny_llama, adapters, ask, ours, theirs):
    model, tokenizer = stock(tiny_llama, adapters["lora"])
    torch.manual_seed(ours.get("seed", 0))
    expected = tokenizer.decode(greedy(model, tokenizer, **theirs), skip_special_tokens=True)
    assert ask([Worn(str(adapters["lora"]))], **ours)[0]["text"] == expected


def test_text_is_continued_as_it_stands_without_a_template(tiny_llama, adapters):
    model, tokenizer = stock(tiny_llama, None)
    ids = tokenizer("One day")["input_ids"]
    produced = model.generate(torch.tensor([ids]), max_new_tokens=8, do_sample=False)[0, len(ids) :]
    request = GenerateRequest(str(tiny_llama), text="One day", max_new_tokens=8, temperature=0.0)
    (answer,) = stream(request, lambda *_: None)
    assert answer["text"] == tokenizer.decode(produced, skip_special_tokens=True)


def test_an_empty_text_is_refused(tiny_llama):
    with pytest.raises(WorkbenchError, match="prompt is empty"):
        stream(GenerateRequest(str(tiny_llama)), lambda *_: None)


def test_an_answer_ends_before_a_stop_text_and_no_part_of_it_is_told(adapters, ask, tiny_llama):
    worn = [Worn(str(adapters["lora"]))]
    whole_text = ask(worn)[0]["text"]
    stop = whole_text[3:6]
    assert len(stop) == 3
    request = GenerateRequest(str(tiny_llama), tuple(map(Column, worn)), SAID, stop=(stop, "never"), **GREEDY)
    told: list[str] = []
    (answer,) = stream(request, lambda _, piece: told.append(piece))
    assert answer["text"] == whole_text[: whole_text.index(stop)]
    assert "".join(told) == answer["text"]


def test_scores_are_the_log_probabilities_of_both_models(tiny_llama, adapters, ask):
    base, adapted = ask([Worn(), Worn(str(adapters["lora"]))], scores=True)
    tokenizer = AutoTokenizer.from_pretrained(tiny_llama)
    prompt = tokenizer.apply_chat_template(list(SAID), add_generation_prompt=True, return_dict=False)
    by_model = {}
    for name, worn in (("base", None), ("adapted", adapters["lora"])):
        model, _ = stock(tiny_llama, worn)
        with torch.no_grad():
            for answer_of, answer in (("base", base), ("adapted", adapted)):
                ids = [token["id"] for token in answer["scores"]]
                logits = model(torch.tensor([prompt + ids])).logits[0, len(prompt) - 1 : -1]
                places = torch.arange(len(ids))
                by_model[name, answer_of] = logits.log_softmax(-1)[places, ids].tolist()
    for answer_of, other, answer in (("base", "adapted", base), ("adapted", "base", adapted)):
        own = [token["logprob"] for token in answer["scores"]]
        beside = [token["other_logprob"] for token in answer["scores"]]
        assert own == pytest.approx(by_model[answer_of, answer_of], abs=1e-5)
        assert beside == pytest.approx(by_model[other, answer_of], abs=1e-5)
        for token in answer["scores"]:
            assert token["alternatives"][0]["text"] == token["text"], "greedy takes the likeliest"
            assert [a["probability"] for a in token["alternatives"]] == sorted(
                (a["probability"] for a in token["alternatives"]), reverse=True
            )


def test_where_two_answers_part_is_named_with_the_divergence_there(tiny_llama, adapters, ask):
    base, adapted = ask([Worn(), Worn(str(adapters["lora"]))], scores=True)
    ids = [[token["id"] for token in answer["scores"]] for answer in (base, adapted)]
    first = next(i for i, (a, b) in enumerate(zip(*ids, strict=False)) if a != b)
    tokenizer = AutoTokenizer.from_pretrained(tiny_llama)
    prompt = tokenizer.apply_chat_template(list(SAID), add_generation_prompt=True, return_dict=False)
    read = torch.tensor([prompt + ids[1][:first]])
    with torch.no_grad():
        p, q = (
            stock(tiny_llama, worn)[0](read).logits[0, -1].log_softmax(-1)
            for worn in (adapters["lora"], None)
        )
    expected = torch.nn.functional.kl_div(q, p, log_target=True, reduction="sum").item()
    assert adapted["parts"]["token"] == first + 1
    assert adapted["parts"]["kl"] == pytest.approx(expected, rel=1e-4)
    same = ask([Worn(), Worn(str(adapters["lora"]), strength=0.0)], scores=True)[1]
    assert same["parts"] is None


def test_a_column_may_have_a_conversation_of_its_own(tiny_llama, ask):
    own = (*SAID, {"role": "assistant", "content": "7"}, {"role": "user", "content": "say 8"})
    request = GenerateRequest.parse(
        {"model": str(tiny_llama), "messages": SAID, "columns": [{}, {"messages": own}], "scores": True}
        | GREEDY
    )
    first, second = stream(request, lambda *_: None)
    assert first["text"] == ask([Worn()])[0]["text"]
    alone = GenerateRequest(str(tiny_llama), messages=own, **GREEDY)
    assert second["text"] == stream(alone, lambda *_: None)[0]["text"]
    assert second["parts"] is None, "they were asked different things"


def test_another_model_takes_the_place_of_the_one_before(tiny_llama, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(tiny_llama, other)
    first = fitting_room.of_model(str(tiny_llama))
    assert fitting_room.of_model(str(tiny_llama)) is first
    second = fitting_room.of_model(str(other))
    assert second is not first
    third = fitting_room.of_model(str(tiny_llama), "cpu")
    assert third is not first
    assert fitting_room.of_model(str(tiny_llama), "cpu") is third


def test_a_table_has_every_prompt_answered_by_every_column(tiny_llama, adapters):
    prompts = tuple(f"say {n}" for n in range(10))  # more than one batch
    columns = [{}, {"adapter": str(adapters["lora"])}]
    document = {"model": str(tiny_llama), "columns": columns, "prompts": prompts, "max_new_tokens": 6}
    told: dict[tuple[int, int], str] = {}
    table = prompt_table.answered(
        TableRequest.parse(document), lambda column, prompt, text: told.update({(column, prompt): text})
    )
    assert told == {(c, p): text for c, row in enumerate(table) for p, text in enumerate(row)}
    for column, worn in enumerate((None, adapters["lora"])):
        model, tokenizer = stock(tiny_llama, worn)
        for place in (0, 9):
            turns = [{"role": "user", "content": prompts[place]}]
            ids = tokenizer.apply_chat_template(turns, add_generation_prompt=True, return_dict=False)
            settings = {"max_new_tokens": 6, "do_sample": False, "pad_token_id": tokenizer.pad_token_id}
            produced = model.generate(torch.tensor([ids]), **settings)[0, len(ids) :]
            assert table[column][place] == tokenizer.decode(produced, skip_special_tokens=True).strip()


@pytest.mark.parametrize("document", [{}, {"model": "x", "columns": [{"hat": 1}], "prompts": []}])
def test_a_table_that_cannot_be_asked_for_is_a_sentence(document):
    with pytest.raises(WorkbenchError, match="cannot be asked for like this"):
        TableRequest.parse(document)
