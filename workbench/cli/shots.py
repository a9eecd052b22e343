"""`workbench shots`: pictures of every page, rendered without a screen."""

import importlib
import os
from pathlib import Path

import click

from workbench import display
from workbench.core.errors import WorkbenchError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def shots(folder: Path) -> None:
    """Render every page of the window to PNG files in DIR, in both themes and at both sizes.

    \b
    Example:
      workbench shots pictures
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    obstacle = display.obstacle()
    if obstacle:
        raise WorkbenchError(obstacle, kind="no-screen")
    # By name: the terminal's modules import no Qt, and import-linter holds them to it.
    for file in importlib.import_module("workbench.ui.shots").main(folder):
        click.echo(file)
