"""`check`: a student's own work, by the public checks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from autograder import student
from autograder.cli import options
from autograder.model import Source
from autograder.report.messages import say
from autograder.report.messages.student_check import listing
from autograder.report.terminal import check_results, concern
from autograder.student import Checked, HandoutFolder


@click.command()
@click.argument("where", metavar="[WEEK_OR_FOLDER]", required=False)
@click.option("--only", multiple=True, metavar="NAME", help="Only this function, or this file's. May be given again.")
@click.option("--watch", is_flag=True, help="Check again whenever you save a file, until you press Ctrl-C.")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 600), default=10.0, help="How long one check may run.", show_default=True
)
@options.own_language
@options.as_json
def check(
    *,
    where: str | None,
    only: tuple[str, ...],
    watch: bool,
    seconds: float,
    language: str | None,
    as_json: bool,
) -> int:
    """Check my work: what is right, what is wrong, and what to look at next.

    Run it in the folder that you downloaded, or name that folder, one of its files, or the week. It runs the public
    checks on your .py files and on your notebook, and nothing leaves your machine.

    \b
    autograder check
    autograder check --only mse --watch
    autograder check week04

    Next: `submit`.
    """  # noqa: D301 - click reads the \\b
    handout = student.find_handout(where, Path.cwd())
    if where and not only and Path(where).suffix == ".py" and Path(where).is_file():
        only = (Path(where).stem,)
    language = options.spoken(language, handout.language)
    right = _check_once(handout, only, seconds, language, as_json=as_json)
    if watch:
        right = _watched(handout, only, seconds, language, as_json=as_json)
    return 0 if right else 1


def _watched(handout: HandoutFolder, only: tuple[str, ...], seconds: float, language: str, *, as_json: bool) -> bool:
    """Check again at every save → True where all was right at last."""
    right = False
    try:
        click.echo(say("check.watching", language), err=True)
        for _ in student.saves(handout.folder):
            click.echo("\n" + "─" * 40, err=True)
            right = _check_once(handout, only, seconds, language, as_json=as_json)
            click.echo(say("check.watching", language), err=True)
    except KeyboardInterrupt:
        pass
    return right


def _check_once(handout: HandoutFolder, only: tuple[str, ...], seconds: float, language: str, *, as_json: bool) -> bool:
    work = student.read_work(handout)
    for one in student.early_warnings(work):
        click.echo(f"! {concern(one.kind, one.file, one.detail, language)}", err=True)
    return _show(student.check(work, only, seconds=seconds), work.sources, language, part=bool(only), as_json=as_json)


def _show(checked: Checked, sources: Sequence[Source], language: str, *, part: bool, as_json: bool) -> bool:
    if as_json:
        options.print_json(listing(checked.verdicts, checked.assignment, language))
    else:
        shown = check_results(
            checked.verdicts,
            assignment=checked.assignment,
            faults=checked.faults,
            sources=sources,
            printed=checked.printed,
            part=part,
            language=language,
        )
        options.console().print(shown)
    return checked.right
