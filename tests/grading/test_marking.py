"""What could not be read is never a graded zero."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.grading.final import final
from autograder.grading.marking import UNREAD, mark, status
from autograder.model import (
    AdjustmentKind,
    Check,
    Circumstances,
    DecisionKind,
    Difference,
    Fate,
    Kind,
    LatePolicy,
    Outcome,
    Reason,
    Received,
    Status,
    Verdict,
)
from tests.store.builders import DUE, decision, report, submission

CHECKS = [Check("mse.a", "mse", 2.0, "mse/lecture", {}), Check("sse.a", "sse", 1.0, "sse/lecture", {})]
PASSED = Verdict("mse.a", Outcome.PASSED)
ABSENT = Verdict("sse.a", Outcome.FAILED, Difference(Kind.MISSING))
WRONG = Verdict("sse.a", Outcome.FAILED, Difference(Kind.VALUE))


def work(reason=Reason.TRUNCATED, **more):
    unread = Received("hw.ipynb", Fate.UNREADABLE, "s", reason)
    return replace(submission("s"), files=(unread,), **more)


def points(verdicts, handed_in=None):
    return [(each.points, each.reason) for each in mark(CHECKS, verdicts, handed_in)]


def test_what_is_missing_is_a_zero_where_all_was_read():
    assert points([PASSED, ABSENT], submission("s")) == [(2.0, "passed"), (0.0, "failed")]


def test_what_may_be_in_a_file_that_cannot_be_read_waits_for_a_person():
    marks = mark(CHECKS, [PASSED, ABSENT], work())
    assert ([each.reason for each in marks], status(marks)) == (["passed", UNREAD], Status.UNREAD)


def test_what_is_wrong_is_wrong_whatever_else_cannot_be_read():
    assert status(mark(CHECKS, [PASSED, WRONG], work())) is Status.GRADED


@pytest.mark.parametrize(("reason", "path"), [(Reason.NO_CODE, "hw.ipynb"), (Reason.LINK, "python3")])
def test_a_file_that_cannot_hold_code_hides_none(reason, path):
    handed_in = replace(submission("s"), files=(Received(path, Fate.UNREADABLE, "s", reason),))
    assert status(mark(CHECKS, [PASSED, ABSENT], handed_in)) is Status.GRADED


def test_a_link_that_is_called_as_code_is_may_lead_to_what_is_missing():
    handed_in = replace(submission("s"), files=(Received("mse.py", Fate.UNREADABLE, "s", Reason.LINK),))
    assert status(mark(CHECKS, [PASSED, ABSENT], handed_in)) is Status.UNREAD


def test_where_nothing_could_be_read_everything_waits():
    marks = mark(CHECKS, [PASSED, ABSENT], work(sources=()))
    assert [(each.points, each.reason) for each in marks] == [(0.0, UNREAD), (0.0, UNREAD)]
    assert status(marks) is Status.UNREAD


def strange(**more):
    return replace(submission("s"), files=(Received("hw.ipynb", Fate.TAKEN, "s", Reason.OTHER_WEEK, "week04"),), **more)


def test_what_stands_in_a_cell_of_text_waits_for_a_person_and_is_no_zero():
    unrun = Received("hw.ipynb", Fate.TAKEN, "s", Reason.TEXT_CELLS, "mse")
    marks = mark(CHECKS, [PASSED, ABSENT], replace(submission("s"), files=(unrun,)))
    assert status(marks) is Status.UNREAD


def test_another_week_s_work_with_nothing_of_this_one_is_a_question_and_no_zero():
    marks = mark(CHECKS, [replace(ABSENT, check="mse.a"), ABSENT], strange())
    assert (status(marks), {each.reason for each in marks}) == (Status.UNREAD, {UNREAD})


@pytest.mark.parametrize("found", [PASSED, replace(WRONG, check="mse.a")])
def test_of_work_that_looks_like_another_week_s_what_is_of_this_one_is_graded(found):
    """Its loop was found, or a function of this week: it was meant."""
    assert status(mark(CHECKS, [found, ABSENT], strange())) is Status.GRADED


def test_our_own_fault_is_said_before_theirs():
    marks = mark(CHECKS, [Verdict("mse.a", Outcome.UNGRADED), ABSENT], work())
    assert status(marks) is Status.UNGRADED


def test_an_unread_check_is_marked_unread_again_when_it_is_marked_again():
    once = mark(CHECKS, [PASSED, ABSENT], work())
    assert mark(CHECKS, [each.verdict for each in once], work()) == once


# ---------------------------------------------------------------------- what becomes of it


def unread(**more):
    return report("s", *mark(CHECKS, [], work(sources=())), status=Status.UNREAD, **more)


def worth(*decisions, of):
    return final(of, Circumstances(DUE, decisions), due=DUE, late=LatePolicy())


def test_unread_work_is_one_line_not_one_a_check():
    assert worth(of=unread()).reasons == (AdjustmentKind.EARNED, AdjustmentKind.UNREAD)


def test_unread_work_is_graded_once_a_person_gave_points_for_every_check():
    given = [decision(DecisionKind.POINTS, subject=check.name, points=1.0) for check in CHECKS]
    assert worth(given[0], of=unread()).status is Status.UNREAD
    assert worth(*given, of=unread()).status is Status.GRADED


@pytest.mark.parametrize("before", [Status.MISSING, Status.UNREAD, Status.UNOWNED, Status.UNGRADED, Status.GRADED])
def test_excused_is_a_status(before):
    assert worth(decision(DecisionKind.EXCUSE), of=report("s", status=before)).status is Status.EXCUSED


@pytest.mark.parametrize("waiting", [Status.UNREAD, Status.UNOWNED, Status.UNGRADED, Status.LATENESS_UNKNOWN])
def test_what_needs_a_person_says_so(waiting):
    assert waiting.needs_person


@pytest.mark.parametrize("outside", [Status.MISSING, Status.EXCUSED, Status.UNREAD, Status.UNOWNED])
def test_what_has_no_points_is_outside_every_mean(outside):
    assert not outside.has_points
