"""llama.cpp itself opens what is exported, and answers as transformers does.

Runs where node-llama-cpp's prebuilt library is (tests/README.md); NODE_LLAMA_CPP names the folder.
"""

import ctypes
import json
import os
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from gguf import GGUFReader
from peft import PeftModel
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from tests.adapters.export import bases, go_subset
from tests.adapters.export.bases import Made, silent
from tests.adapters.export.test_gguf_tokenizer import spaced
from tests.training.data import families
from workbench.adapters import reader
from workbench.adapters.export import exporting, gguf_lora, gguf_model, gguf_models, gguf_tokenizer, ollama
from workbench.core import resources
from workbench.core.exports import ExportRequest
from workbench.training import introspect, models
from workbench.training.data.template import Style, template_of

HOME = Path(os.environ.get("NODE_LLAMA_CPP", "~/node-llama-cpp")).expanduser()
_MACHINE = "x64" if platform.machine() == "x86_64" else "arm64"
LIBRARIES = HOME / "node_modules/@node-llama-cpp" / f"linux-{_MACHINE}"
pytestmark = pytest.mark.skipif(
    not LIBRARIES.is_dir() or shutil.which("node") is None, reason=f"node-llama-cpp is not in {HOME}"
)
UNEQUAL: dict[str, Any] = {
    "rank_pattern": {"^.*q_proj$": 6, "^.*1.mlp.up_proj$": 3},
    "alpha_pattern": {"^.*k_proj$": 20, "^.*down_proj$": 1},
}
TOKENS = 24


def _llama(model: Path, prompts: list[str], lora: Path | None = None) -> list[dict[str, Any]]:
    asked = {"model": str(model), "lora": str(lora) if lora else None, "prompts": prompts, "tokens": TOKENS}
    ended = subprocess.run(
        ["node", Path(__file__).with_name("llama.mjs")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "NODE_LLAMA_CPP": str(HOME)},
    )
    assert ended.returncode == 0, ended.stderr
    return list(json.loads(ended.stdout)["answers"])


@torch.no_grad()
def _transformers(model: Any, tokenizer: Any, prompts: list[str]) -> list[dict[str, Any]]:
    found = []
    for prompt in prompts:
        ids = tokenizer(prompt, add_special_tokens=False, return_tensors="pt")["input_ids"]
        said = model.generate(
            ids, attention_mask=torch.ones_like(ids), max_new_tokens=TOKENS, do_sample=False, pad_token_id=0
        )[0, ids.shape[1] :].tolist()
        ends = model.generation_config.eos_token_id
        found.append({"prompt": ids[0].tolist(), "tokens": said[:-1] if said[-1] == ends else said})
    return found


