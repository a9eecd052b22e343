"""The View menu: pages, columns, theme, colours, language and text size."""

from typing import TYPE_CHECKING

from workbench.ui import language, style
from workbench.ui.actions import Entry
from workbench.ui.tokens import MapName

if TYPE_CHECKING:
    from workbench.ui.window import Window


def entries(w: "Window") -> list[Entry]:
    tabs = [
        Entry(f"tab-{i}", "View", name, lambda i=i: w.select_tab(i), f"Ctrl+{i + 1}")  # type: ignore[misc]
        for i, name in enumerate(("Setup", "Train", "Inspect", "Try", "Export"))
    ]
    cards = [
        Entry(
            f"card-{name}",
            "View",
            f"Setup: {name}",
            lambda name=name: (w.select_tab(0), w.setup.select_card(name)),  # type: ignore[misc]
            f"Alt+{i + 1}",
            new_section=i == 0,
        )
        for i, name in enumerate(("model", "data", "layers", "training"))
    ]
    themes = [
        Entry(
            f"theme-{mode}",
            "View",
            words,
            lambda mode=mode: _set_theme(w, mode),  # type: ignore[misc]
            checked=lambda mode=mode: style.switch().mode == mode,  # type: ignore[misc]
            group="theme",
            new_section=mode == "system",
        )
        for mode, words in (
            ("system", "Theme of the system"),
            ("light", "Light theme"),
            ("dark", "Dark theme"),
        )
    ]
    maps = [
        Entry(
            f"colour-map-{name}",
            "View",
            words,
            lambda name=name: _set_colour_map(w, name),  # type: ignore[misc]
            checked=lambda name=name: style.switch().colour_map == name,  # type: ignore[misc]
            group="colour-map",
            new_section=name == "blue",
        )
        for name, words in (
            ("blue", "Colour map: blue"),
            ("viridis", "Colour map: viridis"),
            ("cividis", "Colour map: cividis"),
        )
    ]
    languages = [
        Entry(
            f"language-{code}",
            "View",
            words,
            lambda code=code: language.set_language(w.workspace.settings, code),  # type: ignore[misc]
            checked=lambda code=code: language.switch().choice == code,  # type: ignore[misc]
            group="language",
            new_section=code == language.SYSTEM,
        )
        for code, words in (
            (language.SYSTEM, "Language of the system"),
            ("en", "Language: English"),
            ("zh_CN", "Language: 简体中文"),
        )
    ]
    return [
        *tabs,
        *cards,
        Entry("next-run", "View", "Next run", lambda: _next(w, 1), "Ctrl+Tab", new_section=True),
        Entry("palette", "View", "Find an action…", lambda: w.open_palette(), "Ctrl+K"),
        Entry(
            "sidebar",
            "View",
            "Sidebar",
            lambda: _toggle(w, 0),
            "Ctrl+B",
            checked=lambda: w.sidebar.isVisible(),
        ),
        Entry(
            "right-column",
            "View",
            "Right column",
            lambda: _toggle(w, 2),
            "Ctrl+Alt+B",
            checked=lambda: w.columns.isVisible(),
        ),
        Entry("drawer", "View", "Samples, events and log", lambda: _drawer(w), "Ctrl+`"),
        *themes,
        *maps,
        *languages,
        Entry(
            "text-normal", "View", "Normal text size", lambda: _text_size(w, 0), "Ctrl+0", new_section=True
        ),
        Entry("text-larger", "View", "Larger text", lambda: _text_size(w, 1), "Ctrl++"),
        Entry("text-smaller", "View", "Smaller text", lambda: _text_size(w, -1), "Ctrl+-"),
    ]


def _next(w: "Window", by: int) -> None:
    documents = [*w.workspace.drafts, *w.workspace.watches, *w.workspace.adapters]
    if documents:
        current = documents.index(w.workspace.current) if w.workspace.current in documents else -1
        w.workspace.show(documents[(current + by) % len(documents)])


def _toggle(w: "Window", index: int) -> None:
    part = w.splitter.widget(index)
    part.setVisible(not part.isVisible())


def _drawer(w: "Window") -> None:
    w.select_tab(1)
    w.train.toggle_drawer()


def _set_theme(w: "Window", mode: style.Mode) -> None:
    style.switch().set_mode(mode)
    w.workspace.settings.setValue("theme", mode)


def _set_colour_map(w: "Window", name: MapName) -> None:
    style.switch().set_colour_map(name)
    w.workspace.settings.setValue("colour-map", name)


def _text_size(w: "Window", by: int) -> None:
    switch = style.switch()
    switch.set_text_size(switch.text_size + by if by else 13)
    w.workspace.settings.setValue("text-size", switch.text_size)
