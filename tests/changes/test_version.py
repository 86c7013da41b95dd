"""What changed in a week is named as narrowly as it can be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.changes.pieces import FIXTURES, version_of
from autograder.changes.version import checks_to_rejudge, differences, recording_digest
from autograder.judge.plugin import CheckPlugin
from autograder.judge.pytest_session import PytestSession
from autograder.model import (
    Assignment,
    Cause,
    Change,
    Check,
    Exercise,
    LatePolicy,
    Mistake,
    Probe,
    Step,
    Value,
    Variant,
    WeekVersion,
)
from tests.store.builders import DUE

CHECKS = '''
import pytest

HELPER = 1

@pytest.mark.exercise("mse")
class TestMse:
    @pytest.mark.points(1)
    def test_averages(self, mine):
        """평균.

        The mean.
        """
        assert mine.returned == HELPER

    @pytest.mark.points(1)
    def test_shape(self, mine):
        assert mine.returned.shape == ()

@pytest.mark.exercise("sse")
class TestSse:
    @pytest.mark.points(1)
    def test_shape(self, mine):
        assert mine.returned.shape == ()
'''
SOLUTION = "import torch\n\ndef mse(y, yhat):\n    return _mean(y - yhat)\n\ndef sse(y, yhat):\n    return 1\n\ndef _mean(r):\n    return r.mean()\n"
NUMBER = Value("float", "float64", (), b"1")
WEEK = {
    "sources": {"regression_by_hand": SOLUTION},
    "probes": (Probe("mse", "lecture", {"y": NUMBER}),),
    "drivers": {"linear_layer": "def set_line(): ..."},
    "checks": (
        Check("mse.averages", "mse", 1.0, "mse/lecture", {}),
        Check("mse.shape", "mse", 1.0, "mse/lecture", {}),
        Check("sse.shape", "sse", 1.0, "sse/lecture", {}),
    ),
    "mistakes": (Mistake("mse__sums", "mse", "regression_by_hand", Step.LOSS, "def mse(): ...", {}),),
    "data": {"regression.csv": b"x,y\n"},
    "due": DUE,
}


def versioned(week, **options):
    """A week's version, with its checks as pytest collects them."""
    with PytestSession(week.folder / "checks", week.probes) as session:
        return version_of(week, session.sources, **options)


@pytest.fixture
def changed(tmp_path):
    """The causes between the week above and one with changes."""

    def causes(*, before=CHECKS, tests=CHECKS, tolerances=None, expected="[1]", **changes):
        def version(source, beside, week, wide):
            (tmp_path / "checks").mkdir(exist_ok=True)
            (tmp_path / "checks" / "test_regression_by_hand.py").write_text(source)
            (tmp_path / "checks" / "expected.json").write_text(beside)
            exercises = tuple(Exercise(name, "regression_by_hand", {}) for name in ("mse", "sse"))
            return versioned(Assignment("week04", {}, tmp_path, exercises=exercises, **week), tolerances=wide)

        wide = {"mse.averages": "1000"}
        old, new = version(before, "[1]", WEEK, wide), version(tests, expected, WEEK | changes, tolerances or wide)
        return differences(old, new), recording_digest(old) == recording_digest(new)

    return causes


def only(pair):
    (cause,), same_tapes = pair
    return cause, same_tapes


def test_an_unchanged_week_has_no_differences(changed):
    assert changed() == ((), True)


def test_comments_and_docstrings_move_nobody(changed):
    assert changed(tests=CHECKS.replace("The mean.", "The average.") + "# a comment\n") == ((), True)


def test_a_check_is_named_alone(changed):
    found = changed(tests=CHECKS.replace("mine.returned == HELPER", "mine.returned == 2"))
    assert only(found) == (Cause(Change.CHECK, "mse.averages"), True)


def test_checks_of_one_name_are_told_apart_by_their_exercise(changed):
    found = changed(tests=CHECKS.replace("== ()", "== (1,)", 1))
    assert only(found) == (Cause(Change.CHECK, "mse.shape"), True)


def test_checks_that_exercises_inherit_are_named_for_each(changed):
    shared = CHECKS.replace("class TestMse:", "class TestMse(Base):").replace("class TestSse:", "class TestSse(Base):")
    shared = shared.replace(
        "    @pytest.mark.points(1)\n    def test_shape(self, mine):\n        assert mine.returned.shape == ()\n",
        "    kept = 1\n",
    )
    base = "HELPER = 1\n\nclass Base:\n    def test_shape(self, mine):\n        assert {}\n"
    before, after = (shared.replace("HELPER = 1\n", base.format(number), 1) for number in (1, 2))
    causes, _ = changed(before=before, tests=after)
    assert causes == (Cause(Change.CHECK, "mse.shape"), Cause(Change.CHECK, "sse.shape"))


