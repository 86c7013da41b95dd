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
    Fate,
    Kind,
    Moved,
    Outcome,
    Received,
    Regrade,
    Signed,
    Status,
    Submission,
    WorthChange,
)
from autograder.report.terminal import changes, history, plain, points_before_and_after, why
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


def test_why_says_once_of_an_exercise_that_its_code_never_ended():
    one = report("s", failed("mse.value", Kind.TIMED_OUT), failed("mse.other_n", Kind.TIMED_OUT))
    told = plain(why(explained(one), assignment=assignment()), width=200)
    assert ("mse: 2 checks" in told, told.count("still running")) == (True, 1)


def test_what_waits_for_work_that_nobody_could_read_is_not_lost():
    blocked = replace(verdict("mse.other_n", Outcome.BLOCKED), waits_for=("mse.value",))
    one = report("s", verdict("mse.value", Outcome.UNGRADED), blocked)
    assert (
        "mse.other_n" not in plain(why(explained(one), assignment=assignment()), width=200).partition("Points lost")[2]
    )


def test_why_says_of_unread_work_once_that_it_is_unread_and_what_to_do():
    """Not a zero for each of its checks."""
    file = Received("in/s  1/hw.rar", Fate.UNREADABLE, "s", "archive_format")
    waiting = replace(
        report("s", *(verdict(check.name, Outcome.UNGRADED) for check in assignment().checks)), status=Status.UNREAD
    )
    waiting = replace(waiting, marks=tuple(replace(mark, reason="unread") for mark in waiting.marks))
    work = replace(waiting.submission or Submission("s", "week04", (), ""), files=(file,))
    told = plain(why(explained(replace(waiting, submission=work)), assignment=assignment()), width=200)
    assert (told.count("could not be read"), told.count("not a zero"), "0 /" in told) == (1, 0, False)
    assert "autograder settle week04 'in/s  1/hw.rar' --nobody" in told


def test_the_history_of_unread_work_names_its_files_and_no_zero():
    file = Received("in/s/hw.rar", Fate.UNREADABLE, "s", "archive_format")
    events = [
        Event(Signed("ta", NOW), what)
        for what in (
            Submission("s", "week04", (), "d", files=(file,)),
            replace(report("s"), marks=(), status=Status.UNREAD),
        )
    ]
    told = plain(history(events), width=200)
    assert ("in/s/hw.rar (could not be read as this week's)" in told, "0 of" in told) == (True, False)


def test_points_above_the_weeks_are_asked_about():
    one = report("s")
    given = decision("points", one, by="Kim", why="x", points=99.0)
    change = WorthChange("s", standing(one), standing(one, given))
    assert "That is 76 more than the week is worth" in plain(points_before_and_after([change]), width=200)


def test_why_tells_of_all_that_we_could_not_grade_in_one_line():
    ours = report("s", *(verdict(check.name, Outcome.UNGRADED) for check in assignment().checks))
    told = plain(why(explained(ours), assignment=assignment()), width=400)
    assert told.count("a person must still look") == 1


def test_why_says_when_the_work_came_and_against_which_deadline():
    told = plain(why(explained(report(), per_day=0.1), assignment=assignment()), width=200)
    assert "handed in 1 d late (days that count: 1)" in told


def test_why_tells_the_regrade_that_moved_something():
    event = Event(Signed("kim", NOW, "too strict"), report(), Regrade(21.0, 24.0, MOVED))
    told = plain(why(replace(explained(report()), regrades=(event,)), assignment=assignment()), width=200)
    assert "regraded: 21 → 24; mse.value – too strict" in told
    assert "mse.value: wrong → right, 0 → 3; the points: 2 → 3" in told
