"""The events' lines: what is written is what is read."""

import json
import math

import pytest

from workbench.core import events
from workbench.core.errors import WorkbenchError
from workbench.core.events import (
    Acknowledged,
    Compared,
    Evaluated,
    Event,
    Exported,
    Failed,
    Finished,
    LayerStats,
    Measured,
    Notice,
    Paused,
    Phase,
    Reread,
    Resumed,
    Sampled,
    Saved,
    SavedElsewhere,
    SettingChanged,
    Started,
    Step,
    TakenUp,
)

STARTED = Started(2_000, 10_000, 1, 1, 60, 3.0, 90, 10, 2, 4_500, 900, "nats", "cpu", "float32", 2, {"x": 3})
EVERY_KIND: list[Event] = [
    Phase("Tokenising", 3, 10),
    STARTED,
    Step(1, 2.5, 1e-4, 0.7, 512, 0.25, 0.1, 1 << 30, 1 << 31),
    Evaluated(10, 1.5, 20, 0.3),
    Measured(80, {"rewards/margins": 0.25}),
    LayerStats(10, ["model.layers.0.q_proj"], [0.5], [3.2], [1e-3], 0.01),
    Sampled(10, 0, "What is 3 + 4?", "7", "Größe “7”\n\u2028", "seven"),
    Saved(10, "adapter", 4096),
    SavedElsewhere(20, "/mnt/large/run"),
    Compared(20, 0, 19, 2.0, 0.5),
    Reread(180, [0.01, 0.4], [17]),
    Paused(5, "disk", "No room.", "Free some.", 1 << 20),
    Resumed(5),
    TakenUp(4, "checkpoints/step-000004"),
    SettingChanged(4, "learning_rate", 1e-4, 2e-4),
    Acknowledged("ab12", "stop", False, "too late"),
    Notice("3 rows were cut.", level="warning"),
    Failed("not-finite", "The loss became NaN at step 7.", "Try a lower learning rate.", 6),
    Finished("stopped", 12, 3.5),
    Exported("gguf", "/tmp/out", 1 << 20, "ab" * 32, "Größe “7”"),
]


def test_the_table_has_every_kind_of_event():
    assert {type(event) for event in EVERY_KIND} == set(Event.__args__)


@pytest.mark.parametrize("event", EVERY_KIND, ids=lambda event: type(event).__name__)
def test_an_event_survives_its_line(event):
    line = events.to_line(event, at=1795413000.1234)
    assert "\n" not in line
    assert events.from_line(line) == events.Stamped(1795413000.123, event)


def test_a_line_carries_the_field_names_of_the_design():
    record = json.loads(events.to_line(Step(1, 2.5, 1e-4, 0.7, 512, 0.25)))
    assert record["event"] == "Step"
    assert {"time", "step", "loss", "learning_rate", "grad_norm", "tokens", "seconds"} <= record.keys()


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_loss_that_is_no_number_stays_json_and_comes_back(value):
    line = events.to_line(Step(1, value, 1e-4, value, 1, 0.1))
    json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    stamped = events.from_line(line)
    assert stamped is not None
    assert isinstance(stamped.event, Step)
    assert str(stamped.event.loss) == str(value)


def test_a_whole_number_is_read_as_the_float_that_was_declared():
    stamped = events.from_line(
        '{"event": "Evaluated", "time": 1, "step": 2, "loss": 3, "rows": 4, "seconds": 5}'
    )
    assert stamped is not None
    assert isinstance(stamped.event, Evaluated)
    assert isinstance(stamped.event.loss, float)


def test_a_field_from_a_later_version_is_ignored():
    stamped = events.from_line('{"event": "Paused", "time": 1, "step": 2, "mood": "calm"}')
    assert stamped is not None
    assert stamped.event == Paused(2)


def test_an_event_from_a_later_version_is_no_event():
    assert events.from_line('{"event": "Dreamt", "time": 1}') is None


@pytest.mark.parametrize(
    "line",
    [
        '{"event": "Step", "st',
        "[1, 2]",
        "7",
        "null",
        '{"time": 1}',
        '{"event": "Paused"}',
        '{"event": ["Step"]}',
    ],
)
def test_a_damaged_line_is_one_sentence(line):
    with pytest.raises(WorkbenchError, match="damaged") as caught:
        events.from_line(line)
    assert caught.value.kind == "damaged-event"


def test_events_are_frozen():
    with pytest.raises(AttributeError):
        EVERY_KIND[0].name = "other"
