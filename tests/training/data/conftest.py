"""Byte-level tokenizers with the chat templates models really ship, and rows written to a file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

CHATML_MARKED = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' }}{% if m['role'] == 'assistant' %}"
    "{% generation %}{{ m['content'] + '<|im_end|>' }}{% endgeneration %}{{ '\n' }}"
    "{% else %}{{ m['content'] + '<|im_end|>\n' }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
CHATML_MARKED_WITHOUT_END = CHATML_MARKED.replace(
    "{{ m['content'] + '<|im_end|>' }}{% endgeneration %}{{ '\n' }}",
    "{{ m['content'] }}{% endgeneration %}{{ '<|im_end|>\n' }}",
)
CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
LLAMA3 = (
    "{% for m in messages %}{{ (bos_token if loop.first else '') + '<|start_header_id|>' + m['role'] + "
    "'<|end_header_id|>\n\n' + m['content'] | trim + '<|eot_id|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
ZEPHYR = (
    "{% for m in messages %}{{ '<|' + m['role'] + '|>\n' + m['content'] + eos_token + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}"
)
GEMMA = (
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}"
    "{{ raise_exception('System role not supported') }}{% endif %}{% for m in messages %}"
    "{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Conversation roles must alternate') }}{% endif %}"
    "{{ '<start_of_turn>' + ('model' if m['role'] == 'assistant' else m['role']) + '\n' "
    "+ m['content'] | trim + '<end_of_turn>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{% endif %}"
)
MISTRAL = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}"
    "{{ '[INST] ' + m['content'] + ' [/INST]' }}{% else %}{{ ' ' + m['content'] + eos_token }}{% endif %}"
    "{% endfor %}"
)
# Like Qwen3: an empty thought is written before the last answer, and thoughts of earlier answers are dropped.
THINKING = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' }}{% if m['role'] == 'assistant' %}"
    "{% if loop.last %}{{ '<think>\n' }}{% if '</think>' in m['content'] %}"
    "{{ m['content'].split('</think>')[0].split('<think>')[-1].strip() }}{% endif %}"
    "{{ '\n</think>\n\n' }}{% endif %}{{ m['content'].split('</think>')[-1].lstrip('\n') }}"
    "{% else %}{{ m['content'] }}{% endif %}{{ '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
PLAIN = (
    "{% for m in messages %}{{ m['role'] + ': ' + m['content'] + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'assistant: ' }}{% endif %}"
)

PLAIN_MARKED = (
    "{% for m in messages %}{% if m['role'] == 'assistant' %}{% generation %}{{ m['content'] + '\n' }}"
    "{% endgeneration %}{% else %}{{ m['content'] + '\n' }}{% endif %}{% endfor %}"
)
CHAT_MARKS = ("<|im_start|>", "<|im_end|>")
HEADERS = ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
STYLES: dict[str, dict[str, Any]] = {
    "ChatML, marked": {"template": CHATML_MARKED, "added": CHAT_MARKS, "eos": "<|im_end|>"},
    "ChatML, end not marked": {
        "template": CHATML_MARKED_WITHOUT_END,
        "added": CHAT_MARKS,
        "eos": "<|im_end|>",
    },
    "ChatML": {"template": CHATML, "added": CHAT_MARKS, "eos": "<|endoftext|>"},
    "ChatML, marks unknown": {"template": CHATML, "added": (), "eos": "</s>"},
    "Llama 3": {
        "template": LLAMA3,
        "added": HEADERS,
        "bos": "<|begin|>",
        "eos": "<|eot_id|>",
        "adds_bos": True,
    },
    "Zephyr": {"template": ZEPHYR, "bos": "<s>", "eos": "</s>", "adds_bos": True},
    "Gemma": {
        "template": GEMMA,
        "added": ("<start_of_turn>", "<end_of_turn>"),
        "bos": "<bos>",
        "eos": "<eos>",
        "adds_bos": True,
    },
    "Mistral": {"template": MISTRAL, "bos": "<s>", "eos": "</s>", "adds_bos": True},
    "thinking": {"template": THINKING, "added": CHAT_MARKS, "eos": "<|im_end|>"},
    "plain text": {"template": PLAIN, "eos": "</s>"},
    "plain text, marked": {"template": PLAIN_MARKED, "eos": "</s>"},
    "none, chat marks": {"template": None, "added": CHAT_MARKS, "eos": "<|im_end|>"},
    "none": {"template": None, "eos": "</s>"},
    "none, BOS": {"template": None, "bos": "<s>", "eos": "</s>", "adds_bos": True},
}

MakeTokenizer = Callable[..., PreTrainedTokenizerFast]
WriteRows = Callable[..., Path]


@pytest.fixture(scope="session")
def make_tokenizer() -> MakeTokenizer:
    """(style, what differs from it) -> a tokenizer of bytes and the style's tokens."""
    return lambda style, **changes: build(**{**STYLES[style], **changes})


def build(
    template: str | None,
    added: tuple[str, ...] = (),
    bos: str | None = None,
    eos: str | None = None,
    adds_bos: bool = False,
    merges: tuple[tuple[str, str], ...] = (),
) -> PreTrainedTokenizerFast:
    special = list(dict.fromkeys(["<pad>", *added, *([bos] if bos else []), *([eos] if eos else [])]))
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: index for index, token in enumerate([*special, *alphabet, *map("".join, merges)])}
    bytewise = Tokenizer(models.BPE(vocab=vocabulary, merges=list(merges)))
    bytewise.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    bytewise.decoder = decoders.ByteLevel()
    bytewise.add_special_tokens(special)
    if adds_bos:
        bytewise.post_processor = processors.TemplateProcessing(
            single=f"{bos} $A", special_tokens=[(bos, vocabulary[str(bos)])]
        )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=bytewise, pad_token="<pad>", bos_token=bos, eos_token=eos
    )
    tokenizer.chat_template = template
    return tokenizer


@pytest.fixture
def write_rows(tmp_path: Path) -> WriteRows:
    """(rows, name) -> a JSONL file of them; (text or bytes, name) -> a file of exactly that."""

    def write(content: Any, name: str = "data.jsonl") -> Path:
        path = tmp_path / name
        if isinstance(content, list):
            content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
