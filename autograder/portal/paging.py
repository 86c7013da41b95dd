"""A long list and an address → the part shown, and addresses of those beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a list from one of them on.

    `before` and `after`: addresses of the parts beside it, "" for none.
    """

    rows: Sequence[object]
    first: int
    found: int
    before: str
    after: str


def part(rows: Sequence[object], query: Mapping[str, str], size: int, *, kept: Iterable[str]) -> Part:
    """The part of a list that an address asks for by `from`.

    `kept`: what else of the address goes on to the other parts.
    """
    first = min(_whole(query.get("from", "")), max(len(rows) - 1, 0)) // size * size
    asked = {name: query[name] for name in kept if query.get(name)}

    def beside(start: int) -> str:
        return "?" + urlencode({**asked, "from": start}) if 0 <= start < len(rows) else ""

    return Part(rows[first : first + size], first, len(rows), beside(first - size), beside(first + size))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0  # noqa: PLR2004 - no list has a million rows
