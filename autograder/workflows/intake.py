"""Files of this run and of earlier ones → all that is known of a week's files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.grading.marking import something_unread
from autograder.model import Fate, Grade, Intake, Reason, Received, Submission
from autograder.submissions.owners import decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from autograder import submissions
    from autograder.model import Student


def with_earlier(
    before: Intake | None,
    collection: submissions.Collection,
    students: tuple[Student, ...],
    settled: Mapping[str, str],
    week: str,
) -> Intake:
    """Roster and files of the week so far: this run may bring one file, and no roster.

    A file is gone that is no longer where this run looked.
    """
    earlier = {file.path: file for file in (before.files if before else ()) if not _looked_at(file, collection)}
    files = {path: _as_settled(file, settled) for path, file in earlier.items()}
    files |= {file.path: file for file in collection.files}
    return Intake(week, students or (before.students if before else None), tuple(files.values()))


def unowned(intake: Intake, settled: Mapping[str, str]) -> Iterator[Received]:
    """Files of a week that belong to no student, by what was settled since."""
    yield from (_as_settled(file, settled) for file in intake.files if not file.student)


def waiting_elsewhere(
    files: Iterable[Received], collection: submissions.Collection, grades: Iterable[Grade]
) -> Iterator[Received]:
    """Files that were not in this run, of nobody or of work that stands."""
    here = {file.path for file in collection.files}
    yield from (file for file in files if file.path not in here and not file.student and file.fate in _OPEN)
    for grade in grades:
        yield from (file for file in (grade.submission.files if grade.submission else ()) if file.path not in here)


def given_away(grade: Grade, files: Iterable[Received]) -> bool:
    """True where a file that a grade was made from is now someone else's, or nobody's."""
    work = grade.submission
    if work is None:
        return False
    owners = {file.path: file.student for file in files}
    counted = (file for file in work.files if file.fate in {Fate.TAKEN, Fate.UNREADABLE} or not work.sources)
    return any(owners.get(file.path, grade.student) != grade.student for file in counted)


def same_circumstances(before: Submission | None, work: Submission) -> bool:
    """Tell that nothing new is known of a work: its time, and what is unread."""
    if before is None:
        return False
    told = work.received is not None and before.received is None
    marked = work.lms_mark and before.received is None and work.lms_mark is not before.lms_mark
    return not told and not marked and something_unread(before) is something_unread(work)


def told_earlier(work: Submission, before: Submission | None) -> Submission:
    """A work with the time that an earlier run learnt of, where this one tells none."""
    if before is None or work.received or work.lms_mark:
        return work
    return replace(work, received=before.received, lms_mark=before.lms_mark)


_OPEN = frozenset({Fate.UNMATCHED, Fate.UNREADABLE})


def _looked_at(file: Received, collection: submissions.Collection) -> bool:
    return any(file.path == root or file.path.startswith(f"{root}/") for root in collection.roots)


def _as_settled(file: Received, settled: Mapping[str, str]) -> Received:
    """An earlier file of no owner, once a person has said whose it is."""
    said = decision(file.path, settled) if not file.student and file.fate in _OPEN else None
    if said is None:
        return file
    if not said[1]:
        return replace(file, fate=Fate.IGNORED, reason=Reason.SET_ASIDE, detail="", likely="")
    owners = said[1].split(",")
    return replace(file, fate=Fate.UNMATCHED, reason=Reason.SETTLED, detail=", ".join(owners), likely=owners[0])
