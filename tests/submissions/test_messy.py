"""One folder with every layout at once, as a TA finds it in Downloads at the end of a week."""

from __future__ import annotations

import unicodedata
from itertools import product
from typing import TYPE_CHECKING

import pytest

from autograder.model import Fate, Reason
from autograder.submissions import collect
from tests.submissions.received import EXERCISES, GRID, notebook, place, roster, zipped, zipped_in

if TYPE_CHECKING:
    from pathlib import Path

FAMILY, FIRST, LAST = "김이박최정강", "민서지하도", "준연우"
NAMES = ["".join(each) for each in product(FAMILY, FIRST, LAST)][:60]
NAMES[51] = NAMES[47]  # two students of one name, told apart by id
ROSTER = roster(*NAMES)
UNREADABLE = {58, 59}
STAMP = "2024-09-13"


def work(i: int, suffix: str = ".py", more: str = "") -> bytes:
    code = f"{GRID}student = {i}\n{more}"
    return notebook("%matplotlib inline\n", code) if suffix == ".ipynb" else code.encode()


def sid(i: int) -> str:
    return ROSTER[i].id


def canvas() -> dict[str, bytes]:
    files = {f"{NAMES[i]}_4821{i}_10293{i}_tensors.py": work(i) for i in range(7)}
    files["__MACOSX/._x"] = b""
    files[f"{NAMES[7]}_LATE_48217_102937_hw.zip"] = zipped({"hw/tensors.ipynb": work(7, ".ipynb"), ".DS_Store": b""})
    files[f"{NAMES[8]}_48218_102938_hw.zip"] = zipped({"a/b.zip": zipped({"tensors.py": work(8)})})
    files[f"{NAMES[9]}_48219_102939_tensors.py"] = work(9)
    files[f"{NAMES[9]}_48219_102940_loss.py"] = b"def mse(y, yhat):\n    return 9\n"
    return files


def moodle() -> dict[str, bytes]:
    folders = {f"{NAMES[i]}_7{i}_assignsubmission_file/hw.ipynb": work(i, ".ipynb") for i in range(10, 15)}
    flat = {f"{NAMES[i]}_7{i}_assignsubmission_file_tensors.py": work(i) for i in range(15, 17)}
    return folders | flat | {"참가자_717_assignsubmission_file/20231017.py": work(17)}


def blackboard() -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for i in range(18, 23):
        base = f"HW_4_s{i:03}_attempt_{STAMP}-10-00-{i}"
        files[f"{base}.txt"] = f"Name: {NAMES[i]} (s{i:03})\nAssignment: HW 4\nFiles:\n".encode()
        files[f"{base}_tensors.py"] = work(i)
    for i in range(23, 28):
        base = f"과제4_u{i}_attempt_{STAMP}-10-00-{i}"
        text = f"이름: 01분반.{NAMES[i]}({sid(i)})\n과제: 과제4\n파일:\n\t원래 파일명: 텐서.ipynb\n\t파일명: {base}_1.ipynb\n"
        files |= {f"{base}.txt": text.encode(), f"{base}_1.ipynb": work(i, ".ipynb")}
    return files


def gradescope() -> dict[str, bytes]:
    entries = [
        f"submission_{i}:\n  :submitters:\n  - :name: X\n    :sid: '{sid(i)}'\n  :created_at: {STAMP} 01:00:00 Z\n"
        for i in range(28, 34)
    ]
    files = {f"submission_{i}/tensors.py": work(i) for i in range(28, 34)}
    return files | {"submission_metadata.yml": "".join(entries).encode()}


def nbgrader() -> dict[str, bytes]:
    inbound = {f"inbound/{sid(i)}+week04+{STAMP} 03:00:00.1 UTC+r/hw.ipynb": work(i, ".ipynb") for i in range(34, 38)}
    inbound[f"inbound/{sid(34)}+week04+{STAMP} 02:00:00.1 UTC+r/hw.ipynb"] = work(99, ".ipynb")
    submitted = {f"course/submitted/s{i:03}/week04/hw.ipynb": work(i, ".ipynb") for i in range(38, 42)}
    submitted |= {
        f"course/submitted/s{i:03}/week04/timestamp.txt": f"{STAMP} 02:00:00 UTC".encode() for i in range(38, 42)
    }
    return inbound | submitted | {"course/source/week04/hw.ipynb": work(99, ".ipynb")}


def github() -> dict[str, bytes]:
    files = {f"week04-submissions/week04-hub-{i:03}/tensors.py": work(i) for i in range(42, 47)}
    return files | {
        "week04-submissions/week04-hub-042/.git/HEAD": b"",
        "week04-submissions/week04-hub-042/README.md": b"",
    }


