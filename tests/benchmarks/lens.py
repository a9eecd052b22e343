"""How fast an adapter is looked into: opened and measured, against the dense way, in time and memory.

    python tests/benchmarks/lens.py            # an 8 B adapter, r = 16
    python tests/benchmarks/lens.py --large    # also a 70 B one, r = 64: 3.3 GB are written for it

Each row is the best of several runs in one warm process, on one thread and in seconds of the processor, so
that a busy machine tells the same (the memory: of a process of its own).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import save_file

from workbench.adapters import comparing, inspecting, pictures, reader
from workbench.adapters.threads import one_thread

SHAPES = {  # hidden, intermediate, keys and values, blocks, rank
    "8 B": (4096, 14336, 1024, 32, 16),
    "70 B": (8192, 28672, 1024, 80, 64),
}
DENSE_MODULES = ("self_attn.q_proj", "self_attn.k_proj", "mlp.down_proj")

_MEMORY = """
import resource, sys, threading, time
from pathlib import Path
from workbench.adapters import inspecting, reader
def resident(name="VmRSS"):
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) << 10
before = resident()
began = time.thread_time()
report = inspecting.inspect(reader.open_adapter(sys.argv[1]))
seconds = time.thread_time() - began
print(resident("VmHWM") - before, seconds, len(report.modules))
"""


def write(folder: Path, name: str) -> Path:
    """An adapter of all linear layers with random numbers."""
    hidden, wide, narrow, blocks, rank = SHAPES[name]
    sides = {
        **dict.fromkeys(("self_attn.q_proj", "self_attn.o_proj"), (hidden, hidden)),
        **dict.fromkeys(("self_attn.k_proj", "self_attn.v_proj"), (narrow, hidden)),
        **dict.fromkeys(("mlp.gate_proj", "mlp.up_proj"), (wide, hidden)),
        "mlp.down_proj": (hidden, wide),
    }
    folder.mkdir(parents=True)
    tensors = {}
    for block in range(blocks):
        for kind, (out, inside) in sides.items():
            key = f"base_model.model.model.layers.{block}.{kind}"
            tensors[f"{key}.lora_A.weight"] = torch.rand(rank, inside)
            tensors[f"{key}.lora_B.weight"] = torch.rand(out, rank)
    save_file(tensors, folder / "adapter_model.safetensors", {"format": "pt"})
    config = {"peft_type": "LORA", "r": rank, "lora_alpha": 2 * rank, "target_modules": "all-linear"}
    (folder / "adapter_config.json").write_text(json.dumps(config))
    return folder


def best(work: Callable[[], object], times: int = 5) -> float:
    """Seconds of the processor, the least of several runs: other programs' work is not in them."""
    found = []
    for _ in range(times):
        began = time.thread_time()
        work()
        found.append(time.thread_time() - began)
    return min(found)


@one_thread()
def dense_seconds(adapter: reader.Adapter) -> float:
    """All modules the dense way, from one of each of three shapes: seconds grow with out·in·min(out, in)."""
    seconds = work = 0.0
    for kind in DENSE_MODULES:
        module = adapter.module(f"model.layers.0.{kind}")
        left, right = (side[0].float() for side in adapter.product(module))
        began = time.thread_time()
        torch.linalg.svdvals(left @ right)
        seconds += time.thread_time() - began
        work += _work(module.shape)
    return seconds / work * sum(_work(module.shape) for module in adapter.modules)


def _work(shape: tuple[int, int]) -> float:
    return float(shape[0] * shape[1] * min(shape))


def measure(folder: Path, name: str, dense: bool) -> None:
    size = (folder / "adapter_model.safetensors").stat().st_size
    say(f"{name}, {size / 1e6:,.0f} MB")
    say("open (names, shapes, ranks)", best(lambda: reader.open_adapter(folder)))
    adapter = reader.open_adapter(folder)
    whole = best(lambda: inspecting.inspect(reader.open_adapter(folder)), 3)
    say("open, all measures, verdict", whole)
    report = inspecting.inspect(adapter)
    say("that report as JSON", best(lambda: json.dumps(report.to_json())))
    module = adapter.module("model.layers.0.mlp.down_proj")
    for what in ("A", "B", "delta"):
        shown = best(lambda what=what: pictures.picture(adapter, module, what, None, (512, 512)))
        say(f"picture of {what}, 512×512", shown)
    say("histogram of ΔW", best(lambda: pictures.histogram(adapter, module, "delta", 101)))
    say("compared with itself", best(lambda: comparing.compare(adapter, adapter), 1))
    if dense:
        slow = dense_seconds(adapter)
        say(f"dense spectra, from 3 modules: {slow / whole:,.0f} times as long", slow)
    ran = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(folder)], capture_output=True, text=True, check=True
    )
    held, seconds, modules = ran.stdout.split()
    say(f"in a new process, {modules} modules", float(seconds))
    say(f"  memory beyond the start: {int(held) / size:.2f} of the file, {int(held) / 1e6:,.0f} MB")


def say(what: str, seconds: float | None = None) -> None:
    sys.stdout.write(what + "\n" if seconds is None else f"  {what:<52}{seconds:10.3f} s\n")
    sys.stdout.flush()


def main() -> None:
    flags = argparse.ArgumentParser()
    flags.add_argument("--large", action="store_true", help="also 70 B at rank 64")
    large = flags.parse_args().large
    with tempfile.TemporaryDirectory() as folder:
        measure(write(Path(folder) / "8b", "8 B"), "8 B, r = 16", dense=True)
        if large:
            measure(write(Path(folder) / "70b", "70 B"), "70 B, r = 64", dense=False)


if __name__ == "__main__":
    main()
