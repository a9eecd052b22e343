"""The methods on offer: one declaration each, with what it buys, costs, adds, and cannot take."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.core.layers import Layer, LayerTree
from workbench.core.plan import RankPlan
from workbench.core.sentence import Sentence

PARAMETERS = frozenset({"Parameter", "Experts"})  # the types of layers that are no module
COARSE = frozenset({"bfloat16", "float16"})  # number formats in which a small step is lost


def nothing(layer: Layer, rank: int) -> int:
    """A and B are all that is trained."""
    return 0


def _magnitudes(layer: Layer, rank: int) -> int:
    """One length per output; of an embedding, one per dimension."""
    return layer.out_features or 0


def _anything(layer: Layer, rank: int) -> str:
    return ""


def _no_parameter(layer: Layer, rank: int) -> str:
    return "peft has no DoRA for experts and routers" if layer.parameter else ""


def _a_matrix(layer: Layer, rank: int) -> str:
    """What every start that is computed from a module's own weight needs."""
    if layer.experts or (layer.parameter and not layer.parameter.endswith(".weight")):
        return "peft starts fused experts only with the default or gaussian"
    if layer.is_embedding:
        return "peft starts an embedding at zero, whatever the initialisation"
    return ""


def _an_even_rank(layer: Layer, rank: int) -> str:
    return _a_matrix(layer, rank) or ("the rank must be even" if rank % 2 else "")


def _its_own_matrix(layer: Layer, rank: int) -> str:
    """PiSSA and OLoRA take the first A and B out of the base weight."""
    if reason := _a_matrix(layer, rank):
        return reason
    if layer.tied_to:
        return Sentence("its weight is that of {path} too, which would change with it", path=layer.tied_to)
    limit = min(layer.in_features or 1, layer.out_features or 1)
    return (
        Sentence("the rank is above {limit}, the smaller side of its matrix", limit=limit)
        if rank > limit
        else ""
    )


def _a_plain_matrix(layer: Layer, rank: int) -> str:
    if layer.type == "Conv1D":
        return "peft's OLoRA does not know that Conv1D keeps its matrix transposed"
    return _its_own_matrix(layer, rank)


@dataclass(frozen=True, slots=True)
class Method:
    """One choice in the picker of methods."""

    key: str
    title: str
    kind: Literal["update", "start", "rate"]  # what B·A means, what it starts from, how fast it learns
    setting: str  # the spec's key; "" for plain LoRA, which is the absence of the others
    value: bool | str | float  # switches it on
    off: bool | str | float
    buys: str
    costs: str
    extra: Callable[[Layer, int], int] = nothing  # trainable numbers beyond A and B, per adapted layer
    cannot: Callable[[Layer, int], str] = _anything  # why this layer cannot take it at this rank
    moves_base: bool = False  # it takes A and B out of the base weight; undone on saving

    def chosen(self, value: object) -> bool:
        """Whether its setting's value switches it on: LoRA+ is on at any ratio but 1."""
        return value != self.off if self.kind == "rate" else value == self.value


_INIT = "layers.init_lora_weights"

METHODS: tuple[Method, ...] = (
    Method(
        "lora",
        "LoRA",
        "update",
        "",
        True,
        True,
        buys="The reference: r·(in + out) numbers per layer, mergeable into the base, read by every tool.",
        costs="At high ranks the factor alpha / r damps the update.",
    ),
    Method(
        "use_rslora",
        "rsLoRA",
        "update",
        "layers.use_rslora",
        True,
        False,
        buys="The factor alpha / √r keeps the update's size as the rank grows, so that high ranks pay.",
        costs="No parameters. At the same alpha the factor is √r times LoRA's: lower the scale or the rate.",
    ),
    Method(
        "use_dora",
        "DoRA",
        "update",
        "layers.use_dora",
        True,
        False,
        buys="Trains direction and length of each output's weights apart; often ahead of LoRA at low ranks.",
        costs="One number per output more, and B·A is formed in every step: slower, with more memory.",
        extra=_magnitudes,
        cannot=_no_parameter,
    ),
    Method(
        "loraplus_lr_ratio",
        "LoRA+",
        "rate",
        "training.loraplus_lr_ratio",
        16.0,
        1.0,
        buys="B learns this many times faster than A, which speeds up learning in wide models.",
        costs="No parameters. The rate may have to be lowered; a high ratio can be unstable.",
    ),
    Method(
        "default",
        "A random, B zero",
        "start",
        _INIT,
        "default",
        "default",
        buys="Step 0 computes exactly what the base computes.",
        costs="In the first steps only B learns.",
    ),
    Method(
        "gaussian",
        "Gaussian",
        "start",
        _INIT,
        "gaussian",
        "default",
        buys="A is normal with deviation 1 / r, B is zero: step 0 equals the base.",
        costs="A's first values shrink as the rank grows.",
    ),
    Method(
        "orthogonal",
        "Orthogonal",
        "start",
        _INIT,
        "orthogonal",
        "default",
        buys="A and B start nonzero in orthogonal directions with B·A = 0: both learn from the first step.",
        costs="Even ranks only.",
        cannot=_an_even_rank,
    ),
    Method(
        "pissa",
        "PiSSA",
        "start",
        _INIT,
        "pissa",
        "default",
        buys="Trains the strongest r directions of each weight; often converges faster than LoRA.",
        costs="One SVD per layer before the start (minutes for large models); the saved adapter has rank 2r.",
        cannot=_its_own_matrix,
        moves_base=True,
    ),
    Method(
        "pissa_niter_16",
        "PiSSA, fast",
        "start",
        _INIT,
        "pissa_niter_16",
        "default",
        buys="PiSSA by a randomised SVD: seconds instead of minutes.",
        costs="The directions are approximate; the saved adapter has rank 2r.",
        cannot=_its_own_matrix,
        moves_base=True,
    ),
    Method(
        "olora",
        "OLoRA",
        "start",
        _INIT,
        "olora",
        "default",
        buys="A and B start from a QR decomposition of the weight, with orthonormal columns in B.",
        costs="One QR per layer before the start; the saved adapter has rank 2r.",
        cannot=_a_plain_matrix,
        moves_base=True,
    ),
)

