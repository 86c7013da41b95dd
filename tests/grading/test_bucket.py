"""A bucket of looks: full at first, filled at a rate, topped up without limit, never below nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.bucket import looks_left
from autograder.model import FeedbackBucket, Look, Signed

START = datetime(2026, 3, 2, tzinfo=UTC)
BUCKET = FeedbackBucket(looks=3, refill_hours=8)


def look(hours, amount=-1):
    return Look("week03", "kim", amount, Signed("kim", START + timedelta(hours=hours)))


def left(*looks, at):
    return looks_left(BUCKET, looks, START + timedelta(hours=at))


def test_it_is_full_at_first_and_stays_so():
    assert (left(at=0).left, left(at=0).next_at, left(at=1000).left) == (3, None, 3)


def test_it_fills_by_one_every_so_many_hours():
    taken = look(0), look(1)
    assert [left(*taken, at=hours).left for hours in (1, 7.9, 8, 15.9, 16)] == [1, 1, 2, 2, 3]
    assert left(*taken, at=2).next_at == START + timedelta(hours=8)


def test_what_a_ta_gave_is_on_top_and_is_not_filled_up_again():
    given_more = look(0, amount=5)
    assert (left(given_more, at=1).left, left(given_more, at=1000).left) == (8, 8)
    assert left(given_more, *[look(1)] * 6, at=1).left == 2


@given(st.lists(st.tuples(st.floats(0, 100), st.sampled_from([-1, 1, 2])), max_size=12), st.floats(0, 200))
def test_it_is_never_below_nothing_and_says_when_there_is_one_more(events, at):
    made = [look(hours, amount) for hours, amount in sorted(events)]
    now = left(*made, at=at)
    assert now.left >= 0
    if now.next_at:
        later = looks_left(BUCKET, made, now.next_at + timedelta(seconds=1))
        assert later.left > now.left or any(each.signed.at > START + timedelta(hours=at) for each in made)
