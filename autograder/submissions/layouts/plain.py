"""Folders and files as people name them, in any order and separator.

`<student id>/…`, `이름(학번).ipynb`, `20231234_hw4.py`.

Claims every item there is, so that nothing is left over; where a name says nothing, so does its owner.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from autograder.submissions.items import Claim, Item, Owner
from autograder.submissions.names import ignored, is_mail, is_source, said, stem, topic, within, without_copy
from autograder.submissions.owners import has_stranger, ids_in, is_date, students_named_in
from autograder.submissions.sources import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from autograder.submissions.items import LayoutContext

WORDS = re.compile(r"(?!)")

_CROWD = 2
_STAMP = re.compile(r"_(\d{8}T\d{6}Z(?:-\d+)?)\.zip$")
"""What `autograder submit` hangs behind a second zip of one student: the later one is the newer attempt."""

_IMPORT = re.compile(r"^[ \t]*(?:from|import)[ \t]+(.+)$", re.MULTILINE)
_WORD = re.compile(r"\w+")

Prefix = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _FolderIndex:
    """The names and the code under each folder of one given path.

    Who is named there, and where the code is.
    """

    students: dict[Prefix, frozenset[str]]
    code: dict[Prefix, frozenset[str]]  # names right under it that are code, or lead to some
    files: dict[Prefix, frozenset[str]]  # those of them that are files
    work: dict[Prefix, frozenset[str]]  # those of `code` with more in them than helpers
    subjects: dict[Prefix, frozenset[str]]  # exercises defined anywhere beneath it, and names of its files
    imported: frozenset[str]  # words that code imports


def claims(items: Sequence[Item], course: LayoutContext) -> Iterator[Claim]:
    """A claim on every item, by the first part of its path that is a student's."""

    @cache
    def students_in(part: str) -> frozenset[str]:
        return students_named_in(said(part), course.known)

    for root, group in groupby(sorted(items, key=lambda item: item.parts), key=lambda item: item.parts[0]):
        members = list(group)
        tree = _tree(members, students_in, course)
        whole = _is_one_students((root,), tree, students_in, course)
        for item in members:
            depth = 0 if whole else _depth(item, tree, students_in, course)
            yield _claim(item, depth, course, serves=_serves_others(item.parts[: depth + 1], tree))


def sure_depth(item: Item, course: LayoutContext) -> int:
    """The first part below the given folder that surely is a student's.

    Past the end where none is.
    """
    for depth, part in enumerate(item.parts[1:], 1):
        if item.parts[: depth + 1] not in course.days.many and students_named_in(said(part), course.known):
            return depth
    return len(item.parts)


def _tree(items: Sequence[Item], students_in: Callable[[str], frozenset[str]], course: LayoutContext) -> _FolderIndex:
    below: dict[Prefix, set[str]] = defaultdict(set)
    code: dict[Prefix, set[str]] = defaultdict(set)
    files: dict[Prefix, set[str]] = defaultdict(set)
    work: dict[Prefix, set[str]] = defaultdict(set)
    subjects: dict[Prefix, set[str]] = defaultdict(set)
    imported: set[str] = set()
    for item in items:
        names: set[str] = set()
        holds = is_source(item.parts[-1]) and not ignored(item.parts)
        works = holds and not _is_helper(item, course)
        imported |= _imports(item)
        for end in range(len(item.parts) - 1, 0, -1):
            names |= students_in(item.parts[end])
            below[item.parts[:end]] |= names
            if holds:
                code[item.parts[:end]].add(item.parts[end])
            if works:
                work[item.parts[:end]].add(item.parts[end])
                subjects[item.parts[:end]] |= _subjects(item, course)
        if holds:
            files[item.parts[:-1]].add(item.parts[-1])
    frozen = [{prefix: frozenset(each) for prefix, each in one.items()} for one in (below, code, files, work, subjects)]
    return _FolderIndex(*frozen, imported=frozenset(imported))


def _is_helper(item: Item, course: LayoutContext) -> bool:
    """Tell a module that only serves others.

    Functions, and not one of the week's, under a name that is not the week's.
    """
    code, name = item.content, item.parts[-1]
    if stem(name) == "__init__":
        return True
    if not isinstance(code, Code) or not course.exercises or not name.casefold().endswith(".py"):
        return False
    plain = without_copy(stem(name)).casefold()
    week = plain in course.modules or plain == course.week.casefold()
    return not week and bool(code.defines) and not code.defines & course.exercises and not code.broken


def _subjects(item: Item, course: LayoutContext) -> frozenset[str]:
    """A file's exercises, and its name."""
    defined = item.content.defines & course.exercises if isinstance(item.content, Code) else frozenset()
    return frozenset(f"def {name}" for name in defined) | {f"file {without_copy(stem(item.parts[-1])).casefold()}"}


