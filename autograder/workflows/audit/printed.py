"""Audit → the text of a terminal.

A line an exercise, every survivor with its diff, every complaint.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rich.console import Group
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from autograder.model import Assignment
from autograder.workflows.audit.shown import margins
from autograder.workflows.audit.trial import Audit, ProgramKind, Trial

if TYPE_CHECKING:
    from rich.console import RenderableType

HEADINGS = ("exercise", "checks", "right", "wrong", "named", "mutants", "alive", "excused", "score", "margin")


def printed(found: Audit, assignment: Assignment) -> Group:
    """Write everything that was found."""
    parts: list[RenderableType] = [_table(found, assignment)]
    diffs = {survivor.name: survivor.diff for survivor in found.survivors}
    for complaint in found.complaints:
        name = next((name for name in diffs if repr(name) in complaint), "")
        parts += ["", Text(f"- {complaint}"), *([Syntax(diffs[name], "diff", theme="ansi_dark")] if name else [])]
    parts += _lines_for_survivors(found.survivors)
    parts.append(f"\nPrograms tried: {len(found.trials)}. Complaints: {len(found.complaints)}.")
    return Group(*parts)


def _lines_for_survivors(survivors: Collection[Trial]) -> list[RenderableType]:
    """Write the line of each that lives, ready for a reason.

    A basic string of TOML is written as one of JSON.
    """
    if not survivors:
        return []
    lines = [Text(f'{json.dumps(one.name, ensure_ascii=False)} = ""') for one in survivors]
    return [
        Text("\nWhere one is no mistake, its line in survivors.toml (format = 1, then [survivors]), with the reason:"),
        *lines,
    ]


def _table(found: Audit, assignment: Assignment) -> Table:
    table = Table(*HEADINGS, box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column in table.columns[1:]:
        column.justify, column.no_wrap = "right", True
    rows = [*_rows(found, assignment)]
    for row in rows:
        table.add_row(*row)
    table.add_section()
    table.add_row("all", *(_total(column) for column in list(zip(*rows, strict=True))[1:8]))
    return table


def _rows(found: Audit, assignment: Assignment) -> Iterator[tuple[str, ...]]:
    for exercise in (exercise.name for exercise in assignment.exercises):
        own = [trial for trial in found.trials if trial.exercise == exercise]
        if not own:
            continue
        checks = [check for check in assignment.checks if check.exercise == exercise]
        right, wrong = (
            [trial for trial in own if trial.kind is kind] for kind in (ProgramKind.RIGHT, ProgramKind.WRONG)
        )
        named = sum(trial.name in trial.named for trial in wrong)
        score = found.scores.get(exercise)
        alive = sum(trial.kind is ProgramKind.MUTANT and trial.survived for trial in own)
        of_mutants = (score.mutants, alive, score.explained, f"{score.share:.0%}") if score else (0, 0, 0, "")
        yield (
            exercise,
            *map(str, (len(checks), len(right), len(wrong), named, *of_mutants)),
            _marked(min(margins(found, own, exercise).values(), default=0.0)),
        )


def _marked(margin: float) -> str:
    return f"{margin:.0e}" if margin else ""


def _total(cells: tuple[str, ...]) -> str:
    return str(sum(map(int, cells)))
