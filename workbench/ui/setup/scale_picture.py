"""What LoRA adds to the selected layer, to scale: what is frozen in grey, what is trained in blue."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workbench.ui import style
from workbench.ui.setup import amounts
from workbench.ui.setup.scale_drawing import ScaleDrawing, Shape
from workbench.ui.widgets.elided import Elided
from workbench.ui.widgets.text import Text

_NO_BREAK = "\u00a0"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScalePicture(QWidget):
    """Moves with the rank; without a layer it says what will be here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing = ScaleDrawing()
        self.untrue = Text(self.tr("not to scale below 1 px"), "caption", "text_3", wrap=True)
        self.letters = {name: Text(name, "mono", "text_2") for name in "WBA"}
        self.sides = {name: Text("", "small", "text_2") for name in "WBA"}
        self.counts = {name: Text("", "small", "text") for name in "WBA"}
        self.formula = Elided("", "mono", "text")
        self.sentence = Text("", "strong", "text", wrap=True)
        self.experts = Text("", "small", "text_2", wrap=True)
        self.note = Text("", "caption", "text_3", wrap=True)
        self.nothing = Text("", "small", "text_3", wrap=True)
        self._lay_out()
        style.switch().changed.connect(self._rescale)
        self.clear()

    def show_layer(
        self,
        out: int,
        inside: int,
        rank: int,
        factor: float,
        ticked: bool,
        note: str = "",
        experts: int = 0,
    ) -> None:
        """One layer, or the first of several; `factor` is what B·A is multiplied by, α/r for plain LoRA.

        An embedding's `inside` is its number of words; `experts` equal matrices are counted together.
        """
        shape = Shape(max(out, 1), max(inside, 1), max(rank, 1), ticked)
        self.drawing.set_shape(shape)
        for name, rows, columns, count in (
            ("W", shape.out, shape.inside, shape.frozen),
            ("B", shape.out, shape.rank, shape.b),
            ("A", shape.rank, shape.inside, shape.a),
        ):
            alive = ticked or name == "W"
            self.sides[name].setText(f"{rows:,} × {columns:,}")
            self.counts[name].setText(amounts.grouped(count) if alive else "—")
            self.counts[name].set_tone("text" if alive else "text_3")
            trained = ticked and name != "W"
            self.letters[name].set_tone("accent" if trained else "text_2" if alive else "text_3")
        self._show_words(shape, factor, experts, note)
        self._show_parts(True)

    def show_whole(self, out: int, inside: int, note: str = "") -> None:
        """A layer all of whose own numbers are trained; a norm's or a bias's `inside` is 1."""
        shape = Shape(max(out, 1), max(inside, 1), rank=0)
        self.drawing.set_shape(shape)
        sides = amounts.grouped(out) if inside <= 1 else f"{shape.out:,} × {shape.inside:,}"
        self.sides["W"].setText(sides)
        self.counts["W"].setText(amounts.grouped(shape.frozen))
        self.letters["W"].set_tone("accent")
        words = self.tr("W is trained itself: {count} numbers").format(count=amounts.grouped(shape.frozen))
        self.sentence.setText(words)
        self.sentence.set_tone("text")
        self.formula.setText("")
        self.experts.setText("")
        self.note.setText(note)
        self.drawing.setAccessibleName(words)
        self._show_parts(True)

    def clear(self) -> None:
        """No layer is selected."""
        self.drawing.set_shape(None)
        self.nothing.setText(
            self.tr("Select a layer to see its matrix and the two thin ones that are trained.")
        )
        self._show_parts(False)

    def _show_words(self, shape: Shape, factor: float, experts: int, note: str) -> None:
        times = max(experts, 1)
        frozen, trained = times * shape.frozen, times * (shape.b + shape.a)
        if shape.ticked:
            self.formula.setText(f"W′ = W + {amounts.scale(factor)} · B·A")
            words = (
                self.tr("{trained} of {frozen} = {percent}")
                .replace("= ", "=" + _NO_BREAK)
                .format(
                    trained=amounts.grouped(trained),
                    frozen=amounts.grouped(frozen),
                    percent=amounts.percent(100 * trained / frozen).replace(" ", _NO_BREAK),
                )
            )
        else:
            self.formula.setText("W′ = W")
            words = self.tr("not ticked: this layer stays as it is")
        self.formula.set_tip(
            self.tr("{factor} is the scale, α/r: what B·A adds is multiplied by it").format(
                factor=amounts.scale(factor)
            )
        )
        self.sentence.setText(words)
        self.sentence.set_tone("text" if shape.ticked else "text_3")
        many = self.tr("× {count} experts").format(count=amounts.grouped(experts))
        self.experts.setText(many if experts else "")
        self.note.setText(note)
        spoken = self.tr("W is {w}, B is {b}, A is {a}; {words}")
        sides = {name.lower(): label.text() for name, label in self.sides.items()}
        self.drawing.setAccessibleName(spoken.format(words=words, **sides))

    def _show_parts(self, there: bool) -> None:
        shape = self.drawing.shape
        for part in (self.drawing, self.sentence):
            part.setVisible(there)
        for name in "WBA":
            seen = there and (name == "W" or (shape is not None and not shape.whole))
            for part in (self.letters[name], self.sides[name], self.counts[name]):
                part.setVisible(seen)
        self._explain_w()
        self._show_truth()
        for optional in (self.formula, self.experts, self.note):
            optional.setVisible(there and bool(optional.text()))
        self.nothing.setVisible(not there)

    def _show_truth(self) -> None:
        found = self.drawing.places()
        self.untrue.setVisible(found is not None and not found.true)

    def _explain_w(self) -> None:
        whole = self.drawing.shape is not None and self.drawing.shape.whole
        frozen = self.tr("The base's matrix, out × in: frozen")
        for part in (self.letters["W"], self.sides["W"], self.counts["W"]):
            part.setToolTip(self.tr("The base's own numbers, trained and saved") if whole else frozen)

    def _lay_out(self) -> None:
        kept = self.untrue.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing jumps while the rank moves
        self.untrue.setSizePolicy(kept)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        for row, name in enumerate("WBA"):
            self.counts[name].setAlignment(_RIGHT)
            self._grid.addWidget(self.letters[name], row, 0)
            self._grid.addWidget(self.sides[name], row, 1)
            self._grid.addWidget(self.counts[name], row, 2)
        for name, tip in (
            ("B", self.tr("Trained, out × rank")),
            ("A", self.tr("Trained, rank × in")),
        ):
            for part in (self.letters[name], self.sides[name], self.counts[name]):
                part.setToolTip(tip)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.nothing, self.drawing, self.untrue):
            self._column.addWidget(part)
        self._column.addLayout(self._grid)
        for part in (self.experts, self.formula, self.sentence, self.note):
            self._column.addWidget(part)
        self.drawing.resized.connect(self._show_truth)
        self._rescale()

    def _rescale(self, _theme: object = None) -> None:
        m = style.theme().metrics
        self._column.setSpacing(m.space(1))
        self._grid.setHorizontalSpacing(m.gap)
        self._grid.setVerticalSpacing(m.space(0.5))
