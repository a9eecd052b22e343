"""`workbench doctor`: what this machine has and what is missing."""

import json
from dataclasses import asdict

import click

from workbench import doctor as examination


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list of findings.")
def doctor(as_json: bool) -> None:
    """Say what is installed, what this machine computes with, and what is missing.

    Versions, processor and graphics cards, the window's libraries and fonts, folders and their room, tools.
    What is missing has the command that brings it behind an arrow. A report of a fault wants this text; no
    name of a person stands in it. Ends with 1 when something that is needed is missing.

    \b
    Examples:
      workbench doctor
      workbench doctor --json
    """
    findings = examination.examine()
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        click.echo(examination.as_text(findings))
    if any(finding.level == examination.BAD for finding in findings):
        raise SystemExit(1)
