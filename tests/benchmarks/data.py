"""A large JSONL file: first page, tokenising against `datasets.map`, memory, a second start, an edit.

    python tests/benchmarks/data.py [MEGABYTES] [MODEL]

1000 megabytes are about a million rows. Each part runs in a process of its own under one home and prints
what it measured; no figure is asserted anywhere. Needs `datasets` beside the workbench for the comparison.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

WORDS = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta", "lambda", "omicron", "upsilon", "omega"),
    *(
        "when",
        "where",
        "which",
        "while",
        "with",
        "without",
        "within",
        "answer",
        "question",
        "because",
        "before",
    ),
)
_COMPARED = 60  # megabytes that `datasets.map` gets; the ratio is of rows a second


def write(path: Path, megabytes: float, kind: str) -> None:
    """Rows of about 1,000 bytes: chats of four turns, or texts."""
    dice, size = random.Random(0), 0
    with path.open("w", encoding="utf-8") as file:
        while size < megabytes * 1e6:
            said = [" ".join(dice.choices(WORDS, k=count)) for count in (12, 50, 12, 74)]
            turns = zip(("user", "assistant") * 2, said, strict=True)
            row: dict[str, Any] = {"messages": [{"role": role, "content": text} for role, text in turns]}
            line = json.dumps(row if kind == "chat" else {"text": " ".join(said)}) + "\n"
            file.write(line)
            size += len(line)


class Memory:
    """The largest resident memory of this process, looked at a hundred times a second."""

    def __init__(self) -> None:
        import psutil

        self.peak, self._process = 0, psutil.Process()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self._ended.wait(0.01):
            self.peak = max(self.peak, self._process.memory_info().rss)

    @property
    def mebibytes(self) -> float:
        return self.peak / 2**20


def say(what: str, figure: str) -> None:
    sys.stdout.write(f"{what:64}{figure}\n")
    sys.stdout.flush()


def check(path: str, model: str) -> None:
    from workbench.engine import jobs
    from workbench.engine.listener import Listener

    jobs.warm()
    memory, began, first = Memory(), time.perf_counter(), 0.0

    def seen(_: Any) -> None:
        nonlocal first
        first = first or time.perf_counter() - began

    data = {"data": {"path": path}, "model": model}
    found = jobs.perform("check_data", data, Listener(partial=seen))
    seconds = time.perf_counter() - began
    say("first page, engine warm", f"{first:8.2f} s")
    rate = found["rows"] / seconds
    say(
        f"whole check of {found['rows']:,} rows, {found['tokens']:,} tokens",
        f"{seconds:8.1f} s {rate:8.0f} rows/s",
    )
    say("  resident at most, imports included", f"{memory.mebibytes:8.0f} MiB")
    say("  cache on disk", f"{found['cache']['bytes'] / 1e6:8.0f} MB")
    for job, more in (
        ("data_rows", {"start": found["rows"] - 60, "count": 50}),
        ("data_row", {"index": found["rows"] // 2}),
        ("data_find", {"what": "longest"}),
        ("data_find", {"what": "duplicate"}),
    ):
        took = []
        for _ in range(3):
            began = time.perf_counter()
            jobs.perform(job, data | more)
            took.append(time.perf_counter() - began)
        say(f"  {job} {more}", f"{1000 * min(took):8.0f} ms")
    took = []
    for number in range(10):
        edited = {"path": path, "system_prompt": f"You are number {number}."}
        began = time.perf_counter()
        jobs.perform("data_row", {"data": edited, "model": model, "index": found["rows"] // 2})
        took.append(time.perf_counter() - began)
    say("  a row after the template's settings changed", f"{1000 * sorted(took)[5]:8.0f} ms")


def start(path: str, model: str) -> None:
    """What a run does before its first step, when the data was looked at before."""
    from workbench.core import resources
    from workbench.core.data_spec import DataSpec
    from workbench.engine import jobs
    from workbench.training import models
    from workbench.training.data import dataset
    from workbench.training.data.batches import collate, rows_of_step

    jobs.warm()
    memory, began = Memory(), time.perf_counter()
    tokenizer = models.load_tokenizer(resources.model_path(model))
    data = dataset.prepare(DataSpec(path=path), tokenizer, 42, 4096, lambda *_: None)
    collate(data.train, rows_of_step(0, len(data.train), 16, 42)[0].tolist(), 0)
    say("a second start: tokenizer, data, first batch", f"{time.perf_counter() - began:8.2f} s")
    for step in range(min(3000, len(data.train) // 16)):
        collate(data.train, rows_of_step(step, len(data.train), 16, 42)[0].tolist(), 0)
    say("  resident at most over 3,000 batches", f"{memory.mebibytes:8.0f} MiB")


def ours(path: str, model: str) -> None:
    from workbench.core import resources
    from workbench.core.data_spec import DataSpec
    from workbench.training import models
    from workbench.training.data import dataset

    tokenizer = models.load_tokenizer(resources.model_path(model))
    clock = Clock()
    found = dataset.opened(DataSpec(path=path), tokenizer, lambda *_: None)
    say("ours: read, render, tokenise, mask, hash, write", clock.rate(len(found.corpora[0])))


def theirs(path: str, model: str) -> None:
    import datasets
    from transformers import AutoTokenizer

    from workbench.core import resources

    datasets.disable_progress_bars()
    tokenizer = AutoTokenizer.from_pretrained(resources.model_path(model))

    def encoded(batch: dict[str, Any]) -> Any:
        if "text" in batch:
            return tokenizer(batch["text"])
        texts = tokenizer.apply_chat_template(batch["messages"], tokenize=False)
        return tokenizer(texts, add_special_tokens=False)

    with tempfile.TemporaryDirectory() as cache:
        clock = Clock()
        rows = datasets.load_dataset("json", data_files=path, split="train", cache_dir=cache)
        mapping = Clock()
        rows.map(encoded, batched=True, load_from_cache_file=False)
        say("theirs: map(batched=True) alone, without masks", mapping.rate(len(rows)))
        say("theirs: load_dataset and map", clock.rate(len(rows)))


class Clock:
    """Of the wall, and of the processor: the second hardly moves when other programs run."""

    def __init__(self) -> None:
        self._wall, self._processor = time.perf_counter(), time.process_time()

    def rate(self, rows: int) -> str:
        wall, processor = time.perf_counter() - self._wall, time.process_time() - self._processor
        return f"{rows / wall:8.0f} rows/s {1e6 * processor / rows:8.0f} µs of processor a row"


def main(megabytes: float, model: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "WORKBENCH_HOME": f"{scratch}/home", "HF_HUB_OFFLINE": "1"}

        def run(part: str, path: Path) -> None:
            subprocess.run([sys.executable, __file__, part, path, model], check=True, env=environment)

        for kind in ("chat", "text"):
            small = Path(scratch, f"{kind}.jsonl")
            write(small, min(_COMPARED, megabytes), kind)
            say(f"--- {kind}, {small.stat().st_size / 1e6:.0f} MB", "")
            for part in ("theirs", "ours"):
                run(part, small)
        large = Path(scratch, "large.jsonl")
        write(large, megabytes, "chat")
        say(f"--- {large.stat().st_size / 1e6:.0f} MB of chats", "")
        for part in ("check", "start", "start"):
            run(part, large)


if __name__ == "__main__":
    parts = {"check": check, "start": start, "ours": ours, "theirs": theirs}
    match sys.argv[1:]:
        case [part, path, model] if part in parts:
            parts[part](path, model)
        case [megabytes, model]:
            main(float(megabytes), model)
        case [megabytes]:
            main(float(megabytes), "starter")
        case _:
            main(1000, "starter")
