"""One report and its pictures → the page a student reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from autograder.model import LANGUAGES, Mark, Outcome, Report, Source, Status, Student, Text
from autograder.report.catalog import pick, say_or
from autograder.report.drawing import Drawn
from autograder.report.graded import Final
from autograder.report.grades import Line, lines, out_of
from autograder.report.page import render, texts
from autograder.report.reconciliation import told
from autograder.report.safe import one_line
from autograder.report.sentences import Story, Week, because, tell, where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


PRINTED_SHOWN = 4000


@dataclass(frozen=True, slots=True)
class Decisions:
    """What became of a report's points: the late rule, manual points, an excuse; and comments by check."""

    final: Final | None = None
    comments: Mapping[str, str] = field(default_factory=dict)


NOTHING_DECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class Finding:
    """One check as the page shows it: what was asked, what happened, the points and why."""

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
    comment: str
    told: bool  # whether there is more to say than "right"


@dataclass(frozen=True, slots=True)
class Section:
    """One exercise as the page shows it."""

    name: str
    anchor: str
    module: str
    asked: Text
    points: float
    out_of: float
    outcome: Outcome
    findings: tuple[Finding, ...]
    drawn: tuple[Drawn, ...]


def student_page(  # noqa: PLR0913 - all that the page shows, by keyword
    report: Report,
    week: Week,
    *,
    drawn: Sequence[Drawn] = (),
    student: Student | None = None,
    decided: Decisions = NOTHING_DECIDED,
    languages: Sequence[str] = LANGUAGES,
) -> bytes:
    """The page as bytes; the same report gives the same bytes."""
    graded = decided.final or report
    sections = tuple(_sections(report, week, drawn, decided, languages))
    return render(
        "student.html.j2",
        languages,
        report=report,
        assignment=week.assignment,
        student=student or Student(report.student),
        status=graded.status,
        total=graded.points,
        out_of=out_of(graded, week.assignment),
        grounds=list(_grounds(decided.final, languages)),
        sections=sections if report.status is not Status.MISSING else (),
        modules=_by_module(sections),
        first=_first(sections),
        faults=_faults(report, languages),
        printed=report.recording.printed[:PRINTED_SHOWN] if report.recording else "",
        printed_cut=PRINTED_SHOWN if report.recording and len(report.recording.printed) > PRINTED_SHOWN else 0,
        files=_files(report, languages),
        isolation=_isolation(report, languages),
        aside=[(source.name, part) for source in _sources(report) for part in source.aside],
    )


def _sections(
    report: Report, week: Week, drawn: Sequence[Drawn], decided: Decisions, languages: Sequence[str]
) -> Iterator[Section]:
    exercises = {exercise.name: exercise for exercise in week.assignment.exercises}
    for position, line in enumerate(lines(decided.final or report, week), start=1):
        exercise = exercises.get(line.name)
        yield Section(
            name=line.name,
            anchor=f"exercise-{position}",
            module=exercise.module if exercise else "",
            asked=exercise.text if exercise else {},
            points=line.points,
            out_of=line.out_of,
            outcome=_worst(line),
            findings=tuple(_finding(mark, report, week, decided, languages) for mark in line.marks),
            drawn=tuple(picture for picture in drawn if picture.exercise == line.name),
        )


def _worst(line: Line) -> Outcome:
    """What the exercise as a whole looks like: right only if every check is."""
    found = {mark.verdict.outcome for mark in line.marks}
    order = (Outcome.FAILED, Outcome.UNGRADED, Outcome.BLOCKED)
    return next((outcome for outcome in order if outcome in found), Outcome.PASSED)


def _finding(mark: Mark, report: Report, week: Week, decided: Decisions, languages: Sequence[str]) -> Finding:
    check = week.checks.get(mark.verdict.check)
    stories = {language: tell(mark.verdict, week, language) for language in languages}
    difference = mark.verdict.difference
    return Finding(
        outcome=mark.verdict.outcome,
        asked={language: pick(check.text, language) or check.name for language in languages}
        if check
        else {"": mark.verdict.check},
        at={language: story.at for language, story in stories.items()},
        what={language: story.what for language, story in stories.items()},
        hints=_hints(stories),
        place={language: story.place for language, story in stories.items()},
        code=_code(report, difference.file, difference.line) if difference else "",
        points=mark.points,
        out_of=mark.out_of,
        why={language: say_or(f"reason.{mark.reason}", language, otherwise=mark.reason) for language in languages},
        by=one_line(mark.by),
        comment=decided.comments.get(mark.verdict.check, ""),
        told=mark.verdict.outcome is not Outcome.PASSED or bool(mark.verdict.carried),
    )


def _hints(stories: Mapping[str, Story]) -> tuple[Text, ...]:
    """The hints of all languages side by side."""
    most = max((len(story.hints) for story in stories.values()), default=0)
    return tuple(
        {language: story.hints[position] for language, story in stories.items() if position < len(story.hints)}
        for position in range(most)
    )


def _code(report: Report, file: str, line: int) -> str:
    """The student's own line, where a file of one cell has it."""
    for source in _sources(report):
        if source.name == file and len(source.cells) == 1:
            written = source.cells[0].splitlines()
            return one_line(written[line - 1].strip()) if 0 < line <= len(written) else ""
    return ""


def _grounds(final: Final | None, languages: Sequence[str]) -> Iterator[tuple[Text, float, float]]:
    """The chain from what the checks found to the total, where it has more than that one link."""
    if final is None or len(final.grounds) < 2:  # noqa: PLR2004 - the sum alone explains itself
        return
    for ground in final.grounds:
        yield {language: because(ground, language) for language in languages}, ground.points, ground.out_of


def _by_module(sections: Iterable[Section]) -> Mapping[str, list[Section]]:
    modules: dict[str, list[Section]] = {}
    for section in sections:
        modules.setdefault(section.module, []).append(section)
    return modules


def _first(sections: Iterable[Section]) -> tuple[Section, Finding] | None:
    """The first thing that is wrong: where to begin."""
    return next(
        (
            (section, finding)
            for section in sections
            for finding in section.findings
            if finding.outcome is Outcome.FAILED
        ),
        None,
    )


def _faults(report: Report, languages: Sequence[str]) -> list[tuple[Text, Text]]:
    faults = report.recording.faults if report.recording else ()
    return [
        (
            {language: where(fault.file, fault.line, language) for language in languages},
            texts("kind.raised", languages, error=one_line(f"{fault.type}: {fault.message}".rstrip(": ")).rstrip(".")),
        )
        for fault in faults
    ]


def _files(report: Report, languages: Sequence[str]) -> list[tuple[str, Text]]:
    files = report.submission.files if report.submission else ()
    return [(file.path, {language: told(file, language) for language in languages}) for file in files]


def _isolation(report: Report, languages: Sequence[str]) -> Text:
    """How the student's code was confined, in words; a level without words is shown by its name."""
    level = report.provenance.isolation
    return {language: say_or(f"isolation.{level}", language, otherwise=one_line(level)) for language in languages}


def _sources(report: Report) -> Sequence[Source]:
    return report.submission.sources if report.submission else ()
