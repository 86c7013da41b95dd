"""Options that several commands share, and where they send what they print."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from autograder.text import terminal_language

if TYPE_CHECKING:
    from rich.console import Console

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def course(command: Decorated) -> Decorated:
    """The course folder."""
    return click.option(
        "--course",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The course folder, which holds assignments/ and solutions/. Default: where you are.",
    )(command)


def as_json(command: Decorated) -> Decorated:
    """For scripts."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")(command)


def language(command: Decorated) -> Decorated:
    """Korean or English."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["ko", "en"]),
        default=lambda: terminal_language() or "en",
        help="Language of what is printed. Default: that of your terminal.",
    )(command)


def own_language(command: Decorated) -> Decorated:
    """Korean or English, for who may have said nothing of it: see `spoken`."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["ko", "en"]),
        default=None,
        help="Language of what is printed. Default: that of your terminal, or else the course's.",
    )(command)


def spoken(asked: str | None, course: str) -> str:
    """The language asked for, or the terminal's own, or, where it tells none, the course's."""
    return asked or terminal_language() or course


def trusted_only(command: Decorated) -> Decorated:
    """The risk, accepted."""
    return click.option(
        "--trusted-only",
        is_flag=True,
        help="Run student code without walls, where this machine cannot confine it. Every report will say so.",
    )(command)


def jobs(command: Decorated) -> Decorated:
    """How many at once."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        default=lambda: os.cpu_count() or 1,
        help="How many submissions run at once. Default: one a processor.",
    )(command)


def cluster(command: Decorated) -> Decorated:
    """Elsewhere."""
    return click.option(
        "--cluster", metavar="ADDRESS", help="Run them on a Dask cluster instead, such as tcp://HOST:8786."
    )(command)


def console(*, err: bool = False) -> Console:
    """A terminal, or a plain stream where it is none."""
    from rich.console import Console  # noqa: PLC0415 - only when something is printed

    return Console(stderr=err, highlight=False, soft_wrap=not sys.stdout.isatty())


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error for as long as the block lasts: tell it what is done now, its number, and how many there are."""
    from rich.markup import escape  # noqa: PLC0415 - only when something is shown
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console(err=True), transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda name, number, total: shown.update(task, description=escape(name), completed=number, total=total)


def print_json(content: object) -> None:
    """On standard output, in the order given."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1, default=str))
