"""A grade on record → the page its student reads, drawn without the solution.

Pictures are those that the grader kept.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from autograder.changes.moves import PublishedMarks
from autograder.decoding import msgpack_decoder
from autograder.files import digest
from autograder.grading.final import final as worth
from autograder.grading.redaction import without_expected
from autograder.model import DecisionKind
from autograder.report.messages.sentences import by_name
from autograder.report.pages.student_page import student_page
from autograder.report.plots import Drawn
from autograder.workflows.explain import standing
from autograder.workflows.feedback import decided
from autograder.workflows.opening import week_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from autograder.model import Assignment, Circumstances, Grade, Signed, Student
    from autograder.store.store import Store
    from autograder.store.uploads import Uploads


def page_on_record(
    store: Store,
    uploads: Uploads,
    assignment: Assignment,
    student: Student,
    *,
    template: str = "student.html.j2",
    layout: str = "base.html.j2",
    languages: Sequence[str],
    extra: Mapping[str, object] = MappingProxyType({}),
    expected: bool = True,
    known_as: str = "",
    staff_as: str = "",
    earlier: Grade | None = None,
) -> bytes:
    """The page of a student's grade, decisions and news with it.

    Raises RecordError where there is no grade. Not `expected`: without right values and pictures, which show them.
    `known_as`: instead of name and id, and without the names of files. `staff_as`: instead of the names of who decided.
    `earlier`: a grade with its tapes that no longer counts, as it was; decisions are about the one that does.
    """
    circumstances = store.circumstances_of(assignment.week, student.id)
    if earlier:
        grade, circumstances, published = earlier, _as_it_was(circumstances, earlier), PublishedMarks()
        version, recording = store.version(assignment.week), earlier.recording
        final = worth(grade, circumstances, due=version.due, late=version.late)
    else:
        grade, final = standing(store, assignment.week, student.id)
        published, recording = store.published(assignment.week), store.tapes(assignment.week, student.id)
    graded = week_in_force(assignment, store).assignment
    packed = uploads.drawings_of(digest(grade.provenance))
    taped = replace(grade, recording=recording)
    if staff_as:
        version, circumstances = store.version(assignment.week), unsigned(circumstances, staff_as)
        final = worth(grade, circumstances, due=version.due, late=version.late)
    if not expected:
        printed = recording and replace(recording, tapes=())
        taped, packed = replace(without_expected(grade), recording=printed), None
        final = replace(final, marks=without_expected(replace(grade, marks=final.marks)).marks)
    told = decided(final, circumstances, published)
    if staff_as:
        told = replace(told, news=[replace(one, reasons=_unsigned(one.reasons, staff_as)) for one in told.news])
    if known_as:
        work = taped.submission and replace(taped.submission, files=())
        taped, student = replace(taped, student=known_as, submission=work), replace(student, id=known_as, name="")
    return student_page(
        taped,
        by_name(graded),
        drawn=msgpack_decoder(list[Drawn]).decode(packed) if packed else (),
        student=student,
        decided=told,
        languages=languages,
        template=template,
        layout=layout,
        extra=extra,
    )


def _as_it_was(circumstances: Circumstances, grade: Grade) -> Circumstances:
    """The circumstances of an earlier attempt: when it came, and until when it could."""
    kept = tuple(each for each in circumstances.decisions if each.kind is DecisionKind.EXTENSION)
    came = grade.submission.received if grade.submission else None
    return replace(circumstances, received=came, decisions=kept)


def unsigned(circumstances: Circumstances, by: str) -> Circumstances:
    """The same decisions, all made by one name."""
    made = (replace(each, signed=replace(each.signed, by=by)) for each in circumstances.decisions)
    return replace(circumstances, decisions=tuple(made))


def _unsigned(reasons: Iterable[Signed], by: str) -> tuple[Signed, ...]:
    return tuple(replace(each, by=by) for each in reasons)
