"""The right column of Setup: what the plan costs, exactly and at once, and Start."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.core import forecast, processes
from workbench.core.layers import Layer, Node
from workbench.core.tally import Tally
from workbench.services.draft import Draft
from workbench.services.problem import BAD_ROWS, Problem
from workbench.services.workspace import Workspace
from workbench.ui import style
from workbench.ui.setup import amounts, bad_rows, derived
from workbench.ui.setup.changes_view import ChangesLine
from workbench.ui.setup.cost_view import CostView, Measured
from workbench.ui.setup.data_column import DataColumn
from workbench.ui.setup.run_setup import RunSetup, Setup
from workbench.ui.setup.scale_picture import ScalePicture
from workbench.ui.setup.start_box import StartBox
from workbench.ui.setup.what_lora_does import WhatLoraDoes
from workbench.ui.widgets.buttons import Button
from workbench.ui.widgets.section import Divider

_LARGE = 3_000  # layers: from here on the file's size waits for the next turn of the event loop


class Summary(QWidget):
    card_asked = Signal(str)  # the Setup card that mends what is missing
    question_asked = Signal()  # Start was pressed, and rows cannot be used
    setting_asked = Signal(str)  # the key of a setting that is to be shown in its place

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._setup: Setup | None = None
        self._started: Draft | None = None
        self._waiting: Draft | None = None  # starts as soon as its data is read
        self._chosen: list[Node] = []
        self._rest = QTimer(self, singleShot=True, interval=0)  # what of a large plan follows its count
        self.cost = CostView()
        self.data = DataColumn()
        self.picture = ScalePicture()
        self.lesson = WhatLoraDoes()
        self.changes = ChangesLine()
        self.foot = StartBox()
        self.start, self.mend = self.foot.start, self.foot.mend
        self.duplicate = Button(self.tr("Duplicate as draft"), icon="copy")
        self._lay_out()
        self._connect()

    def show_setup(self, setup: Setup | None) -> None:
        self._setup, self._started, self._chosen = setup, None, []
        self.cost.forget()
        self.refresh()

    def show_card(self, card: str) -> None:
        """What concerns the open editor: the picture of a layer, or the rows and tokens alone."""
        self.data.setVisible(card == "data")
        self._layer.setVisible(card == "layers")
        self._money.setVisible(card != "data")

    def show_chosen(self, nodes: list[Node]) -> None:
        """The layers that are selected in the tree: the first is drawn."""
        self._chosen = nodes
        self._show_layer()

    def refresh(self) -> None:
        """The spec, or what follows from it, changed."""
        setup = self._setup
        tally = setup.tally if setup is not None else None
        if tally is not None and len(tally.tree.layers) > _LARGE:
            self.cost.show_count(tally.trainable)
            self._rest.start()
        else:
            self._show_cost(setup)
        self._show_layer()
        self.data.show_setup(setup)
        self.changes.show_setup(setup)
        self._go_on()
        self._show_foot()

    def _show_cost(self, setup: Setup | None) -> None:
        tally = setup.tally if setup is not None else None
        if setup is None or tally is None:
            self.cost.show_cost(None, None, Measured())
            return
        found, dtype = derived.derive(setup), setup.dtype
        load = derived.load(setup, found, dtype, tally.tree.parameters)
        cost, said = setup.cost(), None
        if found is not None and load is not None and cost is not None:
            speed, course = self._workspace.speed, derived.course(setup, found)
            limit = forecast.limit(processes.total_memory())
            again = forecast.recomputed_blocks(
                tally, cost, load, limit, setup.spec.training.gradient_checkpointing, speed.machine
            )
            said = forecast.run(tally, cost, load, course, speed.machine, again)
        self.cost.show_cost(cost, said, _measured(setup))
        self.cost.show_speed(self._workspace.speed)

    def _show_cost_again(self) -> None:
        self._show_cost(self._setup)

    def _show_layer(self) -> None:
        """To scale: W, and the B and A of the first selected layer that can be adapted."""
        tally = self._setup.tally if self._setup is not None else None
        drawn = _drawable(self._chosen, tally) if tally is not None else []
        if tally is None or not drawn:
            self.picture.clear()
            return
        layer = drawn[0].layer
        assert layer is not None
        place = tally.tree.index[layer.path]
        if tally.whole[place]:
            self.picture.show_whole(
                layer.out_features or 1, layer.in_features or 1, self._others(tally, drawn, layer)
            )
            return
        rank, ticked = tally.ranks[place], bool(tally.ticked[place])
        factor = tally.scales[place] * (rank**0.5 if tally.plan.use_rslora else 1.0)
        self.picture.show_layer(
            layer.out_features or 1,
            layer.in_features or 1,
            rank,
            factor,
            ticked,
            self._others(tally, drawn, layer),
            layer.experts,
        )

    def _others(self, tally: Tally, drawn: list[Node], layer: Layer) -> str:
        if len(drawn) == 1:
            return layer.path
        total = sum(tally.counts[node.first] for node in drawn)
        words = self.tr("{name} and {count} more · {total} in all")
        return words.format(
            name=layer.path.rpartition(".")[2], count=f"{len(drawn) - 1:,}", total=amounts.grouped(total)
        )

    def _show_foot(self) -> None:
        setup = self._setup
        self.foot.setVisible(isinstance(setup, Draft))
        self.duplicate.setVisible(isinstance(setup, RunSetup))
        if not isinstance(setup, Draft):
            return
        problem = self._obstacle(setup)
        if setup in (self._started, self._waiting):
            self.foot.show_starting()
        elif problem is not None and problem.kind == BAD_ROWS:
            self.foot.show_question(problem)
        elif problem is None:
            self.foot.show_ready(waits=self._workspace.would_wait)
        else:
            self.foot.show_problem(problem)

    def _obstacle(self, draft: Draft) -> Problem | None:
        problem = draft.blocked()
        if problem is not None and problem.kind == BAD_ROWS and draft.data is not None:
            return bad_rows.problem(draft.data, left_out=False)
        return problem

    def _lay_out(self) -> None:
        m = style.theme().metrics
        self._money, self._layer, self._scroll = QWidget(), QWidget(), QScrollArea()
        for group, rows in (
            (self._money, (self.cost, _gap(), Divider(), _gap(), self.changes)),
            (self._layer, (_gap(), Divider(), _gap(), self.picture, self.lesson)),
        ):
            inner = QVBoxLayout(group)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(m.space(1))
            for row in rows:
                inner.addWidget(row)
        body = QWidget()
        style.set_ground(body, "window")
        parts = QVBoxLayout(body)
        parts.setContentsMargins(m.page, m.card_x, m.page, m.gap)
        parts.setSpacing(m.space(1))
        for part in (self._money, self._layer, self.data):
            parts.addWidget(part)
        parts.addStretch(1)
        scroll = self._scroll
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QVBoxLayout()
        foot.setContentsMargins(m.page, m.gap, m.page, m.page)
        foot.addWidget(self.foot)
        foot.addWidget(self.duplicate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(Divider())
        column.addLayout(foot)
        self.show_card("layers")

    def _connect(self) -> None:
        self._workspace.speed.changed.connect(self._show_cost_again)
        self.cost.calibrate.clicked.connect(self._workspace.speed.calibrate)
        self._workspace.lists_changed.connect(self._show_foot)
        self._workspace.failed.connect(self._on_failed)
        self.changes.find_asked.connect(self.setting_asked)
        self._rest.timeout.connect(self._show_cost_again)
        self.lesson.header.toggled.connect(self._on_lesson)
        self.foot.start_asked.connect(self.press_start)
        self.foot.mend_asked.connect(self._on_mend)
        self.duplicate.clicked.connect(self._on_duplicate)

    def _on_lesson(self, shown: bool) -> None:
        """The lesson has a picture of its own, in the place of the layer's."""
        self.picture.setVisible(not shown)
        if shown:  # once it has its height
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.lesson.body))

    def press_start(self) -> None:
        """As the button: starts, or asks what to do with rows that cannot be used."""
        draft = self._setup
        if not isinstance(draft, Draft) or draft is self._started:
            return
        problem = draft.blocked()
        if problem is not None and problem.kind == BAD_ROWS:
            self._show_foot()
            self.question_asked.emit()
        elif problem is None:
            self._started = draft
            self._workspace.start(draft)

    def start_when_read(self) -> None:
        """The question is answered: starts once the data is read without those rows."""
        self._waiting = self._setup if isinstance(self._setup, Draft) else None
        self._go_on()
        self._show_foot()

    def _go_on(self) -> None:
        draft = self._waiting
        if draft is None:
            return
        problem = draft.blocked()
        if draft is not self._setup or (problem is not None and problem.kind != "looking"):
            self._waiting = None
        elif problem is None:
            self._waiting = None
            self.press_start()

    def _on_failed(self, _problem: object) -> None:
        self._started = self._waiting = None
        self._show_foot()

    def _on_mend(self, where: str) -> None:
        self.card_asked.emit(where)

    def _on_duplicate(self) -> None:
        if isinstance(self._setup, RunSetup):
            self._workspace.duplicate(self._setup.watch)


def _gap() -> QWidget:
    """Half the room between two groups."""
    made = QWidget()
    made.setFixedHeight(style.theme().metrics.space(1))
    return made


def _measured(setup: Setup) -> Measured:
    if not isinstance(setup, RunSetup):
        return Measured()
    history = setup.watch.history
    elapsed, steps = history.elapsed, history.elapsed.x
    if len(steps) < 2:
        return Measured(history.peak_memory)
    per_step = (elapsed.y[-1] - elapsed.y[0]) / max(1, steps[-1] - steps[0])
    whole = history.finished.seconds if history.finished is not None else elapsed.y[-1]
    return Measured(history.peak_memory, per_step, whole, setup.watch.status.ended)


def _drawable(chosen: list[Node], tally: Tally) -> list[Node]:
    """The chosen layers that have a matrix; without any, the first that is ticked."""
    tree = tally.tree
    here = [node for node in chosen if tree.nodes.get(node.path) is node]
    found = [node for node in here if node.layer is not None and node.layer.width]
    return found or [tree.nodes[path] for path in tally.plan.targets[:1]]