def test_what_checks_share_is_named_with_its_file(changed):
    assert only(changed(tests=CHECKS.replace("HELPER = 1", "HELPER = 2"))) == (
        Cause(Change.SHARED, "test_regression_by_hand.py:HELPER"),
        True,
    )


def test_a_test_that_cannot_be_told_to_a_check_is_shared_by_all(changed):
    """Better too much is judged again than too little."""
    stray = CHECKS + "\npytestmark = pytest.mark.exercise('mse')\ndef test_stray(mine):\n    assert {}\n"
    assert only(changed(before=stray.format(1), tests=stray.format(2))) == (
        Cause(Change.SHARED, "test_regression_by_hand.py"),
        True,
    )


def test_other_files_beside_the_checks_are_shared_by_all(changed):
    assert only(changed(expected="[2]")) == (Cause(Change.SHARED, "expected.json"), True)


def test_points_are_told_before_and_after(changed):
    checks = (replace(WEEK["checks"][0], points=2.5), *WEEK["checks"][1:])
    found = changed(tests=CHECKS.replace("points(1)", "points(2.5)", 1), checks=checks)
    assert only(found) == (Cause(Change.POINTS, "mse.averages", "1", "2.5"), True)


def test_a_tolerance_is_told_before_and_after(changed):
    found = changed(tolerances={"mse.averages": "2000"})
    assert only(found) == (Cause(Change.TOLERANCE, "mse.averages", "1000", "2000"), True)


def test_a_late_rule_is_told_before_and_after(changed):
    assert only(changed(late=LatePolicy(per_day=0.1))) == (Cause(Change.LATE, "per_day", "0", "0.1"), True)


def test_one_function_of_the_solution_is_named(changed):
    found = changed(sources={"regression_by_hand": SOLUTION.replace("return 1", "return 2")})
    assert only(found) == (Cause(Change.SOLUTION, "sse"), True)


def test_the_rest_of_a_solution_is_named_by_its_file(changed):
    found = changed(sources={"regression_by_hand": SOLUTION.replace("r.mean()", "r.sum()")})
    assert only(found) == (Cause(Change.SOLUTION, "regression_by_hand.py"), True)


def test_other_right_answers_are_named_by_their_exercise(changed):
    other = Variant("mse__by_hand", "mse", "regression_by_hand", "def mse(): ...")
    assert only(changed(variants=(other,))) == (Cause(Change.RIGHT, "mse"), True)


def test_mistakes_are_named_by_their_exercise(changed):
    assert only(changed(mistakes=())) == (Cause(Change.MISTAKES, "mse"), True)


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"probes": (Probe("mse", "lecture", {"y": replace(NUMBER, data=b"2")}),)}, Cause(Change.PROBE, "mse/lecture")),
        ({"drivers": {"linear_layer": "def set_line(): pass"}}, Cause(Change.DRIVERS, "linear_layer")),
        ({"data": {"regression.csv": b"y,x\n"}}, Cause(Change.DATA)),
    ],
)
def test_only_what_is_asked_of_a_student_needs_another_run(changed, change, cause):
    assert only(changed(**change)) == (cause, False)


# ---------------------------------------------------------------------- what a change can touch

USED = """
import pytest
from torch import equal as alike

LIMIT = 3
UNUSED = 4


def bounded(value):
    return value < LIMIT


@pytest.fixture
def sized(mine):
    return mine.returned


class Base:
    floor = 0

    def test_alike(self, sized, solution):
        assert alike(sized, solution.mse(self.floor))


@pytest.mark.exercise("mse")
class TestMse:
    def test_averages(self, mine):
        assert bounded(mine.sse)

    def test_shape(self, mine, solution):
        assert solution.mse(1) == 1


@pytest.mark.exercise("sse")
class TestSse(Base):
    def test_shape(self, mine):
        assert LIMIT
"""
SOLVED = "def mse(y):\n    return _half(y)\n\ndef sse(y):\n    mse = 2\n    return mse\n\ndef _half(y):\n    return sse(y) / 2\n"
USERS = {
    "mse.averages": Check("mse.averages", "mse", 1.0, "mse/lecture", {}),
    "mse.shape": Check("mse.shape", "mse", 1.0, "mse/lecture", {}),
    "sse.shape": Check("sse.shape", "sse", 1.0, "sse/lecture", {}),
    "sse.alike": Check("sse.alike", "sse", 1.0, "sse/lecture", {}),
}


