"""What is known of a week's files over several runs, and what a person's word does to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from autograder.model import Fate, Grade, Intake, LmsLateness, Provenance, Reason, Received, Source, Status, Submission
from autograder.submissions import Collection
from autograder.workflows.intake import given_away, same_circumstances, told_earlier, waiting_elsewhere, with_earlier

CODE = (Source("hw.py", ("x = 1",)),)
LOST = Received("in/lost.py", Fate.UNMATCHED, "", Reason.NO_OWNER)
DAMAGED = Received("in/1/a.zip", Fate.UNREADABLE, "1", Reason.BROKEN_ARCHIVE)


def work(*files: Received, sources=(), **more) -> Submission:
    return Submission("1", "week01", sources, "d", files=files, **more)


def graded(*files: Received, sources=()) -> Grade:
    provenance = Provenance("d", "week01", "kit", "torch", "full")
    return Grade("1", "week01", Status.UNREAD, (), provenance, work(*files, sources=sources))


def later(*files: Received, roots=("late.zip",), settled=None) -> dict[str, Received]:
    before = Intake("week01", None, (LOST, DAMAGED))
    intake = with_earlier(before, Collection((), files, roots=roots), (), settled or {}, "week01")
    return {file.path: file for file in intake.files}


@pytest.mark.parametrize("fate", [Fate.TAKEN, Fate.UNREADABLE, Fate.IGNORED])
def test_work_that_a_person_set_aside_is_no_longer_its_students(fate):
    """A file that nobody could read as well, or a document that was all that came."""
    came = replace(DAMAGED, fate=fate, reason=Reason.NOT_CODE)
    aside = replace(came, fate=Fate.IGNORED, student="", reason=Reason.SET_ASIDE)
    assert (given_away(graded(came), [aside]), given_away(graded(came), [came]), given_away(graded(came), [])) == (
        True,
        False,
        False,
    )


def test_a_readme_that_changes_hands_takes_no_work_along():
    readme = Received("in/1/readme.txt", Fate.IGNORED, "1", Reason.NOT_CODE)
    assert not given_away(graded(readme, sources=CODE), [replace(readme, student="")])


def test_a_file_without_an_owner_still_waits_when_only_another_file_is_graded():
    assert (later()["in/lost.py"], later(roots=("in",)).get("in/lost.py")) == (LOST, None)


def test_an_earlier_file_that_was_settled_since_waits_to_be_graded_or_for_nobody():
    theirs, nobodys = (later(settled={"in/lost.py": owner})["in/lost.py"] for owner in ("2,3", ""))
    assert (theirs.reason, theirs.detail, nobodys.fate) == (Reason.SETTLED, "2, 3", Fate.IGNORED)


def test_work_that_stands_unread_is_told_of_though_this_run_brought_nothing_of_it():
    here = Collection((), (), roots=("late.zip",))
    assert [*waiting_elsewhere((LOST,), here, [graded(DAMAGED)])] == [LOST, DAMAGED]


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ({}, {}, True),
        ({}, {"received": datetime(2026, 3, 1, tzinfo=UTC)}, False),
        ({}, {"lms_mark": LmsLateness.LATE}, False),
        ({"received": datetime(2026, 3, 1, tzinfo=UTC)}, {}, True),
        ({"received": datetime(2026, 3, 1, tzinfo=UTC)}, {"received": datetime(2026, 3, 2, tzinfo=UTC)}, True),
    ],
)
def test_the_same_work_is_judged_again_once_a_time_is_learnt(before, now, same):
    was, is_ = work(sources=CODE, **before), work(sources=CODE, **now)
    assert same_circumstances(was, is_) is same
    assert told_earlier(is_, was).received == (now or before).get("received")


def test_a_file_that_could_not_be_read_beside_work_graded_before_holds_its_gaps_back():
    """What nobody could read is never a zero, whichever of the two came first."""
    assert not same_circumstances(work(sources=CODE), work(DAMAGED, sources=CODE))
    assert not same_circumstances(work(DAMAGED, sources=CODE), work(sources=CODE))
