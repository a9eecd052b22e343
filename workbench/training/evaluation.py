"""How well the base and adapters on it predict rows: loss, perplexity and accuracy, in all and row by row."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import torch

from workbench.core import spec as specs
from workbench.core.errors import WorkbenchError
from workbench.core.spec import DataSpec
from workbench.training import fitting_room, introspect
from workbench.training.data import batches, dataset
from workbench.training.data.batches import Tokens, collate
from workbench.training.fitting_room import FittingRoom, Worn

_AT_ONCE = 1024  # padded tokens of one batch: its logits are held at once
_SHOWN = 400  # characters of a prompt or an answer

Progress = Callable[[int, int, str], None]  # done, total, what


@dataclass(frozen=True)
class EvaluateRequest:
    """`data` and `seed` are those of a run's spec; the rows it held out are judged, or all of its file."""

    model: str
    columns: tuple[Worn, ...]
    data: Mapping[str, Any]
    seed: int = 0
    part: Literal["held-out", "all"] = "all"
    most: int = 200  # rows; of more, that many are drawn by the seed
    device: str = ""  # "": the one that this machine computes on

    @classmethod
    def parse(cls, document: Mapping[str, Any]) -> "EvaluateRequest":
        """From JSON values; `columns` are [{"adapter", "strength", "off"}], each key optional."""
        try:
            columns = tuple(Worn(**{**c, "off": tuple(c.get("off", ()))}) for c in document["columns"])
            return cls(**{**document, "columns": columns})
        except (TypeError, ValueError, KeyError) as error:
            raise WorkbenchError(
                "An evaluation cannot be asked for like this: {reason}.",
                kind="bad-request",
                reason=str(error),
            ) from error


@dataclass(frozen=True, slots=True)
class RowScore:
    """Of one row under one model: summed negative log-likelihood in nats, labelled tokens, right ones.

    A token is right when it is the model's likeliest, given all true tokens before it (teacher forcing).
    """

    loss: float
    labelled: int
    right: int

    @property
    def mean(self) -> float:
        return self.loss / self.labelled


def evaluated(request: EvaluateRequest, progress: Progress) -> dict[str, Any]:
    """{"rows", "of", "labelled", "columns": [{"loss", "perplexity", "accuracy"}], "scores": [a row each]}.

    A row is {"row": its number among the judged, "prompt", "answer", "labelled", "loss": [of each column],
    "accuracy": [...]}; losses are means in nats per labelled token, perplexity is exp(loss).
    """
    room = fitting_room.of_model(request.model, request.device)
    rows = _rows(request, room, progress)
    chosen = _chosen(len(rows), request.most, request.seed)
    table: list[list[RowScore]] = []
    total = len(request.columns) * len(chosen)
    for column, worn in enumerate(request.columns):

        def told(done: int, before: int = column * len(chosen)) -> None:
            progress(before + done, total, "Reading")

        with room.wearing(worn) as model:
            table.append(list(row_scores(model, rows, chosen, told)))
    return {
        "rows": len(chosen),
        "of": len(rows),
        "labelled": sum(score.labelled for score in table[0]),
        "columns": [_summary(scores) for scores in table],
        "scores": [
            {
                **_texts(rows, index, room.tokenizer),
                "row": index,
                "labelled": scores[0].labelled,
                "loss": [score.mean for score in scores],
                "accuracy": [score.right / score.labelled for score in scores],
            }
            for index, *scores in zip(chosen, *table, strict=True)
        ],
    }


@torch.no_grad()
def row_scores(
    model: Any, rows: Tokens, chosen: Sequence[int], told: Callable[[int], None] = lambda _: None
) -> Iterator[RowScore]:
    """The scores of the chosen rows, in their order; rows of like length are read together."""
    found: dict[int, RowScore] = {}
    lengths = [rows.length(index) for index in chosen]
    for part in batches.micro_batches(lengths, _AT_ONCE):
        indices = [chosen[place] for place in part]
        batch = collate(rows, indices, 0)
        given = {
            "input_ids": batch.input_ids.to(model.device),
            "attention_mask": batch.attention_mask.to(model.device),
        }
        logits = model(**given, use_cache=False).logits[:, :-1]
        wanted = batch.labels[:, 1:].to(model.device)
        for line, index in enumerate(indices):
            places = wanted[line] != batches.IGNORED
            likely = logits[line, places].float().log_softmax(-1)
            true = wanted[line, places]
            taken = likely.gather(1, true[:, None])
            right = int((likely.argmax(-1) == true).sum())
            found[index] = RowScore(-float(taken.sum(dtype=torch.float64)), len(true), right)
        told(len(found))
    yield from (found[index] for index in chosen)


def _rows(request: EvaluateRequest, room: FittingRoom, progress: Progress) -> Tokens:
    data_spec = specs.parse({"data": dict(request.data)}).data
    if request.part == "all":
        data_spec = data_spec.on(data_spec.path)
    prepared = _prepared(data_spec, request, room, progress)
    rows = prepared.train if request.part == "all" else prepared.held_out
    if len(rows) == 0:
        raise WorkbenchError(
            "Nothing is held out in this run, so there are no rows to judge it by.",
            hint="Choose a file of rows.",
            kind="no-held-out",
        )
    return rows


def _prepared(
    data_spec: DataSpec, request: EvaluateRequest, room: FittingRoom, progress: Progress
) -> dataset.Prepared:
    context = introspect.layer_tree(room.folder).context_length
    return dataset.prepare(
        data_spec,
        room.tokenizer,
        request.seed,
        context,
        lambda done, total: progress(done, total, "Tokenising"),
    )


def _chosen(rows: int, most: int, seed: int) -> list[int]:
    if rows <= most:
        return list(range(rows))
    return sorted(batches.order(rows, seed, 0)[:most].tolist())


def _summary(scores: Sequence[RowScore]) -> dict[str, float]:
    labelled = sum(score.labelled for score in scores)
    loss = sum(score.loss for score in scores) / labelled
    right = sum(score.right for score in scores)
    return {"loss": loss, "perplexity": math.exp(min(loss, 700)), "accuracy": right / labelled}


def _texts(rows: Tokens, index: int, tokenizer: Any) -> dict[str, str]:
    """What comes before the first labelled token, and the labelled ones."""
    ids, trained = rows.row(index)
    first = int(trained.argmax())
    prompt = tokenizer.decode(ids[:first].tolist(), skip_special_tokens=True)
    answer = tokenizer.decode(ids[trained].tolist(), skip_special_tokens=True)
    return {"prompt": prompt.strip()[-_SHOWN:], "answer": answer.strip()[:_SHOWN]}
