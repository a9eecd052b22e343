"""`workbench schema`: every setting of a run spec, with its range, as JSON Schema."""

import json

import click

from workbench.core.spec import RunSpec


@click.command()
def schema() -> None:
    """Print the JSON Schema of a run spec (run.yaml).

    \b
    Example:
      workbench schema > run.schema.json
    """
    click.echo(json.dumps(RunSpec.model_json_schema(), indent=2, ensure_ascii=False))
