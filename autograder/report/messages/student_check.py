"""Verdicts on a student's own work → what they are told, in words.

Whatever shows it.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from autograder.lint.syntax import meant
from autograder.model import Assignment, Difference, Fault, Kind, Outcome, Source, Verdict
from autograder.report.messages.advice import cell_text, explanation, found, is_of_the_step, says_it_all
from autograder.report.messages.catalog import pick, say, say_or
from autograder.report.messages.sentences import AssignmentIndex, by_name, tell, where
from autograder.text import in_language, one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINES = 12  # of one message
FAULTS = 3
_CODE = "    > "
"""Begins a line of the student's own code in a note."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One verdict in words.

    What it is of, what is wrong, line by line, and what may help.
    """

    check: str
    exercise: str
    state: str
    asked: str
    lines: tuple[str, ...]
    hints: tuple[str, ...] = ()


def following(verdicts: Sequence[Verdict], week: AssignmentIndex, language: str) -> Advice | None:
    """The one thing to look at next: the first that is wrong, or the first gap.

    None where there is none.
    """
    of = {check.exercise for verdict in verdicts if (check := week.checks.get(verdict.check))}
    if {state_of(verdict) for verdict in verdicts} == {"not_started"} and len(of) > 1:
        return _untouched(verdicts[0], week, language)
    for state in ("wrong", "not_started", "ungraded"):
        found = next((verdict for verdict in verdicts if state_of(verdict) == state), None)
        if found is not None:
            return advise(found, week, language)
    return None


def advise(verdict: Verdict, week: AssignmentIndex, language: str) -> Advice:
    """One verdict as a student reads it, a line for each thing it says."""
    check, difference = week.checks.get(verdict.check), verdict.difference
    exercise = check.exercise if check and check.exercise else verdict.check
    advice = explanation(verdict, language)
    parts = tell(_on_one_line(verdict), week, language, with_advice=False)
    what = f"{parts.at}: {parts.what}" if parts.at else parts.what
    said: tuple[str, ...] = (what if what.startswith(exercise) else what[:1].upper() + what[1:],)
    code, hints = (), parts.hints
    if difference:
        said = _own_words(verdict, difference, exercise, language, said) or said
        code = tuple(line for line in difference.note.split("\n") if line.startswith(_CODE))
    place = (say("message.in_your_code", language, where=parts.place),) if parts.place else ()
    if advice:
        if parts.at and verdict.finding and is_of_the_step(verdict.finding):
            advice, said = (
                f"{parts.at[:1].upper()}{parts.at[1:]}: {advice}",
                (parts.what[:1].upper() + parts.what[1:], *said[1:]),
            )
        said, hints = (advice, *(() if says_it_all(verdict) else said)), ()
    if verdict.finding and verdict.finding.line:
        at = where(verdict.finding.file, verdict.finding.line, language)
        place = (say("message.in_your_code", language, where=at),)
        code = code if difference and difference.line == verdict.finding.line else ()
    return Advice(
        check=verdict.check,
        exercise=exercise,
        state=state_of(verdict),
        asked=pick(check.text, language) if check else "",
        lines=tuple(visible(line) for line in (*said, *place, *code))[:LINES],
        hints=hints,
    )


def loading(
    verdicts: Iterable[Verdict], faults: Iterable[Fault], language: str, sources: Sequence[Source] = ()
) -> tuple[str, ...]:
    """Errors of loading the files, where no verdict tells of them.

    Of one that Python cannot read, led by what is plain to see on its line of the `sources`.
    """
    known = {(one.difference.file, one.difference.line) for one in verdicts if one.difference}
    new = [fault for fault in faults if (fault.file, fault.line) not in known][:FAULTS]
    return tuple(_loaded(fault, language, sources) for fault in new)


def state_of(verdict: Verdict) -> str:
    """A code of `[state]`: right, wrong, not_started, blocked or ungraded."""
    match verdict.outcome:
        case Outcome.PASSED:
            return "right"
        case Outcome.FAILED:
            gap = verdict.difference is not None and verdict.difference.kind is Kind.NOT_STARTED
            return "not_started" if gap else "wrong"
        case Outcome.BLOCKED | Outcome.UNGRADED:
            return str(verdict.outcome)


def states(verdicts: Iterable[Verdict], week: AssignmentIndex) -> dict[str, str]:
    """Every exercise looked at, with the worst that was found, in order."""
    found: dict[str, list[str]] = {exercise.name: [] for exercise in week.assignment.exercises}
    for verdict in verdicts:
        check = week.checks.get(verdict.check)
        found.setdefault(check.exercise if check and check.exercise else verdict.check, []).append(state_of(verdict))
    return {name: _worst(all_) for name, all_ in found.items() if all_}


def listing(verdicts: Sequence[Verdict], assignment: Assignment, language: str) -> dict[str, object]:
    """The same as plain data, for `--json`."""
    week = by_name(assignment)
    home = {exercise.name: exercise.module for exercise in assignment.exercises}
    checks = [advise(verdict, week, language) for verdict in verdicts]
    first = following(verdicts, week, language)
    return {
        "format": 1,
        "week": assignment.week,
        "folder": str(assignment.folder),
        "right": sum(one.state == "right" for one in checks),
        "all": len(checks),
        "exercises": [
            {
                "name": name,
                "file": f"{home[name]}.py" if name in home else "",
                "state": state,
                "checks": [asdict(one) for one in checks if one.exercise == name],
            }
            for name, state in states(verdicts, week).items()
        ],
        "next": asdict(first) if first else None,
    }


def _untouched(first: Verdict, week: AssignmentIndex, language: str) -> Advice:
    """Nothing is written at all: where to begin."""
    check = week.checks[first.check]
    module = next((one.module for one in week.assignment.exercises if one.name == check.exercise), "")
    said = say("check.untouched", language, exercise=one_line(check.exercise), module=one_line(module))
    return Advice(first.check, check.exercise, "not_started", "", (said,))


def _own_words(
    verdict: Verdict, difference: Difference, exercise: str, language: str, what: tuple[str, ...]
) -> tuple[str, ...]:
    """Other words than a page's, for a student at work, if there are any."""
    note = say_or(f"note.{difference.note}", language, otherwise=difference.note)
    if verdict.outcome is Outcome.UNGRADED:
        known = note != difference.note
        return (one_line(note, 400),) if known else (say("check.not_run", language), one_line(note))
    match difference.kind:
        case Kind.OTHER if note and not note.startswith("assert"):
            return in_language(note, language)
        case Kind.VALUE | Kind.SHAPE | Kind.EPOCHS if note and not note.startswith("assert"):
            return (*what, *in_language(note, language))
        case Kind.MISSING:
            return (say("check.missing", language, exercise=one_line(exercise)),)
        case Kind.TYPE if note and difference.got != "NoneType":
            return (say("check.unusable", language, got=one_line(difference.got), error=one_line(note)),)
    return ()


