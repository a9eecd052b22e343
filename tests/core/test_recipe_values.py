"""What single values of other programs' recipes mean here, and bad ones."""

import json
import re

import pytest
import trees
import yaml
from hypothesis import given
from hypothesis import strategies as st
from recipe_examples import reasons, recipe

from workbench.core import recipes, resources, spec
from workbench.core.errors import WorkbenchError
from workbench.core.plan import resolve
from workbench.core.recipes import PROGRAMS


def refused(text: str) -> WorkbenchError:
    with pytest.raises(WorkbenchError) as caught:
        recipe(text)
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value


# --- what values mean


BOARD_HEAD = "top.finetuning_type: lora\n"
TRL_HEAD = "model_name_or_path: a\nuse_peft: true\n"
FACTORY_HEAD = "model_name_or_path: a\nfinetuning_type: lora\n"
AXOLOTL_HEAD = "base_model: a\nadapter: lora\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("lora_target: all", {"head": False, "attn.q": True, "mlp.up": True}),
        ("lora_target: q,v", {"attn.q": True, "attn.v": True, "mlp.up": False}),
        ("lora_target: [mlp.up]", {"attn.q": False, "mlp.up": True}),
        ("lora_target: 'attn.q, mlp.up'", {"attn.q": True, "attn.v": False, "mlp.up": True}),
        ("lora_target: model.layers.1.mlp.up", {"model.layers.1.mlp.up": True, "0.mlp.up": False}),
        (r"lora_target: model\.layers\.\d+\.attn\.(q|v)", {"attn.q": True, "attn.v": True, "mlp.up": False}),
    ],
)
def test_targets_take_the_layers_that_peft_would(written, expected):
    plan = resolve(recipe(FACTORY_HEAD + written).spec.layers, trees.DECODER)
    for ending, taken in expected.items():
        ours = [path for path in plan.targets if path == ending or path.endswith(f".{ending}")]
        assert bool(ours) is taken, ending


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        (FACTORY_HEAD + "lora_alpha: 32\nlora_rank: 64", "layers.scale", 0.5),
        (FACTORY_HEAD + "lora_alpha: 32", "layers.scale", 4.0),  # over LLaMA-Factory's own rank, 8
        (FACTORY_HEAD + "lora_rank: 64", "layers.scale", 2.0),
        (TRL_HEAD + "lora_r: 8", "layers.scale", 4.0),  # TRL's alpha is 32
        (FACTORY_HEAD + "gradient_accumulation_steps: 4", "training.batch_size", 32),  # 8 rows a device
        (AXOLOTL_HEAD + "micro_batch_size: 3\ngradient_accumulation_steps: 5", "training.batch_size", 15),
        (FACTORY_HEAD + "learning_rate: 3e-4", "training.learning_rate", 3e-4),
        (FACTORY_HEAD, "training.learning_rate", 5e-5),
        (FACTORY_HEAD + "warmup_steps: 0.2", "training.warmup", 0.2),
        (FACTORY_HEAD + "warmup_steps: 0\nwarmup_ratio: 0.3", "training.warmup", 0.3),
        (FACTORY_HEAD + "warmup_steps: 20\nmax_steps: 100", "training.warmup", 0.2),
        (FACTORY_HEAD + "lr_scheduler_type: cosine_with_restarts", "training.schedule", "cosine"),
        (FACTORY_HEAD + "neftune_noise_alpha: 5", "training.neftune_alpha", 5.0),
        (FACTORY_HEAD + "label_smoothing_factor: 0.1", "training.label_smoothing", 0.1),
        (FACTORY_HEAD + "early_stopping_steps: 3", "training.early_stopping", 3),
        (FACTORY_HEAD + "warmup_ratio: 0.3\nlr_scheduler_type: constant", "training.warmup", 0.0),
        (FACTORY_HEAD + "max_steps: -1", "training.steps", None),
        (FACTORY_HEAD + "val_size: 100", "data.held_out", 0.05),
        (FACTORY_HEAD + "pissa_init: true", "layers.init_lora_weights", "pissa_niter_16"),
        (FACTORY_HEAD + "pissa_init: true\npissa_iter: -1", "layers.init_lora_weights", "pissa"),
        (FACTORY_HEAD + "train_on_prompt: true", "data.train_on", "everything"),
        (AXOLOTL_HEAD + "peft_init_lora_weights: olora", "layers.init_lora_weights", "olora"),
        (FACTORY_HEAD + "stage: pt", "data.format", "text"),
        (AXOLOTL_HEAD + "datasets: [{path: a, type: completion, field: body}]", "data.format", "text"),
        (
            AXOLOTL_HEAD + "datasets: [{path: a, type: completion, field: body}]",
            "data.columns",
            {"text": "body"},
        ),
        (
            AXOLOTL_HEAD + "datasets: [{path: a, type: {field_instruction: ask, field_output: reply}}]",
            "data.columns",
            {"instruction": "ask", "output": "reply"},
        ),
        (
            AXOLOTL_HEAD + "datasets: [{path: a, field_messages: conversations}]",
            "data.columns",
            {"messages": "conversations"},
        ),
        (TRL_HEAD + "dataset_text_field: text", "data.columns", {}),
        (TRL_HEAD + "dataset_text_field: body", "data.columns", {"text": "body"}),
        (TRL_HEAD + "max_length: null", "data.max_length", "auto"),
        (FACTORY_HEAD + "train_on_prompt: false\nmask_history: true", "data.train_on", "last-turn"),
        (FACTORY_HEAD + "default_system: Be brief.", "data.system_prompt", "Be brief."),
        (FACTORY_HEAD + "enable_thinking: false", "data.template_arguments", {"enable_thinking": False}),
        (AXOLOTL_HEAD + "chat_template_jinja: '{{ messages }}'", "data.template", "{{ messages }}"),
        (
            AXOLOTL_HEAD + "chat_template_kwargs: {tools_in_user: 1}",
            "data.template_arguments",
            {"tools_in_user": 1},
        ),
        (TRL_HEAD + "completion_only_loss: true", "data.train_on", "completion"),
        (TRL_HEAD + "completion_only_loss: false", "data.train_on", "everything"),
        (TRL_HEAD + "run_name: org/first try", "name", "org-first try"),
        (TRL_HEAD, "name", "recipe"),
    ],
)
def test_a_value_means_here_what_it_means_there(text, key, value):
    assert recipe(text).spec.get(key) == value


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (
            FACTORY_HEAD + "lr_scheduler_type: cosine_with_restarts\nlr_scheduler_kwargs: {num_cycles: 4}",
            "lr_scheduler_type",
            "the rate falls as a cosine",
        ),
        (FACTORY_HEAD + "lr_scheduler_type: polynomial", "lr_scheduler_type", "the rate falls as a cosine"),
        (FACTORY_HEAD + "val_size: 100", "val_size", "a number of rows"),
        (FACTORY_HEAD + "warmup_steps: 20", "warmup_steps", "counted in steps"),
        (
            FACTORY_HEAD + "additional_target: embed_tokens",
            "additional_target",
            "layers, and those trained whole",
        ),
        (FACTORY_HEAD + "do_train: false", "do_train", "a draft is there to be trained"),
        ("model_name_or_path: a\nfinetuning_type: full", "finetuning_type", "LoRA is what is trained here"),
        ("model_name_or_path: a\ndataset_name: b", "use_peft", "TRL's default; LoRA is what is trained here"),
        (TRL_HEAD, "assistant_only_loss", "TRL's default; where it is off"),
        (TRL_HEAD + "dtype: float32\nbf16: true", "bf16", "dtype says it already"),
        (TRL_HEAD + "quite_new: 3", "quite_new", "there is no such setting here"),
        (
            AXOLOTL_HEAD + "lora_target_linear: true\nlora_target_modules: [a]",
            "lora_target_modules",
            "lora_target_linear",
        ),
    ],
)
def test_what_has_no_place_here_is_listed_with_its_reason(text, key, reason):
    assert reasons(recipe(text))[key].startswith(reason)


