"""The stock stacks that against_stock.py measures: peft with transformers' Trainer, TRL, a bare loop.

Each contender runs in a process of its own, told by a JSON file (see `Order`), and prints one JSON line:
seconds and non-padding tokens of every step, losses, and the most memory the process held.
"""

import json
import math
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import torch
from datasets import Dataset
from peft import LoraConfig, PeftModel, get_peft_model, set_peft_model_state_dict
from safetensors.torch import load_file
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    DataCollatorForSeq2Seq,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)

from workbench.core import processes
from workbench.core.spec import DataSpec
from workbench.training.data import dataset
from workbench.training.data.batches import rows_of_step

ALPHA_PER_RANK = 2
_AT_ONCE = 8  # rows of a micro-batch: the default of transformers and TRL


@dataclass(frozen=True)
class Order:
    """What to run: the same for every contender."""

    model: str
    data: str
    start: str  # an adapter's weights before the first step
    rank: int
    batch: int
    steps: int
    rate: float
    seed: int
    threads: int
    out: str


class Clock(TrainerCallback):  # type: ignore[misc]
    """When each step ended."""

    def __init__(self) -> None:
        self.ends: list[float] = []

    def on_train_begin(self, *_: Any, **__: Any) -> None:
        self.ends.append(time.perf_counter())

    def on_step_end(self, *_: Any, **__: Any) -> None:
        self.ends.append(time.perf_counter())

    @property
    def seconds(self) -> list[float]:
        return [after - before for before, after in zip(self.ends, self.ends[1:], strict=False)]


class Counting:
    """A collator that counts the tokens it hands on, without padding."""

    def __init__(self, inner: Callable[..., Any]) -> None:
        self.inner, self.tokens = inner, list[int]()

    def __call__(self, rows: Any) -> Any:
        self.tokens.append(sum(len(row["input_ids"]) for row in rows))
        return self.inner(rows)


def peft_trainer(order: Order) -> dict[str, Any]:
    """peft and transformers' Trainer, as their documentation shows them."""
    model = get_peft_model(AutoModelForCausalLM.from_pretrained(order.model), _lora(order))
    _same_start(model, order)
    tokenizer, clock = AutoTokenizer.from_pretrained(order.model), Clock()
    counting = Counting(DataCollatorForSeq2Seq(tokenizer))
    arguments = TrainingArguments(**_arguments(order))
    trainer = Trainer(model, arguments, counting, _rows(order), callbacks=[clock])
    trainer.train()
    return _told(trainer, clock, counting)


def trl(order: Order, **switches: Any) -> dict[str, Any]:
    """TRL's SFTTrainer on rows that are tokenised already; `switches` are SFTConfig's."""
    from trl import SFTConfig, SFTTrainer

    clock = Clock()
    trainer = SFTTrainer(
        order.model,
        SFTConfig(**(_arguments(order) | switches)),
        train_dataset=_rows(order),
        processing_class=AutoTokenizer.from_pretrained(order.model),
        peft_config=_lora(order),
        callbacks=[clock],
    )
    _same_start(trainer.model, order)
    trainer.data_collator = counting = Counting(trainer.data_collator)
    trainer.train()
    return _told(trainer, clock, counting)


def trl_best(order: Order) -> dict[str, Any]:
    return trl(order, gradient_checkpointing=False, model_init_kwargs={"dtype": "bfloat16"})


def trl_pure(order: Order) -> dict[str, Any]:
    return trl(order, gradient_checkpointing=False, bf16=False, model_init_kwargs={"dtype": "bfloat16"})


def trl_packed(order: Order) -> dict[str, Any]:
    """Packed rows of 1,024 tokens, as many a step as hold about the tokens of an unpacked step."""
    rows = _rows(order)
    per_step = sum(map(len, rows["input_ids"])) / order.steps
    return trl(
        order,
        gradient_checkpointing=False,
        model_init_kwargs={"dtype": "bfloat16"},
        packing=True,
        max_length=1024,
        per_device_train_batch_size=max(1, round(per_step / 1024)),
        gradient_accumulation_steps=1,
    )


