"""`workbench runs show`: what one run reached, what its curves say, and a next command that is one."""

import json
import shlex

import pytest
from click.testing import CliRunner

from tests.core.test_findings import FALLS, STEPS, falling, measured, reread, turning
from workbench.cli import choices, cli
from workbench.core import events, files, runs
from workbench.core.events import Evaluated, Finished, Step
from workbench.core.spec import RunSpec


def written(train, held_out, *others):
    run = runs.create(RunSpec(name="told"))
    said = []
    for step in range(1, STEPS + 1):
        said.append(Step(step, train(step / STEPS), 2e-4, 1.0, 800, 1.0))
        if step % 18 == 0:
            said.append(Evaluated(step, held_out(step / STEPS), 50, 1.0))
    for number, event in enumerate([*said, *others, Finished("completed", STEPS, 180.0)]):
        files.append_line(run.events_file, events.to_line(event, 1000.0 + number))
    return run


def shown(run, *flags):
    result = CliRunner().invoke(cli, ["runs", "show", run.path.name, *flags])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_run_that_went_well_is_told_in_figures():
    output = shown(written(FALLS, falling()))
    assert output.startswith("told: finished, 180 steps\n")
    assert "held out   1.037 at step 180" in output
    assert "Nothing stands out in its curves." in output


CASES = {
    "overfit": ((FALLS, turning(0.5, 0.3)), "training.early_stopping", 3),
    "diverged": ((turning(0.4, 3.0), falling()), "training.learning_rate", 7e-5),
    "underused": (
        (FALLS, falling(), measured(1.0, [2.0, 9.0])),
        "layers.ranks",
        {"model.layers.0.self_attn.q_proj": 2},
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_the_next_command_can_be_run_as_it_stands(kind):
    told, key, value = CASES[kind]
    run = written(*told)
    (command,) = [line for line in shown(run).splitlines() if line.startswith("  Next: ")]
    program, verb, spec_file, *flags = shlex.split(command.removeprefix("  Next: "))
    assert [program, verb, *flags[::2]] == ["workbench", "train", "--set"]
    assert choices.run_spec(spec_file, {}, tuple(flags[1::2])).get(key) == value


def test_as_json_for_programs():
    document = json.loads(shown(written(FALLS, falling(), reread(*[0.01] * 6, *[0.9] * 26)), "--json"))
    (finding,) = document["findings"]
    assert (finding["kind"], finding["settings"]) == ("by-heart", {})
    assert finding["said"] == "It knows 6 of 32 training rows by heart."


def test_a_run_that_is_not_there_is_said():
    result = CliRunner().invoke(cli, ["runs", "show", "nowhere"])
    assert result.exit_code == 2
    assert "There is no run nowhere." in result.output
