"""The corpus through every door: marks as written, canaries unread, nothing written beside the results.

`benchmarks/doors.py` takes all programs; here a few of every family go, which none of the doors makes wait.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import warnings
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from nbformat import reads
from nbgrader import utils
from nbgrader.api import Gradebook

from autograder.__main__ import run
from autograder.assignment import read
from autograder.assignment.stub import cut
from autograder.errors import GraderError
from autograder.execution import open_runner
from autograder.handout import publish
from autograder.integrations import gradescope, nbgrader
from autograder.integrations.examiner import examiner, uploaded
from autograder.judge import Judge
from autograder.model import Outcome, Upload, UploadedFile
from autograder.sandbox import record
from autograder.store.store import Store
from autograder.store.uploads import Uploads
from autograder.submissions.receipt import to_json, upload_receipt
from autograder.workflows import name_mistake, verify
from autograder.workflows.opening import open_week
from tests.attacks import doors
from tests.attacks.corpus import named
from tests.execution.clusters import cluster
from tests.sandbox.elsewhere import readable_by_all

pytestmark = [pytest.mark.real, pytest.mark.slow]

WORDS = b"nobody may read this"
MARK = "of-a-hostile-student"
MOST_SECONDS = 60.0
PLACES = ("/tmp", "/var/tmp", "/dev/shm", tempfile.gettempdir(), str(Path.home()))
WHO = doors.students(doors.programs())
FEW = dict([*WHO.items()][:: 1 + len(WHO) // 7] + [*WHO.items()][-1:])
"""For doors that take seconds for each."""
ASKED = WHO if os.environ.get(doors.EVERYTHING) else FEW


@pytest.fixture(scope="module", autouse=True)
def canary():
    """A file that everybody on this machine may read, and a password in the grader's environment."""
    with tempfile.TemporaryDirectory(prefix="canary-") as folder, pytest.MonkeyPatch.context() as changed:
        Path(folder, "canary.txt").write_bytes(WORDS)
        Path(folder).chmod(0o755)
        changed.setenv("AUTOGRADER_TOKEN", WORDS.decode())
        yield


@pytest.fixture(scope="module", autouse=True)
def _clock():
    """A program that is never silent and never at an end costs a minute at each door, not the ten that a student has."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setitem(record.__kwdefaults__, "most_seconds", MOST_SECONDS)
        yield


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A course, its class, and the week as other systems get it."""
    folder = tmp_path_factory.mktemp("doors")
    week = doors.course(folder / "course") / "solutions" / "week01"
    assignment = read(week)
    for name in ("files", "nbgrader", "otter", "gradescope"):
        publish(cut(assignment), folder / name, formats=(name,), assignment=assignment)
    doors.class_folder(folder / "class", WHO)
    return folder


@pytest.fixture(scope="module")
def checks(room):
    with Judge(read(room / "course" / "solutions" / "week01")) as judge:
        return judge.checks


@pytest.fixture(scope="module")
def points(checks):
    """What each student's work is worth at most, by what is written at the program's head."""
    return {
        student: sum(check.points for check in checks if check.name in named(_earns(attack), checks))
        for student, attack in WHO.items()
    }


@pytest.fixture(scope="module")
def graded(room):
    """`grade`, as whoever runs the tests."""
    before = _everything(room / "course" / "solutions", room / "class")
    assert run(["grade", "week01", str(room / "class"), "--out", str(room / "out"), *_in(room)]) in {0, 1}
    assert _everything(room / "course" / "solutions", room / "class") == before
    return room / "out"


def test_grade(room, graded, checks):
    assert _as_written("grade", doors.passed(graded / "grades.json"), checks)
    assert _nothing_told(room)


@pytest.mark.skipif(os.geteuid() != 0, reason="this very test ran as an ordinary user already")
def test_grade_as_an_ordinary_user(room, checks):
    with readable_by_all() as place, tempfile.TemporaryDirectory() as base:
        Path(base).chmod(0o777)
        shutil.copytree(room / "class", f"{base}/class")
        shutil.copytree(room / "course" / "solutions", f"{base}/solutions")
        words = ("grade", "week01", f"{base}/class", "--course", base, "--out", f"{base}/out", "--jobs", "2")
        done = place.run("-P", "-m", "autograder", *words, cwd=Path(base))
        assert done.returncode in {0, 1}, done.stdout + done.stderr
        assert _as_written("grade", doors.passed(Path(base) / "out" / "grades.json"), checks)


