"""Plans that travel as files: round trips, every kind of file, other models, and what cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from trees import DECODER, decoder, linear, plans, tree

from workbench.core import plan_file
from workbench.core.errors import WorkbenchError
from workbench.core.layers import LayerTree
from workbench.core.plan import RankPlan, adapted
from workbench.core.spec import RunSpec

Q0, Q1 = "model.layers.0.attn.q", "model.layers.1.attn.q"
PEFT = {"peft_type": "LORA", "r": 4, "lora_alpha": 8, "target_modules": ["q", "v"]}


def wrapped(prefix: str = "base.") -> LayerTree:
    """The same model inside another module."""
    inner = [layer for layer in DECODER.layers if layer.linear]
    return tree(
        *(linear(prefix + layer.path, layer.in_features or 0, layer.out_features or 0) for layer in inner)
    )


@given(plan=plans)
def test_a_plan_comes_back_from_its_text(plan: RankPlan) -> None:
    reading = plan_file.fitted(plan_file.parse(plan_file.text_of(plan), "plan.yaml"), DECODER)
    assert reading.plan == plan
    assert (reading.unmatched, reading.notes, reading.offer) == ((), (), {})


def test_a_plan_comes_back_from_its_file(tmp_path: Path) -> None:
    plan = RankPlan(rank=8, ranks={Q0: 16}, use_dora=True)
    plan_file.write(plan, tmp_path / "new" / "plan.yaml")
    assert plan_file.read(tmp_path / "new" / "plan.yaml", DECODER).plan == plan


@given(plan=plans)
def test_an_adapter_config_that_is_written_comes_back_as_the_same_ranks(plan: RankPlan) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        plan_file.write_peft(plan, DECODER, "base", Path(folder) / "adapter_config.json")
        reading = plan_file.read(Path(folder), DECODER)
    assert adapted(reading.plan, DECODER) == {
        path: (how.rank, pytest.approx(how.scale)) for path, how in adapted(plan, DECODER).items()
    }


def _write(folder: Path, name: str, content: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return file


SOURCES: list[tuple[str, str, str]] = [
    ("plan.yaml", "plan.yaml", "{rank: 4, targets: '.*attn.[qv]'}"),
    ("plan.json", "plan.json", '{\n\t"rank": 4,\n\t"targets": ".*attn.[qv]"\n}'),
    ("with-mark.yaml", "with-mark.yaml", "\ufeffrank: 4\ntargets: '.*attn.[qv]'"),
    ("adapter_config.json", "adapter_config.json", json.dumps(PEFT)),
    ("any-name.json", "any-name.json", json.dumps(PEFT)),
    ("adapter", "adapter/adapter_config.json", json.dumps(PEFT)),
    ("adapter/adapter_model.safetensors", "adapter/adapter_config.json", json.dumps(PEFT)),
    ("run.yaml", "run.yaml", RunSpec(layers=RankPlan(rank=4, targets=".*attn.[qv]")).to_yaml()),
    ("run", "run/run.yaml", "{model: {path: /gone}, data: 3, layers: {rank: 4, targets: '.*attn.[qv]'}}"),
    ("finished", "finished/adapter/adapter_config.json", json.dumps(PEFT)),
]


@pytest.mark.parametrize(("chosen", "name", "content"), SOURCES, ids=[chosen for chosen, *_ in SOURCES])
def test_the_content_decides_how_it_is_read(chosen: str, name: str, content: str, tmp_path: Path) -> None:
    _write(tmp_path, name, content)
    reading = plan_file.read(tmp_path / chosen, DECODER)
    assert {path.rpartition(".")[2] for path in adapted(reading.plan, DECODER)} == {"q", "v"}
    assert (reading.plan.rank, reading.taken, reading.unmatched) == (4, 6, ())


def test_modules_that_this_model_lacks_are_listed_and_the_rest_is_taken() -> None:
    plan = RankPlan(
        targets=(Q0, "model.layers.7.attn.q", "model.norm"),
        ranks={"model.layers.9": 4, Q0: 2},
        scales={"gone": 1.0},
        modules_to_save=("score",),
    )
    reading = plan_file.fitted(plan, DECODER)
    assert reading.plan == RankPlan(targets=(Q0,), ranks={Q0: 2})
    assert set(reading.unmatched) == {"model.layers.7.attn.q", "model.layers.9", "gone", "score"}
    assert reading.notes == ("model.norm stays as it is: no LoRA for a norm.",)
    assert (reading.taken, reading.offer) == (1, {})


def test_a_rule_that_matches_nothing_is_listed() -> None:
    reading = plan_file.fitted(RankPlan(targets=".*query_key_value"), DECODER)
    assert (reading.plan.targets, reading.unmatched, reading.taken) == ((), (".*query_key_value",), 0)


OTHERS: list[RankPlan | dict[str, Any]] = [
    RankPlan(targets=(Q0, Q1, "head"), rank=4, ranks={Q1: 2}),
    PEFT
    | {
        "target_modules": [Q0, Q1, "head"],
        "lora_alpha": 8,
        "rank_pattern": {rf"^{Q1}$".replace(".", r"\."): 2},
    },
]


@pytest.mark.parametrize("document", OTHERS, ids=["ours", "peft's"])
def test_a_plan_of_the_same_model_in_another_wrapping_is_mapped_by_the_ends_of_names(
    document: RankPlan | dict[str, Any],
) -> None:
    # peft itself finds shorter names inside longer ones; the other way round nobody does.
    there, here = wrapped(), DECODER
    longer = _prefixed(document, "base.")
    reading = plan_file.fitted(longer, here)
    assert (reading.taken, reading.plan.targets) == (0, ())
    assert reading.offer == {f"base.{path}": path for path in (Q0, Q1, "head")}
    mapped = plan_file.mapped(reading, here)
    assert (mapped.taken, mapped.unmatched, mapped.offer) == (3, (), {})
    assert {path: how.rank for path, how in adapted(mapped.plan, here).items()} == {Q0: 4, Q1: 2, "head": 4}
    assert plan_file.fitted(longer, there).unmatched == ()


def _prefixed(document: RankPlan | dict[str, Any], prefix: str) -> RankPlan | dict[str, Any]:
    if isinstance(document, RankPlan):
        own = {prefix + path: rank for path, rank in document.ranks.items()}
        return document.model_copy(
            update={"targets": tuple(prefix + p for p in document.targets), "ranks": own}
        )
    pattern = {
        key.replace("^", f"^{prefix}".replace(".", r"\.")): r for key, r in document["rank_pattern"].items()
    }
    return document | {
        "target_modules": [prefix + p for p in document["target_modules"]],
        "rank_pattern": pattern,
    }


def test_what_is_taken_already_is_offered_to_nobody_else() -> None:
    reading = plan_file.fitted(RankPlan(targets=("head", "other.head")), DECODER)
    assert (reading.unmatched, reading.offer) == (("other.head",), {})


def test_what_peft_says_and_a_plan_cannot_is_noted() -> None:
    reading = plan_file.fitted(PEFT | {"layer_replication": [[0, 2]]}, DECODER)
    assert any("layer_replication" in note for note in reading.notes)


WRONG: list[tuple[str, str | bytes | None, str]] = [
    ("none.yaml", None, "none.yaml cannot be read: No such file"),
    ("latin.yaml", "rank: 8 # é".encode("latin-1"), "it is not text in UTF-8"),
    ("broken.yaml", "rank: [1", "broken.yaml is neither YAML nor JSON"),
    ("broken.json", '{"rank": 1,,}', "broken.json is neither YAML nor JSON"),
    ("deep.yaml", "[" * 5000, "deep.yaml is neither YAML nor JSON"),
    ("empty.yaml", "", "empty.yaml holds no plan: it is empty."),
    ("list.yaml", "[1, 2]", "layers: input should be a valid dictionary"),
    ("words.txt", "take all of them", "layers: input should be a valid dictionary"),
    ("high.yaml", "rank: 4000", "layers.rank: input should be less than or equal to 1024"),
    ("unknown.yaml", "ranck: 4", "layers.ranck: extra inputs are not permitted"),
    ("zero.yaml", "{scales: {model: 0}}", "the scale of model must be above 0"),
    ("ia3.json", '{"peft_type": "IA3", "target_modules": ["q"]}', "made with IA3, not with LoRA"),
    ("adapter_model.bin", b"\x80\x04", "it is a pickle, which is never opened"),
    ("pickled/adapter_model.bin", b"\x80\x04", "it has pickled weights, which are never opened"),
    ("model/config.json", "{}", "it is the folder of a model, not of an adapter"),
    ("other/notes.txt", "", "it has neither an adapter_config.json nor a run.yaml"),
    ("weights.safetensors", b"\0", "it holds weights, and no adapter_config.json lies beside it"),
    ("bad-rule.yaml", "targets: '('", "is not a regular expression"),
]


@pytest.mark.parametrize(("name", "content", "said"), WRONG, ids=[name for name, *_ in WRONG])
def test_what_holds_no_plan_is_refused_in_a_sentence(
    name: str, content: str | bytes | None, said: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    chosen = file.parent if "/" in name else file
    with pytest.raises(WorkbenchError) as refused:
        plan_file.read(chosen, DECODER)
    assert said in refused.value.message
    assert refused.value.hint


STRANGE: list[dict[str, Any]] = [
    {"r": float("nan")},
    {"r": float("inf")},
    {"rank_pattern": {1: 2}},
    {"target_modules": [["q"]]},
    {"target_modules": 3},
    {"exclude_modules": [["q"]]},
]


@pytest.mark.parametrize("values", STRANGE, ids=str)
def test_a_damaged_configuration_is_a_plan_or_a_sentence(values: dict[str, Any]) -> None:
    try:
        reading = plan_file.fitted(PEFT | values, DECODER)
    except WorkbenchError:
        return
    assert plan_file.mapped(reading, DECODER).document == reading.document


def test_what_is_no_path_is_refused() -> None:
    with pytest.raises(WorkbenchError, match="it is no path"):
        plan_file.load(Path("a\0b"))


def test_a_file_of_the_size_of_weights_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "plan.yaml").open("wb") as stream:
        stream.truncate(100 * 2**20)
    with pytest.raises(WorkbenchError, match="it is too large to be a plan"):
        plan_file.load(tmp_path / "plan.yaml")


def test_a_plan_of_thousands_of_modules_of_another_model_is_listed_at_once() -> None:
    other = decoder(blocks=2000)
    plan = RankPlan(targets=tuple(layer.path for layer in other.layers if layer.linear))
    reading = plan_file.fitted(plan, DECODER)
    assert reading.taken == 10
    assert len(reading.unmatched) == 6001 - 10
