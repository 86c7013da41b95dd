"""A door and many programs → a complaint for each that came through: a batch whose evidence names nobody is halved.

`python -P -m tests.attacks.batches --doors grade,verify --programs FILE --told FILE` takes one batch through doors that share
a class, in this process, as whoever starts it; benchmarks/doors.py halves, as the user it is asked for, and keeps the ledger.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.sandbox.host import sandbox
from autograder.sandbox.protocol import Layers, Wall
from tests.attacks.evidence import Findings

TOGETHER = "(several together)"
"""Where a batch came through and neither of its halves does."""

Attempt = Callable[[Sequence[str]], Findings]
"""Programs by name, taken through a door as one class → complaints by program, and those that name none."""


def found_out(programs: Sequence[str], attempt: Attempt, findings: Findings | None = None) -> dict[str, str]:
    """Take the programs through a door, and search until each complaint has the program it belongs to."""
    findings = attempt(programs) if findings is None else findings
    found = dict(findings.by_student)
    if not findings.shared:
        return found
    said = "; ".join(findings.shared)
    if len(programs) == 1:
        return {programs[0]: said} | found
    middle = len(programs) // 2
    halves = found_out(programs[:middle], attempt) | found_out(programs[middle:], attempt)
    return {**found, **halves} or {TOGETHER: said}


def main() -> None:
    """Take one batch through doors, and tell of each what was found."""
    from tests.attacks import classes, evidence
    from tests.attacks.corpus import attacks
    from tests.attacks.doors import through
    from tests.attacks.room import clock, room

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--doors", required=True)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--told", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=classes.SECONDS, help="of one call")
    parser.add_argument("--clock", type=float, default=5.0, help="seconds of one submission")
    parser.add_argument("--minutes", type=float, default=1e6, help="begin no further door after so long")
    parser.add_argument("--without", default="", help="walls to take away, with bubblewrap and namespaces: a control")
    asked = parser.parse_args()
    without = [Wall(name) for name in asked.without.split(",") if name]
    if without:
        weak = Layers(bubblewrap=False, namespaces=False).leaving_out(*without)
        sandbox.STRONGEST_FIRST = (weak, weak, weak)
    wanted = set(json.loads(asked.programs.read_text("utf-8")))
    who = classes.students(each for each in attacks() if each.name in wanted)
    with (
        tempfile.TemporaryDirectory(prefix="doors-") as folder,
        clock(asked.clock),
        evidence.canary(),
        room(Path(folder), who, seconds=asked.seconds) as there,
        asked.told.open("a", encoding="utf-8") as told,
    ):
        until = time.monotonic() + 60 * asked.minutes
        for door in asked.doors.split(","):
            if time.monotonic() > until:
                break
            found = through(door, there)
            named = {
                attack.name: found.by_student[who] for who, attack in there.hostile.items() if who in found.by_student
            }
            told.write(json.dumps({"door": door, "by_program": named, "shared": found.shared}) + "\n")
            told.flush()


if __name__ == "__main__":
    main()
