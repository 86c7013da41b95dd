"""`extend`: more time for a student."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from autograder.cli import options
from autograder.model import Decision, DecisionKind
from autograder.workflows import decide, typed_times
from autograder.workflows.opening import week_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.store.store import Store


@click.command()
@click.argument("week")
@click.argument("student", required=False)
@click.option("--until", metavar="TIME", help="The new deadline: 2026-04-01 (all day), or 2026-04-01T18:00.")
@click.option("--days", type=click.IntRange(min=1), help="Days after the week's own deadline.")
@options.decision()
def extend(
    *, week: str, student: str | None, until: str | None, days: int | None, chosen: options.DecisionOptions
) -> int:
    """Give STUDENT more time for WEEK. May be done before anything is graded.

    Points that lateness had cost come back at once. `report` writes the pages again. Where many are meant, whoever has a
    later deadline already keeps it.

    \b
    autograder extend week04 2024-0001 --days 3 --why "ill, certificate seen"
    autograder extend week04 --section B --until 2026-04-01T18:00 --why "the room was closed"
    autograder extend week04 2024-0001 --undo

    Next: `report`.
    """  # noqa: D301 - click reads the \\b
    if chosen.undo:
        return chosen.take_back(week, student, DecisionKind.EXTENSION)
    end = (
        None if chosen.withdraw else typed_times.new_deadline(week_folder(week, chosen.course), until=until, days=days)
    )

    def made(store: Store, each: str) -> Iterator[Decision]:
        """A decision, but for who has more time already where many are meant."""
        if end is None or not (chosen.many and decide.keeps_later(store, week, each, end)):
            yield Decision(DecisionKind.EXTENSION, week, each, chosen.signed, until=end, withdrawn=chosen.withdraw)

    return chosen.decide(week, student, made, left_out="history.later_already")