def test_a_cluster(room, checks):
    with cluster(room, "first", AUTOGRADER_TOKEN=WORDS.decode()) as machines:
        out = (
            "--out",
            str(room / "out of a cluster"),
            "--cluster",
            machines.address,
            "--store",
            str(room / "other.db"),
        )
        assert run(["grade", "week01", str(room / "class"), *out, "--course", str(room / "course")]) in {0, 1}
    assert _as_written("cluster", doors.passed(room / "out of a cluster" / "grades.json"), checks)
    assert _nothing_told(room)


def test_portal(room, checks):
    """As the portal keeps what students upload, and its grader takes it up."""
    store = str(room / "portal.db")
    with Store(store) as opened:
        uploads = Uploads(opened)
        for student, attack in WHO.items():
            _hand_in(uploads, student, doors.files_of(attack))
    assert run(["work", "--once", "--store", store, *_in(room)]) == 0
    with Store(store) as opened:
        found = {grade.student: _passed(grade) for grade in opened.grades("week01")}
    assert _as_written("portal", found, checks)
    assert _nothing_told(room)


@pytest.fixture
def started_once(room, monkeypatch):
    """With all programs: the sandbox of `verify` and `learn` is opened once, not for each."""
    with ExitStack() as stack:
        if os.environ.get(doors.EVERYTHING):
            week = stack.enter_context(open_week("week01", room / "course"))
            runner = stack.enter_context(open_runner(week[0]))
            for command in (verify, name_mistake):
                monkeypatch.setattr(command, "open_week", lambda *_: nullcontext(week))
                monkeypatch.setattr(command, "open_runner", lambda *_, **__: nullcontext(runner))
        yield


@pytest.mark.usefixtures("graded", "started_once")
def test_receipts_and_verify(room, capsys):
    """A work that was graded gives the same bytes again; a receipt with other words in it holds no more."""
    folder = room / "receipts"
    assert run(["receipts", "week01", "--out", str(folder), "--course", str(room / "course")]) == 0
    found = sorted(folder.iterdir())
    assert len(found) == len(WHO)
    for receipt in found[:: 1 if os.environ.get(doors.EVERYTHING) else 9]:
        attack = WHO[json.loads(receipt.read_text("utf-8"))["student"]]
        same = run(["verify", str(receipt), "--course", str(room / "course")]) == 0
        assert doors.seen("verify", attack, held=same), (attack, capsys.readouterr())
    forged = json.loads(found[1].read_text("utf-8"))
    for key, value in (("student", "../../20240000"), ("week", "../../etc"), ("digest", "0" * 64)):
        (room / "forged.json").write_text(json.dumps(forged | {key: value}))
        assert run(["verify", str(room / "forged.json"), "--course", str(room / "course")]) in {1, 2}
    assert _nothing_told(room)


@pytest.mark.usefixtures("graded", "started_once")
def test_learn(room):
    """A mistake of unknown hand is run in the sandbox; one that shows nothing cannot be learnt."""
    hints = ("--hint-ko", "힌트입니다.", "--hint-en", "A hint.")
    for number, student in enumerate([*WHO][1 : None if os.environ.get(doors.EVERYTHING) else 9]):
        words = ("learn", "week01", student, "mse", "--name", f"learnt_{number}", *hints)
        ended = run([*words, "--course", str(room / "course")]) in {0, 1, 2}
        assert doors.seen("learn", WHO[student], held=ended and not _left()), WHO[student]
    shutil.rmtree(room / "course" / "solutions" / "week01" / "learnt", ignore_errors=True)
    assert _nothing_told(room)


@pytest.mark.usefixtures("graded")
def test_similar(room):
    words = ("similar", "week01", "--out", str(room / "similar.html"), "--course", str(room / "course"))
    held = run([*words]) == 0 and _nothing_told(room)
    for attack in WHO.values():
        doors.seen("similar", attack, held=held)
    assert held


