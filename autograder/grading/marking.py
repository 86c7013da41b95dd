"""Verdicts, points of checks and a submission → Marks and a status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from autograder.model import Check, Fate, Kind, Mark, Outcome, Reason, Received, Status, Submission, Verdict
from autograder.text import near_it

UNREAD = "unread"
"""The reason of a mark that waits for a person because the work, or the file it may be in, could not be read."""

_NOTHING_IN_IT = {Reason.NO_CODE, Reason.LINK, Reason.NOT_A_FILE}
_LEADS_TO_CODE = (".py", ".ipynb", ".url", ".webloc", ".lnk", ".desktop", ".gdoc", ".gcolab", ".glink", ".gdrive")


def mark(
    checks: Iterable[Check],
    verdicts: Iterable[Verdict],
    submission: Submission | None = None,
) -> tuple[Mark, ...]:
    """Full points for what passed.

    None yet for what we could not judge, or could not read.

    Of a `submission` that holds nothing to read, or another week's work and nothing of this, every check waits for a person.
    """
    checks, verdicts = tuple(checks), tuple(verdicts)
    if submission is not None and not submission.sources:
        return tuple(Mark(Verdict(check.name, Outcome.UNGRADED), 0.0, check.points, UNREAD) for check in checks)
    points = {check.name: check.points for check in checks}
    hidden = submission is not None and (
        something_unread(submission) or (looks_like_another_week(submission) and not any(map(_found, verdicts)))
    )
    return tuple(_mark(_withheld(verdict) if hidden else verdict, points[verdict.check]) for verdict in verdicts)


def checks_near(said: str, checks: Iterable[str]) -> str:
    """A sentence on what is meant by a name that is no check.

    An exercise, or a check misspelt. Behind a space.
    """
    names = tuple(checks)
    own = [name for name in names if name.partition(".")[0] == said]
    if own:
        return (
            f" {said} is an exercise, with the checks {', '.join(own)}. Name one; `override` takes --exercise {said}."
        )
    return near_it(said, names) or f" There are: {', '.join(names[:3])} …"


def status(marks: Iterable[Mark]) -> Status:
    """Ungraded as soon as one check is by our fault.

    Unread as soon as one may be in a file that is.
    """
    waiting = [mark for mark in marks if mark.verdict.outcome is Outcome.UNGRADED]
    if any(mark.reason != UNREAD for mark in waiting):
        return Status.UNGRADED
    return Status.UNREAD if waiting else Status.GRADED


def something_unread(submission: Submission) -> bool:
    """True where an unread file of the work may hold what seems to be missing."""
    return any(map(may_hide_code, submission.files))


def may_hide_code(file: Received) -> bool:
    """True of a file that may hold what seems to be missing.

    It is unread, or read but for its cells of text. A link hides code where it is called as code is, or is a way to a cloud or another folder.
    """
    if file.fate is Fate.TAKEN:
        return file.reason == Reason.TEXT_CELLS
    leads_to_code = file.reason == Reason.LINK and file.path.casefold().endswith(_LEADS_TO_CODE)
    return file.fate is Fate.UNREADABLE and (file.reason not in _NOTHING_IN_IT or leads_to_code)


def looks_like_another_week(submission: Submission) -> bool:
    """True where a file of the work seems to be another week's."""
    return any(file.fate is Fate.TAKEN and file.reason == Reason.OTHER_WEEK for file in submission.files)


def _found(verdict: Verdict) -> bool:
    """Tell a verdict on something that is there."""
    missing = verdict.difference is not None and verdict.difference.kind is Kind.MISSING
    return verdict.outcome is Outcome.PASSED or (verdict.outcome is Outcome.FAILED and not missing)


def _withheld(verdict: Verdict) -> Verdict:
    """Hold back what may be in a file that could not be read."""
    missing = verdict.difference is not None and verdict.difference.kind is Kind.MISSING
    return replace(verdict, outcome=Outcome.UNGRADED) if missing and verdict.outcome is Outcome.FAILED else verdict


def _mark(verdict: Verdict, out_of: float) -> Mark:
    if verdict.outcome is Outcome.UNGRADED and verdict.difference and verdict.difference.kind is Kind.MISSING:
        return Mark(verdict, 0.0, out_of, UNREAD)
    earned = out_of if verdict.outcome is Outcome.PASSED else 0.0
    reason = "carried" if verdict.carried else verdict.outcome.value
    return Mark(verdict, earned, out_of, reason)
