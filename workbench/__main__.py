"""`workbench` and `python -m workbench`: the window, or a command in the terminal."""

import sys

_BAD_INPUT = 2


def main() -> int:
    if len(sys.argv) > 1:
        from workbench.cli import cli

        cli(prog_name="workbench")
    return _open_window()


def _open_window() -> int:
    from workbench import display

    obstacle = display.obstacle()
    if not obstacle:
        try:
            from workbench import app

            return app.main()
        except ImportError as error:
            if ".so" not in str(error):  # a fault of ours, not a library that the system lacks
                raise
            obstacle = display.explained(str(error))
    sys.stderr.write(f"{obstacle}\n")
    return _BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
