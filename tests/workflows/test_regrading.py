"""After a change: who moves, by how much, and because of which change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.changes.moves import moved
from autograder.changes.version import checks_to_rejudge
from autograder.grading.final import final
from autograder.model import Cause, Change, Check, Circumstances, DecisionKind, LatePolicy, Outcome, Signed, Verdict
from autograder.workflows.regrade import regrade_class
from tests.helpers import InProcess
from tests.store.builders import DAY, DUE, NOW, TA, decision, mark, provenance, recording, report, week_version
from tests.workflows.judges import ScriptedJudge, passed

CHECKS = (
    Check("mse.a", "mse", 1.0, "mse/lecture", {}),
    Check("mse.b", "mse", 1.0, "mse/lecture", {}, needs=("mse.a",)),
    Check("fit.c[other_n]", "fit", 1.0, "fit/other_n", {}),
)

FIRST = {"probe:mse/lecture": "first"}


def piece(change, name, value):
    return {f"{change}:{name}": value}


def week(digest="second digest", late=None, due=DUE, **pieces):
    return replace(week_version(*CHECKS, digest=digest, due=due, late=late or LatePolicy()), pieces=FIRST | pieces)


def worth(*marks, week=None, made=None, received=DUE, decisions=()):
    of = report("s", *marks, provenance=made or provenance())
    rule = week or week_version()
    return final(of, Circumstances(received, decisions), due=rule.due, late=rule.late)


def causes(before, after, was, now):
    found = moved(before, after, was, now)
    return [(cause.change, cause.name) for cause in found.causes]


OLD = week("first digest")


# ---------------------------------------------------------------------- who, and by how much


def test_the_same_marks_have_not_moved():
    assert moved(worth(mark("mse.a")), worth(mark("mse.a")), OLD, week()) is None


def test_a_move_says_from_what_to_what():
    found = moved(worth(mark("mse.a", 0.0)), worth(mark("mse.a", 1.0)), OLD, week())
    (check,) = found.checks
    assert (found.student, found.before, found.after) == ("s", 0.0, 1.0)
    assert (check.before, check.after, check.was, check.now) == (0.0, 1.0, Outcome.FAILED, Outcome.PASSED)


def test_checks_that_cancel_out_have_moved_all_the_same():
    before, after = worth(mark("mse.a", 0.0), mark("mse.b")), worth(mark("mse.a"), mark("mse.b", 0.0))
    assert len(moved(before, after, OLD, week()).checks) == 2


def test_a_new_check_was_not_there_before():
    (check,) = moved(worth(mark("mse.a")), worth(mark("mse.a"), mark("mse.b")), OLD, week()).checks
    assert (check.check, check.before, check.after) == ("mse.b", None, 1.0)


# ---------------------------------------------------------------------- because of what


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("check", "mse.b"),
        ("check", "mse.a"),  # which mse.b needs
        ("tolerance", "mse.b"),
        ("probe", "mse/lecture"),
        ("solution", "mse"),
        ("solution", "regression_by_hand.py"),
        ("mistakes", "mse"),
        ("drivers", "regression_by_hand"),
        ("shared", "conftest.py"),
        ("data", ""),
    ],
)
def test_the_nearest_change_is_the_cause(change, name):
    far = piece("check", "fit.c[other_n]", "new")
    now = week(**piece(change, name, "new"), **far)
    assert causes(worth(mark("mse.b", 0.0)), worth(mark("mse.b")), OLD, now) == [(Change(change), name)]


def test_where_nothing_near_changed_all_that_changed_is_named():
    now = week(**piece("check", "fit.c[other_n]", "new"))
    assert causes(worth(mark("mse.b", 0.0)), worth(mark("mse.b")), OLD, now) == [(Change.CHECK, "fit.c[other_n]")]


def test_where_nothing_changed_the_cause_is_unknown():
    assert causes(worth(mark("mse.b", 0.0)), worth(mark("mse.b")), OLD, OLD) == [(Change.UNKNOWN, "")]


def test_points_alone_are_the_cause_where_the_verdict_is_the_same():
    now = week(**piece("points", "mse.a", "2"), **piece("check", "mse.a", "new"))
    assert causes(worth(mark("mse.a")), worth(mark("mse.a", 2.0, 2.0)), OLD, now) == [(Change.POINTS, "mse.a")]


def test_another_kit_is_named():
    before, after = worth(mark("mse.a", 0.0)), worth(mark("mse.a"), made=provenance(kit="2"))
    (cause,) = moved(before, after, OLD, OLD).causes
    assert cause == Cause(Change.KIT, "recorder", "1, torch 2.13.0", "2, torch 2.13.0")


def test_other_work_is_named():
    before, after = worth(mark("mse.a", 0.0)), worth(mark("mse.a"), made=provenance("better"))
    assert causes(before, after, OLD, OLD) == [(Change.SUBMISSION, "")]


def test_a_late_rule_is_the_cause_of_what_it_takes():
    harsh = week(late=LatePolicy(per_day=0.5), **piece("late", "per_day", "0.5"))
    before, after = (worth(mark("mse.a"), week=rule, received=DUE + DAY) for rule in (OLD, harsh))
    assert causes(before, after, OLD, harsh) == [(Change.LATE, "per_day")]


def test_an_extension_is_the_cause_of_what_it_gives_back():
    rule = week("first digest", late=LatePolicy(per_day=0.5))
    before = worth(mark("mse.a"), week=rule, received=DUE + DAY)
    after = worth(
        mark("mse.a"), week=rule, received=DUE + DAY, decisions=(decision(DecisionKind.EXTENSION, until=DUE + DAY),)
    )
    assert causes(before, after, rule, rule) == [(Change.DECISION, "")]


def test_another_time_of_receipt_is_the_cause_of_what_it_takes():
    rule = week("first digest", late=LatePolicy(per_day=0.5))
    before, after = (worth(mark("mse.a"), week=rule, received=DUE + days * DAY) for days in (0, 1))
    assert causes(before, after, rule, rule) == [(Change.SUBMISSION, "")]


def test_a_smaller_budget_left_is_the_cause_of_what_it_takes():
    rule = week("first digest", late=LatePolicy(per_day=0.5, budget_days=1))
    before, after = (
        final(report("s"), Circumstances(DUE + DAY, budget_used=used), due=rule.due, late=rule.late) for used in (0, 1)
    )
    assert causes(before, after, rule, rule) == [(Change.BUDGET, "")]


def test_manual_points_are_their_own_cause():
    given = decision(DecisionKind.POINTS, subject="mse.a", points=1.0)
    before, after = worth(mark("mse.a", 0.0)), worth(mark("mse.a", 0.0), decisions=(given,))
    assert causes(before, after, OLD, OLD) == [(Change.DECISION, "mse.a")]


# ---------------------------------------------------------------------- stored tapes, judged again


@pytest.fixture
def graded(store):
    """Three students, one of whom a TA gave points by hand."""
    store.adopt(OLD, TA)
    for student in ("s1", "s2", "s3"):
        store.save(report(student, mark("mse.a", 0.0), mark("mse.b", 1.0), text=student), TA)
    store.decide(decision(DecisionKind.POINTS, "s3", subject="mse.a", points=0.5))
    return store


NEW = week(**piece("check", "mse.a", "new"))


def kinder(version=NEW, finds=passed):
    """A judge whose check mse.a was fixed: what every student of this class does is right."""
    return ScriptedJudge(version, finds)


def again(store, judge=None, **more):
    judge = judge or kinder()
    return regrade_class(store, judge, judge.version, **more)


def points(store):
    return {found.student: whole.points for found, whole in store.finals("week04")}


MOVES = [("s1", 1.0, 2.0), ("s2", 1.0, 2.0), ("s3", 1.5, 1.5)]  # what s3's check found moved, not the points


def test_a_dry_run_tells_everything_and_writes_nothing(graded):
    changes = again(graded)
    assert [(one.student, one.before, one.after) for one in changes.moves] == MOVES
    assert (points(graded), len(graded.versions("week04"))) == ({"s1": 1.0, "s2": 1.0, "s3": 1.5}, 1)


def test_what_is_applied_is_what_the_dry_run_told(graded):
    told = again(graded)
    assert again(graded, signed=TA) == told
    assert points(graded) == {"s1": 2.0, "s2": 2.0, "s3": 1.5}


def test_manual_points_are_intact(graded):
    again(graded, signed=TA)
    assert next(one for found, one in graded.finals("week04") if found.student == "s3").marks[0].points == 0.5


def test_judging_again_keeps_work_and_tapes(graded):
    again(graded, signed=TA)
    kept = [(found.submission.digest, found.recording) for found in graded.grades("week04", tapes=True)]
    assert kept == [
        (report(text=one).submission.digest, recording(report(text=one).submission.digest))
        for one in ("s1", "s2", "s3")
    ]


def test_regrading_twice_moves_nobody(graded):
    again(graded, signed=TA)
    changes = again(graded, signed=TA)
    assert (changes.moves, changes.causes, changes.same) == ((), (), 3)


def test_the_next_grade_finds_what_a_regrade_made(graded):
    again(graded, signed=TA)
    assert graded.finished("week04", "s1", replace(provenance("s1"), week=NEW.digest))


def test_tapes_are_found_on_new_terms_that_ask_the_same(graded):
    """Grading again after a check was fixed runs no student's code."""
    graded.adopt(NEW, TA)
    assert graded.recorded(replace(provenance("s1"), week=NEW.digest))


