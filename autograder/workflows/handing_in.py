"""A record and the clock → what a hand-in made now replaces, and costs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from autograder.grading.late import how_late
from autograder.model import Final, Lateness, LmsLateness, Status
from autograder.submissions.names import is_archive, is_source, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from autograder.model import Assignment, Grade, Upload
    from autograder.store.store import Store
    from autograder.store.uploads import Uploads

_DOWNLOADED_AGAIN = re.compile(r"\s*\(\d{1,3}\)$")


@dataclass(frozen=True, slots=True)
class Replaced:
    """Work that a hand-in made now takes the place of.

    `final`: its worth, None where it is not graded. `names`: its files, as far as names tell. `lateness`: of what comes now;
    `share`: of the points earned that this leaves.
    """

    final: Final | None
    names: tuple[str, ...]
    lateness: Lateness
    share: float

    @property
    def anything(self) -> bool:
        """True where there is work to lose."""
        return self.final is not None or bool(self.names)


def replaced(
    store: Store, attempts: Sequence[Upload], assignment: Assignment, student: str, *, now: datetime
) -> Replaced:
    """The work that counts now, and how late one is that comes now.

    `attempts`: the newest first.
    """
    found = store.final_of(assignment.week, student)
    grade, final = found if found and found[0].status is not Status.MISSING else (None, None)
    circumstances = store.circumstances_of(assignment.week, student)
    then = replace(circumstances, received=now, lms_mark=LmsLateness.NONE)
    lateness = how_late(then, due=assignment.due, late=assignment.late)
    share = 0.0 if lateness.cut_off else max(0.0, 1.0 - assignment.late.per_day * lateness.charged)
    return Replaced(final, _names(grade, attempts), lateness, share)


def held(store: Store, attempts: Sequence[Upload], week: str, student: str) -> tuple[str, ...]:
    """Names of the files that the last work held, as far as they are known."""
    return _names(store.grade_of(week, student), attempts)


def lacking(held: Iterable[str], sent: Iterable[str]) -> tuple[str, ...]:
    """Names that were there and are not sent now.

    A browser's ` (1)` makes no difference; nobody here knows what an archive holds.
    """
    names = tuple(sent)
    known = {_plain(name) for name in names}
    return () if any(map(is_archive, names)) else tuple(name for name in held if _plain(name) not in known)


def nothing_gradable(sent: Iterable[str]) -> bool:
    """True where no name is that of code, or of an archive that may hold some."""
    return not any(is_source(name) or is_archive(name) for name in sent)


def came_by_folder(grade: Grade, attempts: Iterable[Upload]) -> bool:
    """True for work that no upload brought."""
    work = grade.submission
    return work is not None and all(each.at != work.received for each in attempts)


def graded_as(uploads: Uploads, attempts: Sequence[Upload], upload: Upload) -> Grade | None:
    """The grade that was made of an upload; None before it is graded.

    The same files that came twice are one work on record, and so is the same code that came again: its grade stood already.
    """
    same = [each.at for each in attempts if each.files == upload.files]
    return uploads.grade_of_work(upload.week, upload.student, same, until=upload.at)


def _names(grade: Grade | None, attempts: Sequence[Upload]) -> tuple[str, ...]:
    """Names of the last work's files: as they were read, or else as they were sent."""
    work, last = grade.submission if grade else None, attempts[0] if attempts else None
    if last is None or (work and work.received == last.at):
        read = [PurePosixPath(source.name).name for source in work.sources] if work else []
        return tuple(dict.fromkeys(read))
    return tuple(file.name for file in last.files if is_source(file.name))


def _plain(name: str) -> tuple[str, bool]:
    """A name without what a browser adds to it, and whether it is a notebook's."""
    return _DOWNLOADED_AGAIN.sub("", stem(name)).casefold(), ".ipynb" in name.casefold()
