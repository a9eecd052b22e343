"""`workbench cache`: what tokenised data takes on disk, and clearing it."""

import json

import click


@click.command()
@click.argument("action", metavar="[clear]", required=False, type=click.Choice(["clear"]))
@click.option("--json", "as_json", is_flag=True, help="As one JSON object on stdout.")
def cache(action: str | None, as_json: bool) -> None:
    """Show what data tokenised before takes on disk, or clear it.

    Rows are tokenised once: a later start with the same data, tokenizer, template and settings reads them
    from there. Clearing costs only the time to tokenise again.

    \b
    Examples:
      workbench cache
      workbench cache clear
    """
    from workbench.engine import jobs

    found = jobs.perform("token_cache", {"clear": action == "clear"})
    if as_json:
        click.echo(json.dumps(found))
    elif action == "clear":
        click.echo(f"{_size(found['freed'])} cleared.")
    else:
        click.echo(f"{_size(found['bytes'])} in {found['entries']} data sets, in {found['path']}")


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
