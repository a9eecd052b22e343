"""What llama.cpp must know of each architecture that is exported to it: names, settings, and how rows lie.

The gguf package brings the writer and the names of tensors; the rest follows llama.cpp's own converter
(conversion/*.py): what its graph expects and no file states.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from gguf import MODEL_ARCH, GGUFWriter, RopeScalingType, get_tensor_name_map

from workbench.core.errors import WorkbenchError
from workbench.core.sentence import Sentence


@dataclass(frozen=True)
class Architecture:
    """One of transformers' model types, as llama.cpp calls and computes it."""

    arch: MODEL_ARCH
    activations: tuple[str, ...]  # llama.cpp's graph has exactly these
    paired: bool = False  # rotary pairs are neighbours there, halves in transformers: rows of q and k move
    shifted_norms: bool = False  # transformers keeps the norms' weights minus one
    windowed: int = 0  # every n-th block sees everything, the others a window


MODELS = {
    "llama": Architecture(MODEL_ARCH.LLAMA, ("silu",), paired=True),
    "mistral": Architecture(MODEL_ARCH.LLAMA, ("silu",), paired=True),
    "qwen2": Architecture(MODEL_ARCH.QWEN2, ("silu",)),
    "qwen3": Architecture(MODEL_ARCH.QWEN3, ("silu",)),
    "gemma2": Architecture(MODEL_ARCH.GEMMA2, ("gelu_pytorch_tanh",), shifted_norms=True, windowed=2),
    "gemma3_text": Architecture(MODEL_ARCH.GEMMA3, ("gelu_pytorch_tanh",), shifted_norms=True, windowed=6),
    "phi3": Architecture(MODEL_ARCH.PHI3, ("silu",)),
    "gpt2": Architecture(MODEL_ARCH.GPT2, ("gelu_new", "gelu_pytorch_tanh")),
}
_SPOKEN = "Llama, Mistral, Qwen2, Qwen3, Gemma 2, Gemma 3 (text), Phi-3 and GPT-2"


