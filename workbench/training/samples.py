"""The held-out prompts answered while a run trains, and the count of answers before and after it."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.core.events import Sampled
from workbench.training.generate import answers

_AT_ONCE = 8
_PATIENCE = 6.0  # s spent on the answers of the base before fewer rows are compared


@dataclass(frozen=True)
class Prompt:
    text: str  # what a person reads
    ids: list[int]
    reference: str  # the dataset's own answer


@dataclass
class SamplePrompts:
    """The first `shown` prompts are sampled during the run; all are compared before and after it."""

    prompts: Sequence[Prompt]
    shown: int
    sample_tokens: int
    tokenizer: Any
    base: list[str] = field(default_factory=list)  # the base's answers, from `ask_base`

    def answered(self, model: Any, step: int, check: Callable[[], None]) -> Iterator[Sampled]:
        """Answers the shown prompts. At step 0 B is zero, so the answers are the base's."""
        chosen = self.prompts[: min(self.shown, len(self.base))]
        if not chosen:
            return
        texts = self.base[: len(chosen)] if step == 0 else self._answers(model, chosen, check)
        for index, (prompt, text) in enumerate(zip(chosen, texts, strict=True)):
            yield Sampled(step, index, prompt.text, self.base[index], text, prompt.reference)

    def ask_base(self, model: Any, check: Callable[[], None]) -> None:
        """Lets the untrained model answer: the shown prompts, and more until the patience is used up."""
        began = time.monotonic()
        while len(self.base) < len(self.prompts) and time.monotonic() - began < _PATIENCE:
            size = _AT_ONCE if self.base else max(_AT_ONCE, self.shown)
            rest = self.prompts[len(self.base) : len(self.base) + size]
            self.base += self._answers(model, rest, check)

    def right_before(self) -> int:
        """How many of the base's answers equal the dataset's."""
        return sum(text == prompt.reference for text, prompt in zip(self.base, self.prompts, strict=False))

    def right_now(self, model: Any, check: Callable[[], None]) -> int:
        """The same for the model as it is, over the same prompts."""
        compared = self.prompts[: len(self.base)]
        texts: list[str] = []
        for start in range(0, len(compared), _AT_ONCE):
            texts += self._answers(model, compared[start : start + _AT_ONCE], check)
        return sum(text == prompt.reference for text, prompt in zip(texts, compared, strict=True))

    def _answers(self, model: Any, prompts: Sequence[Prompt], check: Callable[[], None]) -> list[str]:
        return answers(model, self.tokenizer, [p.ids for p in prompts], self.sample_tokens, check)
