"""The base that an adapter belongs to: where it lies, and what is said while it is missing or being read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.core import resources
from workbench.services.foreign import ForeignAdapter
from workbench.services.lens import Lens
from workbench.services.run_watch import RunWatch


@dataclass(frozen=True)
class BaseLine:
    """What stands in the right column; `link` is "choose", "measure", "cancel" or nothing."""

    text: str = ""
    link: str = ""
    tone: str = "text_2"


def folder_of(document: object, named: str) -> Path | None:
    """A run's base; or the one chosen for an adapter, or that it names, where that is a model's folder."""
    if isinstance(document, RunWatch):
        found = resources.model_path(document.spec.model.path)
        return found if (found / "config.json").is_file() else None
    return document.base_folder(named) if isinstance(document, ForeignAdapter) else None


def ask(parent: QWidget, take: Callable[[Path], object]) -> None:
    """Which folder holds the base of an adapter from elsewhere."""
    dialog = QFileDialog(parent, _tr("Choose the model that this adapter belongs to"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda folder: take(Path(folder)))
    dialog.open()


def line(document: object, lens: Lens) -> BaseLine:
    report = lens.report
    if report is None or report.inspection.method == "":
        return BaseLine()
    chooses = "choose" if isinstance(document, ForeignAdapter) else ""
    if lens.base_progress is not None:
        done, total = lens.base_progress
        words = _tr("Reading its base: {done} of {total} modules") if total else _tr("Reading its base…")
        return BaseLine(words.format(done=f"{done:,}", total=f"{total:,}"), "cancel")
    if lens.base_problem is not None:
        problem = lens.base_problem
        return BaseLine(f"{problem.message} {problem.hint}".strip(), chooses, "error")
    if report.has_base:
        return BaseLine()
    if folder_of(document, report.inspection.base) is not None:
        return BaseLine(_tr("Sizes relative to W need the base's weights."), "measure")
    missing = _tr("Sizes relative to W need its base, which is not on this machine.")
    return BaseLine(missing, chooses)


def _tr(text: str) -> str:
    return QCoreApplication.translate("InspectBase", text)
