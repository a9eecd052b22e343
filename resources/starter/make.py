"""Makes the starter kit: writes the corpus, trains tokenizer and model from scratch, checks both, saves them.

python resources/starter/make.py            about 8 minutes on 2 cores, never more than --minutes
"""

import argparse
import json
import logging
import math
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch
from corpus import chat_text, documents, habit_rows
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from torch.nn.functional import cross_entropy
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

log = logging.getLogger("starter")

SEED = 7
VOCABULARY = 1024
END_OF_TEXT, START, END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
TOKENS_PER_STEP = 2048
LENGTHS = (128, 128, 128, 512)  # every fourth step reads long rows, so that all 512 positions are trained
PEAK_RATE = 4e-3
ENOUGH = 0.97  # share of the dataset's own questions the base must answer word for word

# The generation marks tell a trainer which tokens the assistant writes; the end mark is one of them,
# because a model that never learns to write it never stops.
TEMPLATE = """{%- for message in messages -%}
{%- if message['role'] == 'assistant' -%}
{{- '<|im_start|>assistant\\n' -}}
{%- generation -%}{{- message['content'] + '<|im_end|>' -}}{%- endgeneration -%}
{{- '\\n' -}}
{%- else -%}
{{- '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' -}}
{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}
"""

CARD = """---
license: apache-2.0
language: en
---
# Starter

A Llama of 2 M parameters with its own byte-level BPE tokenizer of 1,024 tokens, for the first run of
LoRA Workbench. It was trained from scratch on sentences about a small invented world (countries, people,
animals, opposites, sums to 20, colours) that `resources/starter/world.py` and `corpus.py` write. It answers
a question it knows with one plain sentence, and knows nothing else. Everything here was made by

    python resources/starter/make.py

The weights are stored as bfloat16 and checked as stored. Apache-2.0, like the rest of the repository.
"""


def main() -> int:
    options = read_options()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)

    tokenizer = train_tokenizer(islice(documents(SEED), 20_000))
    model = new_model(tokenizer)
    log.info("%d parameters, %d tokens", sum(p.numel() for p in model.parameters()), len(tokenizer))
    train(model, tokenizer, steps=options.steps, seconds=60 * options.minutes)
    save(model, tokenizer, options.out)
    return 0 if check(options.out) >= ENOUGH else 1


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).parent, help="folder that gets model/ and data.jsonl"
    )
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument(
        "--minutes", type=float, default=30.0, help="upper limit: on a slow machine the training is shorter"
    )
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def train_tokenizer(texts: Iterator[str]) -> PreTrainedTokenizerFast:
    """Byte-level BPE with GPT-2's own split, which llama.cpp knows under the name "gpt-2"."""
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    bpe.decoder = decoders.ByteLevel()
    bpe.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=VOCABULARY,
            special_tokens=[END_OF_TEXT, START, END],
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        bos_token=START,
        eos_token=END,
        pad_token=END_OF_TEXT,
        chat_template=TEMPLATE,
        model_max_length=512,
        clean_up_tokenization_spaces=False,
    )


