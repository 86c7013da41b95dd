"""A student → first and last name, for formats that want them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.model import Student


def first_and_last(student: Student) -> tuple[str, str]:
    """As the roster has them; else `Last, First`, or the last word; a name of one word is not guessed apart."""
    more = {name.casefold().replace(" ", "_"): value for name, value in student.more.items()}
    if more.get("first_name") or more.get("last_name"):
        return more.get("first_name", ""), more.get("last_name", "")
    last, comma, first = student.name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = student.name.rpartition(" ")
    return (first, last) if first else (student.name, "")