def test_defaults_of_the_program_are_taken_and_told():
    found = recipe(AXOLOTL_HEAD + "learning_rate: 0.001")
    assert ("sequence_len", "data.max_length", 512) in found.assumed
    assert found.spec.data.max_length == 512
    assert not any(key == "learning_rate" for key, _, _ in found.assumed)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.title)
def test_every_key_leads_to_a_setting_of_ours(program):
    ours = {"", *(option.key for option in spec.options())}
    assert {our_key for our_key, _ in program.keys.values()} <= ours
    assert program.defaults.keys() <= program.keys.keys()


# --- files


def test_paths_are_looked_for_beside_the_recipe(tmp_path):
    (tmp_path / "base model").mkdir()
    (tmp_path / "größe.jsonl").write_text("{}")
    text = "base_model: base model\nadapter: lora\ndatasets: [{path: json, data_files: [größe.jsonl]}]"
    found = recipe(text, str(tmp_path / "recipe.yml"))
    assert found.spec.model.path == str(tmp_path / "base model")
    assert found.spec.data.path == str(tmp_path / "größe.jsonl")
    assert not found.notes


def test_a_name_is_looked_up_in_llama_factorys_registry(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "examples").mkdir()
    (tmp_path / "data" / "identity.json").write_text("[]")
    registry = {
        "identity": {"file_name": "identity.json", "columns": {"prompt": "ask"}},
        "far": {"hf_hub_url": "a/b"},
    }
    (tmp_path / "data" / "dataset_info.json").write_text(json.dumps(registry))
    source = str(tmp_path / "examples" / "recipe.yaml")
    assert recipe(FACTORY_HEAD + "dataset: identity", source).spec.data.path == str(
        tmp_path / "data" / "identity.json"
    )
    assert recipe(FACTORY_HEAD + "dataset: far", source).spec.data.path == "far"


