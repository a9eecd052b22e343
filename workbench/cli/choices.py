"""From flags to a run spec: the flags are generated from its options, and its own rules judge the values."""

import contextlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import yaml

from workbench.cli import recipes, sources, trees
from workbench.core import plan_file, preset_files, presets, resources, spec
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan
from workbench.core.spec import Option, RunSpec

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_NOTHING = ("null", "none", "")
_LISTED = 5  # names in one sentence


def spec_flags(*parts: str) -> Decorator:
    """Adds the flags that the options of these parts declare, as parameters named `part__option`.

    Values arrive as text: the spec says what is wrong with them, in its own sentence.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(spec.options()):
            if option.flag and option.key.partition(".")[0] in parts:
                name = option.key.replace(".", "__")
                form: dict[str, Any] = {"metavar": _metavar(option), "help": _help(option)}
                if option.key == "data.path":
                    form = {"metavar": sources.METAVAR, "help": sources.HELP, "multiple": True}
                if option.kind == "boolean":
                    form |= {"flag_value": "true", "is_flag": True, "default": None, "metavar": None}
                command = click.option(option.flag, name, **form)(command)
        return command

    return decorate


def plan_flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds what only a plan has: its alpha and its file."""
    command = click.option(
        "--plan",
        "plan_file",
        metavar="FILE|DIR",
        type=click.Path(path_type=Path),
        help="Where the plan comes from: YAML or JSON (targets, rank, scale, ranks, scales), a run spec, an "
        "adapter_config.json, or an adapter's folder.",
    )(command)
    return click.option(
        "--alpha", metavar="NUMBER", help="LoRA's alpha at the plan's rank: sets the scale to alpha / rank."
    )(command)


preset_flag: Decorator = click.option(
    "--preset",
    metavar="NAME",
    help="Settings to begin with; flags win over them. `workbench presets` lists what there is.",
)


def given(flags: dict[str, Any]) -> dict[str, str]:
    """Dotted keys and texts of the flags that were used."""
    data = sources.settings(flags.get("data__path") or ())
    plain = {name: text for name, text in flags.items() if name != "data__path" and text is not None}
    return {name.replace("__", "."): text for name, text in plain.items()} | data


def run_spec(
    source: str | None,
    chosen: dict[str, str],
    settings: tuple[str, ...] = (),
    file: Path | None = None,
    alpha: str | None = None,
    preset: str | None = None,
) -> RunSpec:
    """The spec that `source` (a file, "starter", or nothing), a preset and the flags describe together."""
    if "training.steps" in chosen and "training.epochs" in chosen:
        raise WorkbenchError(
            "--steps and --epochs both set the length of the run.", hint="Give one of the two."
        )
    chosen = chosen | dict(_setting(text) for text in settings)
    value = _source(source, chosen)
    model = chosen.get("model.path", value.model.path)
    if preset is not None:
        wanted = preset_files.named(preset)
        former = preset_files.find(value.preset)
        tree = trees.read(model) if wanted.rule is not None else None
        value = presets.applied(wanted, value, tree, former)
    if "training.epochs" in chosen and "training.steps" not in chosen:
        value = value.replaced("training.steps", None)
    layers = rank_plan(value, chosen, file, alpha, lambda: trees.read(model))
    value = value.model_copy(update={"layers": layers})
    for key, text in chosen.items():
        if not key.startswith("layers."):
            value = value.replaced(key, _plain(key, text))
    return _rooted(value).model_copy(update={"resolved": None})


def changed(value: RunSpec, chosen: dict[str, str], settings: tuple[str, ...] = ()) -> RunSpec:
    """A spec with the flags and `KEY=VALUE` texts applied."""
    for key, text in (chosen | dict(_setting(text) for text in settings)).items():
        value = value.replaced(key, _plain(key, text))
    return _rooted(value)


def rank_plan(
    value: RunSpec,
    chosen: dict[str, str],
    file: Path | None,
    alpha: str | None,
    tree: Callable[[], LayerTree],
    *,
    partly: bool = False,
) -> RankPlan:
    """The plan of `value`, or of a file, with the flags applied and alpha turned into a scale.

    A plan of our own names modules, which must all exist, unless `partly` says that what fits is enough.
    peft's configuration holds for any model, as with peft: what matched nothing is said on stderr.
    """
    if file is not None:
        value = value.model_copy(update={"layers": _from_file(file, tree, partly)})
    for key, text in chosen.items():
        if key.startswith("layers."):
            value = value.replaced(key, _plain(key, text))
    if alpha is not None:
        try:
            number = float(alpha)
        except ValueError as error:
            raise WorkbenchError(
                "--alpha is not a number: {alpha}.",
                hint="Usual values are the rank or twice the rank.",
                alpha=repr(alpha),
            ) from error
        value = value.replaced("layers.scale", number / value.layers.rank)
    if file is not None and not partly:
        _must_exist(value.layers, tree(), file)
    return value.layers


