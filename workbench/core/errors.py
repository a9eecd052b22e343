"""What a person reads when something cannot be done: what happened, and what to do next."""

from workbench.core.sentence import Sentence


class WorkbenchError(Exception):
    """A problem a person can act on.

    `message` and `hint` are templates with named parameters, so that they can be translated before the
    parameters are filled in: `WorkbenchError("{path} has no config.json.", hint="Choose …", path=p)`.
    `kind` is a stable word for programs (events, tests); it never reaches the screen.
    """

    def __init__(
        self, message: str, *, hint: str = "", kind: str = "bad-input", **parameters: object
    ) -> None:
        self.message = Sentence(message, **parameters)
        self.hint = Sentence(hint, **parameters)
        self.kind = kind
        self.parameters = parameters
        super().__init__(str(self.message))
