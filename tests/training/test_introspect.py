"""The layer tree of each family, against the real model and against what peft accepts and trains."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft.tuners.lora import LoraLayer
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModelForCausalLM

from workbench.core import plan
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.training import adapter, introspect

SMALL: dict[str, Any] = {
    "vocab_size": 64,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "max_position_embeddings": 128,
    "pad_token_id": 0,
    "bos_token_id": 1,
    "eos_token_id": 2,
}
QKVO = frozenset({"q_proj", "k_proj", "v_proj", "o_proj"})
GATED = frozenset({"gate_proj", "up_proj", "down_proj"})
FAMILIES: dict[str, tuple[dict[str, Any], frozenset[str], frozenset[str]]] = {
    # model type: (own settings, attention layers, mlp layers)
    "llama": ({}, QKVO, GATED),
    "mistral": ({}, QKVO, GATED),
    "qwen2": ({}, QKVO, GATED),
    "qwen3": ({}, QKVO, GATED),
    "gemma": ({}, QKVO, GATED),
    "gemma2": ({}, QKVO, GATED),
    "gemma3_text": ({}, QKVO, GATED),
    "phi3": ({}, frozenset({"qkv_proj", "o_proj"}), frozenset({"gate_up_proj", "down_proj"})),
    "gpt2": ({"n_inner": 48}, frozenset({"c_attn", "c_proj"}), frozenset({"c_fc", "c_proj"})),
    "gpt_neox": (
        {},
        frozenset({"query_key_value", "dense"}),
        frozenset({"dense_h_to_4h", "dense_4h_to_h"}),
    ),
    "falcon": (
        {},
        frozenset({"query_key_value", "dense"}),
        frozenset({"dense_h_to_4h", "dense_4h_to_h"}),
    ),
    "olmo": ({}, QKVO, GATED),
    "olmo2": ({}, QKVO, GATED),
    "granite": ({}, QKVO, GATED),
    "cohere": ({}, QKVO, GATED),
    "starcoder2": ({}, QKVO, frozenset({"c_fc", "c_proj"})),
    "smollm3": ({}, QKVO, GATED),
    "opt": (
        {"ffn_dim": 48, "word_embed_proj_dim": 32},
        frozenset({"q_proj", "k_proj", "v_proj", "out_proj"}),
        frozenset({"fc1", "fc2"}),
    ),
    "qwen3_moe": (
        {"num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 16},
        QKVO,
        frozenset(),
    ),
    "mixtral": ({"num_local_experts": 4}, QKVO, frozenset()),
    "qwen2_moe": (
        {"num_experts": 4, "moe_intermediate_size": 16, "shared_expert_intermediate_size": 16},
        QKVO,
        GATED | {"shared_expert_gate"},
    ),
}


def _write(folder: Path, model_type: str, **changes: Any) -> Path:
    settings = SMALL | (FAMILIES[model_type][0] if model_type in FAMILIES else {}) | changes
    if model_type == "falcon":
        del settings["head_dim"]  # it has none of its own
    config = AutoConfig.for_model(model_type, **settings)
    folder.mkdir(exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config.to_dict()))
    return folder


@pytest.fixture(params=FAMILIES, scope="module")
def family(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    return request.param, _write(tmp_path_factory.mktemp("families") / request.param, request.param)


def _built(folder: Path) -> Any:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(folder)).eval()


def test_the_tree_holds_every_module_with_parameters_and_counts_each_once(family: tuple[str, Path]) -> None:
    tree, model = introspect.layer_tree(family[1]), _built(family[1])
    modules = dict(model.named_modules())
    assert tree.parameters == sum(p.numel() for p in model.parameters())
    assert sum(layer.parameters for layer in tree.layers) <= tree.parameters
    listed = {id(p) for layer in tree.layers for p in modules[layer.path].parameters(recurse=False)}
    groups = [m for path, m in modules.items() if path not in tree.by_path]
    owned_by_groups = {id(p) for m in groups for p in m.parameters(recurse=False)}
    assert listed | owned_by_groups == {id(p) for p in model.parameters()}
    assert tree.architecture == type(model).__name__
    assert (tree.blocks, tree.hidden_size, tree.vocabulary, tree.context_length) == (2, 32, 64, 128)


def test_roles_follow_from_place_and_type(family: tuple[str, Path]) -> None:
    name, folder = family
    tree = introspect.layer_tree(folder)

    def leaves(role: str) -> set[str]:
        return {layer.path.rpartition(".")[2] for layer in tree.layers if layer.role == role and layer.linear}

    assert leaves("attention") == FAMILIES[name][1]
    assert leaves("mlp") | {"shared_expert_gate"} == FAMILIES[name][2] | {"shared_expert_gate"}
    assert [layer.type for layer in tree.layers if layer.role == "head"] == ["Linear"]
    assert not [layer.path for layer in tree.layers if layer.role == "other"]
    for layer in tree.layers:
        assert ("norm" in layer.type.lower()) == (layer.role == "norm"), layer
        assert ("Embedding" in layer.type) == (layer.role == "embedding"), layer
        assert layer.adaptable == (not layer.reason), layer


def test_every_adaptable_layer_can_be_attached_by_peft_and_really_learns(family: tuple[str, Path]) -> None:
    tree, model = introspect.layer_tree(family[1]), _built(family[1])
    chosen = RankPlan(targets=tuple(layer.path for layer in tree.layers if layer.adaptable), rank=1)
    adapted = adapter.attach(model, chosen, tree, str(family[1]), 0)
    assert adapter.prove(adapted, chosen, tree).adapted == len(chosen.targets)
    adapted(input_ids=torch.arange(24).reshape(2, 12)).logits.square().sum().backward()
    silent = [
        path
        for path, module in adapted.named_modules()
        if isinstance(module, LoraLayer)
        and not any(p.grad is not None and p.grad.any() for n, p in module.named_parameters() if "lora_" in n)
    ]
    assert not silent


def test_all_linear_means_what_it_means_to_peft_without_routers(family: tuple[str, Path]) -> None:
    tree = introspect.layer_tree(family[1])
    chosen = plan.resolve(RankPlan(), tree).targets
    products = {layer.path for layer in tree.layers if layer.type in ("Linear", "Conv1D", "FalconLinear")}
    left = {path.rpartition(".")[2] for path in products - set(chosen)}
    assert left - {"shared_expert_gate"} == {layer.path for layer in tree.layers if layer.role == "head"}
    plan.check(RankPlan(rank=8), tree)


@pytest.mark.parametrize(
    ("model_type", "changes", "path", "shape"),
    [
        ("gpt2", {}, "transformer.h.0.attn.c_attn", (32, 96)),
        ("gpt2", {}, "transformer.h.1.mlp.c_proj", (48, 32)),
        ("gpt2", {}, "transformer.wte", (64, 32)),
        ("gpt2", {}, "transformer.wpe", (128, 32)),
        ("llama", {}, "model.layers.1.self_attn.k_proj", (32, 16)),
        ("llama", {}, "model.layers.0.mlp.down_proj", (48, 32)),
        ("llama", {}, "model.norm", (None, None)),
        ("phi3", {}, "model.layers.0.mlp.gate_up_proj", (32, 96)),
    ],
)
def test_shapes_are_those_of_the_matrix_that_is_adapted(
    tmp_path: Path, model_type: str, changes: dict[str, Any], path: str, shape: tuple[int | None, int | None]
) -> None:
    layer = introspect.layer_tree(_write(tmp_path, model_type, **changes)).by_path[path]
    assert (layer.in_features, layer.out_features) == shape


@pytest.mark.parametrize(
    ("model_type", "path", "reason"),
    [
        ("llama", "model.layers.0.input_layernorm", "no LoRA for a norm"),
        ("llama", "model.layers.0.post_attention_layernorm", "no LoRA for a norm"),
        ("qwen3", "model.layers.0.self_attn.q_norm", "no LoRA for a norm"),
        ("mixtral", "model.layers.0.mlp.experts", "fused experts: not supported yet"),
        ("qwen3_moe", "model.layers.1.mlp.gate", "no LoRA for a router"),
        ("opt", "model.decoder.embed_positions", "no LoRA for OPTLearnedPositionalEmbedding"),
        ("mamba", "backbone.layers.0.mixer.conv1d", "no LoRA for a convolution"),
        ("mamba", "backbone.layers.0.mixer.out_proj", "its kernel reads the weight itself"),
    ],
)
def test_what_cannot_be_adapted_says_why(tmp_path: Path, model_type: str, path: str, reason: str) -> None:
    layer = introspect.layer_tree(_write(tmp_path, model_type)).by_path[path]
    assert (layer.adaptable, layer.reason) == (False, reason)


def test_peft_refuses_the_mamba_module_that_the_tree_greys_out(tmp_path: Path) -> None:
    folder = _write(tmp_path, "mamba", state_size=4)
    tree = introspect.layer_tree(folder)
    free = {layer.path.rpartition(".")[2] for layer in tree.layers if layer.adaptable}
    assert free == {"in_proj", "x_proj", "dt_proj", "embeddings", "lm_head"}
    with pytest.raises(ValueError, match="out_proj"):
        adapter.get_peft_model(_built(folder), adapter.LoraConfig(target_modules=["out_proj"]))


@pytest.mark.parametrize("tied", [False, True])
def test_a_tied_head_counts_nothing_and_names_its_partner(tmp_path: Path, tied: bool) -> None:
    tree = introspect.layer_tree(_write(tmp_path, "llama", tie_word_embeddings=tied))
    head = tree.by_path["lm_head"]
    assert head.parameters == (0 if tied else 64 * 32)
    assert head.tied_to == ("model.embed_tokens" if tied else "")
    assert tree.by_path["model.embed_tokens"].parameters == 64 * 32
    assert sum(layer.parameters for layer in tree.layers) == tree.parameters


def test_a_model_that_also_sees_pictures_offers_only_what_a_text_runs_through(tmp_path: Path) -> None:
    text = AutoConfig.for_model("gemma3_text", **SMALL).to_dict()
    vision = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = {"model_type": "gemma3", "text_config": text, "vision_config": vision | {"image_size": 28}}
    (tmp_path / "config.json").write_text(json.dumps(config))
    tree = introspect.layer_tree(tmp_path)
    linear = {layer.path: layer for layer in tree.layers if layer.type == "Linear"}
    assert all(layer.adaptable == ("vision" not in path) for path, layer in linear.items())
    assert any("vision" in path for path in linear)
    assert (tree.blocks, tree.hidden_size) == (2, 32)


def test_the_tree_needs_no_weights_and_reads_format_and_size_where_there_are_some(
    tiny_llama: Path, tmp_path: Path
) -> None:
    shutil.copy(tiny_llama / "config.json", tmp_path)
    alone, whole = introspect.layer_tree(tmp_path), introspect.layer_tree(tiny_llama)
    assert alone.layers == whole.layers
    assert (alone.weight_bytes, whole.dtype) == (0, "float32")
    assert whole.weight_bytes == (tiny_llama / "model.safetensors").stat().st_size
    assert LayerTree.from_json(json.loads(json.dumps(whole.to_json()))) == whole


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
        (_edit(model_type=["llama"]), "does not know the model type", "--upgrade transformers"),
        (
            _edit(architectures=["LlamaForSequenceClassification"]),
            "is not a causal language model",
            "ForCausalLM",
        ),
        (_edit(model_type="clip", architectures=None), "clip is not a causal language model", "ForCausalLM"),
        (
            _edit(model_type="t5", architectures=["T5ForConditionalGeneration"]),
            "T5.* is not a causal",
            "ForCausal",
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
