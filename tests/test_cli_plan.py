"""`workbench plan`, and plans from anywhere for every command, as a person types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workbench.cli import cli
from workbench.core import plan_file
from workbench.core.plan import RankPlan

Q0 = "model.layers.0.self_attn.q_proj"
PEFT = {"peft_type": "LORA", "r": 2, "lora_alpha": 4, "target_modules": ["q_proj", "query_key_value"]}


def type_in(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def adapter(tmp_path: Path) -> Path:
    """An adapter's folder, one of whose targets the tiny Llama does not have."""
    folder = tmp_path / "adapter"
    folder.mkdir()
    (folder / "adapter_config.json").write_text(json.dumps(PEFT))
    return folder


def test_the_table_names_every_module_with_its_rank_scale_and_cost(tiny_llama):
    result = type_in("plan", tiny_llama, "--rank", 4, "--targets", ".*q_proj")
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines()]
    assert rows[0] == ["Module", "Rank", "Scale", "Trainable"]
    assert rows[1] == [Q0, "4", "2", "256"]
    assert "512 trainable parameters in 2 modules" in result.stdout


def test_the_yaml_is_what_plan_reads(tiny_llama, tmp_path):
    yaml = type_in("plan", tiny_llama, "--rank", 4, "--use-dora", "--as", "yaml").stdout
    file = tmp_path / "plan.yaml"
    file.write_text(yaml)
    assert plan_file.load(file) == RankPlan(rank=4, use_dora=True)
    counted = type_in("count", tiny_llama, "--plan", file, "--json").stdout
    assert counted == type_in("count", tiny_llama, "--rank", 4, "--use-dora", "--json").stdout


def test_the_configuration_for_peft_comes_back_as_the_same_plan(tiny_llama, tmp_path):
    chosen = ("--rank", 4, "--targets", ".*(q_proj|up_proj)")
    file = tmp_path / "adapter_config.json"
    file.write_text(type_in("plan", tiny_llama, *chosen, "--as", "peft").stdout)
    assert json.loads(file.read_text())["base_model_name_or_path"] == str(tiny_llama)
    first = type_in("plan", tiny_llama, *chosen).stdout
    assert type_in("plan", tiny_llama, "--plan", file).stdout == first


def test_the_python_is_a_lora_config_with_this_rank(tiny_llama):
    from peft import LoraConfig

    names: dict[str, object] = {}
    exec(type_in("plan", tiny_llama, "--rank", 4, "--as", "python").stdout, names)
    config = names["config"]
    assert isinstance(config, LoraConfig)
    assert config.r == 4


@pytest.mark.parametrize(("limit", "most"), [("3 k", 3_000), ("4,000", 4_000), ("5 %", 0), ("20 kB", 0)])
@pytest.mark.parametrize("how", ["uniform", "width", "top", "bottom"])
def test_a_budget_is_kept(tiny_llama, tmp_path, limit, most, how):
    result = type_in("plan", tiny_llama, "--budget", limit, "--spread", how, "--as", "yaml")
    assert result.exit_code == 0, result.output
    file = tmp_path / "plan.yaml"
    file.write_text(result.stdout)
    counted = json.loads(type_in("count", tiny_llama, "--plan", file, "--json").stdout)
    if limit == "5 %":
        assert counted["percent"] <= 5
    elif limit == "20 kB":
        assert counted["adapter_bytes"] <= 20_000
    else:
        assert counted["trainable"] <= most


def test_an_adapters_folder_is_a_plan_and_what_matches_nothing_is_named(tiny_llama, adapter):
    result = type_in("plan", tiny_llama, "--plan", adapter)
    assert result.exit_code == 0
    assert Q0 in result.stdout
    assert "1 name matches nothing in this model:\n  query_key_value" in result.stderr
    counted = type_in("count", tiny_llama, "--plan", adapter, "--json")
    assert json.loads(counted.stdout)["trainable"] == 2 * 2 * (32 + 32)
    assert "query_key_value" in counted.stderr