def test_check_and_submit(room, checks, capsys, monkeypatch):
    """On a student's own machine it runs as the student: nothing secret is there, and nothing ends the command.

    Nothing holds it there either, so that root, whom a grader's machine belongs to, tries a few alone.
    """
    (room / "inbox").mkdir()
    for student, attack in [*FEW.items()][::3] if os.geteuid() == 0 else ASKED.items():
        mine = shutil.copytree(room / "files", room / "mine" / student)
        for name, content in doors.files_of(attack).items():
            (mine / name).write_bytes(content)
        monkeypatch.chdir(mine)
        assert run(["check", "."]) in {0, 1}
        assert run(["submit", ".", "--student", student, "--to", str(room / "inbox")]) == 0
        capsys.readouterr()
    for path in _left():
        path.unlink()
    words = ("grade", "week01", str(room / "inbox"), "--out", str(room / "handed in"), "--store", str(room / "in.db"))
    assert run([*words, "--course", str(room / "course")]) in {0, 1}
    expected, found = _expected(checks), doors.passed(room / "handed in" / "grades.json")
    held = [doors.seen("check_and_submit", WHO[who], held=names <= expected[who]) for who, names in found.items()]
    assert all(held)


def test_gradescope(room, points):
    """All in one process: what a program does to the machine would meet the next."""
    for student, attack in [*FEW.items()][::3]:
        root = room / "gradescope of" / student
        with ZipFile(room / "gradescope" / "week01-gradescope.zip") as packed:
            packed.extractall(root / "source")
        doors.class_folder(root, {"submission": attack})
        assert gradescope.main(root) == 0
        tests = json.loads((root / "results" / "results.json").read_text("utf-8"))["tests"]
        assert sum(test["score"] for test in tests) == points[student]
    assert _nothing_told(room)


