"""What F1 says of a thing that is no setting: what it is, and its keys; found by the name of its class."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Topic:
    title: str
    text: str
    keys: tuple[tuple[str, str], ...] = ()


_CHART_KEYS = (
    ("S", "Smoothing on or off"),
    ("L", "Logarithmic or linear"),
    ("X", "By step, epoch, tokens or time"),
    ("F", "Fit: show everything"),
)
TOPICS: dict[str, Topic] = {
    "LayerTreeView": Topic(
        "Layer tree",
        "The real modules of this model. Ticked ones are trained: each costs r·(in + out) numbers. A rank "
        "set on a group holds for everything below it; a rank of its own is marked with a dot.",
        (
            ("Space", "Tick"),
            ("0 … 9", "Type a rank"),
            ("[ and ]", "Halve or double the rank"),
            ("Backspace", "Back to the inherited rank"),
            ("*", "Open all"),
            ("Ctrl+C, Ctrl+V", "Copy and paste the plan of the selection"),
            ("Ctrl+Shift+F", "Folded, or every block"),
        ),
    ),
    "PlanMapCanvas": Topic(
        "Plan map",
        "Blocks across, kinds of layers down; the darker, the higher the rank. Dragging a rectangle selects "
        "the same cells in the tree.",
        (("Arrows", "Move"), ("Space", "Tick"), ("0 … 9", "Type a rank"), ("[ and ]", "Halve or double")),
    ),
    "LineChart": Topic(
        "Chart",
        "Raw values thin, smoothed ones thick, held-out ones as dots. The curve shows whether it still "
        "learns; the held-out one, whether it only learns by heart.",
        _CHART_KEYS,
    ),
    "LossView": Topic(
        "Loss",
        "Mean nats per learned token. Falling: it learns. The held-out loss rising while this one falls: it "
        "learns by heart, and the best checkpoint is an earlier one.",
        _CHART_KEYS,
    ),
    "LayersStrip": Topic(
        "Layers strip", "How much each block has changed so far: blocks across, kinds of layers down."
    ),
    "HeatCanvas": Topic(
        "Map of modules",
        "Blocks across, kinds of layers down, coloured by the chosen measure of what was learned there.",
        (("Arrows", "To the next module"),),
    ),
    "MatrixView": Topic(
        "Matrix",
        "The numbers of A, B or their product, coloured around zero.",
        (("+ and −", "Zoom"), ("F", "Show all of it"), ("Arrows", "Move")),
    ),
    "ModuleTable": Topic("Table of modules", "Every adapted module with its measures; a click sorts."),
    "RowsTable": Topic(
        "Rows", "The rows of the data as they are read. The header of a column says what it is read as."
    ),
    "TokenView": Topic(
        "Tokens",
        "A row as the model sees it. Underlined blue tokens are learned, grey ones are only read, struck "
        "ones are cut off.",
    ),
    "QTabBar": Topic(
        "Pages of a run",
        "Setup, Train, Inspect, Try and Export follow the life of a run.",
        (("Ctrl+1 … 5", "To a page"), ("Left, Right", "To the next page")),
    ),
    "SetupCard": Topic(
        "Setup card",
        "What was chosen, and whether it is in order. It opens its editor, and takes files dropped on it.",
        (("Alt+1 … 4", "To a card"),),
    ),
    "Sidebar": Topic(
        "Runs",
        "Drafts, what trains, what waits, what is over, and adapters from elsewhere.",
        (("Up, Down", "To another run"), ("F2", "Rename"), ("Del", "Move to the trash")),
    ),
    "PresetPicker": Topic(
        "Preset",
        "A goal, as a set of settings. Applying one is one undo step and keeps model, data and ticks unless "
        "it names them. Changes are counted from it.",
    ),
    "Summary": Topic(
        "Summary",
        "What the plan costs: parameters exactly, memory and time predicted until they are measured. % is of "
        "the base's parameters.",
        (("Ctrl+Return", "Start"),),
    ),
    "Transcript": Topic("Answers", "What base and adapter answer, streamed, side by side."),
    "MessageEdit": Topic(
        "Message",
        "What is asked of every column at once.",
        (("Ctrl+Return", "Send"), ("Esc", "Stop"), ("Ctrl+Up", "The prompt before")),
    ),
    "FormatCard": Topic("Export format", "Which programs open it, and how large it becomes."),
}
WINDOW = Topic(
    "LoRA Workbench",
    "Put the cursor into a field, the tree, a map or a chart, and press F1 for help on it.",
    (("Ctrl+K", "Find an action or a setting"), ("Ctrl+F", "Find a setting, or filter"), ("F1", "This help")),
)


def of(widget: QWidget | None) -> Topic:
    """The nearest thing around the focus that has a topic; the window's own where there is none."""
    while widget is not None:
        for kind in type(widget).__mro__:
            if kind.__name__ in TOPICS:
                return TOPICS[kind.__name__]
        widget = widget.parentWidget()
    return WINDOW


def said(words: str) -> str:
    return QCoreApplication.translate("Help", words)
