"""Every program of the attack corpus through every door: does each earn what is written on it, whoever asks?

    .venv/bin/python benchmarks/doors.py [DOOR…] [--as root,ordinary] [--parts 8] [--ledger doors.jsonl] [--minutes 9]

The tests of tests/attacks/test_doors.py with all programs instead of a few, as root and as an ordinary user, to whom root
gives up its rights. Doors that share a class run in one process, with one start of a sandbox for a part of the programs. Each cell
(doors, user, part) is a line of the ledger when it is done, so that the same command given again goes on where it was stopped;
the table at the end is made of the ledger alone. `check_and_submit` runs programs where nothing holds them: all of them as an ordinary user only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.attacks.corpus import attacks  # noqa: E402
from tests.attacks.doors import EVERYTHING, LEDGER  # noqa: E402
from tests.sandbox.elsewhere import Elsewhere, readable_by_all  # noqa: E402

TESTS = {
    "grade": "test_grade",
    "cluster": "test_a_cluster",
    "portal": "test_portal",
    "verify": "test_receipts_and_verify",
    "learn": "test_learn",
    "similar": "test_similar",
    "check_and_submit": "test_check_and_submit",
    "gradescope": "test_our_part_of_gradescope",
    "nbgrader": "test_our_part_of_nbgrader",
    "otter": "test_our_part_of_otter",
}
TOGETHER = (("grade", "verify", "learn", "similar"), ("nbgrader", "otter", "gradescope"))
"""Doors whose tests share a graded class, or an open sandbox."""
USERS = ("root", "ordinary")
FILE = "tests/attacks/test_doors.py"
console = Console(width=120, highlight=False)


@dataclass(frozen=True)
class Cell:
    """A part of the programs through doors that share a start, as one user."""

    doors: tuple[str, ...]
    user: str
    part: str

    @property
    def name(self) -> str:
        """How it is known in the ledger: a part of another corpus is another part."""
        return f"{'+'.join(self.doors)} {self.user} {self.part} of {len(attacks())}"


def main() -> int:
    """Run what is not in the ledger yet, as long as there is time, and show the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doors", nargs="*", metavar="DOOR", help=f"of {', '.join(TESTS)}; all unless said")
    parser.add_argument("--as", dest="users", default=",".join(USERS), help="root, ordinary or both")
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument("--ledger", type=Path, default=Path("doors.jsonl"))
    parser.add_argument("--minutes", type=float, default=0, help="begin nothing new after so long; 0: run to the end")
    asked = parser.parse_args()
    if unknown := set(asked.doors) - TESTS.keys():
        parser.error(f"no such door: {', '.join(sorted(unknown))}")
    done = {line["cell"] for line in _lines(asked.ledger) if "cell" in line and line["held"]}
    waiting = [cell for cell in _cells(asked) if cell.name not in done]
    with readable_by_all() as place:
        until = time.monotonic() + 60 * asked.minutes if asked.minutes else float("inf")
        for number, cell in enumerate(waiting, 1):
            if time.monotonic() > until:
                console.print(f"{len(waiting) - number + 1} cells are left: give the same command again.")
                break
            _run(cell, place, asked.ledger, of=f"{number}/{len(waiting)}")
    return _show(asked.ledger)


def _cells(asked: argparse.Namespace) -> Iterator[Cell]:
    wanted = asked.doors or TESTS
    shared = {door: tuple(one for one in group if one in wanted) for group in TOGETHER for door in group}
    for doors in dict.fromkeys(shared.get(door, (door,)) for door in wanted):
        for user in asked.users.split(","):
            if (doors, user) != (("check_and_submit",), "root"):
                for number in range(asked.parts):
                    yield Cell(doors, user, f"{number + 1}/{asked.parts}")


def _run(cell: Cell, place: Elsewhere, ledger: Path, *, of: str) -> None:
    """Run a cell in a process of its own, and write down its programs and its end."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="autograder-doors-") as base:
        Path(base).chmod(0o777)
        told = Path(base, "programs.jsonl")
        options = ("-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={base}/room")
        env = {EVERYTHING: cell.part, LEDGER: str(told), "OMP_NUM_THREADS": "1"}
        if cell.user == "root":
            where = {"cwd": ROOT, "env": {**os.environ, **env}, "capture_output": True, "text": True}
            command = (sys.executable, *options, *(f"{FILE}::{TESTS[door]}" for door in cell.doors))
            ended = subprocess.run(command, check=False, **where)
        else:
            tests = (f"{place.root / FILE}::{TESTS[door]}" for door in cell.doors)
            ended = place.run(
                *options, "-o", f"pythonpath={place.root}", *tests, cwd=Path(base), TMPDIR=base, HOME=base, **env
            )
        programs = list(_lines(told))
    held = ended.returncode == 0 and all(line["held"] for line in programs)
    seconds = time.monotonic() - began
    with ledger.open("a", encoding="utf-8") as lines:
        for line in programs:
            lines.write(json.dumps({**line, "user": cell.user}) + "\n")
        lines.write(json.dumps({"cell": cell.name, "held": held, "seconds": round(seconds, 1)}) + "\n")
    console.print(f"{of} {cell.name}: {len(programs)} rows, {seconds:.0f} s, {'held' if held else 'NOT HELD'}")
    if not held:
        console.print(ended.stdout[-3000:], ended.stderr[-1000:], markup=False)


def _show(ledger: Path) -> int:
    """Print how many programs were held, by door and user, and which were not → 1 where any was not."""
    latest = {(line["door"], line["user"], line["program"]): line["held"] for line in _lines(ledger) if "door" in line}
    cells = {line["cell"]: line for line in _lines(ledger) if "cell" in line}
    everything = len(attacks())
    table = Table("door", *USERS, "seconds", title=f"Programs held, of {everything}")
    for door in TESTS:
        counts = []
        for user in USERS:
            held = [right for (one, who, _), right in latest.items() if (one, who) == (door, user)]
            counts.append(f"{sum(held)}" + (f", {len(held) - sum(held)} NOT" if not all(held) else "") if held else "–")
        seconds = sum(line["seconds"] for name, line in cells.items() if door in name.partition(" ")[0].split("+"))
        table.add_row(door, *counts, f"{seconds:.0f}")
    console.print(table)
    wrong = [" ".join(key) for key, held in latest.items() if not held]
    wrong += [name for name, line in cells.items() if not line["held"]]
    console.print("\n".join(wrong) or f"Nothing came through, of {len(latest)} tried.", markup=False)
    return 1 if wrong else 0


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        yield from map(json.loads, path.read_text("utf-8").splitlines())


if __name__ == "__main__":
    raise SystemExit(main())
