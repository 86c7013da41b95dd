"""kill -9 at any moment while a class hands in: no receipt without its work, no mark doubled, no attempt charged.

    .venv/bin/python benchmarks/kills.py --portal [--kills 100] [--students 40] [--postgresql] [--seed 1] [--log kills.jsonl]

Students hand in at a portal again and again, and again where they were told nothing. Its server, its two graders, their
fork servers and children, and with --postgresql the database's processes are killed on the way, and started again as systemd
would. Then it is left alone until nothing waits, and everything on record is held against every receipt that was given.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import httpx2
import psutil
from speed import one
from speed.processes import FORK_SERVER, inside

from autograder.files import sha256
from autograder.model import CourseRole, JobState, Member, SecretKind, Signature, Status
from autograder.store.members import Members
from autograder.store.store import Store
from autograder.store.uploads import Uploads
from autograder.submissions.receipt import from_json
from autograder.submissions.signing import course_key, key_path, public_half, signature

WEEK = "one"
GRADERS = 2
CHILD, PAUSED = "child", "grader that sleeps on"
"""One that sleeps longer than its lease wakes up beside another that does its work."""
LEASE_SECONDS = 10
LEASE = (
    "from datetime import timedelta",
    "from autograder.workflows import grade_uploads",
    f"grade_uploads.LEASE = timedelta(seconds={LEASE_SECONDS})",  # as much shorter as these graders live
)
MAIN = ("import sys", "from autograder.__main__ import main", "main()")
TIMEOUT = 900
PAUSE = 1.5


@dataclass
class Portal:
    """A portal of one course: its processes by name, each started again when it is dead."""

    room: Path
    store: str
    port: int = 0
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """Where students hand in."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.names = ["serve", *(f"work {number}" for number in range(GRADERS))]
        self.keeper = threading.Thread(target=self._keep)
        self.keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.keeper.join()
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(60)
            process.kill()

    def _keep(self) -> None:
        while not self.over.wait(0.2):
            for name in self.names:
                if name not in self.running or self.running[name].poll() is not None:
                    self.running[name] = self._started(name)

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        where = ("--store", self.store, "--course", str(self.room / "course"))
        words = ("serve", "--graders", "0", "--port", str(self.port)) if name == "serve" else ("work", "--jobs", "2")
        said = (self.room / f"{name.replace(' ', '-')}.log").open("ab")
        command = [sys.executable, "-c", "\n".join((*LEASE, *MAIN)), *words, *where]
        with said:
            return subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)


@dataclass
class Student:
    """Somebody who hands in until told that it is kept, and remembers every receipt."""

    number: int
    token: str
    asked: int = 0
    receipts: list[tuple[int, str, bytes]] = field(default_factory=list)

    def hand_in(self, client: httpx2.Client, over: threading.Event) -> None:
        """Hand in something new."""
        body = one.SOLUTION.replace(one.BODY, one.WRONG if self.number % 3 == 0 else one.BODY)
        content = f"{body}# {self.number} {self.asked}\n".encode()
        headers = {"authorization": f"Bearer {self.token}", "accept": "application/json"}
        while not over.is_set():
            self.asked += 1
            with suppress(httpx2.HTTPError):
                answer = client.post(
                    f"/weeks/{WEEK}/hand-in", headers=headers, files=[("files", ("regression.py", content))]
                )
                if answer.status_code == 201:
                    told = answer.json()
                    self.receipts.append((told["upload"], json.dumps(told["receipt"]), content))
                    return
            time.sleep(0.3)


def portal_kills(
    room: Path, store: str, asked: argparse.Namespace, victims: dict[str, Callable[[], bool]]
) -> tuple[Counter[str], bool]:
    """Who was killed, and whether everything on record is as the receipts say. `victims`: more that can be killed, by name."""
    one.week(room / "course")
    toml = room / "course" / "solutions" / WEEK / "week.toml"
    toml.write_text(toml.read_text("utf-8").replace("format = 1\n", 'format = 1\nfeedback = "bucket"\n', 1), "utf-8")
    students = _enrolled(store, asked.students)
    chance, over, told = random.Random(asked.seed), threading.Event(), Counter[str]()
    with Portal(room, store) as portal:
        threads = [threading.Thread(target=_hand_in_often, args=(portal, each, over)) for each in students]
        for thread in threads:
            thread.start()
        _until(lambda: any(each.receipts for each in students), "nothing was handed in")
        while told.total() < asked.kills:
            time.sleep(2 * PAUSE * chance.random())
            name = chance.choice([*victims, *("serve", "grader", "grader", PAUSED, FORK_SERVER, CHILD)])
            told[name] += victims[name]() if name in victims else _killed(portal, name, chance)
        over.set()
        for thread in threads:
            thread.join()
        again = _drained(store)
    return +told, _as_it_must_be(store, room, students, told=told, again=again)


