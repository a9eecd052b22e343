"""Tables on stdout: as wide as the terminal, or as wide as they need to be in a file or a pipe."""

from rich.console import Console
from rich.table import Table


def show(table: Table) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=10_000)
        console.width = console.measure(table).maximum
    console.print(table)
