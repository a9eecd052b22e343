"""The hidden states below everything that is trained, computed once and read from disk in every epoch.

They are the same in each epoch, so a run of several epochs need not compute them again (Skip2-LoRA, arXiv
2410.21073, for small networks). They depend in their last bits on what a row is computed with; therefore what
is kept is their definition, from the first step on: an exact resume reads the same numbers.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

from workbench.core import disk, files
from workbench.core.micro_batches import micro_batches
from workbench.core.sentence import Sentence
from workbench.core.spec import Resolved, TrainingSpec
from workbench.training.data.batches import Batch, Tokens, collate
from workbench.training.kernels import proof

_GIB = 2**30
_RESERVE = 2 * _GIB  # bytes of the disk that are left to others


class PrefixCache:
    """Stands in for the blocks below the first trained one, while `of` has a batch's rows."""

    def __init__(self, blocks: Sequence[Any], first: Any, samples: Tokens, width: int, file: Path) -> None:
        self._samples, self._file = samples, file
        lengths = [samples.length(row) for row in range(len(samples))]
        self._begins = np.concatenate([[0], np.cumsum(lengths)])
        self._shape = (int(self._begins[-1]), width)
        self._dtype = next(first.parameters()).dtype
        self._device = next(first.parameters()).device
        self._stored: np.memmap[Any, Any] | None = None
        self._known: torch.Tensor | None = None
        self._watch: list[torch.Tensor] | None = None
        for block in blocks:
            block.forward = _Passed(self, block.forward)
        first.register_forward_pre_hook(self._given, with_kwargs=True)

    @property
    def is_in_use(self) -> bool:
        return self._known is not None

    @contextmanager
    def of(self, rows: Sequence[int]) -> Iterator[None]:
        """Inside the block the model starts from what is kept of these rows, padded at the right."""
        longest = max(self._samples.length(row) for row in rows)
        known = torch.zeros(len(rows), longest, self._shape[1], dtype=self._dtype)
        for place, row in enumerate(rows):
            part = self._open()[self._begins[row] : self._begins[row + 1]]
            known[place, : len(part)] = torch.from_numpy(np.array(part)).view(self._dtype)
        self._known = known.to(self._device)
        try:
            yield
        finally:
            self._known = None

    def fill(
        self, objective: Callable[[Batch], Any], parts: Sequence[Sequence[int]], pad_id: int
    ) -> Iterator[int]:
        """Computes and writes every row, part by part; yields the number of rows done."""
        with files.explained(self._file):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            stored = np.memmap(self._file, self._kind(), "w+", shape=self._shape)
        done = 0
        for part in parts:
            hidden = self.below(objective, collate(self._samples, part, pad_id)).cpu()
            for place, row in enumerate(part):
                length = self._samples.length(row)
                stored[self._begins[row] : self._begins[row + 1]] = (
                    hidden[place, :length].contiguous().view(_INTEGER[self._dtype]).numpy()
                )
            done += len(part)
            yield done
        stored.flush()

    @torch.no_grad()
    def below(self, objective: Callable[[Batch], Any], batch: Batch) -> torch.Tensor:
        """What the first trained block is given for a batch: [rows, length, width]. Nothing above is run."""
        self._watch = []
        try:
            objective(batch)
        except _Reached:
            return self._watch[0]
        finally:
            self._watch = None
        raise RuntimeError("the first trained block was not called")

    def _given(self, _: Any, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        hidden = given[0] if given else named["hidden_states"]
        if self._watch is not None:
            self._watch.append(hidden)
            raise _Reached
        if self._known is None:
            return None
        return (
            ((self._known, *given[1:]), named) if given else (given, named | {"hidden_states": self._known})
        )

    def _open(self) -> "np.memmap[Any, Any]":
        if self._stored is None:
            self._stored = np.memmap(self._file, self._kind(), "r", shape=self._shape)
        return self._stored

    def _kind(self) -> Any:
        return np.dtype(str(_INTEGER[self._dtype]).removeprefix("torch."))


_INTEGER = {torch.bfloat16: torch.int16, torch.float32: torch.int32, torch.float64: torch.int64}


class _Reached(Exception):  # noqa: N818  # no error: it ends a pass that has gone far enough
    """The first trained block was called."""


class _Passed:
    """The `forward` of a block below: it does nothing while what comes above it is known."""

    def __init__(self, cache: PrefixCache, forward: Callable[..., Any]) -> None:
        self._cache, self._forward = cache, forward

    def __call__(self, *given: Any, **named: Any) -> Any:
        if self._cache.is_in_use:
            return given[0] if given else named["hidden_states"]
        return self._forward(*given, **named)


def refusal(model: Any, blocks: Sequence[str], settings: TrainingSpec, size: int, folder: Path) -> str:
    """Why the hidden states below these blocks' end cannot be kept, in words; "" when they can."""
    if not settings.prefix_cache or size > settings.prefix_cache * _GIB:
        return Sentence(
            "they would take {size:.1f} GiB on the disk (training.prefix_cache)", size=size / _GIB
        )
    if size + _RESERVE > disk.free(folder):
        return Sentence("they would take {size:.1f} GiB, and the disk has no room for that", size=size / _GIB)
    if settings.neftune_alpha:
        return "noise is added to the embeddings"
    base = model.get_base_model()
    outputs: list[Any] = []
    hook = base.get_submodule(blocks[-1]).register_forward_hook(lambda _, __, output: outputs.append(output))
    training = model.training
    try:
        model.train()
        with torch.no_grad(), torch.random.fork_rng(devices=[]):
            for seed in (0, 1):
                torch.manual_seed(seed)
                model(input_ids=proof.few_tokens(model), use_cache=False)
    finally:
        hook.remove()
        model.train(training)
    if not all(isinstance(output, torch.Tensor) for output in outputs):
        return "the blocks of this architecture hand on more than hidden states"
    return "" if torch.equal(*outputs) else "the base has dropout of its own there"


def key(blocks: int, resolved: Resolved) -> str:
    """Names what is kept: equal only for the same weights, rows, number format, depth and row plan."""
    said = (
        *(resolved.model_sha256, resolved.data_sha256, resolved.dtype, resolved.device, resolved.max_length),
        *(
            blocks,
            resolved.micro_batch_tokens,
            resolved.rows,
            resolved.threads,
            sorted(resolved.versions.items()),
        ),
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def prepare(
    model: Any,
    blocks: Sequence[str],
    objective: Callable[[Batch], torch.Tensor],
    samples: Tokens,
    pad_id: int,
    settings: TrainingSpec,
    resolved: Resolved,
    folder: Path,
    progress: Callable[[int, int], None],
) -> tuple[PrefixCache | None, str]:
    """The cache, filled and tried out; or None and the reason in words.

    `blocks` are the paths of the blocks that are not trained, and of the first one that is.
    """
    base = model.get_base_model()
    width = base.config.get_text_config().hidden_size
    dtype = next(base.get_submodule(blocks[-1]).parameters()).dtype
    size = samples.tokens * width * dtype.itemsize
    if reason := refusal(model, blocks[:-1], settings, size, folder.parent):
        return None, reason
    lengths = [samples.length(row) for row in range(len(samples))]
    parts = micro_batches(lengths, resolved.micro_batch_tokens)
    file = folder / f"prefix-{key(len(blocks) - 1, resolved)}.bin"
    whole = file.with_suffix(".json")
    *below, first = (base.get_submodule(path) for path in blocks)
    cache = PrefixCache(below, first, samples, width, file)
    if not whole.exists():
        for done in cache.fill(objective, parts, pad_id):
            progress(done, len(samples))
        files.write_text(whole, json.dumps({"rows": len(samples), "blocks": len(below)}))
    if not _computes_the_same(model, cache, objective, parts[-1], collate(samples, parts[-1], pad_id)):
        return None, "this architecture does not compute the same from them"
    return cache, ""


@torch.no_grad()
def _computes_the_same(
    model: Any,
    cache: PrefixCache,
    objective: Callable[[Batch], torch.Tensor],
    rows: Sequence[int],
    batch: Batch,
) -> bool:
    """Whether the loss from what is kept of a part is that of the whole model, bit for bit."""
    training = model.training
    model.eval()
    try:
        with cache.of(rows):
            kept = objective(batch)
        return torch.equal(objective(batch), kept)
    finally:
        model.train(training)
