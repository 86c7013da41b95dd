"""Blackboard, English and Korean: attempts by name, and receipts beside them.

`HW4_kms0123_attempt_2024-09-13-23-55-00_tensors.py`, and a receipt that names the student.

A receipt is the same name without a file, ending in .txt. It says `Name: Minsu Kim (kms0123)` or `이름: 01분반.김민수(20231234)`,
and lists what each file was called: `Original filename:`/`Filename:`, `원래 파일명:`/`파일명:`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.model import Reason
from autograder.submissions.items import Claim, Item, LmsText, Owner
from autograder.submissions.layouts.parts import common, moment, tails
from autograder.submissions.names import within
from autograder.submissions.owners import ids_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from autograder.submissions.items import LayoutContext

Folder = tuple[str, ...]

WORDS = re.compile(r"\.txt$", re.IGNORECASE)

_ATTEMPT = re.compile(
    r"(?P<base>(?P<who>.+?)_(?:attempt|시도)_(?P<when>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d))(?:_(?P<file>.+)|(?P<receipt>\.txt))"
)
_LOGIN = re.compile(r"(?P<name>[^()]*)\((?P<login>[^()]+)\)")
_SECTION = re.compile(r"^[^.()]{1,20}\.(?=\S)")
_SAYS_NAME = frozenset({"name", "이름"})
_SAYS_ORIGINAL = frozenset({"original filename", "원래 파일명"})
_SAYS_STORED = frozenset({"filename", "파일명"})


@dataclass(frozen=True, slots=True)
class _Receipt:
    """A receipt: whose attempt it is, and what each stored file was called."""

    base: str
    name: str
    login: str
    originals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Recognised:
    """The part of a path by which Blackboard is recognised.

    A name's form, a receipt, or both.
    """

    depth: int
    match: re.Match[str] | None
    receipt: _Receipt | None


def claims(items: Sequence[Item], course: LayoutContext) -> Iterator[Claim]:
    """A claim on every file of an attempt, and on the receipts.

    A receipt without files is itself what was handed in: a text typed into Blackboard.
    """
    receipts = {item.parts: found for item in items if (found := _receipt(item))}
    named = {(*parts[:-1], receipt.base): receipt for parts, receipt in receipts.items()}
    stored = {(*parts[:-1], name): receipt for parts, receipt in receipts.items() for name in receipt.originals}
    recognised = [(item, found) for item in items if (found := _found(item.parts, {**named, **stored}, receipts))]
    shared = _shared(recognised)
    with_files = {
        (item.parts[: found.depth], _attempt(found)) for item, found in recognised if item.parts not in receipts
    }
    for item, found in recognised:
        above, match, receipt = item.parts[: found.depth], found.match, found.receipt
        owner = _owner(receipt, match["who"] if match else "", shared[above])
        when = moment(match["when"], course.zone) if match else None
        attempt = _attempt(found)
        alone = item.parts in receipts and (above, attempt) not in with_files
        aside = Reason.METADATA if item.parts in receipts and not alone else None
        series = f"blackboard {'/'.join(above)} {shared[above]}"
        prefix = match.start("file") if match and match["file"] else len(item.parts[found.depth])
        name = _within(item.parts, found)
        yield Claim(item, owner, found.depth, name, series, attempt, when, aside, prefix=prefix)


def _attempt(found: _Recognised) -> str:
    """The name that all files of an attempt begin with."""
    return found.match["base"] if found.match else found.receipt.base if found.receipt else ""


def _receipt(item: Item) -> _Receipt | None:
    """The receipt in a text, by what it says.

    A student's own text says nothing of the kind.
    """
    if not isinstance(item.content, LmsText):
        return None
    name = original = ""
    originals: dict[str, str] = {}
    for line in item.content.text.splitlines():
        label, _, value = line.partition(":")
        said = label.strip().casefold()
        if said in _SAYS_NAME and not name:
            name = value.strip()
        elif said in _SAYS_ORIGINAL:
            original = value.strip()
        elif said in _SAYS_STORED:
            originals[value.strip()] = original or value.strip()
    match = _ATTEMPT.fullmatch(item.parts[-1])
    named_so = match is not None and bool(match["receipt"])
    if not name or not (originals or named_so):
        return None
    whole = _LOGIN.fullmatch(name)
    bare = _SECTION.sub("", (whole["name"] if whole else name).strip())
    base = match["base"] if match and named_so else item.parts[-1]
    return _Receipt(base, bare, whole["login"].strip() if whole else "", originals)


def _found(
    parts: Folder, by_name: Mapping[Folder, _Receipt], receipts: Mapping[Folder, _Receipt]
) -> _Recognised | None:
    """The outermost part with an attempt's name, or on a receipt beside it."""
    for depth, part in enumerate(parts):
        above = parts[:depth]
        match = _ATTEMPT.fullmatch(part)
        receipt = by_name.get((*above, part)) or by_name.get((*above, match["base"] if match else ""))
        if match or receipt:
            return _Recognised(depth, match, receipt)
        if (*above, part) in receipts:
            return _Recognised(depth, None, receipts[*above, part])
    return None


def _shared(recognised: Sequence[tuple[Item, _Recognised]]) -> dict[Folder, str]:
    """By folder, what stands before the logins.

    The assignment, as far as all names there share it.
    """
    who: defaultdict[Folder, set[str]] = defaultdict(set)
    for item, found in recognised:
        who[item.parts[: found.depth]].add(found.match["who"] if found.match else "")
    return {folder: common(names, "_") if len(names) > 1 else "" for folder, names in who.items()}


def _owner(receipt: _Receipt | None, who: str, shared: str) -> Owner:
    """The owner by the receipt, else by the name of the file.

    A login may itself hold an underscore.
    """
    if receipt is None:
        ends = tails(who, "_")
        return Owner(who.removeprefix(shared) if shared else (ends or (who,))[-1], logins=(who, *ends), hints=(who,))
    ids = ids_in(receipt.login)
    ends = () if receipt.login else tails(who, "_")
    label = receipt.login or who.removeprefix(shared) or receipt.name
    return Owner(label, ids, (receipt.login, *ends) if receipt.login else ends, (receipt.name,))


def _within(parts: Folder, found: _Recognised) -> str:
    part = parts[found.depth]
    told = found.receipt.originals.get(part) if found.receipt else None
    return within(parts, found.depth, told or (found.match["file"] if found.match else "") or part)
