"""A student, file or exercise as typed → the one on record.

Or a refusal that names the nearest.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from autograder.errors import RecordError
from autograder.model import CourseRole, Fate
from autograder.store.members import Members
from autograder.submissions.names import account, canonical
from autograder.submissions.owners import decision
from autograder.submissions.register import name_forms, register
from autograder.text import near_it, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from autograder.model import Student
    from autograder.store.store import Store

_MOST_SHOWN = 5


def enrolled(store: Store, week: str) -> tuple[Student, ...]:
    """The roster that a week was last graded with.

    Before that, those of the other weeks; without any, the students of the portal. Empty where nobody is known.
    """
    there = store.intake(week)
    if there is not None and there.students:
        return there.students
    listed = (student for intake in store.intakes() for student in intake.students or ()) if there is None else ()
    return tuple({student.id: student for student in listed}.values()) or of_portal(store)


def of_portal(store: Store) -> tuple[Student, ...]:
    """The students who may sign in to the portal."""
    return tuple(each.as_student for each in Members(store).members() if each.role is CourseRole.STUDENT)


def in_section(students: Sequence[Student], section: str) -> tuple[Student, ...]:
    """The students of a section, by any column of the roster that tells it.

    Raises RecordError for a section that nobody is in.
    """
    by_section: defaultdict[str, list[Student]] = defaultdict(list)
    for student in students:
        for told in student.sections:
            by_section[told].append(student)
    if found := by_section.get(section):
        return tuple(found)
    known = sorted(by_section)
    there = f"There are {', '.join(known)}." if known else "The roster has no column of sections."
    raise RecordError(f"Nobody on the roster is in section {section!r}.{near_it(section, known)} {there}")


def student_on_record(store: Store, week: str, said: str) -> str:
    """The id of a student by id, login, e-mail or whole name.

    Raises RecordError for somebody who is on no roster and has no grade. Where there is no roster at all, anybody may be
    meant: an id is taken as it is written.
    """
    graded, listed = store.students(week), enrolled(store, week)
    known = {student.id.casefold(): student.id for student in listed} | {one.casefold(): one for one in graded}
    if found := known.get(canonical(said).strip().casefold()):
        return found
    everybody = register(listed)
    fitting = sorted(everybody.logins.get(said.strip().casefold(), frozenset()) | _called(said, listed))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise RecordError(f"{said!r} may be {_listed(fitting)} of {week}. Name the student by id.")
    if not listed:
        return said
    raise RecordError(f"{week} knows no student {said!r}: nobody on its roster is called so.{_near(said, listed)}")


def path_on_record(store: Store, week: str, said: str) -> str:
    """A path as received, or the folder, archive or LMS's account of one.

    Raises RecordError for one at which nothing came.

    Before a week is graded nobody knows its files, and any path is taken.
    """
    path, intake = canonical(said).removeprefix("./").rstrip("/"), store.intake(week)
    if intake is None:
        return path
    known = _with_folders(file.path for file in intake.files)
    if path not in known:
        raise RecordError(
            f"Nothing came at {path!r} when {week} was last graded.{near_it(path, known)} "
            "reconciliation.csv lists every path; a new file is settled after it is graded."
        )
    return path


def refuse_several(store: Store, week: str, path: str, owners: Collection[str]) -> None:
    """Raise RecordError for a folder in which others' work lies, of several students.

    What was settled already is nobody's own.
    """
    intake, settled = store.intake(week), store.settled(week)
    inside = [file for file in (intake.files if intake else ()) if file.path.startswith(f"{path}/")]
    own = (file for file in inside if file.fate is not Fate.IGNORED and decision(file.path, settled) is None)
    whose = sorted({file.student for file in own if file.student})
    if len(whose) > 1 and not set(whose) <= set(owners):
        raise RecordError(
            f"In {path!r} lies the work of {len(whose)} students: {_listed(whose)}. Settle a file or a folder of one."
        )


def zone_on_record(store: Store, week: str) -> str:
    """The zone that a week's times are told in; "" before it is graded."""
    try:
        return store.version(week).late.zone
    except RecordError:
        return ""


def exercise_on_record(store: Store, week: str, said: str) -> str:
    """An exercise of a week as it was graded.

    Raises RecordError for one that is not there.
    """
    names = sorted({check.exercise for check in store.version(week).checks})
    if said not in names:
        raise RecordError(f"{week} has no exercise {said}.{near_it(said, names)} It has {', '.join(names)}.")
    return said


def _called(said: str, listed: Sequence[Student]) -> frozenset[str]:
    """Students whose whole name this is, in any order of its words."""
    forms = name_forms(said)
    return frozenset(student.id for student in listed if forms & name_forms(student.name))


def _near(said: str, listed: Sequence[Student]) -> str:
    """Students with it in their name, or whose id or name is most like it."""
    by_word = {word: student for student in listed for word in (student.id, student.name) if word}
    part = canonical(said).strip().casefold()
    found = {one.id: one for one in listed if part and part in canonical(one.name).casefold().replace(",", " ").split()}
    found |= {by_word[word].id: by_word[word] for word in nearest(said, by_word, most=_MOST_SHOWN)}
    letters = {unicodedata.normalize("NFD", one.name): one for one in listed if one.name}
    spelt = unicodedata.normalize("NFD", canonical(said).strip())
    found |= {letters[word].id: letters[word] for word in nearest(spelt, letters, most=_MOST_SHOWN)}
    shown = ", ".join(f"{one.id} ({one.name})" if one.name else one.id for one in list(found.values())[:3])
    return f" Near it: {shown}." if shown else f" The roster has {len(listed)} students; check the id."


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_MOST_SHOWN]) + (" …" if len(ids) > _MOST_SHOWN else "")


def _with_folders(paths: Iterable[str]) -> list[str]:
    """Every path, folder and archive above one, and account of a flat export."""
    found: dict[str, None] = {}
    for path in paths:
        parts = path.rstrip("/").split("/")
        found |= dict.fromkeys("/".join(parts[:end]) for end in range(1, len(parts) + 1))
        found |= dict.fromkeys(filter(None, [account(path)]))
    return list(found)
