"""The spec: every value is judged by its declaration, in one sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import spec
from workbench.core.errors import WorkbenchError
from workbench.core.plan import RankPlan
from workbench.core.sentence import Sentence
from workbench.core.spec import RunSpec

DEFAULT = spec.parse({})


def refused(call, *arguments) -> WorkbenchError:
    with pytest.raises(WorkbenchError) as caught:
        call(*arguments)
    assert "\n" not in caught.value.message
    return caught.value


def test_a_spec_survives_its_yaml(tmp_path):
    plan = RankPlan(
        targets=("model.layers.0.a", "model.layers.1.a"),
        rank=8,
        scale=1.5,
        ranks={"model.layers.1": 32},
        scales={"model": 0.5},
    )
    value = DEFAULT.model_copy(update={"layers": plan, "name": "Größe 1–2"}).replaced("training.steps", 7)
    file = tmp_path / "run.yaml"
    file.write_text(value.to_yaml(), encoding="utf-8")
    assert spec.read(file) == value


@given(
    rank=st.integers(1, 1024),
    scale=st.floats(1e-6, 1000),
    ranks=st.dictionaries(st.text("abc.", min_size=1, max_size=8), st.integers(1, 1024), max_size=4),
    rate=st.floats(1e-9, 1),
    steps=st.none() | st.integers(1, 10**6),
    seed=st.integers(0, 2**32 - 1),
)
def test_every_allowed_value_survives_yaml_and_json(rank, scale, ranks, rate, steps, seed):
    document = {
        "layers": {"rank": rank, "scale": scale, "ranks": ranks},
        "training": {"learning_rate": rate, "steps": steps, "seed": seed},
    }
    value = spec.parse(document)
    assert spec.parse(json.loads(value.model_dump_json())) == value
    assert spec.parse(spec.yaml.safe_load(value.to_yaml())) == value


def test_a_value_is_frozen():
    with pytest.raises(ValueError, match="frozen"):
        DEFAULT.training.seed = 3


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("layers.rank", 0, "layers.rank: input should be greater than or equal to 1 (it is 0)."),
        ("layers.rank", 1025, "layers.rank: input should be less than or equal to 1024 (it is 1025)."),
        ("layers.scale", 0, "layers.scale: input should be greater than 0 (it is 0)."),
        ("layers.ranks", {"a": 0}, "layers.ranks: the rank of a must be from 1 to 1024"),
        ("layers.scales", {"a": -1}, "layers.scales: the scale of a must be above 0"),
        ("layers.dropout", 1, "layers.dropout: input should be less than 1"),
        ("training.learning_rate", float("nan"), "training.learning_rate: input should be "),
        ("training.learning_rate", "fast", "training.learning_rate: input should be a valid number"),
        ("training.steps", 0, "training.steps: input should be greater than or equal to 1"),
        ("training.steps", "many", "training.steps: input should be a valid integer"),
        ("training.epochs", 0, "training.epochs: input should be greater than 0"),
        ("training.batch_size", "big", "training.batch_size: "),
        ("training.seed", -1, "training.seed: input should be greater than or equal to 0"),
        ("training.without", "magic", "training.without: magic is not among token-budget, no-mask"),
        (
            "training.schedule",
            "square",
            "training.schedule: input should be 'cosine', 'linear', 'constant', 'cosine-restarts' or 'wsd'",
        ),
        ("model.dtype", "int4", "model.dtype: input should be 'auto', 'float32' or 'bfloat16'"),
        ("data.max_length", 4, "data.max_length: input should be greater than or equal to 8"),
        ("data.held_out", 0.9, "data.held_out: input should be less than or equal to 0.5"),
        ("data.leave_out_bad_rows", "perhaps", "data.leave_out_bad_rows: input should be a valid boolean"),
        ("name", "", "name: a name has 1 to 100 characters and no slashes"),
        ("name", "../x", "name: a name has 1 to 100 characters and no slashes"),
    ],
)
def test_a_value_out_of_range_is_one_sentence_with_the_options_help(key, value, said):
    error = refused(DEFAULT.replaced, key, value)
    assert error.message.startswith(said)
    assert error.hint


@pytest.mark.parametrize("key", ["training.stepps", "nothing", "layers.rank.deep", "model", "", "__class__"])
def test_a_setting_that_does_not_exist_is_named(key):
    if key == "model":  # a part exists, but text is no part
        assert refused(DEFAULT.replaced, key, "x").message
    else:
        assert refused(DEFAULT.replaced, key, "x").message == f"There is no setting {key}."


def test_a_key_that_is_not_declared_is_refused():
    assert "training.stepps" in refused(spec.parse, {"training": {"stepps": 3}}).message


@pytest.mark.parametrize("document", [None, [], "text", 7, {"version": 2}, {"training": 7}])
def test_what_is_no_spec_is_one_sentence(document):
    assert refused(spec.parse, document).hint


@pytest.mark.parametrize(
    "content",
    [b"a: [1", b"\xff\xfe", b"!!python/object:os.system {}", b"{{{", b"a: b: c"],
)
def test_a_file_that_is_no_yaml_is_one_sentence(tmp_path, content):
    file = tmp_path / "run.yaml"
    file.write_bytes(content)
    assert "is not a YAML file" in refused(spec.read, file).message


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    assert "cannot be read: No such file" in refused(spec.read, tmp_path / "none.yaml").message
    assert "cannot be read: Is a directory" in refused(spec.read, tmp_path).message


def test_a_wrong_value_in_a_file_names_the_file(tmp_path):
    file = tmp_path / "run.yaml"
    file.write_text("layers: {rank: 0}")
    assert refused(spec.read, file).message.startswith(f"{file}: layers.rank: ")


def test_every_field_of_the_spec_is_an_option_with_a_title_and_a_help():
    keys = {option.key for option in spec.options()}
    assert len(keys) == len(spec.options())
    for part in ("model", "data", "layers", "training", "watch", "saving"):
        assert {f"{part}.{name}" for name in type(DEFAULT.get(part)).model_fields} <= keys
    for option in spec.options():
        assert option.title
        assert option.help.endswith(".")
        assert option.group
        # a list or table comes back from JSON as it went in; a tuple would not
        assert option.kind == "other" or DEFAULT.get(option.key) == option.default


def test_flags_are_unique_and_are_those_of_the_command():
    flags = [option.flag for option in spec.options() if option.flag]
    assert sorted(flags) == sorted(set(flags))
    assert {*flags} == {
        *("--model", "--dtype", "--data", "--max-length", "--targets", "--rank", "--steps", "--epochs"),
        *("--learning-rate", "--batch-size", "--seed"),
        *("--use-rslora", "--use-dora", "--init-lora-weights", "--bias", "--loraplus-lr-ratio", "--without"),
        *("--checkpoint-every", "--checkpoint-minutes", "--prompts"),
    }


def test_an_option_knows_its_kind_range_and_unit():
    by_key = {option.key: option for option in spec.options()}
    rank, steps, batch = by_key["layers.rank"], by_key["training.steps"], by_key["training.batch_size"]
    assert (rank.kind, rank.minimum, rank.maximum, rank.default) == ("integer", 1, 1024, 16)
    assert (steps.optional, steps.automatic, steps.kind) == (True, False, "integer")
    assert (batch.automatic, batch.unit, batch.minimum, batch.maximum) == (True, "rows", 1, 4096)
    assert by_key["training.schedule"].choices[:3] == ("cosine", "linear", "constant")
    assert by_key["training.learning_rate"].log


def test_a_changed_copy_leaves_the_original():
    changed = DEFAULT.replaced("layers.rank", 8)
    assert (DEFAULT.layers.rank, changed.layers.rank) == (16, 8)
    assert isinstance(changed, RunSpec)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("training.learning_rate", 5),
        ("training.epochs", -1),
        ("training.seed", "x"),
        ("training.schedule", "falling"),
        ("training.batch_size", 1.5),
        ("layers.rank", 0),
        ("layers.use_dora", "perhaps"),
    ],
)
def test_what_is_wrong_with_a_value_can_be_translated(key: str, value: object) -> None:
    """pydantic's words are built from a template of ours: an update that changes them is noticed here."""
    with pytest.raises(WorkbenchError) as raised:
        DEFAULT.replaced(key, value)
    assert isinstance(raised.value.parameters["problem"], Sentence)


@pytest.mark.parametrize("option", spec.options(), ids=lambda option: option.key)
def test_every_setting_says_what_it_does_and_what_is_typical(option: spec.Option):
    assert option.effect.endswith(".")
    assert option.typical
    assert len(option.effect) < 140
    assert option.effect != option.help
    assert len(set(option.aka)) == len(option.aka)
