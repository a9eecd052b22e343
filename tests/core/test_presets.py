"""Presets: what each sets, what stays, what counts as changed; as files that are forgiving to nobody."""

from pathlib import Path

import pytest
import trees
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import preferences_file, preset_files, presets, quick_sets
from workbench.core.data_spec import DataSpec, SourceSpec
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan, resolve
from workbench.core.presets import LayerRule
from workbench.core.spec import ModelSpec, RunSpec

SHIPPED = {preset.id: preset for preset in preset_files.shipped()}
# The guide's table, without those whose method, task or optimiser does not exist.
TABLE = {
    "balanced": {},
    "style-and-format": {"layers.rank": 8, "training.epochs": 2},
    "new-knowledge": {
        "layers.rank": 64,
        "training.learning_rate": 1e-4,
        "training.epochs": 3,
        "data.train_on": "everything",
    },
    "maximum-quality": {
        "layers.rank": 128,
        "layers.scale": 1.0,
        "training.learning_rate": 1e-4,
        "training.early_stopping": 5,
    },
    "top-layers": {"layers.rank": 16, "training.prefix_cache": 16.0},
    "quick-look": {"training.steps": 50, "data.cap": 500, "layers.rank": 8},
}
MINE = RunSpec(
    name="mine",
    model=ModelSpec(path="/models/a", dtype="float32"),
    data=DataSpec(path="/rows.jsonl", mix=(SourceSpec(path="/more.jsonl"),), system_prompt="Be brief."),
    layers=RankPlan(targets=("block.0.self_attn.q_proj",), rank=4, ranks={"block.0": 2}, use_dora=True),
).replaced("training.seed", 7)


@pytest.fixture
def tree() -> LayerTree:
    return trees.decoder(blocks=8)


def key_of(found: list[presets.Change]) -> list[str]:
    return [change.option.key for change in found]


def test_the_shipped_ones_are_the_guides():
    assert {identity: dict(preset.values) for identity, preset in SHIPPED.items()} == TABLE
    assert list(SHIPPED) == list(TABLE)
    assert all(preset.goal.endswith(".") for preset in SHIPPED.values())
    assert SHIPPED["top-layers"].rule == LayerRule(last=0.25)


@pytest.mark.parametrize("identity", TABLE)
def test_what_was_just_applied_has_no_changes_and_keeps_model_and_data(identity: str, tree: LayerTree):
    made = presets.applied(SHIPPED[identity], MINE, tree)
    assert (made.name, made.model, made.preset) == ("mine", MINE.model, identity)
    kept = ("path", "mix", "system_prompt", "template")
    assert [getattr(made.data, name) for name in kept] == [getattr(MINE.data, name) for name in kept]
    assert (made.training.seed, made.layers.use_dora, made.layers.ranks) == (42, False, {})
    if SHIPPED[identity].rule is None:
        assert made.layers.targets == MINE.layers.targets
    about_the_run = {"model.dtype", "data.system_prompt", "layers.targets"}
    assert set(key_of(presets.changes(made, SHIPPED[identity], tree))) <= about_the_run


def test_a_preset_that_names_ticks_sets_them_and_the_next_one_takes_them_back(tree: LayerTree):
    made = presets.applied(SHIPPED["top-layers"], MINE, tree)
    assert {path.split(".")[2] for path in made.layers.targets} == {"6", "7"}
    assert "layers.targets" not in key_of(presets.changes(made, SHIPPED["top-layers"], tree))
    back = presets.applied(SHIPPED["balanced"], made, tree, former=SHIPPED["top-layers"])
    assert back.layers.targets == "all-linear"
    by_hand = made.replaced("layers.targets", made.layers.targets[1:])
    assert "layers.targets" in key_of(presets.changes(by_hand, SHIPPED["top-layers"], tree))
    stays = presets.applied(SHIPPED["balanced"], by_hand, tree, former=SHIPPED["top-layers"])
    assert stays.layers.targets == by_hand.layers.targets


