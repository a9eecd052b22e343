"""What a plan costs, predicted before it is loaded: parameters and file exactly, memory from below."""

import json
from dataclasses import dataclass

from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan, adapted

BYTES = {"float32": 4, "float16": 2, "bfloat16": 2, "float64": 8}
_SMALL = 50_000_000  # parameters; the rule is training.models.resolve_dtype's


@dataclass(frozen=True, slots=True)
class Cost:
    """`percent` is of the base's parameters: 100×100 at rank 10 is 20 %."""

    trainable: int
    base: int
    percent: float
    adapter_bytes: int  # the file adapter_model.safetensors, float32
    modules: int
    weight_bytes: int  # the base in the dtype it is held in
    training_bytes: int  # adapter, gradient and the two moments of AdamW, float32

    @property
    def total(self) -> int:
        return self.base + self.trainable

    @property
    def memory_bytes(self) -> int:
        """What must fit at the least: activations come on top."""
        return self.weight_bytes + self.training_bytes


def cost(plan: RankPlan, tree: LayerTree, dtype: str = "float32") -> Cost:
    """The cost of training `plan` on a base held in `dtype`."""
    modules = adapted(plan, tree)
    trainable = sum(tree.by_path[path].lora_parameters(how.rank) for path, how in modules.items())
    return Cost(
        trainable=trainable,
        base=tree.parameters,
        percent=100 * trainable / tree.parameters if tree.parameters else 0.0,
        adapter_bytes=adapter_file_size(plan, tree),
        modules=len(modules),
        weight_bytes=tree.parameters * BYTES.get(dtype, 4),
        training_bytes=trainable * 16,
    )


def lightest_dtype(dtype: str, parameters: int) -> str:
    """The dtype that takes least of what `dtype` may come to: for `auto`, only the device decides."""
    if dtype != "auto":
        return dtype
    return "bfloat16" if parameters >= _SMALL else "float32"


def adapter_file_size(plan: RankPlan, tree: LayerTree) -> int:
    """Bytes of adapter_model.safetensors as peft names its tensors: header and float32 data.

    The safetensors format (huggingface.co/docs/safetensors): 8 bytes of header length, a JSON header padded
    to 8 bytes, then the tensors, ordered by name.
    """
    shapes: dict[str, list[int]] = {}
    for path, (rank, _) in adapted(plan, tree).items():
        layer = tree.by_path[path]
        inner, outer = layer.in_features or 0, layer.out_features or 0
        key = f"base_model.model.{path}"
        if layer.type == "Embedding":
            shapes[f"{key}.lora_embedding_A"] = [rank, inner]
            shapes[f"{key}.lora_embedding_B"] = [outer, rank]
        else:
            shapes[f"{key}.lora_A.weight"] = [rank, inner]
            shapes[f"{key}.lora_B.weight"] = [outer, rank]
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for name in sorted(shapes):
        size = 4 * shapes[name][0] * shapes[name][1]
        header[name] = {"dtype": "F32", "shape": shapes[name], "data_offsets": [offset, offset + size]}
        offset += size
    length = len(json.dumps(header, separators=(",", ":")).encode())
    return 8 + -(-length // 8) * 8 + offset
