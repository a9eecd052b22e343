"""What the window can do with presets and single settings: in menus, under New run, in the palette; F1."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from workbench.core import preset_files, spec
from workbench.core.presets import Preset
from workbench.services.draft import Draft
from workbench.services.run_watch import RunWatch
from workbench.ui.actions import Entry
from workbench.ui.help import topics
from workbench.ui.help.panel import HelpPanel
from workbench.ui.setup import form, preset_words
from workbench.ui.setup.preset_picker import PresetPicker
from workbench.ui.widgets.field import Field
from workbench.ui.widgets.palette import ALSO

if TYPE_CHECKING:
    from workbench.ui.window import Window

_OFFERED = "palette-offers"


def entries(w: "Window") -> list[Entry]:
    """Of the Edit menu."""
    return [
        Entry(
            "save-preset",
            "Edit",
            "Save as preset…",
            lambda: _picker(w).ask_to_save(),
            usable=lambda: _is_draft(w),
            new_section=True,
        ),
        Entry(
            "use-preset",
            "Edit",
            "Use this preset for new runs",
            lambda: _use(w),
            usable=lambda: _current(w) is not None,
            checked=lambda: _current(w) is not None and preset_files.for_new_runs() == _current(w),
        ),
        Entry("import-preset", "Edit", "Import preset…", lambda: w.setup.training.presets.ask_to_import()),
    ]


def help_entry(w: "Window") -> Entry:
    return Entry("help", "Help", "Help on what has the focus", lambda: explain(w), "F1")


def explain(w: "Window") -> None:
    """Of a setting what it does and is called; of anything else what it is, and its keys."""
    at = w.focusWidget() or w
    panel = w.findChild(HelpPanel) or _panel(w)
    field = _field_of(at)
    document = w.workspace.current
    if field is not None:
        value = document.spec if isinstance(document, Draft | RunWatch) else None
        panel.show_setting(form.declared(field.key), value, field)
    else:
        panel.show_topic(topics.of(at), at if at is not w else w.tabs)


def with_presets(w: "Window", menu: QMenu) -> QMenu:
    """The New run menu, with From preset below its first entry."""
    inner = QMenu(w.tr("From preset"), menu)
    inner.setToolTipsVisible(True)
    inner.aboutToShow.connect(lambda: _fill(w, inner))
    rest = menu.actions()[1:]
    if rest:
        menu.insertMenu(rest[0], inner)
    else:
        menu.addMenu(inner)
    return menu


def offers(w: "Window") -> list[QAction]:
    """What the palette lists besides the actions: every preset to apply or begin with, every setting."""
    former = w.findChild(QObject, _OFFERED)
    if former is not None:
        former.setParent(None)
        former.deleteLater()
    owner = QObject(w)
    owner.setObjectName(_OFFERED)
    found = []
    for preset in preset_files.listed():
        title = preset_words.title(preset)
        begin = QAction(_plain(w.tr("New run from preset: {title}").format(title=title)), owner)
        begin.triggered.connect(lambda _=False, p=preset: _begin(w, p))
        apply = QAction(_plain(w.tr("Apply preset: {title}").format(title=title)), owner)
        apply.setEnabled(_is_draft(w))
        apply.triggered.connect(lambda _=False, p=preset: _picker(w).apply(p))
        found += [begin, apply]
    for option in spec.options():
        action = QAction(_plain(w.tr("Setting: {name}").format(name=form.said(option.title))), owner)
        action.setProperty(ALSO, " ".join((option.key, option.flag, *option.aka)))
        action.setEnabled(isinstance(w.workspace.current, Draft | RunWatch))
        action.triggered.connect(lambda _=False, key=option.key: show_setting(w, key))
        found.append(action)
    return found


def show_setting(w: "Window", key: str) -> None:
    w.select_tab(w.pages.index(w.setup))
    w.setup.show_setting(key)


# --- inside


def _panel(w: "Window") -> HelpPanel:
    made = HelpPanel(w)
    made.copied.connect(lambda flag: w.toast.say(w.tr("Copied: {flag}").format(flag=flag)))
    return made


def _field_of(widget: QWidget | None) -> Field | None:
    """The field around a control, where it is a setting of a run."""
    known = {option.key for option in spec.options()}
    while widget is not None:
        if isinstance(widget, Field):
            return widget if widget.key in known else None
        widget = widget.parentWidget()
    return None


def _is_draft(w: "Window") -> bool:
    return isinstance(w.workspace.current, Draft)


def _current(w: "Window") -> Preset | None:
    document = w.workspace.current
    return preset_files.find(document.spec.preset) if isinstance(document, Draft | RunWatch) else None


def _picker(w: "Window") -> PresetPicker:
    """The picker, in sight: what it asks stands below it."""
    w.select_tab(w.pages.index(w.setup))
    w.setup.select_card("training")
    return w.setup.training.presets


def _use(w: "Window") -> None:
    now = _current(w)
    w.setup.training.presets.use_for_new_runs(None if preset_files.for_new_runs() == now else now)


def _fill(w: "Window", menu: QMenu) -> None:
    menu.clear()
    for preset in preset_files.listed():
        action = menu.addAction(_plain(preset_words.title(preset)), lambda p=preset: _begin(w, p))
        action.setToolTip(preset_words.goal(preset))


def _begin(w: "Window", preset: Preset) -> None:
    w.workspace.show(w.workspace.new_draft(preset=preset))


def _plain(text: str) -> str:
    return text.replace("&", "&&")
