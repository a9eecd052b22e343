"""The terminal's door, `workbench COMMAND`: the same spec, worker and folders as the window, and no Qt."""

import click

from workbench import __version__
from workbench.cli.adapter import adapter
from workbench.cli.bench import bench
from workbench.cli.cache import cache
from workbench.cli.compare import compare
from workbench.cli.control import CONTROLS
from workbench.cli.desktop_entry import desktop_entry
from workbench.cli.doctor import doctor
from workbench.cli.ending import Terminal
from workbench.cli.export import export
from workbench.cli.generate import generate
from workbench.cli.inspect import inspect
from workbench.cli.library import library
from workbench.cli.models import count, layers
from workbench.cli.plan import plan
from workbench.cli.presets import group as presets
from workbench.cli.preview import preview
from workbench.cli.queue import queue
from workbench.cli.resume import resume
from workbench.cli.runs import runs
from workbench.cli.schema import schema
from workbench.cli.score import score
from workbench.cli.shots import shots
from workbench.cli.train import train
from workbench.core import offline, preferences_file


@click.group(cls=Terminal, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="LoRA Workbench")
def cli() -> None:
    """Fine-tune language models with LoRA. Without a command, the window opens.

    \b
    Example:
      workbench train starter
    """
    offline.apply()
    aside = preferences_file.set_aside()
    if aside is not None:
        said = f"Note: the preferences could not be read ({aside.reason}); the file is {aside.kept} now."
        click.echo(said, err=True)


for command in (
    train,
    presets,
    resume,
    queue,
    library,
    layers,
    count,
    plan,
    preview,
    generate,
    score,
    inspect,
    adapter,
    export,
    bench,
    runs,
    compare,
    *CONTROLS,
    schema,
    cache,
    shots,
    doctor,
    desktop_entry,
):
    cli.add_command(command)
