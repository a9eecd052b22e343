"""Tokenizers as the families of models have them: their special tokens, their templates, a small BPE.

Templates that trl ships (the model makers' own text) are read from it; the others write the published format.
"""

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

TRL = importlib.util.find_spec("trl")
_LINES = (
    "One question, and the answer to the question: what is the weather in Berlin today?",
    "user assistant system tool model function name arguments content Instruction Response",
    "Eins Zwei Drei. Be kind. You are a helpful assistant. <think> </think> <tool_call> </tool_call>",
)
CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>' + '\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
ZEPHYR = (
    "{% for m in messages %}{% if m['role'] == 'user' %}{{ '<|user|>\n' + m['content'] + eos_token }}"
    "{% elif m['role'] == 'system' %}{{ '<|system|>\n' + m['content'] + eos_token }}"
    "{% else %}{{ '<|assistant|>\n' + m['content'] + eos_token }}{% endif %}{{ '\n' }}"
    "{% if loop.last and add_generation_prompt %}{{ '<|assistant|>' }}{{ '\n' }}{% endif %}{% endfor %}"
)
PHI4 = (
    "{% for m in messages %}{% if m['role'] == 'assistant' %}{{ m['content'] + '<|im_end|>' }}"
    "{% else %}{{ '<|im_start|>' + m['role'] + '<|im_sep|>' + m['content'] + '<|im_end|>' }}"
    "{% if m['role'] == 'user' %}{{ '<|im_start|>assistant<|im_sep|>' }}{% endif %}{% endif %}{% endfor %}"
)
# System text stands in the last question; a call is a JSON list after its mark; ids are refused as it does.
MISTRAL = """{%- set rest = messages[1:] if messages[0].role == 'system' else messages %}
{{- bos_token }}
{%- set questions = rest | selectattr('role', 'equalto', 'user') | list %}
{%- for m in rest %}
    {%- if m.role == 'user' %}
        {%- if tools and m == questions[-1] %}
            {{- '[AVAILABLE_TOOLS] ' + (tools | tojson) + '[/AVAILABLE_TOOLS]' }}
        {%- endif %}
        {%- set before = messages[0].content + '\\n\\n' if rest != messages and m == questions[-1] else '' %}
        {{- '[INST] ' + before + m.content + '[/INST]' }}
    {%- elif m.tool_calls %}
        {{- '[TOOL_CALLS] [' }}
        {%- for call in m.tool_calls %}
            {%- if call.id is not defined or call.id | length != 9 %}
                {{- raise_exception('Tool call IDs have 9 characters') }}
            {%- endif %}
            {{- (call.function | tojson)[:-1] + ', "id": "' + call.id + '"}' + (']' if loop.last else ', ') }}
        {%- endfor %}
        {{- eos_token }}
    {%- elif m.role == 'assistant' %}
        {{- ' ' + m.content + eos_token }}
    {%- elif m.role == 'tool' %}
        {{- '[TOOL_RESULTS] {"content": ' + m.content + '}[/TOOL_RESULTS]' }}
    {%- endif %}
{%- endfor %}"""


@dataclass(frozen=True)
class Family:
    """`end` closes an answer; `tail` is what the template writes behind the last one."""

    template: str | None  # Jinja; "name.jinja": a file of trl's
    end: str
    tail: str = ""
    added: tuple[str, ...] = ()
    bos: str | None = None
    eos: str = "</s>"
    adds_bos: bool = False  # the tokenizer puts it before every text
    opening: str = ""  # what the model writes before its last answer