@pytest.mark.parametrize(
    ("where", "before", "after", "found"),
    [
        ("checks", "LIMIT = 3", "LIMIT = 5", {"mse.averages", "sse.shape"}),
        ("checks", "UNUSED = 4", "UNUSED = 5", set()),
        ("checks", "value < LIMIT", "value <= LIMIT", {"mse.averages"}),
        ("checks", "return mine.returned", "return mine.seen", {"sse.alike"}),
        ("checks", "floor = 0", "floor = 1", {"sse.alike", "sse.shape"}),
        ("checks", "assert bounded(mine.sse)", "assert mine.sse", {"mse.averages"}),
        ("checks", "import pytest", "import pytest, torch", set(USERS)),
        ("solution", "return mse", "return mse + 1", set(USERS)),
        ("solution", "return _half(y)", "return _half(y) * 1", {"mse.averages", "mse.shape", "sse.alike"}),
        ("solution", "/ 2", "/ 3", set(USERS)),
    ],
)
def test_only_checks_that_use_what_changed_are_judged_again(tmp_path, where, before, after, found):
    """A name after a student's own value is theirs: mine.sse is not the solution's. A local name is no function."""
    (tmp_path / "checks").mkdir()

    def version(tests, source):
        (tmp_path / "checks" / "test_sums.py").write_text(tests)
        exercises = tuple(Exercise(name, "sums", {}) for name in ("mse", "sse"))
        return versioned(
            Assignment(
                "week04", {}, tmp_path, sources={"sums": source}, exercises=exercises, checks=tuple(USERS.values())
            )
        )

    tests, source = (text.replace(before, after, 1) for text in (USED, SOLVED))
    now = version(tests, SOLVED) if where == "checks" else version(USED, source)
    assert checks_to_rejudge(version(USED, SOLVED), now) == found


FIXED = """
import pytest

pytestmark = [pytest.mark.{mark}]


@pytest.fixture(name="widened")
def by_another_name(mine):
    return mine.returned{fixture}


@pytest.fixture
def indirect(widened):
    return widened


@pytest.fixture
def quiet():
    return 1{other}


class TestMse:
    @pytest.mark.usefixtures("indirect")
    def test_averages(self):
        assert True

    def test_shape(self, quiet):
        assert quiet
"""


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"fixture": ".abs()"}, {"mse.averages"}),
        ({"other": " + 1"}, {"mse.shape"}),
        ({"mark": "exercise('mse'), pytest.mark.step('loss')"}, {"mse.averages", "mse.shape"}),
    ],
)
def test_fixtures_and_marks_are_those_that_pytest_finds(tmp_path, change, found):
    """However they come to a check: by another name, through another fixture, by a mark, from the whole file."""
    (tmp_path / "checks").mkdir()

    def version(**parts):
        text = FIXED.format(**({"mark": "exercise('mse')", "fixture": "", "other": ""} | parts))
        (tmp_path / "checks" / "test_sums.py").write_text(text)
        checks = tuple(check for name, check in USERS.items() if name.startswith("mse"))
        return versioned(Assignment("week04", {}, tmp_path, {}, (Exercise("mse", "sums", {}),), checks=checks))

    assert checks_to_rejudge(version(), version(**change)) >= found
    assert "mark" in change or checks_to_rejudge(version(), version(**change)) == found


def test_a_fixture_for_every_check_is_of_every_check(tmp_path):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "test_sums.py").write_text(USED)
    week = Assignment("week04", {}, tmp_path, {}, (), checks=tuple(USERS.values()))

    def version(number):
        fixture = f"import pytest\n\n@pytest.fixture(autouse=True)\ndef seeded():\n    return {number}\n"
        (tmp_path / "checks" / "conftest.py").write_text(fixture)
        return versioned(week)

    assert checks_to_rejudge(version(1), version(2)) == set(USERS)


def test_bare_loops_are_judged_again_where_any_of_the_solution_changed(tmp_path):
    """Whose loop it is depends on how every loop of the solution looks."""
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "test_sums.py").write_text(USED)
    exercises = tuple(Exercise(name, "sums", {}) for name in ("mse", "sse"))
    week = Assignment("week04", {}, tmp_path, {}, exercises=exercises, checks=tuple(USERS.values()))
    was, now = (
        versioned(replace(week, sources={"sums": text})) for text in (SOLVED, SOLVED.replace("_half(y)", "0", 1))
    )
    assert checks_to_rejudge(was, now, has_bare_loops=True) == set(USERS)


def test_a_version_that_0_1_stored_is_the_same_version():
    """It called drivers `drives`; nobody is run again for a word."""
    stored, now = (WeekVersion("week04", "", pieces={f"{word}:by_hand": "1"}) for word in ("drives", "drivers"))
    assert (stored, differences(stored, now)) == (now, ())


def test_every_fixture_is_known_to_give_a_students_values_or_not_to():
    """What stands after a student's value is no name of the solution's; a new fixture must say which it is."""
    found = {name for name, value in vars(CheckPlugin).items() if type(value).__name__ == "FixtureFunctionDefinition"}
    assert found == (FIXTURES - {"self", "turn"}) | {"probe", "solution"}