def plain() -> dict[str, bytes]:
    return {
        f"{sid(47)}/tensors.py": work(47),
        f"{sid(47)}/.ipynb_checkpoints/hw-checkpoint.ipynb": work(99, ".ipynb"),
        f"{sid(48)} {NAMES[48]}/hw/tensors.ipynb": work(48, ".ipynb"),
        f"{NAMES[49]}/tensors.py": work(49),
        "s050/tensors.py": work(50),
        f"{NAMES[51]}({sid(51)}).ipynb": work(51, ".ipynb"),
        f"{NAMES[51]}({sid(51)}).html": b"<html>",
        f"{sid(52)}_hw4.py": work(52),
        f"과제4_{NAMES[53]}_{sid(53)}.py": work(53),
        f"[{sid(54)}] {NAMES[54]}.ipynb": work(54, ".ipynb"),
        f"{NAMES[55]}-과제4.py": work(55),
        "windows.zip": zipped_in("cp949", {f"{NAMES[56]}_{sid(56)}/텐서.py": work(56)}),
        unicodedata.normalize("NFD", f"{NAMES[57]}.py"): work(57),
        "제출최종.ipynb": work(58, ".ipynb"),
        f"{NAMES[59][:2]}윤_hw.py": work(59),
        "conftest.py": b"raise SystemExit",
        "regression.csv": b"x,y\n",
        ".DS_Store": b"",
    }


def messy(folder: Path) -> Path:
    place(folder, plain() | {"canvas.zip": zipped(canvas()), "gradebook_과제4.zip": zipped(blackboard())})
    place(folder / "DL-과제4-48211", moodle())
    place(folder / "assignment_5012345_export", gradescope())
    place(folder, nbgrader() | github())
    return folder


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    return collect(
        [messy(tmp_path_factory.mktemp("messy") / "Downloads")], week="week04", roster=ROSTER, exercises=EXERCISES
    )


def author(submission) -> set[int]:
    """Whose work the sources are, by what they say themselves."""
    lines = "\n".join(cell for source in submission.sources for cell in source.cells).split("\n")
    return {int(line.removeprefix("student = ")) for line in lines if line.startswith("student = ")}


def test_everyone_whose_name_can_be_read_is_found(collection):
    assert {one.student for one in collection.submissions} == {sid(i) for i in range(60) if i not in UNREADABLE}


def test_nobody_is_given_the_work_of_another(collection):
    assert {one.student: author(one) for one in collection.submissions} == {
        sid(i): {i} for i in range(60) if i not in UNREADABLE
    }


def test_the_two_that_cannot_be_read_are_listed_with_a_guess_where_there_is_one(collection):
    unmatched = [(line.path, line.reason, line.likely) for line in collection.files if line.fate is Fate.UNMATCHED]
    assert unmatched == [
        ("Downloads/제출최종.ipynb", Reason.NO_OWNER, ""),
        ("Downloads/최도윤_hw.py", Reason.NOT_IN_ROSTER, sid(58)),
    ]


def test_those_two_are_missing_until_a_person_settles_them(collection):
    assert {student.id for student in collection.missing} == {sid(i) for i in UNREADABLE}


def test_every_file_is_listed_once(collection):
    packed = [*canvas(), *blackboard(), *moodle(), *gradescope(), *nbgrader(), *github(), *plain()]
    twice = 1  # one student's archive holds two files; all others hold one
    paths = [line.path for line in collection.files]
    assert len(paths) == len(set(paths)) == len(packed) + twice


def test_only_code_is_taken(collection):
    assert {line.path.rsplit(".", 1)[-1] for line in collection.files if line.fate is Fate.TAKEN} == {"py", "ipynb"}


def test_settled_once_all_sixty_are_there(tmp_path):
    settled = {"Downloads/제출최종.ipynb": sid(58), "Downloads/최도윤_hw.py": sid(59)}
    folder = messy(tmp_path / "Downloads")
    again = collect([folder], week="week04", roster=ROSTER, exercises=EXERCISES, settled=settled)
    assert (len(again.submissions), again.missing) == (60, ())


def test_the_class_is_the_same_whatever_the_order_of_the_paths(tmp_path):
    paths = sorted(messy(tmp_path / "Downloads").iterdir())
    asked = {"week": "week04", "roster": ROSTER, "exercises": EXERCISES}
    assert collect(paths, **asked) == collect(paths[::-1], **asked) == collect([tmp_path / "Downloads"], **asked)


def test_without_a_roster_nobody_is_merged_with_another(tmp_path):
    """Ids are then what the names say; two students never become one."""
    found = collect([messy(tmp_path / "Downloads")], week="week04", exercises=EXERCISES)
    assert all(len(author(one)) <= 1 for one in found.submissions)
