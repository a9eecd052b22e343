"""The promise of the first start, measured: what the starter run teaches on prompts it has never seen."""

import json
from pathlib import Path

import pytest

from workbench.core import resources, runs, spec
from workbench.core.history import Status
from workbench.training import worker

_MOST_BYTES = 8 * 2**20


def test_the_kit_is_small_and_holds_no_pickle() -> None:
    files = [file for file in resources.path("starter").rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < _MOST_BYTES
    assert not [file for file in files if file.suffix in (".bin", ".pt", ".pth", ".pkl")]


def test_every_row_of_the_dataset_shows_the_habit() -> None:
    rows = [json.loads(line) for line in resources.path("starter/data.jsonl").read_text().splitlines()]
    answers = [json.loads(row["messages"][-1]["content"]) for row in rows]
    assert len(rows) >= 500
    assert all(list(answer) == ["answer"] and answer["answer"].strip() for answer in answers)
    assert len({row["messages"][0]["content"] for row in rows}) == len(rows), "no question twice"


def test_the_starter_run_teaches_its_habit_on_held_out_prompts(tmp_path: Path) -> None:
    chosen = spec.read(resources.path("starter/run.yaml")).replaced("watch.compared_rows", 1000)
    run = runs.create(chosen, tmp_path / "run")
    told = worker.main(run.path)
    assert told.status is Status.FINISHED, told.failed
    assert told.compared is not None
    assert told.compared.rows >= 20
    assert told.compared.before == 0
    assert told.compared.after >= 0.9 * told.compared.rows
    assert told.loss.y[0] > 10 * told.loss.y[-1], "a curve one can see fall"
    assert told.finished is not None
    assert run.has_adapter


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_promise_does_not_hang_on_the_seed(tmp_path: Path, seed: int) -> None:
    chosen = spec.read(resources.path("starter/run.yaml")).replaced("watch.compared_rows", 1000)
    told = worker.main(runs.create(chosen.replaced("training.seed", seed), tmp_path / "run").path)
    assert told.compared is not None
    assert told.compared.before == 0
    assert told.compared.after >= 0.9 * told.compared.rows


def test_the_base_answers_held_out_prompts_in_plain_words_with_the_right_content(tmp_path: Path) -> None:
    """The habit wraps the base's own sentence: what it says before must be what stands inside afterwards."""
    from workbench.training import introspect, models
    from workbench.training.data import dataset, template
    from workbench.training.generate import answers

    chosen = spec.read(resources.path("starter/run.yaml"))
    folder = resources.path("starter/model")
    tokenizer = models.load_tokenizer(folder)
    context = introspect.layer_tree(folder).context_length
    data = dataset.prepare(
        chosen.data,
        tokenizer,
        chosen.training.seed,
        context,
        lambda *_: None,
    )
    model = models.load_model(folder, "float32", "cpu")
    prompts = [template.prompt_ids(row, tokenizer) for row in data.held_out_rows]
    said = answers(model, tokenizer, prompts, 64, lambda: None)
    wanted = [json.loads(template.reference(row))["answer"] for row in data.held_out_rows]
    right = sum(a == b for a, b in zip(said, wanted, strict=True))
    assert len(wanted) >= 20
    assert right >= 0.95 * len(wanted)
