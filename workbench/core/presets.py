"""A preset is a goal: some settings, and perhaps a rule for the layers, laid over a run spec.

`applied` makes a spec of it; `changes` lists what a spec has otherwise. Where they lie: `preset_files`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from workbench.core import quick_sets, spec
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.option import Option, Part, option, plain
from workbench.core.plan import RankPlan, resolve
from workbench.core.spec import RunSpec

FORMAT = 1  # of the file
BALANCED = "balanced"  # the one that sets nothing beyond the defaults

_TICKS = ("layers.targets", "layers.modules_to_save")
# What a run is made of: the same preset serves many of them.
_SUBJECT = (
    *("name", "model.path", "data.path", "data.format", "data.mix", "data.weight", "data.cap"),
    *("data.validation", "data.sha256", "data.leave_out_bad_rows"),
)
_KEPT_GROUPS = ("Model", "Data", "Device")
Set = Literal["all-linear", "attention", "mlp", "query-value", "experts"]


class LayerRule(Part):
    """Which layers, in words that hold for any model."""

    set: Set = option("all-linear", "Quick set", "Which kinds of layers.")
    last: float | None = option(
        None, "Last blocks", "Only this share of the blocks, from the top.", gt=0, le=1
    )

    def on(self, plan: RankPlan, tree: LayerTree) -> RankPlan:
        """The plan with these layers ticked. Raises WorkbenchError where the model has none of them."""
        chosen = quick_sets.apply(self.set, plan, tree)
        share = self.last
        if share is not None:
            chosen = quick_sets.blocks(
                chosen, tree, lambda place, length: place >= length - max(1, round(length * share))
            )
        if not resolve(chosen, tree).targets:
            raise WorkbenchError(
                "This model has none of the layers that the preset ticks ({set}).",
                hint="Choose another preset, or tick layers by hand.",
                kind="nothing-matched",
                set=self.set,
            )
        return chosen


@dataclass(frozen=True, slots=True)
class Preset:
    """`values` are the settings that it names, by their dotted keys; all others are at their defaults."""

    id: str  # what a spec remembers; of a file: its name
    title: str
    goal: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    rule: LayerRule | None = None
    shipped: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A setting of a spec that is not as its preset has it."""

    option: Option
    old: object
    new: object


class _Document(Part):
    preset: Literal[1]
    title: str = Field(min_length=1, max_length=100)
    goal: str = Field("", max_length=1000)
    order: int = 0
    spec: dict[str, Any] = Field(default_factory=dict)
    layers: LayerRule | None = None

    @model_validator(mode="after")
    def _a_title(self) -> "_Document":
        if not self.title.strip() or "\n" in self.title:
            raise ValueError("a title is one line")
        return self


def is_preset(document: object) -> bool:
    """Whether plain YAML values are meant as one, of whatever version."""
    return isinstance(document, Mapping) and "preset" in document


def parse(document: object, identity: str, *, source: str, shipped: bool = False) -> Preset:
    """Raises WorkbenchError for what is no preset, names a setting that does not exist, or is newer."""
    if not isinstance(document, Mapping) or "preset" not in document:
        raise WorkbenchError(
            "{source} is not a preset: it has no line preset: 1.",
            hint="`workbench presets show balanced` shows what one looks like.",
            source=source,
        )
    version = document["preset"]
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        raise WorkbenchError(
            "{source} is a preset of version {version}; this workbench reads version {known}.",
            hint="Update the workbench (pip install --upgrade lora-workbench), or export the preset again "
            "from the version that this one has.",
            kind="newer-preset",
            source=source,
            version=version,
            known=FORMAT,
        )
    try:
        read = _Document.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        raise WorkbenchError(
            "{source} is not a preset that can be read: {key}: {problem}.",
            hint="`workbench presets show balanced` shows what one looks like.",
            source=source,
            key=".".join(str(part) for part in first["loc"]) or "preset",
            problem=str(first["msg"]).removeprefix("Value error, "),
        ) from error
    values = _judged(_flat(read.spec, source), source)
    return Preset(identity, read.title, read.goal, values, read.layers, shipped, read.order)


def document(preset: Preset) -> dict[str, Any]:
    """The plain values of its file."""
    parts: dict[str, Any] = {}
    for key, value in preset.values.items():
        part, _, name = key.partition(".")
        parts.setdefault(part, {})[name] = plain(value)
    found: dict[str, Any] = {"preset": FORMAT, "title": preset.title, "goal": preset.goal, "spec": parts}
    return found | ({"layers": preset.rule.model_dump(exclude_none=True)} if preset.rule else {})


def applied(
    preset: Preset, value: RunSpec, tree: LayerTree | None = None, former: Preset | None = None
) -> RunSpec:
    """The spec as the preset wants it. Model, data, ticks and device stay, unless the preset names them.

    What `former` had named of those and is still as it said goes back to its default. Raises WorkbenchError
    where the preset has a rule for the layers, and `tree` is not there or has none of them.
    """
    wanted: dict[str, Any] = {}
    for declared in spec.options():
        if declared.key in preset.values:
            wanted[declared.key] = preset.values[declared.key]
        elif not _kept(declared) or _was_of(former, declared.key, value):
            wanted[declared.key] = _default(declared.key)
    ours = _targets_of(former.rule, tree) if former and former.rule and tree else None
    if ours is not None and same_ticks(value.layers.targets, ours, tree):
        wanted["layers.targets"] = _default("layers.targets")
    made = _with(value, wanted).model_copy(update={"preset": preset.id})
    if preset.rule is None:
        return made
    if tree is None:
        raise WorkbenchError(
            "“{title}” ticks layers of the model, and no model has been read.",
            hint="Choose a model first.",
            kind="no-tree",
            title=preset.title,
        )
    return made.model_copy(update={"layers": preset.rule.on(made.layers, tree)})


