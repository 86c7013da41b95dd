"""A TA turns a group that shares an unknown mistake into a known one, with a name and a sentence."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from autograder.assignment import read
from autograder.changes.pieces import version_of
from autograder.errors import InstructorError, RecordError, UsageError
from autograder.judge import Judge
from autograder.model import Signed, Source, Step, Submission
from autograder.store.store import Store
from autograder.workflows import name_mistake as learning
from autograder.workflows import worth
from autograder.workflows.name_mistake import Lesson
from tests import weeks
from tests.helpers import InProcess, recording, write

NOW = datetime(2026, 3, 30, tzinfo=UTC)
HINT = {"ko": "학습률에 0.7을 곱했습니다.", "en": "The rate is multiplied by 0.7."}
SLOW = weeks.fit_with(("- lr *", "- RATE * lr *")).replace("import torch\n", "import torch\n\nRATE = 0.7\nUNUSED = 3\n")
WORK = {
    "kim": SLOW,
    "lee": SLOW.replace("0.7", "7 / 10"),
    "park": weeks.fit_with(("- lr *", "- 0.6 * lr *")),
    "choi": weeks.fit_with(("- lr *", "+ lr *")),
    "jung": weeks.SOLUTION,
    "wild": SLOW.replace("0.7", "float(open('rate').read() if False else 0.7)"),
    "reach": SLOW.replace("    for epoc", "    torch.os.environ['OF_A_STUDENT'] = 'ran'\n    for epoc"),
    "cells": SLOW.replace("RATE = 0.7", "RATE, _ = 0.7, '\\n# %% mse__x\\n'"),
}


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    """A graded class: its week, its record, and what runs a submission."""
    course = tmp_path_factory.mktemp("course")
    folder = write(course / "solutions" / "week01", weeks.files())
    with Judge(read(folder)) as judge, Store(course / "record.db") as store:
        signed = Signed("ta", NOW)
        store.adopt(version_of(judge.assignment, judge.sources), signed)
        for student, text in WORK.items():
            digest = sha256(text.encode()).hexdigest()
            work = Submission(student, "week01", (Source("regression.py", (text,)),), digest, received=NOW)
            tapes = replace(recording(judge.assignment, text), submission=digest)
            store.save(worth.judged(judge, work, tapes, isolation="full"), signed)
        yield judge.assignment, store


@pytest.fixture
def learn(class_):
    assignment, store = class_

    def run(work):
        return recording(assignment, *(cell for source in work.sources for cell in source.cells))

    def learnt(student, exercise="fit", name="walks_too_slowly", **more):
        return learning.learn(assignment, store, Lesson(student, exercise, name, HINT, **more), InProcess(run))

    yield learnt
    shutil.rmtree(assignment.folder / "learnt", ignore_errors=True)


def test_everyone_who_shows_just_this_is_named(learn):
    assert learn("kim").students == ("cells", "kim", "lee", "reach", "wild")


def test_what_is_written_is_a_known_mistake_of_the_week(learn, class_):
    learn("kim")
    mistakes = {mistake.name: mistake for mistake in read(class_[0].folder).mistakes}
    found = mistakes["fit__walks_too_slowly"]
    assert (found.step, found.hint) == (Step.UPDATE, HINT)


def test_what_the_function_needs_of_its_file_comes_along_and_nothing_else(learn):
    source = learn("kim").source
    assert "RATE = 0.7" in source
    assert "UNUSED" not in source
    assert "def mse" not in source


def test_a_regrade_names_it_for_the_class(learn, class_):
    learn("kim")
    with Judge(read(class_[0].folder)) as judge:
        found = {verdict.check: verdict for verdict in judge.judge(recording(judge.assignment, WORK["lee"]))}
    assert found["fit.step4"].mistakes == ("fit__walks_too_slowly",)


def test_a_mistake_that_has_a_name_is_not_learnt_again(learn):
    with pytest.raises(RecordError, match="known already, as fit__climbs"):
        learn("choi")


def test_right_work_teaches_nothing(learn):
    with pytest.raises(RecordError, match="fails no check"):
        learn("jung")


@pytest.mark.parametrize("student", ["wild", "reach"])
def test_a_students_code_is_known_by_its_tape_and_never_runs_on_our_side(learn, class_, student, monkeypatch):
    """Once a list of forbidden words stood before it, and `torch.os.system` passed."""
    learn(student)
    monkeypatch.delenv("OF_A_STUDENT", raising=False)
    with Judge(read(class_[0].folder)) as judge:
        found = {v.check: v for name in ("lee", "park") for v in judge.judge(recording(judge.assignment, WORK[name]))}
        named = {v.check: v.mistakes for v in judge.judge(recording(judge.assignment, WORK["lee"]))}
    assert ("OF_A_STUDENT" in os.environ, named["fit.step4"]) == (False, ("fit__walks_too_slowly",))
    assert found["fit.step4"].mistakes == ()


def test_text_that_looks_like_a_cell_of_ours_is_not_taken(learn, class_):
    source = learn("cells").source
    assert [mistake.name for mistake in read(class_[0].folder).mistakes if mistake.learnt] == ["fit__walks_too_slowly"]
    assert "\n# %% mse" not in source


def test_tapes_of_a_week_that_has_changed_since_name_nobody(learn, class_):
    """Until the audit records them anew."""
    learn("kim")
    folder = class_[0].folder
    solution = folder / "regression.py"
    before = solution.read_text("utf-8")
    solution.write_text(f"{before}\n\nMORE = 1\n", "utf-8")
    try:
        with Judge(read(folder)) as judge:
            found = {v.check: v.mistakes for v in judge.judge(recording(judge.assignment, WORK["lee"]))}
    finally:
        solution.write_text(before, "utf-8")
    assert found["fit.step4"] == ()


@pytest.mark.parametrize("content", [b"", b"no tapes", b"\x80", None])
def test_tapes_that_are_none_name_nobody(learn, class_, content):
    learn("kim")
    folder = class_[0].folder
    (tapes,) = folder.glob("learnt/*.tapes")
    tapes.write_bytes(content) if content is not None else tapes.unlink()
    with Judge(read(folder)) as judge:
        found = {v.check: v.mistakes for v in judge.judge(recording(judge.assignment, WORK["lee"]))}
    assert found["fit.step4"] == ()


def test_a_function_that_shows_something_else_alone_is_not_written(class_):
    assignment, store = class_
    lesson = Lesson("kim", "fit", "rests_on_more_too_slowly", HINT)
    with pytest.raises(InstructorError, match="does not show what the whole work shows"):
        learning.learn(assignment, store, lesson, InProcess(lambda _: recording(assignment, WORK["park"])))
    assert not (assignment.folder / "learnt").exists()


@pytest.mark.parametrize(("exercise", "name"), [("fit", "Climbs!"), ("nothing", "climbs"), ("fit", "climbs")])
def test_a_name_that_cannot_be_or_is_taken_is_refused(learn, exercise, name):
    with pytest.raises(UsageError):
        learn("kim", exercise, name)


def test_work_that_is_not_on_record_is_refused(learn):
    with pytest.raises(RecordError, match="No work of 'nobody'"):
        learn("nobody")
