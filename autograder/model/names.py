"""A string from outside → an id, a week, a digest, or none.

By the rule of its kind, wherever it came from.
"""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 64
_NO_PART_OF_A_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff/\\:*?"<>|]')
_WEEK = re.compile(r"\w(?:[\w.-]*\w)?")
_DIGEST = re.compile(r"(?:sha256:)?[0-9a-f]{64}")


def is_student_id(text: str) -> bool:
    """A row, a page and a folder may be called so.

    One name, composed, of letters and signs that no path gives a meaning.
    """
    return (
        0 < len(text) <= _LONGEST
        and _NO_PART_OF_A_NAME.search(text) is None
        and not text.startswith((".", "-", " "))
        and not text.endswith((".", " "))
        and unicodedata.normalize("NFC", text) == text
    )


def is_week(text: str) -> bool:
    """A folder of solutions/ may be called so.

    Letters, digits, `_`, `-` and single dots, as in week04.
    """
    return len(text) <= _LONGEST and _WEEK.fullmatch(text) is not None and ".." not in text


def is_digest(text: str) -> bool:
    """SHA-256 in hexadecimal."""
    return _DIGEST.fullmatch(text) is not None
