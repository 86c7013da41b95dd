"""What the portal bears: hand-ins at the deadline, feedback, a regrade beside it, a TA's pages; percentiles, on both databases.

    .venv/bin/python benchmarks/portal.py [hand-in] [feedback] [regrade] [pages] [overload] [--students 500] [--seconds 60] [--postgresql]

Without a word all of it on SQLite, in some minutes on two idle cores; `--postgresql` starts such a server and measures on it. The
server, its grader and the students are processes of this machine, so that all share the same cores.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import psutil
import sqlalchemy as sa
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from speed import six  # noqa: E402

from autograder.model import (  # noqa: E402
    Check,
    CourseRole,
    Grade,
    LatePolicy,
    Mark,
    Member,
    Outcome,
    Provenance,
    RegradeState,
    SecretKind,
    Signed,
    Status,
    Submission,
    Verdict,
    WeekVersion,
)
from autograder.store.members import Members  # noqa: E402
from autograder.store.packing import columns, mark_columns, signed_columns  # noqa: E402
from autograder.store.regrades import Regrades  # noqa: E402
from autograder.store.schema import grades, marks, standings, submissions  # noqa: E402
from autograder.store.store import Store  # noqa: E402
from tests.databases import server  # noqa: E402

WEEK = "six"
NOW = datetime.now(UTC)
CLIENT = httpx2.Client(
    timeout=60, verify=False, limits=httpx2.Limits(max_connections=100, max_keepalive_connections=100)
)
console = Console(width=120, highlight=False)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--students", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=60.0, help="over which they hand in (default 60)")
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server of its own; default: SQLite")
    asked = parser.parse_args()
    if unknown := {*asked.sections} - SECTIONS.keys():
        parser.error(f"{sorted(unknown)} is not measured here; {', '.join(SECTIONS)} are.")
    console.print(
        f"{os.cpu_count()} processors, {platform.processor() or platform.machine()}, Python {platform.python_version()}"
    )
    for name in asked.sections or SECTIONS:
        with tempfile.TemporaryDirectory(prefix="autograder-portal-") as room, ExitStack() as stack:
            asked.store = stack.enter_context(server(durable=True)) if asked.postgresql else str(Path(room, "a.db"))
            console.print(SECTIONS[name](Path(room), asked))


def hand_in(room: Path, asked: argparse.Namespace) -> Table:
    """Everybody within a minute, while a grader works: receipts lost, failed, and how long they took."""
    with portal(room, asked, graders=1) as (address, tokens, _):
        began = time.monotonic()

        def one(number: int) -> tuple[float, int]:
            time.sleep(max(0.0, random.Random(number).uniform(0, asked.seconds) - (time.monotonic() - began)))
            return sent(address, tokens[number], number)

        with ThreadPoolExecutor(64) as pool:
            told = list(pool.map(one, range(asked.students)))
        lost = asked.students - sum(status == 201 for _, status in told)
        kept = sum(CLIENT.get(f"{address}/health").json()["jobs"].values())
    table = figures(f"{asked.students} students hand in within {asked.seconds:g} s")
    row(table, "receipt", [seconds for seconds, _ in told], "p95 ≤ 0.5 s, p99 ≤ 1 s")
    table.add_row("not answered 201", str(lost), "", "", "", "0")
    table.add_row("receipts without their work", str(asked.students - lost - kept), "", "", "", "0")
    return table


def feedback(room: Path, asked: argparse.Namespace) -> Table:
    """From the receipt to the result, one student a second; then all at once, graded a minute."""
    with portal(room, asked, graders=1) as (address, tokens, _):
        wait_for(address, tokens[0], sent_upload(address, tokens[0], 0))  # the week is warm now
        waits = []
        with ThreadPoolExecutor(32) as pool:
            began = time.monotonic()

            def one(number: int) -> float:
                time.sleep(max(0.0, number - (time.monotonic() - began)))
                upload, since = sent_upload(address, tokens[number], number), time.monotonic()
                wait_for(address, tokens[number], upload)
                return time.monotonic() - since

            waits = list(pool.map(one, range(1, 61)))
            many = min(asked.students, 300)
            began = time.monotonic()
            list(pool.map(lambda number: sent(address, tokens[number], 1000 + number), range(many)))
            until(lambda: not {"waiting", "running"} & open_jobs(address), 600)
            a_minute = 60 * many / (time.monotonic() - began)
    table = figures("six questions: from receipt to result, one a second; then all at once")
    row(table, "feedback at 60 a minute", waits, "p95 ≤ 5 s")
    table.add_row("graded a minute", f"{a_minute:.0f}", "", "", "", "≥ 600")
    return table


def regrade(room: Path, asked: argparse.Namespace) -> Table:
    """Live feedback alone, and beside a regrade of the class: from the receipt to the result, one a second."""
    with portal(room, asked, graders=1) as (address, tokens, _):
        wait_for(address, tokens[0], sent_upload(address, tokens[0], 0))
        with ThreadPoolExecutor(64) as pool:
            list(pool.map(lambda number: sent(address, tokens[number], number), range(asked.students)))
            until(lambda: not {"waiting", "running"} & open_jobs(address), 900)
            alone = list(pool.map(lambda number: waited(address, tokens[number], number), range(40)))
            with Store(asked.store) as store:
                Regrades(store).ask(WEEK, Signed("benchmark", datetime.now(UTC)))
            beside = list(pool.map(lambda number: waited(address, tokens[number], 100 + number), range(40)))
            with Store(asked.store) as store:
                until(
                    lambda: (it := Regrades(store).latest(WEEK)) is not None and it.state is RegradeState.PREVIEWED, 600
                )
    table = figures(f"live feedback beside a regrade of {asked.students}")
    row(table, "alone", alone, "")
    row(table, "beside the regrade", beside, "p95 not 20 % worse")
    return table


def waited(address: str, token: str, number: int) -> float:
    """Hand in, in turn, one a second → the seconds until the result is there."""
    time.sleep(number % 100)
    upload, since = sent_upload(address, token, 5000 + number), time.monotonic()
    wait_for(address, token, upload)
    return time.monotonic() - since


def pages(room: Path, asked: argparse.Namespace) -> Table:
    """The staff's pages with 2 000 students and 15 weeks on record, as the instructor sees them: what a TA does, and more."""
    students, weeks = 2000, 15
    with portal(room, asked, graders=0, weeks=weeks, students=students) as (address, tokens, served):
        headers = {"authorization": f"Bearer {tokens[-1]}", "accept": "text/html"}
        table = figures(f"pages of the staff, {students} students × {weeks} weeks", "processor time each")
        with httpx2.Client(base_url=address, headers=headers, timeout=300) as client:
            for path in (
                "/class",
                "/class/week01",
                "/class/week01?q=20230042",
                "/class/week01/students/20230042",
                "/class/week15",
                "/class/week15?sort=points&down=1&from=1000",
                "/class/week01/mistakes",
                "/class/week01/done",
                "/class/find?q=20231",
                "/class/week01/files",
                "/class/week15/items",
                "/class/week15/regrade",
                "/class/week15/publish",
                "/calendar",
                "/members",
            ):
                assert client.get(path).status_code == 200, path  # what is read once is read now
                times, busy = [], sum(served.cpu_times()[:2])
                for _ in range(40):
                    began = time.monotonic()
                    client.get(path)
                    times.append(time.monotonic() - began)
                row(table, path, times, "p95 ≤ 0.3 s", f"{(sum(served.cpu_times()[:2]) - busy) / len(times):.3f}")
    return table


