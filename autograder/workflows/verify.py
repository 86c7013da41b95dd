"""A receipt and the record → whether what was graded is what was handed in, and gives the same marks again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from autograder.errors import SubmissionError
from autograder.files import digest
from autograder.model import Grade, Receipt, ReceiptCheck, Regraded, Submission
from autograder.submissions.receipt import verify
from autograder.submissions.signing import signature
from autograder.workflows import worth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from autograder.judge import Judge
    from autograder.model import Exercise, Recording
    from autograder.store.store import Store

_HANDED_OVER = "work"
"""A folder's name of our own: nothing that a receipt says is ever part of a path."""


def held(
    store: Store,
    given: Receipt,
    path: Path | None = None,
    *,
    exercises: Sequence[Exercise] = (),
    public_key: str | None = None,
) -> ReceiptCheck:
    """What became of the work of a receipt, by its digests; and whether the work at `path` is that work too.

    `exercises` are the week's: with them files are read as the student's desk read them. `public_key`: the course's.
    """
    events = [one.what for one in store.history(given.week, given.student)]
    works = [one for one in events if isinstance(one, Submission)]
    matches = [verify(given, work) for work in works]
    nearest = next((one for one in matches if one.holds), matches[-1] if matches else None)
    report = store.grade_of(given.week, given.student)
    rests = report is not None and report.submission is not None and verify(given, report.submission).holds
    return ReceiptCheck(
        record=nearest,
        grade=report if rests else None,
        given=verify(given, _work(given, path, exercises)) if path else None,
        signature=signature(given, public_key),
    )


def as_json(check: ReceiptCheck, regraded: Regraded | None) -> dict[str, object]:
    """A receipt's check for scripts; the keys are part of the command line's promise."""
    again = regraded and {
        "before": regraded.before,
        "after": regraded.after,
        "same": regraded.same,
        "same_terms": regraded.same_version,
    }
    return {
        "holds": check.holds,
        "on_record": check.record is not None and check.record.holds,
        "graded": check.grade is not None,
        "files": dict(check.record.files) if check.record else {},
        "signature": str(check.signature),
        "submission": check.given.holds if check.given else None,
        "again": again,
    }


def again(report: Grade, judge: Judge, run: Callable[[Submission], Recording], isolation: str) -> Regraded:
    """Run and judge the very work once more, as if it came in now."""
    assert report.submission is not None
    now = worth.judged(judge, report.submission, run(report.submission), isolation=isolation)
    return Regraded(
        report.points, now.points, digest(_marks(report)) == digest(_marks(now)), report.provenance == now.provenance
    )


def _marks(report: Grade) -> Grade:
    """What a report says, without what it was made with."""
    empty = replace(report.provenance, week="", kit="", torch="", isolation="")
    return replace(report, provenance=empty, submission=None, recording=None)


def _work(given: Receipt, path: Path, exercises: Sequence[Exercise]) -> Submission:
    """Whose it is says whoever hands it over: a zip, a file, or a folder with all the files."""
    from autograder.submissions import collect

    with TemporaryDirectory() as desk:
        place = Path(desk) / _HANDED_OVER
        if path.is_dir():
            shutil.copytree(path, place, symlinks=True)
        else:
            place.mkdir()
            shutil.copy2(path, place)
        settled = {_HANDED_OVER: given.student}
        found = collect([place], week=given.week, exercises=exercises, settled=settled).submissions
    if not found:
        raise SubmissionError(
            f"{path} holds no work that can be read. Give the zip, folder or files of {given.student}."
        )
    return found[0]
