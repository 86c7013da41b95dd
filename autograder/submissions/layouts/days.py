"""Folders called 20231001 → a day's downloads, a student's, or a question.

A student number may be a day as well. Without a roster, a folder is a day's only where all the work in it came one way, from
several: what one student packs into a folder is never spread over others, nor put together with theirs.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from autograder.submissions.items import Days
from autograder.submissions.names import stem
from autograder.submissions.owners import ids_in, is_date
from autograder.submissions.sources import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.submissions.items import Claim, Item

Way = tuple[str, int, bool]
"""A system or "", the part of the path that names the owner, and whether that is the file itself."""


def days(items: Sequence[Item], recognised: Sequence[Sequence[Claim]]) -> Days:
    """The folders that are a day, by all that says whose the work in them is."""
    inside: defaultdict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        if isinstance(item.content, Code):
            for folder in _dated(item):
                inside[folder].append(item)
    by_path: defaultdict[str, list[tuple[int, Claim]]] = defaultdict(list)
    for system, claims in enumerate(recognised if inside else ()):
        for claim in claims:
            by_path[claim.item.path].append((system, claim))
    many: set[tuple[str, ...]] = set()
    asked: set[tuple[str, ...]] = set()
    for folder, members in inside.items():
        ways = [dict(_ways(item, by_path[item.path], len(folder))) for item in members]
        people = {who for way in ways for who in way.values()}
        common = set(ways[0]).intersection(*ways)
        if any(len({way[one] for way in ways}) > 1 for one in common):
            many.add(folder)
        elif len(people) > 1:
            asked.add(folder)
    return Days(frozenset(many), frozenset(asked))


def _dated(item: Item) -> Iterator[tuple[str, ...]]:
    """The folders above an item whose only numbers are days."""
    for end in range(2, len(item.parts)):
        ids = ids_in(stem(item.parts[end - 1]))
        if ids and all(map(is_date, ids)):
            yield item.parts[:end]


def _ways(item: Item, claims: Sequence[tuple[int, Claim]], above: int) -> Iterator[tuple[Way, str]]:
    """Each way in which a part below says whose an item is, and whose."""
    last = len(item.parts) - 1
    for system, claim in claims:
        if claim.depth >= above and claim.owner.label:
            yield (str(system), claim.depth, claim.depth == last), claim.owner.label
    for depth in range(above, len(item.parts)):
        if ids := ids_in(stem(item.parts[depth])):
            yield ("", depth, depth == last), ids[0]
            return