@pytest.mark.parametrize("registry", ["", "[1]", '{"a": 3}', '{"a": {"file_name": null}}', "[" * 100_000])
def test_a_broken_registry_is_none(tmp_path, registry):
    (tmp_path / "dataset_info.json").write_text(registry)
    text = FACTORY_HEAD + f"dataset: a\ndataset_dir: {tmp_path}"
    assert recipe(text).spec.data.path == "a"


# --- whose it is


def test_our_own_specs_are_nobody_elses(tmp_path):
    whole = spec.parse({}).model_dump(mode="json")
    assert recipes.read(whole, "x") is None
    assert recipes.read(spec.load(resources.path("starter/run.yaml")), "x") is None
    for key in whole:
        assert recipes.read({key: whole[key]}, "x") is None, key
    assert recipes.read({"layers": {"rank": 3}, "model_name_or_path": "a", "dataset": "b"}, "x") is None
    assert recipes.read({"training": {"learning_rate": 1e-3, "num_epochs": 3}}, "x") is None, (
        "a slip, not Unsloth's"
    )


@pytest.mark.parametrize("document", [None, 3, "text", [], [1], {}, {1: 2}, {"lora": 3}, {"base_model": "a"}])
def test_what_no_program_wrote_is_no_recipe(document):
    assert recipes.read(document, "x") is None


# --- bad values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FACTORY_HEAD + "lora_rank: many", "lora_rank is 'many', which is not a number"),
        (FACTORY_HEAD + "lora_rank: 8.5", "lora_rank is 8.5, which is not a whole number"),
        (FACTORY_HEAD + "lora_rank: 0", "lora_rank is 0, which cannot be taken over"),
        (FACTORY_HEAD + "lora_rank: 0\nlora_alpha: 3", "lora_rank is 0, which cannot be taken over"),
        (FACTORY_HEAD + "lora_alpha: 3\nlora_rank: 0", "lora_alpha is 3, but lora_rank is not above 0"),
        (FACTORY_HEAD + "learning_rate: -1", "learning_rate is -1, which cannot be taken over"),
        (FACTORY_HEAD + "learning_rate: .nan", "learning_rate is nan, which is not a finite number"),
        (FACTORY_HEAD + "lora_rank: 1" + "0" * 400, "which is not a finite number"),
        (FACTORY_HEAD + "learning_rate: true", "learning_rate is True, which is not a number"),
        (FACTORY_HEAD + "lora_target: 3", "lora_target is 3, which are not names of modules"),
        (FACTORY_HEAD + "use_dora: perhaps", "use_dora is 'perhaps', which is neither true nor false"),
        (FACTORY_HEAD + "train_on_prompt: 3", "train_on_prompt is 3, which is neither true nor false"),
        ("model_name_or_path: [a]\nstage: sft", "model_name_or_path is ['a'], which is not text"),
        ("base_model: a\ndatasets: b", "datasets is not a list of datasets"),
        ("lora: {lora_r: 3}\ntraining: {num_epochs: 1}\nlogging: 3", "logging is not a section"),
        (FACTORY_HEAD + "stage: dpo", "learns from preferences or rewards (dpo)"),
        (
            AXOLOTL_HEAD + "chat_template_kwargs: {messages: 1}",
            "chat_template_kwargs is {'messages': 1}, which cannot",
        ),
        (AXOLOTL_HEAD + "rl: kto", "learns from preferences or rewards (kto)"),
        (TRL_HEAD + "num_generations: 4", "learns from preferences or rewards (num_generations)"),
    ],
)
def test_a_bad_value_is_one_sentence(text, said):
    assert said in refused(text).message


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_keys = sorted({re.sub(r"^datasets\[0\].*", "datasets", key) for program in PROGRAMS for key in program.keys})
_documents = st.dictionaries(
    st.sampled_from(_keys) | st.text(max_size=8) | st.integers(), _values, max_size=6
)


@given(
    head=st.sampled_from(
        [TRL_HEAD, FACTORY_HEAD, AXOLOTL_HEAD, "lora: {lora_r: 4}\ntraining: {max_steps: 3}", BOARD_HEAD]
    ),
    more=_documents,
)
def test_whatever_the_values_there_is_a_recipe_or_a_sentence(head, more):
    document = yaml.safe_load(head) | more
    try:
        found = recipes.read(document, "recipe.yaml")
    except WorkbenchError as error:
        found = None if error.message and error.hint else pytest.fail("an error without a sentence")
    assert found is None or spec.parse(found.spec.model_dump()) == found.spec
