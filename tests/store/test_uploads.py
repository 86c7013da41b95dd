"""Uploads, their receipts and jobs, on both databases."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from autograder.model import JobState, Upload, UploadedFile
from autograder.store.uploads import MOST_TRIES, Uploads

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEASE = timedelta(seconds=60)


@pytest.fixture
def uploads(where):
    with Uploads(where) as opened:
        yield opened


def handed_in(uploads, student="20230001", week="week03", content=b"x = 1\n", minutes=0):
    digest = hashlib.sha256(content).hexdigest()
    files = (UploadedFile("four_steps.py", digest, len(content)),)
    upload = Upload(0, week, student, NOW + timedelta(minutes=minutes), '{"format": 2}', files)
    return uploads.hand_in(upload, {"four_steps.py": content})


def claim(uploads, worker="a", seconds=0, most=10):
    return uploads.claim(worker, now=NOW + timedelta(seconds=seconds), lease=LEASE, most=most)


def test_what_was_handed_in_is_there_byte_for_byte(uploads):
    made = handed_in(uploads, content=b"\x00\xff")
    assert uploads.upload(made.id) == made
    assert uploads.contents_of(made.id) == {"four_steps.py": b"\x00\xff"}


def test_the_same_bytes_are_kept_once_and_belong_to_both(uploads):
    first, second = handed_in(uploads), handed_in(uploads, student="20230002")
    assert uploads.contents_of(first.id) == uploads.contents_of(second.id)


def test_attempts_come_newest_first(uploads):
    first, second = handed_in(uploads), handed_in(uploads, minutes=1, content=b"y")
    assert [each.id for each in uploads.attempts("week03", "20230001")] == [second.id, first.id]


def test_a_job_is_claimed_once(uploads):
    made = [handed_in(uploads, student=f"2023{number:04}") for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        batches = list(pool.map(lambda name: claim(uploads, name, most=2), "abcdefgh"))
    while more := claim(uploads, "last"):
        batches.append(more)
    taken = [each.id for batch in batches for each in batch]
    assert len(taken) == len(set(taken)) == len(made)


def test_a_claim_is_of_one_week_and_one_job_a_student(uploads):
    first = handed_in(uploads)
    handed_in(uploads, student="20230002", week="week04")
    assert [each.id for each in claim(uploads)] == [first.id]
    assert claim(uploads, "b")[0].week == "week04"


def test_a_lost_lease_is_taken_by_another_and_the_first_can_no_longer_finish(uploads):
    made = handed_in(uploads)
    claim(uploads, "slow")
    assert claim(uploads, "quick", seconds=30) == ()
    assert [each.id for each in claim(uploads, "quick", seconds=61)] == [made.id]
    assert not uploads.finish("slow", made.id, JobState.DONE, now=NOW)
    assert uploads.finish("quick", made.id, JobState.DONE, now=NOW)


def test_a_lease_that_is_renewed_is_kept(uploads):
    made = handed_in(uploads)
    claim(uploads, "slow")
    assert uploads.renew("slow", [made.id], NOW + timedelta(seconds=120)) == {made.id}
    assert claim(uploads, "quick", seconds=61) == ()
    assert uploads.renew("quick", [made.id], NOW + timedelta(seconds=120)) == frozenset()


def test_a_job_that_never_ends_is_set_aside_and_can_be_put_back(uploads):
    made = handed_in(uploads)
    for turn in range(MOST_TRIES):
        assert claim(uploads, seconds=61 * turn), turn
    assert claim(uploads, seconds=61 * MOST_TRIES) == ()
    assert [each.id for each in uploads.set_aside()] == [made.id]
    uploads.requeue(made.id)
    assert [each.id for each in claim(uploads, seconds=1000)] == [made.id]


def test_a_job_that_did_not_end_is_tried_alone(uploads):
    """Whatever it does to its worker, no classmate is set aside with it."""
    made = [handed_in(uploads, student=f"2023{number:04}") for number in range(3)]
    assert len(claim(uploads)) == 3
    uploads.release("a", [each.id for each in made], "one of them ended the grader")
    alone = [[each.id for each in claim(uploads, worker)] for worker in "bcd"]
    assert alone == [[each.id] for each in made]


def test_an_upload_that_a_newer_one_follows_is_not_run(uploads):
    first, second = handed_in(uploads), handed_in(uploads, content=b"y")
    assert [each.id for each in claim(uploads)] == [second.id]
    older = uploads.upload(first.id)
    assert older.state is JobState.SUPERSEDED


def test_the_place_in_the_queue_counts_who_was_earlier(uploads):
    made = [handed_in(uploads, student=f"2023{number:04}") for number in range(3)]
    assert [uploads.place(each.id).before for each in made] == [0, 1, 2]
    assert uploads.place(made[2].id).seconds is None
    assert uploads.counts() == {JobState.WAITING: 3}
