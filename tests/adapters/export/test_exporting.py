"""Exports from beginning to end: refused before a byte is written, whole or not at all, remembered."""

import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from tests.adapters.export import bases
from tests.adapters.export.bases import TOKENS, Made, silent
from workbench.adapters.export import exporting, offers, peft_folder
from workbench.core import disk, exports, processes, runs
from workbench.core.errors import WorkbenchError
from workbench.core.exports import FORMATS, ExportRequest
from workbench.core.history import Status
from workbench.core.runs import RunFolder
from workbench.training import worker


@pytest.fixture(scope="module")
def trained(tiny_llama: Path, tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A run of six steps. Exports are written into its history."""
    from workbench.core.spec import parse

    folder = tmp_path_factory.mktemp("trained")
    rows = [
        {"messages": [{"role": "user", "content": f"say {i}"}, {"role": "assistant", "content": f"{i}!"}]}
        for i in range(60)
    ]
    data = folder / "chats.jsonl"
    data.write_text("\n".join(map(json.dumps, rows)))
    spec = parse(
        {
            "name": "six steps",
            "model": {"path": str(tiny_llama)},
            "data": {"path": str(data)},
            "layers": {"rank": 4, "ranks": {"model.layers.1": 2}},
            "training": {"steps": 6, "batch_size": 8, "learning_rate": 1e-2, "threads": 1},
            "watch": {"evaluations": 2, "samples": 1, "sample_tokens": 4, "compared_rows": 1},
        }
    )
    run = runs.create(spec, folder / "run")
    assert worker.main(run.path).status is Status.FINISHED
    return run


def _export(source: object, format: str, out: Path, **how: Any) -> dict[str, Any]:
    return exporting.export(ExportRequest(str(source), format, str(out), **how), silent)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_loaded_again_and_remembered(trained: RunFolder, tmp_path: Path, format: str) -> None:
    before = len(runs.history(trained).exported)
    found = _export(trained.path, format, tmp_path / "out")
    history = runs.history(trained)
    event = history.exported[before]
    assert found["loads"]
    assert event.path == found["path"] == str(tmp_path / "out")
    assert (event.format, event.bytes, event.sha256) == (format, found["bytes"], found["sha256"])
    assert history.status is Status.FINISHED
    lineage = json.loads((tmp_path / "out" / "lineage.json").read_text())
    for name, entry in lineage["files"].items():
        content = (tmp_path / "out" / name).read_bytes()
        assert entry == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert set(found["files"]) == {path.name for path in (tmp_path / "out").iterdir()}
    assert processes.holder(trained.lock_file) is None


def test_stock_peft_and_transformers_load_what_was_exported(trained: RunFolder, tmp_path: Path) -> None:
    base = trained.spec().model.path

    def logits(folder: Path, adapter: bool) -> torch.Tensor:
        model = AutoModelForCausalLM.from_pretrained(base if adapter else folder, dtype=torch.float32)
        worn = PeftModel.from_pretrained(model, folder) if adapter else model
        with torch.no_grad():
            return worn.eval()(input_ids=TOKENS).logits

    ours = logits(trained.adapter, True)
    _export(trained.path, "peft", tmp_path / "peft")
    _export(trained.path, "peft", tmp_path / "one", one_rank=True)
    _export(trained.path, "merged", tmp_path / "merged")
    assert torch.equal(logits(tmp_path / "peft", True), ours)
    assert torch.allclose(logits(tmp_path / "one", True), ours, atol=1e-5)
    assert torch.allclose(logits(tmp_path / "merged", False), ours, atol=1e-5)
    assert AutoTokenizer.from_pretrained(tmp_path / "merged").chat_template


def test_a_run_that_trains_keeps_its_events_to_itself(trained: RunFolder, tmp_path: Path) -> None:
    lines = trained.events_file.read_bytes()
    processes.lock(trained.lock_file)
    try:
        _export(trained.path, "gguf-lora", tmp_path / "out")
    finally:
        processes.unlock(trained.lock_file)
    assert trained.events_file.read_bytes() == lines
    _export(trained.path, "gguf-lora", tmp_path / "next")
    paths = [event.path for event in runs.history(trained).exported[-2:]]
    assert paths == [str(tmp_path / "out"), str(tmp_path / "next")]
    exports.take_over(trained)
    assert len(trained.events_file.read_bytes().splitlines()) == len(lines.splitlines()) + 2


def test_a_checkpoint_is_exported_as_it_was(trained: RunFolder, tmp_path: Path) -> None:
    step = trained.checkpoints / "step-000004"
    found = _export(step, "peft", tmp_path / "out")
    ours = load_file(tmp_path / "out" / "adapter_model.safetensors")
    theirs = load_file(step / "adapter" / "adapter_model.safetensors")
    assert all(torch.equal(ours[name], tensor) for name, tensor in theirs.items())
    assert json.loads((tmp_path / "out" / "lineage.json").read_text())["step"] == 4
    assert found["path"] == runs.history(trained).exported[-1].path


def test_an_adapter_from_elsewhere_needs_only_its_folder(made: Callable[..., Made], tmp_path: Path) -> None:
    one = made("llama", {"use_dora": True})
    found = _export(one.adapter, "merged", tmp_path / "out", base=str(one.base))
    assert found["loads"]
    text = (tmp_path / "out" / "README.md").read_text()
    assert "library_name: transformers" in text
    assert "How it was trained" not in text


def test_the_card_follows_the_hubs_conventions(trained: RunFolder, tmp_path: Path) -> None:
    import yaml

    _export(trained.path, "peft", tmp_path / "out")
    text = (tmp_path / "out" / "README.md").read_text()
    _, front, prose = text.split("---\n", 2)
    assert yaml.safe_load(front) == {
        "library_name": "peft",
        "pipeline_tag": "text-generation",
        "tags": ["lora", "peft", "lora-workbench"],
    }
    spec = trained.spec()
    assert spec.resolved is not None
    for said in ("six steps", spec.resolved.data_sha256, "6 of 6", "2 to 4", "![Loss of the run](loss.svg)"):
        assert said in prose
    assert (tmp_path / "out" / "loss.svg").read_text().startswith("<svg ")


@pytest.mark.parametrize("where", ["Merging weights", "Loading it again", "Hashing"])
def test_an_interruption_leaves_nothing(trained: RunFolder, tmp_path: Path, where: str) -> None:
    events = trained.events_file.read_bytes()

    def interrupted(done: int, total: int, text: str) -> None:
        if text == where:
            raise KeyboardInterrupt

    request = ExportRequest(str(trained.path), "merged", str(tmp_path / "in" / "out"))
    with pytest.raises(KeyboardInterrupt):
        exporting.export(request, interrupted)
    assert list((tmp_path / "in").iterdir()) == []
    assert trained.events_file.read_bytes() == events


def test_a_full_disk_is_named_in_bytes_before_the_start(
    trained: RunFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "free", lambda path: 1_000)
    with pytest.raises(WorkbenchError, match=r"[\d,]{7,} bytes .* are needed .* and 1,000 ") as caught:
        _export(trained.path, "merged", tmp_path / "out")
    assert caught.value.kind == "disk-full"
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_is_not_touched(trained: RunFolder, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WorkbenchError, match="not an empty folder"):
        _export(trained.path, "peft", tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("name", "looked"),
    [("/nowhere/model", 1), ("someone/model", 2), ("", 0)],
)
def test_a_missing_base_is_said_with_its_revision_and_where_it_was_looked_for(
    made: Callable[..., Made], tmp_path: Path, name: str, looked: int
) -> None:
    one = made("llama")
    file = one.adapter / "adapter_config.json"
    config = json.loads(file.read_text()) | {"base_model_name_or_path": name, "revision": "abc123"}
    file.write_text(json.dumps(config))
    with pytest.raises(WorkbenchError) as caught:
        _export(one.adapter, "peft", tmp_path / "out")
    assert caught.value.kind == "no-base"
    if looked:
        assert "revision abc123" in caught.value.message
        assert caught.value.message.count("/") >= looked
        assert ("models--someone--model" in caught.value.message) == (looked == 2)
    assert not (tmp_path / "out").exists()


def test_a_base_in_the_hubs_cache_is_found(
    made: Callable[..., Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    one = made("llama")
    repository = tmp_path / "cache" / "models--someone--model"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("c0ffee")
    (repository / "snapshots").mkdir()
    (repository / "snapshots" / "c0ffee").symlink_to(one.base)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    found = _export(one.adapter, "merged", tmp_path / "out", base="someone/model")
    assert found["loads"]
    assert "base_model: someone/model" in (tmp_path / "out" / "README.md").read_text()


@pytest.mark.parametrize("format", ["merged", "gguf", "ollama", "mlx"])
def test_a_grown_vocabulary_is_refused(
    made: Callable[..., Made], tmp_path: Path, tiny_llama: Path, format: str
) -> None:
    folder = bases.base("llama", tmp_path / "base", tiny_llama, vocab_size=258)
    one = bases.adapted(folder, tmp_path / "adapter", target_modules=["q_proj"], r=2)
    with pytest.raises(WorkbenchError, match="has grown: 259 tokens, and the model has rows for 258"):
        _export(one.adapter, format, tmp_path / "out", base=str(folder))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("lora", "format", "how", "why"),
    [
        ({"use_dora": True}, "gguf-lora", {}, "DoRA changes the lengths"),
        ({}, "gguf", {"dtype": "q4_k_m"}, "llama-quantize, which is not on the PATH"),
        ({}, "script", {}, "nothing says how this adapter was made"),
        ({}, "peft", {"dtype": "q8_0"}, "is not written as q8_0"),
        ({}, "merged", {"one_rank": True}, "a choice of the format peft alone"),
        ({}, "onnx", {}, "no export format “onnx”"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    made: Callable[..., Made],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lora: dict[str, Any],
    format: str,
    how: dict[str, Any],
    why: str,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    one = made("llama", lora)
    with pytest.raises(WorkbenchError, match=why):
        _export(one.adapter, format, tmp_path / "out", base=str(one.base), **how)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for llama-quantize is a shell script")
@pytest.mark.parametrize("works", [True, False])
def test_q4_k_m_is_made_by_llama_quantize(
    made: Callable[..., Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    program = tmp_path / "bin" / "llama-quantize"
    program.parent.mkdir()
    does = '[ "$3" = Q4_K_M ] && cp "$1" "$2"' if works else "echo unknown model architecture >&2; exit 1"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    one = made("llama")
    if not works:
        with pytest.raises(WorkbenchError, match="did not make the file: unknown model architecture"):
            _export(one.adapter, "gguf", tmp_path / "out", base=str(one.base), dtype="q4_k_m")
        assert not (tmp_path / "out").exists()
        return
    found = _export(one.adapter, "gguf", tmp_path / "out", base=str(one.base), dtype="q4_k_m")
    assert [name for name in found["files"] if name.endswith(".gguf")] == ["adapter-q4_k_m.gguf"]


def test_one_rank_pads_with_zeros_and_folds_scales(made: Callable[..., Made], tmp_path: Path) -> None:
    one = made("llama", {"rank_pattern": {"^.*q_proj$": 6}, "alpha_pattern": {"^.*up_proj$": 20}})
    _export(one.adapter, "peft", tmp_path / "out", base=str(one.base), one_rank=True)
    config = json.loads((tmp_path / "out" / "adapter_config.json").read_text())
    assert (config["r"], config["lora_alpha"], config["rank_pattern"], config["alpha_pattern"]) == (
        6,
        12,
        {},
        {},
    )
    before = one.logits()
    model = AutoModelForCausalLM.from_pretrained(one.base, attn_implementation="eager")
    with torch.no_grad():
        after = PeftModel.from_pretrained(model, tmp_path / "out").eval()(input_ids=TOKENS).logits
    assert torch.allclose(after, before, atol=1e-5)
    tensors = load_file(tmp_path / "out" / "adapter_model.safetensors")
    assert {t.shape[0] for name, t in tensors.items() if "lora_A" in name} == {6}


def test_offers_say_sizes_programs_and_reasons(trained: RunFolder, made: Callable[..., Made]) -> None:
    found = {offer["format"]: offer for offer in offers.offers(str(trained.path))["offers"]}
    assert list(found) == list(FORMATS)
    assert found["peft"]["programs"] == ("peft",)
    assert "choose one rank" in found["peft"]["notes"][0]
    assert found["merged"]["sizes"]["float32"] > found["merged"]["sizes"]["bfloat16"] > 50_000
    assert found["gguf"]["sizes"]["float16"] > found["gguf"]["sizes"]["q8_0"]
    one = made("mixtral", {"target_modules": ["q_proj"]})
    refused = {o["format"]: o for o in offers.offers(str(one.adapter), str(one.base))["offers"]}
    assert refused["gguf"]["sizes"] == {}
    assert "mixtral" in refused["gguf"]["reason"]
    assert refused["peft"]["programs"] == ("peft", "vLLM", "TGI", "SGLang")


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_the_size_that_was_promised_is_the_size_that_was_written(
    trained: RunFolder, tmp_path: Path, dtype: str
) -> None:
    sizes = {offer["format"]: offer["sizes"] for offer in offers.offers(str(trained.path))["offers"]}
    for format in ("peft", "merged", "gguf", "gguf-lora"):
        _export(trained.path, format, tmp_path / format, dtype=dtype)
        weights = [p for p in (tmp_path / format).iterdir() if p.suffix in (".safetensors", ".gguf")]
        written = sum(path.stat().st_size for path in weights)
        assert sizes[format][dtype] <= written <= sizes[format][dtype] + 30_000  # names and vocabulary


def test_peft_knows_what_is_uneven(made: Callable[..., Made]) -> None:
    from workbench.adapters import reader

    assert not peft_folder.uneven(reader.open_adapter(made("llama").adapter))
