"""`override`, `comment`, `extend`, `received`, `excuse`, `settle`: what a person decides, signed, kept, and taken back the same way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import options, recorded
from autograder.errors import RecordError, UsageError

if TYPE_CHECKING:
    from autograder.workflows.decide import Weighed


@click.command()
@click.argument("week")
@click.argument("student")
@click.argument("check", required=False)
@click.option("--exercise", metavar="NAME", help="All checks of an exercise: the points are shared out among them.")
@click.option("--points", type=float, help="The points to give. Without CHECK or --exercise: for the whole week.")
@recorded.why
@recorded.withdraw
@recorded.by
@recorded.store
@options.course
@options.language
@options.as_json
def override(
    *,
    week: str,
    student: str,
    check: str | None,
    exercise: str | None,
    points: float | None,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Give STUDENT points by hand: for one CHECK, an exercise, or the whole WEEK. Survives every regrade.

    \b
    autograder override week04 2024-0001 mse.averages --points 1 --why "right, on another axis"
    autograder override week04 2024-0001 --exercise mse --points 3 --why "talked it through"
    autograder override week04 2024-0001 mse.averages --withdraw --why "a mistake of mine"
    """  # noqa: D301 - click reads the \\b
    from autograder.model import Decision, DecisionKind  # noqa: PLC0415
    from autograder.workflows import decide as deciding

    if check and exercise:
        raise UsageError(f"{check} is one check and {exercise} an exercise. Name one of them.")
    if withdraw is (points is not None):
        raise UsageError("Say what to do: --points N gives points, --withdraw takes them back.")
    with recorded.opened(store, course) as record:
        given: dict[str, float | None] = {check or "": points}
        if exercise and points is not None:
            given = {**deciding.spread(record, week, exercise, points)}
        elif exercise:
            given = dict.fromkeys(deciding.checks_of(record, week, exercise))
        signed = recorded.signed(by, why)
        found = deciding.decide(
            record,
            *(
                Decision(DecisionKind.POINTS, week, student, signed, subject=subject, points=each, withdrawn=withdraw)
                for subject, each in given.items()
            ),
        )
    return _told(week, found, language, as_json=as_json)


