"""Members, the secrets that stand for them, and their requests, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, select

from autograder.errors import RecordError
from autograder.model import CourseRole, Member, SecretKind
from autograder.store.members import Members
from autograder.store.opening import address
from autograder.store.schema import secrets

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
KIM = Member("20230001", CourseRole.STUDENT, "김하나", "Kim@Example.org", "01")
TA = Member("lee", CourseRole.TA, "Lee", "lee@example.org")


@pytest.fixture
def members(where):
    with Members(where) as opened:
        opened.enrol([KIM, TA])
        yield opened


def test_a_member_is_found_by_id_and_by_address_whatever_its_case(members):
    assert members.member("20230001").name == "김하나"
    assert members.by_email("kim@EXAMPLE.org").id == "20230001"
    assert members.by_email("") is None


def test_an_address_of_two_members_signs_in_neither(members):
    members.enrol([Member("20230002", CourseRole.STUDENT, "Kim", "kim@example.org")])
    assert members.by_email("kim@example.org") is None


def test_enrolling_again_renews_what_is_known(members):
    assert members.enrol([Member("lee", CourseRole.INSTRUCTOR, "Lee", "lee@example.org")]) == 2
    assert members.member("lee").role is CourseRole.INSTRUCTOR


def test_a_link_is_good_once_and_in_its_time(members):
    link = members.issue(SecretKind.LINK, "lee", now=NOW, lasts=HOUR)
    assert members.bearer(SecretKind.LINK, link, now=NOW + HOUR, once=True) is None
    assert members.bearer(SecretKind.LINK, link, now=NOW, once=True).id == "lee"
    assert members.bearer(SecretKind.LINK, link, now=NOW, once=True) is None


def test_a_secret_of_one_kind_is_none_of_another(members):
    token = members.issue(SecretKind.TOKEN, "lee", now=NOW, lasts=None)
    assert members.bearer(SecretKind.SESSION, token, now=NOW) is None
    assert members.bearer(SecretKind.TOKEN, token, now=NOW).id == "lee"


def test_a_revoked_secret_is_worth_nothing_and_only_its_owner_revokes_it(members):
    token = members.issue(SecretKind.TOKEN, "lee", now=NOW, lasts=None, label="laptop")
    assert not members.revoke("20230001", now=NOW, secret=token)
    (kept,) = members.issued(SecretKind.TOKEN, "lee", now=NOW)
    assert members.revoke("lee", now=NOW, digest=kept.digest)
    assert members.bearer(SecretKind.TOKEN, token, now=NOW) is None
    assert members.issued(SecretKind.TOKEN, "lee", now=NOW) == ()


def test_no_secret_stands_in_the_store(members, where):
    token = members.issue(SecretKind.TOKEN, "lee", now=NOW, lasts=None)
    engine = create_engine(address(where))
    with engine.connect() as db:
        assert token not in str(db.execute(select(secrets)).all())
    engine.dispose()


def test_one_request_a_check_is_open_at_a_time(members):
    made = members.ask("week03", "20230001", "mse.averages", "n is 50 there", now=NOW)
    with pytest.raises(RecordError, match=r"asked about mse\.averages already"):
        members.ask("week03", "20230001", "mse.averages", "again", now=NOW)
    answered = members.answer(made.id, "You are right.", by="lee", now=NOW)
    assert (answered.answer, answered.answered_by) == ("You are right.", "lee")
    assert members.second_looks(unanswered=True) == ()
    assert members.ask("week03", "20230001", "mse.averages", "again", now=NOW).id != made.id