class Converter:
    """Names, settings and order of rows for one model."""

    def __init__(self, config: Any) -> None:
        """`config` is transformers'. Raises WorkbenchError for what llama.cpp would compute differently."""
        self.config = config
        self.architecture = _known(config)
        self.blocks = int(config.num_hidden_layers)
        self._names = get_tensor_name_map(self.architecture.arch, self.blocks)
        self.head = int(getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads)

    def name(self, parameter: str) -> str:
        """What llama.cpp calls a parameter: "model.layers.0.mlp.up_proj.weight" → "blk.0.ffn_up.weight"."""
        path, _, leaf = parameter.rpartition(".")
        found = self._names.get_name(path)
        if found is None:
            raise WorkbenchError(
                "llama.cpp has no place for {name} in a model of type {model_type}.",
                hint="Export the merged model (merged) and run it with transformers or vLLM.",
                kind="cannot-convert",
                name=parameter,
                model_type=self.config.model_type,
            )
        return f"{found}.{leaf}"

    def rows(self, parameter: str) -> int:
        """Rows that belong together when they are moved: 1 where none are."""
        return self.head if self._moves(parameter) else 1

    def arranged(self, parameter: str, block: torch.Tensor) -> torch.Tensor:
        """A block of rows (or B's rows) in llama.cpp's order: of every head, 0, h/2, 1, h/2+1, …"""
        if not self._moves(parameter):
            return block + 1 if self._shifted(parameter) else block
        if parameter.endswith(".bias"):
            return block.view(-1, 2, self.head // 2).transpose(1, 2).reshape(block.shape)
        return block.view(-1, 2, self.head // 2, block.shape[-1]).transpose(1, 2).reshape(block.shape)

    def turned(self, parameter: str) -> bool:
        """Whether the weight is stored as in×out here: GPT-2's Conv1D."""
        return self.config.model_type == "gpt2" and parameter.endswith(
            (".c_attn.weight", ".c_proj.weight", ".c_fc.weight")
        )

    def _moves(self, parameter: str) -> bool:
        return self.architecture.paired and parameter.rpartition(".")[0].endswith((".q_proj", ".k_proj"))

    def _shifted(self, parameter: str) -> bool:
        return self.architecture.shifted_norms and parameter.endswith("norm.weight")

    def extras(self) -> Iterator[tuple[str, torch.Tensor]]:
        """Tensors that only llama.cpp keeps: factors for the rotary frequencies of Llama 3 and Phi-3."""
        rope = _rope(self.config)
        kind = rope.get("rope_type")
        if kind == "llama3":
            yield "rope_freqs.weight", _llama3_factors(rope, self.head)
        if kind == "longrope":
            for length in ("long", "short"):
                yield f"rope_factors_{length}.weight", torch.tensor(rope[f"{length}_factor"])

    def settings(self, writer: GGUFWriter) -> None:
        """The architecture's numbers, under llama.cpp's keys."""
        config = self.config
        if config.model_type == "gpt2":
            _gpt2(config, writer)
            return
        writer.add_block_count(self.blocks)
        writer.add_context_length(config.max_position_embeddings)
        writer.add_embedding_length(config.hidden_size)
        writer.add_feed_forward_length(config.intermediate_size)
        writer.add_head_count(config.num_attention_heads)
        writer.add_head_count_kv(config.num_key_value_heads)
        writer.add_layer_norm_rms_eps(config.rms_norm_eps)
        writer.add_vocab_size(config.vocab_size)
        writer.add_key_length(self.head)
        writer.add_value_length(self.head)
        _rope_settings(config, writer, self.head)
        if self.architecture.windowed:
            _window(config, writer, self.architecture.windowed)
        for name, add in (
            ("attn_logit_softcapping", writer.add_attn_logit_softcapping),
            ("final_logit_softcapping", writer.add_final_logit_softcapping),
        ):
            if value := getattr(config, name, None):
                add(value)


def limits(config: Any) -> tuple[Sentence, ...]:
    """What llama.cpp computes differently where texts are long, in sentences.

    Of the architectures here only Gemma's have a window there (src/models/*.cpp); Phi-3's is switched off
    ("Phi SWA is currently disabled"). Long-rope factors are chosen by the context that was asked for
    (llama-model.cpp, get_rope_factors), in transformers by the text.
    """
    found = []
    window = getattr(config, "sliding_window", None)
    kinds = getattr(config, "layer_types", None) or ["sliding_attention"]
    seen = getattr(config, "max_position_embeddings", 0)
    if window and window < seen and "sliding_attention" in kinds and not _known(config).windowed:
        found.append(
            Sentence(
                "This model looks back over {window} tokens at most; llama.cpp looks over all of them: in "
                "longer texts its answers differ.",
                window=f"{window:,}",
            )
        )
    if _rope(config).get("rope_type") == "longrope":
        original = _rope(config).get("original_max_position_embeddings") or getattr(
            config, "original_max_position_embeddings", 0
        )
        found.append(
            Sentence(
                "Up to {tokens} tokens, run it with a context (-c) of at most that many: llama.cpp chooses "
                "the factors of long texts by the context that is asked for, this model by the text's own.",
                tokens=f"{original:,}",
            )
        )
    return tuple(found)


def _known(config: Any) -> Architecture:
    found = MODELS.get(config.model_type)
    if found is None:
        raise WorkbenchError(
            "Models of type “{model_type}” are not written as GGUF here; {known} are.",
            hint="Export the merged model (merged) and convert it with llama.cpp's convert_hf_to_gguf.py.",
            kind="cannot-convert",
            model_type=config.model_type,
            known=_SPOKEN,
        )
    activation = getattr(config, "hidden_activation", None) or getattr(config, "hidden_act", None)
    activation = activation or getattr(config, "activation_function", "")
    reasons = {
        Sentence(
            "its activation is {activation}, not {known}", activation=activation, known=found.activations[0]
        ): activation not in found.activations,
        "its attention is scaled by the block's number": getattr(
            config, "scale_attn_by_inverse_layer_idx", False
        ),
        Sentence("its positions are scaled by {kind}", kind=_rope(config).get("rope_type")): _rope(
            config
        ).get("rope_type")
        not in (None, "default", "linear", "yarn", "llama3", "longrope"),
        "only a part of each head is rotated": _partial(config) != 1,
        "its attention is scaled in its own way": _own_scale(config),
    }
    said = [reason for reason, true in reasons.items() if true]
    if said:
        raise WorkbenchError(
            "llama.cpp would compute something else than this model: {reason}.",
            hint="Export the merged model (merged) and run it with transformers or vLLM.",
            kind="cannot-convert",
            reason=said[0],
        )
    return found


def _partial(config: Any) -> float:
    if config.model_type == "phi3":  # has a setting for it
        return 1
    return float(_rope(config).get("partial_rotary_factor", getattr(config, "partial_rotary_factor", 1)) or 1)


def _own_scale(config: Any) -> bool:
    """Gemma divides by √query_pre_attn_scalar: llama.cpp takes the head's size, but for the 27 B models."""
    scalar = getattr(config, "query_pre_attn_scalar", None)
    if scalar is None:
        return False
    large = (config.num_hidden_layers, config.model_type) in ((46, "gemma2"), (62, "gemma3_text"))
    expected = config.hidden_size // config.num_attention_heads if large else config.head_dim
    return bool(scalar != expected)


def _rope(config: Any) -> dict[str, Any]:
    """The rotary settings of blocks that see everything; transformers keeps those of the others beside."""
    found = getattr(config, "rope_parameters", None) or {}
    return dict(found.get("full_attention", found) or {})


def _rope_settings(config: Any, writer: GGUFWriter, head: int) -> None:
    rope = _rope(config)
    kind = rope.get("rope_type")
    part = float(rope.get("partial_rotary_factor", 1) or 1) if config.model_type == "phi3" else 1.0
    writer.add_rope_dimension_count(int(part * head))
    writer.add_rope_freq_base(float(rope.get("rope_theta", 10000.0)))
    local = (getattr(config, "rope_parameters", None) or {}).get("sliding_attention")
    if local:
        writer.add_rope_freq_base_swa(float(local.get("rope_theta", 10000.0)))
    if kind in ("linear", "yarn"):
        types: dict[str, RopeScalingType] = {"linear": RopeScalingType.LINEAR, "yarn": RopeScalingType.YARN}
        writer.add_rope_scaling_type(types[kind])
        writer.add_rope_scaling_factor(float(rope["factor"]))
    if kind == "yarn":
        writer.add_rope_scaling_orig_ctx_len(int(rope["original_max_position_embeddings"]))
        for name, add in (
            ("attention_factor", writer.add_rope_scaling_yarn_attn_factor),
            ("beta_fast", writer.add_rope_scaling_yarn_beta_fast),
            ("beta_slow", writer.add_rope_scaling_yarn_beta_slow),
        ):
            if rope.get(name) is not None:
                add(float(rope[name]))
    if config.model_type == "phi3":
        original = int(
            rope.get("original_max_position_embeddings") or config.original_max_position_embeddings
        )
        writer.add_rope_scaling_orig_ctx_len(original)
        writer.add_sliding_window(int(config.sliding_window or 0))
        scale = config.max_position_embeddings / original
        if kind == "longrope":
            writer.add_rope_scaling_type(RopeScalingType.LONGROPE)
            factor = math.sqrt(1 + math.log(scale) / math.log(original)) if scale > 1 else 1.0
            writer.add_rope_scaling_attn_factors(float(rope.get("attention_factor") or factor))


def _window(config: Any, writer: GGUFWriter, every: int) -> None:
    writer.add_sliding_window(int(config.sliding_window))
    sliding = [kind == "sliding_attention" for kind in config.layer_types]
    if sliding != [(block + 1) % every != 0 for block in range(len(sliding))]:
        writer.add_sliding_window_pattern(sliding)


def _gpt2(config: Any, writer: GGUFWriter) -> None:
    writer.add_block_count(config.n_layer)
    writer.add_context_length(config.n_positions)
    writer.add_embedding_length(config.n_embd)
    writer.add_feed_forward_length(config.n_inner or 4 * config.n_embd)
    writer.add_head_count(config.n_head)
    writer.add_layer_norm_eps(config.layer_norm_epsilon)
    writer.add_vocab_size(config.vocab_size)


def _llama3_factors(rope: dict[str, Any], head: int) -> torch.Tensor:
    """By how much each frequency is divided (transformers' _compute_llama3_parameters)."""
    base, factor = float(rope["rope_theta"]), float(rope["factor"])
    low, high = float(rope["low_freq_factor"]), float(rope["high_freq_factor"])
    original = float(rope["original_max_position_embeddings"])
    waves = 2 * math.pi * base ** (torch.arange(0, head, 2, dtype=torch.float64) / head)
    smooth = (original / waves - low) / (high - low)
    between = 1 / ((1 - smooth) / factor + smooth)
    factors = torch.where(waves > original / low, factor, torch.where(waves < original / high, 1.0, between))
    return factors.float()
