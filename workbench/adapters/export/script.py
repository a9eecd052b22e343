"""A plain training script that repeats a run with torch, transformers and peft alone.

Beside it lie the rows as the run saw them (tokens, and which of them are learned) and the order it took them
in: what the workbench decides about data is written down, not done again in another way.
"""

import json
from pathlib import Path
from string import Template

from workbench.adapters.export.merged import Progress
from workbench.adapters.export.origin import Origin
from workbench.core import files, peft_config
from workbench.core.errors import WorkbenchError
from workbench.core.spec import RunSpec
from workbench.training import introspect, models
from workbench.training.data import dataset
from workbench.training.data.batches import rows_of_step

SCRIPT, ROWS, ORDER = "train.py", "rows.jsonl", "order.json"
_KNOWN = frozenset(
    {
        *("epochs", "steps", "learning_rate", "loraplus_lr_ratio", "schedule", "warmup", "batch_size"),
        *("micro_batch_tokens", "weight_decay", "max_grad_norm", "seed", "threads", "without"),
    }
)


def write(origin: Origin, folder: Path, progress: Progress) -> None:
    """Writes the script, the rows and the order. Raises WorkbenchError where the run cannot be repeated."""
    spec = repeatable(origin)
    resolved = spec.resolved
    assert resolved is not None
    tokenizer = models.load_tokenizer(origin.base)
    tree = introspect.layer_tree(origin.base)
    # What the run decided stays decided; whether the rows are the same is said below.
    wanted = spec.data.model_copy(update={"max_length": resolved.max_length, "sha256": ""})
    data = dataset.prepare(
        wanted,
        tokenizer,
        spec.training.seed,
        tree.context_length,
        lambda done, total: progress(done, total, "Tokenising"),
    )
    if data.sha256 != resolved.data_sha256:
        raise WorkbenchError(
            "{path} has changed since the run: the script would train on other rows.",
            hint="Put the former file back; its SHA-256 is {sha256}.",
            kind="data-changed",
            path=spec.data.path,
            sha256=resolved.data_sha256,
        )
    lines = []
    for index in range(len(data.train)):
        ids, trained = data.train.row(index)
        lines.append(json.dumps({"ids": ids.tolist(), "learned": trained.astype(int).tolist()}))
    files.write_text(folder / ROWS, "\n".join(lines) + "\n")
    steps = [
        rows_of_step(step, len(data.train), resolved.batch_size, spec.training.seed)[0].tolist()
        for step in range(resolved.steps)
    ]
    files.write_text(folder / ORDER, json.dumps(steps))
    plan = peft_config.python(spec.layers, tree, str(origin.base))
    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else 0
    text = source(origin.name, str(origin.base), spec, plan, pad)
    compile(text, SCRIPT, "exec")
    files.write_text(folder / SCRIPT, text)


def repeatable(origin: Origin) -> RunSpec:
    """The run's spec. Raises WorkbenchError for an adapter from elsewhere, and settings the script lacks."""
    spec = origin.spec
    if spec is None or spec.resolved is None:
        raise WorkbenchError(
            "A script repeats a run, and nothing says how this adapter was made.",
            hint="Choose a run of the workbench.",
            kind="no-run",
        )
    fresh = type(spec.training)()
    changed = {c.setting for c in origin.history.changes} if origin.history else set()
    others = [f"{name}, changed while it ran" for name in sorted(changed - {"micro_batch_tokens"})]
    others += [
        name
        for name in type(spec.training).model_fields
        if name not in _KNOWN and getattr(spec.training, name) != getattr(fresh, name)
    ]
    if others:
        raise WorkbenchError(
            "A script would not repeat this run: it does not know {names}.",
            hint="Repeat it with `workbench train {folder}/run.yaml`.",
            kind="cannot-convert",
            names=", ".join(others),
            folder=origin.run.path if origin.run else "",
        )
    return spec


def source(name: str, base: str, spec: RunSpec, plan: str, pad: int) -> str:
    """The script's text."""
    resolved, training = spec.resolved, spec.training
    assert resolved is not None
    plus = training.loraplus_lr_ratio != 1
    versions = resolved.versions
    return Template(_TEXT).substitute(
        name=name,
        install=" ".join(f"{p}=={versions[p]}" for p in ("torch", "transformers", "peft") if p in versions),
        optimizer_import="from peft.optimizers import create_loraplus_optimizer\n" if plus else "",
        plan=plan.removeprefix("from peft import LoraConfig\n\n").rstrip(),
        optimizer=_LORAPLUS.format(ratio=training.loraplus_lr_ratio) if plus else _PLAIN,
        base=json.dumps(base, ensure_ascii=False),
        dtype=resolved.dtype,
        steps=resolved.steps,
        warmup=resolved.warmup_steps,
        rate=training.learning_rate,
        decay=training.weight_decay,
        schedule=training.schedule,
        clip=training.max_grad_norm or "math.inf",
        seed=training.seed,
        budget=resolved.micro_batch_tokens,
        threads=resolved.threads,
        pad=pad,
        whole=_WHOLE if spec.layers.modules_to_save else "",
    )