def _imports(item: Item) -> frozenset[str]:
    """The words by which a file imports others.

    `a` and `utils` of `from a.utils import la`.
    """
    if not isinstance(item.content, Code):
        return frozenset()
    found = (line for cell in item.content.source.cells for line in _IMPORT.findall(cell))
    return frozenset(word for line in found for word in _WORD.findall(line))


def _depth(item: Item, tree: _FolderIndex, students_in: Callable[[str], frozenset[str]], course: LayoutContext) -> int:
    """The part that is the student's.

    Named as one, or else the first that is not a class of several.
    """
    first = 0
    for depth, part in enumerate(item.parts[1:], 1):
        prefix = item.parts[: depth + 1]
        if students_in(part) and (not first or ids_in(part)) and prefix not in course.days.many:
            return depth
        if course.known and depth < len(item.parts) - 1 and has_stranger((said(part),), course.known):
            return depth  # a folder of somebody who is not on the roster, whatever is packed inside
        if not first and topic(part) and not (is_mail(part) or _is_class(prefix, tree)):
            first = depth  # but a mail is its sender's, whatever it is about
    return first or len(item.parts) - 1


def _is_one_students(
    root: Prefix, tree: _FolderIndex, students_in: Callable[[str], frozenset[str]], course: LayoutContext
) -> bool:
    """Tell whether the given folder itself is one student's.

    Named so, or holding files that are named for the week alone. Where a roster tells who there is, only its names do.
    """
    if tree.students.get(root, frozenset()) - students_in(root[0]):
        return False
    if students_in(root[0]):
        return True
    if course.known is not None or _are_rivals_below(root, tree):
        return False
    folders = tree.work.get(root, frozenset()) - tree.files.get(root, frozenset())
    return sum(bool(topic(name)) for name in folders) < _CROWD and _is_silent(root, tree, course)


def _are_rivals_below(folder: Prefix, tree: _FolderIndex) -> bool:
    """Tell folders 1/ 2/ 3/ with the same work in each.

    Of as many people, and nobody knows of whom.

    The same work is an exercise, or a file of the same name. Looked for as deep as names say nothing of a student.
    """
    below = sorted(tree.work.get(folder, frozenset()) - tree.files.get(folder, frozenset()))
    held = [subject for name in below for subject in tree.subjects.get((*folder, name), frozenset())]
    if len(held) > len(set(held)):
        return True
    return any(not topic(name) and _are_rivals_below((*folder, name), tree) for name in below)


def _is_silent(folder: Prefix, tree: _FolderIndex, course: LayoutContext) -> bool:
    """Tell whether code is reached without passing a name that may be a student's."""
    files = tree.files.get(folder, frozenset())
    folders = tree.code.get(folder, frozenset()) - files
    if any(_says_nothing(name, course) for name in files):
        return True
    return any(not topic(name) and _is_silent((*folder, name), tree, course) for name in folders)


def _is_class(prefix: Prefix, tree: _FolderIndex) -> bool:
    """Tell whether a folder holds several students.

    Two are named in it, or it has two folders of work and no code itself.
    """
    if len(tree.students.get(prefix, ())) >= _CROWD:
        return True
    return not tree.files.get(prefix) and len(tree.work.get(prefix, ())) >= _CROWD


def _serves_others(prefix: Prefix, tree: _FolderIndex) -> bool:
    """Tell a folder or file of helpers alone that other code imports.

    Nobody is called `utils`.
    """
    return prefix[-1] not in tree.work.get(prefix[:-1], frozenset()) and stem(prefix[-1]) in tree.imported


def _says_nothing(name: str, course: LayoutContext) -> bool:
    """Tell whether a file is named for the week and not for a student.

    Tensors.py, hw4.ipynb.
    """
    plain = without_copy(stem(name)).casefold()
    for word in sorted({*course.modules, course.week.casefold()}, key=len, reverse=True):
        plain = re.sub(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", " ", plain)
    return not topic(plain) and all(is_date(one) for one in ids_in(plain))


def _claim(item: Item, depth: int, course: LayoutContext, *, serves: bool) -> Claim:
    part = item.parts[depth]
    loose = depth == len(item.parts) - 1
    text = said(part)
    silent = not text or item.parts[: depth + 1] in course.days.asked
    silent = silent or (
        (serves or (loose and _says_nothing(part, course))) and not students_named_in(text, course.known)
    )
    ids = ids_in(text)
    sender = item.parts[depth + 1 : depth + 2] if is_mail(part) else ()
    owner = Owner("" if silent else (ids[0] if ids else without_copy(text)), hints=() if silent else (text, *sender))
    series = "/".join(item.parts[:depth] if loose else item.parts[: depth + 1])
    stamps = (found[1] for below in item.parts[depth:] if (found := _STAMP.search(below)))
    return Claim(item, owner, depth, within(item.parts, depth, part), series, next(stamps, ""))
