"""Statements that a real provider never makes: forged, for somebody else, out of time."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode

import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from autograder.errors import SignInError
from autograder.portal.id_token import read_id_token

NOW = 1_800_000_000.0
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER = RSAKey.generate_key(2048, {"kid": "one"})
SHARED = {"alg": "HS256", "kid": "one"}
GOOD = {"iss": "https://a.example", "aud": "us", "sub": "7", "nonce": "n", "iat": NOW, "exp": NOW + 300}


class Keys:
    """A provider's keys, as they were first and as they are when asked again."""

    def __init__(self, *known):
        self.known, self.asked = known, []

    def document(self, _address, *, fresh=False):
        self.asked.append(fresh)
        return {"keys": [each.as_dict(private=False) for each in self.known[-1 if fresh else 0]]}


def read(claims, *, key=KEY, header=(("alg", "RS256"), ("kid", "one")), keys=None):
    header = dict(header)
    raw = jwt.encode(header, claims, key, algorithms=[header["alg"]])
    return take(raw, keys)


def take(raw, keys=None):
    expected = {"issuer": "https://a.example", "client_id": "us", "nonce": "n"}
    return read_id_token(keys or Keys([KEY]), raw, keys="https://a.example/keys", now=NOW, **expected)


def code(claims, **more):
    with pytest.raises(SignInError) as raised:
        read(claims, **more)
    return raised.value.code


def test_a_good_one_is_read():
    assert read(GOOD)["sub"] == "7"
    assert read({**GOOD, "aud": ["us", "them"], "azp": "us"})["sub"] == "7"


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://b.example"},
        {"iss": None},
        {"aud": "them"},
        {"aud": ["them"]},
        {"aud": ["us", "them"]},
        {"aud": ["us", "them"], "azp": "them"},
        {"nonce": "m"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
    ],
    ids=str,
)
def test_one_for_somebody_else_is_refused(changed):
    claims = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    assert code(claims) == "not_for_us"


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": NOW - 121},
        {"iat": NOW + 121},
        {"nbf": NOW + 121},
        {"iat": NOW - 721},
    ],
    ids=str,
)
def test_one_out_of_time_is_refused_and_the_clock_is_named(changed):
    assert code({**GOOD, **changed}) == "clock"


@pytest.mark.parametrize("changed", [{"exp": NOW - 119}, {"iat": NOW + 119}], ids=str)
def test_two_minutes_are_nobodys_fault(changed):
    assert read({**GOOD, **changed})["sub"] == "7"


def test_one_that_another_key_signed_is_forged():
    assert code(GOOD, key=OTHER) == "forged"


def test_one_that_nobody_signed_is_forged():
    unsigned = "eyJhbGciOiJub25lIn0." + read.__name__ + "."
    for raw in (unsigned, "", "a.b.c", "a" * 100_000, "eyJhbGciOiJub25lIn0.e30."):
        with pytest.raises(SignInError) as raised:
            take(raw)
        assert raised.value.code == "forged"


def test_the_public_key_is_no_shared_secret():
    header, body = (urlsafe_b64encode(msgspec.json.encode(part)).rstrip(b"=") for part in (SHARED, GOOD))
    mac = hmac.digest(KEY.as_pem(private=False), header + b"." + body, "sha256")
    with pytest.raises(SignInError) as raised:
        take(b".".join((header, body, urlsafe_b64encode(mac).rstrip(b"="))).decode())
    assert raised.value.code == "forged"


def test_a_new_key_is_asked_for_once():
    new = RSAKey.generate_key(2048, {"kid": "two"})
    keys = Keys([KEY], [KEY, new])
    assert read(GOOD, key=new, header=(("alg", "RS256"), ("kid", "two")), keys=keys)["sub"] == "7"
    keys = Keys([KEY])
    assert code(GOOD, key=new, header=(("alg", "RS256"), ("kid", "two")), keys=keys) == "forged"
    assert keys.asked == [False, True]
