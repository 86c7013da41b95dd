"""nbgrader itself works on the course we release, and its gradebook holds our points."""

from __future__ import annotations

import csv
import json

import pytest
from nbgrader.api import Gradebook

from tests.integrations.conftest import cells
from tests.integrations.hostile import lay_out
from tests.integrations.students import WORK, written

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.fixture(scope="module")
def mark(tmp_path_factory):
    """Made by any file of a student's that is taken up."""
    return tmp_path_factory.mktemp("mark") / "taken"


@pytest.fixture(scope="module")
def folder(released, tool, mark):
    """Generated, handed in by everybody, autograded, and fed back."""
    root = released.folder / "nbgrader"
    tool("nbgrader", "generate_assignment", "week99", cwd=root)
    release = (root / "release" / "week99" / "week99.ipynb").read_text("utf-8")
    for student in WORK:
        place = root / "submitted" / student / "week99"
        place.mkdir(parents=True)
        (place / "week99.ipynb").write_text(written(release, student), "utf-8")
    lost = json.loads((root / "submitted" / "half" / "week99" / "week99.ipynb").read_text("utf-8"))
    lost["cells"] = [cell for cell in lost["cells"] if not "".join(cell["source"]).startswith('check("')]
    place = root / "submitted" / "lost_cells" / "week99"
    place.mkdir(parents=True)
    (place / "week99.ipynb").write_text(json.dumps(lost), "utf-8")
    hostile = root / "submitted" / "hostile" / "week99"
    lay_out(hostile, mark)
    (hostile / "week99.ipynb").write_text(written(release, "half"), "utf-8")
    tool("nbgrader", "autograde", "week99", cwd=root)
    tool("nbgrader", "generate_feedback", "week99", cwd=root)
    tool("nbgrader", "export", cwd=root)
    return root


def feedback(folder, student):
    return (folder / "feedback" / student / "week99" / "week99.html").read_text("utf-8")


def test_its_stub_is_ours_cell_for_cell(folder, released):
    release = json.loads((folder / "release" / "week99" / "week99.ipynb").read_text("utf-8"))
    assert cells(release) == cells(json.loads(released.handout()))


@pytest.mark.parametrize("student", WORK)
def test_its_points_are_ours_exercise_by_exercise(folder, released, student):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        grades = book.find_submission("week99", student).notebooks[0].grades
        found = {grade.name.removeprefix("check-"): grade.score for grade in grades}
    assert found == released.points[student]


def test_nothing_that_lies_beside_a_notebook_is_taken_up(folder, mark):
    """Not a week of the student's own, no configuration, no module named as ours, no pickle."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        score = book.find_submission("week99", "hostile").score
    assert (score, mark.exists()) == (book_score(folder, "half"), False)


def book_score(folder, student):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        return book.find_submission("week99", student).score


def test_right_work_earns_everything_whatever_its_names_mean_at_the_end(folder):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        found = book.find_submission("week99", "right")
        assert found.score == found.max_score


def test_half_right_work_earns_a_part(released):
    assert 0 < sum(released.points["half"].values()) < sum(released.points["right"].values())


def test_its_export_adds_them_up(folder, released):
    with (folder / "grades.csv").open() as file:
        found = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    sums = {student: sum(points.values()) for student, points in released.points.items()}
    assert found == sums | {"lost_cells": sums["half"], "hostile": sums["half"]}, (
        "who deleted the cells that check keeps the points all the same"
    )


def test_feedback_shows_our_messages(folder):
    assert "the right value is 22.1938" in feedback(folder, "half")


def test_feedback_hides_the_checks(folder):
    assert "close(" not in feedback(folder, "half")


def test_feedback_hides_the_solution(folder):
    assert "torch.mean((y - yhat) ** 2)" not in feedback(folder, "untouched")


def test_the_release_holds_no_solution(folder):
    everything = "".join(path.read_text("utf-8") for path in (folder / "release").rglob("*") if path.is_file())
    assert "torch.mean" not in everything
    assert "_SCALE" not in everything


def test_its_own_kernel_gives_the_points_as_well(folder, tool):
    """`validate` runs the source in a kernel, and says nothing of a cell that earns everything."""
    said = tool("nbgrader", "validate", "week99.ipynb", cwd=folder / "source" / "week99")
    assert "Success" in said


def test_formgrader_shows_our_points(released, formgrader):
    listed = {one["student"]: one["score"] for one in formgrader("api/submissions/week99").json()}
    sums = {student: sum(points.values()) for student, points in released.points.items()}
    assert listed == sums | {"lost_cells": sums["half"], "hostile": sums["half"]}


def test_formgrader_opens_a_students_work_with_our_messages(folder, formgrader):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        notebook = book.find_submission("week99", "half").notebooks[0].id
    assert "the right value is 22.1938" in formgrader(f"submissions/{notebook}/").text


@pytest.fixture(scope="module")
def formgrader(folder, serving):
    """What the real formgrader answers to an address below its own."""
    extension = "nbgrader.server_extensions.formgrader"
    with serving("jupyter-server", f"--ServerApp.jpserver_extensions={extension}=True", cwd=folder) as server:
        yield lambda address: server.get(f"formgrader/{address}")
