"""Files of a class → what is good to know of them: which copy counted, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from autograder.grading.marking import UNREAD, may_hide_code
from autograder.model import Fate, Reason, Received, Text
from autograder.report.messages.catalog import say
from autograder.report.pages.ownerless import of_file, quoted, settling
from autograder.report.pages.person import Person
from autograder.text import one_line

if TYPE_CHECKING:
    from autograder.report.pages.class_report import ClassReport

_RULES = frozenset(
    {
        Reason.AT_HOME,
        Reason.NEWER_ATTEMPT,
        Reason.NEWER_FILE,
        Reason.LATER_COPY,
        Reason.OUTER_FOLDER,
        Reason.FEWER_GAPS,
        Reason.LAST_BY_NAME,
        Reason.AFTER_DUE,
        Reason.SEVERAL_ATTEMPTS,
    }
)
"""Reasons why another file counts, which their detail names."""
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Note:
    """A line on a student's files.

    `kind` is what it shares with the like of other students; `command` makes it otherwise.
    """

    person: Person | None
    words: Text
    kind: str
    command: str = ""


def notes_of(told: ClassReport, people: Mapping[str, Person], languages: Sequence[str]) -> Iterator[Note]:
    """The copies that counted, and unread files of work that was graded all the same."""
    files, week = told.files, told.assignment.week
    left = sorted((file for file in files if _gave_way(file)), key=_whose)
    for (student, *_), several in groupby(left, key=_whose):
        yield _copies(tuple(several), week, people.get(student), languages, told.where)
    whole = {one.student for one in told.grades if one.marks and not any(mark.reason == UNREAD for mark in one.marks)}
    for file in sorted(files, key=lambda one: one.path):
        strange = file.fate is Fate.TAKEN and file.reason == Reason.OTHER_WEEK
        if strange and file.student in whole:
            yield Note(people.get(file.student), of_file("class.note.other_week", file, languages), "other_week")
        if may_hide_code(file) and file.student in whole:
            yield Note(people.get(file.student), of_file("class.note.unread", file, languages), f"unread {file.reason}")


def _gave_way(file: Received) -> bool:
    return bool(file.student and file.detail) and file.reason in _RULES


def _whose(file: Received) -> tuple[str, str, str, str]:
    return (file.student, file.detail, file.fate, file.reason)


def _copies(left: Sequence[Received], week: str, person: Person | None, languages: Sequence[str], where: str) -> Note:
    """One line for all that gave way to one file by one rule."""
    one, kept = left[0], left[0].detail
    names = [one_line(_short(file.path, kept)) for file in left]
    more = f" (+{len(names) - _MOST_NAMED})" if len(names) > _MOST_NAMED else ""
    code = "class.note.overlap" if one.fate is Fate.TAKEN else "class.note.copies"
    words = {
        language: say(
            code,
            language,
            kept=one_line(_short(kept, one.path)),
            left=", ".join(names[:_MOST_NAMED]) + more,
            rule=say(f"received.{one.reason}", language),
        )
        for language in languages
    }
    command = settling(quoted(week), kept) + where if one.reason == Reason.LAST_BY_NAME else ""
    return Note(person, words, f"{code} {one.reason}", command)


def _short(path: str, other: str) -> str:
    """A path without the folders that it shares with another."""
    parts, others = path.split("/"), other.split("/")
    shared = 0
    while shared < min(len(parts), len(others)) - 1 and parts[shared] == others[shared]:
        shared += 1
    return "/".join(parts[shared:])