@click.command()
@click.argument("week")
@click.argument("student")
@click.argument("check", required=False)
@click.option("--text", default="", help="The comment. The student reads it beside the check, or at the top.")
@recorded.withdraw
@recorded.by
@recorded.store
@options.course
@options.language
@options.as_json
def comment(
    *,
    week: str,
    student: str,
    check: str | None,
    text: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Say something to STUDENT about a CHECK, or about the WEEK as a whole. Survives every regrade."""
    from autograder.model import Decision, DecisionKind  # noqa: PLC0415
    from autograder.workflows import decide as deciding

    signed = recorded.signed(by)
    made = Decision(DecisionKind.COMMENT, week, student, signed, subject=check or "", text=text, withdrawn=withdraw)
    with recorded.opened(store, course) as record:
        found = deciding.decide(record, made)
    return _told(week, found, language, as_json=as_json)


@click.command()
@click.argument("week")
@click.argument("student")
@click.option("--until", metavar="TIME", help="The new deadline: 2026-04-01 (all day), or 2026-04-01T18:00.")
@click.option("--days", type=click.IntRange(min=1), help="Days after the week's own deadline.")
@recorded.why
@recorded.withdraw
@recorded.by
@recorded.store
@options.course
@options.language
@options.as_json
def extend(
    *,
    week: str,
    student: str,
    until: str | None,
    days: int | None,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Give STUDENT more time for WEEK. May be done before anything is graded.

    \b
    autograder extend week04 2024-0001 --days 3 --why "ill, certificate seen"
    """  # noqa: D301 - click reads the \\b
    from autograder.model import Decision, DecisionKind  # noqa: PLC0415
    from autograder.workflows import decide as deciding
    from autograder.workflows import grade as pipeline

    end = None if withdraw else deciding.extended(pipeline.week_folder(week, course), until=until, days=days)
    made = Decision(DecisionKind.EXTENSION, week, student, recorded.signed(by, why), until=end, withdrawn=withdraw)
    with recorded.opened(store, course) as record:
        found = deciding.decide(record, made)
    return _told(week, found, language, as_json=as_json)


@click.command()
@click.argument("week")
@click.argument("student")
@click.argument("time", required=False)
@click.option("--unknown", is_flag=True, help="Instead of STUDENT: everyone whose time is unknown.")
@recorded.why
@recorded.withdraw
@recorded.by
@recorded.store
@options.course
@options.language
@options.as_json
def received(
    *,
    week: str,
    student: str,
    time: str | None,
    unknown: bool,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Say when the work of STUDENT for WEEK came: TIME as 2026-04-01T18:00 in the week's zone, or `on-time`.

    Counts more than the times of files and archives. Late days follow from it.

    \b
    autograder received week04 2024-0001 2026-04-02T00:04 --why "the mail it came by"
    autograder received week04 --unknown on-time --why "all came before the deadline"
    autograder received week04 2024-0001 --withdraw --why "a mistake of mine"
    """
    from autograder.model import Decision, DecisionKind
    from autograder.workflows import decide as deciding
    from autograder.workflows import grade as pipeline

    when = student if unknown else time
    if withdraw is (when is not None):
        raise UsageError("Say what to do: TIME says when the work came, --withdraw takes that back.")
    moment = deciding.came_at(pipeline.week_folder(week, course), when) if when else None
    signed = recorded.signed(by, why)
    with recorded.opened(store, course) as record:
        students = deciding.of_unknown_time(record, week) if unknown else (student,)
        weighed = [
            deciding.decide(
                record, Decision(DecisionKind.RECEIVED, week, each, signed, received=moment, withdrawn=withdraw)
            )
            for each in students
        ]
    if not weighed:
        raise RecordError(f"Nobody's time of receipt is unknown in {week}. Name a student, to give theirs.")
    return max(_told(week, each, language, as_json=as_json) for each in weighed)


@click.command()
@click.argument("week")
@click.argument("student")
@recorded.why
@recorded.withdraw
@recorded.by
@recorded.store
@options.course
@options.language
@options.as_json
def excuse(
    *,
    week: str,
    student: str,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Excuse STUDENT from WEEK: it does not count, neither for nor against."""
    from autograder.model import Decision, DecisionKind  # noqa: PLC0415
    from autograder.workflows import decide as deciding

    made = Decision(DecisionKind.EXCUSE, week, student, recorded.signed(by, why), withdrawn=withdraw)
    with recorded.opened(store, course) as record:
        found = deciding.decide(record, made)
    return _told(week, found, language, as_json=as_json)


@click.command()
@click.argument("week")
@click.argument("path")
@click.argument("student", required=False)
@click.option("--nobody", is_flag=True, help="The file is no student's work.")
@recorded.why
@recorded.withdraw
@recorded.by
@recorded.store
@options.course
@options.as_json
def settle(
    *,
    week: str,
    path: str,
    student: str | None,
    nobody: bool,
    why: str,
    withdraw: bool,
    by: str,
    store: str | None,
    course: Path,
    as_json: bool,
) -> int:
    """Say whose a received file, folder or archive is: PATH as reconciliation.csv writes it. The next grade goes by it.

    \b
    autograder settle week04 "in/hw4 (final).ipynb" 2024-0001 --why "told me by mail"
    autograder settle week04 in/old.zip --nobody --why "last year's"
    """  # noqa: D301 - click reads the \\b
    from autograder.model import Decision, DecisionKind  # noqa: PLC0415
    from autograder.workflows import decide as deciding

    if not withdraw and nobody is (student is not None):
        raise UsageError(f"Say whose {path} is: name a student, or --nobody.")
    made = Decision(
        DecisionKind.SETTLED, week, student or "", recorded.signed(by, why), subject=path, withdrawn=withdraw
    )
    with recorded.opened(store, course) as record:
        kept = deciding.settle(record, made)
        settled = record.settled(week)
    if as_json:
        options.print_json({"week": week, "settled": settled})
    else:
        click.echo(f"{kept} → {settled.get(kept, '?') or 'nobody'}. autograder grade {week} … goes by it from now on.")
    return 0


def _told(week: str, found: Weighed, language: str, *, as_json: bool) -> int:
    from autograder.report.terminal import points_before_and_after

    if as_json:
        before, after = recorded.worth(found.before), recorded.worth(found.after)
        options.print_json({"week": week, "student": found.student, "before": before, "after": after})
    else:
        options.console().print(points_before_and_after(found.student, found.before, found.after, language=language))
    return 0
