"""`decisions`: all that people decided about a week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from autograder.cli import options
from autograder.model import ListedDecision, Signed
from autograder.report import terminal
from autograder.workflows import decide
from autograder.workflows.lookup import zone_on_record
from autograder.workflows.opening import open_store, refuse_unknown_week


@click.command()
@click.argument("week")
@click.option("--standing", is_flag=True, help="Only those in force: not taken back, and no later one in their place.")
@options.store
@options.course
@options.language
@options.as_json
def decisions(*, week: str, standing: bool, store: str | None, course: Path, language: str, as_json: bool) -> int:
    """List all that people decided about students of WEEK.

    Points by hand, comments, extensions, times, excuses, files given to students. Each with who decided, when and
    why. `history` tells one student's week; of each of these commands `--undo` and `--withdraw` take a decision back.

    \b
    autograder decisions week04
    autograder decisions week04 --standing

    Next: `report` writes them onto the pages.
    """  # noqa: D301 - click reads the \\b
    with open_store(store, course) as record:
        refuse_unknown_week(record, week, course)
        zone = zone_on_record(record, week)
        listed = [each for each in decide.decisions(record, week) if each[1].stands or not standing]
    if as_json:
        options.print_json({"week": week, "decisions": _as_json(listed)})
    else:
        options.console().print(terminal.decisions(listed, week=week, zone=zone, language=language))
    return 0


def _as_json(listed: Iterable[tuple[Signed, ListedDecision]]) -> list[dict[str, object]]:
    """Decisions by the names that `history` gives their fields.

    `put_back_by`: who put one of somebody's back in force, and `put_back_at`: when.
    """
    return [
        {
            "at": each.decision.signed.at.isoformat(),
            "by": each.decision.signed.by,
            "why": each.decision.signed.why,
            "matter": str(each.decision.kind),
            **{key: part for key, part in asdict(each.decision).items() if key not in {"signed", "kind", "week"}},
            "name": each.name,
            "stands": each.stands,
            **(
                {}
                if signed == each.decision.signed
                else {"put_back_by": signed.by, "put_back_at": signed.at.isoformat()}
            ),
        }
        for signed, each in listed
    ]
