"""A Submission → its receipt; a receipt, months later → what of it still matches."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from autograder.clock import utc
from autograder.decoding import json_decoder
from autograder.errors import RecordError
from autograder.files import digest, sha256
from autograder.model import Receipt, ReceiptMatch, Verification, is_digest, is_student_id, is_week

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.model import Submission

_EARLIEST, _LATEST = 2000, 2100
UPLOAD_FORMAT = 2
"""The format of a receipt whose digests are of bytes as they came, not of the code in them."""


def receipt(submission: Submission, now: datetime) -> Receipt:
    """The receipt that a student gets for their work."""
    return Receipt(submission.student, submission.week, submission.digest, _files(submission), utc(now))


def verify(given: Receipt, submission: Submission) -> Verification:
    """Match a receipt against a submission.

    The files are digested anew.
    """
    there = _files(submission)
    late = submission.received is not None and utc(submission.received) > utc(given.at)
    return Verification(
        student=_match(given.student, submission.student),
        week=_match(given.week, submission.week),
        digest=_match(given.digest, submission.digest),
        files={name: _match(given.files.get(name), there.get(name)) for name in sorted({*given.files, *there})},
        came=ReceiptMatch.CHANGED if late else ReceiptMatch.SAME,
    )


def upload_receipt(student: str, week: str, files: Mapping[str, bytes], now: datetime) -> Receipt:
    """The receipt for bytes that nobody has opened yet."""
    digests = {name: sha256(content) for name, content in sorted(files.items())}
    return Receipt(student, week, _whole(digests), digests, utc(now), format=UPLOAD_FORMAT)


def verify_bytes(given: Receipt, files: Mapping[str, bytes], at: datetime) -> Verification:
    """Match a receipt of bytes against files that came at a moment."""
    there = upload_receipt(given.student, given.week, files, at)
    return Verification(
        student=ReceiptMatch.SAME,
        week=ReceiptMatch.SAME,
        digest=_match(given.digest, there.digest),
        files={
            name: _match(given.files.get(name), there.files.get(name)) for name in sorted({*given.files, *there.files})
        },
        came=ReceiptMatch.CHANGED if utc(at) > utc(given.at) else ReceiptMatch.SAME,
    )


def to_json(given: Receipt) -> str:
    """A receipt as a file: names readable, a line each."""
    return msgspec.json.format(msgspec.json.encode(given, order="sorted"), indent=2).decode() + "\n"


def from_json(text: str | bytes) -> Receipt:
    """A receipt read back.

    A claim by whoever wrote the file, each part of it of its kind. Raises RecordError for anything else.
    """
    try:
        found = json_decoder(Receipt).decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise RecordError(f"This is no receipt: {error}. Give the file as `autograder submit` wrote it.") from error
    if found.format not in {1, UPLOAD_FORMAT}:
        raise RecordError(
            f"This receipt has format {found.format}; this kit reads 1 and {UPLOAD_FORMAT}. Install a newer kit."
        )
    if not _EARLIEST <= utc(found.at).year < _LATEST:
        raise RecordError(
            f"This is no receipt: {found.at} is no time of this century. Give the file as it was written."
        )
    for part, fits, kind in (
        (found.student, is_student_id, "student id"),
        (found.week, is_week, "week"),
        *((one, is_digest, "digest") for one in (found.digest, *found.files.values())),
    ):
        if not fits(part):
            raise RecordError(f"This is no receipt: {part[:80]!r} is no {kind}. Give the file as it was first written.")
    return found


def _files(submission: Submission) -> dict[str, str]:
    return {source.name: digest(source) for source in submission.sources}


def _whole(digests: Mapping[str, str]) -> str:
    return sha256("".join(f"{each} {name}\n" for name, each in digests.items()).encode())


def _match(given: str | None, there: str | None) -> ReceiptMatch:
    if given is None:
        return ReceiptMatch.ADDED
    if there is None:
        return ReceiptMatch.GONE
    return ReceiptMatch.SAME if given == there else ReceiptMatch.CHANGED
