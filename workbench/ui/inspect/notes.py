"""What could not be understood in an adapter's files, or does not fit its base, said above the map."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench.core.inspection import Inspection
from workbench.ui.inspect.verdict import words
from workbench.ui.widgets.banner import Banner

_FIRST = 40  # names in the folded list


class Notes(Banner):
    """The first note stands there, names are folded; hidden when all was understood."""

    choose_base_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", closable=True, parent=parent)
        self.hide()

    def show_notes(self, inspection: Inspection, *, with_base: bool) -> None:
        """`with_base`: another base can be chosen."""
        said = [words(note) for note in inspection.notes]
        settings, tensors = inspection.unknown_settings, inspection.unknown_tensors
        if settings:
            one = self.tr("1 setting is unknown here and ignored: the file may be of a newer peft.")
            many = self.tr("{count} settings are unknown here and ignored: the file may be of a newer peft.")
            text = one if len(settings) == 1 else many
            said.append(text.format(count=len(settings)))
        if tensors:
            said.append(
                self.tr("{count} tensors are not understood and not shown.").format(count=len(tensors))
            )
        self.setVisible(bool(said))
        self.clear_buttons()
        if not said:
            return
        wrong = [note for note in inspection.notes if note.kind == "wrong-base"]
        self.set_message(said[0], " ".join(said[1:]))
        if wrong and with_base:
            self.add_button(self.tr("Choose its base…")).clicked.connect(self.choose_base_clicked)
        names = (*settings, *tensors, *(path for note in wrong for path in note.about))
        more = self.tr("… and {count} more").format(count=len(names) - _FIRST)
        self.set_details("\n".join((*names[:_FIRST], *([more] if len(names) > _FIRST else []))))