def _must_exist(plan: RankPlan, tree: LayerTree, file: Path) -> None:
    named = () if isinstance(plan.targets, str) else plan.targets
    named = (*named, *plan.ranks, *plan.scales, *plan.modules_to_save)
    missing = list(dict.fromkeys(path for path in named if path not in tree.nodes))
    if missing:
        raise WorkbenchError(
            "{count} names in {file} are not in this model: {names}.",
            hint="`workbench plan MODEL --plan {file}` lists them all, and what they may be called here.",
            kind="plan-mismatch",
            count=len(missing),
            names=", ".join(missing[:_LISTED]) + (", …" if len(missing) > _LISTED else ""),
            file=file,
        )


def _source(source: str | None, chosen: dict[str, str]) -> RunSpec:
    if source == resources.STARTER:
        return spec.read(resources.path("starter/run.yaml"))
    if source is not None:
        return recipes.read(Path(source), chosen)
    missing = [
        flag for key, flag in (("model.path", "--model"), ("data.path", "--data")) if key not in chosen
    ]
    if missing:
        raise WorkbenchError(
            "Without a run spec, {missing} must say what to train on.",
            hint="Example: workbench train --model DIR --data FILE; or try `workbench train starter`.",
            missing=" and ".join(missing),
        )
    name = f"{Path(chosen['data.path']).stem}-{Path(chosen['model.path']).name}"
    return spec.parse({}).replaced("name", re.sub(r"[/\\\0\n]", "-", name)[:100])


def _rooted(value: RunSpec) -> RunSpec:
    """Paths that hold from any folder: the run is read again later, from elsewhere."""
    for key in ("model.path", "data.path", "data.validation", "watch.prompts"):
        if isinstance(value.get(key), str):
            value = value.replaced(key, _rooted_path(value.get(key)))
    mix = [one.model_dump() | {"path": _rooted_path(one.path)} for one in value.data.mix]
    return value.replaced("data.mix", mix)


def _rooted_path(path: str) -> str:
    found = Path(path).expanduser()
    return str(found.resolve()) if path not in ("", resources.STARTER) and found.exists() else path


def _setting(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise WorkbenchError(
            "--set needs a key and a value: {text}.",
            hint="Example: --set training.weight_decay=0.01",
            text=repr(text),
        )
    return key.strip(), value


def _plain(key: str, text: str) -> object:
    """The value a text stands for; anything but tables and "null" is left to the spec's own reading."""
    declared = next((option for option in spec.options() if option.key == key), None)
    if declared is None:
        return text.strip()
    if declared.kind == "other":
        return _loaded(text, f"--set {key}")
    if declared.listed and (texts := _texts(text)):
        return texts
    if declared.kind == "text":  # spaces are part of it
        return text
    return None if declared.optional and text.strip().lower() in _NOTHING else text.strip()


def _texts(text: str) -> list[str]:
    """A JSON list of texts; a regex or a path is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) and all(isinstance(one, str) for one in found) else []


def _from_file(file: Path, tree: Callable[[], LayerTree], partly: bool) -> RankPlan:
    document = plan_file.load(file)
    if isinstance(document, RankPlan) and not partly:
        return document
    reading = plan_file.fitted(document, tree())
    for note in reading.notes:
        click.echo(f"Note: {note}", err=True)
    if reading.unmatched:
        count = len(reading.unmatched)
        which = "1 name matches" if count == 1 else f"{count} names match"
        click.echo(f"Note: {which} nothing in this model:", err=True)
        for name in reading.unmatched:
            here = f" (perhaps {reading.offer[name]})" if name in reading.offer else ""
            click.echo(f"  {name}{here}", err=True)
    if reading.unmatched and not reading.taken:
        raise WorkbenchError(
            "Nothing that {file} names exists in this model.",
            hint="The plan belongs to another model; `workbench layers` lists this model's modules.",
            kind="plan-mismatch",
            file=file,
        )
    return reading.plan


def _loaded(text: str, source: str) -> object:
    with contextlib.suppress(ValueError, RecursionError):  # JSON is nearly YAML, but not quite
        return json.loads(text)
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise WorkbenchError(
            "{source} is neither YAML nor JSON: {reason}",
            hint="Example of a plan: {{rank: 8, targets: all-linear, ranks: {{model.layers.0: 16}}}}",
            source=source,
            reason=" ".join(str(error).split()),
        ) from error


def _metavar(option: Option) -> str:
    if option.choices:
        return "|".join(option.choices)
    word = {"integer": "N", "number": "NUMBER"}.get(option.kind, option.title.upper())
    return f"{word}|auto" if option.automatic else word


def _help(option: Option) -> str:
    # the texts' defaults hold for the starter alone
    if option.default is None or option.kind in ("text", "boolean"):
        return option.help
    unit = f" {option.unit}" if option.unit and option.default != "auto" else ""
    return f"{option.help} Default: {option.default}{unit}."
