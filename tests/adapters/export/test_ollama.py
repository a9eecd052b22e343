"""Modelfiles: Ollama's template writes what the model's own template writes."""

import re
from pathlib import Path

import pytest

from tests.adapters.export import go_subset
from tests.training.data import families
from workbench.adapters.export import ollama
from workbench.adapters.export.conversation import marks, renderer
from workbench.training.data.template import Style, template_of

ASK = {"role": "user", "content": "Who has a cat?"}
SAY = {"role": "assistant", "content": "Ann has one."}
CONVERSATIONS = [[ASK], [ASK, SAY, ASK], [ASK, SAY, ASK, SAY, ASK]]
# These do more than put marks around words: Ollama takes the template from the GGUF.
DIFFERENT = {"Mistral", "DeepSeek"}


def _template(text: str) -> str:
    found = re.search(r'^TEMPLATE """(.*?)"""$', text, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", sorted(families.known()))
def test_the_go_template_writes_what_the_models_template_writes(name: str, tmp_path: Path) -> None:
    tokenizer = families.tokenizer(name)
    template = template_of(tokenizer, Style())
    render = renderer(template)
    text, note = ollama.modelfile("m.gguf", tokenizer, template, "", 4096, tmp_path)
    assert text.startswith("FROM ./m.gguf\n")
    if name in DIFFERENT:
        assert "TEMPLATE" not in text
        assert "Ollama takes it from the GGUF itself" in note
        return
    found, go = marks(render), _template(text)
    assert found is not None
    assert note == ""
    adds_bos = tokenizer("a")["input_ids"][0] == tokenizer.bos_token_id
    bos = tokenizer.bos_token if adds_bos else ""  # then llama.cpp writes it by itself
    for system in ("", "Be short.") if found.system else ("",):
        for turns in CONVERSATIONS:
            whole = [{"role": "system", "content": system}, *turns] if system else turns
            wanted = render(whole, True)
            assert wanted is not None
            assert go_subset.render(go, system, turns) == wanted.removeprefix(bos)


def test_an_answer_that_is_to_be_continued_is_left_open(tmp_path: Path) -> None:
    tokenizer = families.tokenizer("ChatML")
    text, _ = ollama.modelfile("m", tokenizer, template_of(tokenizer, Style()), "", 4096, tmp_path)
    assert go_subset.render(_template(text), "", [ASK, SAY]).endswith("<|im_start|>assistant\nAnn has one.")


def test_gos_own_templates_agree(tmp_path: Path) -> None:
    go = pytest.importorskip("go_template")
    tokenizer = families.tokenizer("ChatML")
    text, _ = ollama.modelfile("m", tokenizer, template_of(tokenizer, Style()), "", 4096, tmp_path)
    (tmp_path / "t").write_text(_template(text))
    for turns in CONVERSATIONS:
        values = {
            "System": "Be short.",
            "Messages": [{"Role": m["role"], "Content": m["content"]} for m in turns],
        }
        theirs = go.render(tmp_path / "t", values)
        theirs = theirs.decode() if isinstance(theirs, bytes) else theirs
        assert theirs == go_subset.render(_template(text), "Be short.", turns)


@pytest.mark.skipif(families.TRL is None, reason="the template is read from trl")
def test_parameters_follow_the_base_and_the_run(tmp_path: Path) -> None:
    tokenizer = families.tokenizer("Llama 3")
    (tmp_path / "generation_config.json").write_text('{"temperature": 0.6, "top_p": 0.9, "do_sample": true}')
    text, _ = ollama.modelfile(
        "m.gguf", tokenizer, template_of(tokenizer, Style()), "Answer in JSON.", 131072, tmp_path
    )
    for line in (
        'SYSTEM """Answer in JSON."""',
        'PARAMETER stop "<|eot_id|>"',
        "PARAMETER num_ctx 8192",
        "PARAMETER temperature 0.6",
        "PARAMETER top_p 0.9",
    ):
        assert line in text.splitlines()
