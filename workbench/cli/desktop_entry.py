"""`workbench desktop-entry`: the program among the desktop's applications, with its icon."""

import re
import sys
from pathlib import Path

import click
import platformdirs

from workbench.core import files, resources
from workbench.core.errors import WorkbenchError

NAME = "lora-workbench"
_ENTRY = """\
[Desktop Entry]
Type=Application
Name=LoRA Workbench
Name[zh_CN]=LoRA 工作台
GenericName=LoRA fine-tuning
Comment=Pick a model and a dataset, tick the layers, watch the LoRA train
Comment[zh_CN]=选择模型和数据，勾选要训练的层，看着 LoRA 训练
Exec={command}
Icon={icon}
Terminal=false
Categories=Science;ArtificialIntelligence;
Keywords=LoRA;fine-tuning;peft;transformers;
StartupWMClass=lora-workbench
"""


@click.command("desktop-entry")
@click.option("--remove", is_flag=True, help="Take it away again.")
def desktop_entry(remove: bool) -> None:
    """List the program among the desktop's applications (Linux), for this person alone.

    Writes a .desktop file and an icon below the person's data folder. The entry starts the Python that runs
    this command.

    \b
    Examples:
      workbench desktop-entry
      workbench desktop-entry --remove
    """
    if sys.platform != "linux":
        raise WorkbenchError(
            "Desktop entries are a thing of Linux.",
            hint="Elsewhere, make a shortcut to the command `workbench`.",
        )
    data = Path(platformdirs.user_data_dir())
    entry = data / "applications" / f"{NAME}.desktop"
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"
    if remove:
        for file in (entry, icon):
            file.unlink(missing_ok=True)
        click.echo(f"Removed {entry} and its icon.")
        return
    drawing = resources.path(f"icons/{NAME}.svg").read_text(encoding="utf-8")
    files.write_text(icon, drawing)
    files.write_text(entry, _ENTRY.format(command=_command(), icon=icon))
    click.echo(f"Wrote {entry}; LoRA Workbench is among the applications now.")


def _command() -> str:
    """As the Exec key wants it: quoted, with % doubled (Desktop Entry Specification, "The Exec key")."""
    quoted = re.sub(r'(["`$\\])', r"\\\1", sys.executable).replace("\\", "\\\\").replace("%", "%%")
    return f'"{quoted}" -m workbench'
