"""Tokens a second of the Try page's streamed answers against transformers' plain generate, in turn.

    python tests/benchmarks/answering.py [--rounds 5] [--tokens 96]

The same model, adapter, prompt and greedy settings in one process; plain generate neither streams nor
decodes. The model is a Llama of 31 M random weights, an adapter of rank 16 on all
linear layers.
"""
# ruff: noqa: T201

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import torch
from transformers import LlamaConfig, LlamaForCausalLM

from workbench.core import resources
from workbench.core.plan import RankPlan
from workbench.training import adapter, fitting_room, introspect, models
from workbench.training.fitting_room import Worn
from workbench.training.generate import Column, GenerateRequest, stream

PROMPT = "Tell me a story about a fox."


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--tokens", type=int, default=96)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base, worn = made(Path(folder))
        room = fitting_room.of_model(str(base))
        ids = torch.tensor([room.tokenizer(PROMPT)["input_ids"]])
        table: dict[str, list[float]] = {}
        for turn in range(options.rounds + 1):  # the first one warms up
            for name, clothes in (("base", Worn()), ("adapter", Worn(str(worn)))):
                for side in ("streamed", "plain") if turn % 2 else ("plain", "streamed"):  # who is first pays
                    with room.wearing(clothes) as model:
                        speed = (
                            plain(model, ids, options.tokens)
                            if side == "plain"
                            else streamed(str(base), clothes, options.tokens)
                        )
                    table.setdefault(f"{name}, {side}", []).append(speed)
    print(f"{'':20}{'tok/s, median':>16}{'ratio, median':>16}")
    for name in ("base", "adapter"):
        ours, theirs = table[f"{name}, streamed"][1:], table[f"{name}, plain"][1:]
        ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
        print(f"{name + ', plain':20}{statistics.median(theirs):16.1f}")
        print(f"{name + ', streamed':20}{statistics.median(ours):16.1f}{ratio:16.3f}")


def streamed(model: str, worn: Worn, tokens: int) -> float:
    request = GenerateRequest(model, (Column(worn),), text=PROMPT, max_new_tokens=tokens, temperature=0.0)
    (answer,) = stream(request, lambda *_: None)
    return float(answer["tokens"] / answer["seconds"])


def plain(model: torch.nn.Module, ids: torch.Tensor, tokens: int) -> float:
    began = time.perf_counter()
    with torch.no_grad():
        produced = model.generate(
            input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=tokens, do_sample=False
        )
    return (produced.shape[1] - ids.shape[1]) / (time.perf_counter() - began)


def made(folder: Path) -> tuple[Path, Path]:
    """A base that never ends an answer, and an adapter on it."""
    tokenizer = models.load_tokenizer(resources.model_path(resources.STARTER))
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=512,
        intermediate_size=1408,
        num_hidden_layers=10,
        num_attention_heads=8,
        num_key_value_heads=4,
        eos_token_id=None,
        bos_token_id=None,
        pad_token_id=tokenizer.pad_token_id,
        tie_word_embeddings=True,
    )
    torch.manual_seed(0)
    base = folder / "base"
    LlamaForCausalLM(config).save_pretrained(base)
    tokenizer.eos_token = None
    tokenizer.save_pretrained(base)
    plan = RankPlan(targets=".*_proj", rank=16)
    model = models.load_model(base, "float32", "cpu")
    adapter.save(adapter.attach(model, plan, introspect.layer_tree(base), str(base), 0), folder / "adapter")
    return base, folder / "adapter"


if __name__ == "__main__":
    main()