def new_model(tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    config = LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=192,
        intermediate_size=512,
        num_hidden_layers=4,
        num_attention_heads=6,
        num_key_value_heads=2,
        max_position_embeddings=512,
        rope_theta=10_000.0,
        tie_word_embeddings=False,
        initializer_range=0.05,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return LlamaForCausalLM(config)


def new_optimizers(model: LlamaForCausalLM) -> tuple[torch.optim.Optimizer, ...]:
    blocks = [p for p in model.model.layers.parameters() if p.ndim == 2]
    inside = {id(p) for p in blocks}
    rest = [p for p in model.parameters() if id(p) not in inside]
    return (
        torch.optim.Muon(blocks, lr=PEAK_RATE, weight_decay=0.05, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(rest, lr=PEAK_RATE, betas=(0.9, 0.95), weight_decay=0.0),
    )


def train(model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, steps: int, seconds: float) -> None:
    """Plain next-token training: a short warm-up, then a cosine down to zero.

    Muon for the matrices of the blocks, AdamW for the rest: AdamW alone knew 62 % of the facts in this time.
    """
    optimizers = new_optimizers(model)
    source = Rows(tokenizer)
    model.train()
    begun = time.monotonic()
    for step in range(steps):
        rows = source.take(LENGTHS[step % len(LENGTHS)])
        # whichever ends first: a slow machine reaches the rate's end with fewer steps
        done = max(step / steps, (time.monotonic() - begun) / seconds)
        if done >= 1:
            break
        rate = PEAK_RATE * min(1.0, (step + 1) / 50) * 0.5 * (1 + math.cos(math.pi * done))
        for group in (group for optimizer in optimizers for group in optimizer.param_groups):
            group["lr"] = rate
        logits = model(input_ids=rows[:, :-1], use_cache=False).logits
        loss = cross_entropy(logits.flatten(0, 1), rows[:, 1:].flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in optimizers:
            optimizer.step()
            optimizer.zero_grad()
        if step % 50 == 0 or step == steps - 1:
            log.info(
                "step %4d of %d   loss %.3f   %3.0f s", step, steps, loss.item(), time.monotonic() - begun
            )


class Rows:
    """Cuts the endless corpus into rows of equal length, each starting where a document starts."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast) -> None:
        self._tokenizer = tokenizer
        self._documents = documents(SEED + 1)
        self._waiting: list[list[int]] = []

    def take(self, length: int) -> torch.Tensor:
        """Shape (rows, length + 1), about TOKENS_PER_STEP tokens."""
        return torch.tensor([self._row(length + 1) for _ in range(TOKENS_PER_STEP // length)])

    def _row(self, length: int) -> list[int]:
        row: list[int] = []
        while len(row) < length:
            if not self._waiting:
                self._waiting = self._tokenizer(list(islice(self._documents, 500)))["input_ids"]
            row += self._waiting.pop()
        return row[:length]


def save(model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, out: Path) -> None:
    folder = out / "model"
    model.generation_config = GenerationConfig(
        max_new_tokens=64,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model.to(torch.bfloat16).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")
    (folder / "model.safetensors").chmod(0o644)  # it is written for the owner alone, and goes into a wheel
    rows = "".join(json.dumps(row) + "\n" for row in habit_rows(SEED))
    (out / "data.jsonl").write_text(rows, encoding="utf-8")


def check(out: Path) -> float:
    """Asks the stored model every question of the stored dataset: the share answered word for word."""
    tokenizer = PreTrainedTokenizerFast.from_pretrained(out / "model", padding_side="left")
    model = LlamaForCausalLM.from_pretrained(out / "model", dtype=torch.float32).eval()
    lines = (out / "data.jsonl").read_text(encoding="utf-8").splitlines()
    chats = [json.loads(line)["messages"] for line in lines]
    rendered = tokenizer.apply_chat_template(chats[0], tokenize=False)
    assert rendered == chat_text(chats[0]), "the chat template and the corpus disagree"
    right = 0
    for start in range(0, len(chats), 64):
        part = chats[start : start + 64]
        replies = answer(model, tokenizer, [messages[0]["content"] for messages in part])
        for messages, reply in zip(part, replies, strict=True):
            expected = json.loads(messages[1]["content"])["answer"]
            right += reply == expected
            if reply != expected:
                log.info("wrong: %s -> %s", messages[0]["content"], reply)
    log.info("the base answers %d of %d questions of the dataset", right, len(chats))
    return right / len(chats)


@torch.inference_mode()
def answer(model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, questions: list[str]) -> list[str]:
    chats = [[{"role": "user", "content": question}] for question in questions]
    inputs = tokenizer.apply_chat_template(
        chats, add_generation_prompt=True, padding=True, return_tensors="pt", return_dict=True
    )
    written = model.generate(**inputs, do_sample=False, max_new_tokens=64)
    return tokenizer.batch_decode(written[:, inputs["input_ids"].shape[1] :], skip_special_tokens=True)


if __name__ == "__main__":
    sys.exit(main())