def test_a_cap_that_only_the_former_preset_wanted_goes_with_it():
    looked = presets.applied(SHIPPED["quick-look"], MINE)
    back = presets.applied(SHIPPED["balanced"], looked, former=SHIPPED["quick-look"])
    assert (looked.data.cap, back.data.cap) == (500, None)
    own = looked.replaced("data.cap", 200)
    assert presets.applied(SHIPPED["balanced"], own, former=SHIPPED["quick-look"]).data.cap == 200


def test_changes_name_old_and_new(tree: LayerTree):
    value = presets.applied(SHIPPED["style-and-format"], RunSpec(), tree).replaced("layers.rank", 32)
    value = value.replaced("training.batch_size", 4).replaced("name", "other").replaced("data.path", "/x")
    found = presets.changes(value, SHIPPED["style-and-format"], tree)
    assert [(c.option.key, c.old, c.new) for c in found] == [
        ("layers.rank", 8, 32),
        ("training.batch_size", "auto", 4),
    ]


def test_all_linear_written_out_is_no_change(tree: LayerTree):
    written = resolve(RankPlan(), tree)
    assert presets.changes(RunSpec(layers=written), None, tree) == []
    assert key_of(presets.changes(RunSpec(layers=written), None, None)) == ["layers.targets"]


def test_a_rule_without_a_model_is_said():
    with pytest.raises(WorkbenchError, match="no model has been read") as caught:
        presets.applied(SHIPPED["top-layers"], RunSpec())
    assert caught.value.hint == "Choose a model first."


@given(
    kinds=st.sampled_from(["all-linear", "attention", "mlp", "query-value"]),
    last=st.none() | st.floats(0.01, 0.99),
    blocks=st.integers(2, 40),
)
def test_a_rule_is_found_again_in_what_it_ticks(kinds, last, blocks: int):
    tree = trees.decoder(blocks=blocks)
    plan = LayerRule(set=kinds, last=last).on(RankPlan(), tree)
    found = presets.rule_of(plan, tree)
    assert found is not None
    assert presets.same_ticks(found.on(RankPlan(), tree).targets, plan.targets, tree)


def test_ticks_without_a_rule_stay_out_of_a_preset(tree: LayerTree):
    plan = quick_sets.every_other_block(RankPlan(rank=32), tree)
    made, whole = presets.from_spec(RunSpec(layers=plan), tree, identity="a", title=" A ")
    assert (dict(made.values), made.rule, made.title, whole) == ({"layers.rank": 32}, None, "A", False)
    plan = quick_sets.last_blocks(RankPlan(), tree, 2)
    made, whole = presets.from_spec(RunSpec(layers=plan), tree, identity="a", title="A")
    assert (made.rule, whole) == (LayerRule(last=0.25), True)


def test_an_own_one_is_saved_found_renamed_deleted_and_put_back(home: Path):
    value = RunSpec().replaced("layers.rank", 24).replaced("training.schedule", "wsd")
    made, whole = preset_files.save_as(value, None, "Unsere Größe / 1", "For us.")
    assert whole
    assert (made.id, (home / "presets" / "unsere-grösse-1.yaml").is_file()) == ("unsere-grösse-1", True)
    assert preset_files.find(made.id) == made
    assert preset_files.named("UNSERE GRÖSSE / 1") == made
    renamed = preset_files.rename(made, "Ours")
    assert (renamed.id, preset_files.find(made.id)) == (made.id, renamed)
    with pytest.raises(WorkbenchError, match=r"There is a preset “ours” already\."):
        preset_files.save_as(value, None, "ours")
    preset_files.delete(renamed)
    assert preset_files.own() == ()
    preset_files.restore(renamed)
    assert preset_files.own() == (renamed,)


def test_a_shipped_one_stays():
    for change in (preset_files.delete, lambda preset: preset_files.rename(preset, "x")):
        with pytest.raises(WorkbenchError, match="came with the workbench"):
            change(SHIPPED["balanced"])


