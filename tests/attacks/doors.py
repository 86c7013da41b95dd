"""A class of hostile programs → complaints by student, through one of our own commands at a time.

A complaint is anything that is not as it must be: another mark than is written on the program, a command that ends otherwise
than with an answer. What others' systems do with our part is in systems.py; evidence.py looks at what was left behind.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.__main__ import run
from autograder.model import Grade, Outcome, Upload, UploadedFile
from autograder.store.store import Store
from autograder.store.uploads import Uploads
from autograder.submissions.receipt import to_json, upload_receipt
from autograder.workflows import name_mistake, verify
from tests.attacks import classes, evidence, own_machine, systems
from tests.attacks.evidence import Findings
from tests.attacks.room import Room
from tests.execution.clusters import cluster

VARYING = {"exhausting", "leaving", "staying", "poisoning"}
"""Families with programs that a clock ends, or chance: graded again they may be stopped at another place."""
_ANSWERS = {0, 1, 2}


def through(door: str, room: Room) -> Findings:
    """All complaints of a class at a door, and what it left behind."""
    return watched(room, lambda: DOORS[door](room))


def watched(room: Room, enter: Callable[[], Mapping[str, str]]) -> Findings:
    """The complaints that `enter` returns, by student, and what was left behind. Nothing that happens there ends this."""
    found = Findings()
    given = evidence.everything(room.course / "solutions", room.works)
    try:
        for student, said in enter().items():
            found.add(student, said)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, some program has caused it
        found.add(None, f"it ended with {error!r}"[:2000])
    if evidence.everything(room.course / "solutions", room.works) != given:
        found.add(None, "the week, or what was handed in, is not what it was")
    evidence.look(room.folder, found)
    for honest in found.by_student.keys() - room.hostile.keys():  # whom somebody has harmed
        found.shared.append(f"{honest} is honest, and {found.by_student.pop(honest)}")
    return found


def grade(room: Room) -> dict[str, str]:
    """`grade`, the whole class in one command."""
    return _otherwise(room, classes.passed(room.graded / "grades.json"))


def on_a_cluster(room: Room) -> dict[str, str]:
    """`grade --cluster`, with one worker of Dask."""
    out, store = room.folder / "out of a cluster", room.folder / "other.db"
    with cluster(room.folder, "first") as machines:
        words = ("--out", out, "--cluster", machines.address, "--store", store, "--course", room.course)
        assert run(["grade", "week01", str(room.works), *map(str, words)]) in {0, 1}
    return _otherwise(room, classes.passed(out / "grades.json"))


def portal(room: Room) -> dict[str, str]:
    """`work`, of uploads as the portal keeps them."""
    store = str(room.folder / "portal.db")
    with Store(store) as opened:
        uploads = Uploads(opened)
        for student, attack in room.who.items():
            _hand_in(uploads, student, classes.files_of(attack, student))
    assert run(["work", "--once", "--store", store, *room.in_course]) == 0
    with Store(store) as opened:
        return _otherwise(room, {one.student: _passed(one) for one in opened.grades("week01")})


def receipts(room: Room) -> dict[str, Path]:
    """`receipts` of the graded class → where each lies, by student."""
    assert room.graded
    folder = room.folder / "receipts"
    assert run(["receipts", "week01", "--out", str(folder), "--course", str(room.course)]) == 0
    return {json.loads(path.read_text("utf-8"))["student"]: path for path in sorted(folder.iterdir())}


def verifying(room: Room) -> dict[str, str]:
    """`verify` of each receipt: the work gives the same bytes again."""
    found = {}
    there = receipts(room)
    with _opened_once(room):
        for student, attack in room.who.items():
            code = run(["verify", str(there[student]), "--course", str(room.course)]) if student in there else None
            varies = attack and attack.name.partition("/")[0] in VARYING
            if code not in ({0, 1} if varies else {0}):
                found[student] = f"verify ended with {code}"
    return found


def learning(room: Room) -> dict[str, str]:
    """`learn` from each work of the graded class: it runs in the sandbox, and one that shows nothing is refused."""
    assert room.graded
    hints = ("--hint-ko", "힌트입니다.", "--hint-en", "A hint.")
    with _opened_once(room):
        codes = {
            student: run(
                ["learn", "week01", student, "mse", "--name", f"of_{student}", *hints, "--course", str(room.course)]
            )
            for student in room.hostile
        }
    shutil.rmtree(room.course / "solutions" / "week01" / "learnt", ignore_errors=True)
    return {student: f"learn ended with {code}" for student, code in codes.items() if code not in _ANSWERS}


def similar(room: Room) -> dict[str, str]:
    """`similar`, of the whole graded class."""
    assert room.graded
    words = ("similar", "week01", "--out", str(room.folder / "similar.html"), "--course", str(room.course))
    assert run([*words]) == 0
    return {}


def check_and_submit(room: Room, only: Sequence[str] = ()) -> dict[str, str]:
    """`check` and `submit` on each student's own machine; what they hand in is graded as any other work.

    Nothing holds it on its own machine, where nothing secret is either: what counts is that both commands come to an end.
    """
    found = own_machine.check_and_submit(room, only or [*room.who])
    inbox, out, store = (room.folder / name for name in ("inbox", "handed in", "in.db"))
    words = ("grade", "week01", inbox, "--out", out, "--store", store, *room.in_course)
    assert run([*map(str, words)]) in {0, 1}
    earned = classes.passed(out / "grades.json")
    more = {who: f"earned {earned[who]}" for who in earned if not earned[who] <= room.expected[who]}
    return more | found


DOORS: Mapping[str, Callable[[Room], dict[str, str]]] = {
    "grade": grade,
    "verify": verifying,
    "learn": learning,
    "similar": similar,
    "cluster": on_a_cluster,
    "portal": portal,
    "nbgrader": systems.nbgrader_whole,
    "otter": systems.otter_plugin,
    "gradescope": systems.gradescope_harness,
    "check_and_submit": check_and_submit,
}
"""Every door, those that share a graded class side by side."""


def _otherwise(room: Room, found: Mapping[str, set[str]]) -> dict[str, str]:
    """Who did not earn just what is written at the program's head."""
    wrong = {who: f"earned {found.get(who)}" for who in room.who if found.get(who) != room.expected[who]}
    assert not found.keys() - room.who.keys(), "somebody is graded who is not in the class"
    return wrong


@contextmanager
def _opened_once(room: Room) -> Iterator[None]:
    """`verify` and `learn` find the week and its sandbox open, instead of opening both for each."""
    week = (room.opened.assignment, room.opened.judge)
    with pytest.MonkeyPatch.context() as changed:
        for command in (verify, name_mistake):
            changed.setattr(command, "open_week", lambda *_: nullcontext(week))
            changed.setattr(command, "open_runner", lambda *_, **__: nullcontext(room.runner))
        yield


def _hand_in(uploads: Uploads, student: str, files: dict[str, bytes]) -> None:
    now = datetime.now(UTC)
    receipt = upload_receipt(student, "week01", files, now)
    kept = tuple(UploadedFile(name, digest, len(files[name])) for name, digest in receipt.files.items())
    uploads.hand_in(Upload(0, "week01", student, now, to_json(receipt), kept), files)


def _passed(grade: Grade) -> set[str]:
    return {mark.verdict.check for mark in grade.marks if mark.verdict.outcome is Outcome.PASSED}
