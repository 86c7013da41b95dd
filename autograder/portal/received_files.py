"""Files that came at the command line → whose they are, as a person says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.errors import UsageError
from autograder.model import Fate
from autograder.portal.handed_in import owners
from autograder.portal.rendering import html, see
from autograder.portal.seen import is_blind, reasoned, signed, whole_class
from autograder.portal.student import opened
from autograder.report.messages.catalog import say
from autograder.workflows import decide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from autograder.model import Received
    from autograder.portal.access import Visit

_FILES_SHOWN = 300
_GRADED = 2
"""Of no urgency: its folder says whose it is, and it was graded."""


def files(visit: Visit) -> Response:
    """The files of a week as they were received, those to be settled first."""
    whole_class(visit)
    assignment = opened(visit)
    intake = visit.course.store.intake(assignment.week)
    settled = visit.course.store.settled(assignment.week)
    listed = sorted(intake.files if intake else (), key=lambda each: (_urgency(each, settled), each.path))
    told = () if is_blind(visit) else listed[:_FILES_SHOWN]
    return html(
        visit,
        "portal/files.html.j2",
        week=assignment.week,
        asked=[each for each in told if _urgency(each, settled) < _GRADED],
        graded=[each for each in told if _urgency(each, settled) == _GRADED],
        more=0 if is_blind(visit) else max(len(listed) - _FILES_SHOWN, 0),
        settled=settled,
        owners=owners(visit, assignment.week, told),
        blind=is_blind(visit),
    )


def _urgency(file: Received, settled: Mapping[str, str]) -> int:
    """Files that nobody owns or settled first, and those that were graded last."""
    if file.fate in {Fate.UNMATCHED, Fate.UNREADABLE} and not file.student and file.path not in settled:
        return 0
    return _GRADED if file.fate is Fate.TAKEN and file.path not in settled else 1


def settle(visit: Visit) -> Response:
    """Say whose a received file is, or take that back. The next grade goes by it."""
    whole_class(visit)
    assignment, form, store = opened(visit), visit.form, visit.course.store
    if form.get("undo") == "1":
        decide.unsettle(store, assignment.week, form.get("path", ""), signed(visit, form.get("why", "")))
    else:
        owners = form.get("students", "").replace(",", " ").split()
        if bool(owners) is (form.get("nobody") == "1"):
            raise UsageError(say("portal.whose_file", visit.language))
        decide.settle(store, assignment.week, form.get("path", ""), owners, reasoned(visit))
    return see(f"/class/{assignment.week}/files")
