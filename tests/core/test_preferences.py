"""Preferences: declared once, kept in a readable file that forgives."""

from pathlib import Path

import pytest
import yaml

from workbench.core import places, preferences, preferences_file, runs, spec
from workbench.core.errors import WorkbenchError
from workbench.core.preferences import Preferences


def written() -> dict:
    return yaml.safe_load(preferences_file.file().read_text(encoding="utf-8")) or {}


def by_hand(text: str, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "preferences.yaml").write_text(text, encoding="utf-8")


def test_every_preference_has_a_title_help_and_a_default():
    for option in preferences.options():
        assert option.title, option.key
        assert option.help.endswith("."), option.key
        assert Preferences().get(option.key) is not None, option.key


def test_without_a_file_the_defaults_hold_and_none_is_made(home: Path):
    assert preferences_file.current() == Preferences()
    assert not home.exists()


def test_what_differs_is_written_and_what_returns_to_its_default_goes():
    now = preferences_file.changed({"appearance.text_size": 15, "keys": {"start": "Ctrl+R"}})
    assert (now.appearance.text_size, now.keys) == (15, {"start": "Ctrl+R"})
    assert written() == {"appearance": {"text_size": 15}, "keys": {"start": "Ctrl+R"}}
    preferences_file.changed({"appearance.text_size": 13, "keys": {}})
    assert written() == {}
    assert preferences_file.current() == Preferences()


def test_keys_of_a_newer_version_survive_a_save(home: Path):
    by_hand("appearance: {density: airy, theme: dark}\nvoice: {loud: true}\n", home)
    assert preferences_file.current().appearance.theme == "dark"
    preferences_file.changed({"appearance.theme": "light"})
    assert written() == {"appearance": {"density": "airy", "theme": "light"}, "voice": {"loud": True}}


def test_a_value_that_is_not_possible_counts_as_its_default_and_is_named(home: Path):
    by_hand("appearance: {text_size: 99, theme: dark}\nfolders: none\nkeys: {start: 3, stop: F9}\n", home)
    now = preferences_file.current()
    assert (now.appearance.text_size, now.appearance.theme, now.folders.runs) == (13, "dark", "")
    assert now.keys == {"stop": "F9"}
    assert preferences_file.refused() == {"appearance.text_size": "99", "folders": "'none'"}
    assert preferences_file.set_aside() is None


@pytest.mark.parametrize("text", ["a: [", "- a list", "\0", "just a word", "a: 1\na: !!python/none x\n"])
def test_a_broken_file_is_kept_aside_and_the_defaults_hold(text: str, home: Path):
    by_hand(text, home)
    assert preferences_file.current() == Preferences()
    with pytest.raises(WorkbenchError, match="cannot be read"):
        preferences_file.changed({"appearance.theme": "dark"})
    aside = preferences_file.set_aside()
    assert aside is not None
    assert aside.reason
    assert aside.kept.name.startswith("preferences.yaml.broken-")
    assert aside.kept.read_text(encoding="utf-8") == text
    assert preferences_file.changed({"appearance.theme": "dark"}).appearance.theme == "dark"
    assert preferences_file.set_aside() is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("appearance.text_size", 10),
        ("appearance.theme", "sepia"),
        ("device.device", "cuda:x"),
        ("device.threads", 0),
        ("notifications.on_finish_seconds", 0),
        ("keys", {"start": 1}),
        ("nothing", 1),
    ],
)
def test_a_value_that_is_not_possible_is_refused_in_one_sentence(key: str, value: object):
    with pytest.raises(WorkbenchError, match=key) as caught:
        preferences_file.changed({key: value})
    assert "\n" not in caught.value.message
    assert not preferences_file.file().exists()


def test_what_another_process_writes_is_read_at_the_next_look(home: Path):
    preferences_file.changed({"appearance.theme": "dark"})
    by_hand("appearance: {theme: light}\n", home)
    assert preferences_file.current().appearance.theme == "light"


def test_new_runs_go_to_the_chosen_folder_and_old_ones_stay_listed(tmp_path: Path, home: Path):
    made = [runs.create(spec.parse({"name": "a"}))]
    for folder in ("one", "two"):
        preferences_file.runs_moved(str(tmp_path / folder))
        made.append(runs.create(spec.parse({"name": folder})))
        assert made[-1].path.parent == tmp_path / folder
    assert {run.path for run in runs.listed()} == {run.path for run in made}
    assert all(runs.named(run.path.name) == run.path for run in made)
    preferences_file.runs_moved("")
    assert places.runs_root() == home / "runs"
    assert {run.path for run in runs.listed()} == {run.path for run in made}


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkbenchError, match="cannot be written"):
        preferences_file.runs_moved(str(tmp_path / "file" / "runs"))
    assert preferences_file.current().folders.runs == ""


def test_the_cache_lies_where_it_is_wanted(tmp_path: Path, home: Path):
    assert places.cache_root() == home / "cache"
    preferences_file.changed({"folders.cache": str(tmp_path)})
    assert places.cache_root() == tmp_path / "lora-workbench"
