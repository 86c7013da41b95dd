"""Who moves, by how much, and because of which change, for a TA to read before anything is applied."""

from __future__ import annotations

from dataclasses import replace

from autograder.model import (
    Cause,
    Change,
    Changes,
    CheckMoved,
    Circumstances,
    Event,
    Explanation,
    Kind,
    Moved,
    Outcome,
    Regrade,
    Signed,
    Status,
)
from autograder.report.terminal import changes, plain, why
from tests.report.builders import assignment, failed, report, verdict
from tests.report.people import NOW, decision, standing

POINTS = Cause(Change.POINTS, "mse.value", "2", "3")
MOVED = Moved(
    "202100001",
    21.0,
    24.0,
    Status.UNGRADED,
    Status.GRADED,
    (CheckMoved("mse.value", 0.0, 3.0, Outcome.FAILED, Outcome.PASSED, (POINTS,)),),
    (POINTS,),
)


def explained(one, *decisions, per_day: float = 0.0) -> Explanation:
    final = standing(one, *decisions, per_day=per_day)
    return Explanation(final.adjustments, one, final, Circumstances(received=NOW, decisions=decisions), ())


def told(found: Changes, language: str = "en") -> str:
    return plain(changes(found, language=language), width=140)


def test_a_regrade_says_what_changed():
    assert "the points (mse.value): 2 → 3" in told(Changes("week04", (POINTS,), (), same=5))


def test_a_regrade_says_who_moves_by_how_much_and_why():
    text = told(Changes("week04", (POINTS,), (MOVED,), same=5))
    assert "mse.value: wrong → right, 0 → 3; the points: 2 → 3" in text


def test_a_regrade_ends_with_how_many():
    last = told(Changes("week04", (POINTS,), (MOVED,), same=5)).splitlines()[-1]
    assert last == "Students who move: 1. Who stay as they are: 5."


def test_whose_work_must_run_again_is_named():
    assert "stay as they are until then: 1 (202100009)" in told(Changes("week04", (), (), stale=("202100009",)))


def test_nothing_changed_is_said():
    assert told(Changes("week04"), "ko").startswith("바뀐 것이 없습니다.")


def test_why_shows_the_chain_to_the_points():
    lines = plain(why(explained(report(), per_day=0.1), assignment=assignment())).splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["23", "20.7"]


def test_why_names_the_person_who_decided():
    one = report()
    given = decision("points", one, by="Kim", why="oral exam", points=20.0)
    assert "points given by a person, by Kim: oral exam" in plain(why(explained(one, given), assignment=assignment()))


def test_why_names_the_checks_lost_and_those_whose_points_a_person_gave():
    one = report("s", failed("mse.value", Kind.VALUE), verdict("mse.other_n"))
    given = decision("points", one, "mse.other_n", by="Kim", why="by hand", points=1.0)
    told = plain(why(explained(one, given), assignment=assignment()), width=200)
    assert "mse.value" in told.partition("Points lost")[2]
    assert "points given by a person, by Kim: by hand" in told.partition("Points lost")[2]


def test_why_says_when_the_work_came_and_against_which_deadline():
    told = plain(why(explained(report(), per_day=0.1), assignment=assignment()), width=200)
    assert "handed in 1 d late (days that count: 1)" in told


def test_why_tells_the_regrade_that_moved_something():
    event = Event(Signed("kim", NOW, "too strict"), report(), Regrade(21.0, 24.0, MOVED))
    told = plain(why(replace(explained(report()), regrades=(event,)), assignment=assignment()), width=200)
    assert "regraded: 21 → 24; mse.value – too strict" in told
    assert "mse.value: wrong → right, 0 → 3; the points: 2 → 3" in told
