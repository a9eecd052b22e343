"""Numbers and phrases of the Setup page."""

from pathlib import Path
from typing import Any

import pytest
from example_answers import checked, small_tree

from workbench.core.plan import RankPlan, resolve
from workbench.core.tally import Tally
from workbench.services.problem import Problem
from workbench.ui.setup import amounts, bad_rows, drops, plan_words
from workbench.ui.setup.trouble import below_a_field, beside_its_name, briefly


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (amounts.short(134_515_008), "134.5 M"),
        (amounts.short(7_241_732_096), "7.2 B"),
        (amounts.short(9_216), "9,216"),
        (amounts.file_size(22_155_312), "22 MB"),
        (amounts.file_size(938_312), "938 kB"),
        (amounts.memory(2.7 * 2**30), "2.7 GiB"),
        (amounts.memory(11 * 2**20), "11 MiB"),
        (amounts.percent(20.0), "20 %"),
        (amounts.percent(4.1107), "4.11 %"),
        (amounts.percent(0.00001), "<0.001 %"),
        (amounts.two_decimals(0.004), "<0.01 %"),
        (amounts.scale(2), "2.0"),
        (amounts.span("16", "32"), "16–32"),
    ],
)
def test_amounts_are_written_as_in_the_guide(written: str, expected: str) -> None:
    assert written == expected


def plan(*left_out: str, only: tuple[str, ...] = ()) -> RankPlan:
    tree = small_tree()
    resolved = resolve(RankPlan(), tree)
    paths = [layer.path for layer in tree.layers if layer.path in resolved.targets or only]
    kept = [p for p in paths if not p.endswith(left_out)] if left_out else paths
    kept = [p for p in kept if p.endswith(only)] if only else kept
    return resolved.model_copy(update={"targets": tuple(kept)})


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (RankPlan(), "All linear"),
        (plan("k_proj"), "All linear − k_proj"),
        (plan("up"), "Attention only"),
        (plan(only=("up",)), "MLP only"),
        (plan(only=("q_proj",)), "q_proj"),
        (plan(only=("0.attn.q_proj", "2.mlp.up")), "2 modules"),
        (RankPlan(targets=()), "No layer ticked"),
    ],
)
def test_a_plan_is_called_by_what_it_ticks(value: RankPlan, words: str) -> None:
    assert plan_words.layers(Tally(value, small_tree())) == words


def test_reasons_are_counted_in_grammar() -> None:
    data: dict[str, Any] = checked(bad_count=3, bad_reasons={"not an object": 2, "no answer": 1, "odd": 1})
    found = bad_rows.problem(data, left_out=False)
    assert found is not None
    assert found.message == "3 of 999 rows cannot be used (2 are not objects, 1 has no answer, 1: odd)."
    assert bad_rows.problem(checked(), left_out=False) is None


def test_every_reason_of_the_reader_has_its_phrase() -> None:
    source = (
        "".join(path.read_text(encoding="utf-8") for path in Path("workbench/training/data").glob("*.py"))
        if Path("workbench").is_dir()
        else ""
    )
    for reason in bad_rows._PHRASES:
        assert not source or reason in source, reason


@pytest.mark.parametrize(
    ("name", "kind", "taken"),
    [
        ("chats.jsonl", "data", "chats.jsonl"),
        ("config.json", "model", ""),
        ("model-00001-of-00002.safetensors", "model", ""),
        ("", "model", ""),
    ],
)
def test_what_is_dropped_is_told_by_what_it_is(tmp_path: Path, name: str, kind: str, taken: str) -> None:
    assert drops.meant(tmp_path / name) == (kind, tmp_path / taken)


def test_a_dropped_folder_is_a_model_where_it_has_a_config_and_data_where_it_has_other_files(
    tmp_path: Path,
) -> None:
    (tmp_path / "rows.csv").write_text("prompt,completion")
    assert drops.meant(tmp_path) == ("data", tmp_path)
    (tmp_path / "config.json").write_text("{}")
    assert drops.meant(tmp_path) == ("model", tmp_path)


def test_sentences_are_shortened_where_their_place_says_the_rest() -> None:
    assert beside_its_name("/m/a has no config.json.", "/m/a") == "Has no config.json."
    problem = Problem("training.seed: input should be a valid integer (it is 'x').")
    assert below_a_field(problem) == "Input should be a valid integer (it is 'x')."
    assert briefly(Problem("Long words.", kind="odd", where="data")) == "The data cannot be used"
