"""Run folders: created once, listed, followed, spoken to."""

import dataclasses
import json

import pytest

from workbench.core import events, files, places, processes, runs, spec, trash
from workbench.core.errors import WorkbenchError
from workbench.core.events import Finished, Paused, Phase
from workbench.core.history import Status
from workbench.core.processes import Owner
from workbench.core.runs import Follower, RunFolder

SPEC = spec.parse({"name": "my first"})


def refused(call, *arguments) -> WorkbenchError:
    with pytest.raises(WorkbenchError) as caught:
        call(*arguments)
    return caught.value


def say(run: RunFolder, *told: events.Event) -> None:
    for event in told:
        files.append_line(run.events_file, events.to_line(event))


def hold(run: RunFolder, owner: Owner) -> None:
    run.lock_file.write_text(json.dumps(dataclasses.asdict(owner)))


DEAD = Owner(pid=1, started=1.0, boot="another start of the machine", host=Owner.me().host)


def test_a_new_run_holds_its_spec_and_its_name():
    run = runs.create(SPEC)
    assert run.path.parent == places.runs_root()
    assert run.path.name.endswith("-my-first")
    assert run.spec() == SPEC
    assert run.name == "my first"
    assert run.meta()["created"]
    assert not run.has_adapter


def test_runs_of_one_name_get_folders_of_their_own():
    first, second, third = (runs.create(SPEC).path.name for _ in range(3))
    assert (second, third) == (f"{first}-2", f"{first}-3")


@pytest.mark.parametrize("name", ["...", "Größe", "a b\tc", "-x-", "☃"])
def test_any_name_gives_a_usable_folder(name):
    run = runs.create(SPEC.replaced("name", name))
    assert run.path.parent == places.runs_root()
    assert run.path.name[0].isdigit()
    assert run.name == name


def test_a_chosen_folder_may_be_new_or_empty(tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "a" / "new"):
        assert runs.create(SPEC, folder).path == folder
        assert runs.is_run(folder)


def test_a_folder_that_holds_a_run_is_refused(tmp_path):
    runs.create(SPEC, tmp_path / "run")
    error = refused(runs.create, SPEC, tmp_path / "run")
    assert (error.kind, error.message) == ("folder-taken", f"{tmp_path / 'run'} already holds a run.")


def test_a_folder_with_other_things_in_it_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    assert refused(runs.create, SPEC, tmp_path).kind == "folder-taken"
    assert refused(runs.create, SPEC, tmp_path / "notes.txt").kind == "folder-taken"
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert refused(runs.create, SPEC, tmp_path / "file" / "run").kind == "unwritable"


def test_the_list_begins_with_the_newest_and_leaves_out_what_is_no_run():
    assert runs.listed() == []
    made = [runs.create(SPEC) for _ in range(3)]
    for day, run in zip((2, 3, 1), made, strict=True):
        run.write_meta(created=f"2026-11-0{day}T12:00:00+00:00")
    (places.runs_root() / "notes").mkdir()
    (places.runs_root() / "file.txt").write_text("")
    assert runs.listed() == [made[1], made[0], made[2]]


@pytest.mark.parametrize("content", ["", "{", "[]", "7"])
def test_damaged_meta_is_no_meta(content):
    run = runs.create(SPEC)
    run.meta_file.write_text(content)
    assert run.meta() == {}
    assert run.name == run.path.name
    run.write_meta(note="kept")
    assert run.meta() == {"note": "kept"}


@pytest.mark.parametrize(
    ("told", "holder", "status"),
    [
        ([], None, Status.QUEUED),
        ([Phase("Tokenising")], Owner.me(), Status.STARTING),
        ([Phase("Tokenising")], DEAD, Status.INTERRUPTED),
        ([Phase("Tokenising")], None, Status.INTERRUPTED),
        ([Phase("Tokenising"), Paused(3)], DEAD, Status.INTERRUPTED),
        ([Phase("Tokenising"), Paused(3, "released")], None, Status.PAUSED),
        ([Phase("Tokenising"), Finished("completed", 1, 1.0)], DEAD, Status.FINISHED),
    ],
)
def test_a_run_whose_worker_is_gone_without_a_word_is_interrupted(told, holder, status):
    run = runs.create(SPEC)
    say(run, *told)
    if holder is not None:
        hold(run, holder)
    assert run.status(runs.history(run)) is status


def test_the_worker_is_whoever_holds_the_lock_and_lives():
    run = runs.create(SPEC)
    assert run.worker() is None
    processes.lock(run.lock_file)
    assert run.worker() == Owner.me()
    processes.unlock(run.lock_file)
    hold(run, DEAD)
    assert run.worker() is None


def test_what_is_asked_of_a_worker_is_one_line_of_the_control_file():
    run = runs.create(SPEC)
    asked = [run.send(verb) for verb in runs.VERBS]
    lines = [json.loads(line) for line in run.control_file.read_text().splitlines()]
    assert lines == [
        {"id": identity, "verb": verb, "args": {}} for identity, verb in zip(asked, runs.VERBS, strict=True)
    ]
    assert len(set(asked)) == len(asked)
    assert "knows stop, finish-epoch, discard" in refused(run.send, "fly").hint


def test_a_run_in_the_trash_is_whole_and_not_in_the_list():
    run = runs.create(SPEC)
    where = trash.put_run(run).path
    assert where.parent == places.trash_root()
    assert RunFolder(where).spec() == SPEC
    assert runs.listed() == []


def test_a_follower_waits_for_the_rest_of_a_torn_line(tmp_path):
    file = tmp_path / "events.jsonl"
    follower = Follower(file)
    assert list(follower.events()) == []  # not there yet
    whole = (events.to_line(Paused(1)) + "\n" + events.to_line(Paused(2)) + "\n").encode()
    for cut in range(0, len(whole), 7):
        with file.open("ab") as stream:
            stream.write(whole[cut : cut + 7])
        for told in follower.events():
            assert told.event in (Paused(1), Paused(2))
            file_says = file.read_bytes().count(b"\n")
            assert isinstance(told.event, Paused)
            assert told.event.step <= file_says
    assert follower.damaged == 0
    assert list(follower.events()) == []


def test_a_torn_last_line_of_an_ended_run_is_no_event():
    run = runs.create(SPEC)
    say(run, Phase("Tokenising"))
    with run.events_file.open("ab") as stream:
        stream.write(b'{"event": "Step", "time": 17')
    assert runs.history(run).count == 1


def test_damaged_lines_are_counted_and_the_others_read(tmp_path):
    file = tmp_path / "events.jsonl"
    good = events.to_line(Paused(1)).encode()
    file.write_bytes(b"\n".join([good, b"{torn", b"\xff\xfe\x00", b"", good, b'{"event": "Dreamt"}', b""]))
    follower = Follower(file)
    assert [told.event for told in follower.events()] == [Paused(1), Paused(1)]
    assert follower.damaged == 2


def test_a_long_history_is_read_in_pieces(tmp_path):
    file = tmp_path / "events.jsonl"
    file.write_text("".join(f'{{"n": {n}}}\n' for n in range(1000)))
    follower, lines = Follower(file), []
    while fresh := list(follower.lines(limit=100)):
        lines += fresh
    assert [json.loads(line)["n"] for line in lines] == list(range(1000))
