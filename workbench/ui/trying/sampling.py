"""How answers are drawn: the values of the Try page's right column."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sampling:
    """As transformers names them; temperature 0 is greedy, strength multiplies the adapter's scale."""

    temperature: float = 0.7
    top_p: float = 0.9
    max_new_tokens: int = 256
    seed: int = 0
    strength: float = 1.0
    top_k: int = 0
    repetition_penalty: float = 1.0
    stop: str = ""
    system: str = ""

    def drawn(self) -> dict[str, Any]:
        """The settings of the engine's job `generate`."""
        return {
            "max_new_tokens": self.max_new_tokens,
            "temperature": self.temperature,
            "top_p": self.top_p,
            "top_k": self.top_k,
            "repetition_penalty": self.repetition_penalty,
            "stop": [self.stop.replace("\\n", "\n")] if self.stop else [],
            "seed": self.seed,
        }

    def before(self) -> list[dict[str, str]]:
        """What a conversation begins with: the system prompt, where there is one."""
        return [{"role": "system", "content": self.system}] if self.system.strip() else []
