"""Parity with TRL's SFTTrainer: the labels of every format and mask it has too, the losses of ten steps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM

from tests.training.data import families
from workbench.core import plan
from workbench.core.events import Saved, Step
from workbench.core.plan import RankPlan
from workbench.core.spec import DataSpec, Resolved, RunSpec
from workbench.training import adapter, introspect, loop
from workbench.training.assembly import assemble
from workbench.training.changes import Changes
from workbench.training.data import dataset
from workbench.training.data.batches import collate
from workbench.training.data.dataset import Samples
from workbench.training.samples import SamplePrompts

trl = pytest.importorskip("trl", reason="trl is the oracle")
datasets = pytest.importorskip("datasets")
pytestmark = pytest.mark.filterwarnings("ignore")
WriteRows = Callable[..., Path]

QUESTIONS = (
    "One?",
    "What is the weather?",
    "Name a number 😀.",
    "Q",
    "Be brief: who are you?",
    "Two\nlines?",
)
ANSWERS = ("Eins", "Rain.", "7", "A longer answer to the question.", "Nobody", "Yes\n\nno")
PAIRS = list(zip(QUESTIONS, ANSWERS, strict=True))


def said(*texts: str) -> list[dict[str, str]]:
    return [{"role": ("user", "assistant")[i % 2], "content": text} for i, text in enumerate(texts)]


TALKS = [said(q, a) for q, a in PAIRS[:3]] + [said(q, a, "Two?", "Zwei") for q, a in PAIRS[3:]]
# Our file's rows and the same rows as trl wants them, by the name of the format.
FORMATS: dict[str, tuple[list[Any], list[Any]]] = {
    "chat": ([{"messages": t} for t in TALKS], [{"messages": t} for t in TALKS]),
    "prompt-completion": (
        [{"prompt": q, "completion": a} for q, a in PAIRS],
        [{"prompt": said(q), "completion": said(q, a)[1:]} for q, a in PAIRS],
    ),
    "question-answer": (
        [{"question": q, "answer": a} for q, a in PAIRS],
        [{"prompt": said(q), "completion": said(q, a)[1:]} for q, a in PAIRS],
    ),
    "alpaca": (
        [{"instruction": q, "input": "", "output": a} for q, a in PAIRS],
        [{"prompt": said(q), "completion": said(q, a)[1:]} for q, a in PAIRS],
    ),
    "chat, last answer": (
        [{"messages": t} for t in TALKS],
        [{"prompt": t[:-1], "completion": t[-1:]} for t in TALKS],
    ),
    "text": ([{"text": q + a} for q, a in PAIRS], [{"text": q + a} for q, a in PAIRS]),
}


@pytest.fixture
def trainer(tmp_path: Path) -> Callable[..., Any]:
    """(rows, tokenizer, what differs) -> TRL's trainer of a model that is hardly there."""

    def make(rows: list[Any], tokenizer: Any, model: Any = None, **settings: Any) -> Any:
        size = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1}
        model = model or LlamaForCausalLM(LlamaConfig(vocab_size=len(tokenizer), **size))
        asked: dict[str, Any] = {"max_length": None, "report_to": "none", "use_cpu": True, "bf16": False}
        asked |= {"disable_tqdm": True, "save_strategy": "no", "gradient_checkpointing": False}
        return trl.SFTTrainer(
            model=model,
            args=trl.SFTConfig(output_dir=str(tmp_path / "trl"), **(asked | settings)),
            train_dataset=datasets.Dataset.from_list(rows),
            processing_class=tokenizer,
        )

    return make


def samples(path: Path, tokenizer: Any, data_spec: DataSpec) -> Samples:
    spec = data_spec.model_copy(update={"path": str(path)})
    return dataset.prepare(spec, tokenizer, 1, None, lambda done, total: None).train


@pytest.mark.parametrize("family", ["ChatML", "Llama 3", "Gemma", "Qwen 2.5", "Command"])
@pytest.mark.parametrize(
    ("format", "mode", "settings"),
    [
        ("chat", "assistant", {"assistant_only_loss": True}),
        ("chat", "everything", {}),
        ("chat, last answer", "completion", {"completion_only_loss": True}),
        ("prompt-completion", "completion", {"completion_only_loss": True}),
        ("prompt-completion", "everything", {"completion_only_loss": False}),
        ("question-answer", "completion", {"completion_only_loss": True}),
        ("alpaca", "completion", {"completion_only_loss": True}),
        ("text", "everything", {}),
    ],
)
def test_labels_are_those_of_trls_collator(
    family: str, format: str, mode: Any, settings: Any, trainer: Callable[..., Any], write_rows: WriteRows
) -> None:
    tokenizer = families.fresh(family)
    ours, theirs = FORMATS[format]
    template = ""
    if mode == "assistant":  # trl needs a template that marks answers, and has one for these families
        name = {"ChatML": "qwen2_5", "Command": "cohere", "Llama 3": "llama3"}.get(family)
        template = families.shipped(
            f"{name or family.lower().replace(' ', '').replace('.', '_')}_training.jinja"
        )
        tokenizer.chat_template = template
    chosen = DataSpec(train_on=mode, template=template, packing="none")
    data = samples(write_rows(ours), families.tokenizer(family), chosen)
    judge = trainer(theirs, tokenizer, **settings)
    batch = judge.data_collator([judge.train_dataset[index] for index in range(len(theirs))])
    made = collate(data, range(len(data)), tokenizer.pad_token_id)
    width = made.labels.shape[1]
    assert int((made.labels != -100).sum()) == data.trained_tokens > 0
    assert made.input_ids.shape[0] == len(theirs)
    assert made.labels[:, 1:].tolist() == batch["labels"][:, 1:width].tolist()
    assert set(batch["labels"][:, width:].flatten().tolist()) <= {-100}, (
        "we leave off what follows the last label"
    )
    used = made.attention_mask.bool()
    assert torch.equal(made.input_ids[used], batch["input_ids"][:, :width][used])


