"""Models and data for measuring: the real shapes with random weights, and rows of random words.

Speed and memory do not depend on what the numbers are, so nothing has to be downloaded.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from transformers import AutoModelForCausalLM, LlamaConfig, PreTrainedTokenizerFast

from workbench.core import files
from workbench.training import models

_TEMPLATE = (
    "{% for message in messages %}{% if message['role'] == 'assistant' %}{% generation %}"
    "{{ message['content'] + ' <end>' }}{% endgeneration %}{% else %}{{ message['content'] }}{% endif %}"
    "{{ ' ' }}{% endfor %}"
)
_SPECIAL = ("<pad>", "<end>", "<unknown>")


def llama(vocabulary: int, hidden: int, inner: int, blocks: int, heads: int, kv_heads: int) -> dict[str, Any]:
    return {
        "vocab_size": vocabulary,
        "hidden_size": hidden,
        "intermediate_size": inner,
        "num_hidden_layers": blocks,
        "num_attention_heads": heads,
        "num_key_value_heads": kv_heads,
        "tie_word_embeddings": True,
        "max_position_embeddings": 2048,
    }


SHAPES = {
    "tiny": llama(512, 64, 176, 2, 4, 2),
    "2m": llama(1024, 160, 448, 6, 5, 5),  # about the starter's
    "30m": llama(32_768, 384, 1024, 10, 6, 6),
    "135m": llama(49_152, 576, 1536, 30, 9, 3),  # SmolLM2-135M
    "0.5b": llama(151_936, 896, 4864, 24, 14, 2),  # Qwen2.5-0.5B, without its biases
}


def write_model(folder: Path, shape: str, dtype: str = "bfloat16", seed: int = 0) -> Path:
    """A model folder of the shape: config, random weights stored in `dtype`, a tokenizer of whole words."""
    config = LlamaConfig(
        **SHAPES[shape], pad_token_id=0, eos_token_id=1, bos_token_id=None, dtype=getattr(torch, dtype)
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = AutoModelForCausalLM.from_config(config, dtype=getattr(torch, dtype))
    model.save_pretrained(folder)
    write_tokenizer(folder, config.vocab_size)
    return folder


def words_of(folder: Path) -> list[str]:
    """Words that are about one token each for a model's own tokenizer: exactly one for a stand-in's."""
    tokenizer = models.load_tokenizer(folder)
    special = set(tokenizer.all_special_ids)
    texts = (tokenizer.decode([token]).strip() for token in range(len(tokenizer)) if token not in special)
    return [text for text in texts if text.isalnum() and text.isascii()]


def write_tokenizer(folder: Path, vocabulary: int) -> None:
    """One token a word: "w3" … and the marks; a conversation is its words and an end mark after answers."""
    words = [*_SPECIAL, *(f"w{i}" for i in range(len(_SPECIAL), vocabulary))]
    made = Tokenizer(WordLevel({word: i for i, word in enumerate(words)}, unk_token=_SPECIAL[2]))
    made.pre_tokenizer = WhitespaceSplit()
    PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token=_SPECIAL[0],
        eos_token=_SPECIAL[1],
        unk_token=_SPECIAL[2],
        chat_template=_TEMPLATE,
    ).save_pretrained(folder)


def write_rows(file: Path, rows: int, words: Sequence[str], *, length: int = 0, seed: int = 0) -> Path:
    """Prompts and completions of random words: as long as those of alpaca, or each `length` words in all."""
    chance = np.random.default_rng(seed)
    prompts, answers = _alike(rows, length) if length else alpaca_lengths(rows, chance)
    drawn = chance.integers(0, len(words), int(prompts.sum() + answers.sum()))
    lines, place = [], 0
    for prompt, answer in zip(prompts.tolist(), answers.tolist(), strict=True):
        text = [words[index] for index in drawn[place : place + prompt + answer].tolist()]
        place += prompt + answer
        lines.append({"prompt": " ".join(text[:prompt]), "completion": " ".join(text[prompt:])})
    files.write_text(file, "".join(json.dumps(line) + "\n" for line in lines))
    return file


def alpaca_lengths(rows: int, chance: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Tokens of the prompt and of the answer without its end mark, distributed like Stanford Alpaca's.

    With its preamble a prompt has 35 tokens and more (two rows in five bring an input as well), an answer 40
    in the median and 66 in the mean; both have a long tail.
    """
    prompt = 35 + chance.lognormal(np.log(14), 0.5, rows)
    prompt += chance.lognormal(np.log(20), 0.8, rows) * (chance.random(rows) < 0.4)
    answer = np.clip(chance.lognormal(np.log(40), 1.0, rows), 2, 500)
    return prompt.astype(np.int64), answer.astype(np.int64)


def _alike(rows: int, length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    prompt = max(1, length // 2)
    return np.full(rows, prompt), np.full(rows, max(1, length - prompt - 1))
