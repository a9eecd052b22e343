"""The layer tree of every architecture, against the real model and against what peft makes of it."""

import json
import re
import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest
import torch
from architectures import ARCHITECTURES, BLOCKS, CONTEXT, HIDDEN, MOE, VOCABULARY, build, run, write
from peft import LoraConfig, PeftModel, get_peft_model
from peft.tuners.lora import LoraLayer
from peft.tuners.lora.layer import ParamWrapper
from peft.tuners.tuners_utils import _maybe_include_all_linear_layers
from transformers import AutoConfig, AutoModelForCausalLM

from workbench.core.layers import Layer, LayerTree
from workbench.training import introspect

QKVO = {"q_proj", "k_proj", "v_proj", "o_proj"}
GATED = {"gate_proj", "up_proj", "down_proj"}
NEOX = {"query_key_value", "dense"}, {"dense_h_to_4h", "dense_4h_to_h"}
BERT = {"query", "key", "value", "dense"}, {"dense"}
ROLES: dict[str, tuple[set[str], set[str]]] = {
    # the matrices of attention and of the MLP, where they are not Llama's
    "phi3": ({"qkv_proj", "o_proj"}, {"gate_up_proj", "down_proj"}),
    "gpt2": ({"c_attn", "c_proj"}, {"c_fc", "c_proj"}),
    "gpt_neox": NEOX,
    "falcon": NEOX,
    "starcoder2": (QKVO, {"c_fc", "c_proj"}),
    "mamba": (set(), set()),
    "mamba2": (set(), set()),
    "bert": BERT,
    "roberta": BERT,
    "deberta-v2": (
        {"query_proj", "key_proj", "value_proj", "pos_key_proj", "pos_query_proj", "dense"},
        {"dense"},
    ),
    "distilbert": ({"q_lin", "k_lin", "v_lin", "out_lin"}, {"lin1", "lin2"}),
    "t5": ({"q", "k", "v", "o"}, {"wi", "wo"}),
    "bart": ({"q_proj", "k_proj", "v_proj", "out_proj"}, {"fc1", "fc2"}),
    "qwen2_moe": (QKVO, GATED),
    "mixtral": (QKVO, set()),
    "olmoe": (QKVO, set()),
    "gpt_oss": (QKVO, set()),
}
RANK = 2


