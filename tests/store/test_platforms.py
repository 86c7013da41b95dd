"""LMS's, their courses and what they were told, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograder.model import LmsCourse, Platform, SentMark
from autograder.store.platforms import Platforms

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def platform(host="a", **more):
    at = f"https://{host}.example.org"
    return Platform(issuer=at, client_id="us", authorize=f"{at}/auth", token=f"{at}/token", keys=f"{at}/keys", **more)


@pytest.fixture
def lms(where):
    with Platforms(where) as opened:
        yield opened


def names(lms):
    return [each.issuer.removeprefix("https://").removesuffix(".example.org") for each in lms.platforms()]


def test_what_the_settings_forget_is_gone_and_what_registered_itself_stays(lms):
    lms.register(platform("own"))
    lms.configure([platform("a"), platform("b")], now=NOW)
    assert names(lms) == ["own", "a", "b"]
    lms.configure([platform("b", name="new")], now=NOW)
    assert names(lms) == ["own", "b"]
    assert lms.platforms()[1].name == "new"
    lms.configure([platform("a"), platform("b")], now=NOW)
    assert names(lms) == ["own", "a", "b"]


def test_a_revoked_platform_is_known_no_longer_until_it_registers_again(lms):
    number = lms.register(platform()).id
    assert lms.revoke(number, now=NOW)
    assert not lms.revoke(number, now=NOW)
    assert lms.platform(number) is None
    assert lms.register(platform()).id == number
    assert lms.platform(number) == platform(id=number)


def test_a_launch_that_leaves_an_address_out_does_not_forget_it(lms):
    number = lms.register(platform()).id
    met = lms.meet(LmsCourse(platform=number, context="c", title="DL", line_items="https://a/items"))
    again = lms.meet(LmsCourse(platform=number, context="c", memberships="https://a/people"))
    assert (again.id, again.title, again.line_items) == (met.id, "DL", "https://a/items")
    assert lms.meet(LmsCourse(platform=number, context="c")) == again
    assert lms.courses() == (again,)


def test_one_process_sends_to_a_course_and_one_that_was_down_is_left_alone(lms):
    course = lms.meet(LmsCourse(platform=lms.register(platform()).id, context="c"))
    assert lms.claim(course.id, now=NOW, lasts=HOUR)
    assert not lms.claim(course.id, now=NOW, lasts=HOUR)
    assert lms.claim(course.id, now=NOW + HOUR, lasts=HOUR)
    lms.tell(course.id, failures=2, next_try=NOW + 3 * HOUR, trouble="down")
    assert not lms.claim(course.id, now=NOW + 2 * HOUR, lasts=HOUR)
    assert (lms.courses()[0].failures, lms.courses()[0].trouble) == (2, "down")


def test_the_last_of_what_was_sent_is_kept(lms):
    course = lms.meet(LmsCourse(platform=lms.register(platform()).id, context="c")).id
    lms.keep_line_item(course, "week03", "https://a/items/1")
    for content in ("one", "two"):
        lms.keep_sent(SentMark(course, "week03", "kim", content, NOW))
    assert lms.sent(course, "week03") == {"kim": SentMark(course, "week03", "kim", "two", NOW)}
    assert lms.line_items(course) == {"week03": "https://a/items/1"}
    lms.keep_line_item(course, "week03", "")
    assert lms.line_items(course) == {}
