"""Files of one student that do the same → which of them counts, and by which rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from autograder.model import Reason
from autograder.submissions.items import Claim
from autograder.submissions.names import copy_number, stem, without_copy
from autograder.submissions.sources import Code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LATER = (
    "최종|완성|수정|마지막|진짜|재제출",
    "final|last|latest|newest|new|fix|fixed|rev|revised|edited|resubmit|resubmitted",
)
_EARLIER = "초안|백업|임시|이전|예전|구버전|원본", "old|backup|bak|draft|prev|previous|orig|original|tmp|temp"
_VERSIONS = {
    step: re.compile(rf"{korean}|(?<![^\W\d_])(?:{english})(?![^\W\d_])", re.IGNORECASE)
    for step, (korean, english) in ((1, _LATER), (-1, _EARLIER))
}
"""Words that tell of a file's version: 1 for a later one, -1 for an earlier one."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NamedCode:
    """One file of code that counts, under the name it has in the submission."""

    claim: Claim
    code: Code
    name: str


def by_age(files: Sequence[NamedCode]) -> list[NamedCode]:
    """Files that do the same, the one that counts last.

    By the handout's gaps left, their times where these tell them apart, the words and numbers of their names, and their
    place: `four_steps.py` before `a/four_steps.py`.
    """
    minutes = [_minute(file) for file in files]
    dated = all(minutes) and len(set(minutes)) > 1
    return sorted(files, key=lambda file: _age(file, dated=dated))


def rule(older: NamedCode, later: NamedCode, homes: Mapping[str, str] = MappingProxyType({})) -> Reason:
    """The rule by which one file counts instead of another."""
    shared = older.code.defines & later.code.defines
    if any(_is_home(later, name, homes) and not _is_home(older, name, homes) for name in shared):
        return Reason.AT_HOME
    minutes = _minute(older), _minute(later)
    one, other = (_age(file, dated=all(minutes)) for file in (older, later))
    rules = (Reason.FEWER_GAPS, Reason.NEWER_FILE, Reason.LATER_COPY, Reason.OUTER_FOLDER, Reason.LATER_COPY)
    told = (why for why, a, b in zip(rules, one, other, strict=True) if a != b)
    return next(told, Reason.LAST_BY_NAME)


def counting(
    files: Sequence[NamedCode], exercises: frozenset[str], homes: Mapping[str, str]
) -> tuple[Mapping[str, NamedCode], frozenset[str]]:
    """The file that counts for each exercise, and the names of untouched files.

    As they are looked up when they are run: the file it was handed out in, or else the last.
    """
    untouched = frozenset(file.name for file in files if file.code.gaps >= max(1, len(file.code.defines & exercises)))
    counts: dict[str, NamedCode] = {}
    for file in files:
        for name in file.code.defines & exercises if file.name not in untouched else ():
            if name not in counts or _is_home(file, name, homes) or not _is_home(counts[name], name, homes):
                counts[name] = file
    return counts, untouched


def version(name: str) -> tuple[int, int]:
    """The version that a name tells of, to be compared.

    Its words, then the number of its copy: `hw_old.py` < `hw.py` < `hw (1).py` < `hw_v2.py` < `hw_최종.py`.
    """
    base = stem(name.rpartition("/")[2])
    words = sum(step * len(found.findall(base)) for step, found in _VERSIONS.items())
    return words, copy_number(name) + (without_copy(base) != base)


def _is_home(file: NamedCode, exercise: str, homes: Mapping[str, str]) -> bool:
    return stem(file.name.rpartition("/")[2].partition("#")[0]) == homes.get(exercise)


def _minute(file: NamedCode) -> datetime | None:
    time = file.claim.item.modified
    return time.replace(second=0, microsecond=0) if time else None


def _age(file: NamedCode, *, dated: bool) -> tuple[int, datetime, int, int, int]:
    folders = file.claim.within.split("/")[:-1]
    words, number = version(file.claim.within)
    words += sum(version(folder)[0] for folder in folders)
    copies = number + sum(version(folder)[1] for folder in folders)
    minute = _minute(file) if dated else None
    return (-file.code.gaps, minute or _NEVER, words, -len(folders), copies)
