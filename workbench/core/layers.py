"""What a model has: its real modules as a tree, with the shapes that LoRA arithmetic needs."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import accumulate, chain, compress
from operator import attrgetter
from typing import Any, Literal

Role = Literal["attention", "mlp", "head", "embedding", "norm", "other"]


@dataclass(frozen=True, slots=True)
class Layer:
    """A module without children, or a bare parameter. For a linear layer W is out_features × in_features."""

    path: str  # as in model.named_modules(): "model.layers.0.self_attn.q_proj"; or of a parameter
    type: str  # the class name: "Linear", "Conv1D", "Embedding", "LlamaRMSNorm"; "Parameter" for a bare one
    in_features: int | None
    out_features: int | None
    parameters: int  # its own; a tied head counts 0 (see tied_to)
    adaptable: bool
    reason: str = ""  # why not, when it is not adaptable
    role: Role = "other"
    tied_to: str = ""  # the module whose weight this one shares
    linear: bool = False  # a matrix product, as "all linear layers" means it
    parameter: str = ""  # what peft's target_parameters calls it; "" for one that target_modules names
    experts: int = 0  # a fused expert tensor holds this many W of the same shape
    bias: int = 0  # how many of its parameters are a bias
    whole: int = 0  # all its numbers, shared ones too: what modules_to_save copies and trains
    shape: tuple[int, ...] = ()  # of a weight that is neither out × in nor a row
    saved_whole: bool = False  # the task trains it whole: a new classification head

    @property
    def width(self) -> int:
        """LoRA numbers per rank: in + out, for every expert."""
        return max(1, self.experts) * ((self.in_features or 0) + (self.out_features or 0))

    @property
    def rank_limit(self) -> int:
        """min(in, out): a product B·A of a higher rank than the matrix has only wastes parameters."""
        return min(self.in_features or 1, self.out_features or 1)

    @property
    def is_embedding(self) -> bool:
        """A table of rows that are looked up, scaled ones too; peft names its A and B differently."""
        return self.type.endswith("Embedding")

    def lora_parameters(self, rank: int) -> int:
        """r·(in + out): B is out×r, A is r×in; of a fused expert tensor, as often as it has experts."""
        return rank * self.width


class Node:
    """A place in the tree: a group of modules, or one layer."""

    __slots__ = ("children", "first", "last", "layer", "name", "parent", "path")

    def __init__(self, path: str, name: str, parent: "Node | None") -> None:
        self.path = path
        self.name = name
        self.parent = parent
        self.children: list[Node] = []
        self.layer: Layer | None = None
        self.first = 0  # its layers are tree.layers[first:last]
        self.last = 0

    @property
    def is_list(self) -> bool:
        """Whether it only holds numbered modules: blocks, or experts of their own."""
        return bool(self.children) and all(child.name.isdigit() for child in self.children)

    def walk(self) -> "Iterator[Node]":
        """This node and everything below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> "Iterator[Node]":
        """From this node's parent up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(frozen=True, eq=False)
class LayerTree:
    """The real modules of one architecture for one task, in the model's own order."""

    architecture: str  # "LlamaForCausalLM"
    model_type: str  # "llama"
    parameters: int  # the base's, shared weights counted once
    layers: tuple[Layer, ...]
    context_length: int | None = None
    hidden_size: int | None = None
    vocabulary: int | None = None
    blocks: int = 0  # transformer blocks, where the model has such a list
    dtype: str = ""  # as stored
    weight_bytes: int = 0  # of the files; 0 when there are none
    task_type: str = "CAUSAL_LM"  # peft's word for what it does with text
    facts: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def root(self) -> Node:
        return self._grown[0]

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every group and layer by its path; the root is under ""."""
        return self._grown[1]

    @cached_property
    def by_path(self) -> dict[str, Layer]:
        return {layer.path: layer for layer in self.layers}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        return tuple(layer.path for layer in self.layers)

    @cached_property
    def lower_paths(self) -> tuple[str, ...]:
        return tuple(map(str.lower, self.paths))

    @cached_property
    def index(self) -> dict[str, int]:
        """Where a path stands in `layers`."""
        return {path: place for place, path in enumerate(self.paths)}

    @cached_property
    def adaptable(self) -> bytes:
        """1 where a layer can be adapted, in the order of `layers`."""
        return bytes(layer.adaptable for layer in self.layers)

    @cached_property
    def adaptable_before(self) -> tuple[int, ...]:
        """How many layers before each place can be adapted; one entry more than there are layers."""
        return (0, *accumulate(self.adaptable))

    @cached_property
    def widths(self) -> tuple[int, ...]:
        return tuple(layer.width for layer in self.layers)

    @cached_property
    def insides(self) -> tuple[int, ...]:
        return tuple(layer.in_features or 0 for layer in self.layers)

    @cached_property
    def outsides(self) -> tuple[int, ...]:
        return tuple(layer.out_features or 0 for layer in self.layers)

    @cached_property
    def work(self) -> tuple[int, ...]:
        """Multiplications per token: in·out of a matrix product, for each expert a token goes through."""
        sides = zip(self.passes, self.insides, self.outsides, strict=True)
        return tuple(passes * inside * outside for passes, inside, outside in sides)

    @cached_property
    def passes(self) -> tuple[int, ...]:
        """How many matrices of a layer a token goes through: of experts, those it is sent to."""
        through = self.facts.get("experts_per_token", 0)
        return tuple(
            min(layer.experts, through or layer.experts) if layer.experts else int(layer.linear)
            for layer in self.layers
        )

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """Numbers per token that a backward pass through a layer needs: its inputs and outputs."""
        sides = zip(self.passes, self.insides, self.outsides, strict=True)
        return tuple(passes * (inside + outside) for passes, inside, outside in sides)

    @cached_property
    def applied(self) -> tuple[int, ...]:
        """Numbers of A and B per rank that a token is multiplied with; an embedding's A is looked up."""
        sides = zip(self.layers, self.insides, self.outsides, strict=True)
        return tuple(
            0 if layer.parameter else outside + (0 if layer.is_embedding else inside)
            for layer, inside, outside in sides
        )

    @cached_property
    def formed(self) -> tuple[int, ...]:
        """Numbers of W + B·A where peft forms it whole in every call: of experts and routers."""
        return tuple(
            max(1, layer.experts) * inside * outside if layer.parameter else 0
            for layer, inside, outside in zip(self.layers, self.insides, self.outsides, strict=True)
        )

    @cached_property
    def whole_by_task(self) -> tuple[int, ...]:
        """The places of the layers that the task trains whole."""
        return tuple(place for place, layer in enumerate(self.layers) if layer.saved_whole)

    @cached_property
    def can(self) -> frozenset[str]:
        """The paths of the layers that can be adapted."""
        return frozenset(compress(self.paths, self.adaptable))

    @cached_property
    def least_limit(self) -> int:
        """No layer that can be adapted has a smaller side than this."""
        return min((layer.rank_limit for layer in self.layers if layer.adaptable), default=0)

    @cached_property
    def by_name(self) -> tuple[int, ...]:
        """The places of the layers in the order in which their tensors lie in a file: sorted by name."""
        return tuple(sorted(range(len(self.layers)), key=lambda place: f"{self.paths[place]}.lora_A"))

    @cached_property
    def stacks(self) -> tuple[tuple[Node, ...], ...]:
        """The lists of blocks: encoder and decoder have one each. Experts inside a block are no stack."""
        return tuple(_stacks(self.root))

    @cached_property
    def depth(self) -> dict[Node, tuple[int, int]]:
        """Block to its place in its stack and the stack's length."""
        return {block: (place, len(stack)) for stack in self.stacks for place, block in enumerate(stack)}

    def under(self, node: Node) -> tuple[Layer, ...]:
        """The layers below a node (or the node's own layer)."""
        return self.layers[node.first : node.last]

    @cached_property
    def _grown(self) -> tuple[Node, dict[str, Node]]:
        root = Node("", "model", None)
        nodes = {"": root}
        for index, layer in enumerate(self.layers):
            node, path = root, ""
            root.last = index + 1
            for part in layer.path.split("."):
                path = f"{path}.{part}" if path else part
                child = nodes.get(path)
                if child is None:
                    child = nodes[path] = Node(path, part, node)
                    child.first = index
                    node.children.append(child)
                node = child
                node.last = index + 1
            node.layer = layer
        return root, nodes

    def to_json(self) -> dict[str, Any]:
        document = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "layers"}
        return document | {"layers": [asdict(layer) for layer in self.layers]}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "LayerTree":
        layers = (Layer(**{**layer, "shape": tuple(layer.get("shape", ()))}) for layer in document["layers"])
        return cls(**{**document, "layers": tuple(layers)})


