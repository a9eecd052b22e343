"""How likely each token of an answer was, for the model that gave it and for another one beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

_ALTERNATIVES = 5


@dataclass(frozen=True)
class Scores:
    """Of one answer, under one model.

    `logits` [tokens + 1, vocabulary] float32: entry i predicts token i, and the last what would come next.
    """

    ids: Sequence[int]
    logits: torch.Tensor

    def log_probabilities(self) -> torch.Tensor:
        """Of the answer's own tokens, in nats: [tokens]."""
        chosen = torch.tensor(list(self.ids), device=self.logits.device)[:, None]
        return self.logits[:-1].log_softmax(-1).gather(1, chosen)[:, 0]


@torch.no_grad()
def scored(model: Any, prompt: Sequence[int], answer: Sequence[int]) -> Scores:
    """Reads prompt and answer in one forward pass; only the answer's places go through the head."""
    ids = torch.tensor([[*prompt, *answer]], device=model.device)
    kept = len(answer) + 1
    output = model(input_ids=ids, use_cache=False, logits_to_keep=kept)
    return Scores(answer, output.logits[0, -kept:].float())


def tokens(own: Scores, other: Scores | None, tokenizer: Any) -> list[dict[str, Any]]:
    """[{"id", "text", "logprob", "other_logprob", "alternatives": [{"text", "probability"}]}] of an answer.

    `own` is the model that gave the answer; `other` (None: there is none, and `other_logprob` is null) the
    one it is compared with. Alternatives are the five most likely tokens of the own model, the best first.
    """
    if not own.ids:
        return []
    mine = own.log_probabilities().tolist()
    theirs = other.log_probabilities().tolist() if other is not None else [None] * len(mine)
    best = own.logits[:-1].softmax(-1).topk(min(_ALTERNATIVES, own.logits.shape[-1]))
    return [
        {
            "id": int(token),
            "text": tokenizer.decode([token]),
            "logprob": mine[place],
            "other_logprob": theirs[place],
            "alternatives": [
                {"text": tokenizer.decode([choice]), "probability": share}
                for choice, share in zip(
                    best.indices[place].tolist(), best.values[place].tolist(), strict=True
                )
            ],
        }
        for place, token in enumerate(own.ids)
    ]


def divergence(own: Scores, other: Scores, other_ids: Sequence[int]) -> dict[str, Any] | None:
    """Where two answers to one prompt part: {"token": 1 is the first, "kl": nats}; None where they are equal.

    `own` and `other` score the same answer; `other_ids` is what the other model answered. Up to that token
    both have read the same, so KL(own ‖ other) of their next-token distributions compares like with like.
    """
    pairs = zip([*own.ids, None], [*other_ids, None], strict=False)
    place = next((i for i, (mine, theirs) in enumerate(pairs) if mine != theirs), None)
    if place is None:
        return None
    p, q = own.logits[place].log_softmax(-1), other.logits[place].log_softmax(-1)
    return {"token": place + 1, "kl": float((p.exp() * (p - q)).sum())}
