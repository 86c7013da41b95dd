"""The grader of a portal: whose marks stand when two graders come upon one student's work."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from autograder.assignment import read
from autograder.model import JobState, Upload, UploadedFile
from autograder.store.store import Store
from autograder.store.uploads import Uploads
from autograder.submissions.receipt import to_json, upload_receipt
from autograder.workflows import grade_uploads
from tests import weeks
from tests.cli.courses import SUMS, course
from tests.helpers import InProcess, recording

pytestmark = pytest.mark.slow

STUDENT, WEEK = "2024-0001", "week01"


def hand_in(uploads, text):
    files, now = {"regression.py": text.encode()}, datetime.now(UTC)
    receipt = upload_receipt(STUDENT, WEEK, files, now)
    kept = tuple(UploadedFile(name, digest, len(files[name])) for name, digest in receipt.files.items())
    return uploads.hand_in(Upload(0, WEEK, STUDENT, now, to_json(receipt), kept), files)


@pytest.mark.parametrize("slept", [False, True])
def test_a_grader_that_slept_past_its_lease_puts_no_older_marks_over_newer_ones(slept, tmp_path, monkeypatch):
    """A machine is suspended; another grader takes a newer upload of the same student meanwhile."""
    folder, where = course(tmp_path), str(tmp_path / "autograder.db")
    assignment = read(folder / "solutions" / WEEK)
    monkeypatch.setattr(grade_uploads, "LEASE", timedelta(seconds=-1))
    with Store(where) as store:
        uploads = Uploads(store)
        first = hand_in(uploads, SUMS)

        def recorded(work):
            if slept:
                newer = hand_in(uploads, weeks.SOLUTION)
                taken = uploads.claim("another", now=datetime.now(UTC), lease=timedelta(minutes=1), most=1)
                assert [upload.id for upload in taken] == [newer.id]
            return replace(recording(assignment, work.sources[0].cells[0]), submission=work.digest)

        monkeypatch.setattr(grade_uploads, "open_runner", lambda *_, **__: nullcontext(InProcess(recorded)))
        monkeypatch.setattr(grade_uploads, "_draw", lambda *_: None)
        grade_uploads.work(course=folder, worker="slow", store=where, until=lambda _: True)
        found = store.grade_of(WEEK, STUDENT)
        states = {upload.id: upload.state for upload in uploads.attempts(WEEK, STUDENT)}
    assert (found is None, states[first.id]) == (slept, JobState.SUPERSEDED if slept else JobState.DONE)
