"""The list of models is asked for once, each verdict one after another, again for another plan."""

from typing import Any

import pytest

from workbench.core.spec import RunSpec
from workbench.services.model_shelf import ModelShelf
from workbench.services.problem import Problem

MODELS = [
    {"path": f"/m/{name}", "name": name, "place": "/m", "model_type": "llama", "size": 9} for name in "abc"
]


@pytest.fixture
def shelf(engines: Any) -> ModelShelf:
    engines.answers["models"] = {"models": MODELS, "folders": ["/m"], "cache": "/hub"}
    engines.answers["weigh"] = {"verdict": "fits", "needs": 1, "memory": 2, "modules": 3}
    return ModelShelf(engines)


def weighed(engines: Any) -> list[str]:
    return [params["model"] for job, params in engines.asked if job == "weigh"]


def test_every_model_is_weighed_once_and_the_machine_searched_once(
    shelf: ModelShelf, engines: Any, qtbot: Any
) -> None:
    for _ in range(2):
        shelf.look()
        shelf.weigh(RunSpec(), None, ())
    qtbot.waitUntil(lambda: shelf.weighed("/m/c") is not None)
    assert [job for job, _ in engines.asked].count("models") == 1
    assert weighed(engines) == ["/m/a", "/m/b", "/m/c"]
    assert (shelf.folders, shelf.cache) == (("/m",), "/hub")


def test_another_plan_asks_again_and_the_old_answer_stays_until_then(
    shelf: ModelShelf, engines: Any, qtbot: Any
) -> None:
    shelf.look()
    shelf.weigh(RunSpec(), 99, ())
    qtbot.waitUntil(lambda: shelf.weighed("/m/c") is not None)
    engines.answers["weigh"] = {"verdict": "tight", "needs": 1, "memory": 2, "modules": 3}
    shelf.weigh(RunSpec().replaced("layers.rank", 64), 99, ())
    assert shelf.weighed("/m/a") == {"verdict": "fits", "needs": 1, "memory": 2, "modules": 3}
    qtbot.waitUntil(lambda: shelf.weighed("/m/c")["verdict"] == "tight")
    assert engines.asked[-1][1]["plan"]["rank"] == 64
    assert engines.asked[-1][1]["length"] == 99


def test_what_was_answered_for_a_plan_is_not_asked_twice(shelf: ModelShelf, engines: Any, qtbot: Any) -> None:
    shelf.look()
    answers = {8: "fits", 16: "tight"}
    for rank in (8, 16, 8):
        engines.answers["weigh"] = {"verdict": answers[rank], "needs": 1, "memory": 2, "modules": 3}
        shelf.weigh(RunSpec().replaced("layers.rank", rank), None, ())
        qtbot.waitUntil(lambda rank=rank: (shelf.weighed("/m/c") or {}).get("verdict") == answers[rank])
    assert len(weighed(engines)) == 6


def test_a_folder_that_is_gone_is_said(shelf: ModelShelf, qtbot: Any) -> None:
    with qtbot.waitSignal(shelf.failed) as said:
        shelf.add_folder("/no/such/folder")
    assert isinstance(said.args[0], Problem)
    assert said.args[0].message == "There is no folder /no/such/folder."


def test_an_added_folder_is_searched_at_once(
    shelf: ModelShelf, engines: Any, qtbot: Any, tmp_path: Any
) -> None:
    shelf.look()
    qtbot.waitUntil(lambda: shelf.searched)
    shelf.add_folder(str(tmp_path))
    shelf.remove_folder(str(tmp_path))
    assert [job for job, _ in engines.asked].count("models") == 3