_PLAIN = "torch.optim.AdamW(trainable, lr=RATE, weight_decay=DECAY)"
_LORAPLUS = """create_loraplus_optimizer(
    model, torch.optim.AdamW, lr=RATE, loraplus_lr_ratio={ratio}, loraplus_lr_embedding=RATE,
    loraplus_weight_decay=DECAY,
)"""
_WHOLE = """for parameter in trainable:  # modules trained whole learn in float32, as A and B do
    parameter.data = parameter.data.float()
"""
_TEXT = (
    '"""Trains the adapter of the run “$name” again, with torch, transformers and peft alone.\n'
    + r"""
    pip install $install
    python train.py

rows.jsonl has the rows as tokens, and which of them are learned; order.json the rows of every step.
"""
    + '"""'
    + r"""

import json
import math
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
${optimizer_import}from torch.nn.functional import cross_entropy
from transformers import AutoModelForCausalLM, get_scheduler

BASE = $base
STEPS, WARMUP, RATE, DECAY, SEED = $steps, $warmup, $rate, $decay, $seed
TOKENS_AT_ONCE = $budget  # a step's rows run in parts of this size: it changes memory, not the result
HERE = Path(__file__).parent

$plan

rows = [json.loads(line) for line in (HERE / "rows.jsonl").read_text().splitlines()]
order = json.loads((HERE / "order.json").read_text())

torch.set_num_threads($threads)
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
model = AutoModelForCausalLM.from_pretrained(BASE, dtype=torch.$dtype).to(device)
torch.manual_seed(SEED)  # A begins with the same values
model = get_peft_model(model, config)
model.print_trainable_parameters()
trainable = [parameter for parameter in model.parameters() if parameter.requires_grad]
${whole}optimizer = $optimizer
schedule = get_scheduler("$schedule", optimizer, num_warmup_steps=WARMUP, num_training_steps=STEPS)


def parts(chosen):
    # Longest first; as many rows at once as fit into TOKENS_AT_ONCE with their padding.
    chosen = sorted(chosen, key=lambda row: -len(row["ids"]))
    while chosen:
        count = max(1, TOKENS_AT_ONCE // len(chosen[0]["ids"]))
        yield chosen[:count]
        chosen = chosen[count:]


def tensors(part):
    longest = len(part[0]["ids"])
    ids, mask, labels = (torch.full((len(part), longest), fill) for fill in ($pad, 0, -100))
    for line, row in enumerate(part):
        count = len(row["ids"])
        ids[line, :count] = torch.tensor(row["ids"])
        mask[line, :count] = 1
        learned = torch.tensor(row["learned"], dtype=torch.bool)
        labels[line, :count] = torch.where(learned, ids[line, :count], -100)
    return ids.to(device), mask.to(device), labels.to(device)


model.train()
for step, chosen in enumerate(order):
    torch.manual_seed(SEED * 1_000_003 + step)  # dropout
    batches = [tensors(part) for part in parts([rows[index] for index in chosen])]
    total = sum(int((labels[:, 1:] != -100).sum()) for _, _, labels in batches)
    summed = 0.0
    for ids, mask, labels in batches:
        logits = model(input_ids=ids, attention_mask=mask, use_cache=False).logits[:, :-1].float()
        loss = cross_entropy(logits.flatten(0, 1), labels[:, 1:].flatten(), reduction="sum") / total
        loss.backward()
        summed += float(loss.detach())
    norm = float(torch.nn.utils.clip_grad_norm_(trainable, $clip))
    if not math.isfinite(summed) or not math.isfinite(norm):
        raise SystemExit(f"The loss became {summed} at step {step + 1}.")
    optimizer.step()
    schedule.step()
    optimizer.zero_grad(set_to_none=True)
    print(f"step {step + 1}/{STEPS}  loss {summed:.4f}", flush=True)

model.save_pretrained(HERE / "adapter", save_embedding_layers=False)
"""
)
