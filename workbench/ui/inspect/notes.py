"""What could not be understood in an adapter's files, said above the map."""

from PySide6.QtCore import QCoreApplication

from workbench.core.inspection import Inspection
from workbench.ui.inspect.verdict import words
from workbench.ui.widgets.banner import Banner

_FIRST = 40  # names in the folded list


def show_notes(banner: Banner, inspection: Inspection) -> None:
    """The first note stands there, the others and the names are folded; hidden when all was understood."""
    said = [words(note) for note in inspection.notes]
    settings, tensors = inspection.unknown_settings, inspection.unknown_tensors
    if settings:
        text = _tr("{count} settings are unknown here and ignored; the file may come from a newer peft.")
        said.append(text.format(count=len(settings)))
    if tensors:
        said.append(_tr("{count} tensors are not understood and not shown.").format(count=len(tensors)))
    banner.setVisible(bool(said))
    if not said:
        return
    banner.set_message(said[0], " ".join(said[1:]))
    names = (*settings, *tensors)
    more = [_tr("… and {count} more").format(count=len(names) - _FIRST)] if len(names) > _FIRST else []
    banner.set_details("\n".join((*names[:_FIRST], *more)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("InspectNotes", text)
