"""One report and its pictures → the page a student reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.model import LANGUAGES, Grade, Mark, Status, Student, Text
from autograder.report.grades import first_wrong, out_of
from autograder.report.messages.catalog import say_or
from autograder.report.messages.sentences import AssignmentIndex, adjustment, fate, where
from autograder.report.pages.news import news_items
from autograder.report.pages.page import render, texts
from autograder.report.pages.sections import NOTHING_DECIDED, Decisions, ShownCheck, ShownExercise, sections, sources
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from autograder.model import Final
    from autograder.report.plots.drawing import Drawn


PRINTED_SHOWN = 4000


def student_page(
    report: Grade,
    week: AssignmentIndex,
    *,
    drawn: Sequence[Drawn] = (),
    student: Student | None = None,
    decided: Decisions = NOTHING_DECIDED,
    languages: Sequence[str] = LANGUAGES,
) -> bytes:
    """The page as bytes; the same report gives the same bytes."""
    graded = decided.final or report
    shown = tuple(sections(report, week, drawn, decided, languages))
    return render(
        "student.html.j2",
        languages,
        report=report,
        assignment=week.assignment,
        student=student or Student(report.student),
        status=graded.status,
        total=graded.points,
        out_of=out_of(graded, week.assignment),
        adjustments=list(_adjustments(decided.final, languages)),
        news=news_items(decided.news, week, languages),
        sections=shown if report.status is not Status.MISSING else (),
        modules=_by_module(shown),
        first=_first(shown, first_wrong(graded, week)),
        faults=_faults(report, languages),
        printed=report.recording.printed[:PRINTED_SHOWN] if report.recording else "",
        printed_cut=PRINTED_SHOWN if report.recording and len(report.recording.printed) > PRINTED_SHOWN else 0,
        files=_files(report, languages),
        isolation=_isolation(report, languages),
        aside=[(source.name, part) for source in sources(report) for part in source.aside],
    )


def _adjustments(final: Final | None, languages: Sequence[str]) -> Iterator[tuple[Text, float, float]]:
    """The chain from what the checks found to the total, where it has more than that one link."""
    if final is None or len(final.adjustments) < 2:  # noqa: PLR2004 - the sum alone explains itself
        return
    for link in final.adjustments:
        yield {language: adjustment(link, language) for language in languages}, link.points, link.out_of


def _by_module(shown: Iterable[ShownExercise]) -> Mapping[str, list[ShownExercise]]:
    modules: dict[str, list[ShownExercise]] = {}
    for section in shown:
        modules.setdefault(section.module, []).append(section)
    return modules


def _first(shown: Iterable[ShownExercise], begin: Mark | None) -> tuple[ShownExercise, ShownCheck] | None:
    """Where to begin, as the page shows it."""
    name = begin.verdict.check if begin else None
    return next(((section, one) for section in shown for one in section.findings if one.check == name), None)


def _faults(report: Grade, languages: Sequence[str]) -> list[tuple[Text, Text]]:
    faults = report.recording.faults if report.recording else ()
    return [
        (
            {language: where(fault.file, fault.line, language) for language in languages},
            texts("kind.raised", languages, error=one_line(f"{fault.type}: {fault.message}".rstrip(": ")).rstrip(".")),
        )
        for fault in faults
    ]


def _files(report: Grade, languages: Sequence[str]) -> list[tuple[str, Text]]:
    files = report.submission.files if report.submission else ()
    return [(file.path, {language: fate(file, language) for language in languages}) for file in files]


def _isolation(report: Grade, languages: Sequence[str]) -> Text:
    """How the student's code was confined, in words; a level without words is shown by its name."""
    level = report.provenance.isolation
    return {language: say_or(f"isolation.{level}", language, otherwise=one_line(level)) for language in languages}
