"""What lies in a model folder: read where it can be used, else refused with a sentence and a next step."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from architectures import ARCHITECTURES, write
from safetensors.torch import load_file, save_file

from workbench.core.errors import WorkbenchError
from workbench.training import introspect
from workbench.training.model_folder import read_config


def test_sharded_weights_are_found_through_their_index(tiny_llama: Path, tmp_path: Path) -> None:
    _shard(tiny_llama, tmp_path)
    tree = introspect.layer_tree(tmp_path)
    assert tree.dtype == "bfloat16"
    assert tree.weight_bytes == sum(file.stat().st_size for file in tmp_path.glob("model-*.safetensors"))


def _shard(model: Path, folder: Path) -> None:
    tensors = {k: v.bfloat16() for k, v in sorted(load_file(model / "model.safetensors").items())}
    names = list(tensors)
    halves = {"model-1.safetensors": names[:10], "model-2.safetensors": names[10:]}
    for name, part in halves.items():
        save_file({k: tensors[k] for k in part}, folder / name, {"format": "pt"})
    index = {"weight_map": {k: name for name, part in halves.items() for k in part}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    shutil.copy(model / "config.json", folder)


# --- refusals: each is a sentence and a next step


def _edit(**changes: Any) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text())
        (folder / "config.json").write_text(json.dumps(config | changes))

    return edit


def _cut(*names: str) -> Callable[[Path], None]:
    def cut(folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text())
        left = {name: value for name, value in config.items() if name not in names}
        (folder / "config.json").write_text(json.dumps(left))

    return cut


def _replace(name: str, content: bytes) -> Callable[[Path], None]:
    def replace(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return replace


def _remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _pickled(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def _half_downloaded(folder: Path) -> None:
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])


def _without_a_shard(folder: Path) -> None:
    whole = folder.parent / "whole"
    folder.rename(whole)
    folder.mkdir()
    _shard(whole, folder)
    (folder / "model-2.safetensors").unlink()


def _index_that_leads_outside(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    index = {"weight_map": {"lm_head.weight": "../elsewhere.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))


@pytest.mark.parametrize(
    ("damage", "sentence", "hint"),
    [
        (shutil.rmtree, "There is no folder", "model folder"),
        (_remove("config.json"), "has no config.json", "Choose the folder"),
        (_replace("config.json", b"{"), r"config.json cannot be read: Expecting", "fetch the file again"),
        (_replace("config.json", b"[]"), "it is not an object", "fetch the file again"),
        (_replace("config.json", b"\xff\xfe"), "config.json cannot be read", "fetch the file again"),
        (_replace("config.json", b"[" * 100_000), "config.json cannot be read", "fetch the file again"),
        (
            _replace("adapter_config.json", b"{}"),
            "is an adapter, not a base model",
            "base_model_name_or_path",
        ),
        (_pickled, "weights as pickle only", r"If you trust the file, convert it once: python -c .*/model'"),
        (_edit(auto_map={"AutoConfig": "evil.Evil"}), "run code of its own", "without the entry auto_map"),
        (_edit(auto_map={}, model_type="mine"), "run code of its own", "transformers itself knows"),
        (_edit(model_type="llama9"), r"transformers \d.* does not know .*“llama9”", "--upgrade transformers"),
        (
            _edit(model_type="llama9", transformers_version="99.1.0"),
            "does not know the model type “llama9”",
            r"written by transformers 99.1.0; installed is \d.*: pip install --upgrade transformers",
        ),
        (
            _edit(model_type="mine", transformers_version="4.1.0"),
            "does not know the model type “mine”",
            r"written by transformers 4.1.0; the installed .* a package of its own",
        ),
        (_edit(model_type="mine", transformers_version="soon"), "does not know", "A newer version may"),
        (_edit(model_type=["llama"]), "does not know the model type", "--upgrade transformers"),
        (_edit(model_type="clip", architectures=None), "clip does not work on text alone", "reads text"),
        (_edit(model_type="vit", architectures=["ViTModel"]), "ViTModel does not work on text", "reads text"),
        (
            _edit(model_type="whisper", architectures=["WhisperForConditionalGeneration"]),
            "WhisperFor.* does not work on text alone",
            "sound",
        ),
        (_cut("hidden_size"), "does not say how large the model is: these are missing", "fetch the file"),
        (
            _cut("hidden_size", "num_hidden_layers"),
            "these are missing: hidden_size, num_hidden_layers",
            "cut or edited",
        ),
        (_edit(quantization_config={"quant_method": "gptq", "bits": 4}), "are quantised", "bfloat16"),
        (_edit(hidden_size="wide"), "does not describe a model that can be built", "fetch the file again"),
        (_edit(hidden_size=-32), "does not describe a model that can be built", "fetch the file again"),
        (_edit(num_attention_heads=0), "does not describe a model that can be built", "fetch the file again"),
        (_half_downloaded, r"model.safetensors cannot be read", "incomplete"),
        (_without_a_shard, r"model-2.safetensors is missing", "fetch the model again"),
        (_index_that_leads_outside, "would lie outside", "plain name"),
        (
            _replace(
                "model.safetensors", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"
            ),
            "only a pointer",
            "git lfs pull",
        ),
    ],
)
def test_a_folder_that_cannot_be_used_is_refused_with_a_sentence_and_a_next_step(
    tiny_llama: Path, tmp_path: Path, damage: Callable[[Path], None], sentence: str, hint: str
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(tiny_llama, folder)
    damage(folder)
    with pytest.raises(WorkbenchError, match=sentence) as caught:
        introspect.layer_tree(folder)
    assert caught.value.message.endswith(".")
    assert re.search(hint, caught.value.hint), caught.value.hint


@pytest.mark.parametrize("key", ["attn_implementation", "_attn_implementation", "experts_implementation"])
def test_a_kernel_named_by_the_config_is_never_fetched(tiny_llama: Path, tmp_path: Path, key: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(tiny_llama, folder)
    _edit(**{key: "someone/kernel"})(folder)
    assert introspect.layer_tree(folder).layers == introspect.layer_tree(tiny_llama).layers


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_no_architecture_is_taken_for_one_without_sizes(name: str, tmp_path: Path) -> None:
    assert read_config(write(name, tmp_path)).model_type == name
