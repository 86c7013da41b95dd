"""One grade and its pictures → the page a student reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from autograder.lint.syntax import meant
from autograder.model import (
    LANGUAGES,
    AdjustmentKind,
    Difference,
    Fate,
    Fault,
    Grade,
    Kind,
    Mark,
    Reason,
    Received,
    Status,
    Student,
    Text,
)
from autograder.report.grades import first_wrong, out_of
from autograder.report.messages.advice import advice_code, cell_text, found
from autograder.report.messages.catalog import number, say, say_or
from autograder.report.messages.events import adjustment, fate, why_left_out
from autograder.report.messages.sentences import AssignmentIndex, where
from autograder.report.pages.code import CodeLine, begins, excerpt
from autograder.report.pages.news import news_items
from autograder.report.pages.page import render, texts
from autograder.report.pages.sections import (
    NOTHING_DECIDED,
    Decisions,
    Place,
    ShownCheck,
    ShownExercise,
    is_unread,
    sections,
    sources,
)
from autograder.text import one_line, without_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from autograder.model import Adjustment, Final
    from autograder.report.plots.drawing import Drawn

PRINTED_SHOWN = 4000
_SYNTAX = frozenset({"SyntaxError", "IndentationError", "TabError"})
_OWN_PLACE = re.compile(r" \([^()]*, line \d+\)$")
"""Python's own words for a syntax error's place, which is told apart."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is not Python, and the exercises it hides."""

    place: Text
    error: str
    hint: Text
    code: tuple[CodeLine, ...]
    explains: tuple[ShownExercise, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the week.

    The exercises to look at, those not begun, and those that are right.
    """

    name: str
    points: float
    out_of: float
    wrong: tuple[ShownExercise, ...]
    unread: tuple[ShownExercise, ...]
    untouched: tuple[ShownExercise, ...]
    right: tuple[ShownExercise, ...]


def student_page(
    grade: Grade,
    week: AssignmentIndex,
    *,
    drawn: Sequence[Drawn] = (),
    student: Student | None = None,
    decided: Decisions = NOTHING_DECIDED,
    languages: Sequence[str] = LANGUAGES,
    template: str = "student.html.j2",
    layout: str = "base.html.j2",
    extra: Mapping[str, object] = MappingProxyType({}),
) -> bytes:
    """The page as bytes; the same grade gives the same bytes.

    `template`: the portal's, which has something around it; `extra`: what that needs besides. `layout` "part.html.j2":
    the findings alone, for a page that has them among other things.
    """
    graded = decided.final or grade
    shown = () if not grade.marks else tuple(sections(grade, week, drawn, decided, languages))
    broken = tuple(_broken(grade, shown, languages))
    explained = {exercise.name for each in broken for exercise in each.explains}
    first = _first(shown, first_wrong(graded, week)) if not broken else None
    printed = without_folders(grade.recording.printed) if grade.recording else ""
    return render(
        template,
        languages,
        layout=layout,
        served=bool(extra),
        grade=grade,
        assignment=week.assignment,
        student=student or Student(grade.student),
        status=graded.status,
        total=graded.points,
        nothing_read=graded.status in {Status.UNREAD, Status.UNOWNED} and all(map(is_unread, grade.marks)),
        unread=_unread(grade, graded.status, languages),
        out_of=out_of(graded, week.assignment),
        adjustments=list(_adjustments(decided.final, languages)),
        comments=_comments(decided.final),
        news=news_items(decided.news, week, languages),
        modules=tuple(_modules(exercise for exercise in shown if exercise.name not in explained)),
        broken=broken,
        first=first,
        faults=list(_faults(grade, languages)),
        printed=printed[:PRINTED_SHOWN],
        printed_cut=PRINTED_SHOWN if len(printed) > PRINTED_SHOWN else 0,
        files=_files(grade, languages),
        isolation=_isolation(grade, languages),
        aside=[(source.name, part) for source in sources(grade) for part in source.aside],
        **extra,
    )


def _adjustments(final: Final | None, languages: Sequence[str]) -> Iterator[tuple[Text, Text]]:
    """The chain from findings to total, each link with what it changed.

    Nothing, where it says no more than the total.
    """
    said = [link for link in final.adjustments if link.kind is not AdjustmentKind.COMMENT] if final else []
    if all(link.kind in {AdjustmentKind.EARNED, AdjustmentKind.RECEIVED} for link in said):
        return
    before: Adjustment | None = None
    for _, same in groupby(said, key=lambda link: (link.kind, link.points, link.out_of, link.decision)):
        links = tuple(same)
        times = f" ({len(links)})" if len(links) > 1 else ""
        free = before is not None and before.points == links[0].points
        words = {language: adjustment(links[0], language, free=free) + times for language in languages}
        yield words, {language: effect(before, links[0], language) for language in languages}
        before = links[-1]
    if final and said[-1].kind is not AdjustmentKind.EXCUSED and len({link.points for link in said}) > 1:
        yield texts("page.what_is_left", languages), dict.fromkeys(languages, _of(said[-1]))


_NO_STEP = frozenset(
    {
        AdjustmentKind.LATENESS_UNKNOWN,
        AdjustmentKind.UNGRADED,
        AdjustmentKind.UNREAD,
        AdjustmentKind.UNOWNED,
        AdjustmentKind.MISSING,
        AdjustmentKind.EXCUSED,
        AdjustmentKind.ORPHANED,
    }
)
"""Links that say something of the week and take nothing from the sum."""


def effect(before: Adjustment | None, link: Adjustment, language: str) -> str:
    """The change by a link of the chain: what was earned, a difference, or none."""
    if before is None:
        return _of(link) if link.out_of else "–"
    if link.kind in _NO_STEP:
        return "–"
    difference = round(link.points - before.points, 6)
    if not difference:
        return say("page.no_step" if link.kind is AdjustmentKind.MANUAL else "page.no_deduction", language)
    return f"{'+' if difference > 0 else '−'}{number(abs(difference))}"


def _of(link: Adjustment) -> str:
    return f"{number(link.points)} / {number(link.out_of)}"


def _comments(final: Final | None) -> Sequence[tuple[str, str]]:
    """Comments on the week as a whole, each with who wrote it."""
    made = [link.decision for link in final.adjustments if link.kind is AdjustmentKind.COMMENT] if final else []
    return [(one.text, one.signed.by) for one in made if one and not one.subject]


def _modules(shown: Iterable[ShownExercise]) -> Iterator[Module]:
    by_module: dict[str, list[ShownExercise]] = {}
    for exercise in shown:
        by_module.setdefault(exercise.module, []).append(exercise)
    for name, exercises in by_module.items():
        by_place = {place: tuple(each for each in exercises if each.place is place) for place in Place}
        yield Module(
            name,
            points=round(sum(exercise.points for exercise in exercises), 6),
            out_of=round(sum(exercise.out_of for exercise in exercises), 6),
            wrong=by_place[Place.WRONG],
            unread=by_place[Place.UNREAD],
            untouched=by_place[Place.UNTOUCHED],
            right=by_place[Place.RIGHT],
        )


def _broken(grade: Grade, shown: Sequence[ShownExercise], languages: Sequence[str]) -> Iterator[Broken]:
    """Lines that are not Python, each with the exercises begun around it."""
    taken: set[str] = set()
    for fault in _faults_of(grade, syntax=True):
        text = cell_text(sources(grade), fault.file)
        finding = meant(text, Difference(Kind.RAISED, got=fault.type, note=fault.message, line=fault.line))
        line = finding.line if finding else fault.line
        explains = tuple(
            exercise
            for exercise in shown
            if exercise.state in {"absent", "unread"}
            and exercise.name not in taken
            and begins(text, exercise.name)
            and not any(check.comments or check.by for check in exercise.checks)
        )
        taken |= {exercise.name for exercise in explains}
        yield Broken(
            place={language: where(fault.file, line, language) for language in languages},
            error=_OWN_PLACE.sub("", _error(fault)),
            hint={
                language: found(finding, language)
                if finding
                else say(f"advice.{advice_code(fault.type, fault.message)}", language)
                for language in languages
            },
            code=excerpt(sources(grade), fault.file, line),
            explains=explains,
        )


def _first(shown: Iterable[ShownExercise], begin: Mark | None) -> tuple[ShownExercise, ShownCheck] | None:
    """The check to begin with, as the page shows it."""
    name = begin.verdict.check if begin else None
    return next(
        (
            (exercise, check)
            for exercise in shown
            for row in exercise.checks
            for check in (row, *row.same)
            if check.check == name
        ),
        None,
    )


def _faults(grade: Grade, languages: Sequence[str]) -> Iterator[tuple[Text, Text]]:
    """Errors while the files were loaded, but for those that stand on top."""
    for fault in _faults_of(grade, syntax=False):
        place = {language: where(fault.file, fault.line, language) for language in languages}
        yield place, texts(f"kind.{Kind.RAISED}", languages, error=_error(fault).rstrip("."))


def _faults_of(grade: Grade, *, syntax: bool) -> Sequence[Fault]:
    faults = grade.recording.faults if grade.recording else ()
    return [fault for fault in faults if (fault.type in _SYNTAX) is syntax]


def _error(fault: Fault) -> str:
    return one_line(without_folders(f"{fault.type}: {fault.message}".rstrip(": ")))


def _files(grade: Grade, languages: Sequence[str]) -> list[tuple[str, Text]]:
    """The files by the names that the student gave them.

    The folders around them all are the grader's.
    """
    files = grade.submission.files if grade.submission else ()
    names = _without_common_folder([file.path for file in files])
    called = {file.path: name for name, file in zip(names, files, strict=True)}
    return [(called[file.path], {language: _fate(file, called, language) for language in languages}) for file in files]


def _fate(file: Received, called: Mapping[str, str], language: str) -> str:
    """A file's fate, and the file that counts instead."""
    instead = called.get(file.detail)
    return f"{fate(file, language)} ({one_line(instead)})" if instead else fate(file, language)


_SENTENCES: Mapping[str, str] = {Reason.OTHER_WEEK: "page.other_week", Reason.TEXT_CELLS: "page.text_cells"}
"""Of files that were read, and hold nothing of this week or not all of it."""


def _unread(grade: Grade, status: Status, languages: Sequence[str]) -> list[Text]:
    """A sentence a file that could not be read, as long as its checks wait for that.

    Where no file came that is one of code, all that came.
    """
    if not (status.needs_person and any(map(is_unread, grade.marks))):
        return []
    files = grade.submission.files if grade.submission else ()
    named = list(zip(_without_common_folder([file.path for file in files]), files, strict=True))
    strange = [each for each in named if each[1].fate is Fate.TAKEN and each[1].reason in _SENTENCES]
    unread = [each for each in named if each[1].fate is Fate.UNREADABLE] or strange or named
    return [
        {
            language: say(
                _SENTENCES.get(file.reason, "page.unread_file") if file.fate is Fate.TAKEN else "page.unread_file",
                language,
                name=one_line(name),
                why=why_left_out(file, language) or fate(file, language),
            )
            for language in languages
        }
        for name, file in unread
    ]


def _without_common_folder(paths: Sequence[str]) -> list[str]:
    parts = [PurePosixPath(path.replace("!/", "/").replace("\\", "/")).parts for path in paths]
    shared = 0
    while parts and all(len(each) > shared + 1 and each[shared] == parts[0][shared] for each in parts):
        shared += 1
    return ["/".join(each[shared:]) for each in parts]


def _isolation(grade: Grade, languages: Sequence[str]) -> Text:
    """The confinement of the student's code in words.

    A level without words is shown by its name.
    """
    level = grade.provenance.isolation
    return {language: say_or(f"isolation.{level}", language, otherwise=one_line(level)) for language in languages}
