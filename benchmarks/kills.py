"""kill -9 at any moment: does the same command end with what an undisturbed run gives, byte for byte?

    .venv/bin/python benchmarks/kills.py [--kills 100] [--students 200] [--cluster-every 5] [--seed 1]

A class is graded over and over into an empty folder and store; on the way the grader, its fork server or a child of that
is killed at random moments, or, in every so many'th class, a worker of a Dask cluster. Whenever the grader was the victim the same
command is given again. Each class must end with the pages, the tables and the record of the undisturbed one.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from speed import one

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
GRADER, SERVER, CHILD, WORKER = "grader", "fork server", "child", "Dask worker"
MOST_A_CLASS = 20
MOST_WORKERS_A_CLASS = 3  # a task whose workers die more often than that is given up, and a person must look
TIMEOUT = 1.0
MEASURED = re.compile(r'<section[^>]*aria-labelledby="resources">.*?</section>', re.DOTALL)
console = Console(width=120, highlight=False)


def main() -> None:
    """Kill until enough are dead, and say what became of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--cluster-every", type=int, default=5, help="0: never")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="autograder-kills-") as room:
        raise SystemExit(0 if kills(Path(room), asked) else 1)


def kills(room: Path, asked: argparse.Namespace) -> bool:
    """Whether every class ended as the undisturbed one."""
    one.week(room / "course")
    one.handed_in(room / "class", asked.students)
    started = time.monotonic()
    _finish(room, ())
    seconds = time.monotonic() - started
    right, chance = _result(room), random.Random(asked.seed)
    console.print(f"Undisturbed: {asked.students} students in {seconds:.0f} s, {len(right)} files and rows.")
    told, dead, classes, differing = Counter[str](), 0, 0, 0
    while dead < asked.kills:
        classes += 1
        there = bool(asked.cluster_every) and classes % asked.cluster_every == 0
        tally = _on_a_cluster(room, chance, asked.kills - dead) if there else _class(room, chance, asked.kills - dead)
        found = _result(room)
        same = found == right
        differing += not same
        dead += tally.total()
        told += tally
        what = ", ".join(f"{number} × {victim}" for victim, number in tally.items()) or "nothing"
        console.print(
            f"class {classes}: killed {what}: {'the same bytes' if same else f'DIFFERS in {_differing(right, found)}'}"
        )
    console.print(
        f"{dead} kills in {classes} classes of {asked.students} ({dict(told)}): {differing} ended differently."
    )
    return not differing


@dataclass
class Run:
    """A class that is being graded, and who may be killed."""

    room: Path
    chance: random.Random
    most: int
    options: tuple[str, ...] = ()
    victims: tuple[str, ...] = (GRADER, SERVER, CHILD)
    dead: Counter[str] = field(default_factory=Counter)
    workers: object = None

    def play(self) -> Counter[str]:
        """Grade to the end, killing on the way; who died how often."""
        _clear(self.room)
        aims = min(self.most, self.chance.randint(1, MOST_A_CLASS))
        while True:
            process, began = _start(self.room, self.options), time.time()
            while process.poll() is None:
                time.sleep(self.chance.random())
                if self.dead.total() < aims and _under_way(self.room, began=began):
                    victim = self.chance.choice(self.victims)
                    self.dead[victim] += self._kill(victim, process)
            if process.returncode != -signal.SIGKILL:
                break
        if process.returncode:
            raise SystemExit((self.room / "said").read_text("utf-8", "replace")[-3000:])
        return +self.dead

    def _kill(self, victim: str, process: subprocess.Popen[bytes]) -> bool:
        if victim == WORKER:
            return self._kill_a_worker()
        if victim == GRADER:
            process.kill()
            process.wait()
            return True
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline and process.poll() is None:
            with suppress(psutil.Error, ProcessLookupError, IndexError):
                os.kill(self.chance.choice(_inside(process.pid, victim)), signal.SIGKILL)
                return True
        return False

    def _kill_a_worker(self) -> bool:
        machines = self.workers
        name = self.chance.choice([*machines.workers])
        machines.kill(name)
        del machines.workers[name]
        machines.add(f"w{time.monotonic_ns()}")
        return True


def _class(room: Path, chance: random.Random, most: int) -> Counter[str]:
    return Run(room, chance, most).play()


def _on_a_cluster(room: Path, chance: random.Random, most: int) -> Counter[str]:
    from tests.execution.clusters import cluster

    place = room / "cluster"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with ExitStack() as stack:
        machines = stack.enter_context(cluster(place, "first", "second"))
        run = Run(
            room, chance, min(most, MOST_WORKERS_A_CLASS), ("--cluster", machines.address), (GRADER, WORKER, WORKER)
        )
        run.workers = machines
        return run.play()


def _inside(grader: int, victim: str) -> list[int]:
    """Processes in the sandbox of this grader: the server is the first that is not bubblewrap, its children are of submissions."""
    servers = [
        process
        for process in psutil.Process(grader).children(recursive=True)
        if "autograder.sandbox.guest.server" in " ".join(process.cmdline()) and "bwrap" not in process.name()
    ]
    tops = [each for each in servers if each.ppid() not in {other.pid for other in servers}]
    rest = [each.pid for each in servers if each.ppid() in {other.pid for other in servers}]
    return [each.pid for each in tops] if victim == SERVER else rest


def _under_way(room: Path, *, began: float) -> bool:
    """Whether this run has written its first pages."""
    pages = room / "out" / "feedback"
    return pages.is_dir() and pages.stat().st_mtime > began


def _start(room: Path, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    with (room / "said").open("wb") as said:
        return subprocess.Popen([*one.grading(room, 2, *options)], stdout=said, stderr=said)


def _finish(room: Path, options: tuple[str, ...]) -> None:
    process = _start(room, options)
    if process.wait():
        raise SystemExit((room / "said").read_text("utf-8", "replace")[-3000:])


def _clear(room: Path) -> None:
    shutil.rmtree(room / "out", ignore_errors=True)
    for file in room.glob("ag.db*"):
        file.unlink()


def _result(room: Path) -> dict[str, Any]:
    """Every file of the class, and every row on record but for when it was written. What running took is measured, not graded."""
    out = room / "out"
    found: dict[str, Any] = {
        path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()
    }
    found["index.html"] = MEASURED.sub("", (out / "index.html").read_text("utf-8"))
    with sqlite3.connect(room / "ag.db") as store:
        rows = store.execute(
            "SELECT week, student, digest, provenance, status, points, out_of FROM grades ORDER BY student"
        )
        found["record"] = rows.fetchall()
    return found


def _differing(right: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Files that differ, and whose row on record is another: student, status, points."""
    names = sorted(name for name in right.keys() | found.keys() if right.get(name) != found.get(name))
    rows = [f"{row[1]} {row[4]} {row[5]:g}" for row in found["record"] if row not in right["record"]]
    return [*names[:5], *rows[:5]]


if __name__ == "__main__":
    main()