def overload(room: Path, asked: argparse.Namespace) -> Table:
    """The same works one by one, and all at once while ten processes a core are busy: are verdicts the same bytes?"""
    many = min(asked.students, 60)
    (slow, calm), (fast, hurried) = (verdicts(room, asked, many, at_once=each) for each in (False, True))
    table = Table("", "calm", "busy", "goal", title=f"verdicts on {many} works, calm and at ten times overload")
    table.add_row("seconds", f"{slow:.0f}", f"{fast:.0f}", "")
    table.add_row("graded", str(len(calm)), str(len(hurried)), str(many))
    table.add_row("other bytes", "", str(sum(calm.get(each) != hurried.get(each) for each in calm)), "0")
    return table


def verdicts(room: Path, asked: argparse.Namespace, many: int, *, at_once: bool) -> tuple[float, dict[str, bytes]]:
    """Grade so many works → the seconds, and the bytes of each student's marks."""
    here = room / ("busy" if at_once else "calm")
    here.mkdir()
    with ExitStack() as stack:
        where = stack.enter_context(server(durable=True)) if asked.postgresql else str(here / "a.db")
        there = argparse.Namespace(**{**vars(asked), "store": where, "students": many})
        address, tokens, _ = stack.enter_context(portal(here, there, graders=1))

        def one(number: int) -> None:
            wait_for(address, tokens[number], sent_upload(address, tokens[number], number))

        one(0)
        began = time.monotonic()
        with busy(10 * (os.cpu_count() or 1) if at_once else 0), ThreadPoolExecutor(many if at_once else 1) as pool:
            list(pool.map(one, range(1, many)))
        seconds = time.monotonic() - began
        with Store(where) as store:
            return seconds, {each.student: msgspec.json.encode(each.marks) for each in store.grades(WEEK)}


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """So many processes that do nothing but work."""
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for each in spinning:
            each.kill()
            each.wait()