@pytest.fixture(scope="module", params=ARCHITECTURES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def tree(name: str, tmp_path_factory: pytest.TempPathFactory) -> LayerTree:
    return introspect.layer_tree(write(name, tmp_path_factory.mktemp(name)))


def _adapted(model: Any, layers: list[Layer], tree: LayerTree, **settings: Any) -> PeftModel:
    config = LoraConfig(
        r=RANK,
        target_modules=[layer.path for layer in layers if not layer.parameter],
        target_parameters=[layer.parameter for layer in layers if layer.parameter],
        fan_in_fan_out=any(layer.type == "Conv1D" for layer in layers),
        task_type=tree.task_type,
        **settings,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on tied weights, and on what peft found out about Conv1D itself
        return get_peft_model(model, config)


def _made(model: PeftModel) -> list[str]:
    """The paths of what peft wrapped; of a parameter its own."""
    return sorted(
        path.removeprefix("base_model.model.").replace(".base_layer", "")
        + (f".{module.parameter_name}" if isinstance(module, ParamWrapper) else "")
        for path, module in model.named_modules()
        if isinstance(module, LoraLayer)
    )


def _outputs(model: PeftModel, name: str) -> torch.Tensor:
    """Every number that comes out: an encoder's pooler is beside its hidden states."""
    pooled: list[torch.Tensor] = []
    pooler = getattr(model.base_model.model, "pooler", None)
    hook = pooler.register_forward_hook(lambda *call: pooled.append(call[2])) if pooler is not None else None
    outputs = [run(model.base_model.model, name), *pooled]
    if hook is not None:
        hook.remove()
    return torch.cat([output.flatten() for output in outputs])


def test_every_parameter_is_in_exactly_one_row(name: str, tree: LayerTree) -> None:
    model = build(name)
    assert tree.architecture == type(model).__name__
    assert tree.parameters == model.num_parameters() == sum(layer.parameters for layer in tree.layers)
    assert len(tree.by_path) == len(tree.layers)
    rows = {layer.path: layer for layer in tree.layers}
    for path, parameter in model.named_parameters(remove_duplicate=False):
        owners = [row for row in (path, path.rpartition(".")[0]) if row in rows]
        assert len(owners) == 1, path
        assert rows[owners[0]].whole >= parameter.numel()


def test_biases_are_those_that_peft_trains(name: str, tree: LayerTree) -> None:
    one = next(layer for layer in tree.layers if layer.linear and layer.adaptable)
    model = _adapted(build(name), [one], tree, bias="all")
    trainable, _ = model.get_nb_trainable_parameters()
    assert trainable == one.lora_parameters(RANK) + sum(layer.bias for layer in tree.layers)


def test_the_model_is_described(name: str, tree: LayerTree) -> None:
    assert (tree.blocks, tree.hidden_size, tree.vocabulary) == (BLOCKS, HIDDEN, VOCABULARY)
    assert tree.context_length in (CONTEXT, None if name in ("mamba", "mamba2", "t5") else CONTEXT)
    assert tree.facts == ({"experts_per_token": 2} if name in MOE else {})
    assert LayerTree.from_json(json.loads(json.dumps(tree.to_json()))).layers == tree.layers


def test_roles_follow_from_place_and_type(name: str, tree: LayerTree) -> None:
    attention, mlp = ROLES.get(name, (QKVO, GATED))
    matrices = [layer for layer in tree.layers if layer.linear]
    found = {
        role: {layer.path.rpartition(".")[2] for layer in matrices if layer.role == role}
        for role in ("attention", "mlp", "head")
    }
    assert (found["attention"], found["mlp"]) == (attention, mlp)
    assert found["head"] == (
        {"embed_out"} if name == "gpt_neox" and "embed_out" in found["head"] else found["head"] & {"lm_head"}
    )
    for layer in tree.layers:
        assert ("norm" in layer.type.lower()) == (layer.role == "norm"), layer
        assert ("Embedding" in layer.type) == (layer.role == "embedding"), layer
        assert layer.adaptable == (not layer.reason), layer
        assert layer.adaptable or not layer.parameter, layer


def test_peft_makes_exactly_what_the_tree_offers_and_all_of_it_learns(name: str, tree: LayerTree) -> None:
    offered = [layer for layer in tree.layers if layer.adaptable]
    if any(layer.type == "Conv1D" for layer in offered):
        assert not any(layer.parameter for layer in offered)
    model = _adapted(build(name), offered, tree)
    assert _made(model) == sorted(layer.parameter or layer.path for layer in offered)
    trainable, _ = model.get_nb_trainable_parameters()
    assert trainable == sum(layer.lora_parameters(RANK) for layer in offered)
    with torch.no_grad(), torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.normal_(std=0.1)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(2)  # of dropout: some models take other paths in training
        _outputs(model.train(), name).square().sum().backward()
    silent = [
        path
        for path, parameter in model.named_parameters()
        if parameter.requires_grad and (parameter.grad is None or not parameter.grad.any())
    ]
    assert not silent


def test_each_layer_alone_is_made_alone_and_changes_the_output(name: str, tree: LayerTree) -> None:
    model = build(name)
    with torch.no_grad():
        for layer in tree.layers:
            if not layer.adaptable or ".1." in layer.path:  # one block stands for its equals
                continue
            adapted = _adapted(model, [layer], tree)
            assert _made(adapted) == [layer.parameter or layer.path]
            assert adapted.get_nb_trainable_parameters()[0] == layer.lora_parameters(RANK)
            wrapper = next(module for module in adapted.modules() if isinstance(module, LoraLayer))
            if layer.type in ("Linear", "Conv1D", "Experts") or layer.parameter:
                assert (wrapper.in_features, wrapper.out_features) == (layer.in_features, layer.out_features)
            before = _outputs(adapted, name)
            for path, parameter in adapted.named_parameters():
                if "lora_B" in path or "lora_embedding" in path:
                    parameter.fill_(0.1)
            assert not torch.equal(before, _outputs(adapted, name)), layer
            model = adapted.unload()


def test_all_linear_means_what_it_means_to_peft(name: str, tree: LayerTree) -> None:
    config = LoraConfig(target_modules="all-linear", task_type=tree.task_type)
    theirs = _maybe_include_all_linear_layers(config, build(name)).target_modules
    ours = {layer.path for layer in tree.layers if layer.linear and layer.adaptable and layer.role != "head"}
    refused = {layer.path for layer in tree.layers if layer.linear and layer.reason}
    gates = {path for path in theirs if path.endswith("shared_expert_gate")}  # it only weighs the expert
    assert ours == theirs - refused - gates
    assert not refused or name in ("mamba", "mamba2")


@pytest.mark.parametrize(
    ("model", "path", "kind", "experts", "shape"),
    [
        ("gpt2", "transformer.h.0.attn.c_attn", "Conv1D", 0, (32, 96)),
        ("gpt2", "transformer.h.1.mlp.c_proj", "Conv1D", 0, (48, 32)),
        ("gpt2", "transformer.wte", "Embedding", 0, (96, 32)),
        ("llama", "model.layers.1.self_attn.k_proj", "Linear", 0, (32, 16)),
        ("llama", "model.layers.0.mlp.down_proj", "Linear", 0, (48, 32)),
        ("llama", "model.norm", "LlamaRMSNorm", 0, (None, None)),
        ("phi3", "model.layers.0.mlp.gate_up_proj", "Linear", 0, (32, 96)),
        ("mixtral", "model.layers.0.mlp.experts.gate_up_proj", "Experts", 4, (32, 96)),
        ("mixtral", "model.layers.0.mlp.experts.down_proj", "Experts", 4, (48, 32)),
        ("mixtral", "model.layers.0.mlp.gate", "MixtralTopKRouter", 0, (32, 4)),
        ("gpt_oss", "model.layers.0.mlp.experts.gate_up_proj", "Experts", 4, (32, 96)),  # stored transposed
        ("gpt_oss", "model.layers.0.mlp.experts.gate_up_proj_bias", "Parameter", 0, (None, None)),
        ("mamba", "backbone.layers.0.mixer.A_log", "Parameter", 0, (None, None)),
        ("t5", "decoder.block.0.layer.1.EncDecAttention.q", "Linear", 0, (32, 32)),
    ],
)
def test_shapes_are_those_of_the_matrix_that_is_adapted(
    tmp_path: Path, model: str, path: str, kind: str, experts: int, shape: tuple[int | None, int | None]
) -> None:
    layer = introspect.layer_tree(write(model, tmp_path)).by_path[path]
    assert (layer.type, layer.experts, (layer.in_features, layer.out_features)) == (kind, experts, shape)


@pytest.mark.parametrize(
    ("model", "path", "parameter", "linear"),
    [
        ("llama", "model.layers.0.mlp.down_proj", "", True),
        # what peft would take for experts of an old checkpoint
        ("qwen3_moe", "model.layers.0.mlp.down_proj", "model.layers.0.mlp.down_proj.weight", True),
        ("qwen3_moe", "model.layers.0.mlp.gate_proj", "model.layers.0.mlp.gate_proj.weight", True),
        ("qwen3_moe", "model.layers.1.self_attn.q_proj", "", True),
        ("qwen3_moe", "model.layers.1.mlp.gate", "model.layers.1.mlp.gate.weight", False),
        ("qwen2_moe", "model.layers.1.mlp.shared_expert.down_proj", "", True),
        ("qwen2_moe", "model.layers.1.mlp.shared_expert_gate", "", False),
        ("gpt_oss", "model.layers.0.mlp.router", "model.layers.0.mlp.router.weight", False),
        (
            "olmoe",
            "model.layers.0.mlp.experts.down_proj",
            "model.layers.0.mlp.experts.down_proj",
            False,
        ),
    ],
)
def test_what_only_target_parameters_can_name_says_how(
    tmp_path: Path, model: str, path: str, parameter: str, linear: bool
) -> None:
    layer = introspect.layer_tree(write(model, tmp_path)).by_path[path]
    assert (layer.parameter, layer.linear, layer.adaptable) == (parameter, linear, True)


@pytest.mark.parametrize(
    ("model", "path", "reason"),
    [
        ("llama", "model.layers.0.input_layernorm", "no LoRA for a norm"),
        ("qwen3", "model.layers.0.self_attn.q_norm", "no LoRA for a norm"),
        ("bart", "model.encoder.embed_positions", "no LoRA for BartLearnedPositionalEmbedding"),
        ("bart", "model.shared", "only holds the weight: encoder and decoder read it themselves"),
        ("t5", "shared", "only holds the weight: encoder and decoder read it themselves"),
        ("gpt_oss", "model.layers.0.self_attn.sinks", "no LoRA for a vector"),
        ("gpt_oss", "model.layers.0.mlp.experts.down_proj_bias", "no LoRA for a bias"),
        ("mamba", "backbone.layers.0.mixer.A_log", "no LoRA for a parameter of the module itself"),
        ("mamba", "backbone.layers.0.mixer.conv1d", "no LoRA for a convolution"),
        ("mamba", "backbone.layers.0.mixer.out_proj", "its kernel reads the weight itself"),
        ("mamba", "backbone.layers.0.mixer.x_proj", "its kernel reads the weight itself"),
        ("mamba", "backbone.layers.0.mixer.dt_proj", "the model reads its weight past the module"),
        ("mamba2", "backbone.layers.0.mixer.dt_bias", "no LoRA for a bias"),
        ("deberta-v2", "encoder.rel_embeddings", "the model reads its weight past the module"),
    ],
)
def test_what_cannot_be_adapted_says_why(tmp_path: Path, model: str, path: str, reason: str) -> None:
    layer = introspect.layer_tree(write(model, tmp_path)).by_path[path]
    assert (layer.adaptable, layer.reason) == (False, reason)


@pytest.mark.parametrize(
    ("model", "path"),
    [("mamba", "backbone.layers.0.mixer.dt_proj"), ("deberta-v2", "encoder.rel_embeddings")],
)
def test_a_weight_that_is_read_past_its_module_would_not_learn(tmp_path: Path, model: str, path: str) -> None:
    tree = introspect.layer_tree(write(model, tmp_path))
    adapted = _adapted(build(model), [tree.by_path[path]], tree)
    with torch.no_grad():
        before = _outputs(adapted, model)
        for parameter in adapted.parameters():
            if parameter.requires_grad:
                parameter.fill_(1.0)
        assert torch.equal(before, _outputs(adapted, model))


def test_peft_refuses_the_mamba_module_that_the_tree_greys_out() -> None:
    with pytest.raises(ValueError, match="out_proj"):
        get_peft_model(build("mamba"), LoraConfig(target_modules=["out_proj"]))


@pytest.mark.parametrize("tied", [False, True])
def test_a_tied_head_counts_nothing_and_names_its_partner(tmp_path: Path, tied: bool) -> None:
    tree = introspect.layer_tree(write("llama", tmp_path, tie_word_embeddings=tied))
    head = tree.by_path["lm_head"]
    assert (head.parameters, head.whole) == (0 if tied else 96 * 32, 96 * 32)
    assert head.tied_to == ("model.embed_tokens" if tied else "")
    assert tree.by_path["model.embed_tokens"].parameters == 96 * 32
    assert sum(layer.parameters for layer in tree.layers) == tree.parameters


def test_an_encoder_and_its_decoder_are_both_in_the_tree(tmp_path: Path) -> None:
    for model, decoder in (("t5", "decoder."), ("bart", "model.decoder.")):
        tree = introspect.layer_tree(write(model, tmp_path))
        stacks = [stack[0].path for stack in tree.stacks]
        assert any(path.startswith(decoder) for path in stacks)
        assert any(path.startswith(decoder.replace("decoder", "encoder")) for path in stacks)


@pytest.mark.parametrize(
    ("model", "heads"),
    [
        ("llama", {"score"}),
        ("qwen3_moe", {"score"}),
        ("bert", {"classifier"}),
        ("distilbert", {"pre_classifier", "classifier"}),
        ("roberta", {"classifier.dense", "classifier.out_proj"}),
        ("bart", set()),  # peft does not know classification_head: it stays a layer like any other
    ],
)
def test_a_new_head_is_trained_whole_and_counts_as_in_peft(
    tmp_path: Path, model: str, heads: set[str]
) -> None:
    tree = introspect.layer_tree(write(model, tmp_path), "SEQ_CLS")
    whole = [layer for layer in tree.layers if layer.saved_whole]
    assert {layer.path for layer in whole} == heads
    assert {(layer.adaptable, layer.reason, layer.role) for layer in whole} <= {
        (False, "trained whole: a new head", "head")
    }
    offered = [layer for layer in tree.layers if layer.adaptable]
    adapted = _adapted(build(model, "SEQ_CLS"), offered, tree)
    expected = sum(layer.lora_parameters(RANK) for layer in offered) + sum(layer.whole for layer in whole)
    assert adapted.get_nb_trainable_parameters()[0] == expected
    assert tree.task_type == "SEQ_CLS"


def test_a_model_that_also_sees_pictures_offers_only_what_a_text_runs_through(tmp_path: Path) -> None:
    text = ARCHITECTURES["gemma3_text"]().to_dict()
    vision = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = {"model_type": "gemma3", "text_config": text, "vision_config": vision | {"image_size": 28}}
    (tmp_path / "config.json").write_text(json.dumps(config))
    tree = introspect.layer_tree(tmp_path)
    linear = {layer.path: layer for layer in tree.layers if layer.type == "Linear"}
    assert all(layer.adaptable == ("vision" not in path) for path, layer in linear.items())
    assert any("vision" in path for path in linear)
    assert (tree.blocks, tree.hidden_size) == (BLOCKS, HIDDEN)


def test_the_tree_needs_no_weights_and_reads_format_and_size_where_there_are_some(
    tiny_llama: Path, tmp_path: Path
) -> None:
    shutil.copy(tiny_llama / "config.json", tmp_path)
    alone, whole = introspect.layer_tree(tmp_path), introspect.layer_tree(tiny_llama)
    assert alone.layers == whole.layers
    assert (alone.weight_bytes, whole.dtype) == (0, "float32")
    assert whole.weight_bytes == (tiny_llama / "model.safetensors").stat().st_size


def test_a_model_of_many_layers_is_attached_by_names_that_fit_no_other(tmp_path: Path) -> None:
    """A list of 20 targets or more is condensed by peft; a shorter one is compared by suffix."""
    tree = introspect.layer_tree(write("llama", tmp_path, num_hidden_layers=12))
    config = AutoConfig.from_pretrained(tmp_path)
    several = [layer for layer in tree.layers if re.search(r"layers\.(1|11)\.mlp", layer.path)]
    for chosen in (several, [layer for layer in tree.layers if layer.linear and ".1." not in layer.path]):
        assert _made(_adapted(AutoModelForCausalLM.from_config(config), chosen, tree)) == sorted(
            layer.path for layer in chosen
        )
