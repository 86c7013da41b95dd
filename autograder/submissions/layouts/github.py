"""GitHub Classroom: a folder `{assignment}-{login}` a repository, and its CSV.

A folder is a repository where it holds `.git`, lies in `…-submissions` (as its own tool clones them), or the CSV names it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.model import Reason
from autograder.submissions.items import Claim, Item, LmsText, Owner
from autograder.submissions.layouts.parts import common, folders_above, moment, tails

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from autograder.submissions.items import LayoutContext

WORDS = re.compile(r"\.csv$", re.IGNORECASE)

_CLONED = re.compile(r".+-submissions$")
_COLUMN = "github_username"

Folder = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the CSV.

    The student's id or name in the course, the repository, when it was handed in.
    """

    identifier: str
    repository: str
    when: str


def claims(items: Sequence[Item], _course: LayoutContext) -> Iterator[Claim]:
    """A claim on everything in a repository, and on the CSV."""
    inside, stands_above = _repositories(items, frozenset()), folders_above(items)
    tables = {
        item.parts: rows
        for item in items
        if not any(item.parts[:end] in inside for end in range(1, len(item.parts)))
        and stands_above(item.parts[:-1])
        and (rows := _rows(item))
    }
    rows = {login: row for table in tables.values() for login, row in table.items()}
    logins = {row.repository: login for login, row in rows.items() if row.repository}
    repositories = _repositories(items, frozenset(logins))
    siblings: defaultdict[Folder, set[str]] = defaultdict(set)
    for folder in repositories:
        siblings[folder[:-1]].add(folder[-1])
    shared = {above: common(names, "-") if len(names) > 1 else "" for above, names in siblings.items()}
    for item in items:
        folder = next((item.parts[:end] for end in range(1, len(item.parts)) if item.parts[:end] in repositories), None)
        if item.parts in tables:
            yield Claim(item, Owner(""), len(item.parts) - 1, item.parts[-1], "github", aside=Reason.METADATA)
        elif folder:
            login = logins.get(folder[-1]) or folder[-1].removeprefix(shared[folder[:-1]] or _prefix(folder))
            row = rows.get(login.casefold())
            when = moment(row.when, None) if row else None  # GitHub names its zone: what does not was rewritten
            series = f"github {'/'.join(folder[:-1])} {shared[folder[:-1]]}"
            inside = "/".join(item.parts[len(folder) :])
            yield Claim(item, _owner(login, folder[-1], row), len(folder) - 1, inside, series, "", when)


def _rows(item: Item) -> Mapping[str, _Row]:
    """The rows of a Classroom CSV by login in lower case.

    None where it is another table.
    """
    if not isinstance(item.content, LmsText) or _COLUMN not in item.content.text[:1000]:
        return {}
    try:
        table = list(csv.DictReader(item.content.text.splitlines()))
    except csv.Error:
        return {}
    return {
        (row.get(_COLUMN) or "").strip().casefold(): _Row(
            (row.get("roster_identifier") or row.get("identifier") or "").strip(),
            (row.get("student_repository_name") or "").strip(),
            row.get("submission_timestamp") or "",
        )
        for row in table
        if (row.get(_COLUMN) or "").strip()
    }


def _repositories(items: Sequence[Item], named: frozenset[str]) -> frozenset[Folder]:
    """The folders that are repositories, by content, surroundings or the CSV."""
    found: set[Folder] = set()
    for item in items:
        parts = item.parts
        if ".git" in parts[1:-1] and "-" in parts[parts.index(".git") - 1]:
            found.add(parts[: parts.index(".git")])
        cloned = (end for end in range(1, len(parts) - 1) if _CLONED.match(parts[end - 1]) and "-" in parts[end])
        told = (end for end in range(len(parts) - 1) if parts[end] in named)
        found |= {parts[: end + 1] for end in (*cloned, *told)}
    return frozenset(found)


def _prefix(folder: Folder) -> str:
    """The assignment of a repository that stands alone.

    What its folder is called after, else all before the last dash.
    """
    above = folder[-2] if len(folder) > 1 else ""
    assignment = above.removesuffix("submissions")
    if assignment != above and folder[-1].startswith(assignment):
        return assignment
    return folder[-1][: folder[-1].rfind("-") + 1]


def _owner(login: str, repository: str, row: _Row | None) -> Owner:
    """By what the CSV says, else by login.

    A login may hold dashes, so every end of the name is tried on the roster.
    """
    said = (row.identifier,) if row and row.identifier else ()
    return Owner(said[0] if said else login, said, (login, *said, *tails(repository, "-")), said, said)
