"""A roster → what each student can be recognised by: ids, logins, spellings of names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.model import Student
from autograder.submissions.names import canonical
from autograder.text import SYLLABLES

if TYPE_CHECKING:
    from collections.abc import Iterable


_WORD = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile(f"[{SYLLABLES}]{{2,}}")
_HOLDS_LOGINS = re.compile(r"log_?in|user|github|account|sis|canvas|moodle|아이디|계정", re.IGNORECASE)
_WORDS_IN_A_NAME = 4


@dataclass(frozen=True, slots=True)
class Register:
    """A roster by all that a file name can say. A login or name of two students leads to both."""

    students: tuple[Student, ...]
    ids: Mapping[str, str]
    logins: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]


def register(students: Iterable[Student]) -> Register:
    """Index a roster. Beside ids and e-mail, columns named as logins (login, username, github, 아이디 …) count."""
    students = tuple(students)
    logins: defaultdict[str, set[str]] = defaultdict(set)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for student in students:
        for login in _logins(student):
            logins[login].add(student.id)
        for form in name_forms(student.name):
            names[form].add(student.id)
    return Register(
        students,
        {student.id.casefold(): student.id for student in students},
        {login: frozenset(ids) for login, ids in logins.items()},
        {name: frozenset(ids) for name, ids in names.items()},
    )


def _logins(student: Student) -> frozenset[str]:
    extra = [value for column, value in student.more.items() if _HOLDS_LOGINS.search(column)]
    words = (student.id, student.email, student.email.partition("@")[0], *extra)
    return frozenset(word.strip().casefold() for word in words if word.strip())


def name_forms(name: str) -> frozenset[str]:
    """The spellings under which systems write a name: without spaces, family name first or last."""
    words = _words(name)[:_WORDS_IN_A_NAME]
    orders = (words, words[1:] + words[:1], words[-1:] + words[:-1])
    return frozenset("".join(order) for order in orders if order)


def names_in(text: str, known: Register) -> frozenset[str]:
    """The ids of all students whose whole name stands in a text: a run of Hangul, or neighbouring words."""
    words = _words(text)
    runs = _HANGUL.findall(canonical(text))
    spans = ["".join(words[i : i + n]) for n in range(2, _WORDS_IN_A_NAME + 1) for i in range(len(words) - n + 1)]
    whole = ["".join(words)]
    return frozenset(student for form in (*runs, *spans, *whole) for student in known.names.get(form, ()))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(canonical(text))]
