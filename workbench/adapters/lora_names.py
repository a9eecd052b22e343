"""Which tensors of a file belong to which module, as peft, kohya, LyCORIS and diffusers name them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

PREFIX = "base_model.model."
# The last part of a name by method; a name of an adapter ("default") may stand inside.
_PARTS = (
    "lora_A|lora_B|lora_embedding_A|lora_embedding_B|lora_magnitude_vector"
    "|lora_down|lora_up|lora_mid|lora\\.down|lora\\.up|alpha|dora_scale"
    "|hada_w1_a|hada_w1_b|hada_w2_a|hada_w2_b|hada_t1|hada_t2"
    "|lokr_w1|lokr_w1_a|lokr_w1_b|lokr_w2|lokr_w2_a|lokr_w2_b|lokr_t2"
    "|ia3_l|vera_lambda_b|vera_lambda_d|oft_R"
)
_TENSOR = re.compile(
    rf"(?P<module>.+)\.(?P<part>{_PARTS})(?:\.(?!weight$|bias$)[^.]+)?(?:\.(?P<leaf>weight|bias))?"
)
# How others call the same.
_PEFTS = {
    "lora_down": "lora_A",
    "lora_up": "lora_B",
    "lora.down": "lora_A",
    "lora.up": "lora_B",
    "dora_scale": "lora_magnitude_vector",
}
_KOHYA = re.compile(r"lora_(unet|te\d?|transformer|prior|refiner)_.+")
_KOHYA_NUMBER = re.compile(r"_(\d+)(?=_)")
# Modules that hold several parameters with adapters wear one wrapper each, the last one outermost: the order
# in which transformers defines them.
_ORDER = ("gate_up_proj", "gate_proj", "up_proj", "weight", "down_proj")


@dataclass
class Found:
    """The tensors of one adapted module, by part: "lora_A" → its name in the file."""

    name: str  # of the module in the file, without the prefix; ".base_layer" at its end is a nested wrapper
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return plain(self.name)

    @property
    def depth(self) -> int:
        return self.name.split(".").count("base_layer")


@dataclass(frozen=True)
class Sorted:
    """Every tensor of a file, put where it belongs."""

    modules: tuple[Found, ...]
    others: tuple[str, ...]  # modules that are saved whole, biases, and what nobody knows


def sort(names: Iterable[str]) -> Sorted:
    modules: dict[str, Found] = {}
    others: list[str] = []
    for name in names:
        found = _TENSOR.fullmatch(name)
        if found is None:
            others.append(name)
            continue
        module = found["module"].removeprefix(PREFIX)
        part = _PEFTS.get(found["part"], found["part"]) + (".bias" if found["leaf"] == "bias" else "")
        modules.setdefault(module, Found(module)).parts[part] = name
    return Sorted(tuple(modules.values()), tuple(others))


def plain(name: str) -> str:
    """A name in the file as the base model calls it; kohya's, without dots, get them at their numbers."""
    if _KOHYA.fullmatch(name):
        return _KOHYA_NUMBER.sub(r".\1.", name).replace("._", ".")
    return f"{name.removeprefix(PREFIX)}.".replace(".base_layer.", ".").rstrip(".")


def parameters(found: Iterable[Found], config: Mapping[str, Any]) -> dict[str, str]:
    """Name in the file → the parameter it adapts, for those that target_parameters means (experts, routers).

    "model.layers.0.mlp.experts.base_layer" → "model.layers.0.mlp.experts.gate_up_proj".
    """
    listed = config.get("target_parameters")
    targets = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    if not targets:
        return {}
    by_path: dict[str, list[Found]] = {}
    for module in found:
        by_path.setdefault(module.path, []).append(module)
    result: dict[str, str] = {}
    for path, wrappers in by_path.items():
        fitting = {t.rpartition(".")[2] for t in targets if _means(t.rpartition(".")[0], path)}
        leaves = sorted(fitting, key=lambda leaf: (_ORDER.index(leaf) if leaf in _ORDER else -1, leaf))
        for wrapper in wrappers:
            if wrapper.depth < len(leaves):
                result[wrapper.name] = f"{path}.{leaves[-1 - wrapper.depth]}"
    return result


def _means(module: str, path: str) -> bool:
    return path == module or path.endswith(f".{module}") or not module
