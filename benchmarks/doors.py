"""Every program of the attack corpus through every door: does each earn what is written on it, whoever asks?

    .venv/bin/python benchmarks/doors.py [DOOR…] [--as root,ordinary] [--parts 5] [--ledger doors.jsonl] [--minutes 8]
    .venv/bin/python benchmarks/doors.py grade --without Landlock --family reading     # a control: something must come through

The programs of a part go through a door as one class: each is a student with words of its own, beside two honest ones, and each
is held to what is written at its head. Where the evidence names nobody (a file left behind, a command that ended), the class is
tried again in halves until the program is found. All doors of a part share one process, one course and, where they need the week open,
one sandbox. As an ordinary user everything runs as somebody to whom root gives up its rights.

A line of the ledger is written for each program when its door is done, so that the same command given again goes on where it was
stopped; the table at the end is made of the ledger alone. In `check_and_submit` root is the root of a machine of its own
(tests/attacks/own_machine.py), since nothing else holds a program there.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.attacks.batches import found_out  # noqa: E402
from tests.attacks.corpus import attacks  # noqa: E402
from tests.attacks.doors import DOORS  # noqa: E402
from tests.attacks.evidence import Findings  # noqa: E402
from tests.sandbox.elsewhere import Elsewhere, as_nobody, readable_by_all  # noqa: E402

USERS = ("root", "ordinary")
LONGEST = 1800.0
console = Console(width=120, highlight=False)


@dataclass(frozen=True)
class Part:
    """Some of the programs, as one user."""

    user: str
    name: str
    programs: tuple[str, ...]


@dataclass(frozen=True)
class Worker:
    """Takes a batch through doors in a process of its own, as the user who is asked for."""

    place: Elsewhere
    until: float
    without: str = ""

    def tried(self, user: str, doors: Sequence[str], programs: Sequence[str]) -> Iterator[tuple[str, Findings]]:
        """Findings of each door when it is done. One that it did not come to, for want of time, has none."""
        with tempfile.TemporaryDirectory(prefix="autograder-doors-") as base:
            Path(base).chmod(0o777)
            asked, told, said = (Path(base, name) for name in ("programs.json", "told.jsonl", "said.txt"))
            asked.write_text(json.dumps(programs), "utf-8")
            left = max(60.0, self.until - time.monotonic())
            words = ("--doors", ",".join(doors), "--programs", asked, "--told", told, "--minutes", left / 60)
            done: list[str] = []
            with said.open("wb") as output:
                process = self._started(user, Path(base), (*words, "--without", self.without), output)
                ends = time.monotonic() + LONGEST
                while (ended := process.poll()) is None and time.monotonic() < ends:
                    time.sleep(0.5)
                    for line in [*_lines(told)][len(done) :]:
                        done.append(line["door"])
                        yield line["door"], Findings(line["by_program"], line["shared"])
                process.kill()
            for line in [*_lines(told)][len(done) :]:
                done.append(line["door"])
                yield line["door"], Findings(line["by_program"], line["shared"])
            if ended:
                why = f"the process ended with {ended}: {said.read_text('utf-8', 'replace')[-1500:]}"
                yield next(door for door in doors if door not in done), Findings(shared=[why])

    def _started(self, user: str, base: Path, words: Sequence[object], output: IO[bytes]) -> subprocess.Popen[bytes]:
        options = ("-P", "-m", "tests.attacks.batches", *map(str, words))
        env = {"TMPDIR": str(base), "HOME": str(base), "OMP_NUM_THREADS": "1"}
        if user == "root":
            command, whole = [sys.executable, *options], {**os.environ, **env, "PYTHONPATH": str(ROOT)}
        else:
            command, whole = as_nobody(self.place.python, *options), self.place.environment | env
        return subprocess.Popen(command, cwd=base, env=whole, stdout=output, stderr=output)


def main() -> int:
    """Run what is not in the ledger yet, as long as there is time, and show the table."""
    asked = _asked()
    programs = tuple(each.name for each in attacks() if each.name.startswith(asked.family))
    done = _latest(asked.ledger)
    with readable_by_all() as place:
        worker = Worker(place, time.monotonic() + 60 * (asked.minutes or 1e6), asked.without)
        for part in _parts(asked, programs):
            waiting = [door for door in asked.doors if not all((door, part.user, one) in done for one in part.programs)]
            if waiting and time.monotonic() < worker.until:
                _run(part, waiting, worker, asked.ledger)
    return _show(asked, programs)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doors", nargs="*", metavar="DOOR", help=f"of {', '.join(DOORS)}; all unless said")
    parser.add_argument("--as", dest="users", default=",".join(USERS), help="root, ordinary or both")
    parser.add_argument("--parts", type=int, default=5)
    parser.add_argument("--ledger", type=Path, default=Path("doors.jsonl"))
    parser.add_argument(
        "--minutes", type=float, default=0, help="begin no further door after so long; 0: run to the end"
    )
    parser.add_argument("--family", default="", help="only programs whose names begin so")
    parser.add_argument("--without", default="", help="walls to take away, with bubblewrap and namespaces: a control")
    asked = parser.parse_args()
    if unknown := set(asked.doors) - DOORS.keys():
        parser.error(f"no such door: {', '.join(sorted(unknown))}")
    asked.doors = asked.doors or [*DOORS]
    asked.users = asked.users.split(",")
    return asked


def _parts(asked: argparse.Namespace, programs: Sequence[str]) -> Iterator[Part]:
    for user in asked.users:
        for number in range(asked.parts):
            if mine := tuple(programs[number :: asked.parts]):
                yield Part(user, f"{number + 1}/{asked.parts}", mine)


def _run(part: Part, doors: Sequence[str], worker: Worker, ledger: Path) -> None:
    """Take a part through the doors, search where something came through, and write down every program."""
    began = time.monotonic()
    for door, findings in worker.tried(part.user, doors, part.programs):
        attempt = partial(_alone, worker, part.user, door)
        wrong = found_out(part.programs, attempt, findings)
        with ledger.open("a", encoding="utf-8") as lines:
            for program in dict.fromkeys((*part.programs, *wrong)):
                line = {"door": door, "user": part.user, "program": program, "held": program not in wrong}
                lines.write(json.dumps(line | ({"why": wrong[program]} if program in wrong else {})) + "\n")
        told = f"NOT HELD: {wrong}" if wrong else "held"
        console.print(f"{door}, {part.user} {part.name}: {len(part.programs)} programs, {told}", markup=False)
    console.print(f"{part.user} {part.name}: {time.monotonic() - began:.0f} s")


def _alone(worker: Worker, user: str, door: str, programs: Sequence[str]) -> Findings:
    found = dict(worker.tried(user, (door,), programs))
    return found.get(door, Findings(shared=["there was no time for it"]))


def _show(asked: argparse.Namespace, programs: Sequence[str]) -> int:
    """Print how many programs were held, by door and user, and which were not → 1 where any was not."""
    latest = _latest(asked.ledger)
    table = Table("door", *USERS, title=f"Programs held, of {len(programs)}")
    for door in DOORS:
        table.add_row(door, *(_count(latest, door, user) for user in USERS))
    console.print(table)
    wrong = [f"{' '.join(key)}: {line['why']}" for key, line in latest.items() if not line["held"]]
    console.print("\n".join(wrong) or f"Nothing came through, of {len(latest)} tried.", markup=False)
    return 1 if wrong else 0


def _count(latest: Mapping[tuple[str, str, str], Mapping[str, Any]], door: str, user: str) -> str:
    held = [line["held"] for (one, who, _), line in latest.items() if (one, who) == (door, user)]
    return f"{sum(held)}" + (f", {len(held) - sum(held)} NOT" if not all(held) else "") if held else "–"


def _latest(ledger: Path) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The last line of each program at each door, by whom."""
    return {(line["door"], line["user"], line["program"]): line for line in _lines(ledger)}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        yield from map(json.loads, path.read_text("utf-8").splitlines())


if __name__ == "__main__":
    raise SystemExit(main())
