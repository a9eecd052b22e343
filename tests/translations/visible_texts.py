"""Every text that the window can show, found in the code: what a translation has to cover.

Most are read out of the syntax. In the window: `self.tr("…")`, `QCoreApplication.translate("Context", "…")`
and functions of a module that wrap it (`_tr`, `_say`). Below it, where no Qt is: the sentences that are built
(`WorkbenchError`, `Sentence`, `Said`, `Notice`, …) and every other phrase of two words, because it may
become a part of one; what never reaches the window is named in `_NO_PHRASES` and `_CODE`. What the window
translates through a variable stands in `_tables()`; one that is not named there is a fault, and reported by
`unresolved()`.
"""

import ast
import errno
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import MagicMock

from workbench.core import events, families, preferences, preset_files, spec
from workbench.core.compare.facts import LAYERS, RESULTS, STATES
from workbench.core.methods import METHODS

ROOT = Path(__file__).resolve().parents[2] / "workbench"
_TERMINAL = ("cli", "__main__.py", "display.py")  # speaks English
CORE = "Core"  # the context of what is built without Qt
# Who builds a sentence, and which of its arguments are read as one.
_BUILDERS: dict[str, tuple[int | str, ...]] = {
    "WorkbenchError": (0, "hint"),
    "Sentence": (0,),
    "Said": (0,),
    "Notice": (0, 1, "message", "hint"),
    "Failed": (1, 2, "message", "hint"),
    "Paused": (2, 3, "message", "hint"),
    "Problem": (0, 1, "said", "advice"),
    "progress": (2,),
    "_result": (1,),
}
_WITHOUT_QT = ("core", "training", "adapters", "engine")
# Modules whose phrases are no words of the window: files that are written, and names of other programs.
_NO_PHRASES = (
    "adapters/export/card.py",
    "adapters/export/conversation.py",
    "adapters/export/curve.py",
    "adapters/export/gguf_tokenizer.py",
    "adapters/export/script.py",
    "adapters/writing.py",
    "core/crash_reports.py",
    "core/exports.py",
    "core/peft_settings.py",
    "engine/protocol.py",
    "training/checkpoint.py",
    "training/kernels/",
    "training/peft_parts.py",
)
_CODE = re.compile(
    r"[*\\\n]|import |torch\.|python -c|\[Any|^[\w.]+( [\w.]*_[\w.]*)+$|<unicode|^--|\| None|^### "
    r"|^Value error|^Found missing|names of parts are"
)
_A_PHRASE = re.compile(r"[A-Za-z’']{2,}.*\s.*[A-Za-z]{2,}")


class Text(NamedTuple):
    context: str
    source: str


class Unresolved(NamedTuple):
    """A text that is translated, but which the search cannot see."""

    file: str
    line: int
    code: str


@cache
def texts() -> tuple[Text, ...]:
    """All of them, each once, in the order of the files."""
    return tuple(dict.fromkeys([text for file in _files() for text in file.texts] + list(_tables())))


def unresolved() -> list[Unresolved]:
    """Calls with something else than a literal, whose texts no table here names."""
    return [call for file in _files() for call in file.unresolved if (call.file, call.code) not in _KNOWN]


# --- texts in tables: what is translated through a variable

# (file, the expression) of calls whose texts `_tables()` or other calls name
_KNOWN: set[tuple[str, str]] = {
    ("services/saying.py", "str(text)"),
    ("services/saying.py", "text.template"),
    ("services/saying.py", "value"),
    ("ui/actions.py", "entry.text"),
    ("ui/actions.py", "name"),
    ("ui/keys.py", "what"),
    ("ui/help/panel.py", "topic.title"),
    ("ui/help/panel.py", "topic.text"),
    ("ui/help/panel.py", "key"),
    ("ui/help/panel.py", "what"),
    ("ui/help/panel.py", "choice"),
    ("ui/setup/model_editor.py", "family.trap"),
    ("ui/setup/preset_words.py", "preset.title"),
    ("ui/setup/preset_words.py", "preset.goal"),
    ("ui/setup/setting_places.py", "_CARD_TITLES[card]"),
    ("ui/preferences/choices.py", "known[value]"),
    ("ui/compare/words.py", "row.title"),
    ("ui/compare/words.py", "str(text)"),
    ("ui/widgets/state_mark.py", "_WORDS[state]"),
    ("ui/setup/data_editor.py", "data['format']"),
    ("ui/setup/data_editor.py", "source['format']"),
    ("ui/train/event_words.py", "event.name"),
    ("ui/train/layers_strip.py", "_MEASURES[self._measure].name"),
    ("ui/trying/page.py", "text"),
    ("ui/words.py", "_STATUS[value]"),
    ("ui/widgets/state_mark.py", "_WORDS[state]"),
    ("ui/preferences/presets.py", "preset.title"),
    ("ui/inspect/measures.py", "measure.title"),
    ("ui/inspect/module_table.py", "self.columns[section].title"),
    ("ui/inspect/verdict.py", "said.template"),
    ("ui/setup/bad_rows.py", "one if count == 1 else many"),
    ("ui/setup/bad_rows.py", "_PHRASES[reason][0]"),
    ("ui/setup/budget_panel.py", "words"),
    ("ui/setup/budget_panel.py", "unit"),
    ("ui/setup/methods_picker.py", "costs"),
    ("ui/setup/methods_picker.py", "title"),
    ("ui/setup/methods_picker.py", "reason"),
    ("ui/setup/methods_picker.py", "method.title"),
    ("ui/setup/methods_picker.py", "method.buys"),
    ("ui/setup/methods_picker.py", "method.costs"),
    ("ui/setup/methods_picker.py", "option.title"),
    ("ui/setup/methods_picker.py", "option.help"),
    ("ui/setup/sources_bar.py", "title"),
    ("ui/setup/training_editor.py", "group"),
    ("ui/setup/cards.py", "settings.schedule"),
    ("ui/setup/form.py", "choice"),
    ("ui/setup/form.py", "str(value)"),
}
_OF_THE_SYSTEM = (  # why a file cannot be read or written
    *(
        errno.ENOENT,
        errno.EACCES,
        errno.EPERM,
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EIO,
        errno.EISDIR,
    ),
    *(errno.ENOTDIR, errno.EEXIST, errno.EBUSY, errno.ENAMETOOLONG, errno.ELOOP, errno.EMFILE, errno.ESTALE),
)
_OF_THE_SPEC = re.compile(
    r".*\b(option|declared\(.*\)|o|self\.options\[key\])\.(title|help|unit|effect|typical)$"
)


