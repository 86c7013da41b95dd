"""The solution's recording → the limits that fit the week, with room.

A week has the default limits, and more of those that its solution needs more of. What week.toml sets stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from autograder.assignment.limits import given_limits, keep_limits, measured_limits
from autograder.model import Assignment, Limits, Recording

MEASURING = {"wall_seconds": 240, "memory_mb": 8192, "tape_mb": 512}
"""Room that the solution has while it is measured."""
ROOM = {"wall_seconds": 10.0, "memory_mb": 2.0, "tape_mb": 3.0}
"""How many times what the solution needs."""
LEAST_ROOM = 2.0
"""Of time and tape, in a limit that week.toml sets."""
_MEGABYTE = 1 << 20


def measuring(assignment: Assignment) -> Limits:
    """Wide limits for measuring the solution, but for those of week.toml."""
    return replace(assignment.limits, **_not_given(assignment, MEASURING))


def fitting(assignment: Assignment, recording: Recording, *, whole: bool) -> Limits:
    """The limits for everyone else, by what the solution has taken.

    One that stands is kept while it has between half and four times the room. `whole`: every exercise has been measured, so
    that a limit may shrink.
    """
    stands = measured_limits(assignment.folder)
    found = {}
    for name, need in needs(recording).items():
        default, kept = int(getattr(Limits(), name)), stands.get(name, 0)
        wanted = default * 2 ** max(0, math.ceil(math.log2(max(need * ROOM[name], 1e-9) / default)))
        too_small, too_wide = kept < wanted / 2, kept > 4 * wanted
        found[name] = min(MEASURING[name], wanted if too_small or (too_wide and whole) else max(kept, default))
    return replace(assignment.limits, **_not_given(assignment, found))


def keep_fitting(assignment: Assignment, limits: Limits) -> None:
    """Write down those that are wider than the default, and not of week.toml."""
    wider = {name: getattr(limits, name) for name in ROOM if getattr(limits, name) > getattr(Limits(), name)}
    keep_limits(assignment.folder, _not_given(assignment, wider))


def narrow(assignment: Assignment, recording: Recording) -> Iterator[str]:
    """A sentence for each limit of week.toml that the solution nearly comes to."""
    taken = needs(recording)
    for name in sorted(given_limits(assignment.folder) & {"wall_seconds", "tape_mb"}):
        limit = getattr(assignment.limits, name)
        if taken[name] * LEAST_ROOM > limit:
            yield (
                f"week.toml sets limits.{name} to {limit}, and the solution alone takes {taken[name]:.2g}: a right answer of "
                f"a student's may be stopped. Leave it out, and the audit measures it."
            )


def needs(recording: Recording) -> dict[str, float]:
    """Measure what a recording took: seconds of the longest call, megabytes.

    Seconds are those of the processor, since this machine may be busy.
    """
    cost = recording.cost
    clock = sum(cost.seconds.values())
    share = min(1.0, cost.cpu_seconds / clock) if clock else 1.0
    return {
        "wall_seconds": cost.longest * share,
        "memory_mb": cost.memory_mb,
        "tape_mb": cost.tape_bytes / _MEGABYTE,
    }


def _not_given(assignment: Assignment, limits: Mapping[str, int]) -> dict[str, int]:
    given = given_limits(assignment.folder)
    return {name: value for name, value in limits.items() if name not in given}