def _stacks(node: Node) -> Iterator[tuple[Node, ...]]:
    if len(node.children) > 1 and node.is_list:
        yield tuple(node.children)
        return
    for child in node.children:
        yield from _stacks(child)


_FIRST, _LAST = attrgetter("first"), attrgetter("last")


@dataclass(frozen=True)
class Row:
    """A row of the tree view: one node, or several equal blocks folded into one (`members`)."""

    label: str
    members: tuple[Node, ...]
    children: tuple["Row", ...]

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def layer(self) -> Layer | None:
        return self.members[0].layer

    @cached_property
    def span(self) -> range | None:
        """Its layers in the tree, where they lie side by side."""
        first, last = self.members[0].first, self.members[-1].last
        if len(self.members) > 1 and self.members[0].last != self.members[1].first:
            return None
        side_by_side = sum(node.last - node.first for node in self.members) == last - first
        return range(first, last) if side_by_side else None

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Its layers in the tree."""
        firsts, lasts = map(_FIRST, self.members), map(_LAST, self.members)
        return tuple(chain.from_iterable(map(range, firsts, lasts)))


def folded(tree: LayerTree) -> Row:
    """Neighbouring blocks with the same modules and shapes become one row: `layers 0–29 ×30`."""
    signatures: dict[Node, tuple[Any, ...]] = {}

    def signature(node: Node) -> tuple[Any, ...]:
        found = signatures.get(node)
        if found is None:
            layer = node.layer
            own = (layer.type, layer.in_features, layer.out_features, layer.adaptable) if layer else ()
            found = (own, *((c.name if not c.name.isdigit() else "#", signature(c)) for c in node.children))
            signatures[node] = found
        return found

    def rows(groups: list[tuple[Node, ...]]) -> tuple[Row, ...]:
        """`groups` are parallel children: groups[i] are the i-th children of all folded parents."""
        result: list[Row] = []
        index = 0
        while index < len(groups):
            end = index + 1
            if groups[index][0].name.isdigit():
                while (
                    end < len(groups)
                    and groups[end][0].name.isdigit()
                    and signature(groups[end][0]) == signature(groups[index][0])
                ):
                    end += 1
            members = tuple(node for group in groups[index:end] for node in group)
            first, last = groups[index][0].name, groups[end - 1][0].name
            label = first if end == index + 1 else f"{first}–{last}"
            result.append(Row(label, members, rows(_parallel(members))))
            index = end
        return tuple(result)

    return Row(tree.root.name, (tree.root,), rows(_parallel((tree.root,))))


def _parallel(parents: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    return list(zip(*(parent.children for parent in parents), strict=True))
