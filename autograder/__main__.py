"""The command line's front door, and what every way out of it means: the exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from autograder.cli import commands
from autograder.errors import AutograderError, GraderError, UsageError

NOT_SO, USAGE, OURS, INTERRUPTED = 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """0 fine · 1 what was asked about is not · 2 usage · 3 our fault · 130 interrupted."""
    try:
        code = commands.main(arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was finished is kept; the same command goes on from there.", err=True)
        return INTERRUPTED
    except AutograderError as error:
        click.echo(f"autograder: {error}", err=True)
        return USAGE if isinstance(error, UsageError) else OURS if isinstance(error, GraderError) else NOT_SO
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    main()
