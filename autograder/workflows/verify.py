"""A receipt and the record → whether the same work gives the same marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from autograder.errors import SubmissionError
from autograder.execution import Runner, open_runner
from autograder.files import digest
from autograder.model import Exercise, Grade, Receipt, ReceiptCheck, Regraded, Signature, Submission
from autograder.store.uploads import Uploads
from autograder.submissions import collect, receipt
from autograder.submissions.signing import course_key, key_path, public_half, signature
from autograder.submissions.walk import copied, plain_files
from autograder.workflows.opening import open_store, open_week, read_week
from autograder.workflows.worth import judged

if TYPE_CHECKING:
    from autograder.judge import Judge
    from autograder.store.store import Store

_HANDED_OVER = "work"
"""A folder's name of our own: nothing that a receipt says is ever part of a path."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """A receipt, compared with the record.

    And the work on record graded once more, where that was asked.
    """

    receipt: Receipt
    check: ReceiptCheck
    regraded: Regraded | None

    @property
    def holds(self) -> bool:
        """True where the marks rest on this very work and come out the same again."""
        return self.check.holds and (self.regraded is None or self.regraded.same)

    def as_json(self) -> dict[str, object]:
        """For scripts; the keys are part of the command line's promise."""
        check, again = self.check, self.regraded
        return {
            "student": self.receipt.student,
            "week": self.receipt.week,
            "holds": check.holds,
            "on_record": check.record is not None and check.record.holds,
            "graded": check.grade is not None,
            "files": dict(check.record.files) if check.record else {},
            "signature": str(check.signature),
            "submission": check.given.holds if check.given else None,
            "again": again
            and {"before": again.before, "after": again.after, "same": again.same, "same_terms": again.same_version},
        }


def verify(
    path: Path,
    *,
    course: Path,
    submission: Path | None = None,
    no_run: bool = False,
    store: str | None = None,
    trusted_only: bool = False,
) -> Appeal:
    """Compare a receipt with the record, and grade its work once more unless `no_run`."""
    given = receipt.from_json(path.read_bytes())
    exercises = read_week(given.week, course).exercises if submission else ()
    with open_store(store, course) as record:
        check = compared(record, given, submission, exercises=exercises, public_key=_public_key(store, course))
    if no_run or check.grade is None:
        return Appeal(given, check, None)
    with (
        open_week(given.week, course) as (assignment, judge),
        open_runner(assignment, trusted_only=trusted_only) as runner,
    ):
        return Appeal(given, check, graded_again(check.grade, judge, runner))


def compared(
    store: Store,
    given: Receipt,
    path: Path | None = None,
    *,
    exercises: Sequence[Exercise] = (),
    public_key: str | None = None,
) -> ReceiptCheck:
    """The fate of a receipt's work, by its digests.

    And of the work at `path`, if one is handed over.

    `exercises` are the week's: with them files are read as `submit` read them. `public_key`: the course's.
    """
    grade = store.grade_of(given.week, given.student)
    signed = signature(given, public_key)
    if given.format == receipt.UPLOAD_FORMAT:
        return _of_upload(Uploads(store), given, path, grade, signed)
    events = [event.what for event in store.history(given.week, given.student)]
    matches = [receipt.verify(given, work) for work in events if isinstance(work, Submission)]
    nearest = next((match for match in matches if match.holds), matches[-1] if matches else None)
    rests = grade is not None and grade.submission is not None and receipt.verify(given, grade.submission).holds
    return ReceiptCheck(
        record=nearest,
        grade=grade if rests else None,
        given=receipt.verify(given, _work(given, path, exercises)) if path else None,
        signature=signed,
    )


def _of_upload(
    uploads: Uploads, given: Receipt, path: Path | None, grade: Grade | None, signed: Signature
) -> ReceiptCheck:
    """A receipt of the portal, whose digests are of bytes.

    Compared with what was uploaded, and with bytes at `path`.
    """
    attempts = uploads.attempts(given.week, given.student)
    matches = [receipt.verify_bytes(given, uploads.contents_of(each.id), each.at) for each in attempts]
    holding = next((n for n, match in enumerate(matches) if match.holds), None)
    nearest = matches[holding] if holding is not None else (matches[0] if matches else None)
    came = attempts[holding].at if holding is not None else None
    rests = (
        grade is not None and grade.submission is not None and came is not None and grade.submission.received == came
    )
    own = plain_files(path) if path else None
    return ReceiptCheck(
        record=nearest,
        grade=grade if rests else None,
        given=receipt.verify_bytes(given, own, given.at) if own is not None else None,
        signature=signed,
    )


def graded_again(grade: Grade, judge: Judge, runner: Runner) -> Regraded:
    """Run and judge the very work once more, as if it came in now."""
    assert grade.submission is not None, "a grade that rests on a receipt has work"
    ((work, recording),) = runner.recorded([grade.submission])
    now = judged(judge, work, recording, isolation=str(runner.isolation))
    same = digest(_marks(grade)) == digest(_marks(now))
    return Regraded(grade.points, now.points, same, grade.provenance == now.provenance)


def _public_key(store: str | None, course: Path) -> str | None:
    """Public half of the key that the course signs receipts with, if it has one."""
    path = key_path(store, course)
    return public_half(course_key(path)) if path.exists() else None


def _marks(grade: Grade) -> Grade:
    """A grade without what it was made with."""
    empty = replace(grade.provenance, week="", kit="", torch="", isolation="")
    return replace(grade, provenance=empty, submission=None, recording=None)


def _work(given: Receipt, path: Path, exercises: Sequence[Exercise]) -> Submission:
    """Whose it is says whoever hands it over.

    A zip, a file, or a folder with all the files.
    """
    with TemporaryDirectory() as folder:
        place = Path(folder) / _HANDED_OVER
        copied(path, place)
        settled = {_HANDED_OVER: given.student}
        found = collect([place], week=given.week, exercises=exercises, settled=settled).submissions
    if not found:
        raise SubmissionError(
            f"{path} holds no work that can be read. Give the zip, folder or files of {given.student}."
        )
    return found[0]
