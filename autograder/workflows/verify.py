"""A receipt and the record → whether what was graded is what was handed in, and gives the same marks again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from autograder.errors import SubmissionError
from autograder.files import digest
from autograder.model import Grade, Receipt, Submission, Verification
from autograder.submissions.receipt import verify
from autograder.workflows import worth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from autograder.judge import Judge
    from autograder.model import Exercise, Recording
    from autograder.store.store import Store


@dataclass(frozen=True, slots=True)
class Again:
    """Graded once more: the points on record and now, whether every byte of the marks is the same, and on the same terms."""

    before: float
    after: float
    same: bool
    same_terms: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A receipt held against the record. `report` rests on the work of the receipt; None where no standing one does."""

    record: Verification | None  # against the work on record that is nearest
    report: Grade | None
    given: Verification | None  # against the work that was handed over just now

    @property
    def holds(self) -> bool:
        """Whether the marks rest on the very work of the receipt."""
        return self.report is not None and (self.given is None or self.given.holds)

    def facts(self, again: Again | None) -> dict[str, object]:
        """For scripts."""
        return {
            "holds": self.holds,
            "on_record": self.record is not None and self.record.holds,
            "graded": self.report is not None,
            "files": dict(self.record.files) if self.record else {},
            "submission": self.given.holds if self.given else None,
            "again": {"before": again.before, "after": again.after, "same": again.same, "same_terms": again.same_terms}
            if again
            else None,
        }


def held(store: Store, given: Receipt, path: Path | None = None, *, exercises: Sequence[Exercise] = ()) -> Held:
    """What became of the work of a receipt, by its digests; and whether the work at `path` is that work too.

    `exercises` are the week's: with them files are read as the student's desk read them.
    """
    events = [one.what for one in store.history(given.week, given.student)]
    works = [one for one in events if isinstance(one, Submission)]
    matches = [verify(given, work) for work in works]
    nearest = next((one for one in matches if one.holds), matches[-1] if matches else None)
    report = next((one for one in store.grades(given.week) if one.student == given.student), None)
    rests = report is not None and report.submission is not None and verify(given, report.submission).holds
    return Held(nearest, report if rests else None, verify(given, _work(given, path, exercises)) if path else None)


def again(report: Grade, judge: Judge, run: Callable[[Submission], Recording], isolation: str) -> Again:
    """Run and judge the very work once more, as if it came in now."""
    assert report.submission is not None
    now = worth.judged(judge, report.submission, run(report.submission), isolation=isolation)
    return Again(
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
        place = Path(desk) / given.student
        if path.is_dir():
            shutil.copytree(path, place, symlinks=True)
        else:
            place.mkdir()
            shutil.copy2(path, place)
        settled = {given.student: given.student}
        found = collect([Path(desk)], week=given.week, exercises=exercises, settled=settled).submissions
    if not found:
        raise SubmissionError(
            f"{path} holds no work that can be read. Give the zip, folder or files of {given.student}."
        )
    return found[0]
