"""What a person reads when something cannot be done: what happened, and what to do next."""


class WorkbenchError(Exception):
    """A problem a person can act on.

    `message` and `hint` are templates with named parameters, so that they can be translated before the
    parameters are filled in: `WorkbenchError("{path} has no config.json.", hint="Choose …", path=p)`.
    `kind` is a stable word for programs (events, tests); it never reaches the screen.
    """

    def __init__(
        self, message: str, *, hint: str = "", kind: str = "bad-input", **parameters: object
    ) -> None:
        super().__init__(message.format(**parameters) if parameters else message)
        self.template = message
        self.hint_template = hint
        self.kind = kind
        self.parameters = parameters

    @property
    def message(self) -> str:
        return str(self)

    @property
    def hint(self) -> str:
        return self.hint_template.format(**self.parameters) if self.parameters else self.hint_template
