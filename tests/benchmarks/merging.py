"""Merging an adapter into a random model of 1 to 2 GB: ours against peft's load, merge and save.

    python tests/benchmarks/merging.py [--size 1.3|2|16] [--only ours]

Each side runs in processes of its own, interleaved, on the same files; peak memory is the process's, imports
included. Prints medians and ratios, and how far the two results differ.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = {  # hidden, intermediate, blocks, vocabulary
    "1.3": (2048, 5632, 10, 32000),
    "2": (2048, 5632, 17, 32000),
    "16": (4096, 14336, 34, 32000),
}


def make(folder: Path, size: str) -> None:
    """A Llama shape of random bfloat16 numbers, and a rank-16 adapter on all its linear layers."""
    import torch
    from safetensors.torch import save_file
    from transformers import LlamaConfig

    from workbench.adapters.export import shards
    from workbench.training import introspect

    hidden, inner, blocks, vocabulary = SIZES[size]
    base, adapter = folder / "base", folder / "adapter"
    base.mkdir(parents=True)
    adapter.mkdir()
    config = LlamaConfig(
        hidden_size=hidden,
        intermediate_size=inner,
        num_hidden_layers=blocks,
        vocab_size=vocabulary,
        num_attention_heads=hidden // 128,
        num_key_value_heads=hidden // 256,
        dtype="bfloat16",
        architectures=["LlamaForCausalLM"],
    )
    config.save_pretrained(base)
    model = introspect.meta_model(base)
    plan = shards.sharded(
        [shards.Planned(n, tuple(p.shape), torch.bfloat16) for n, p in model.named_parameters()],
        2_000_000_000,
    )
    for file, tensors in plan.items():
        with (base / file).open("wb") as stream:
            shards.write_header(stream, tensors)
            for tensor in tensors:
                stream.write(shards.raw(torch.randn(tensor.shape).mul_(0.02).bfloat16()))
    shards.write_index(base, plan)
    factors = {}
    for name, module in model.named_modules():
        if isinstance(module, torch.nn.Linear) and name != "lm_head":
            key = f"base_model.model.{name}"
            factors[f"{key}.lora_A.weight"] = torch.randn(16, module.in_features) * 0.02
            factors[f"{key}.lora_B.weight"] = torch.randn(module.out_features, 16) * 0.02
    save_file(factors, adapter / "adapter_model.safetensors", {"format": "pt"})
    targets = sorted({name.rpartition(".")[2].partition(".")[0] for name in _linear(model)})
    document = {"peft_type": "LORA", "r": 16, "lora_alpha": 32, "target_modules": targets}
    document |= {"task_type": "CAUSAL_LM", "base_model_name_or_path": str(base)}
    (adapter / "adapter_config.json").write_text(json.dumps(document))


def _linear(model: object) -> list[str]:
    import torch

    found = model.named_modules()  # type: ignore[attr-defined]
    return [n for n, m in found if isinstance(m, torch.nn.Linear) and n != "lm_head"]


def ours(folder: Path, out: Path) -> None:
    from workbench.adapters import reader
    from workbench.adapters.export import merged
    from workbench.adapters.export.changes import Changes
    from workbench.adapters.export.weights import BaseWeights
    from workbench.core import files
    from workbench.training import introspect

    base = folder / "base"
    adapter = reader.open_adapter(folder / "adapter")
    changes = Changes(adapter, introspect.meta_model(base), BaseWeights(base))
    with files.swapped_in(out) as staging, adapter.reading():
        merged.write(changes, staging, None, lambda done, total, text: None)


def peft(folder: Path, out: Path) -> None:
    from peft import PeftModel
    from transformers import AutoModelForCausalLM

    from workbench.core import disk

    model = AutoModelForCausalLM.from_pretrained(folder / "base", dtype="auto")
    PeftModel.from_pretrained(model, folder / "adapter").merge_and_unload().save_pretrained(out)
    for file in out.iterdir():
        disk.sync_file(file)  # ours is on the disk when it says so


def difference(a: Path, b: Path) -> float:
    """The largest difference of any number in two models, over the largest number."""
    import torch

    from workbench.adapters.export.weights import BaseWeights

    left, right = BaseWeights(a).tensors, BaseWeights(b).tensors
    assert left.keys() == right.keys()
    worst, largest = 0.0, 0.0
    for name in left:
        one, other = left[name].read().float(), right[name].read().float()
        worst = max(worst, float(torch.max(torch.abs(one - other))))
        largest = max(largest, float(one.abs().max()))
    return worst / largest


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="2", help="GB of bfloat16 weights")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("ours",), help="without peft: for a size that it cannot hold")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--side", choices=("make", "ours", "peft"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        began = time.perf_counter()
        sides = {"ours": ours, "peft": peft}
        if chosen.side == "make":
            make(chosen.folder, chosen.size)
        else:
            sides[chosen.side](chosen.folder, chosen.folder / chosen.side)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        say(json.dumps({"seconds": time.perf_counter() - began, "gib": peak}))
        return
    folder = Path(tempfile.mkdtemp(prefix="merging-", dir=chosen.folder))
    try:
        _compare(folder, chosen)
    finally:
        shutil.rmtree(folder)


def _compare(folder: Path, chosen: argparse.Namespace) -> None:
    def run(side: str) -> dict[str, float]:
        command = [sys.executable, __file__, "--side", side, "--folder", folder, "--size", chosen.size]
        return dict(json.loads(subprocess.check_output(command, stderr=subprocess.DEVNULL).splitlines()[-1]))

    run("make")
    sides = ("ours",) if chosen.only else ("ours", "peft")
    told: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for _ in range(chosen.rounds):
        for side in sides:
            shutil.rmtree(folder / side, ignore_errors=True)
            told[side].append(run(side))
            say(f"{side}: {told[side][-1]['seconds']:.1f} s, {told[side][-1]['gib']:.2f} GiB")
    medians = {
        side: {key: statistics.median(one[key] for one in told[side]) for key in ("seconds", "gib")}
        for side in sides
    }
    for side, values in medians.items():
        say(f"{side}: {values['seconds']:.1f} s, peak {values['gib']:.2f} GiB")
    if not chosen.only:
        quick = statistics.median(
            b["seconds"] / a["seconds"] for a, b in zip(told["ours"], told["peft"], strict=True)
        )
        say(f"{quick:.2f} times as fast, {medians['ours']['gib'] / medians['peft']['gib']:.2f} of the memory")
        say(f"largest difference {difference(folder / 'ours', folder / 'peft'):.1e} of the largest number")


if __name__ == "__main__":
    main()
