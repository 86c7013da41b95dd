"""What little a name says, and a roster → the student a person would guess. A suggestion for a TA, never a decision."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.collect.register import Register

_DIGITS = re.compile(r"\d{6,11}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ALIKE_ID = 80
_ALIKE_NAME = 72
"""Of 100. One wrong digit in eight is 88; one wrong vowel in a Korean name of three syllables is 83 or more."""

_LONGEST = 200


def likely(texts: tuple[str, ...], known: Register) -> str:
    """The id of the student whose id, else whose name, is most like one in the texts; "" where none is like it."""
    from rapidfuzz import fuzz  # noqa: PLC0415 # only for the few that nobody recognised

    whole = " ".join(text[:_LONGEST] for text in texts)
    ids = {student.id: student.id for student in known.students}
    names = {_letters(form): min(students) for form, students in known.names.items()}
    words = [_letters(word) for word in _WORD.findall(unicodedata.normalize("NFC", whole))]
    spans = words + ["".join(pair) for pair in itertools.pairwise(words)]
    for queries, choices, cutoff in ((_DIGITS.findall(whole), ids, _ALIKE_ID), (spans, names, _ALIKE_NAME)):
        pairs = ((fuzz.ratio(query, choice), choices[choice]) for query in dict.fromkeys(queries) for choice in choices)
        score, student = max(pairs, default=(0.0, ""))
        if score >= cutoff:
            return student
    return ""


def _letters(word: str) -> str:
    """A word letter by letter: a Hangul syllable is two or three, so that one slip of the finger stays small."""
    return unicodedata.normalize("NFD", word).casefold()