def _tables() -> Iterator[Text]:
    from workbench.ui import actions, commands, keys, words
    from workbench.ui.help import topics
    from workbench.ui.inspect import measures, module_table
    from workbench.ui.preferences import choices
    from workbench.ui.setup import bad_rows, budget_panel, form, methods_picker, setting_places
    from workbench.ui.train import layers_strip
    from workbench.ui.widgets import state_mark

    yield from _all("Words", words._STATUS.values())
    yield from _all("StateMark", state_mark._WORDS.values())
    yield from _all("Actions", actions.MENUS)
    yield from _all("Actions", (entry.text for entry in commands.entries(MagicMock())))
    yield from _all("KeysDialog", (text for _, text in keys._TREE_KEYS))
    yield from _all("Checklist", events.PHASES)
    yield from _all("LayersStrip", (shown.name for shown in layers_strip._MEASURES))
    yield from _all("Measures", (measure.title for measure in (*measures.REPORT, *measures.CONTRAST)))
    columns = (module_table.PATH, module_table.SHAPE, module_table._USED)
    yield from _all("Measures", (column.title for column in columns))
    yield from _all("Measures", (*module_table._OF_A_REPORT.values(), *module_table._OF_A_CONTRAST.values()))
    yield from _all("BadRows", (phrase for pair in bad_rows._PHRASES.values() for phrase in pair))
    yield from _all("Budget", (text for _, text in (*budget_panel._UNITS, *budget_panel._SPREADS)))
    yield from _all("Methods", (text for _, *both in methods_picker._BIASES for text in both if text))
    for method in METHODS:
        yield from _all("Methods", (method.title, method.buys, method.costs))
    yield from _all("Spec", form.GROUPS)
    for option in spec.options():
        yield from _all("Spec", (option.title, option.help, option.effect, option.typical, *option.choices))
    yield from _all(
        "Presets", (text for preset in preset_files.shipped() for text in (preset.title, preset.goal))
    )
    yield from _all("Families", (family.trap for family in families.FAMILIES if family.trap))
    yield from _all("Cards", setting_places._CARD_TITLES.values())
    for topic in (*topics.TOPICS.values(), topics.WINDOW):
        yield from _all("Help", (topic.title, topic.text, *(word for pair in topic.keys for word in pair)))
    for preference in preferences.options():
        yield from _all("Spec", (preference.title, preference.help, *filter(None, (preference.unit,))))
    yield from _all("Preferences", (text for known in choices._WORDS.values() for text in known.values()))
    yield Text("Spec", "auto")
    yield from _all("StateMark", state_mark._WORDS.values())
    for preset in preset_files.shipped():
        yield from _all("Presets", filter(None, (preset.title, preset.goal)))
    yield from _all(CORE, (RESULTS, LAYERS, *STATES.values()))
    yield from _all("Values", (", ", "line", "row", "none", "infinite"))  # words that are parameters
    yield from _all(CORE, map(os.strerror, _OF_THE_SYSTEM))


def _all(context: str, sources: Iterable[str]) -> Iterator[Text]:
    for source in filter(None, sources):
        yield Text(context, source)


# --- texts in the syntax


