"""A class written down as each LMS hands it over: path → content, with whose every file is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from autograder.model import Student
from tests.submissions.received import zipped

STAMP = "2024-09-13"


@dataclass(frozen=True)
class HandedIn:
    """What one student handed in: files as the student named them; `team` hand in with them, in systems that have groups."""

    student: Student
    files: Mapping[str, bytes | str]
    late: bool = False


Door = Callable[[Sequence[HandedIn]], dict[str, tuple[Student, bytes | str]]]


def number(one: Student) -> int:
    """The LMS's own number of a student."""
    return 48000 + int(one.id[-3:])


def sortable(name: str) -> str:
    """A name as Canvas writes it: in lower case, without blanks and signs."""
    return re.sub(r"\W", "", name).lower()


def canvas(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """One file an attachment, flat."""
    return {
        f"{sortable(one.student.name)}{'_LATE' * one.late}_{number(one.student)}_{i}{at}_{name.replace('/', '_')}": (
            one.student,
            content,
        )
        for i, one in enumerate(handed_in, 1000)
        for at, (name, content) in enumerate(_packed(one).items())
    }


def moodle(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """A folder a participant."""
    return {
        f"{one.student.name}_{number(one.student)}_assignsubmission_file/{name}": (one.student, content)
        for one in handed_in
        for name, content in one.files.items()
    }


def moodle_flat(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """A prefix a participant."""
    return {
        f"{one.student.name}_{number(one.student)}_assignsubmission_file_{name}": (one.student, content)
        for one in handed_in
        for name, content in _packed(one).items()
    }


def blackboard(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """Attempts with a receipt each."""
    files: dict[str, tuple[Student, bytes | str]] = {}
    for one in handed_in:
        base = f"HW_4_{_login(one.student)}_attempt_{STAMP}-10-00-00"
        receipt = f"Name: {one.student.name} ({_login(one.student)})\nAssignment: HW 4\nFiles:\n"
        for name, content in _packed(one).items():
            files[f"{base}_{name}"] = (one.student, content)
            receipt += f"\tOriginal filename: {name}\n\tFilename: {base}_{name}\n"
        files[f"{base}.txt"] = (one.student, receipt)
    return files


def blackboard_ko(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """Files under the system's own names, which only the receipts know."""
    files: dict[str, tuple[Student, bytes | str]] = {}
    for i, one in enumerate(handed_in):
        base = f"과제4_u{i}x_attempt_{STAMP}-10-00-00"
        receipt = f"이름: 01분반.{one.student.name}({one.student.id})\n과제: 과제4\n제출 필드:\n파일:\n"
        for at, (name, content) in enumerate(_packed(one).items()):
            stored = f"{base}_{at}.{name.rpartition('.')[2]}"
            files[stored] = (one.student, content)
            receipt += f"\t원래 파일명: {name}\n\t파일명: {stored}\n"
        files[f"{base}.txt"] = (one.student, receipt)
    return files


def gradescope(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """A folder a submission, and the metadata."""
    files = {
        f"assignment_77_export/submission_{i}/{name}": (one.student, content)
        for i, one in enumerate(handed_in, 500)
        for name, content in one.files.items()
    }
    entries = "".join(
        f"submission_{i}:\n  :submitters:\n  - :name: {one.student.name}\n    :sid: '{one.student.id}'\n"
        f"    :email: {one.student.email}\n  :created_at: {STAMP} 01:00:00 Z\n"
        for i, one in enumerate(handed_in, 500)
    )
    return files | {"assignment_77_export/submission_metadata.yml": (Student(""), entries)}


def nbgrader(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """The exchange's folder."""
    return {
        f"inbound/{one.student.id}+week04+{STAMP} 03:00:00.1 UTC+r/{name}": (one.student, content)
        for one in handed_in
        for name, content in one.files.items()
    }


def github(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """A repository a student."""
    return {
        f"week04-submissions/week04-{one.student.more['github']}/{name}": (one.student, content)
        for one in handed_in
        for name, content in {**one.files, ".git/HEAD": ""}.items()
    }


def folders(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """A folder a student, by id."""
    return {
        f"{one.student.id}/{name}": (one.student, content) for one in handed_in for name, content in one.files.items()
    }


def archives(handed_in: Sequence[HandedIn]) -> dict[str, tuple[Student, bytes | str]]:
    """An archive a student, by the custom of a Korean course."""
    return {f"{one.student.name}({one.student.id}).zip": (one.student, zipped(one.files)) for one in handed_in}


DOORS: Mapping[str, Door] = {
    door.__name__: door
    for door in (
        *(canvas, moodle, moodle_flat, blackboard, blackboard_ko, gradescope, nbgrader, github, folders, archives),
    )
}


def _packed(one: HandedIn) -> Mapping[str, bytes | str]:
    """Files as a system takes them that knows no folders: as they are, or else in one archive."""
    return one.files if not any("/" in name for name in one.files) else {"hw.zip": zipped(one.files)}


def _login(student: Student) -> str:
    return student.email.partition("@")[0]