def _enrolled(store: str, count: int) -> list[Student]:
    with Store(store) as opened:
        members = Members(opened)
        members.enrol(Member(one.student(number), CourseRole.STUDENT) for number in range(count))
        now = datetime.now(UTC)
        return [
            Student(number, members.issue(SecretKind.TOKEN, one.student(number), now=now, lasts=None))
            for number in range(count)
        ]


def _hand_in_often(portal: Portal, student: Student, over: threading.Event) -> None:
    chance = random.Random(student.number)
    with httpx2.Client(base_url=portal.address, timeout=30) as client:
        while not over.wait(8 * chance.random()):
            student.hand_in(client, over)


def _killed(portal: Portal, name: str, chance: random.Random) -> bool:
    grader = portal.running.get(chance.choice(portal.names[1:]))
    with suppress(psutil.Error, ProcessLookupError, IndexError):
        if name == "serve":
            psutil.Process(portal.running[name].pid).kill()
            return True
        if grader is None or grader.poll() is not None:
            return False
        if name in {FORK_SERVER, CHILD}:
            psutil.Process(chance.choice(inside(grader.pid, name))).kill()
        elif name == PAUSED:
            grader.send_signal(signal.SIGSTOP)
            threading.Timer(1.5 * LEASE_SECONDS, grader.send_signal, (signal.SIGCONT,)).start()
        else:
            grader.kill()
        return True
    return False


def _drained(store: str) -> int:
    """Wait until nothing waits; what was set aside is asked for again, as a TA would → how often."""
    again = 0

    def done() -> bool:
        nonlocal again
        with Store(store) as opened:
            uploads = Uploads(opened)
            for aside in uploads.set_aside():
                uploads.requeue(aside.id)
                again += 1
            return not {JobState.WAITING, JobState.RUNNING} & {
                state for state, many in uploads.counts().items() if many
            }

    _until(done, "the queue does not end", pause=1.0)
    return again


def _as_it_must_be(store: str, room: Path, students: list[Student], *, told: Counter[str], again: int) -> bool:
    key = key_path(store, room / "course")
    public = public_half(course_key(key))
    wrong: list[str] = []
    given = kept = 0
    with Store(store) as opened:
        uploads = Uploads(opened)
        for each in students:
            name = one.student(each.number)
            attempts = {upload.id: upload for upload in uploads.attempts(WEEK, name)}
            given, kept = given + len(each.receipts), kept + len(attempts)
            for number, receipt, content in each.receipts:
                there = uploads.contents_of(number) if number in attempts else {}
                if there != {"regression.py": content} or sha256(content) not in from_json(receipt).files.values():
                    wrong.append(f"{name}: receipt {number} without its work")
                if signature(from_json(receipt), public) is not Signature.GENUINE:
                    wrong.append(f"{name}: receipt {number} is not the course's")
            if not len(each.receipts) <= len(attempts) <= each.asked:
                wrong.append(f"{name}: {len(attempts)} attempts, {each.asked} asked for")
            latest = uploads.contents_of(max(attempts, default=0))
            came = {upload.at for upload in attempts.values() if uploads.contents_of(upload.id) == latest}
            wrong += _marks(opened, name, came, each) if attempts else []
        if extra := {grade.student for grade in opened.grades(WEEK)} - {one.student(each.number) for each in students}:
            wrong.append(f"marks of nobody: {extra}")
    print(
        f"{told.total()} kills {dict(told)}; {given} receipts, {kept} uploads of {len(students)} students; "
        f"{again} set aside and asked for again; {len(wrong)} wrong."
    )
    print("\n".join(wrong[:20]), flush=True)
    return not wrong


def _marks(store: Store, name: str, came: set[datetime], student: Student) -> list[str]:
    """What is wrong with somebody's marks. `came`: when the work that counts was handed in; the same may have come twice."""
    grades = [grade for grade in store.grades(WEEK) if grade.student == name]
    if len(grades) != 1:
        return [f"{name}: {len(grades)} grades"]
    (grade,) = grades
    final = store.final_of(WEEK, name)
    right = (Status.GRADED, 0.0 if student.number % 3 == 0 else 1.0)
    wrong = [] if (grade.status, grade.points) == right else [f"{name}: {grade.status} {grade.points:g}"]
    if grade.submission is None or grade.submission.received not in came:
        wrong.append(f"{name}: the marks are not of the latest attempt")
    if final is None or final[1].points != grade.points:
        wrong.append(f"{name}: the record says otherwise than the grade")
    return wrong


def _until(happened: Callable[[], bool], otherwise: str, pause: float = 0.2) -> None:
    until = time.monotonic() + TIMEOUT
    while time.monotonic() < until:
        if happened():
            return
        time.sleep(pause)
    raise SystemExit(otherwise)