_CHAT = ("<|im_start|>", "<|im_end|>")
_HEADER = ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
_COMMAND = (
    *("<|START_OF_TURN_TOKEN|>", "<|END_OF_TURN_TOKEN|>"),
    *("<|USER_TOKEN|>", "<|CHATBOT_TOKEN|>", "<|SYSTEM_TOKEN|>"),
)
_DEEPSEEK = (
    *("<｜User｜>", "<｜Assistant｜>", "<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>", "<｜tool▁sep｜>"),
    *("<｜tool▁call▁end｜>", "<｜tool▁calls▁end｜>", "<｜tool▁outputs▁begin｜>", "<｜tool▁output▁begin｜>"),
    *("<｜tool▁output▁end｜>", "<｜tool▁outputs▁end｜>"),
)
FAMILIES = {
    "ChatML": Family(CHATML, "<|im_end|>", "\n", _CHAT, eos="<|im_end|>"),
    "Llama 3": Family("llama3.jinja", "<|eot_id|>", "", _HEADER, "<|begin_of_text|>", "<|eot_id|>", True),
    "Llama 3.1": Family("llama3_1.jinja", "<|eot_id|>", "", _HEADER, "<|begin_of_text|>", "<|eot_id|>", True),
    "Gemma": Family(
        "gemma.jinja", "<end_of_turn>", "\n", ("<start_of_turn>", "<end_of_turn>"), "<bos>", "<eos>", True
    ),
    "Mistral": Family(
        MISTRAL, "</s>", "", ("[INST]", "[/INST]", "[TOOL_CALLS]"), "<s>", "</s>", True, opening=" "
    ),
    "Phi 3": Family(
        "phi3.jinja", "<|end|>", "\n<|e|>", ("<|user|>", "<|assistant|>", "<|end|>"), "<s>", "<|e|>"
    ),
    "Phi 4": Family(PHI4, "<|im_end|>", "", (*_CHAT, "<|im_sep|>"), eos="<|im_end|>"),
    "Qwen 2.5": Family("qwen2_5.jinja", "<|im_end|>", "\n", _CHAT, eos="<|im_end|>"),
    "Qwen 3": Family(
        "qwen3.jinja", "<|im_end|>", "\n", _CHAT, eos="<|im_end|>", opening="<think>\n\n</think>\n\n"
    ),
    "Zephyr": Family(ZEPHYR, "</s>", "\n", bos="<s>", adds_bos=True),
    "DeepSeek": Family(
        "deepseekv3.jinja",
        "<｜end▁of▁sentence｜>",
        "",
        _DEEPSEEK,
        "<｜begin▁of▁sentence｜>",
        "<｜end▁of▁sentence｜>",
        True,
    ),
    "Command": Family(
        "cohere.jinja", "<|END_OF_TURN_TOKEN|>", "", _COMMAND, "<BOS_TOKEN>", "<|END_OF_TURN_TOKEN|>", True
    ),
    "Alpaca text": Family(None, "</s>", "", bos="<s>", adds_bos=True),
}


def known() -> list[str]:
    """The families whose templates are here."""
    return [name for name, family in FAMILIES.items() if TRL or not str(family.template).endswith(".jinja")]


def shipped(name: str) -> str:
    """The text of a template that trl ships."""
    assert TRL is not None
    return (Path(str(TRL.origin)).parent / "chat_templates" / name).read_text(encoding="utf-8")


@cache
def tokenizer(name: str) -> PreTrainedTokenizerFast:
    """The family's tokenizer. Do not change it."""
    return fresh(name)


def fresh(name: str) -> PreTrainedTokenizerFast:
    family = FAMILIES[name]
    special = list(dict.fromkeys(["<pad>", *filter(None, (family.bos, family.eos)), *family.added]))
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=420,
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    bpe.train_from_iterator(_LINES, trainer)
    if family.adds_bos:
        bpe.post_processor = processors.TemplateProcessing(
            single=f"{family.bos} $A", special_tokens=[(str(family.bos), bpe.token_to_id(str(family.bos)))]
        )
    made = PreTrainedTokenizerFast(
        tokenizer_object=bpe, pad_token="<pad>", bos_token=family.bos, eos_token=family.eos
    )
    text = family.template
    made.chat_template = shipped(text) if text is not None and text.endswith(".jinja") else text
    return made
