"""Our marks in a gradebook of nbgrader's own, beside what people wrote there."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.errors import RecordError
from autograder.integrations.examiner import examiner, work
from autograder.integrations.gradebook import write_marks
from autograder.model import Status
from tests.weeks import course

pytestmark = [
    pytest.mark.real,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's own sessions
]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The week and the report of half-right work."""
    folder = course(tmp_path_factory.mktemp("gradebooks"))
    with examiner(folder) as open_week:
        source = (
            (folder / "regression.py")
            .read_text("utf-8")
            .replace("torch.mean((y - yhat) ** 2)\n", "torch.sum((y - yhat) ** 2)\n", 1)
        )
        report = open_week.grade(work("regression.py", source.encode(), open_week.assignment, student="20231234"))
        yield open_week.assignment, report


@pytest.fixture
def book(tmp_path, monkeypatch):
    """An empty one, as nbgrader makes it: it calls alembic by its name."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}").close()
    return tmp_path / "gradebook.db"


def grade_of(book, exercise, **changes):
    """A grade and its comment as the gradebook has them, after these changes of a person's."""
    with Gradebook(f"sqlite:///{book}") as opened:
        grade = opened.find_grade(f"check-{exercise}", "week99", "week99", "20231234")
        comment = opened.find_comment(f"code-{exercise}", "week99", "week99", "20231234")
        for name, value in changes.items():
            setattr(comment if "comment" in name else grade, name, value)
        opened.db.commit()
        return {
            name: getattr(grade, name) for name in ("auto_score", "manual_score", "score", "needs_manual_grade")
        } | {
            "comment": comment.comment,
            "auto_comment": comment.auto_comment,
        }


def test_points_arrive(graded, book):
    assignment, report = graded
    assert write_marks(book, [report], assignment=assignment) == ("20231234",)
    assert [grade_of(book, name)["score"] for name in ("mse", "rmse", "fit")] == [0.0, 1.0, 6.0]


def test_messages_arrive_as_automatic_comments(graded, book):
    assignment, report = graded
    write_marks(book, [report], assignment=assignment)
    assert "the right value is 22.1938" in grade_of(book, "mse")["auto_comment"]


def test_a_manual_score_stays_and_counts(graded, book):
    assignment, report = graded
    write_marks(book, [report], assignment=assignment)
    grade_of(book, "mse", manual_score=1.5, manual_comment="nearly")
    write_marks(book, [report], assignment=assignment)
    found = grade_of(book, "mse")
    assert (found["manual_score"], found["score"], found["comment"]) == (1.5, 1.5, "nearly")


def test_what_a_person_must_look_at_is_not_written(graded, book):
    assignment, report = graded
    assert write_marks(book, [replace(report, status=Status.UNGRADED)], assignment=assignment) == ()


def test_other_points_in_the_gradebook_are_refused(graded, book):
    assignment, report = graded
    write_marks(book, [], assignment=assignment)
    with Gradebook(f"sqlite:///{book}") as opened:
        opened.find_grade_cell("check-mse", "week99", "week99").max_score = 7
        opened.db.commit()
    with pytest.raises(RecordError, match="2 points in the week and 7 in the gradebook"):
        write_marks(book, [report], assignment=assignment)


def test_a_gradebook_that_is_not_there_is_not_made(graded, tmp_path):
    assignment, report = graded
    with pytest.raises(RecordError, match="There is no gradebook"):
        write_marks(tmp_path / "other.db", [report], assignment=assignment)
