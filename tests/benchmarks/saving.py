"""How long a checkpoint keeps the loop waiting, on the 135 M shape with rank 16 on all linear layers.

python tests/benchmarks/saving.py
"""

import statistics
import tempfile
import time
from pathlib import Path

import torch
from transformers import AutoConfig, AutoModelForCausalLM, LlamaConfig

from workbench.core.plan import RankPlan, resolve
from workbench.core.runs import RunFolder
from workbench.core.spec import TrainingSpec
from workbench.training import adapter, checkpoint, introspect
from workbench.training.assembly import assemble
from workbench.training.saver import Saver

SHAPE = {
    "vocab_size": 49_152,
    "hidden_size": 576,
    "intermediate_size": 1536,
    "num_hidden_layers": 30,
    "num_attention_heads": 9,
    "num_key_value_heads": 3,
    "tie_word_embeddings": True,
}
_TOKENS, _AT_ONCE = 6_400, 800  # of a step of 32 rows of 200 tokens


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        LlamaConfig(**SHAPE, architectures=["LlamaForCausalLM"]).save_pretrained(folder)
        model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(folder))
        tree = introspect.layer_tree(folder)
        plan = resolve(RankPlan(rank=16), tree)
        worn = adapter.attach(model, plan, tree, "base", 1)
        flat = assemble(worn, TrainingSpec()).flat
        ids = torch.randint(0, 49_152, (4, _AT_ONCE // 4))
        began = time.perf_counter()
        worn(input_ids=ids, labels=ids).loss.backward()
        step = (time.perf_counter() - began) * _TOKENS / _AT_ONCE
        run = RunFolder(folder / "run")
        run.path.mkdir()
        saver = Saver(run, 2, lambda event: None)
        stalls, whole = [], []
        for number in range(1, 8):
            began = time.perf_counter()
            saver.begin(checkpoint.take(number, worn, flat, {"held_out": None}))
            stalls.append(time.perf_counter() - began)
            saver.finish()
            whole.append(time.perf_counter() - began)
        stall = statistics.median(stalls)
        print(f"trained parameters   {flat.values.numel():,}")  # noqa: T201
        print(f"a step of {_TOKENS:,} tokens, plain peft   {step:.2f} s")  # noqa: T201
        print(f"a save holds it up   {1000 * stall:.1f} ms = {100 * stall / step:.2f} % of a step")  # noqa: T201
        print(f"until it is on the disk   {1000 * statistics.median(whole):.0f} ms, in the background")  # noqa: T201


if __name__ == "__main__":
    main()
