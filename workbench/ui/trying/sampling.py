"""How answers are drawn: the values of the Try page's right column."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sampling:
    """Temperature 0 is greedy; strength multiplies the adapter's scale."""

    temperature: float = 0.7
    top_p: float = 0.9
    max_new_tokens: int = 256
    seed: int = 0
    strength: float = 1.0
    system: str = ""

    def request(self, model: str, adapter: str, message: str) -> dict[str, Any]:
        """The parameters of the engine's job `generate`."""
        system = [{"role": "system", "content": self.system}] if self.system.strip() else []
        return {
            "model": model,
            "columns": [{}, {"adapter": adapter, "strength": self.strength}],
            "messages": [*system, {"role": "user", "content": message}],
            "max_new_tokens": self.max_new_tokens,
            "temperature": self.temperature,
            "top_p": self.top_p,
            "seed": self.seed,
        }