def test_an_adapters_plan_is_trained(tiny_llama, chats, adapter):
    quick = ("--steps", 1, "--batch-size", 4, "--dtype", "float32", "--json", "--set", "training.threads=1")
    quiet = ("--set", "watch.samples=0", "--set", "watch.compared_rows=0", "--set", "watch.evaluations=0")
    words = ("--model", tiny_llama, "--data", chats, "--plan", adapter)
    result = type_in("train", *words, *quick, *quiet)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["trainable_parameters"] == 2 * 2 * (32 + 32)
    assert "query_key_value" in result.stderr


def test_flags_change_a_plan_that_was_read(tiny_llama, adapter):
    table = type_in("plan", tiny_llama, "--plan", adapter, "--rank", 3).stdout
    assert "384 trainable parameters" in table


def test_modules_of_another_model_are_listed_with_what_they_may_be_called_here(tiny_llama, tmp_path):
    file = tmp_path / "plan.yaml"
    plan_file.write(RankPlan(targets=(Q0, f"base.{Q0.replace('q_proj', 'v_proj')}", "lost")), file)
    result = type_in("plan", tiny_llama, "--plan", file)
    assert result.exit_code == 0
    assert "2 names match nothing in this model:" in result.stderr
    assert "(perhaps model.layers.0.self_attn.v_proj)\n  lost\n" in result.stderr
    strict = type_in("count", tiny_llama, "--plan", file)
    assert strict.exit_code == 2
    assert f"2 names in {file} are not in this model: base.{Q0.replace('q_', 'v_')}, lost." in strict.stderr
    assert f"workbench plan MODEL --plan {file}" in strict.stderr
    assert type_in("count", tiny_llama, "--plan", file, "--targets", ".*q_proj").exit_code == 0


def test_of_many_names_that_do_not_exist_five_are_said(tiny_llama, tmp_path):
    file = tmp_path / "plan.yaml"
    plan_file.write(RankPlan(targets=tuple(f"lost.{i}" for i in range(7))), file)
    result = type_in("count", tiny_llama, "--plan", file)
    assert "7 names in" in result.stderr
    assert "lost.4, ….\n" in result.stderr


WRONG: list[tuple[tuple[str, ...], str]] = [
    (("--budget", "lots"), "“lots” is not a budget."),
    (("--budget", "10"), "Even at rank 1, the ticked layers come to"),
    (("--spread", "top"), "--spread says how a --budget is spread"),
    (("--budget", "1 M", "--spread", "sideways"), "'sideways' is not one of"),
    (("--plan", "none.yaml"), "none.yaml cannot be read: No such file"),
    (("--targets", "nothing.*"), "matches no layer that can be adapted"),
    (("--rank", "0"), "layers.rank: input should be greater than or equal to 1"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_what_cannot_be_planned_is_refused_in_a_sentence(words, said, tiny_llama):
    result = type_in("plan", tiny_llama, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_plan_of_which_nothing_exists_here_is_refused(tiny_llama, tmp_path):
    (tmp_path / "adapter_config.json").write_text(json.dumps(PEFT | {"target_modules": ["c_attn"]}))
    result = type_in("plan", tiny_llama, "--plan", tmp_path)
    assert result.exit_code == 2
    assert "c_attn" in result.stderr
    assert "exists in this model" in result.stderr


def test_help_shows_examples():
    assert "workbench plan starter --rank 8" in type_in("plan", "--help").stdout


@pytest.mark.parametrize("flag", ["--strength", "--temperature", "--top-p"])
@pytest.mark.parametrize("value", ["nan", "inf"])
def test_an_answer_is_asked_with_finite_numbers(flag, value, tiny_llama):
    result = type_in("generate", "--model", tiny_llama, "--prompt", "hi", flag, value)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert "is not a finite number" in result.stderr or (flag, value) == ("--top-p", "inf")
