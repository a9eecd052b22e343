"""Settings and results side by side: what differs, what each `auto` came to, and which is the best."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from compared_runs import MODULES, measured, run, sampled, subject

from workbench.core.compare import answers, caveats, facts, lineage, metrics, ranks
from workbench.core.compare.subject import Subject, distinct
from workbench.core.events import SettingChanged, TakenUp
from workbench.core.history import Status


def row(rows: list[facts.Row], key: str) -> facts.Row:
    return next(each for each in rows if each.key == key)


def test_only_what_really_differs_is_a_difference(tmp_path: Path) -> None:
    a = subject(tmp_path, "a", training={"batch_size": 8, "learning_rate": 2e-4})
    b = subject(tmp_path, "b", training={"learning_rate": 1e-3})
    rows = facts.settings([a, b])
    assert row(rows, "training.batch_size").values == ("8", "8"), "b's auto came to 8"
    assert [each.key for each in rows if each.differs] == ["training.learning_rate"]
    assert row(rows, "training.learning_rate").values == ("2e-4", "0.001")
    assert row(rows, "training.learning_rate").numbers == (2e-4, 1e-3)


def test_every_option_but_the_name_has_a_row(tmp_path: Path) -> None:
    from workbench.core import spec

    keys = {each.key for each in facts.settings([subject(tmp_path, "a")])}
    said_by_kind = {"layers.rank", "layers.ranks", "layers.scales", "name", "data.sha256"}
    assert {option.key for option in spec.options()} - keys == said_by_kind


def test_ranks_are_told_by_kind_of_module_and_by_blocks(tmp_path: Path) -> None:
    upper = {f"model.layers.{block}": 32 for block in (2, 3)}
    no_values = tuple(path for path in MODULES if "q_proj" in path)
    a = subject(tmp_path, "a", layers={"rank": 16})
    b = subject(tmp_path, "b", layers={"rank": 16, "ranks": upper})
    c = subject(tmp_path, "c", layers={"rank": 8, "targets": no_values})
    rows = facts.settings([a, b, c])
    assert row(rows, "layers.targets").values == ("8", "8", "4")
    assert row(rows, "layers.rank.self_attn.q_proj").values == ("16", "16 in 0–1, 32 in 2–3", "8")
    assert row(rows, "layers.rank.self_attn.v_proj").values == ("16", "16 in 0–1, 32 in 2–3", "")
    assert row(rows, "layers.rank.self_attn.q_proj").name == "Rank of self_attn.q_proj"


def test_a_scale_of_its_own_stands_beside_the_rank(tmp_path: Path) -> None:
    a = subject(tmp_path, "a", layers={"scales": {"model.layers.1": 4.0}})
    assert ranks.rows([a])[0][1] == ("16 in 0, 2–3, 16 × 4 in 1",)


def test_a_plan_in_words_is_told_by_the_measured_modules_or_as_words(tmp_path: Path) -> None:
    a = subject(tmp_path, "a", layers={"targets": "all-linear"}, more=[measured(4, [1.0, 2.0], first=True)])
    b = subject(tmp_path, "b", layers={"targets": "all-linear"})
    assert row(facts.settings([a, b]), "layers.targets").values == ("2", "all-linear, rank 16")


def test_a_setting_that_was_changed_while_it_ran_says_from_where_on(tmp_path: Path) -> None:
    changed = SettingChanged(2, "learning_rate", 1e-4, 2e-4)
    a = subject(tmp_path, "a", more=[changed])
    assert row(facts.settings([a]), "training.learning_rate").values == ("2e-4, 1e-4 from step 2",)


def test_results_mark_the_best_held_out_loss_and_only_where_it_can_be_compared(tmp_path: Path) -> None:
    a = subject(tmp_path, "a", held_out=[(0, 3.0), (2, 1.1), (4, 1.3)])
    b = subject(tmp_path, "b", held_out=[(4, 1.2)])
    c = subject(tmp_path, "c", held_out=[(4, math.nan)])
    d = subject(tmp_path, "d", held_out=[])
    held_out = row(facts.results([a, b, c, d]), "held-out")
    assert held_out.values == ("1.100 at step 2", "1.200 at step 4", "NaN", "")
    assert held_out.best == 0
    assert row(facts.results([a, b], comparable=False), "held-out").best == -1
    found = facts.results([a, b])
    assert row(found, "time").values == ("42 s", "42 s")
    assert row(found, "speed").values == ("200", "200")
    assert row(found, "memory").values == ("4.0 GiB", "4.0 GiB")
    assert row(found, "share").values == ("2.00 %", "2.00 %")
    assert "adapter" not in [each.key for each in found], "no run has one: no row"


def test_losses_of_other_data_are_said_to_be_not_comparable(tmp_path: Path) -> None:
    a = subject(tmp_path, "a")
    other = subject(tmp_path, "b", resolved={"data_sha256": "77" * 32})
    seed = subject(tmp_path, "c", training={"seed": 43})
    base = subject(tmp_path, "d", resolved={"model_sha256": "11" * 32})
    assert caveats.caveats([a, a]) == ()
    assert caveats.comparable([a, a])
    (said,) = caveats.caveats([a, other])
    assert said == "Losses are of different data (starter 3f3f3f3f · starter 77777777): not comparable."
    (said,) = caveats.caveats([a, seed])
    assert said == "The held-out rows differ (seed 42: 10 · seed 43: 10): held-out losses are not comparable."
    (said,) = caveats.caveats([a, base])
    assert said.startswith("The runs have different base models (starter 9a9a9a9a · starter 11111111)")


def test_a_missing_metric_is_said_by_name(tmp_path: Path) -> None:
    a, b = subject(tmp_path, "a"), subject(tmp_path, "b", held_out=[])
    assert metrics.absent(metrics.metric("held-out"), [a, b]) == ("b has no held-out loss.",)
    keys = [each.key for each in metrics.offered([a.history, b.history])]
    assert keys == ["loss", "held-out", "learning-rate", "grad-norm", "speed", "memory"]


def test_layer_measurements_become_one_curve(tmp_path: Path) -> None:
    told = [measured(2, [3.0, 4.0], first=True), measured(4, [6.0, 8.0])]
    a = subject(tmp_path, "a", more=told)
    together = metrics.metric("layers-change").of(a.history)
    most = metrics.metric("layers-change-most").of(a.history)
    assert (list(together.x), list(together.y)) == ([2, 4], [5.0, 10.0])
    assert list(most.y) == [4.0, 8.0]


def test_a_step_in_epochs_tokens_and_seconds(tmp_path: Path) -> None:
    a = subject(tmp_path, "a")
    scale = metrics.Scale.of(a.history)
    assert scale.at(0) == (0.0, 0.0, 0.0)
    assert scale.at(3) == (0.3, 300, 4.0)
    assert scale.at(2.5) == scale.at(2)
    assert scale.at(99) == scale.at(4)


def test_tokens_are_counted_again_from_where_a_run_was_taken_up(tmp_path: Path) -> None:
    a = subject(tmp_path, "a", more=[TakenUp(2, "checkpoints/step-000002")])
    assert list(a.history.tokens.y) == [100, 200]
    assert list(a.history.epochs.x) == [1, 2]


def test_answers_stand_beside_each_other_by_the_prompt(tmp_path: Path) -> None:
    a = subject(tmp_path, "a", more=[sampled(2, "p", "a2"), sampled(4, "p", "a4"), sampled(4, "q", "aq")])
    b = subject(tmp_path, "b", more=[sampled(4, "p", "b4")], held_out=[(2, 1.0), (4, 2.0)])
    last = answers.asked([a, b])
    assert [each.prompt for each in last] == ["p", "q"]
    assert [answer.text for answer in last[0].answers] == ["a4", "b4"]
    assert [answer.step for answer in last[1].answers] == [4, -1], "b was not asked q"
    assert [answer.text for answer in answers.asked([a, b], 3)[0].answers] == ["a2", ""]
    assert answers.steps([a, b]) == (2, 4)
    best = answers.asked([a, b], "best")
    assert [answer.text for answer in best[0].answers] == ["a4", ""], "b was best before it was asked"


def test_the_tree_joins_forks_and_duplicates_to_what_they_came_from(tmp_path: Path) -> None:
    root = run(tmp_path, "root")
    for name, meta in (
        ("fork", {"forked_from": {"run": "root", "name": "root", "step": 4}}),
        ("copy", {"made_from": {"run": "root", "name": "root", "how": "duplicate"}}),
        ("ranks", {"made_from": {"run": "fork", "name": "fork", "how": "ranks"}}),
        ("orphan", {"forked_from": {"run": "gone", "name": "a lost one", "step": 9}}),
        ("odd", {"forked_from": "nonsense", "made_from": {"how": "unheard of"}}),
    ):
        run(tmp_path, name).write_meta(**meta)
    names = ("fork", "copy", "ranks", "orphan", "odd")
    chosen = [Subject.read(replace(root, path=tmp_path / name)) for name in names]
    assert lineage.as_text(lineage.lineage(chosen)).splitlines() == [
        "root",
        "  fork  (goes on from step 4 of root)",
        "    ranks  (a new run with the ranks of fork)",
        "  copy  (a duplicate of root)",
        "a lost one",
        "  orphan  (goes on from step 9 of a lost one)",
        "odd",
    ]
    assert [kin.name for kin in lineage.lineage(chosen) if not kin.compared] == ["root", "a lost one"]


def test_a_circle_in_the_descent_ends(tmp_path: Path) -> None:
    for name, parent in (("a", "b"), ("b", "a")):
        run(tmp_path, name).write_meta(forked_from={"run": parent, "name": parent, "step": 1})
    chosen = [Subject.read(replace(run(tmp_path, "x"), path=tmp_path / name)) for name in ("a", "b")[:1]]
    assert {kin.name for kin in lineage.lineage(chosen)} >= {"a"}


def test_equal_names_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    a = subject(tmp_path, "same", folder="2026-11-23-same")
    b = subject(tmp_path, "same", folder="2026-11-24-same")
    c = subject(tmp_path, "other")
    assert [each.name for each in distinct([a, b, c])] == [
        "same (2026-11-23-same)",
        "same (2026-11-24-same)",
        "other",
    ]


@pytest.mark.parametrize("status", list(Status))
def test_every_state_has_its_word(status: Status) -> None:
    assert facts.STATES[status] == status.value