def _worst(found: Sequence[str]) -> str:
    return next(state for state in ("wrong", "not_started", "ungraded", "blocked", "right") if state in found)


def _on_one_line(verdict: Verdict) -> Verdict:
    """The verdict without the student's line of code below its message.

    Of an error that is explained, only the beginning is left.
    """
    difference = verdict.difference
    if difference is None or difference.kind is not Kind.RAISED:
        return verdict
    kept = " ".join(line.strip() for line in difference.note.split("\n") if not line.startswith(_CODE))
    if explanation(verdict, "en"):
        kept = re.split(r" \(|\. ", kept)[0]
    return replace(verdict, difference=replace(difference, note=kept))


def _loaded(fault: Fault, language: str, sources: Sequence[Source]) -> str:
    place = where(fault.file, fault.line, language)
    if fault.type == "TimeoutError" and not fault.message:
        return say("check.endless", language, where=place or "–")
    error = one_line(": ".join(part for part in (fault.type, fault.message) if part))
    difference = Difference(Kind.RAISED, got=fault.type, note=fault.message, line=fault.line)
    finding = meant(cell_text(sources, fault.file), difference)
    if finding:
        return f"{place or '–'}: {found(finding, language)} {error}"
    return say("check.loading", language, where=place or "–", error=error)
