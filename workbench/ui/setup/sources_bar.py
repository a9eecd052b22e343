"""The sources of the data: a chip for each, a way to add more, and how they are mixed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from workbench.core import resources
from workbench.core.data_spec import SourceSpec
from workbench.ui import style
from workbench.ui.setup import form
from workbench.ui.setup.recent import Found
from workbench.ui.widgets.buttons import MenuButton
from workbench.ui.widgets.chips import Chips, Entry
from workbench.ui.widgets.number_edit import NumberEdit
from workbench.ui.widgets.popover import PopoverButton
from workbench.ui.widgets.text import Text

_KINDS = "*.json *.jsonl *.csv *.tsv *.parquet *.arrow *.feather *.txt *.md *.gz *.zst"
_OFFERED = 8  # recent ones in the menu


class SourcesBar(QWidget):
    """Emits the changed list of sources, and the paths that are to be added."""

    changed = Signal(object, str)  # tuple[SourceSpec, …], what the step is called
    added = Signal(list)  # paths

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[SourceSpec, ...] = ()
        self._recent: list[Found] = []
        self.chips = Chips()
        self.menu = QMenu(self)
        self.add = MenuButton(self.tr("Add"), self.menu, icon="plus")
        self.mix = MixPanel()
        self.mix_button = PopoverButton(self.tr("Mix"), self.mix)
        self.chips.add_widget(self.add)
        self.chips.add_widget(self.mix_button)
        self.format = form.control(form.declared("data.format"))
        self._format = QWidget()
        name = Text(form.said(form.declared("data.format").title), "body", "text_2")
        name.setBuddy(self.format)
        self.format.setAccessibleName(name.text())
        self.format.setToolTip(form.said(form.declared("data.format").help))
        pair = QHBoxLayout(self._format)
        pair.setContentsMargins(style.theme().metrics.gap, 0, 0, 0)
        pair.setSpacing(style.theme().metrics.gap)
        pair.addWidget(name)
        pair.addWidget(self.format)
        self.chips.add_widget(self._format)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chips)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.chips.taken_away.connect(self._take_away)
        self.format.changed.connect(self._on_format)
        self.mix.changed.connect(self._on_mixed)

    def show_sources(
        self,
        sources: tuple[SourceSpec, ...],
        found: Sequence[dict[str, Any]],
        recent: list[Found],
        *,
        editable: bool,
    ) -> None:
        """`found` is what the check tells of each, as far as it is known."""
        self._sources = tuple(source for source in sources if source.path)
        self._recent = recent
        told = {source["path"]: source for source in found}
        mixed = len(self._sources) > 1
        self.chips.set_entries(
            [
                Entry(
                    source.path, name_of(source.path), source.path, not editable, _note(source, told, mixed)
                )
                for source in self._sources
            ]
        )
        self.add.setVisible(editable)
        self._format.setVisible(editable and bool(self._sources))
        self.format.set_value(self._sources[0].format if self._sources else "auto")
        self.mix_button.setVisible(editable and bool(self._sources))
        self.mix.show_sources(self._sources, told)

    def ask_files(self, take: Callable[[list[str]], object] | None = None) -> None:
        """The system's dialog for one or several files; without `take` they are added."""
        dialog = QFileDialog(self, self.tr("Choose data files"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([self.tr("Rows ({kinds})").format(kinds=_KINDS), self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(take or self.added.emit)
        dialog.open()

    def ask_folder(self) -> None:
        """The system's dialog for a folder of files, or of a saved dataset."""
        dialog = QFileDialog(self, self.tr("Choose a folder of data files"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self.added)
        dialog.open()

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("Choose files…"), lambda: self.ask_files())
        self.menu.addAction(self.tr("Choose a folder…"), self.ask_folder)
        known = {source.path for source in self._sources}
        offered = [entry for entry in self._recent if entry.path not in known and not entry.problem]
        if offered or resources.STARTER not in known:
            self.menu.addSeparator()
        for entry in offered[:_OFFERED]:
            words = f"{Path(entry.path).name} · {entry.caption}"
            self.menu.addAction(words, lambda path=entry.path: self.added.emit([path]))
        if resources.STARTER not in known:
            self.menu.addAction(self.tr("Starter data"), lambda: self.added.emit([resources.STARTER]))

    def _take_away(self, path: str) -> None:
        left = tuple(source for source in self._sources if source.path != path)
        self.changed.emit(left, self.tr("take {name} away").format(name=name_of(path)))

    def _on_format(self, value: object) -> None:
        """Of the first source; the others have theirs in the mix."""
        first = self._sources[0].model_copy(update={"format": value, "columns": {}})
        self.changed.emit((first, *self._sources[1:]), self.tr("data format"))

    def _on_mixed(self, place: int, changes: dict[str, Any]) -> None:
        sources = list(self._sources)
        sources[place] = sources[place].model_copy(update=changes)
        self.changed.emit(tuple(sources), self.tr("mix"))


class MixPanel(QWidget):
    """Weight, cap and format of each source, and how many samples that makes."""

    changed = Signal(int, object)  # place, {field: value}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._shown: tuple[object, ...] = ()
        self._parts: list[QWidget] = []
        self.fields: list[dict[str, QWidget]] = []

    def show_sources(self, sources: tuple[SourceSpec, ...], told: dict[str, dict[str, Any]]) -> None:
        shown = (sources, repr(told), style.theme())
        if shown == self._shown:
            return
        again = len(self.fields) == len(sources) and self._shown and self._shown[2] is style.theme()
        self._shown = shown
        if not again:
            self._build(sources)
        for place, source in enumerate(sources):
            fields = self.fields[place]
            fields["name"].setText(name_of(source.path))  # type: ignore[attr-defined]
            for key in ("format", "weight", "cap"):
                fields[key].set_value(getattr(source, key))  # type: ignore[attr-defined]
            fields["note"].setText(self._samples(told.get(source.path)))  # type: ignore[attr-defined]

    def _build(self, sources: tuple[SourceSpec, ...]) -> None:
        m = style.theme().metrics
        for part in self._parts:
            self._grid.removeWidget(part)
            part.deleteLater()
        self._parts, self.fields = [], []
        self._grid.setContentsMargins(m.card_x, m.card_x, m.card_x, m.card_x)
        self._grid.setHorizontalSpacing(m.page)
        self._grid.setVerticalSpacing(m.gap)
        titles = ("", self.tr("Format"), self.tr("Weight"), self.tr("At most"), self.tr("In an epoch"))
        for column, title in enumerate(titles):
            self._put(Text(title, "header", "text_2"), 0, column)
        for place, source in enumerate(sources):
            self._add_row(place, source)
        words = self.tr(
            "Weight 2: every row twice in an epoch. Weight 0.5: half of the rows, drawn by the seed. "
            "At most: that many rows, drawn by the seed."
        )
        hint = Text(words, "small", "text_3", wrap=True)
        hint.setMinimumWidth(m.prose - m.space(20))
        self._put(hint, len(sources) + 1, 0, len(titles))

    def _add_row(self, place: int, source: SourceSpec) -> None:
        m = style.theme().metrics
        name = Text(name_of(source.path))
        name.setToolTip(source.path)
        form_ = form.control(form.declared("data.format"))
        weight = NumberEdit(0.001, 1000)
        cap = NumberEdit(1, None, integer=True, optional=True)
        cap.setPlaceholderText(self.tr("all"))
        for edit in (weight, cap):
            edit.setFixedWidth(m.space(20))
        fields: dict[str, QWidget] = {
            "name": name,
            "format": form_,
            "weight": weight,
            "cap": cap,
            "note": Text("", "small", "text_2"),
        }
        for key, title in (("format", "Format"), ("weight", "Weight"), ("cap", "At most")):
            fields[key].setAccessibleName(f"{name.text()}: {self.tr(title)}")
            fields[key].changed.connect(  # type: ignore[attr-defined]
                lambda value, key=key: self.changed.emit(place, {key: value})
            )
        for column, part in enumerate(fields.values()):
            self._put(part, place + 1, column)
        self.fields.append(fields)

    def _put(self, part: QWidget, row: int, column: int, span: int = 1) -> None:
        self._grid.addWidget(part, row, column, 1, span)
        part.show()
        self._parts.append(part)

    def _samples(self, told: dict[str, Any] | None) -> str:
        if told is None:
            return ""
        words = self.tr("{samples} of {rows} rows")
        return words.format(samples=f"{told['samples']:,}", rows=f"{told['rows']:,}")


def name_of(path: str) -> str:
    """What a source is called where there is little room."""
    if path == resources.STARTER:
        return form.said("Starter data")
    return Path(path).name


def _note(source: SourceSpec, told: dict[str, dict[str, Any]], mixed: bool) -> str:
    """×2 · at most 500; of several sources, their share of the samples."""
    parts = [f"×{source.weight:g}"] if source.weight != 1 else []
    parts += [f"≤ {source.cap:,}"] if source.cap is not None else []
    found = told.get(source.path)
    whole = sum(one["samples"] for one in told.values())
    if mixed and found is not None and whole:
        parts.append(f"{100 * found['samples'] / whole:.0f} %")
    return " · ".join(parts)
