"""Sets of prompts: kept, read from files of several kinds, and refused in a sentence."""

import json

import pytest

from workbench.core import prompt_sets
from workbench.core.errors import WorkbenchError
from workbench.core.prompt_sets import PromptSet


def test_a_set_comes_back_as_it_was_saved():
    kept = PromptSet("Fragen über Füchse / 2", ("Wo?", "a line\nand another"))
    prompt_sets.save(PromptSet("b", ("x",)))
    prompt_sets.save(kept)
    assert prompt_sets.listed() == ([PromptSet("b", ("x",)), kept], [])
    prompt_sets.remove(kept.name)
    prompt_sets.remove("never there")
    assert prompt_sets.listed() == ([PromptSet("b", ("x",))], [])


def test_a_damaged_set_is_named_and_stays():
    prompt_sets.save(PromptSet("good", ("x",)))
    bad = prompt_sets.root() / "bad.json"
    bad.write_text("{")
    assert prompt_sets.listed() == ([PromptSet("good", ("x",))], [bad])
    assert bad.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.txt", "one\n\n two \n"),
        ("p.json", json.dumps(["one", "two"])),
        ("p.json", json.dumps({"name": "p", "prompts": ["one", " ", "two"]})),
        ("p.md", "\ufeffone\ntwo"),
    ],
)
def test_prompts_are_read_from_lines_or_lists(tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert prompt_sets.read(tmp_path / name) == PromptSet("p", ("one", "two"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("p.txt", b"", "holds no prompts"),
        ("p.txt", b"\xff\xfe\x00", "holds no prompts"),
        ("p.json", b"{", "holds no prompts"),
        ("p.json", b"[1]", "holds no prompts"),
        ("p.json", b'{"prompts": 3}', "holds no prompts"),
        ("p.json", b"[" * 100_000, "holds no prompts"),
        ("p.txt", b"x\n" * 1001, "1001 prompts"),
    ],
)
def test_what_is_no_set_is_a_sentence(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WorkbenchError, match=said):
        prompt_sets.read(tmp_path / name)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WorkbenchError, match=r"gone\.txt cannot be read"):
        prompt_sets.read(tmp_path / "gone.txt")


def test_what_a_run_asks_is_a_saved_set_a_file_or_texts(tmp_path):
    prompt_sets.save(PromptSet("mine", ("x", "y")))
    file = tmp_path / "p.txt"
    file.write_text("one\ntwo")
    cases = {"": (), "mine": ("x", "y"), str(file): ("one", "two"), ("a", "a\nb"): ("a", "a\nb")}
    for asked, texts in cases.items():
        assert prompt_sets.sampled(asked) == texts
        assert prompt_sets.count(asked) == len(texts)


def test_a_set_that_is_missing_or_too_large_for_a_run_is_a_sentence():
    with pytest.raises(WorkbenchError, match="no prompt set 'mine'") as none:
        prompt_sets.sampled("mine")
    assert "No set is saved yet" in none.value.hint
    prompt_sets.save(PromptSet("large", ("x",) * 101))
    with pytest.raises(WorkbenchError, match="101 prompts are too many"):
        prompt_sets.sampled("large")
    with pytest.raises(WorkbenchError) as other:
        prompt_sets.sampled("mine")
    assert "Saved sets: large" in other.value.hint
    assert prompt_sets.count("mine") == prompt_sets.count("large") == 0
