"""Tiny models of every architecture that the program promises to know, in one table for all tests."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    AutoModelForSequenceClassification,
    PretrainedConfig,
    PreTrainedModel,
)

VOCABULARY, HIDDEN, BLOCKS, CONTEXT = 96, 32, 2, 128
_SIZES: dict[str, Any] = {
    "vocab_size": VOCABULARY,
    "hidden_size": HIDDEN,
    "intermediate_size": 48,
    "num_hidden_layers": BLOCKS,
    "num_attention_heads": 4,
    "max_position_embeddings": CONTEXT,
    "pad_token_id": 0,
    "bos_token_id": 1,
    "eos_token_id": 2,
}
_GROUPED = _SIZES | {"num_key_value_heads": 2, "head_dim": 8}
_EXPERTS = _GROUPED | {"num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 24}
_STATES = {"state_size": 4, "time_step_rank": 4, "expand": 2, "conv_kernel": 3}


def _config(model_type: str, sizes: dict[str, Any], **own: Any) -> Callable[[], PretrainedConfig]:
    return lambda: AutoConfig.for_model(model_type, **(sizes | own))


ARCHITECTURES: dict[str, Callable[[], PretrainedConfig]] = {
    "llama": _config("llama", _GROUPED),
    "mistral": _config("mistral", _GROUPED),
    "qwen2": _config("qwen2", _GROUPED),
    "qwen3": _config("qwen3", _GROUPED),
    "gemma": _config("gemma", _GROUPED),
    "gemma2": _config("gemma2", _GROUPED),
    "gemma3_text": _config("gemma3_text", _GROUPED),
    "phi3": _config("phi3", _GROUPED),
    "gpt2": _config("gpt2", _SIZES, n_inner=48),
    "gpt_neox": _config("gpt_neox", _SIZES),
    "falcon": _config("falcon", _SIZES, num_kv_heads=2, new_decoder_architecture=True),
    "olmo": _config("olmo", _GROUPED),
    "olmo2": _config("olmo2", _GROUPED),
    "granite": _config("granite", _GROUPED),
    "cohere": _config("cohere", _GROUPED),
    "starcoder2": _config("starcoder2", _GROUPED),
    "mamba": _config("mamba", _SIZES, **_STATES),
    "mamba2": _config("mamba2", _SIZES, **_STATES, num_heads=8, head_dim=8, n_groups=2, chunk_size=8),
    "bert": _config("bert", _SIZES),
    "roberta": _config("roberta", _SIZES),
    "distilbert": _config("distilbert", _SIZES, hidden_dim=48),
    "deberta-v2": _config(
        "deberta-v2", _SIZES, relative_attention=True, pos_att_type=["p2c", "c2p"], position_buckets=8
    ),
    "t5": _config("t5", _SIZES, num_layers=BLOCKS, d_kv=8, d_ff=48, decoder_start_token_id=0),
    "bart": _config(
        "bart",
        _SIZES,
        encoder_layers=BLOCKS,
        decoder_layers=BLOCKS,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        decoder_start_token_id=1,
        forced_eos_token_id=2,
    ),
    "qwen3_moe": _config("qwen3_moe", _EXPERTS, mlp_only_layers=[0]),
    "qwen2_moe": _config("qwen2_moe", _EXPERTS, shared_expert_intermediate_size=40),
    "mixtral": _config("mixtral", _GROUPED, num_local_experts=4),
    "olmoe": _config("olmoe", _GROUPED, num_experts=4, num_experts_per_tok=2),
    "gpt_oss": _config(
        "gpt_oss",
        _GROUPED,
        num_local_experts=4,
        num_experts_per_tok=2,
        sliding_window=16,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
    ),
}

MOE = frozenset({"qwen3_moe", "qwen2_moe", "mixtral", "olmoe", "gpt_oss"})
SEQ2SEQ = frozenset({"t5", "bart"})
ENCODERS = frozenset({"bert", "roberta", "distilbert", "deberta-v2"})


def write(name: str, folder: Path, **changes: Any) -> Path:
    """A model folder with a config.json alone, as save_pretrained would write it."""
    config = ARCHITECTURES[name]()
    config.architectures = [_family(name)._model_mapping[type(config)].__name__]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config.to_dict() | changes))
    return folder


def build(name: str, task_type: str = "") -> PreTrainedModel:
    """The real model on the CPU, in evaluation mode, with the same random weights every time."""
    family = AutoModelForSequenceClassification if task_type == "SEQ_CLS" else _family(name)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return family.from_config(
            ARCHITECTURES[name](), attn_implementation="eager", experts_implementation="eager"
        ).eval()


def run(model: PreTrainedModel, name: str) -> torch.Tensor:
    """What the model (or peft around it) computes for two fixed rows of tokens: logits or hidden states."""
    tokens = torch.arange(3, 27).reshape(2, 12)
    given = {"decoder_input_ids": tokens + 24} if name in SEQ2SEQ else {}
    output = model(input_ids=tokens, **given)
    return output.logits if "logits" in output else output.last_hidden_state


def _family(name: str) -> Any:
    if name in SEQ2SEQ:
        return AutoModelForSeq2SeqLM
    return AutoModel if name in ENCODERS else AutoModelForCausalLM
