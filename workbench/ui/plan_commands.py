"""What the window can do with a plan: the same as the plan's own menu on the Layers card, and the lesson."""

from typing import TYPE_CHECKING

from workbench.services.draft import Draft
from workbench.ui.actions import Entry

if TYPE_CHECKING:
    from workbench.ui.window import Window


def entries(w: "Window") -> list[Entry]:
    menu = w.setup.layers.bar.plan

    def there() -> bool:
        return menu.isEnabled()

    def changeable() -> bool:
        return menu.isEnabled() and isinstance(w.workspace.current, Draft)

    return [
        Entry("load-plan", "Edit", "Load plan…", menu.load.trigger, usable=changeable, new_section=True),
        Entry("plan-of-adapter", "Edit", "Plan as in an adapter…", menu.adopt.trigger, usable=changeable),
        Entry("save-plan", "Edit", "Save plan…", menu.save.trigger, usable=there),
        Entry("write-peft", "Edit", "Write adapter_config.json…", menu.write.trigger, usable=there),
        Entry("copy-python", "Edit", "Copy as Python (LoraConfig)", menu.copy_python.trigger, usable=there),
    ]


def lesson(w: "Window") -> Entry:
    return Entry("what-lora-does", "Help", "What LoRA does", lambda: _teach(w), usable=lambda: _shown(w))


def _shown(w: "Window") -> bool:
    return w.workspace.current is not None


def _teach(w: "Window") -> None:
    w.select_tab(w.pages.index(w.setup))
    w.setup.select_card("layers")
    w.setup.column.lesson.set_open(True)
