"""A roster → ids, logins and spellings of names to recognise a student by."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from autograder.model import Student
from autograder.submissions.names import canonical
from autograder.text import SYLLABLES, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable


_WORD = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile(f"[{SYLLABLES}]{{2,}}")
HOLDS_LOGINS = re.compile(
    r"^id$|log[ _-]?in|user|github|git[ _-]?(?:hub|lab)|account|(?<![a-z])sis(?![a-z])|canvas|moodle|\buid\b|kennung|benutzer|net[ _-]?id|handle|\bsso\b|portal"
    r"|mail|메일|아이디|로그인|계정|사용자|깃허브|깃헙|핸들|포털|포탈",
    re.IGNORECASE,
)
"""Headings of columns under which a student's logins stand, or further addresses."""
HOLDS_NAMES = re.compile(
    r"(?:(?:english|korean|native|legal|preferred|romani[sz]ed|chosen)[ _]*)?name|.*(?:이름|성명)", re.IGNORECASE
)
"""Headings of further names of a student, as 영문이름."""
PARTICIPANT = frozenset({"identifier", "식별자"})
"""Headings of the number that Moodle has for a student in one assignment: `Participant 12`."""
_WORDS_IN_A_NAME = 4


@dataclass(frozen=True, slots=True)
class Register:
    """A roster by all that a file name can say.

    A login or name of two students leads to both. `participants` are Moodle's numbers.
    """

    students: tuple[Student, ...]
    ids: Mapping[str, str]
    logins: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]
    participants: Mapping[str, frozenset[str]]


def register(students: Iterable[Student]) -> Register:
    """Index a roster.

    Beside ids and e-mail, columns named as logins (login, username, github, 아이디 …) count.
    """
    students = tuple(students)
    logins: defaultdict[str, set[str]] = defaultdict(set)
    names: defaultdict[str, set[str]] = defaultdict(set)
    participants: defaultdict[str, set[str]] = defaultdict(set)
    for student in students:
        for login in _logins(student):
            logins[login].add(student.id)
        for form in frozenset().union(*map(name_forms, _names(student))):
            names[form].add(student.id)
        for heading, told in student.more.items():
            if heading.casefold() in PARTICIPANT:
                participants["".join(re.findall(r"\d", told))].add(student.id)
    return Register(
        students,
        {student.id.casefold(): student.id for student in students},
        {login: frozenset(ids) for login, ids in logins.items()},
        {name: frozenset(ids) for name, ids in names.items()},
        {number: frozenset(ids) for number, ids in participants.items()},
    )


def _names(student: Student) -> tuple[str, ...]:
    more = (value for column, value in student.more.items() if HOLDS_NAMES.fullmatch(column.strip()))
    return (student.name, *more)


def _logins(student: Student) -> frozenset[str]:
    extra = [value for column, value in student.more.items() if HOLDS_LOGINS.search(column)]
    words = [word for told in (student.id, student.email, *extra) for word in (told, told.partition("@")[0])]
    return frozenset(word.strip().casefold() for word in words if word.strip())


def name_forms(name: str) -> frozenset[str]:
    """The spellings under which systems write a name.

    Without spaces, family name first or last, with its accents and without.
    """
    words = _words(name)[:_WORDS_IN_A_NAME]
    orders = (words, words[1:] + words[:1], words[-1:] + words[:-1])
    forms = {"".join(order) for order in orders if order}
    return frozenset(forms | set(map(_without_accents, forms)))


def _without_accents(word: str) -> str:
    """`josé` as a system writes it that knows no accents: `jose`."""
    apart = unicodedata.normalize("NFD", word)
    return canonical("".join(char for char in apart if unicodedata.category(char) != "Mn"))


_CALLED = re.compile(r"(?:의|님|씨|학생)+$")
"""Said behind a name: `이영희의 과제`, `이영희님`."""


def names_in(text: str, known: Register) -> frozenset[str]:
    """The ids of all students whose whole name stands in a text.

    A run of Hangul, or neighbouring words.
    """
    words = _words(text)
    runs = _HANGUL.findall(canonical(text))
    spans = ["".join(words[i : i + n]) for n in range(2, _WORDS_IN_A_NAME + 1) for i in range(len(words) - n + 1)]
    whole = ["".join(words)]
    runs += [_CALLED.sub("", run) for run in runs]
    return frozenset(student for form in (*runs, *spans, *whole) for student in known.names.get(form, ()))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(canonical(text))]


_DIGITS = re.compile(r"\d{6,11}(?!\d|T\d{6})")
_LONG_WORD = re.compile(r"[^\W\d_]{2,}")
_ALIKE_ID = 0.79
_ALIKE_NAME = 0.71
"""More alike than this, of 1. One wrong digit in eight is 0.88, one wrong vowel in three syllables 0.83 or more."""

_LONGEST = 200


def likely(texts: tuple[str, ...], known: Register) -> str:
    """The id of the student whose id, else whose name, is most like one in the texts.

    "" where none is like it.
    """
    whole = " ".join(text[:_LONGEST] for text in texts)
    ids = {student.id: student.id for student in known.students}
    names = {_letters(form): min(students) for form, students in known.names.items()}
    words = [_letters(word) for word in _LONG_WORD.findall(unicodedata.normalize("NFC", whole))]
    spans = words + ["".join(pair) for pair in pairwise(words)]
    for queries, choices, cutoff in ((_DIGITS.findall(whole), ids, _ALIKE_ID), (spans, names, _ALIKE_NAME)):
        pairs = product(dict.fromkeys(queries), choices)
        score, found = max(((similarity(*pair), pair[1]) for pair in pairs), default=(0.0, ""))
        if score > cutoff:
            return choices[found]
    return ""


def _letters(word: str) -> str:
    """A word letter by letter.

    A Hangul syllable is two or three, so that one slip of the finger stays small.
    """
    return unicodedata.normalize("NFD", word).casefold()
