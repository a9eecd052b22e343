"""Measuring this machine: how fast it multiplies, and what the rest of a real training step costs."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from transformers import AutoModelForCausalLM, LlamaConfig

from workbench.core import processes, work
from workbench.core.machine import Machine, Products, Speeds
from workbench.core.plan import RankPlan
from workbench.core.tally import Tally
from workbench.core.training_spec import TrainingSpec
from workbench.core.work import KINDS, Load
from workbench.training import adapter, introspect, models
from workbench.training.assembly import assemble
from workbench.training.bench import limit, stand_in
from workbench.training.data.batches import Batch

Progress = Callable[[int, int], None]

_TOKENS: tuple[int, ...] = (8, 64, 256, 1024)
_SIDES: tuple[int, ...] = (64, 192, 576, 1536, 3072)
_GPU_TOKENS, _GPU_SIDES = (8, 256, 2048, 8192), (256, 1024, 4096, 8192)
_QUICK_TOKENS, _QUICK_SIDES = (256, 1024), (192, 768)
_ROUNDS = 4
_VARIED = 64  # tokens of a row from which one less makes no difference

# Seconds of a unit of each kind of work where the machine was not calibrated, on one whose products run at
# 100 GFLOP/s.
_USUAL = (5e-5, 0.0, 2e-9, 2e-11, 4e-12, 4e-9, 0.0)
_USUAL_RATE = 1e11
_USUAL_ERROR = 0.5


@dataclass(frozen=True)
class _Point:
    """A step of a small model; together they tell the kinds of work apart."""

    hidden: int
    blocks: int
    rows: int
    length: int
    rank: int = 8
    vocabulary: int = 256


_SMALL_POINTS = (
    _Point(64, 4, 2, 16),
    _Point(64, 4, 8, 32),
    _Point(192, 2, 8, 64),
    _Point(384, 2, 8, 96),
    _Point(384, 2, 8, 96, rank=64),
    _Point(384, 2, 2, 384),
    _Point(384, 1, 1, 1024),
    _Point(384, 1, 4, 64, vocabulary=32_768),
)
_LARGE_POINTS = (
    _Point(384, 2, 1, 64),
    _Point(384, 6, 1, 96),
    _Point(384, 2, 8, 96),
    _Point(576, 2, 8, 96),
    _Point(576, 2, 8, 96, rank=64),
    _Point(576, 2, 2, 384),
    _Point(576, 1, 1, 1024),
    _Point(576, 1, 4, 64, vocabulary=32_768),
    _Point(896, 1, 8, 96, rank=16),
    _Point(896, 1, 2, 384, rank=16),
)


def measure(progress: Progress, *, quick: bool = False, clock: Callable[[], float] = limit.NOW) -> Machine:
    """This machine's speeds; `quick` measures products alone and takes usual values for everything else.

    A small model runs on one thread (`training.worker`), so both numbers of threads are measured.
    """
    device = models.resolve_device()
    base = processes.resident_memory() if device == "cpu" else 0
    memory = torch.cuda.mem_get_info()[1] if device == "cuda" else processes.total_memory()
    kinds = list(_kinds(device))
    total = sum(1 if quick else 1 + len(_points(threads)) for _, threads in kinds)
    done = 0

    def told() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    before = torch.get_num_threads()
    speeds = {}
    try:
        for dtype, threads in kinds:
            torch.set_num_threads(threads)
            products = _products(device, dtype, quick, clock)
            told()
            speeds[f"{dtype}/{threads}"] = (
                _usual(products) if quick else _fitted(products, device, dtype, threads, told, clock)
            )
    finally:
        torch.set_num_threads(before)
    return Machine(device, memory, base, speeds, calibrated=not quick)


def _points(threads: int) -> tuple[_Point, ...]:
    """Small models run on one thread, large ones on all."""
    return _SMALL_POINTS if threads == 1 else _LARGE_POINTS


def _kinds(device: str) -> Iterator[tuple[str, int]]:
    cores = processes.physical_cores()
    if device == "cpu":
        yield "float32", 1
    if device != "cpu" or cores > 1:
        yield "float32", cores
    if device != "mps":
        yield "bfloat16", cores


def _products(device: str, dtype: str, quick: bool, clock: Callable[[], float]) -> Products:
    full = (_GPU_TOKENS, _GPU_SIDES) if device == "cuda" else (_TOKENS, _SIDES)
    tokens, sides = (_QUICK_TOKENS, _QUICK_SIDES) if quick else full
    rates = tuple(
        tuple(
            4 * n * side * side / limit.product_seconds(n, side, side, dtype, device, clock) for side in sides
        )
        for n in tokens
    )
    return Products(tokens, sides, rates)


def _usual(products: Products) -> Speeds:
    slower = _USUAL_RATE / products.rates[-1][-1]
    units = {kind: seconds * slower for kind, seconds in zip(KINDS, _USUAL, strict=True)}
    return Speeds(products, units, _USUAL_ERROR)


def _fitted(
    products: Products,
    device: str,
    dtype: str,
    threads: int,
    told: Callable[[], None],
    clock: Callable[[], float],
) -> Speeds:
    """Non-negative least squares over the points: what the products leave of a step, by kinds of work."""
    bare = Speeds(products, dict.fromkeys(KINDS, 0.0), 0.0)
    seconds, works = [], []
    for point in _points(threads):
        load = Load(
            (point.length,) * point.rows, point.rows * point.length, 0.5, point.length, dtype, threads
        )
        tally, taken = _step_seconds(point, device, dtype, clock)
        works.append(work.step(tally, load))
        seconds.append(taken)
        told()
    measured = np.array(seconds)
    units = np.array([[getattr(each, kind) for kind in KINDS] for each in works])
    rest = measured - np.array([each.seconds(bare) for each in works])
    found = _non_negative(units / measured[:, None], rest / measured)
    wrong = (units @ found - rest) / measured
    units_found = dict(zip(KINDS, found.tolist(), strict=True))
    return Speeds(products, units_found, float(np.sqrt(np.mean(wrong**2))))


def _non_negative(left: Any, right: Any) -> Any:
    """Least squares with no negative unknown: one that would be is taken out, the most negative first."""
    kept = list(range(left.shape[1]))
    while True:
        part = np.linalg.lstsq(left[:, kept], right, rcond=None)[0]
        if part.min() >= 0:
            break
        kept.pop(int(part.argmin()))
    found = np.zeros(left.shape[1])
    found[kept] = part
    return found


def _step_seconds(point: _Point, device: str, dtype: str, clock: Callable[[], float]) -> tuple[Tally, float]:
    """Seconds of one optimizer step of the real program on a small Llama; the best of some rounds."""
    shape = stand_in.llama(
        *(point.vocabulary, point.hidden, -(-point.hidden * 8 // 48) * 16, point.blocks),
        *(point.hidden // 64, point.hidden // 64),
    )
    config = LlamaConfig(**shape, architectures=["LlamaForCausalLM"])
    with TemporaryDirectory() as folder:
        config.save_pretrained(folder)
        tree = introspect.layer_tree(Path(folder))
    plan = RankPlan(rank=point.rank)
    model = AutoModelForCausalLM.from_config(config, dtype=getattr(torch, dtype)).to(device)
    settings = TrainingSpec()
    assembly = assemble(adapter.attach(model, plan, tree, "", 0), settings)
    assembly.model.train()
    lengths = itertools.count(point.length, -1)  # as in a run: hardly two micro-batches have one shape

    def step() -> None:
        length = next(lengths) if point.length >= _VARIED else point.length
        ids = torch.randint(0, point.vocabulary, (point.rows, length), device=device)
        labels = ids.clone()
        labels[:, : length // 2] = -100
        assembly.objective(Batch(ids, torch.ones_like(ids), labels)).backward()  # type: ignore[no-untyped-call]
        float(assembly.flat.clip(1.0))
        assembly.flat.step(1e-6)

    return Tally(plan, tree), limit.best(step, device, _ROUNDS, clock)
