"""`workbench train`: one run in this process, from a spec or from flags."""

from pathlib import Path

import click

from workbench.cli import choices
from workbench.cli.progress import display
from workbench.cli.summary import Account
from workbench.cli.working import conclude, on_finish_flag, remove, work
from workbench.core import runs


@click.command()
@click.argument("source", metavar="[SPEC.yaml | RECIPE.yaml | starter]", required=False)
@choices.spec_flags("model", "data", "layers", "training", "watch", "saving")
@choices.plan_flags
@choices.preset_flag
@click.option(
    "--set",
    "settings",
    metavar="KEY=VALUE",
    multiple=True,
    help="Any other setting by its dotted key, for example training.schedule=linear. Can be repeated.",
)
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="A new folder for the run.")
@on_finish_flag
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object on stdout.")
@click.pass_context
def train(
    ctx: click.Context,
    /,
    source: str | None,
    plan_file: Path | None,
    alpha: str | None,
    preset: str | None,
    settings: tuple[str, ...],
    out: Path | None,
    on_finish: str | None,
    as_json: bool,
    **flags: str | None,
) -> None:
    """Train an adapter, from a run spec, from the starter kit, or from flags. Flags win over the spec.

    A recipe of LLaMA-Factory, axolotl, Unsloth or TRL is taken as well; what it says that has no place here
    is listed.

    Ctrl-C finishes the step and saves the adapter.

    \b
    Examples:
      workbench train starter
      workbench train --model ~/models/qwen3-0.6b --data chats.jsonl --rank 16 --epochs 2
      workbench train runs/a1/run.yaml --set training.schedule=linear --out runs/a2
    """
    spec = choices.run_spec(source, choices.given(flags), settings, plan_file, alpha, preset)
    is_new = out is None or not out.exists()
    run = runs.create(spec, out)
    account = Account()
    try:
        with display() as shown:
            work(run, account, shown, on_finish=on_finish)
    except BaseException:
        if account.history.count == 0:  # interrupted, or refused, before it said a word
            remove(run, is_new)
        raise
    ctx.exit(conclude(run, account, is_new, as_json))
