"""Marks and what people decided → the exercises and checks of a page: what was asked, what happened, the points and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from autograder.model import Final, Grade, Kind, Mark, News, Outcome, Source, Text, file_and_cell
from autograder.report.grades import Line, absent, lines
from autograder.report.messages.catalog import pick, say_or
from autograder.report.messages.sentences import AssignmentIndex, Message, tell
from autograder.report.plots.drawing import Drawn
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Decisions:
    """What became of a report's points: the late rule, manual points, an excuse; comments and reasons by check; changes."""

    final: Final | None = None
    comments: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)  # why points were given by hand
    news: Sequence[News] = ()  # since the student was first shown marks, the newest first


WORDS_SHOWN = 600
NOTHING_DECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check as the page shows it: what was asked, what happened, the points and why."""

    check: str
    outcome: Outcome
    asked: Text
    at: Text
    what: Text
    hints: tuple[Text, ...]
    place: Text
    code: str
    points: float
    out_of: float
    why: Text
    by: str
    reason: str  # in the words of whoever gave the points
    comment: str
    told: bool  # whether there is more to say than "right"
    again: bool = False  # whether the same was said of a check before it


@dataclass(frozen=True, slots=True)
class ShownExercise:
    """One exercise as the page shows it."""

    name: str
    anchor: str
    module: str
    asked: Text
    points: float
    out_of: float
    outcome: Outcome
    state: str  # of a badge: an outcome, or that there is nothing to judge
    findings: tuple[ShownCheck, ...]
    drawn: tuple[Drawn, ...]


def sections(
    report: Grade, week: AssignmentIndex, drawn: Sequence[Drawn], decided: Decisions, languages: Sequence[str]
) -> Iterator[ShownExercise]:
    """The exercises in the week's order."""
    exercises = {exercise.name: exercise for exercise in week.assignment.exercises}
    for position, line in enumerate(lines(decided.final or report, week), start=1):
        exercise = exercises.get(line.name)
        yield ShownExercise(
            name=line.name,
            anchor=f"exercise-{position}",
            module=exercise.module if exercise else "",
            asked=exercise.text if exercise else {},
            points=line.points,
            out_of=line.out_of,
            outcome=_worst(line),
            state=_state(line),
            findings=_said_once(_finding(mark, report, week, decided, languages) for mark in line.marks),
            drawn=tuple(picture for picture in drawn if picture.exercise == line.name),
        )


def _worst(line: Line) -> Outcome:
    """What the exercise as a whole looks like: right only if every check is."""
    found = {mark.verdict.outcome for mark in line.marks}
    order = (Outcome.FAILED, Outcome.UNGRADED, Outcome.BLOCKED)
    return next((outcome for outcome in order if outcome in found), Outcome.PASSED)


def _state(line: Line) -> str:
    """What the badge says: nothing was handed in, nothing was begun, or the outcome."""
    kinds = {mark.verdict.difference.kind for mark in line.marks if mark.verdict.difference and absent(mark)}
    if kinds and all(absent(mark) or mark.verdict.outcome is Outcome.BLOCKED for mark in line.marks):
        return "gap" if Kind.NOT_STARTED in kinds else "absent"
    return str(_worst(line))


def _said_once(findings: Iterable[ShownCheck]) -> tuple[ShownCheck, ...]:
    """The same words are said of the first check only; a hint is given once an exercise."""
    said: set[tuple[tuple[str, str], ...]] = set()
    hinted: set[tuple[tuple[str, str], ...]] = set()
    kept: list[ShownCheck] = []
    for one in findings:
        words = tuple(sorted({**one.what, "at": str(one.at), "code": one.code}.items()))
        fresh = tuple(hint for hint in one.hints if tuple(sorted(hint.items())) not in hinted)
        kept.append(replace(one, hints=fresh, again=one.told and one.outcome is Outcome.FAILED and words in said))
        said.add(words)
        hinted |= {tuple(sorted(hint.items())) for hint in one.hints}
    return tuple(kept)


def _finding(
    mark: Mark, report: Grade, week: AssignmentIndex, decided: Decisions, languages: Sequence[str]
) -> ShownCheck:
    check = week.checks.get(mark.verdict.check)
    messages = {language: tell(mark.verdict, week, language) for language in languages}
    difference = mark.verdict.difference
    return ShownCheck(
        check=mark.verdict.check,
        outcome=mark.verdict.outcome,
        asked={language: pick(check.text, language) or check.name for language in languages}
        if check
        else {"": mark.verdict.check},
        at={language: message.at for language, message in messages.items()},
        what={language: message.what for language, message in messages.items()},
        hints=_hints(messages),
        place={language: message.place for language, message in messages.items()},
        code=_code(report, difference.file, difference.line) if difference else "",
        points=mark.points,
        out_of=mark.out_of,
        why={language: say_or(f"reason.{mark.reason}", language, otherwise=mark.reason) for language in languages},
        by=one_line(mark.by),
        reason=one_line(decided.reasons.get(mark.verdict.check, ""), WORDS_SHOWN) if mark.by else "",
        comment=decided.comments.get(mark.verdict.check, ""),
        told=mark.verdict.outcome is not Outcome.PASSED or bool(mark.verdict.carried),
    )


def _hints(messages: Mapping[str, Message]) -> tuple[Text, ...]:
    """The hints of all languages side by side."""
    most = max((len(message.hints) for message in messages.values()), default=0)
    return tuple(
        {language: message.hints[position] for language, message in messages.items() if position < len(message.hints)}
        for position in range(most)
    )


def _code(report: Grade, file: str, line: int) -> str:
    """The student's own line."""
    name, cell = file_and_cell(file)
    for source in sources(report):
        if source.name == name and max(cell, 1) <= len(source.cells):
            written = source.cells[max(cell, 1) - 1].splitlines()
            return one_line(written[line - 1].strip()) if 0 < line <= len(written) else ""
    return ""


def sources(report: Grade) -> Sequence[Source]:
    """The student's files, as code."""
    return report.submission.sources if report.submission else ()
