"""Two versions of a week → what changed, and the checks it can touch."""

from __future__ import annotations

from autograder.files import digest
from autograder.model import Cause, Change, Check, WeekVersion

RECORDING_INPUTS = (Change.PROBE, Change.DRIVERS, Change.DATA)
"""What a recording depends on. Where only other pieces change, no student code needs to run again."""


def recording_digest(version: WeekVersion) -> str:
    """Digest of what recordings depend on."""
    inputs = {name: piece for name, piece in version.pieces.items() if name.partition(":")[0] in RECORDING_INPUTS}
    return digest([version.week, dict(version.modules), inputs or version.digest])


def differences(was: WeekVersion, now: WeekVersion) -> tuple[Cause, ...]:
    """Every piece that is not what it was, in the order of their names."""
    names = sorted(was.pieces.keys() | now.pieces.keys())
    return tuple(
        _cause(name, was.pieces.get(name, ""), now.pieces.get(name, ""))
        for name in names
        if was.pieces.get(name) != now.pieces.get(name)
    )


def checks_to_rejudge(was: WeekVersion, now: WeekVersion, *, has_bare_loops: bool = False) -> frozenset[str]:
    """Checks to judge again: those that changed, and those that wait for them.

    Points need no judge.

    `has_bare_loops`: the tapes are of a notebook's bare loops. Which exercise such a loop belongs to depends on the
    whole solution.
    """
    found: set[str] = set()
    for cause in differences(was, now):
        if cause.change not in {Change.POINTS, Change.LATE}:
            everyone = has_bare_loops and cause.change is Change.SOLUTION
            found |= {check.name for check in now.checks if everyone or reaches(cause, check, now)}
    needs = {check.name: {other.name for other in check.waits_for(now.checks)} for check in now.checks}
    while more := {name for name, first in needs.items() if name not in found and first & found}:
        found |= more
    return frozenset(found)


def reaches(cause: Cause, check: Check, now: WeekVersion) -> bool:
    """True where a change can reach what a check by itself finds, or nobody knows."""
    own = {
        Change.PROBE: check.probe,
        Change.MISTAKES: check.exercise,
        Change.RIGHT: check.exercise,
        Change.DRIVERS: now.modules.get(check.exercise),
    }
    match cause.change:
        case Change.CHECK | Change.NEEDS | Change.TOLERANCE | Change.POINTS:
            return cause.name == check.name
        case Change.PROBE | Change.MISTAKES | Change.RIGHT | Change.DRIVERS:
            return cause.name == own[cause.change]
        case Change.SOLUTION | Change.SHARED:
            return check.name not in now.rests or not _owned(cause.name) or cause.name in now.rests[check.name]
        case _:
            return cause.change is not Change.LATE


def _owned(name: str) -> bool:
    """True for a part that some checks use and others do not."""
    file = name.partition(":")[0]
    return ":" in name or "." not in name or (file.startswith("test_") and file.endswith(".py"))


def _cause(name: str, before: str, after: str) -> Cause:
    """Digests mean nothing to a person: only values are shown."""
    change, _, subject = name.partition(":")
    told = change in {Change.POINTS, Change.TOLERANCE, Change.LATE, Change.KIT}
    return Cause(Change(change), subject, before if told else "", after if told else "")