SECTIONS: dict[str, Callable[[Path, argparse.Namespace], Table]] = {
    "hand-in": hand_in,
    "feedback": feedback,
    "regrade": regrade,
    "pages": pages,
    "overload": overload,
}


# ---------------------------------------------------------------------- a portal of our own


@contextmanager
def portal(
    room: Path, asked: argparse.Namespace, *, graders: int, weeks: int = 0, students: int = 0
) -> Iterator[tuple[str, list[str], psutil.Process]]:
    """A server with its graders → its address, a token of each student and of the instructor, and its process."""
    course = room / "course"
    six.week(course)
    toml = course / "solutions" / WEEK / "week.toml"
    toml.write_text(toml.read_text("utf-8").replace("format = 1\n", 'format = 1\nfeedback = "at_once"\n', 1), "utf-8")
    for number in range(1, weeks + 1):
        here = course / "solutions" / f"week{number:02}"
        subprocess.run(["cp", "-r", str(course / "solutions" / WEEK), str(here)], check=True)
    people = [
        Member(f"2023{number:04}", CourseRole.STUDENT, f"Student {number}")
        for number in range(students or asked.students)
    ]
    with Store(asked.store) as store:
        members = Members(store)
        instructor = Member("professor", CourseRole.INSTRUCTOR, "Instructor")
        members.enrol([*people, instructor])
        whose = [*(people if not students else people[:1]), instructor]
        tokens = [members.issue(SecretKind.TOKEN, one.id, now=NOW, lasts=None, label="benchmark") for one in whose]
        for number in range(1, weeks + 1):
            filled(store, f"week{number:02}", people)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "autograder",
        "serve",
        "--port",
        str(port),
        "--graders",
        str(graders),
        "--store",
        asked.store,
    ]
    with subprocess.Popen(
        [*command, "--course", str(course)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as served:
        address = f"http://127.0.0.1:{port}"
        try:
            until(lambda: CLIENT.get(f"{address}/health").status_code == 200, 300)
            yield address, tokens, psutil.Process(served.pid)
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(timeout=90)


def filled(store: Store, week: str, people: Sequence[Member]) -> None:
    """A graded class of a week, with marks as the six questions have them: the rows that `save` writes, all of a week at once."""
    checks = tuple(Check(f"q{number}.value", f"q{number}", 1.0, f"q{number}/lecture", {}) for number in range(6))
    signed, draws = Signed("autograder", NOW), random.Random(week)
    due = NOW - timedelta(weeks=15 - int(week[-2:]))  # each week its own, and late days that last the course
    store.adopt(WeekVersion(week, f"v {week}", checks, due=due, late=LatePolicy(per_day=0.1, budget_days=5)), signed)
    graded = [_graded(one.id, week, checks, draws, due) for one in people]
    by, named = signed_columns(signed), {check.name: check for check in checks}
    store.save(graded[0], signed)
    with store._writing() as db:  # noqa: SLF001 - a class of rows at once, which no door of the store writes
        db.execute(submissions.insert(), [columns(each.submission) | by for each in graded[1:] if each.submission])
        works = _ids(db, submissions, week)
        made = [{**columns(each), **by, "submission": works[each.student]} for each in graded[1:]]
        db.execute(grades.insert(), made)
        kept = {student: number for student, number in _ids(db, grades, week).items() if student != graded[0].student}
        here = {"week": week}
        db.execute(standings.insert(), [{**here, "student": student, "grade": kept[student]} for student in kept])
        lines = [(each, mark_columns(mark, named)) for each in graded[1:] for mark in each.marks]
        db.execute(
            marks.insert(),
            [{**here, "student": each.student, "grade": kept[each.student], **row} for each, row in lines],
        )


def _ids(db: Connection, table: sa.Table, week: str) -> dict[str, int]:
    """Numbers of a week's rows by student."""
    found = db.execute(sa.select(table.c.student, table.c.id).where(table.c.week == week))
    return {row.student: row.id for row in found}


def _graded(student: str, week: str, checks: Sequence[Check], draws: random.Random, due: datetime) -> Grade:
    """A student's grade: four in five checks passed, one in ten late."""
    passed = [draws.random() < 0.8 for _ in checks]
    marks_given = tuple(
        Mark(
            Verdict(
                check.name,
                Outcome.PASSED if right else Outcome.FAILED,
                mistakes=() if right else (f"{check.exercise}__slip",),
            ),
            float(right),
            1.0,
        )
        for check, right in zip(checks, passed, strict=True)
    )
    made_from = Provenance(f"{student} {week}", f"v {week}", "1", "2", "full")
    came = due + timedelta(hours=draws.choice([-1] * 9 + [20]))
    work = Submission(student, week, (), made_from.submission, received=came)
    return Grade(student, week, Status.GRADED, marks_given, made_from, work)


# ---------------------------------------------------------------------- its students


def sent(address: str, token: str, number: int) -> tuple[float, int]:
    """Hand in once → its seconds and its status."""
    began = time.monotonic()
    status = asked_to_hand_in(address, token, number).status_code
    return time.monotonic() - began, status


def sent_upload(address: str, token: str, number: int) -> int:
    """Hand in once → the number of the upload."""
    return int(asked_to_hand_in(address, token, number).json()["upload"])


def asked_to_hand_in(address: str, token: str, number: int) -> Any:
    """The answer to one hand-in."""
    content = (six.IMPORTS + "\n".join(six.work(number).values())).encode()
    headers = {"authorization": f"Bearer {token}", "accept": "application/json"}
    files = [("files", ("regression.py", content))]
    return CLIENT.post(f"{address}/weeks/{WEEK}/hand-in", headers=headers, files=files)


def wait_for(address: str, token: str, upload: int) -> None:
    """Wait until an upload is graded."""
    headers = {"authorization": f"Bearer {token}", "accept": "application/json"}
    path = f"{address}/weeks/{WEEK}/attempts/{upload}/state"
    until(lambda: CLIENT.get(path, headers=headers).json()["state"] == "done", 300)


def open_jobs(address: str) -> set[str]:
    """States that some job is in."""
    return {state for state, count in CLIENT.get(f"{address}/health").json()["jobs"].items() if count}


def until(happened: Callable[[], bool], seconds: float) -> None:
    """Wait for something. SystemExit where it does not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(httpx2.TransportError, msgspec.DecodeError):
            if happened():
                return
        time.sleep(0.05)
    raise SystemExit(f"it did not happen in {seconds:g} s")


# ---------------------------------------------------------------------- figures


def figures(title: str, *more: str) -> Table:
    """A table of percentiles."""
    return Table("", "median", "p95", "p99", "most", "goal", *more, title=title)


def row(table: Table, name: str, seconds: Sequence[float], goal: str, *more: str) -> None:
    """Percentiles of some seconds as a row."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    shown = (statistics.median(seconds), cuts[94], cuts[98], max(seconds))
    table.add_row(name, *(f"{each:.3f}" for each in shown), goal, *more)


if __name__ == "__main__":
    main()