@pytest.mark.parametrize(
    ("family", "format", "mode", "settings"),
    [
        *((family, "text", "everything", {}) for family in ("ChatML", "Llama 3", "Gemma")),
        *((family, "chat", "everything", {}) for family in ("ChatML", "Llama 3", "Gemma")),
        # A template that writes nothing behind the last end mark: we would leave that off.
        ("Llama 3", "prompt-completion", "completion", {"completion_only_loss": True}),
    ],
)
@pytest.mark.parametrize("length", [8, 21])
def test_packed_blocks_are_trls_wrapped_ones(
    family: str,
    format: str,
    mode: Any,
    settings: Any,
    length: int,
    trainer: Callable[..., Any],
    write_rows: WriteRows,
) -> None:
    tokenizer = families.fresh(family)
    ours, theirs = FORMATS[format]
    data = samples(
        write_rows(ours),
        families.tokenizer(family),
        DataSpec(train_on=mode, packing="blocks", max_length=length),
    )
    packed = {"packing": True, "packing_strategy": "wrapped", "max_length": length}
    judge = trainer(theirs, tokenizer, **settings, **packed)
    blocks = [judge.data_collator([judge.train_dataset[index]]) for index in range(len(judge.train_dataset))]
    blocks = [block for block in blocks if (block["labels"][0][1:] != -100).any()]
    for index, block in enumerate(blocks):
        ids, trained = data.row(index)
        assert ids.tolist() == block["input_ids"][0].tolist()
        labels = np.where(trained, ids, -100)
        assert labels[1:].tolist() == block["labels"][0][1:].tolist()
    assert len(data) == len(blocks)


STEPS, RATE = 10, 1e-2


class Unasked:
    """A run that is never asked for anything."""

    def check(self) -> None:
        pass

    def attend(self, done: int, epoch_done: bool) -> None:
        pass

    def finish_saving(self, done: int) -> None:
        pass


@pytest.mark.parametrize(
    ("format", "mode", "settings"),
    [
        ("chat", "assistant", {"assistant_only_loss": True}),
        ("chat", "everything", {}),
        ("alpaca", "completion", {"completion_only_loss": True}),
        ("text", "everything", {}),
        ("text", "everything", {"packing": True, "packing_strategy": "wrapped", "max_length": 24}),
        ("chat", "everything", {"packing": True, "packing_strategy": "wrapped", "max_length": 40}),
    ],
)
def test_ten_steps_equal_trls_number_for_number(
    format: str,
    mode: Any,
    settings: Any,
    tiny_llama: Path,
    trainer: Callable[..., Any],
    write_rows: WriteRows,
) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny_llama)
    tree = introspect.layer_tree(tiny_llama)
    layers = plan.resolve(RankPlan(rank=4), tree)

    def adapted() -> Any:
        base = AutoModelForCausalLM.from_pretrained(tiny_llama, dtype=torch.float32)
        return adapter.attach(base, layers, tree, str(tiny_llama), 3)

    ours, theirs = adapted(), adapted()
    rows, judged = FORMATS[format]
    told: list[Any] = []
    packing: Any = "blocks" if settings.get("packing") else "none"
    chosen = DataSpec(train_on=mode, packing=packing, max_length=settings.get("max_length", "auto"))
    train = samples(write_rows(rows), tokenizer, chosen)
    spec = RunSpec().replaced("training.learning_rate", RATE)
    task = loop.Task(
        assembly=assemble(ours, spec.training),
        spec=spec,
        resolved=_resolved(len(train)),
        train=train,
        held_out=Samples(np.zeros(0, np.int32), np.zeros(0, np.bool_), np.zeros(1, np.int64)),
        prompts=SamplePrompts([], 0, 1, None),
        pad_id=tokenizer.pad_token_id,
        changes=Changes(spec, _resolved(len(train)), (), told.append),
        save=lambda step: told.append(Saved(step, "adapter", 0)),
    )
    loop.train(task, told.append, Unasked())
    judge = trainer(
        judged,
        tokenizer,
        theirs,
        **settings,
        per_device_train_batch_size=len(train),  # every row in every step: no order to differ in
        max_steps=STEPS,
        learning_rate=RATE,
        lr_scheduler_type="cosine",
        warmup_steps=2,
        weight_decay=0.0,
        logging_steps=1,
        logging_strategy="steps",
    )
    judge.train()
    losses = [event.loss for event in told if isinstance(event, Step)]
    logged = [entry["loss"] for entry in judge.state.log_history if "loss" in entry]
    assert losses == pytest.approx(logged, rel=1e-6)
    assert losses[-1] < losses[0]
    for (name, a), (_, b) in zip(ours.named_parameters(), theirs.named_parameters(), strict=True):
        if "lora_" in name:
            assert float((a - b).norm() / b.norm()) < 1e-3, name


def _resolved(rows: int) -> Resolved:
    decided: dict[str, Any] = {"epochs": STEPS, "steps": STEPS, "batch_size": rows, "warmup_steps": 2}
    decided |= {"max_length": 256, "micro_batch_tokens": 100, "threads": 1, "device": "cpu"}
    decided |= {"dtype": "float32", "train_on": "assistant", "format": "chat", "rows": rows}
    decided |= {"rows_held_out": 0, "rows_left_out": 0, "rows_cut": 0}
    return Resolved(**decided, data_sha256="", model_sha256="", versions={})
