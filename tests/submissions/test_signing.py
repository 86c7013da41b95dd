"""A receipt that the course signed is found out when anything on it is changed; one that it did not sign says so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import RecordError
from autograder.model import Issuer, Signature
from autograder.submissions.receipt import from_json, receipt, to_json
from autograder.submissions.signing import KEY_FILE, course_key, key_path, public_half, sign, signature
from tests.store.builders import DUE, UNHURRIED, submission


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return course_key(tmp_path_factory.mktemp("course") / KEY_FILE)


OWN = receipt(submission("20220001"), DUE)
OTHER_DIGEST = "0" * 64


def test_a_signed_receipt_is_genuine_also_after_its_file(key):
    signed = from_json(to_json(sign(OWN, key)))
    assert (signed.issuer, signature(signed, public_half(key))) == (Issuer.COURSE, Signature.GENUINE)


@pytest.mark.parametrize(
    "change",
    [
        {"student": "20220002"},
        {"week": "week05"},
        {"digest": OTHER_DIGEST},
        {"at": OWN.at - timedelta(seconds=1)},
        {"files": {"regression_by_hand.py": OTHER_DIGEST}},
        {"files": {}},
        {"signature": ""},
        {"signature": "AAAA"},
        {"signature": "no base64 at all"},
    ],
)
def test_whatever_is_changed_on_it_is_found(key, change):
    assert signature(replace(sign(OWN, key), **change), public_half(key)) is Signature.FORGED


def test_a_receipt_of_the_students_own_machine_says_so(key):
    assert signature(OWN, public_half(key)) is Signature.NONE


def test_a_students_receipt_does_not_become_the_courses_by_saying_so(key):
    assert signature(replace(OWN, issuer=Issuer.COURSE), public_half(key)) is Signature.FORGED


def test_a_courses_receipt_does_not_lose_its_signature_by_calling_itself_a_students(key):
    assert signature(replace(sign(OWN, key), issuer=Issuer.STUDENT), public_half(key)) is Signature.FORGED


def test_another_courses_key_proves_nothing_here(key, tmp_path):
    other = course_key(tmp_path / KEY_FILE)
    assert signature(sign(OWN, other), public_half(key)) is Signature.FORGED


@pytest.mark.parametrize("public", [None, "", "not a key", "AAAA"])
def test_without_the_courses_key_no_claim_of_a_signature_is_believed(key, public):
    assert signature(sign(OWN, key), public) is Signature.FORGED


@UNHURRIED
@given(st.text())
def test_no_signature_breaks_the_check(key, written):
    assert signature(replace(sign(OWN, key), signature=written), public_half(key)) is Signature.FORGED


def test_a_key_is_made_once_and_is_its_owners_alone(tmp_path):
    first = course_key(tmp_path / "new" / KEY_FILE)
    assert public_half(course_key(tmp_path / "new" / KEY_FILE)) == public_half(first)
    assert (tmp_path / "new" / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == [KEY_FILE]


def test_a_key_that_others_may_read_signs_nothing(tmp_path):
    path = tmp_path / KEY_FILE
    course_key(path)
    path.chmod(0o644)
    with pytest.raises(RecordError, match="chmod 600"):
        course_key(path)


@pytest.mark.parametrize("content", [b"", b"text", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_file_that_is_no_key_is_named(tmp_path, content):
    path = tmp_path / KEY_FILE
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(RecordError, match="no Ed25519 key"):
        course_key(path)


def test_the_key_lies_beside_the_store(tmp_path):
    assert key_path(tmp_path / "term" / "autograder.db", tmp_path) == tmp_path / "term" / KEY_FILE
    assert key_path("postgresql://host/course", tmp_path) == key_path(None, tmp_path) == tmp_path / KEY_FILE


STRANGE = [
    "../../etc",
    "/etc",
    "a/b",
    "a\\b",
    ".",
    "..",
    ".ssh",
    "-rf",
    "a\0b",
    "a\nb",
    "",
    " a",
    "a.",
    "x" * 65,
    "C:a",
]


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("part", ["student", "week", "digest"])
def test_what_is_no_name_of_its_kind_is_no_receipt(part, name):
    """`verify` once used student and week as parts of paths: it wrote outside its folder, and ran a folder's probes."""
    written = json.dumps(json.loads(to_json(OWN)) | {part: name})
    with pytest.raises(RecordError, match="no receipt"):
        from_json(written)


def test_digests_of_files_are_digests():
    with pytest.raises(RecordError, match="no digest"):
        from_json(to_json(replace(OWN, files={"a.py": "../../a"})))


def test_deep_nesting_is_no_receipt():
    with pytest.raises(RecordError, match="no receipt"):
        from_json('{"x": ' + "[" * 100_000 + "]" * 100_000 + "}")


def test_a_receipt_of_an_earlier_kit_is_read_as_a_students():
    old = {name: part for name, part in json.loads(to_json(OWN)).items() if name not in {"issuer", "signature"}}
    assert from_json(json.dumps(old)) == OWN
