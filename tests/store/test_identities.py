"""Begun sign-ins, accounts elsewhere and passkeys, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograder.errors import RecordError
from autograder.model import CourseRole, Member, Passkey, SignIn, SignInKind
from autograder.store.identities import Identities
from autograder.store.members import Members

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
SCHOOL = "https://login.example.org"
BEGUN = SignIn(SignInKind.OPENID, nonce="n", verifier="v", provider="0", onward="/weeks/week03")


@pytest.fixture
def accounts(where):
    with Members(where) as members:
        members.enrol([Member("kim", CourseRole.STUDENT), Member("lee", CourseRole.TA)])
        yield Identities(members)


def test_what_was_begun_comes_back_once_and_in_time_and_for_its_kind(accounts):
    accounts.begin("state", BEGUN, now=NOW, lasts=HOUR)
    assert accounts.take("state", SignInKind.LTI, now=NOW) is None
    assert accounts.take("other", SignInKind.OPENID, now=NOW) is None
    assert accounts.take("state", SignInKind.OPENID, now=NOW) == BEGUN
    assert accounts.take("state", SignInKind.OPENID, now=NOW) is None
    accounts.begin("late", BEGUN, now=NOW, lasts=HOUR)
    assert accounts.take("late", SignInKind.OPENID, now=NOW + HOUR) is None


def test_an_account_is_one_members_and_a_member_has_one_account_at_a_place(accounts):
    accounts.link(SCHOOL, "1", "kim", now=NOW)
    accounts.link(SCHOOL, "1", "kim", now=NOW)
    assert accounts.linked(SCHOOL, "1").id == "kim"
    assert accounts.linked("https://elsewhere.example.org", "1") is None
    with pytest.raises(RecordError, match="Unlink that one first"):
        accounts.link(SCHOOL, "2", "kim", now=NOW)
    with pytest.raises(RecordError):
        accounts.link(SCHOOL, "1", "lee", now=NOW)
    assert accounts.subjects(SCHOOL) == {"kim": "1"}
    assert not accounts.unlink("lee", SCHOOL, "1")
    assert accounts.unlink("kim", SCHOOL, "1")
    assert accounts.linked(SCHOOL, "1") is None


def test_a_passkey_whose_count_goes_back_was_copied(accounts):
    accounts.add_passkey(Passkey("k", "lee", b"key", 4, "laptop", NOW))
    assert accounts.use_passkey("k", 5, now=NOW)
    assert not accounts.use_passkey("k", 5, now=NOW)
    assert not accounts.use_passkey("k", 0, now=NOW)
    assert accounts.passkey("k").used == NOW
    assert not accounts.drop_passkey("kim", "k")
    assert accounts.drop_passkey("lee", "k")


def test_a_device_that_does_not_count_is_believed(accounts):
    accounts.add_passkey(Passkey("k", "lee", b"key", 0, "phone", NOW))
    assert accounts.use_passkey("k", 0, now=NOW)
    assert accounts.use_passkey("k", 0, now=NOW + HOUR)
