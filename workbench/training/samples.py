"""The prompts answered while a run trains, and the count of held-out answers before and after it."""

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
    reference: str = ""  # the dataset's own answer


@dataclass
class SamplePrompts:
    """The first `shown` prompts and the person's `own` are sampled during the run.

    All of `prompts`, which are held out, are compared before and after it.
    """

    prompts: Sequence[Prompt]
    shown: int
    sample_tokens: int
    tokenizer: Any
    own: Sequence[Prompt] = ()
    base: list[str] = field(default_factory=list)  # the base's answers to `prompts`, from `ask_base`
    own_base: list[str] = field(default_factory=list)

    def answered(self, model: Any, step: int, check: Callable[[], None]) -> Iterator[Sampled]:
        """Answers what is sampled. At step 0 B is zero, so the answers are the base's."""
        held_out = self.prompts[: min(self.shown, len(self.base))]
        chosen = [*held_out, *self.own]
        base = [*self.base[: len(held_out)], *self.own_base]
        texts = base
        if step > 0:
            texts = [*self._answers(model, held_out, check), *self._answers(model, self.own, check)]
        for index, (prompt, text) in enumerate(zip(chosen, texts, strict=True)):
            own = index >= len(held_out)
            yield Sampled(step, index, prompt.text, base[index], text, prompt.reference, own)

    def ask_base(self, model: Any, check: Callable[[], None]) -> None:
        """Lets the untrained model answer: what is sampled, and more until the patience is used up."""
        began = time.monotonic()
        self.own_base = self._answers(model, self.own, check)
        while len(self.base) < len(self.prompts):
            if len(self.base) >= self.shown and time.monotonic() - began >= _PATIENCE:
                break
            self.base += self._answers(model, self.prompts[len(self.base) :][:_AT_ONCE], check)

    def right_before(self) -> int:
        """How many of the base's answers equal the dataset's."""
        return sum(text == prompt.reference for text, prompt in zip(self.base, self.prompts, strict=False))

    def right_now(self, model: Any, check: Callable[[], None]) -> int:
        """The same for the model as it is, over the same prompts."""
        compared = self.prompts[: len(self.base)]
        texts = self._answers(model, compared, check)
        return sum(text == prompt.reference for text, prompt in zip(texts, compared, strict=True))

    def _answers(self, model: Any, prompts: Sequence[Prompt], check: Callable[[], None]) -> list[str]:
        texts: list[str] = []
        for start in range(0, len(prompts), _AT_ONCE):
            ids = [prompt.ids for prompt in prompts[start : start + _AT_ONCE]]
            texts += answers(model, self.tokenizer, ids, self.sample_tokens, check)
        return texts
