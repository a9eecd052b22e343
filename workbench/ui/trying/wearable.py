"""What a column of the Try page can wear: nothing, or an adapter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wearable:
    """`adapter` is a peft adapter's folder; "" is the base as it is."""

    title: str
    adapter: str = ""
    own: bool = False  # the document's, in the checkpoint that is chosen: another choice takes its place

    @property
    def is_base(self) -> bool:
        return not self.adapter