ASKED = week("third digest", **piece("probe", "mse/lecture", "new"))


def test_tapes_are_not_found_on_terms_that_ask_something_else(graded):
    graded.adopt(ASKED, TA)
    assert graded.recorded(replace(provenance("s1"), week=ASKED.digest)) is None


def test_where_the_probes_changed_nobody_is_judged_on_old_tapes(graded):
    changes = again(graded, kinder(ASKED), signed=TA)
    assert (changes.stale, changes.moves) == (("s1", "s2", "s3"), ())


def test_where_the_probes_changed_student_code_runs_again_and_it_says_so(graded):
    runner = InProcess(lambda work: recording(work.digest, number=2.0))
    changes = again(graded, kinder(ASKED), runner=runner, signed=TA)
    assert changes.rerun == ("s1", "s2", "s3")
    assert next(graded.grades("week04", tapes=True)).recording.tapes[0].returned.data == b"2.0"


def of_student(recording, student):
    return recording.submission == report(text=student).submission.digest


def test_who_was_graded_meanwhile_keeps_that_report(graded):
    def finds(judge, tapes):
        if of_student(tapes, "s2"):
            graded.save(report("s2", mark("mse.a", 0.25), text="handed in again"), TA)
        return passed(judge, tapes)

    changes = again(graded, kinder(finds=finds), signed=TA)
    assert (changes.overtaken, points(graded)["s2"]) == (("s2",), 0.25)


