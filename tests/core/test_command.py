"""The copied command makes exactly the same spec again: whatever is set, and through click's own parser."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.cli import choices
from workbench.cli.train import train
from workbench.core import presets, runs, spec
from workbench.core.command import as_command, as_flag
from workbench.core.option import Option
from workbench.core.spec import RunSpec

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=12)
PATHS = st.text("abc.$_0 '\"", min_size=1, max_size=8)
# Whatever has more to it than its type says.
SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "name": st.from_regex(r"[^/\\\0\s\r][^/\\\0\n\r]{0,20}", fullmatch=True),
    "model.path": TEXT.map(lambda text: f"/nowhere/{text}"),
    "data.path": TEXT.map(lambda text: f"/nowhere/{text}") | st.just("/nowhere/a::weight=2"),
    "data.validation": TEXT.map(lambda text: f"/nowhere/{text}" if text else ""),
    "data.columns": st.dictionaries(st.sampled_from(["output", "input"]), TEXT, max_size=2),
    "data.mix": st.lists(
        st.fixed_dictionaries({"path": TEXT.map("/nowhere/b{}".format), "weight": st.floats(0.1, 10)}),
        max_size=2,
    ),
    "data.template_arguments": st.dictionaries(PATHS, st.booleans() | st.integers(-9, 9) | TEXT, max_size=2),
    "layers.targets": st.lists(PATHS, min_size=1, max_size=3)
    | st.sampled_from([r".*\.(q|v)_proj", "[a-z]+"]),
    "layers.modules_to_save": st.lists(PATHS, max_size=2),
    "layers.ranks": st.dictionaries(PATHS, st.integers(1, 1024), max_size=2),
    "layers.scales": st.dictionaries(PATHS, st.floats(0.1, 1000), max_size=2),
    "watch.prompts": st.lists(TEXT, min_size=1, max_size=2) | TEXT.map("/nowhere/{}".format),
    "training.without": st.sampled_from(["", "no-mask", "token-budget,no-mask"]),
}


def values(option: Option) -> st.SearchStrategy[Any]:
    """What the declaration allows, its ends and `auto` among it."""
    if option.key in SPECIAL:
        return SPECIAL[option.key]
    low, high = option.minimum, option.maximum
    found: st.SearchStrategy[Any]
    if option.kind == "choice":
        found = st.sampled_from(option.choices)
    elif option.kind == "boolean":
        found = st.booleans()
    elif option.kind == "integer":
        found = st.integers(int(low or 0), int(min(high if high is not None else 10**9, 2**32 - 1)))
    elif option.kind == "number":
        found = st.floats(low or 0, high or 1e9, exclude_min=True, exclude_max=True)
    else:
        found = TEXT
    found = found | st.just("auto") if option.automatic else found
    return found | st.none() if option.optional else found


def read_back(command: str) -> RunSpec:
    """As a shell and click read it, up to where the run's folder would be made."""
    name, verb, *words = shlex.split(command)
    assert (name, verb) == ("workbench", "train")
    flags = train.make_context("train", words).params
    plan_file, alpha, preset = flags.pop("plan_file"), flags.pop("alpha"), flags.pop("preset")
    source, given_settings = flags.pop("source"), flags.pop("settings")
    del flags["out"], flags["as_json"]
    return choices.run_spec(source, choices.given(flags), given_settings, plan_file, alpha, preset)


ALL = {option.key: option for option in spec.options()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_command_of_any_spec_makes_the_same_spec(data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from(sorted(ALL)), unique=True, max_size=8))
    value = RunSpec(preset=data.draw(st.sampled_from(["balanced", "top-layers", "my own"])), name="x")
    for key in keys:
        value = value.replaced(key, data.draw(values(ALL[key]), label=key))
    assert read_back(as_command(value)) == value


@pytest.mark.parametrize("key", sorted(ALL))
def test_every_setting_alone_survives_the_command_and_the_recipe_file(key: str, tmp_path: Path) -> None:
    @settings(max_examples=6, deadline=None, database=None)
    @given(values(ALL[key]))
    def check(wanted: object) -> None:
        value = RunSpec().replaced(key, wanted)
        assert read_back(as_command(value)) == value
        assert spec.parse(spec.yaml.safe_load(value.to_yaml())) == value

    check()


@pytest.mark.parametrize("key", sorted(set(ALL) - {"data.path", "name"}))
def test_a_setting_copied_as_a_flag_sets_it(key: str) -> None:
    @settings(max_examples=6, deadline=None, database=None)
    @given(values(ALL[key]))
    def check(wanted: object) -> None:
        value = RunSpec().replaced(key, wanted)
        flag = as_flag(ALL[key], value.get(key))
        back = read_back(f"workbench train --model starter --data starter {flag}")
        assert back.get(key) == value.get(key)

    check()


def test_a_recipe_file_is_taken_by_train_word_for_word(tmp_path: Path) -> None:
    value = (
        RunSpec(name="again").replaced("training.steps", 7).replaced("layers.ranks", {"model.layers.0": 3})
    )
    file = tmp_path / "recipe.yaml"
    file.write_text(value.to_yaml(), encoding="utf-8")
    assert choices.run_spec(str(file), {}) == value


def test_a_flag_wins_over_a_preset_and_the_preset_over_the_spec(tmp_path: Path, monkeypatch: Any) -> None:
    made: list[RunSpec] = []

    def stop(value: RunSpec, _out: object) -> None:
        made.append(value)
        raise RuntimeError

    monkeypatch.setattr(runs, "create", stop)
    words = ["starter", "--preset", "Maximum quality", "--rank", "64"]
    CliRunner().invoke(train, words)
    value = made[0]
    assert (value.layers.rank, value.layers.scale, value.training.learning_rate) == (64, 1.0, 1e-4)
    assert (value.training.batch_size, value.model.path, value.preset) == (
        "auto",
        "starter",
        "maximum-quality",
    )
    assert json.loads(value.model_dump_json())["preset"] == "maximum-quality"
    assert [change.option.key for change in presets.changes(value, None)][:1] == ["layers.rank"]
