"""A regrade asked for in the portal → who would move, or the marks that stand.

Live work goes first: between two students whatever was handed in meanwhile is graded.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from autograder.files import digest
from autograder.model import RegradeState
from autograder.store.uploads import Uploads
from autograder.workflows.feedback import drawn_and_kept
from autograder.workflows.regrade import regrade_class
from autograder.workflows.worth import week_version

if TYPE_CHECKING:
    from autograder.execution import Runner
    from autograder.judge import Judge
    from autograder.model import AskedRegrade
    from autograder.store.regrades import Regrades
    from autograder.store.store import Store

LEASE = timedelta(minutes=5)
_log = logging.getLogger("autograder.work")


@dataclass(frozen=True, slots=True)
class _Yielding:
    """A listener that lets live work go first, and holds the lease."""

    renew: Callable[[], None]
    live: Callable[[], None]

    def stage(self, code: str) -> None:
        """Say nothing."""

    def begin(self, total: int, running: Mapping[str, float]) -> None:
        """Say nothing."""

    def done(self) -> None:
        """Let others in before the next student."""
        self.renew()
        self.live()


def regrade_asked(
    asked: AskedRegrade,
    store: Store,
    regrades: Regrades,
    *,
    judge: Judge,
    runner: Runner,
    worker: str,
    live: Callable[[], None],
) -> None:
    """Find out who would move, or where it was confirmed, move them.

    What fails by our fault is said on the page, and nothing is half done.
    """
    confirmed = asked.state is RegradeState.CONFIRMED
    listening = _Yielding(lambda: regrades.renew(worker, asked.id, datetime.now(UTC) + LEASE), live)
    try:
        changes = regrade_class(
            store,
            judge,
            week_version(judge.assignment, judge),
            runner=runner if confirmed else None,
            signed=asked.signed if confirmed else None,
            progress=listening,
        )
    except Exception as error:  # noqa: BLE001 - a class's regrade must not end the grader of live work
        _log.exception("regrade %s failed", asked.id)
        regrades.finish(worker, asked.id, RegradeState.FAILED, note=f"{type(error).__name__}: {error}"[:300])
        return
    state = RegradeState.APPLIED if confirmed else RegradeState.PREVIEWED
    regrades.finish(worker, asked.id, state, changes=changes)
    if confirmed:
        draw_again(store, judge, live)


def draw_again(store: Store, judge: Judge, live: Callable[[], None]) -> None:
    """Draw the pictures of grades that were moved: they belong to one provenance."""
    uploads = Uploads(store)
    for grade in store.grades(judge.assignment.week, tapes=True):
        if grade.recording and uploads.drawings_of(digest(grade.provenance)) is None:
            try:
                drawn_and_kept(grade, judge, uploads)
            except Exception:  # noqa: BLE001 - marks stand without a picture, whose page says that there is none
                _log.exception("a page of %s is without its pictures", grade.week)
            live()