def test_a_regrade_is_signed(graded):
    again(graded, signed=Signed("lee", NOW + DAY, "mse.a was too strict"))
    assert graded.history("week04", "s1")[-1].signed == Signed("lee", NOW + DAY, "mse.a was too strict")


def test_a_judge_that_fails_leaves_everything_as_it_was(graded):
    def finds(judge, tapes):
        return passed(judge, tapes) if of_student(tapes, "s1") else 1 / 0

    with pytest.raises(ZeroDivisionError):
        again(graded, kinder(finds=finds), signed=TA)
    assert points(graded) == {"s1": 1.0, "s2": 1.0, "s3": 1.5}


def test_students_see_a_regraded_mark_with_its_cause(graded):
    graded.publish("week04", TA)
    again(graded, signed=TA)
    shown = [
        graded.published("week04").shown[student][-1]
        for student in [one.student for one in graded.publish("week04", TA)]
    ]
    assert [(one.student, one.moved and one.moved.causes) for one in shown] == [
        ("s1", (Cause(Change.CHECK, "mse.a"),)),
        ("s2", (Cause(Change.CHECK, "mse.a"),)),
        ("s3", (Cause(Change.CHECK, "mse.a"),)),
    ]


# ---------------------------------------------------------------------- no more than the change can touch


