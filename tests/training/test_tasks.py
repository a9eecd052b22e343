"""What a model is made for, as its config.json tells; and every other task that its type has a class for."""

import json
from pathlib import Path
from typing import Any

import pytest
from architectures import ARCHITECTURES, ENCODERS, SEQ2SEQ, build, write
from transformers import AutoConfig

from workbench.core.errors import WorkbenchError
from workbench.core.tasks import must_be_causal
from workbench.training import introspect, tasks
from workbench.training.model_folder import read_config


@pytest.mark.parametrize(
    ("model_type", "settings", "task", "built"),
    [
        ("llama", {}, "CAUSAL_LM", "LlamaForCausalLM"),
        ("llama", {"architectures": ["LlamaForSequenceClassification"]}, "SEQ_CLS", None),
        ("llama", {"architectures": ["LlamaModel"]}, "FEATURE_EXTRACTION", "LlamaModel"),
        ("llama", {"architectures": ["MyLlamaForCausalLM"]}, "CAUSAL_LM", "LlamaForCausalLM"),
        ("llama", {"architectures": "LlamaForCausalLM"}, "CAUSAL_LM", "LlamaForCausalLM"),
        ("gpt2", {"architectures": ["GPT2LMHeadModel"]}, "CAUSAL_LM", "GPT2LMHeadModel"),
        ("bert", {}, "FEATURE_EXTRACTION", "BertModel"),
        ("bert", {"architectures": ["BertModel"]}, "FEATURE_EXTRACTION", "BertModel"),
        ("bert", {"architectures": ["BertForMaskedLM"]}, "FEATURE_EXTRACTION", "BertForMaskedLM"),
        ("bert", {"architectures": ["BertForPreTraining"]}, "FEATURE_EXTRACTION", "BertModel"),
        ("bert", {"architectures": ["BertForTokenClassification"]}, "TOKEN_CLS", None),
        ("bert", {"architectures": ["BertForQuestionAnswering"]}, "QUESTION_ANS", None),
        ("bert", {"architectures": ["BertLMHeadModel"], "is_decoder": True}, "CAUSAL_LM", "BertLMHeadModel"),
        ("bert", {"is_decoder": True}, "CAUSAL_LM", "BertLMHeadModel"),
        ("t5", {}, "SEQ_2_SEQ_LM", "T5ForConditionalGeneration"),
        ("t5", {"architectures": ["T5WithLMHeadModel"]}, "SEQ_2_SEQ_LM", "T5ForConditionalGeneration"),
        ("t5", {"architectures": ["T5EncoderModel"]}, "FEATURE_EXTRACTION", "T5EncoderModel"),
        ("bart", {}, "SEQ_2_SEQ_LM", "BartForConditionalGeneration"),
        ("bart", {"architectures": ["BartForSequenceClassification"]}, "SEQ_CLS", None),
    ],
)
def test_the_architecture_in_the_config_decides(
    model_type: str, settings: dict[str, Any], task: str, built: str | None
) -> None:
    config = AutoConfig.for_model(model_type, **settings)
    chosen, architecture = tasks.choose(config)
    assert chosen.name == task
    assert architecture.__name__ == (built or settings["architectures"][0])


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_task_of_every_architecture_makes_a_tree_that_counts_each_parameter_once(
    name: str, tmp_path: Path
) -> None:
    folder, refused = write(name, tmp_path), []
    for task in tasks.TASKS:
        try:
            tree = introspect.layer_tree(folder, task)
        except WorkbenchError as error:
            refused.append(error.kind)
            continue
        assert tree.task_type == task
        assert sum(layer.parameters for layer in tree.layers) == tree.parameters
        assert all(layer.adaptable != bool(layer.reason) for layer in tree.layers)
        assert any(layer.saved_whole for layer in tree.layers) == bool(
            tasks.TASKS[task].heads and not any("classification_head" in path for path in tree.paths)
        )
    assert set(refused) <= {"no-such-task"}
    assert len(refused) <= 4  # some types have a class for text alone


def test_only_a_causal_model_can_be_trained_so_far(tmp_path: Path) -> None:
    for name in ARCHITECTURES:
        task, architecture = tasks.choose(read_config(write(name, tmp_path / name)))
        if name in ENCODERS | SEQ2SEQ:
            with pytest.raises(WorkbenchError, match="is not a causal language model") as caught:
                must_be_causal(task.name, architecture.__name__)
            assert caught.value.kind == "not-causal"
        else:
            must_be_causal(task.name, architecture.__name__)


def test_the_part_that_reads_text_stands_for_a_model_that_also_sees(tmp_path: Path) -> None:
    text = {"hidden_size": 32, "num_hidden_layers": 4, "num_attention_heads": 4, "vocab_size": 96}
    config = {"model_type": "qwen3_5", "architectures": ["Qwen3_5ForConditionalGeneration"]}
    (tmp_path / "config.json").write_text(json.dumps(config | {"text_config": text}))
    tree = introspect.layer_tree(tmp_path)
    assert (tree.architecture, tree.model_type) == ("Qwen3_5ForCausalLM", "qwen3_5_text")


def test_a_classifier_is_built_with_the_head_that_the_tree_shows(tmp_path: Path) -> None:
    for name in ("llama", "bert", "bart"):
        tree = introspect.layer_tree(write(name, tmp_path / name), "SEQ_CLS")
        assert tree.architecture == type(build(name, "SEQ_CLS")).__name__