def bare(order: Order) -> dict[str, Any]:
    """The loop that everybody writes first."""
    model = get_peft_model(AutoModelForCausalLM.from_pretrained(order.model), _lora(order))
    _same_start(model, order)
    collate = DataCollatorForSeq2Seq(AutoTokenizer.from_pretrained(order.model))
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=order.rate)
    model.train()
    rows, seconds, losses, tokens = list(_rows(order)), [], [], []
    for step in range(order.steps):
        began = time.perf_counter()
        part = rows[step * order.batch : (step + 1) * order.batch]
        loss = model(**collate(part)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss))
        seconds.append(time.perf_counter() - began)
        tokens.append(sum(len(row["input_ids"]) for row in part))
    return {"seconds": seconds, "tokens": tokens, "losses": losses, "peak_memory": processes.peak_memory()}


CONTENDERS = {
    "peft-trainer": peft_trainer,
    "trl": trl,
    "trl-best": trl_best,
    "trl-pure": trl_pure,
    "trl-packed": trl_packed,
    "bare": bare,
}


def _lora(order: Order) -> LoraConfig:
    return LoraConfig(
        r=order.rank,
        lora_alpha=ALPHA_PER_RANK * order.rank,
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )


def _same_start(model: PeftModel, order: Order) -> None:
    """A begins with the same numbers for all."""
    loaded = set_peft_model_state_dict(model, load_file(order.start))
    assert not loaded.unexpected_keys, loaded.unexpected_keys


def _rows(order: Order) -> Dataset:
    """The rows of all steps, in the order in which the workbench takes them."""
    tokenizer = AutoTokenizer.from_pretrained(order.model)
    data_spec = DataSpec(path=order.data, held_out=0)
    data = dataset.prepare(data_spec, tokenizer, order.seed, None, lambda done, total: None).train
    chosen = [
        index
        for step in range(order.steps)
        for index in rows_of_step(step, len(data), order.batch, order.seed)[0].tolist()
    ]
    rows = []
    for index in chosen:
        ids, trained = data.row(index)
        labels = [int(token) if learned else -100 for token, learned in zip(ids, trained, strict=True)]
        rows.append({"input_ids": ids.tolist(), "labels": labels})
    return Dataset.from_list(rows)


def _arguments(order: Order) -> dict[str, Any]:
    part = math.gcd(order.batch, _AT_ONCE)
    return {
        "output_dir": order.out,
        "per_device_train_batch_size": part,
        "gradient_accumulation_steps": order.batch // part,
        "num_train_epochs": 1,
        "learning_rate": order.rate,
        "lr_scheduler_type": "constant",
        "weight_decay": 0.0,
        "max_grad_norm": 1.0,
        "seed": order.seed,
        "use_cpu": not torch.cuda.is_available(),
        "logging_steps": 1,
        "save_strategy": "no",
        "report_to": "none",
        "disable_tqdm": True,
        "train_sampling_strategy": "sequential",
        "dataloader_pin_memory": False,
    }


def _told(trainer: Trainer, clock: Clock, counting: Counting) -> dict[str, Any]:
    parts = trainer.args.gradient_accumulation_steps
    losses = [float(entry["loss"]) for entry in trainer.state.log_history if "loss" in entry]
    return {
        "seconds": clock.seconds,
        "tokens": [sum(counting.tokens[i : i + parts]) for i in range(0, len(counting.tokens), parts)],
        "losses": losses,
        "peak_memory": torch.cuda.max_memory_allocated()
        if torch.cuda.is_available()
        else processes.peak_memory(),
    }


def main() -> None:
    name, file = sys.argv[1:]
    order = Order(**json.loads(Path(file).read_text()))
    torch.set_num_threads(order.threads)
    answer = CONTENDERS[name](order)
    sys.stdout.write("\n" + json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
