"""How long a model's layer tree takes from its config.json: small, dense 70 B, and 235 B of experts.

    python tests/benchmarks/introspection.py

Prints the first reading in a process (with the imports of that architecture) and the best of the next three.
No figure is asserted anywhere: machines differ.
"""

import json
import tempfile
import time
from pathlib import Path
from typing import Any

CONFIGS: dict[str, dict[str, Any]] = {
    "Qwen2 0.5 B": {
        "model_type": "qwen2",
        "vocab_size": 151_936,
        "hidden_size": 896,
        "intermediate_size": 4864,
        "num_hidden_layers": 24,
        "num_attention_heads": 14,
        "num_key_value_heads": 2,
        "tie_word_embeddings": True,
    },
    "Llama 70 B": {
        "model_type": "llama",
        "vocab_size": 128_256,
        "hidden_size": 8192,
        "intermediate_size": 28_672,
        "num_hidden_layers": 80,
        "num_attention_heads": 64,
        "num_key_value_heads": 8,
    },
    "Qwen3-MoE 235 B": {
        "model_type": "qwen3_moe",
        "vocab_size": 151_936,
        "hidden_size": 4096,
        "moe_intermediate_size": 1536,
        "num_hidden_layers": 94,
        "num_attention_heads": 64,
        "num_key_value_heads": 4,
        "head_dim": 128,
        "num_experts": 128,
        "num_experts_per_tok": 8,
    },
}


def main() -> None:
    from workbench.training import introspect

    for name, config in CONFIGS.items():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "config.json").write_text(json.dumps(config))
            seconds = []
            for _ in range(4):
                began = time.perf_counter()
                tree = introspect.layer_tree(folder)
                seconds.append(time.perf_counter() - began)
        print(  # noqa: T201
            f"{name:16} {tree.parameters:>15,} parameters {len(tree.layers):>5} rows  "
            f"first {seconds[0]:.2f} s, then {min(seconds[1:]):.2f} s"
        )


if __name__ == "__main__":
    main()