def test_one_goes_to_another_machine_and_is_not_taken_twice(tmp_path: Path, home: Path):
    made, _ = preset_files.save_as(RunSpec().replaced("layers.rank", 24), None, "Ours")
    preset_files.export(made, tmp_path / "ours.yaml")
    assert preset_files.take(tmp_path / "ours.yaml") == made
    preset_files.delete(made)
    again = preset_files.take(tmp_path / "ours.yaml")
    assert (again.title, dict(again.values)) == ("Ours", {"layers.rank": 24})
    (tmp_path / "ours.yaml").write_text("preset: 1\ntitle: Ours\nspec: {layers: {rank: 3}}\n")
    assert preset_files.take(tmp_path / "ours.yaml").title == "Ours 2"


def test_new_runs_begin_with_the_chosen_one_until_it_is_gone():
    assert preset_files.for_new_runs() is None
    made, _ = preset_files.save_as(RunSpec(), None, "Ours")
    preset_files.use_for_new_runs(made)
    assert preset_files.for_new_runs() == made
    assert preferences_file.current().presets.new_runs == "ours"
    preset_files.delete(made)
    assert preset_files.for_new_runs() is None
    preset_files.restore(made)
    preset_files.use_for_new_runs(None)
    assert preset_files.for_new_runs() is None


@pytest.mark.parametrize(
    ("text", "said", "advice"),
    [
        (
            "preset: 2\ntitle: A\nwishes: {}\n",
            "is a preset of version 2; this workbench reads version 1.",
            "pip",
        ),
        ("title: A\n", "is not a preset: it has no line preset: 1.", "show balanced"),
        ("- a\n", "is not a preset", "show balanced"),
        ("preset: one\ntitle: A\n", "is not a preset that can be read: preset:", "show balanced"),
        ("preset: 0\ntitle: A\n", "is not a preset that can be read: preset:", "show balanced"),
        ("preset: 1\n", "is not a preset that can be read: title:", "show balanced"),
        ("preset: 1\ntitle: ' '\n", "a title is one line", "show balanced"),
        (
            "preset: 1\ntitle: A\nspec: {training: {magic: 3}}\n",
            "sets training.magic, which",
            "schema",
        ),
        ("preset: 1\ntitle: A\nspec: {name: x}\n", "sets name, which is not a setting of a preset", "schema"),
        ("preset: 1\ntitle: A\nspec: {layers: {rank: 0}}\n", "layers.rank: input should be", "r: B is"),
        ("preset: 1\ntitle: A\nlayers: {last: 2}\n", "layers.last: Input should be less", "show balanced"),
        ("preset: 1\ntitle: A\nlayers: {set: odd}\n", "layers.set: Input should be 'all-linear'", "show"),
        ("preset: [", "is not a YAML file", "schema"),
    ],
)
def test_a_file_that_is_none_is_a_sentence_and_a_next_step(text: str, said: str, advice: str, home: Path):
    file = home / "presets" / "bad.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    with pytest.raises(WorkbenchError) as caught:
        preset_files.read(file)
    assert said in caught.value.message
    assert advice in caught.value.hint
    assert "\n" not in caught.value.message
    assert preset_files.own() == ()
    assert [one.file for one in preset_files.broken()] == [file]
    with pytest.raises(WorkbenchError):
        preset_files.named("bad")
    assert preset_files.find("bad") is None


@pytest.mark.parametrize("identity", ["", "../../etc/passwd", "nowhere", "/abs", "a b"])
def test_a_spec_may_remember_one_that_is_not_here(identity: str):
    assert preset_files.find(identity) is None
    with pytest.raises(WorkbenchError, match="There is no preset") as caught:
        preset_files.named(identity or "x")
    assert "maximum-quality" in caught.value.hint


def test_a_file_changed_by_hand_is_read_again(home: Path):
    made, _ = preset_files.save_as(RunSpec(), None, "Ours")
    text = preset_files.text_of(made)
    assert yaml.safe_load(text)["preset"] == 1
    (home / "presets" / "ours.yaml").write_text(text.replace("spec: {}", "spec: {layers: {rank: 5}}"))
    found = preset_files.find("ours")
    assert found is not None
    assert dict(found.values) == {"layers.rank": 5}