_LORA = METHODS[0]
_PLAN = "layers."
# The plan's settings that methods switch on, named as in peft's configuration, and what they are when off.
SETTINGS = {m.setting.removeprefix(_PLAN): m.off for m in METHODS if m.setting.startswith(_PLAN)}
STARTS = tuple(m.value for m in METHODS if m.kind == "start" and m.value != m.off)


def active(plan: RankPlan, loraplus_lr_ratio: float = 1.0) -> tuple[Method, ...]:
    """The methods that are switched on, in the order of their declaration."""
    elsewhere = {"training.loraplus_lr_ratio": loraplus_lr_ratio}  # the one setting outside the plan
    found = tuple(
        method
        for method in METHODS
        if method.setting
        and method.chosen(
            elsewhere[method.setting]
            if method.setting in elsewhere
            else getattr(plan, method.setting.rpartition(".")[2])
        )
    )
    return found if any(m.kind == "update" for m in found) else (_LORA, *found)


def moves_base(plan: RankPlan) -> bool:
    """Whether attaching changes the base weights in memory (PiSSA, OLoRA)."""
    return any(method.moves_base for method in active(plan))


def extra(plan: RankPlan) -> Callable[[Layer, int], int]:
    """The trainable numbers beyond A and B of one adapted layer at its rank."""
    parts = [method.extra for method in active(plan) if method.extra is not nothing]
    if not parts:
        return nothing
    return parts[0] if len(parts) == 1 else lambda layer, rank: sum(part(layer, rank) for part in parts)


def refusals(plan: RankPlan, layers: Iterable[tuple[Layer, int]]) -> dict[str, str]:
    """Layer path to the reason why peft cannot adapt it as this plan asks; empty when it can."""
    chosen = list(layers)
    checks = [method.cannot for method in active(plan) if method.cannot is not _anything]
    whole = tuple(f"{path}." for path in plan.modules_to_save)
    transposed = any(layer.type == "Conv1D" for layer, _ in chosen)
    found: dict[str, str] = {}
    for layer, rank in chosen:
        reason = next((said for check in checks if (said := check(layer, rank))), "")
        if layer.parameter and plan.dropout:
            reason = "peft has no dropout for experts and routers"
        elif layer.parameter and transposed:
            reason = "peft cannot adapt experts or routers together with Conv1D layers"
        elif layer.saved_whole or (whole and f"{layer.path}.".startswith(whole)):
            reason = "it is trained whole"
        if reason:
            found[layer.path] = reason
    return found


def conflicts(plan: RankPlan, tree: LayerTree) -> str:
    """Why the plan as a whole cannot be attached, in one sentence; empty when it can."""
    for path in plan.modules_to_save:
        if reason := not_whole(path, tree):
            return reason
        if any(path.startswith(f"{other}.") for other in plan.modules_to_save):
            return Sentence(
                "{path} is inside another module that is trained whole: name only one of them.", path=path
            )
    return ""


def not_whole(path: str, tree: LayerTree) -> str:
    """Why a module cannot be trained whole, in one sentence; empty when it can."""
    if not path or path not in tree.nodes:
        return Sentence("“{path}” is to be trained whole, but this model has no such module.", path=path)
    node = tree.nodes[path]
    if node.layer is not None and node.layer.type in PARAMETERS:
        return Sentence(
            "{path} is a parameter, and only a module can be trained whole: name the one around it.",
            path=path,
        )
    if node.is_list:
        return Sentence(
            "{path} is a list of modules, which peft cannot train whole: name the modules in it.", path=path
        )
    if any(layer.saved_whole for layer in tree.under(node)):
        return Sentence("{path} is trained whole by the task already.", path=path)
    # peft wraps every module whose path ends with these letters.
    also = next((other for other in tree.nodes if other != path and other.endswith(path)), "")
    return (
        Sentence(
            "peft would train {also} whole too, because its path ends with “{path}”.", also=also, path=path
        )
        if also
        else ""
    )


def dtype_conflict(plan: RankPlan, dtype: str) -> str:
    """Why the plan cannot be trained on a base held in `dtype`, in one sentence; empty when it can."""
    if plan.bias != "none" and dtype in COARSE:
        return Sentence(
            "Biases are trained in the base's number format, and {dtype} is too coarse for small steps.",
            dtype=dtype,
        )
    return ""


def trained_whole(plan: RankPlan, tree: LayerTree) -> dict[str, int]:
    """Path to trainable numbers of each layer that is copied, trained and saved whole.

    They are the plan's and those of the task (a new head). A copy keeps what is shared inside of it: there, a
    tied weight counts once.
    """
    found = {layer.path: layer.whole for layer in tree.layers if layer.saved_whole}
    for path in plan.modules_to_save:
        owners = set[str]()
        for layer in tree.under(tree.nodes[path]) if path in tree.nodes else ():
            owner = layer.tied_to or layer.path
            found[layer.path] = layer.parameters if layer.tied_to and owner in owners else layer.whole
            owners |= {owner, layer.path}
    return found
