"""The engine as the window has it: a real process behind two pipes."""

import dataclasses
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.core import files, processes, runs, spec
from workbench.core.history import Status
from workbench.core.layers import LayerTree
from workbench.core.processes import Owner
from workbench.core.runs import RunFolder
from workbench.engine import protocol
from workbench.engine.protocol import Failure, Partial, Progress, Ready, Request, Result


class Peer:
    """The window's end of the pipes."""

    def __init__(self, home: Path) -> None:
        environment = {**os.environ, "WORKBENCH_HOME": str(home)}
        self.process = processes.spawn([sys.executable, "-m", "workbench.engine"], environment=environment)
        self._numbers = itertools.count(1)

    def ask(self, job: str, **params: Any) -> list[protocol.Reply]:
        """Everything that is answered to one request, its end last."""
        identity = f"q{next(self._numbers)}"
        self.write(protocol.encode(Request(identity, job, params)))
        replies: list[protocol.Reply] = []
        while not replies or not isinstance(replies[-1], Result | Failure):
            reply = self.read()
            assert not isinstance(reply, Ready)
            assert reply.id == identity
            replies.append(reply)
        return replies

    def write(self, line: bytes) -> None:
        assert self.process.stdin is not None
        view = memoryview(line)
        while view:
            view = view[self.process.stdin.write(view) :]

    def read(self) -> protocol.Reply:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        reply = protocol.reply(line)
        assert reply is not None, line
        return reply

    def hang_up(self) -> int:
        """Closes the engine's input, and returns its exit code."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        code = self.process.wait(60)
        assert self.process.stdout.read() == b""
        self.process.stdout.close()
        return code


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    peer = Peer(tmp_path_factory.mktemp("home"))
    assert peer.process.stdout is not None
    first = peer.read()
    assert isinstance(first, Ready)
    assert first.pid == peer.process.pid
    assert first.versions.keys() == {"torch", "transformers", "peft"}
    yield peer
    if peer.process.poll() is None:
        assert peer.hang_up() == 0


@pytest.fixture
def run(tmp_path: Path, tiny_llama: Path, chats: Path) -> RunFolder:
    document = {
        "name": "tiny",
        "model": {"path": str(tiny_llama), "dtype": "float32"},
        "data": {"path": str(chats)},
        "layers": {"rank": 4},
        "training": {"steps": 4, "batch_size": 4, "threads": 1},
        "watch": {"samples": 1, "sample_tokens": 4, "compared_rows": 2},
    }
    return runs.create(spec.parse(document), tmp_path / "run")


def test_layers_come_as_a_tree(engine, tiny_llama):
    (reply,) = engine.ask("layers", model=str(tiny_llama))
    assert isinstance(reply, Result)
    tree = LayerTree.from_json(reply.value)
    assert tree.architecture == "LlamaForCausalLM"
    assert tree.by_path["model.layers.1.mlp.down_proj"].in_features == 64


def test_a_bad_folder_is_one_sentence_and_the_engine_lives_on(engine, tmp_path, tiny_llama):
    (reply,) = engine.ask("layers", model=str(tmp_path))
    assert isinstance(reply, Failure)
    assert "config.json" in reply.message
    assert reply.hint
    assert reply.details == ""
    assert isinstance(engine.ask("layers", model=str(tiny_llama))[-1], Result)


def test_a_data_file_is_checked_against_the_model(engine, chats, tiny_llama):
    data = spec.parse({}).data.model_dump(mode="json")
    *told, reply = engine.ask("check_data", path=str(chats), data=data, model=str(tiny_llama))
    assert isinstance(reply, Result), reply
    assert (reply.value["complete"], reply.value["rows"]) == (True, 60)
    assert isinstance(told[0], Partial), "the first page comes before anything is counted"
    assert (told[0].value["complete"], told[0].value["format"]) == (False, "chat")
    assert any(isinstance(one, Progress) and one.text == "Tokenising" for one in told)


@pytest.mark.parametrize(
    ("job", "params", "said"),
    [
        ("fly", {}, "There is no job “fly”"),
        ("layers", {}, "missing a required argument: 'model'"),
        ("layers", {"model": "x", "colour": 1}, "unexpected keyword argument 'colour'"),
        ("generate", {"messages": []}, "missing 1 required positional argument: 'model'"),
        ("generate", {"model": "x", "columns": [{"hat": 1}]}, "unexpected keyword argument 'hat'"),
        ("train", {"folder": "/nowhere"}, "/nowhere holds no run"),
        ("check_data", {"path": "x", "data": {"held_out": 7}, "model": "x"}, "data.held_out"),
    ],
)
def test_a_request_that_cannot_be_served_is_one_sentence(engine, job, params, said):
    (reply,) = engine.ask(job, **params)
    assert isinstance(reply, Failure)
    assert said in reply.message
    assert reply.kind != "internal"


def test_lines_that_are_no_requests_are_answered_and_the_next_one_served(engine, tiny_llama):
    for line in (b"hello\n", b"\xff\n", b"[" * 5000 + b"\n", b'{"id": "x"}\n'):
        engine.write(line)
        assert isinstance(engine.read(), Failure)
    engine.write(b"\n  \n")  # nothing is asked, nothing is answered
    assert isinstance(engine.ask("layers", model=str(tiny_llama))[-1], Result)


def test_a_request_over_the_limit_is_refused_and_the_next_one_served(engine, tiny_llama):
    engine.write(b'{"id": "1", "job": "' + b"x" * protocol.LIMIT + b'"}\n')
    assert isinstance(engine.read(), Failure)
    assert isinstance(engine.ask("layers", model=str(tiny_llama))[-1], Result)


def test_an_answer_is_streamed_in_pieces_that_make_the_whole(engine, tiny_llama):
    *told, end = engine.ask(
        "generate",
        model=str(tiny_llama),
        columns=[{}],
        messages=[{"role": "user", "content": "Is 3 a number?"}],
        max_new_tokens=8,
        temperature=0,
    )
    assert isinstance(end, Result), end
    (answer,) = end.value["columns"]
    assert isinstance(told[0], Progress)
    pieces = [reply.value for reply in told if isinstance(reply, Partial)]
    assert {piece["column"] for piece in pieces} <= {0}
    assert "".join(piece["text"] for piece in pieces) == answer["text"]


def test_a_run_that_is_trained_already_is_refused(engine, run):
    run.lock_file.write_text(json.dumps(dataclasses.asdict(Owner.me())))
    (reply,) = engine.ask("train", folder=str(run.path))
    assert isinstance(reply, Failure)
    assert (reply.kind, str(os.getpid()) in reply.message) == ("locked", True)


def test_a_run_whose_log_cannot_be_written_is_refused(engine, run):
    run.log_file.mkdir()
    (reply,) = engine.ask("train", folder=str(run.path))
    assert isinstance(reply, Failure)
    assert reply.kind == "unwritable"


def test_what_a_job_prints_does_not_reach_the_frames():
    script = (
        "import sys, os\n"
        "from workbench.engine import jobs, __main__ as engine\n"
        "jobs.warm = lambda: {}\n"
        "def loud(_): print('stray'); os.write(1, b'stray'); os.system('echo stray'); return 'done'\n"
        "jobs.JOBS['loud'] = loud\n"
        "sys.exit(engine.main())"
    )
    asked = protocol.encode(Request("1", "loud"))
    ended = subprocess.run([sys.executable, "-c", script], input=asked, capture_output=True, timeout=60)
    ready, result = ended.stdout.splitlines()
    assert isinstance(protocol.reply(ready), Ready)
    assert protocol.reply(result) == Result("1", "done")
    assert ended.stderr.count(b"stray") == 3
    assert ended.returncode == 0


def test_a_job_that_breaks_is_an_internal_failure_with_its_traceback():
    script = (
        "import sys\n"
        "from workbench.engine import jobs, __main__ as engine\n"
        "jobs.warm = lambda: {}\n"
        "jobs.JOBS.update(broken=lambda _: 1 / 0, odd=lambda _: {1, 2})\n"
        "sys.exit(engine.main())"
    )
    asked = b"".join(protocol.encode(Request(name, name)) for name in ("broken", "odd"))
    ended = subprocess.run([sys.executable, "-c", script], input=asked, capture_output=True, timeout=60)
    _, broken, odd = map(protocol.reply, ended.stdout.splitlines())
    assert isinstance(broken, Failure)
    assert (broken.id, broken.kind) == ("broken", "internal")
    assert "ZeroDivisionError" in broken.message
    assert "Traceback" in broken.details
    assert isinstance(odd, Failure)
    assert (odd.id, odd.kind) == ("odd", "internal")
    assert ended.returncode == 0


def test_an_engine_whose_asker_is_gone_ends_quietly():
    script = (
        "import sys\nfrom workbench.engine import jobs, __main__ as e\njobs.warm = dict\nsys.exit(e.main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write(protocol.encode(Request("1", "fly")))
    process.stdin.flush()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stdin.close()
    process.stderr.close()


def test_the_engine_becomes_the_runs_worker_and_lets_go_of_its_pipes(engine, run):
    """Last in this module: the shared engine does not come back from it."""
    (reply,) = engine.ask("train", folder=str(run.path))
    assert reply == Result(reply.id, {"pid": engine.process.pid})
    assert engine.process.stdout.read() == b""  # its end is closed at once, the run goes on
    assert engine.hang_up() == 0
    told = runs.history(run)
    assert told.failed is None
    assert told.status is Status.FINISHED
    assert told.step == 4
    assert run.has_adapter
    assert run.worker() is None
    assert files.inside(run.path, "worker.log").exists()