def baseline(preset: Preset | None, key: str, tree: LayerTree | None = None) -> Any:
    """What a setting is with the preset and nothing else; a rule for the layers needs the model's tree."""
    if preset is not None and key in preset.values:
        return preset.values[key]
    if key == "layers.targets" and preset is not None and preset.rule is not None and tree is not None:
        return _targets_of(preset.rule, tree)
    return _default(key)


def changes(value: RunSpec, preset: Preset | None, tree: LayerTree | None = None) -> list[Change]:
    """What a person set otherwise than the preset, or the defaults, in the order of the declarations."""
    found = []
    for declared in spec.options():
        key = declared.key
        if key in _SUBJECT and (preset is None or key not in preset.values):
            continue
        if key == "layers.targets" and preset is not None and preset.rule is not None and tree is None:
            continue  # what its rule ticks is not known yet
        old, new = baseline(preset, key, tree), value.get(key)
        same = same_ticks(old, new, tree) if key == "layers.targets" else old == new
        if not same:
            found.append(Change(declared, old, new))
    return found


def same_ticks(one: str | tuple[str, ...], other: str | tuple[str, ...], tree: LayerTree | None) -> bool:
    """Whether two targets mean the same layers of a model; what does not fit it is different."""
    if one == other:
        return True
    if tree is None:
        return False
    try:
        first, second = (
            resolve(RankPlan(targets=t), tree).targets if isinstance(t, str) else t for t in (one, other)
        )
    except WorkbenchError:  # of another model: Setup says so
        return False
    return first == second or set(first) == set(second)


def from_spec(
    value: RunSpec, tree: LayerTree | None, *, identity: str, title: str, goal: str = ""
) -> tuple[Preset, bool]:
    """An own preset of what a spec has otherwise than the defaults; False: its ticks are not part of it.

    Ticks and own ranks by path belong to one model. They are kept where a rule says the same.
    """
    values = {}
    for declared in spec.options():
        current = value.get(declared.key)
        plain = not _kept(declared) and declared.key not in ("layers.ranks", "layers.scales")
        if plain and current != _default(declared.key):
            values[declared.key] = current
    rule = rule_of(value.layers, tree) if tree is not None else None
    told = not value.layers.ranks and not value.layers.scales and not value.layers.modules_to_save
    told = told and (rule is not None or value.layers.targets == _default("layers.targets"))
    if rule == LayerRule():
        rule = None
    return Preset(identity, title.strip(), goal.strip(), values, rule), told


def rule_of(plan: RankPlan, tree: LayerTree) -> LayerRule | None:
    """The rule that ticks what the plan ticks: a quick set, in all blocks or the last ones; None: no rule."""
    if plan.targets == _default("layers.targets"):
        return LayerRule()
    counts = sorted({len(stack) for stack in tree.stacks})
    shares = [None, *(n / counts[-1] for n in range(1, counts[-1]))] if counts else [None]
    try:
        ticked = set(resolve(plan, tree).targets)
    except WorkbenchError:  # of another model
        return None
    for key in ("all-linear", "attention", "mlp", "query-value", "experts"):
        members = {path for path, on in zip(tree.paths, quick_sets.members(key, tree), strict=True) if on}
        if not ticked or not ticked <= members:
            continue
        for share in shares:
            rule = LayerRule(set=key, last=share)
            if set(resolve(rule.on(RankPlan(), tree), tree).targets) == ticked:
                return rule
    return None


# --- inside


def _targets_of(rule: LayerRule, tree: LayerTree) -> str | tuple[str, ...]:
    try:
        return rule.on(RankPlan(), tree).targets
    except WorkbenchError:  # the model has none of them: nothing is ticked by it
        return ()


def _kept(declared: Option) -> bool:
    """Whether applying a preset that does not name it leaves it alone."""
    return declared.group in _KEPT_GROUPS or declared.key in _SUBJECT or declared.key in _TICKS


def _was_of(former: Preset | None, key: str, value: RunSpec) -> bool:
    return former is not None and key in former.values and value.get(key) == former.values[key]


_DEFAULTS = spec.parse({})


def _default(key: str) -> Any:
    return _DEFAULTS.get(key)


def _with(value: RunSpec, wanted: Mapping[str, Any]) -> RunSpec:
    """Values that were judged before, put into their parts."""
    parts: dict[str, dict[str, Any]] = {}
    whole: dict[str, Any] = {}
    for key, one in wanted.items():
        part, dot, name = key.partition(".")
        if dot:
            parts.setdefault(part, {})[name] = one
        else:
            whole[key] = one
    made = {part: getattr(value, part).model_copy(update=own) for part, own in parts.items()}
    return value.model_copy(update=made | whole)


def _flat(parts: Mapping[str, Any], source: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part, own in parts.items():
        if not isinstance(own, Mapping):
            found[str(part)] = own
            continue
        for name, value in own.items():
            found[f"{part}.{name}"] = value
    known = {declared.key for declared in spec.options()} - {"name", "model.path", "data.sha256"}
    unknown = [key for key in found if key not in known]
    if unknown:
        raise WorkbenchError(
            "{source} sets {key}, which is not a setting of a preset.",
            hint="It may be of a newer version, or misspelt; `workbench schema` lists every setting.",
            kind="unknown-setting",
            source=source,
            key=unknown[0],
        )
    return found


def _judged(values: Mapping[str, Any], source: str) -> dict[str, Any]:
    """As the declarations take them: a list becomes a tuple. Raises WorkbenchError where they do not."""
    parts: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        part, _, name = key.partition(".")
        parts.setdefault(part, {})[name] = value
    judged = spec.parse(parts, source=source)
    return {key: judged.get(key) for key in values}
