"""Points are a pure function of facts and policy; each can be asked why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import RecordError
from autograder.grading.final import final, why
from autograder.grading.late import how_late
from autograder.model import AdjustmentKind, Circumstances, DecisionKind, LatePolicy, Outcome, Status
from tests.store.builders import DAY, DUE, UNHURRIED, decision, mark, report

HOUR = timedelta(hours=1)
TEN_PERCENT = LatePolicy(grace_minutes=10, per_day=0.1, cutoff_days=3)


def worth(*decisions, received=DUE, late=TEN_PERCENT, used=0, of=None):
    of = of or report("s", mark("mse.a", 6.0, 6.0), mark("mse.b", 0.0, 4.0))
    return final(of, Circumstances(received, decisions, used), due=DUE, late=late)


# ---------------------------------------------------------------------- late


@pytest.mark.parametrize(
    ("after", "points"),
    [
        (-HOUR, 6.0),
        (0 * HOUR, 6.0),
        (timedelta(minutes=10), 6.0),
        (timedelta(minutes=10, seconds=59), 6.0),
        (timedelta(minutes=11), 5.4),
        (DAY + timedelta(minutes=10), 5.4),
        (DAY + timedelta(minutes=11), 4.8),
        (3 * DAY, 4.2),
        (3 * DAY + timedelta(minutes=11), 0.0),
    ],
)
def test_a_day_begun_costs_its_share_until_the_cut_off(after, points):
    assert worth(received=DUE + after).points == points


def test_work_without_a_known_time_waits_for_a_person():
    assert (worth(received=None).points, worth(received=None).status) == (6.0, Status.LATENESS_UNKNOWN)


def test_a_week_without_a_deadline_has_no_lateness():
    assert final(report(), Circumstances(DUE + 90 * DAY), due=None, late=TEN_PERCENT).points == 1.0


def test_a_rule_without_a_cut_off_never_takes_more_than_all():
    assert worth(received=DUE + 400 * DAY, late=LatePolicy(per_day=0.3)).points == 0.0


def test_late_within_the_grace_says_so():
    assert AdjustmentKind.GRACE in worth(received=DUE + timedelta(minutes=5)).reasons


def test_late_days_are_paid_from_the_budget_first():
    late = replace(TEN_PERCENT, budget_days=3)
    assert worth(received=DUE + 2 * DAY, late=late, used=2).points == 5.4


def test_a_budget_buys_no_way_past_the_cut_off():
    late = replace(TEN_PERCENT, budget_days=30)
    assert worth(received=DUE + 4 * DAY, late=late).points == 0.0


def test_days_past_the_cut_off_leave_the_budget_alone():
    late = replace(TEN_PERCENT, budget_days=30)
    assert how_late(Circumstances(DUE + 4 * DAY), due=DUE, late=late).spent == 0


def test_days_that_cost_nothing_leave_the_budget_alone():
    late = LatePolicy(per_day=0.0, budget_days=5)
    assert how_late(Circumstances(DUE + DAY), due=DUE, late=late).spent == 0


# ---------------------------------------------------------------------- decisions


def test_an_extension_moves_the_deadline():
    assert worth(decision(DecisionKind.EXTENSION, until=DUE + 2 * DAY), received=DUE + 2 * DAY).points == 6.0


def test_an_extension_never_shortens():
    assert worth(decision(DecisionKind.EXTENSION, until=DUE - DAY)).points == 6.0


def test_an_excused_week_is_worth_nothing_of_nothing():
    assert (worth(decision(DecisionKind.EXCUSE)).points, worth(decision(DecisionKind.EXCUSE)).out_of) == (0.0, 0.0)


def test_manual_points_take_the_place_of_the_marks():
    assert worth(decision(DecisionKind.POINTS, subject="mse.b", points=3.0)).points == 9.0


def test_manual_points_of_a_check_are_late_like_any():
    given_points = decision(DecisionKind.POINTS, subject="mse.b", points=4.0)
    assert worth(given_points, received=DUE + DAY).points == 9.0


def test_manual_points_of_the_week_are_the_last_word():
    assert worth(decision(DecisionKind.POINTS, points=7.5), received=DUE + 9 * DAY).points == 7.5


def test_the_latest_decision_counts():
    made = (decision(DecisionKind.POINTS, points=7.5), decision(DecisionKind.POINTS, points=2.0))
    assert worth(*made).points == 2.0


def test_a_withdrawn_decision_is_as_if_never_made():
    made = (decision(DecisionKind.POINTS, points=7.5), decision(DecisionKind.POINTS, withdrawn=True))
    assert worth(*made) == worth()


def test_a_comment_leaves_manual_points_in_force():
    made = (decision(DecisionKind.POINTS, points=7.5), decision(DecisionKind.COMMENT, text="well argued"))
    assert worth(*made).points == 7.5


def test_a_decision_on_a_check_that_is_gone_is_shown_not_dropped():
    assert AdjustmentKind.ORPHANED in worth(decision(DecisionKind.POINTS, subject="mse.old", points=1.0)).reasons


def test_a_person_who_gave_points_has_looked():
    """A report waits for a person until every check that we could not grade has manual points."""
    of = report("s", mark("mse.a", 0.0, outcome=Outcome.UNGRADED), status=Status.UNGRADED)
    assert worth(of=of).status is Status.UNGRADED
    assert worth(decision(DecisionKind.POINTS, subject="mse.a", points=1.0), of=of).status is Status.GRADED


# ---------------------------------------------------------------------- why


def test_why_ends_in_the_points():
    circumstances = Circumstances(
        DUE + 2 * DAY,
        (decision(DecisionKind.EXTENSION, until=DUE + DAY), decision(DecisionKind.POINTS, subject="mse.b", points=1.0)),
    )
    of = report("s", mark("mse.a", 6.0, 6.0), mark("mse.b", 0.0, 4.0))
    chain = why(of, circumstances, due=DUE, late=TEN_PERCENT)
    assert [(adjustment.kind, adjustment.points, adjustment.days) for adjustment in chain] == [
        (AdjustmentKind.EARNED, 7.0, 0),
        (AdjustmentKind.EXTENDED, 7.0, 0),
        (AdjustmentKind.LATE, 6.3, 1),
    ]


def test_why_of_a_blocked_check_begins_with_what_blocks_it():
    of = report(
        "s",
        mark("mse.a", 0.0),
        mark("mse.b", 0.0, outcome=Outcome.BLOCKED, waits_for=("mse.a",)),
        mark("mse.c", 0.0, outcome=Outcome.BLOCKED, waits_for=("mse.b",)),
    )
    chain = why(of, Circumstances(), due=DUE, late=TEN_PERCENT, check="mse.c")
    assert [(adjustment.kind, adjustment.mark.verdict.check) for adjustment in chain] == [
        (AdjustmentKind.BLOCKED_BY, "mse.a"),
        (AdjustmentKind.VERDICT, "mse.c"),
    ]


def test_why_of_a_check_names_the_person_who_decided():
    circumstances = Circumstances(
        DUE,
        (
            decision(DecisionKind.POINTS, subject="mse.a", points=0.5),
            decision(DecisionKind.COMMENT, subject="mse.a", text="!"),
        ),
    )
    chain = why(report("s", mark("mse.a", 0.0)), circumstances, due=DUE, late=TEN_PERCENT, check="mse.a")
    assert [(g.kind, g.points, g.decision and g.decision.signed.by) for g in chain] == [
        (AdjustmentKind.VERDICT, 0.0, None),
        (AdjustmentKind.MANUAL, 0.5, "ta"),
        (AdjustmentKind.COMMENT, 0.5, "ta"),
    ]


def test_why_of_an_unknown_check_names_those_near():
    with pytest.raises(RecordError, match=r"Near it: mse\.averages"):
        why(report("s", mark("mse.averages")), Circumstances(), due=DUE, late=TEN_PERCENT, check="mse.avarages")


# ---------------------------------------------------------------------- what holds for every class

points = st.integers(0, 20).map(lambda n: n / 2)
marks = st.lists(st.tuples(points, points), max_size=5).map(
    lambda pairs: tuple(mark(f"c{n}", min(pair), max(pair)) for n, pair in enumerate(pairs))
)
moments = st.integers(-3 * 1440, 9 * 1440).map(lambda minutes: DUE + timedelta(minutes=minutes))
times = st.none() | moments
policies = st.builds(
    LatePolicy,
    grace_minutes=st.integers(0, 200),
    per_day=st.floats(0, 1.5),
    cutoff_days=st.none() | st.integers(0, 7),
    budget_days=st.integers(0, 7),
)
decisions = st.lists(
    st.one_of(
        st.builds(
            decision, st.just(DecisionKind.POINTS), subject=st.sampled_from(["", "c0", "c1", "gone"]), points=points
        ),
        st.builds(decision, st.just(DecisionKind.EXTENSION), until=moments),
        st.builds(decision, st.just(DecisionKind.EXCUSE), withdrawn=st.booleans()),
        st.builds(decision, st.just(DecisionKind.COMMENT), text=st.just("see me")),
    ),
    max_size=4,
).map(tuple)
circumstances = st.builds(Circumstances, times, decisions, st.integers(0, 9))


def reported(found):
    return replace(report("s"), marks=found)


@UNHURRIED
@given(marks, circumstances, policies)
def test_points_are_never_negative(found, known, late):
    assert final(reported(found), known, due=DUE, late=late).points >= 0


@UNHURRIED
@given(marks, circumstances, policies)
def test_nobody_gets_more_than_what_was_earned_or_given(found, known, late):
    whole = final(reported(found), known, due=DUE, late=late)
    manual = known.decided(DecisionKind.POINTS)
    assert whole.points <= max(sum(one.points for one in whole.marks), manual.points if manual else 0)


@UNHURRIED
@given(marks, circumstances, policies, moments, moments)
def test_later_is_never_better(found, known, late, one, other):
    early, later = (
        final(reported(found), replace(known, received=time), due=DUE, late=late) for time in sorted([one, other])
    )
    assert early.points >= later.points


@UNHURRIED
@given(marks, circumstances, policies, st.integers(0, 9))
def test_a_larger_budget_is_never_worse(found, known, late, more):
    larger = replace(late, budget_days=late.budget_days + more)
    small, large = (final(reported(found), known, due=DUE, late=rule) for rule in (late, larger))
    assert small.points <= large.points


@UNHURRIED
@given(marks, circumstances, policies, st.integers(0, 4), points)
def test_a_better_mark_is_never_worse(found, known, late, which, more):
    better = tuple(replace(one, points=one.points + more * (n == which)) for n, one in enumerate(found))
    before, after = (final(reported(which_marks), known, due=DUE, late=late) for which_marks in (found, better))
    assert before.points <= after.points


@UNHURRIED
@given(marks, circumstances, policies, points)
def test_manual_points_of_the_week_always_win(found, known, late, manual):
    known = replace(
        known,
        decisions=(
            *known.decisions,
            decision(DecisionKind.POINTS, points=manual),
            decision(DecisionKind.EXCUSE, withdrawn=True),
        ),
    )
    assert final(reported(found), known, due=DUE, late=late).points == manual


@UNHURRIED
@given(marks, circumstances, policies)
def test_the_last_ground_holds_the_points(found, known, late):
    whole = final(reported(found), known, due=DUE, late=late)
    assert (whole.adjustments[-1].points, whole.adjustments[-1].out_of) == (whole.points, whole.out_of)


@UNHURRIED
@given(marks, circumstances, policies)
def test_asking_twice_changes_nothing(found, known, late):
    assert final(reported(found), known, due=DUE, late=late) == final(reported(found), known, due=DUE, late=late)


@UNHURRIED
@given(circumstances, policies)
def test_every_late_day_is_charged_or_spent(known, late):
    lateness = how_late(known, due=DUE, late=late)
    assert lateness.days == lateness.charged + lateness.spent
    assert 0 <= lateness.spent <= max(0, late.budget_days - known.budget_used)
