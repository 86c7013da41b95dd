"""`export`: a week on record → the gradebook that an LMS takes, or nbgrader holds."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click

from autograder.cli import options
from autograder.errors import RecordError, UsageError
from autograder.report.gradebooks import FORMATS, Written
from autograder.report.messages import say
from autograder.report.pages.ownerless import options_as_given
from autograder.workflows import export as exporting


@click.command()
@click.argument("week")
@click.option("--format", "form", required=True, type=click.Choice(list(FORMATS)), help="Whose gradebook.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option(
    "--gradebook",
    metavar="URL",
    help="Instead: the gradebook.db of an nbgrader course, or its URL. Marks go in through nbgrader, manual ones stay.",
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The LMS's own export of the gradebook, to be filled in: it holds the LMS's ids.",
)
@options.roster
@click.option("--section", default="", metavar="NAME", help="Only students whom the roster has in this section.")
@options.store
@options.course
@options.language
@options.as_json
def export(
    *,
    week: str,
    form: str,
    out: Path | None,
    gradebook: str | None,
    template: Path | None,
    roster: Path | None,
    section: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Write the gradebook of WEEK, late rule and decisions applied.

    From what is on record.

    \b
    autograder export week04 --format canvas --template gradebook.csv --out week04.csv
    autograder export week04 --format excel --roster roster.csv --out week04.xlsx
    autograder export week04 --format csv --section "01분반" --out week04-01.csv
    autograder export week04 --format nbgrader --gradebook ../nbgrader/gradebook.db

    Next: take the file up in the LMS. `decisions` lists what was decided by hand.
    """  # noqa: D301 - click reads the \\b
    if gradebook and out is None and form == "nbgrader":
        return _into_nbgrader(
            week,
            gradebook,
            course=course,
            roster=roster,
            section=section,
            store=store,
            language=language,
            as_json=as_json,
        )
    if out is None or gradebook:
        raise UsageError("Say where the marks go: --out FILE, or for --format nbgrader alone --gradebook gradebook.db.")
    done = exporting.export(
        week, form, out=out, course=course, template=template, roster=roster, section=section, store=store
    )
    week, written = done.graded.assignment.week, done.written
    options.warn_if_changed(week, changed=done.graded.changed, where=options_as_given(store, course), language=language)
    for line in _left_out(written, language):
        click.echo(line, err=True)
    if as_json:
        told = {"week": week, "format": form, "file": str(out), "bytes": len(written.content)}
        options.print_json(told | {"left_out": written.left_out, "held_back": written.held_back})
    else:
        click.echo(str(out))
    return 0


def _left_out(written: Written, language: str) -> Iterator[str]:
    """Count those who are not in the gradebook or have no points in it, by kind."""
    for kind in ("strangers", "rowless", "held_back", "nameless"):
        students: tuple[str, ...] = getattr(written, kind)
        if students:
            yield say(f"exported.{kind}", language, count=len(students), students=", ".join(students))


def _into_nbgrader(
    week: str,
    gradebook: str,
    *,
    course: Path,
    roster: Path | None,
    section: str,
    store: str | None,
    language: str,
    as_json: bool,
) -> int:
    """Write the marks through nbgrader, and say who has none there."""
    marked = exporting.class_on_record(week, course=course, roster=roster, section=section, store=store)
    if find_spec("nbgrader") is None:
        raise RecordError("nbgrader is not installed here. Install autograder[integrations], and export again.")
    from autograder.integrations.gradebook import write_marks  # noqa: PLC0415 - nbgrader is an extra

    assignment = marked.graded.assignment
    written = write_marks(gradebook, marked.finals, assignment=assignment, submissions=marked.works)
    left = sorted({final.student for final in marked.finals} - set(written))
    options.warn_if_changed(
        assignment.week, changed=marked.graded.changed, where=options_as_given(store, course), language=language
    )
    if as_json:
        said = {"week": assignment.week, "format": "nbgrader", "gradebook": gradebook, "written": written, "left": left}
        options.print_json(said)
        return 0
    click.echo(say("exported.written", language, gradebook=gradebook, count=len(written)))
    if left:
        click.echo(say("exported.not_written", language, students=", ".join(left)))
    return 0