def _same(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> int:
    assert [answer["prompt"] for answer in ours] == [answer["prompt"] for answer in theirs]
    return sum(a["tokens"] == b["tokens"] for a, b in zip(ours, theirs, strict=True))


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The starter model with an adapter of unequal ranks and scales, strong enough to change its answers."""
    folder = resources.path("starter/model")
    plan = {"target_modules": "all-linear", "r": 4, "lora_alpha": 8} | UNEQUAL
    out = tmp_path_factory.mktemp("starter") / "adapter"
    bases.adapted(folder, out, **plan)
    file = out / "adapter_model.safetensors"
    weights = {name: tensor.float() for name, tensor in load_file(file).items()}
    calmer = {name: tensor * (0.3 if "lora_B" in name else 1) for name, tensor in weights.items()}
    save_file(calmer, file, {"format": "pt"})
    base = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    return Made(folder, out, PeftModel.from_pretrained(base, out).eval())


@pytest.fixture(scope="module")
def prompts() -> list[str]:
    """20 of the starter's rows, as its template writes them."""
    tokenizer = models.load_tokenizer(resources.path("starter/model"))
    lines = resources.path("starter/data.jsonl").read_text().splitlines()[:20]
    turns = [[m for m in json.loads(line)["messages"] if m["role"] != "assistant"] for line in lines]
    return [tokenizer.apply_chat_template(t, tokenize=False, add_generation_prompt=True) for t in turns]


def test_20_answers_of_the_merged_model_and_of_base_with_adapter_are_those_of_transformers(
    starter: Made, prompts: list[str], tmp_path: Path
) -> None:
    tokenizer = models.load_tokenizer(starter.base)
    theirs = _transformers(starter.worn, tokenizer, prompts)
    with starter.worn.disable_adapter():
        plain = _transformers(starter.worn, tokenizer, prompts)
    assert _same(plain, theirs) < 10  # the adapter does something
    for format in ("gguf", "gguf-lora"):
        request = ExportRequest(
            str(starter.adapter), format, str(tmp_path / format), str(starter.base), "float32"
        )
        exporting.export(request, silent)
    base, lora = tmp_path / "base.gguf", next((tmp_path / "gguf-lora").glob("*.gguf"))
    _write_base(starter, base)
    assert _same(_llama(base, prompts), plain) == 20
    assert _same(_llama(next((tmp_path / "gguf").glob("*.gguf")), prompts), theirs) == 20
    assert _same(_llama(base, prompts, lora), theirs) == 20


def _write_base(made: Made, file: Path) -> None:
    """The base alone."""
    folder = _without_change(made, file.with_name("zeros"))
    gguf_model.write(Made(made.base, folder, made.worn).changes(), file, "float32", "base", silent)


def _without_change(made: Made, folder: Path) -> Path:
    """An adapter of zeros."""
    shutil.copytree(made.adapter, folder)
    zeros = {k: torch.zeros_like(v) for k, v in load_file(folder / "adapter_model.safetensors").items()}
    save_file(zeros, folder / "adapter_model.safetensors", {"format": "pt"})
    return folder


@pytest.mark.skipif(shutil.which("llama-export-lora") is None, reason="llama-export-lora is not on the PATH")
def test_llama_cpps_own_merge_of_base_and_adapter_is_our_merged_model(starter: Made, tmp_path: Path) -> None:
    base, lora = tmp_path / "base.gguf", tmp_path / "lora.gguf"
    _write_base(starter, base)
    adapter, model = reader.open_adapter(starter.adapter), introspect.meta_model(starter.base)
    gguf_lora.write(adapter, model, lora, "float32", "x", silent)
    gguf_model.write(starter.changes(), tmp_path / "ours.gguf", "float32", "x", silent)
    merged = tmp_path / "theirs.gguf"
    subprocess.run(
        ["llama-export-lora", "-m", base, "--lora", lora, "-o", merged], check=True, capture_output=True
    )
    ours, theirs = ({t.name: t for t in GGUFReader(f).tensors} for f in (tmp_path / "ours.gguf", merged))
    assert ours.keys() == theirs.keys()
    plain = {t.name: t for t in GGUFReader(base).tensors}
    for name, tensor in ours.items():
        assert theirs[name].tensor_type.name == "F32"
        assert np.allclose(tensor.data, theirs[name].data, rtol=1e-6, atol=1e-6), name
    changed = [name for name, tensor in ours.items() if not np.array_equal(tensor.data, plain[name].data)]
    assert len(changed) == len(adapter.modules)


@pytest.mark.skipif(shutil.which("llama-quantize") is None, reason="llama-quantize is not on the PATH")
def test_q4_k_m_of_the_real_llama_quantize_answers(starter: Made, prompts: list[str], tmp_path: Path) -> None:
    calm = _without_change(starter, tmp_path / "calm")  # random changes leave no answer a margin
    request = ExportRequest(str(calm), "gguf", str(tmp_path / "q4"), str(starter.base), "q4_k_m")
    exporting.export(request, silent)
    (file,) = (tmp_path / "q4").glob("*.gguf")
    kinds = {tensor.tensor_type.name for tensor in GGUFReader(file).tensors}
    assert "Q4_K" in kinds
    with starter.worn.disable_adapter():
        theirs = _transformers(starter.worn, models.load_tokenizer(starter.base), prompts)
    assert _same(_llama(file, prompts), theirs) >= 15  # of 20: four to eight bits a weight


@pytest.mark.parametrize("name", ["mistral", "qwen2", "qwen3", "gemma2", "gemma3_text", "phi3", "gpt2"])
def test_llama_cpp_computes_every_architecture_as_transformers_does(tmp_path: Path, name: str) -> None:
    """Random weights: any error in a tensor or a setting would change the greedy tokens at once."""
    own = {"query_pre_attn_scalar": 8} if name.startswith("gemma") else {}
    vocabulary = resources.path("starter/model")  # llama.cpp wants merges
    folder = bases.base(name, tmp_path / "base", vocabulary, vocab_size=1024, eos_token_id=2, **own)
    plan = {"target_modules": "all-linear", "r": 4, "fan_in_fan_out": name == "gpt2"}
    one = bases.adapted(folder, tmp_path / "adapter", **plan)
    gguf_model.write(one.changes(), tmp_path / "m.gguf", "float32", "m", silent)
    texts = ["A parrot is", "the red cat", "0123456789", "x y z"]
    theirs = _transformers(one.worn, models.load_tokenizer(folder), texts)
    assert _same(_llama(tmp_path / "m.gguf", texts), theirs) == len(texts)


@pytest.mark.parametrize(("name", "window"), [("mistral", 8), ("phi3", 8), ("mistral", None), ("phi3", 512)])
def test_a_window_is_where_llama_cpp_differs_as_the_card_says(
    tmp_path: Path, name: str, window: int | None
) -> None:
    vocabulary = resources.path("starter/model")
    sizes = {"vocab_size": 1024, "eos_token_id": 2, "sliding_window": window, "max_position_embeddings": 512}
    folder = bases.base(name, tmp_path / "base", vocabulary, **sizes)
    one = bases.adapted(folder, tmp_path / "adapter", target_modules="all-linear", r=4)
    changes = one.changes()
    gguf_model.write(changes, tmp_path / "m.gguf", "float32", "m", silent)
    texts = ["A parrot is red and the cat is not", "0123456789 0123456789", "x y z x y z x y z x y z"]
    theirs = _transformers(one.worn, models.load_tokenizer(folder), texts)
    same = _same(_llama(tmp_path / "m.gguf", texts), theirs) == len(texts)
    assert same is not bool(gguf_models.limits(changes.model.config))


def test_a_sentencepiece_tokenizer_cuts_text_as_transformers_does(tiny_llama: Path, tmp_path: Path) -> None:
    folder = bases.base("llama", tmp_path / "base", tiny_llama, vocab_size=310)
    (folder / "chat_template.jinja").unlink()
    spaced(folder)
    one = bases.adapted(folder, tmp_path / "adapter", target_modules=["q_proj"], r=2)
    gguf_model.write(one.changes(), tmp_path / "m.gguf", "float32", "m", silent)
    texts = ["the cat and the dog", "cats, dogs; 12 345", "  two blanks", "Ünïcode ▁ and 🙂", "a"]
    tokenizer = models.load_tokenizer(folder)
    ours = [answer["prompt"] for answer in _llama(tmp_path / "m.gguf", texts)]
    assert ours == [tokenizer(text)["input_ids"] for text in texts]


class _Message(ctypes.Structure):
    _fields_ = (("role", ctypes.c_char_p), ("content", ctypes.c_char_p))


def _rendered_by_llama_cpp(template: str, turns: list[dict[str, str]]) -> str:
    """llama_chat_apply_template of llama.h: llama.cpp's own code for the templates it knows."""
    library = ctypes.CDLL(str(next(LIBRARIES.glob("bins/*/libllama.*so*"))))
    render = library.llama_chat_apply_template
    render.restype = ctypes.c_int32
    render.argtypes = (
        *(ctypes.c_char_p, ctypes.POINTER(_Message), ctypes.c_size_t, ctypes.c_bool),
        *(ctypes.c_char_p, ctypes.c_int32),
    )
    messages = (_Message * len(turns))(*((t["role"].encode(), t["content"].encode()) for t in turns))
    buffer = ctypes.create_string_buffer(1 << 16)
    length = render(template.encode(), messages, len(turns), True, buffer, len(buffer))
    assert length >= 0, "llama.cpp does not know this template"
    return buffer.raw[:length].decode()


@pytest.mark.parametrize("name", ["starter", "ChatML", "Llama 3", "Gemma", "Phi 3"])
def test_the_modelfile_writes_what_llama_cpp_writes(name: str, tmp_path: Path) -> None:
    tokenizer = (
        models.load_tokenizer(resources.path("starter/model"))
        if name == "starter"
        else families.tokenizer(name)
    )
    template = template_of(tokenizer, Style())
    text, _ = ollama.modelfile("m.gguf", tokenizer, template, "", 4096, tmp_path)
    go = text.partition('TEMPLATE """')[2].partition('"""')[0]
    ask, say = {"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Ann."}
    for turns in ([ask], [ask, say, ask]):
        assert go_subset.render(go, "", turns) == _rendered_by_llama_cpp(template.text, turns)


def test_the_vocabulary_in_the_file_is_the_tokenizers(starter: Made) -> None:
    found = gguf_tokenizer.read(starter.base, 1024)
    tokenizer = models.load_tokenizer(starter.base)
    assert list(found.tokens) == tokenizer.convert_ids_to_tokens(range(1024))
