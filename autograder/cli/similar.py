"""`similar`: works on record → pairs to read side by side. Never a verdict."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from autograder.cli import options
from autograder.report.messages import say
from autograder.workflows import similar as similarity


@click.command()
@click.argument("week")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The page to write: FILE.html."
)
@options.store
@options.course
@options.language
@options.as_json
def similar(*, week: str, out: Path, store: str | None, course: Path, language: str, as_json: bool) -> int:
    """List pairs of works in WEEK that share what hardly anyone shares.

    With the evidence side by side. The handout and the solution are subtracted. These are weak signals, to be read by
    a person: there is no verdict, and no score that pretends to be one.

    \b
    autograder similar week04 --out out/similar.html

    Next: read the pairs; `history` says when each work came.
    """  # noqa: D301 - click reads the \\b
    found = similarity.similar(week, out=out, course=course, store=store)
    if as_json:
        pairs = [asdict(pair) for pair in found.pairs]
        options.print_json({"week": found.week, "file": str(out), "pairs": pairs, "left_out": found.left_out})
    else:
        click.echo(say("similar.written", language, count=len(found.pairs), where=out))
        if found.left_out:
            click.echo(say("similar.left_out", language, students=", ".join(found.left_out)), err=True)
    return 0