class _File:
    """One module: what it translates, and what it builds for others to translate."""

    def __init__(self, path: Path) -> None:
        self.name = path.relative_to(ROOT).as_posix()
        self.texts: list[Text] = []
        self.unresolved: list[Unresolved] = []
        self._tree = ast.parse(path.read_text(encoding="utf-8"))
        self._wrappers: dict[str, str] = {}
        self._has_phrases = self.name.startswith(_WITHOUT_QT) and not self.name.startswith(_NO_PHRASES)

    def read(self, wrappers: dict[str, dict[str, str]]) -> None:
        """`wrappers`: of every module, its functions that translate, and their contexts."""
        self._wrappers = {**wrappers.get(self.name, {}), **_imported(self._tree, wrappers)}
        self._visit(self._tree, "")
        if self._has_phrases:
            self._find_phrases()

    def wrappers(self) -> dict[str, str]:
        """Functions that translate an argument of theirs, and the context they do it in."""
        found = {}
        for function in (node for node in self._tree.body if isinstance(node, ast.FunctionDef)):
            names = {argument.arg for argument in function.args.args}
            for call in (node for node in ast.walk(function) if _is_translate(node)):
                if isinstance(call.args[1], ast.Name) and call.args[1].id in names:
                    found[function.name] = self._context(call.args[0])
        return found

    def _context(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant):
            return str(node.value)
        constants = {
            target.id: statement.value.value
            for statement in self._tree.body
            if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
            for target in statement.targets
            if isinstance(target, ast.Name)
        }
        return str(constants[ast.unparse(node)])

    def _visit(self, node: ast.AST, cls: str, function: ast.AST | None = None) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef) and child.name in self._wrappers and not cls:
                continue  # the wrapper itself
            if isinstance(child, ast.Call):
                self._call(child, cls, function)
            inside = child.name if isinstance(child, ast.ClassDef) else cls
            self._visit(child, inside, child if isinstance(child, ast.FunctionDef) else function)

    def _call(self, call: ast.Call, cls: str, function: ast.AST | None) -> None:
        code = ast.unparse(call.func)
        name = code.rpartition(".")[2]
        if name in _BUILDERS:
            self._built(call, _BUILDERS[name])
        elif _is_translate(call):
            self._found(self._context(call.args[0]), call.args[1], function)
        elif code in self._wrappers and call.args:
            self._found(self._wrappers[code], call.args[0], function)
        elif name == "tr" and call.args:
            self._found(cls if code == "self.tr" else "Window", call.args[0], function)

    def _built(self, call: ast.Call, arguments: tuple[int | str, ...]) -> None:
        """A sentence that is built here and translated where it is shown; only literals count."""
        given: dict[int | str, ast.expr] = dict(enumerate(call.args))
        given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        for argument in arguments:
            self.texts += [Text(CORE, text) for text in _literals(given.get(argument)) or [] if text]

    def _find_phrases(self) -> None:
        """Literals that are no docstring, no part of an f-string and no code."""
        passed = {id(node) for node in _documentation(self._tree)}
        for node in ast.walk(self._tree):
            if isinstance(node, ast.JoinedStr) or _declares_an_option(node):
                passed.update(id(part) for part in ast.walk(node))
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
                text = node.value
                plain = re.sub(r"\{[^}]*\}", "…", text)
                if _A_PHRASE.search(plain) and not _CODE.search(text):
                    self.texts.append(Text(CORE, text))

    def _found(self, context: str, argument: ast.expr, function: ast.AST | None) -> None:
        literals = _literals(argument)
        if literals is None and isinstance(argument, ast.Name) and function is not None:
            literals = _assigned(argument.id, function)
        code = ast.unparse(argument)
        if literals is not None:
            self.texts += [Text(context, text) for text in literals]
        elif not _OF_THE_SPEC.match(code):
            self.unresolved.append(Unresolved(self.name, argument.lineno, code))


@cache
def _files() -> tuple[_File, ...]:
    found = [_File(path) for path in sorted(ROOT.rglob("*.py")) if not _is_terminal(path)]
    wrappers = {file.name: file.wrappers() for file in found}
    for file in found:
        file.read(wrappers)
    return tuple(found)


def _documentation(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _declares_an_option(node: ast.AST) -> bool:
    """Titles and help of the spec have a context of their own."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("option", "Field")


def _is_terminal(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] in _TERMINAL


def _is_translate(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func) == "QCoreApplication.translate"
        and len(node.args) >= 2
    )


def _imported(tree: ast.Module, wrappers: dict[str, dict[str, str]]) -> dict[str, str]:
    """The wrappers of other modules under the names that they have here: "words", "form.said"."""
    found = {}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("workbench.")):
            continue
        folder = "/".join(node.module.split(".")[1:])
        for alias in node.names:
            here = alias.asname or alias.name
            if alias.name in (there := wrappers.get(f"{folder}.py", {})):
                found[here] = there[alias.name]
            for name, context in wrappers.get(f"{folder}/{alias.name}.py", {}).items():
                found[f"{here}.{name}"] = context
    return found


def _assigned(name: str, function: ast.AST) -> list[str] | None:
    """The texts that a variable can hold, where every assignment to it is one."""
    found: list[str] = []
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(ast.unparse(target) == name for target in node.targets):
            literals = _literals(node.value)
            if literals is None:
                return None
            found += literals
    return found or None


def _literals(node: ast.expr | None) -> list[str] | None:
    """The text or the two texts of `"…" if … else "…"`; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        first, second = _literals(node.body), _literals(node.orelse)
        return first + second if first is not None and second is not None else None
    return None
