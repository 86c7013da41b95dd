"""kill -9 at any moment: does the same command end with what an undisturbed run gives, byte for byte?

    .venv/bin/python benchmarks/kills.py [--kills 100] [--students 200] [--cluster-every 5] [--level full|core|trusted-only] [--postgresql]
        [--seed 1] [--log kills.jsonl]
    .venv/bin/python benchmarks/kills.py --portal [--kills 100] [--students 40] [--postgresql] [--seed 1] [--log kills.jsonl]

A class is graded over and over into an empty folder and store; on the way the grader, its fork server or a child of that
is killed at random moments, or, in every so many'th class, a worker of a Dask cluster. Whenever the grader was the victim the same
command is given again; with --postgresql the store is such a server, and its processes are among the victims. Each class must end with the pages, the tables and the record of the undisturbed one.
A grader may die before its first page; a server or child only once something was graded since the last death, since work that is
killed again and again is for a person to look at. With --portal it is the portal's processes that die while a class hands in: see
portal_kills.py. With --log every run adds a line to a file, and the sum over all runs is printed.
"""

from __future__ import annotations

import argparse
import json
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
import psycopg
from portal_kills import portal_kills
from rich.console import Console
from speed import one
from speed.processes import FORK_SERVER, inside

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.databases import server

GRADER, SERVER, CHILD, WORKER, DATABASE = "grader", FORK_SERVER, "child", "Dask worker", "PostgreSQL process"
LEVELS = {
    "full": (),
    "core": ("from autograder.sandbox.host import sandbox", "sandbox.STRONGEST_FIRST = sandbox.STRONGEST_FIRST[-1:]"),
    "trusted-only": (),
}
"""Said before the command: CORE is taken where nothing stronger stands, so nothing stronger is offered. A cluster's workers choose
their own walls, and which they were stands on every page: a class at CORE is never graded on one."""
STUDENTS_A_KILL = 3
PAUSE = 0.2
EARLY = 0.05
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
    parser.add_argument("--level", choices=LEVELS, default="full")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--portal", action="store_true", help="kill a portal's processes while a class hands in")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, help="add a line to this file, and print the sum of its lines")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="autograder-kills-") as room, ExitStack() as stack:
        store = stack.enter_context(server()) if asked.postgresql else None
        Path(room).chmod(0o755)
        if asked.portal:
            backend = {DATABASE: lambda: _kill_a_backend(store)} if store else {}
            told, right = portal_kills(Path(room), store or f"{room}/ag.db", asked, backend)
        else:
            told, right = kills(Class(Path(room), asked.level, store), asked)
    if asked.log:
        _sum(asked, told, right=right)
    raise SystemExit(0 if right else 1)


def _sum(asked: argparse.Namespace, told: Counter[str], *, right: bool) -> None:
    """Add this run to the log, and print what all runs together killed."""
    run = {"portal": asked.portal, "level": asked.level, "postgresql": asked.postgresql, "killed": told, "right": right}
    with asked.log.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(run) + "\n")
    runs = [*map(json.loads, asked.log.read_text("utf-8").splitlines())]
    everything = sum((Counter(each["killed"]) for each in runs), Counter[str]())
    wrong = sum(not each["right"] for each in runs)
    console.print(f"So far {everything.total()} kills in {len(runs)} runs, {wrong} of them wrong: {dict(everything)}")


@dataclass(frozen=True)
class Class:
    """A class that is graded again and again: where, behind which walls, into which store."""

    room: Path
    level: str
    store: str | None

    @property
    def address(self) -> str:
        """The address of the store."""
        return self.store or str(self.room / "ag.db")

    def command(self, options: tuple[str, ...]) -> list[str]:
        """The command that grades it."""
        level = ("--trusted-only",) if self.level == "trusted-only" else ()
        _, _, _, *words = one.grading(self.room, 2, *level, *options, "--store", self.address)
        said = (*LEVELS[self.level], "import sys", "from autograder.__main__ import main", "main()")
        return [sys.executable, "-c", "\n".join(said), *words]

    def clear(self) -> None:
        """Nothing is graded yet."""
        shutil.rmtree(self.room / "out", ignore_errors=True)
        for file in self.room.glob("ag.db*"):
            file.unlink()
        if self.store:
            with _patiently(self.store) as database:
                database.execute("DROP SCHEMA IF EXISTS public CASCADE")
                database.execute("CREATE SCHEMA public")

    def rows(self) -> list[tuple[Any, ...]]:
        """Every grade on record, but for when it was written."""
        query = "SELECT week, student, digest, provenance, status, points, out_of FROM grades ORDER BY student"
        with _patiently(self.store) if self.store else sqlite3.connect(self.address) as database:
            return [tuple(row) for row in database.execute(query).fetchall()]


def _patiently(address: str) -> psycopg.Connection[Any]:
    """A connection, once a server whose process was killed has recovered."""
    for _ in range(100):
        with suppress(psycopg.OperationalError):
            return psycopg.connect(address, autocommit=True)
        time.sleep(0.2)
    raise SystemExit("The database does not come back.")


