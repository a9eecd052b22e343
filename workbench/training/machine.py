"""What this machine computes with: measured once, for the predicted seconds of a step."""

import time
from typing import Any

import torch

from workbench.core import processes
from workbench.training import models

_SIDE = 1024
_ROUNDS = 3


def measure() -> dict[str, Any]:
    """{"device", "memory" (bytes), "flops": {dtype: operations a second}, "one_thread": the same on one,
    "call_seconds": what one small operation costs}.

    A product of two 1,024 × 1,024 matrices counts 2·1,024³ operations; the best of three rounds.
    """
    device = models.resolve_device()
    memory = torch.cuda.mem_get_info()[1] if device == "cuda" else processes.total_memory()
    threads = torch.get_num_threads()
    try:
        torch.set_num_threads(processes.physical_cores())
        flops = {dtype: _flops(device, dtype) for dtype in ("float32", "bfloat16")}
        torch.set_num_threads(1)
        one = {"float32": _flops(device, "float32")} if device == "cpu" else flops
        call = _call_seconds(device)
    finally:
        torch.set_num_threads(threads)
    return {"device": device, "memory": memory, "flops": flops, "one_thread": one, "call_seconds": call}


def _flops(device: str, dtype: str) -> float:
    left = torch.ones(_SIDE, _SIDE, device=device, dtype=getattr(torch, dtype))
    return 2 * _SIDE**3 / _best(device, lambda: left @ left)


def _call_seconds(device: str) -> float:
    small = torch.ones(32, 32, device=device)

    def many() -> None:
        for _ in range(100):
            small @ small

    return _best(device, many) / 100


def _best(device: str, work: Any) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        work()
        if device == "cuda":
            torch.cuda.synchronize()
        best = min(best, time.perf_counter() - began)
    return best
