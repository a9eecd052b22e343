"""What a model does with text, and the class that does it: decided by config.json or by the person."""

from dataclasses import dataclass
from typing import Any

from transformers import PreTrainedModel
from transformers.models.auto import modeling_auto

from workbench.core.errors import WorkbenchError
from workbench.core.peft_matching import TASK_HEADS


@dataclass(frozen=True, slots=True)
class Task:
    """One way to use a text model, under the name peft has for it."""

    name: str  # peft's TaskType
    mapping: str  # transformers' table from configs to classes
    suffixes: tuple[str, ...]  # how the classes of models outside of that table are named

    @property
    def heads(self) -> tuple[str, ...]:
        """Modules whose path ends so are new: peft trains and saves them whole."""
        return TASK_HEADS.get(self.name, ())


TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        Task("CAUSAL_LM", "MODEL_FOR_CAUSAL_LM_MAPPING", ("ForCausalLM", "LMHeadModel")),
        Task(
            "SEQ_2_SEQ_LM",
            "MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING",
            ("ForConditionalGeneration", "LMHeadModel"),
        ),
        Task("SEQ_CLS", "MODEL_FOR_SEQUENCE_CLASSIFICATION_MAPPING", ("ForSequenceClassification",)),
        Task("TOKEN_CLS", "MODEL_FOR_TOKEN_CLASSIFICATION_MAPPING", ("ForTokenClassification",)),
        Task("QUESTION_ANS", "MODEL_FOR_QUESTION_ANSWERING_MAPPING", ("ForQuestionAnswering",)),
        Task("FEATURE_EXTRACTION", "MODEL_FOR_MASKED_LM_MAPPING", ("ForMaskedLM", "Model", "ForPreTraining")),
    )
}
_BODIES = ("MODEL_MAPPING", "MODEL_FOR_TEXT_ENCODING_MAPPING")  # without any head


def choose(config: Any, task_type: str = "") -> tuple[Task, type[PreTrainedModel]]:
    """The task and the class to build: `task_type`, or what the architectures in config.json were made for.

    Raises WorkbenchError for a model that does not read text, and for a task it has no class for.
    """
    if task_type and task_type not in TASKS:
        raise WorkbenchError(
            "There is no task “{task}”.",
            hint="The tasks are {tasks}.",
            task=task_type,
            tasks=", ".join(TASKS),
        )
    _must_read_text(config)
    names = _architectures(config)
    task = TASKS[task_type] if task_type else next((t for n in names if (t := _task_of(config, n))), None)
    if task is None:
        task = _usual(config)
    found = _class_for(config, task, names)
    if found is None:
        possible = [other for other in TASKS.values() if _class_for(config, other, names)]
        raise WorkbenchError(
            "transformers has no model of the type “{model_type}” for the task {task}.",
            hint="It has these: {tasks}.",
            kind="no-such-task",
            model_type=config.model_type,
            task=task.name,
            tasks=", ".join(other.name for other in possible),
        )
    return task, found


def _task_of(config: Any, architecture: str) -> Task | None:
    """The task that a class was made for; None for a name that says nothing."""
    for task in TASKS.values():
        if any(found.__name__ == architecture for found in _classes(task.mapping, config)):
            return task
    if any(found.__name__ == architecture for body in _BODIES for found in _classes(body, config)):
        return TASKS["FEATURE_EXTRACTION"]
    named = (task for task in TASKS.values() if architecture.endswith(task.suffixes))
    return next((task for task in named if _class_for(config, task, ())), None)


def _usual(config: Any) -> Task:
    """The task of a model whose config.json names no class: encoders too have a class for causal text."""
    order = ["FEATURE_EXTRACTION", "CAUSAL_LM", "SEQ_2_SEQ_LM"]
    if getattr(config, "is_encoder_decoder", False):
        order = ["SEQ_2_SEQ_LM", *order]
    elif getattr(config, "is_decoder", False):
        order = ["CAUSAL_LM", *order]
    tables = (TASKS[name] for name in order)
    return next((task for task in tables if _classes(task.mapping, config)), TASKS["FEATURE_EXTRACTION"])


def _class_for(config: Any, task: Task, names: tuple[str, ...]) -> type[PreTrainedModel] | None:
    """The class that config.json names if it is one of the task's, else the first."""
    classes = list(_classes(task.mapping, config))
    if task.name == "FEATURE_EXTRACTION":
        bodies = [found for body in _BODIES for found in _classes(body, config)]
        named = [found for found in (*classes, *bodies) if found.__name__ in names]
        return next(iter((*named, *bodies, *classes)), None)
    return next(iter((*(found for found in classes if found.__name__ in names), *classes)), None)


def _classes(mapping: str, config: Any) -> tuple[type[PreTrainedModel], ...]:
    found = getattr(modeling_auto, mapping).get(type(config), ())
    return found if isinstance(found, tuple) else (found,)


def _must_read_text(config: Any) -> None:
    names = _architectures(config)
    bodies = _classes("MODEL_MAPPING", config)
    tables = [task.mapping for task in TASKS.values()] + ["MODEL_FOR_TEXT_ENCODING_MAPPING"]
    reads = any(_classes(table, config) for table in tables)
    if reads and all(body.main_input_name == "input_ids" for body in bodies):
        return
    raise WorkbenchError(
        "{architecture} does not work on text alone.",
        hint="Choose a model that reads text: pictures and sound cannot be trained here.",
        kind="no-text",
        architecture=names[0] if names else config.model_type,
    )


def _architectures(config: Any) -> tuple[str, ...]:
    names = getattr(config, "architectures", None) or ()
    return tuple(str(name) for name in names) if isinstance(names, list | tuple) else (str(names),)
