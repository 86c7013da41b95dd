"""Regrades that were asked for in the portal → previews, and the marks they move."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select, update

from autograder.clock import utc
from autograder.errors import RecordError
from autograder.model import AskedRegrade, Changes, RegradeState, Signed
from autograder.store.database import Database
from autograder.store.packing import pack, signed_columns, signed_of, unpack
from autograder.store.schema import regrades

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OPEN = (RegradeState.ASKED, RegradeState.CONFIRMED)


class Regrades(Database):
    """Regrades of a course, of a week one at a time. Every method is one transaction."""

    def ask(self, week: str, signed: Signed) -> AskedRegrade:
        """Ask who would move. RecordError while an earlier one is being worked on."""
        with self._writing() as db:
            last = _latest(db, week)
            if last and last.state in _OPEN:
                raise RecordError(f"A regrade of {week} is being worked on already. Its result will stand here.")
            row = {"week": week, "state": RegradeState.ASKED}
            db.execute(regrades.insert().values(row | signed_columns(signed)))
            found = _latest(db, week)
            assert found is not None, "it was written just now"
            return found

    def confirm(self, week: str, number: int, signed: Signed) -> None:
        """Have a preview done. RecordError for one that was not shown last."""
        shown = (regrades.c.id == number, regrades.c.week == week, regrades.c.state == RegradeState.PREVIEWED)
        with self._writing() as db:
            last = _latest(db, week)
            if last is None or last.id != number:
                raise RecordError("There is a newer preview. Look at that one first.")
            values = {"state": RegradeState.CONFIRMED} | signed_columns(signed)
            if db.execute(update(regrades).where(*shown).values(values)).rowcount != 1:
                raise RecordError("This preview is being done, or was. Nothing was done twice.")

    def latest(self, week: str) -> AskedRegrade | None:
        """The last regrade of a week that was asked for."""
        with self._reading() as db:
            return _latest(db, week)

    def applied(self, week: str) -> tuple[tuple[Signed, int], ...]:
        """Regrades of a week that were done: by whom, and how many moved."""
        done = (regrades.c.week == week, regrades.c.state == RegradeState.APPLIED)
        with self._reading() as db:
            found = [_asked(row) for row in db.execute(select(regrades).where(*done).order_by(regrades.c.id))]
        return tuple((each.signed, len(each.changes.moves) if each.changes else 0) for each in found)

    def claim(self, worker: str, *, now: datetime, lease: timedelta) -> AskedRegrade | None:
        """Take the next one that waits for a grader, until the lease ends."""
        now = utc(now)
        free = or_(regrades.c.lease.is_(None), regrades.c.lease < now)
        query = select(regrades).where(regrades.c.state.in_(_OPEN), free).order_by(regrades.c.id).limit(1)
        with self._writing() as db:
            row = db.execute(query.with_for_update(skip_locked=True)).first()
            if row is None:
                return None
            held = {"worker": worker, "lease": now + lease}
            db.execute(update(regrades).where(regrades.c.id == row.id).values(held))
            return _asked(row)

    def renew(self, worker: str, number: int, until: datetime) -> None:
        """Hold one for longer."""
        mine = (regrades.c.id == number, regrades.c.worker == worker)
        with self._writing() as db:
            db.execute(update(regrades).where(*mine).values(lease=utc(until)))

    def finish(
        self, worker: str, number: int, state: RegradeState, *, changes: Changes | None = None, note: str = ""
    ) -> bool:
        """Say how one ended → False where its lease was lost to another worker."""
        mine = (regrades.c.id == number, regrades.c.worker == worker, regrades.c.state.in_(_OPEN))
        values: dict[str, Any] = {"state": state, "note": note, "lease": None}
        values |= {"packed": pack(changes)} if changes else {}
        with self._writing() as db:
            return db.execute(update(regrades).where(*mine).values(values)).rowcount == 1


def _latest(db: Connection, week: str) -> AskedRegrade | None:
    row = db.execute(select(regrades).where(regrades.c.week == week).order_by(regrades.c.id.desc()).limit(1)).first()
    return _asked(row) if row else None


def _asked(row: Any) -> AskedRegrade:
    changes = unpack(row.packed, Changes) if row.packed else None
    return AskedRegrade(row.id, row.week, signed_of(row), RegradeState(row.state), changes, row.note)