def test_nbgrader(room, points, tool):
    root = room / "nbgrader"
    tool("nbgrader", "generate_assignment", "week01", cwd=root)
    for student, attack in FEW.items():
        place = root / "submitted" / student / "week01"
        place.mkdir(parents=True)
        (place / "week01.ipynb").write_text(doors.notebook_of(attack), "utf-8")
    tool("nbgrader", "autograde", "week01", cwd=root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        found = {one.student.id: one.score for one in book.assignment_submissions("week01")}
    assert {student: found[student] <= points[student] for student in FEW} == dict.fromkeys(FEW, True)
    assert found["20240000"] == found["20249999"] == points["20240000"]
    assert _nothing_told(room)


def test_otter(room, points, tool):
    root = room / "otter"
    tool("otter", "assign", "week01.ipynb", "dist", cwd=root)
    packed = next((root / "dist" / "autograder").glob("*-autograder_*.zip"))
    chosen = [*FEW.items()][1:2]
    for student, attack in chosen:
        (room / f"{student}.ipynb").write_text(doors.notebook_of(attack), "utf-8")
    works = [str(room / f"{student}.ipynb") for student, _ in chosen]
    assert run(["otter", str(packed), *works, "--out", str(room / "results")]) == 0
    for student, _ in chosen:
        tests = json.loads((room / "results" / student / "results.json").read_text("utf-8"))["tests"]
        assert sum(test.get("score", 0) for test in tests) <= points[student]
    assert _nothing_told(room)


@pytest.fixture(scope="module")
def opened(room):
    """The week and its sandbox, for what of other systems is ours."""
    with examiner(room / "course" / "solutions" / "week01") as there:
        yield there


def test_our_part_of_gradescope(room, points, opened):
    """All of the harness but its start, which is the same for everybody."""
    (settings,) = (room / "gradescope").glob("*.zip")
    with ZipFile(settings) as packed:
        told = msgspec.json.decode(packed.read("gradescope.json"), type=gradescope.GradescopeSettings)
    for student, attack in ASKED.items():
        place = doors.class_folder(room / "uploaded" / student, {"submission": attack})
        with _no_results_for_who_is_looked_at("gradescope", attack):
            found = gradescope.results(opened.grade(uploaded(place, opened.assignment)), opened, told)
            right = sum(test["score"] for test in found["tests"]) == points[student]
            assert doors.seen("gradescope", attack, held=right), (student, attack)
    assert _nothing_told(room)


@pytest.fixture(scope="module")
def at_most(points):
    """The same for work in one notebook: of several files the last, an honest one, is what its names mean there."""
    everything = points["20240000"]
    return {
        student: everything if attack and len(attack.sources) > 1 else points[student]
        for student, attack in WHO.items()
    }


def test_our_part_of_nbgrader(room, at_most, opened, monkeypatch):
    """The preprocessor that stands in the place of the one that executes."""
    monkeypatch.setattr(nbgrader, "kept", lambda *_, **__: opened)
    monkeypatch.chdir(room / "course")
    handout = reads((room / "files" / "week01.ipynb").read_text("utf-8"), as_version=4)
    judge = nbgrader.JudgeWork()
    for student, attack in ASKED.items():
        notebook = reads(doors.notebook_of(attack), as_version=4)
        notebook.cells.extend(cell for cell in handout.cells if utils.is_grade(cell))
        about = {"assignment": "week01", "notebook": "week01", "student": student}
        with _no_results_for_who_is_looked_at("nbgrader", attack):
            done, _ = judge.preprocess(notebook, {"nbgrader": about})
            earned = [utils.determine_grade(cell)[0] for cell in done.cells if utils.is_grade(cell)]
            assert doors.seen("nbgrader", attack, held=sum(earned) <= at_most[student]), (student, attack)
            assert attack is not None or sum(earned) == at_most[student]
    assert _nothing_told(room)


def test_our_part_of_otter(room, at_most, opened, monkeypatch):
    """The plugin, between otter's reading of the folder and its kernel."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of otter's own libraries
        from autograder.integrations import otter
    monkeypatch.setattr(otter, "examiner", lambda *_, **__: nullcontext(opened))
    values = {check.name: check.points for check in opened.assignment.checks}
    for student, attack in ASKED.items():
        root = room / "otter of" / student
        (root / "source" / "tests").mkdir(parents=True)
        shutil.copytree(room / "otter", root / "source" / "files", ignore=shutil.ignore_patterns("dist"))
        place = doors.class_folder(root, {"submission": attack}) / "submission"
        (place / "week01.ipynb").write_text(doors.notebook_of(attack), "utf-8")
        told = {"week": "week01", "languages": ["en"]}
        plugin = otter.JudgeSubmission(str(place / "week01.ipynb"), {}, told)
        with _no_results_for_who_is_looked_at("otter", attack):
            plugin.before_grading({})
            (cell,) = plugin.before_execution(None).cells
            scope = {}
            exec(cell.source, scope)
            wrong = scope["__judged__"]
            earned = sum(values[name] for name, said in wrong.items() if not said)
            assert doors.seen("otter", attack, held=earned <= at_most[student]), (student, attack)
            assert attack is not None or not any(wrong.values())
        shutil.rmtree(root)
    assert _nothing_told(room)


@contextmanager
def _no_results_for_who_is_looked_at(door, attack):
    """In another system what a person must look at gets no results at all, never a zero."""
    try:
        yield
    except GraderError:
        assert attack is not None
        assert doors.seen(door, attack, held=attack.looked_at != "nothing"), attack


def _earns(attack):
    return attack.earns if attack else "everything"


def _as_written(door, found, checks):
    """Every student's work earned just what is written at its head."""
    expected = _expected(checks)
    held = [doors.seen(door, attack, held=found.get(who) == expected[who]) for who, attack in WHO.items()]
    wrong = {who: (WHO[who], found.get(who)) for who, right in zip(WHO, held, strict=True) if not right}
    return (wrong, found.keys() - WHO.keys()) == ({}, set())


def _hand_in(uploads, student, files):
    now = datetime.now(UTC)
    receipt = upload_receipt(student, "week01", files, now)
    kept = tuple(UploadedFile(name, digest, len(files[name])) for name, digest in receipt.files.items())
    uploads.hand_in(Upload(0, "week01", student, now, to_json(receipt), kept), files)


def _passed(grade):
    return {mark.verdict.check for mark in grade.marks if mark.verdict.outcome is Outcome.PASSED}


def _expected(checks):
    return {student: named(_earns(attack), checks) for student, attack in WHO.items()}


def _in(room):
    return "--course", str(room / "course"), "--jobs", "2"


def _everything(*folders):
    """All files below, and what is in them."""
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def _nothing_told(room):
    """No canary in any file that was written, and no file where it would be stumbled over."""
    told = [path for path, content in _everything(room).items() if WORDS in content and path.name != "canary.txt"]
    return (told, _left()) == ([], [])


def _left():
    """Files of hostile programs where nobody asked for any."""
    return [path for place in PLACES for path in Path(place).glob(f"*{MARK}*")]