def as_on_record(judge, _):
    return [Verdict(one.name, Outcome.FAILED if one.name == "mse.a" else Outcome.PASSED) for one in judge.checks]


def asked_of(store, now):
    """What the judge is asked: the checks that are touched, and the exercises and probes of the tapes it is given."""
    judge = ScriptedJudge(now, as_on_record)
    was = store.grade_of("week04", "s")
    versions = {version.digest: version for version in store.versions("week04")}
    checks = checks_to_rejudge(
        versions[was.provenance.week], now, has_bare_loops="s" in store.students_with_bare_loops("week04")
    )
    again(store, judge)
    return set(checks), [(exercises, list(probes)) for probes, exercises in judge.asked]


@pytest.fixture
def two_exercises(store):
    store.adopt(OLD, TA)
    tapes = recording(probes=("mse/lecture", "fit/other_n", "mse/far"))
    store.save(report("s", mark("mse.a", 0.0), mark("mse.b"), mark("fit.c[other_n]"), recording=tapes), TA)
    return store


def test_a_fixed_check_is_judged_on_the_tapes_of_its_exercise(two_exercises):
    asked = asked_of(two_exercises, week(**piece("check", "mse.b", "new")))
    assert asked == ({"mse.b"}, [({"mse"}, ["mse/lecture", "mse/far"])])


def test_checks_that_wait_for_a_fixed_one_are_judged_too(two_exercises):
    checks, _ = asked_of(two_exercises, week(**piece("check", "mse.a", "new")))
    assert checks == {"mse.a", "mse.b"}


@pytest.mark.parametrize("change", [piece("points", "mse.a", "2"), piece("late", "per_day", "0.5")])
def test_points_and_late_rules_need_no_judge_and_no_tapes(two_exercises, change):
    assert asked_of(two_exercises, week(**change)) == (set(), [])


@pytest.mark.parametrize("change", ["solution:mse", "shared:conftest.py", "kit:judge"])
def test_what_may_touch_every_check_has_every_check_judged(two_exercises, change):
    checks, ((exercises, probes),) = asked_of(two_exercises, week(**{change: "new"}))
    assert (len(checks), exercises, len(probes)) == (3, None, 3)


def test_a_student_left_behind_by_an_earlier_change_is_judged_on_all_of_it(two_exercises):
    """A grading that was interrupted may leave grades on older versions than the last."""
    fixed = week(**piece("check", "fit.c[other_n]", "new"))
    two_exercises.adopt(fixed, TA)
    both = week("third digest", **fixed.pieces, **piece("check", "mse.b", "new"))
    checks, ((exercises, _),) = asked_of(two_exercises, both)
    assert (checks, exercises) == ({"mse.b", "fit.c[other_n]"}, {"mse", "fit"})


def test_verdicts_of_exercises_that_are_not_touched_stay(two_exercises):
    def finds(judge, _):
        return [Verdict(check.name, Outcome.FAILED) for check in judge.checks]

    changes = again(two_exercises, ScriptedJudge(week(**piece("check", "fit.c[other_n]", "new")), finds))
    assert [check.check for check in changes.moves[0].checks] == ["mse.b", "fit.c[other_n]"]


def test_bare_loops_of_a_notebook_are_judged_with_all_tapes(store):
    """Whose loop it is depends on everything else that is missing."""
    store.adopt(OLD, TA)
    tapes = recording(probes=("mse/lecture", "loop/0", "fit/other_n"))
    store.save(report("s", mark("mse.a", 0.0), mark("mse.b"), recording=tapes), TA)
    _, ((_, probes),) = asked_of(store, week(**piece("check", "mse.b", "new")))
    assert probes == ["mse/lecture", "loop/0", "fit/other_n"]
