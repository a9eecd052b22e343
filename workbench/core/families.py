"""Model families: how each is recognised, how it writes a conversation, what ends a turn, and its traps.

One row each. The tests hold every row to transformers' own source, to trl's copies of the makers' templates,
and to the real modules of small models. What has no row follows the general rules: everything is read from
the model's template, tokenizer and config.
"""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Family:
    """`types`: model_type of config.json. `marker`: a text that the tokenizer's config must hold as well."""

    name: str
    types: tuple[str, ...]
    style: str = ""  # of its chat template
    ends: tuple[str, ...] = ()  # tokens that end the assistant's turn
    thinking: str = ""  # the template argument that switches thinking, or sets its length
    trap: str = ""
    marker: str = ""


_CHATML = ("<|im_end|>",)
_FUSED_QKV = "q, k and v are one matrix (query_key_value): they can only be ticked together."
_EXPERTS = "Its experts are fused tensors: all-linear leaves them out, and without them far less is trained."
_NORM = "Its norms multiply by 1 + weight, in float32: a weight of 0 means that nothing is scaled."

# Rows with a marker stand before those of the same type without one: the first that fits is used.
FAMILIES: tuple[Family, ...] = (
    Family(
        "DeepSeek R1 distilled",
        ("qwen2", "llama"),
        "DeepSeek",
        ("<｜end▁of▁sentence｜>",),
        trap="Its template drops what stands before </think> from earlier answers, and always opens with a "
        "thinking part: rows need one, or teach to leave it empty.",
        marker="<｜Assistant｜>",
    ),
    Family(
        "Qwen2 and Qwen2.5",
        ("qwen2",),
        "ChatML",
        _CHATML,
        trap="The base models know <|im_end|> only as a name: they were not trained to end an answer with "
        "it, so it must be learned.",
    ),
    Family("Qwen2 MoE", ("qwen2_moe",), "ChatML", _CHATML, trap=_EXPERTS),
    Family(
        "Qwen3",
        ("qwen3",),
        "ChatML",
        _CHATML,
        "enable_thinking",
        "With enable_thinking: false its template opens the answer with an empty thinking part: train and "
        "ask with the same choice.",
    ),
    Family("Qwen3 MoE", ("qwen3_moe",), "ChatML", _CHATML, "enable_thinking", _EXPERTS),
    Family("Qwen3.5", ("qwen3_5", "qwen3_5_moe"), "ChatML", _CHATML, "enable_thinking"),
    Family(
        "Llama 3",
        ("llama",),
        "Llama 3 headers",
        ("<|eot_id|>",),
        trap="It has no padding token. Where pad = eos is set, tools that mask by the token's id never teach "
        "the end; here padding is masked by its place.",
        marker="<|eot_id|>",
    ),
    Family("Llama", ("llama",), trap="Many models have this architecture: the template says how they chat."),
    Family(
        "Mistral",
        ("mistral", "ministral", "ministral3"),
        "[INST]",
        ("</s>",),
        trap="Its template wants turns of user and assistant in alternation.",
        marker="[INST]",
    ),
    Family("Mistral", ("mistral",)),
    Family("Mixtral", ("mixtral",), "[INST]", ("</s>",), trap=_EXPERTS),
    Family(
        "Gemma",
        ("gemma",),
        "Gemma turns",
        ("<end_of_turn>",),
        trap=f"Its template refuses a system turn: here it goes into the first question. {_NORM}",
    ),
    Family(
        "Gemma 2",
        ("gemma2",),
        "Gemma turns",
        ("<end_of_turn>",),
        trap=f"Attention scores are capped at 50, which not every attention kernel can do. {_NORM}",
    ),
    Family("Gemma 3", ("gemma3", "gemma3_text"), "Gemma turns", ("<end_of_turn>",), trap=_NORM),
    Family(
        "Phi-4",
        ("phi3",),
        "ChatML with <|im_sep|>",
        _CHATML,
        trap="q, k and v are one matrix (qkv_proj), gate and up another (gate_up_proj).",
        marker="<|im_sep|>",
    ),
    Family(
        "Phi-3",
        ("phi3",),
        "Phi turns",
        ("<|end|>",),
        trap="q, k and v are one matrix (qkv_proj), gate and up another (gate_up_proj). Its end of text is "
        "not what ends a turn.",
    ),
    Family("DeepSeek V3 and R1", ("deepseek_v3",), "DeepSeek", ("<｜end▁of▁sentence｜>",), trap=_EXPERTS),
    Family(
        "gpt-oss",
        ("gpt_oss",),
        "Harmony channels",
        ("<|return|>", "<|call|>"),
        "reasoning_effort",
        "An answer has channels, and <|end|> closes only one of them. " + _EXPERTS,
    ),
    Family(
        "Command",
        ("cohere", "cohere2"),
        "Command turns",
        ("<|END_OF_TURN_TOKEN|>",),
        trap="Attention and MLP of a block run side by side on the same input.",
    ),
    Family(
        "GLM 4.5", ("glm4_moe",), "GLM turns", ("<|user|>", "<|observation|>"), "enable_thinking", _EXPERTS
    ),
    Family(
        "LFM2", ("lfm2",), "ChatML", _CHATML, trap="Part of its blocks are convolutions instead of attention."
    ),
    Family(
        "Granite",
        ("granite",),
        trap="Embeddings, residuals and logits have multipliers of their own in config.json.",
    ),
    Family(
        "GPT-2",
        ("gpt2",),
        trap="It keeps its matrices transposed (Conv1D), and q, k and v as one (c_attn). It has no template.",
    ),
    Family("Pythia and GPT-NeoX", ("gpt_neox",), trap=f"{_FUSED_QKV} It has no chat template."),
    Family("Falcon", ("falcon",), trap=_FUSED_QKV),
    Family("OLMoE", ("olmoe",), trap=_EXPERTS),
)


def of(model_type: str, tokenizer_words: str = "") -> Family | None:
    """The row of a model; `tokenizer_words`: what its tokenizer's config says. None: general rules."""
    return next(
        (
            family
            for family in FAMILIES
            if model_type in family.types and (not family.marker or family.marker in tokenizer_words)
        ),
        None,
    )


def of_folder(model_type: str, folder: Path) -> Family | None:
    """The row of the model in a folder; its special tokens and template stand beside its config."""
    words = []
    for name in ("tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja"):
        try:
            text = (folder / name).read_text(encoding="utf-8")
            words.append(json.dumps(json.loads(text), ensure_ascii=False) if name.endswith("json") else text)
        except (OSError, ValueError):  # not every model has each of them
            continue
    return of(model_type, "\n".join(words))


def end_marks(model_type: str) -> frozenset[str]:
    """Every token that ends a turn in a family of this type; where a tokenizer has it, answers end there."""
    return frozenset(end for family in FAMILIES if model_type in family.types for end in family.ends)