def kills(graded: Class, asked: argparse.Namespace) -> tuple[Counter[str], bool]:
    """Who was killed how often, and whether every class ended as the undisturbed one."""
    one.week(graded.room / "course")
    one.handed_in(graded.room / "class", asked.students)
    started = time.monotonic()
    _finish(graded, ())
    seconds = time.monotonic() - started
    right, chance = _result(graded), random.Random(asked.seed)
    console.print(f"Undisturbed: {asked.students} students in {seconds:.0f} s, {len(right)} files and rows.")
    told, dead, classes, differing = Counter[str](), 0, 0, 0
    while dead < asked.kills:
        classes += 1
        there = bool(asked.cluster_every) and classes % asked.cluster_every == 0 and graded.level != "core"
        most = min(asked.kills - dead, asked.students // STUDENTS_A_KILL)
        tally = _on_a_cluster(graded, chance, asked.kills - dead) if there else _class(graded, chance, most)
        found = _result(graded)
        same = found == right
        differing += not same
        dead += tally.total()
        told += tally
        what = ", ".join(f"{number} × {victim}" for victim, number in tally.items()) or "nothing"
        console.print(
            f"class {classes}: killed {what}: {'the same bytes' if same else f'DIFFERS in {_differing(right, found)}'}"
        )
    console.print(
        f"{dead} kills in {classes} classes of {asked.students}, {graded.level}, {'PostgreSQL' if graded.store else 'SQLite'} "
        f"({dict(told)}): {differing} ended differently."
    )
    return told, not differing


@dataclass
class Run:
    """A class that is being graded, and who may be killed."""

    graded: Class
    chance: random.Random
    most: int
    options: tuple[str, ...] = ()
    victims: tuple[str, ...] = (GRADER, SERVER, CHILD, CHILD, CHILD)
    dead: Counter[str] = field(default_factory=Counter)
    workers: object = None

    def play(self) -> Counter[str]:
        """Grade to the end, killing on the way; who died how often."""
        self.graded.clear()
        aims = self.chance.randint(1, self.most)
        last = time.time()
        while True:
            process = _start(self.graded, self.options)
            database = self.dead[DATABASE]
            while process.poll() is None:
                time.sleep(2 * PAUSE * self.chance.random())
                victim = self.chance.choice(self.victims)
                if self.dead.total() < aims and self._may_die(victim, last) and self._kill(victim, process):
                    self.dead[victim] += 1
                    last = time.time()
            lost_its_database = process.returncode and self.dead[DATABASE] > database
            if process.returncode != -signal.SIGKILL and not lost_its_database:
                break
        if process.returncode:
            raise SystemExit((self.graded.room / "said").read_text("utf-8", "replace")[-3000:])
        return +self.dead

    def _may_die(self, victim: str, last: float) -> bool:
        """Whether this victim's turn may have come: a grader's now and then before its first page, all others' after one."""
        early = victim == GRADER and self.chance.random() < EARLY
        return early or _under_way(self.graded.room, began=last)

    def _kill(self, victim: str, process: subprocess.Popen[bytes]) -> bool:
        if victim == WORKER:
            return self._kill_a_worker()
        if victim == DATABASE:
            return _kill_a_backend(self.graded.address)
        if victim == GRADER:
            process.kill()
            process.wait()
            return True
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline and process.poll() is None:
            with suppress(psutil.Error, ProcessLookupError, IndexError):
                os.kill(self.chance.choice(inside(process.pid, victim)), signal.SIGKILL)
                return True
        return False

    def _kill_a_worker(self) -> bool:
        machines = self.workers
        name = self.chance.choice([*machines.workers])
        machines.kill(name)
        del machines.workers[name]
        machines.add(f"w{time.monotonic_ns()}")
        return True


def _kill_a_backend(address: str) -> bool:
    """Kill the process of our server that talks to the grader: all others then start anew."""
    data = Path(address.partition("host=")[2]) / "data"
    main = int((data / "postmaster.pid").read_text("ascii").split()[0])
    for process in psutil.Process(main).children():
        with suppress(psutil.Error):
            if "postgres: ta postgres" in " ".join(process.cmdline()):
                process.kill()
                return True
    return False


def _class(graded: Class, chance: random.Random, most: int) -> Counter[str]:
    return Run(
        graded, chance, most, victims=(GRADER, SERVER, CHILD, CHILD, CHILD, *([DATABASE] if graded.store else ()))
    ).play()


def _on_a_cluster(graded: Class, chance: random.Random, most: int) -> Counter[str]:
    from tests.execution.clusters import cluster

    place = graded.room / "cluster"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with ExitStack() as stack:
        machines = stack.enter_context(cluster(place, "first", "second"))
        run = Run(
            graded, chance, min(most, MOST_WORKERS_A_CLASS), ("--cluster", machines.address), (GRADER, WORKER, WORKER)
        )
        run.workers = machines
        return run.play()


def _under_way(room: Path, *, began: float) -> bool:
    """Whether this run has written its first pages."""
    pages = room / "out" / "feedback"
    return pages.is_dir() and pages.stat().st_mtime > began


def _start(graded: Class, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    with (graded.room / "said").open("wb") as said:
        return subprocess.Popen(graded.command(options), stdout=said, stderr=said)


def _finish(graded: Class, options: tuple[str, ...]) -> None:
    process = _start(graded, options)
    if process.wait():
        raise SystemExit((graded.room / "said").read_text("utf-8", "replace")[-3000:])


def _result(graded: Class) -> dict[str, Any]:
    """Every file of the class, and every row on record but for when it was written. What running took is measured, not graded."""
    out = graded.room / "out"
    found: dict[str, Any] = {
        path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()
    }
    found["index.html"] = MEASURED.sub("", (out / "index.html").read_text("utf-8"))
    found["record"] = graded.rows()
    return found


def _differing(right: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Files that differ, and whose row on record is another: student, status, points."""
    names = sorted(name for name in right.keys() | found.keys() if right.get(name) != found.get(name))
    rows = [f"{row[1]} {row[4]} {row[5]:g}" for row in found["record"] if row not in right["record"]]
    return [*names[:5], *rows[:5]]


if __name__ == "__main__":
    main()
