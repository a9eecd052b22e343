"""Layer trees made by hand: what the plan and the estimate are tested on, without torch."""

from hypothesis import settings
from hypothesis import strategies as st

from workbench.core import methods
from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import Adapted, RankPlan, adapted

# How long an example takes says more about a busy machine than about the code.
settings.register_profile("workbench", deadline=None)
settings.load_profile("workbench")


def linear(path: str, inner: int, outer: int, **other: object) -> Layer:
    role = "attention" if "attn" in path else "mlp"
    return Layer(path, "Linear", inner, outer, inner * outer, True, role=role, linear=True, **other)  # type: ignore[arg-type]


def norm(path: str, width: int) -> Layer:
    return Layer(path, "RMSNorm", None, None, width, False, "no LoRA for a norm", role="norm")


def tree(*layers: Layer) -> LayerTree:
    return LayerTree("Tiny", "tiny", sum(layer.parameters for layer in layers), layers)


def decoder(blocks: int = 3, width: int = 32) -> LayerTree:
    """An embedding, blocks of two attention and one mlp layer and a norm, and a head."""
    layers = [Layer("model.embed", "Embedding", 100, width, 100 * width, True, role="embedding")]
    for i in range(blocks):
        layers += [
            linear(f"model.layers.{i}.attn.q", width, width),
            linear(f"model.layers.{i}.attn.v", width, width // 2),
            linear(f"model.layers.{i}.mlp.up", width, 2 * width),
            norm(f"model.layers.{i}.norm", width),
        ]
    layers += [norm("model.norm", width)]
    layers += [Layer("head", "Linear", width, 100, 100 * width, True, role="head", linear=True)]
    return tree(*layers)


DECODER = decoder()
ADAPTABLE = [layer.path for layer in DECODER.layers if layer.adaptable]
PLACES = [path for path in DECODER.nodes if path]

plans = st.builds(
    RankPlan,
    targets=st.sets(st.sampled_from(ADAPTABLE)).map(lambda paths: tuple(sorted(paths))),
    rank=st.integers(1, 32),
    scale=st.sampled_from([0.5, 2.0]),
    ranks=st.dictionaries(st.sampled_from(PLACES), st.integers(1, 32), max_size=6),
    scales=st.dictionaries(st.sampled_from(PLACES), st.sampled_from([0.5, 1.0, 2.0, 16.0]), max_size=6),
)


# --- slow and obvious versions


def above(path: str) -> list[str]:
    """The path itself and its ancestors, nearest first."""
    parts = path.split(".")
    return [".".join(parts[:n]) for n in range(len(parts), 0, -1)]


def obvious(layers: RankPlan, path: str) -> Adapted:
    rank = next((layers.ranks[p] for p in above(path) if p in layers.ranks), layers.rank)
    scale = next((layers.scales[p] for p in above(path) if p in layers.scales), layers.scale)
    return Adapted(rank, scale)


def trainable(plan: RankPlan, tree: LayerTree) -> int:
    """Every trainable number: A and B, the methods' own, biases, and modules trained whole."""
    modules, more, whole = adapted(plan, tree), methods.extra(plan), methods.trained_whole(plan, tree)
    total = sum(whole.values())
    for path, how in modules.items():
        layer = tree.by_path[path]
        total += layer.lora_parameters(how.rank) + more(layer, how.rank)
    if plan.bias == "all":
        total += sum(layer.bias for layer in tree.layers if layer.path not in whole)
    elif plan.bias == "lora_only":
        total += sum(tree.by_path[path].bias for path in modules)
    return total


def below(paths: list[str], place: str) -> bool:
    return any(p in above(place) for p in paths)
