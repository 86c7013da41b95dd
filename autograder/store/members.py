"""Members of a course, their secrets, and the second looks they ask for."""

from __future__ import annotations

import re
import secrets as randomness
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, or_, select, update

from autograder.clock import utc, zoned, zoned_or_none
from autograder.errors import RecordError
from autograder.files import sha256
from autograder.model import CourseRole, Member, SecondLook, Secret, SecretKind
from autograder.store.database import Database
from autograder.store.rows import upsert
from autograder.store.schema import people, requests, secrets, tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

_BYTES = 32
_MAIL_ADDRESS = re.compile(r"[^\s@,;:<>\"()\[\]\\]+@[^\s@,;:<>\"()\[\]\\]+")
_MINUTE = timedelta(minutes=1)


class Members(Database):
    """Everybody who may sign in. Every method is one transaction."""

    # ------------------------------------------------------------------ who

    def enrol(self, members: Iterable[Member]) -> int:
        """Add members, or renew what is known of them → how many there are now."""
        with self._writing() as db:
            for member in members:
                row = {
                    "id": member.id,
                    "name": member.name,
                    "email": _address(member.email),
                    "role": str(member.role),
                    "section": member.section,
                }
                upsert(db, people, row, renew=("name", "email", "role", "section"))
            return db.execute(select(func.count()).select_from(people)).scalar_one()

    def remove(self, number: str) -> None:
        """Take a member off the list, with every session, link, token and account."""
        with self._writing() as db:
            for table in reversed(tables.sorted_tables):
                for column in table.c:
                    if column.references(people.c.id):
                        db.execute(delete(table).where(column == number))
            db.execute(delete(people).where(people.c.id == number))

    def member(self, number: str) -> Member | None:
        """A member by id."""
        with self._reading() as db:
            return as_member(db.execute(select(people).where(people.c.id == number)).first())

    def by_email(self, email: str) -> Member | None:
        """The one member with an address.

        None for nobody, or for an address that two share.
        """
        with self._reading() as db:
            found = db.execute(select(people).where(people.c.email == _address(email)).limit(2)).all()
        return as_member(found[0]) if len(found) == 1 and _address(email) else None

    def members(self) -> tuple[Member, ...]:
        """All members, by role and id."""
        with self._reading() as db:
            rows = db.execute(select(people).order_by(people.c.role, people.c.id)).all()
        return tuple(member for row in rows if (member := as_member(row)))

    # ------------------------------------------------------------------ secrets

    def issue(self, kind: SecretKind, member: str, *, now: datetime, lasts: timedelta | None, label: str = "") -> str:
        """Make a secret that stands for a member → the secret, which is kept nowhere."""
        made = randomness.token_urlsafe(_BYTES)
        row = {"digest": _digest(made), "kind": kind, "person": member, "label": label, "made": utc(now)}
        with self._writing() as db:
            db.execute(secrets.insert().values(row | {"ends": utc(now) + lasts if lasts else None}))
        return made

    def bearer(self, kind: SecretKind, secret: str, *, now: datetime, once: bool = False) -> Member | None:
        """The member that a secret stands for now.

        None for one that is unknown, over, used up or revoked.

        `once`: the secret is used up by this.
        """
        good = (
            secrets.c.digest == _digest(secret),
            secrets.c.kind == kind,
            secrets.c.revoked.is_(None),
            or_(secrets.c.ends.is_(None), secrets.c.ends > utc(now)),
        )
        if not once:
            with self._reading() as db:
                joined = people.join(secrets, secrets.c.person == people.c.id)
                return as_member(db.execute(select(people).select_from(joined).where(*good)).first())
        with self._writing() as db:
            unused = update(secrets).where(*good, secrets.c.used.is_(None)).values(used=utc(now))
            if db.execute(unused).rowcount != 1:
                return None
            owner = select(secrets.c.person).where(secrets.c.digest == _digest(secret)).scalar_subquery()
            return as_member(db.execute(select(people).where(people.c.id == owner)).first())

    def unused(self, kind: SecretKind, secret: str, *, now: datetime) -> bool:
        """Tell a secret that is good and not used up yet from any other."""
        good = (
            secrets.c.digest == _digest(secret),
            secrets.c.kind == kind,
            secrets.c.revoked.is_(None),
            secrets.c.used.is_(None),
            or_(secrets.c.ends.is_(None), secrets.c.ends > utc(now)),
        )
        with self._reading() as db:
            return db.execute(select(secrets.c.digest).where(*good)).first() is not None

    def issued(self, kind: SecretKind, member: str, *, now: datetime) -> tuple[Secret, ...]:
        """The secrets of a kind that stand for a member now, the newest first."""
        good = (secrets.c.kind == kind, secrets.c.person == member, secrets.c.revoked.is_(None))
        over = or_(secrets.c.ends.is_(None), secrets.c.ends > utc(now))
        with self._reading() as db:
            rows = db.execute(select(secrets).where(*good, over).order_by(secrets.c.made.desc())).all()
        return tuple(map(_secret, rows))

    def use(self, secret: str, *, now: datetime) -> None:
        """Write down that a secret was used, to the minute.

        Reading a page is no write each time.
        """
        stale = or_(secrets.c.used.is_(None), secrets.c.used < utc(now) - _MINUTE)
        which = (secrets.c.digest == _digest(secret), stale)
        with self._reading() as db:
            if db.execute(select(secrets.c.digest).where(*which)).first() is None:
                return
        with self._writing() as db:
            db.execute(update(secrets).where(*which).values(used=utc(now)))

    def revoke_all(self, member: str, *, now: datetime, but: str = "") -> int:
        """Make all secrets of a member worth nothing, `but` for one → their number."""
        mine = (secrets.c.person == member, secrets.c.revoked.is_(None), secrets.c.digest != _digest(but))
        with self._writing() as db:
            return db.execute(update(secrets).where(*mine).values(revoked=utc(now))).rowcount

    def revoke(self, member: str, *, now: datetime, secret: str = "", digest: str = "") -> bool:
        """Make a member's secret worth nothing → False where it is none of theirs."""
        which = (secrets.c.digest == (digest or _digest(secret)), secrets.c.person == member)
        with self._writing() as db:
            return db.execute(update(secrets).where(*which).values(revoked=utc(now))).rowcount == 1

    # ------------------------------------------------------------------ second looks

    def ask(self, week: str, student: str, check: str, reason: str, *, now: datetime) -> SecondLook:
        """Ask a person to look at a check.

        RecordError for no reason, or while an earlier request is open.
        """
        if not reason.strip():
            raise RecordError("A request needs a reason. Say what the check got wrong.")
        mine = (requests.c.week == week, requests.c.student == student, requests.c.check_name == check)
        row = {"week": week, "student": student, "check_name": check, "reason": reason.strip(), "at": utc(now)}
        with self._writing() as db:
            if db.execute(select(requests.c.id).where(*mine, requests.c.answered_at.is_(None))).first():
                raise RecordError(f"A person has been asked about {check} already. The answer will stand here.")
            made = db.execute(requests.insert().values(row)).inserted_primary_key
            assert made is not None
            return _look(db, made[0])

    def answer(self, number: int, text: str, *, by: str, now: datetime) -> SecondLook:
        """Answer a request.

        Raises RecordError for an empty answer, or a request that is not there or was answered.
        """
        if not text.strip():
            raise RecordError("An answer has words. Say what you found.")
        values = {"answer": text.strip(), "answered_by": by, "answered_at": utc(now)}
        with self._writing() as db:
            unanswered = (requests.c.id == number, requests.c.answered_at.is_(None))
            if db.execute(update(requests).where(*unanswered).values(values)).rowcount != 1:
                by_whom = db.execute(select(requests.c.answered_by).where(requests.c.id == number)).scalar()
                raise RecordError(
                    f"{by_whom} has answered request {number} already." if by_whom else f"There is no request {number}."
                )
            return _look(db, number)

    def second_looks(self, *, week: str = "", student: str = "", unanswered: bool = False) -> tuple[SecondLook, ...]:
        """Requests, the oldest first: of a week, of a student, or all.

        `unanswered`: those alone.
        """
        query = select(requests).order_by(requests.c.id)
        query = query.where(requests.c.week == week) if week else query
        query = query.where(requests.c.student == student) if student else query
        query = query.where(requests.c.answered_at.is_(None)) if unanswered else query
        with self._reading() as db:
            return tuple(_second_look(row) for row in db.execute(query))


def _address(email: str) -> str:
    """An address as it is kept, or nothing for what is none.

    Only A to Z are folded: `ß` and `ss` are two people's.
    """
    whole = email.strip()
    if not _MAIL_ADDRESS.fullmatch(whole) or not whole.isprintable():
        return ""
    return "".join(letter.lower() if letter.isascii() else letter for letter in whole)


def _digest(secret: str) -> str:
    return sha256(secret.encode())


def _secret(row: Any) -> Secret:
    ends, used = zoned_or_none(row.ends), zoned_or_none(row.used)
    return Secret(row.digest, SecretKind(row.kind), row.person, row.label, zoned(row.made), ends, used)


def as_member(row: Any) -> Member | None:
    """The member of a row of `people`; None for no row."""
    return Member(row.id, CourseRole(row.role), row.name, row.email, row.section) if row else None


def _look(db: Connection, number: int) -> SecondLook:
    return _second_look(db.execute(select(requests).where(requests.c.id == number)).one())


def _second_look(row: Any) -> SecondLook:
    return SecondLook(
        id=row.id,
        week=row.week,
        student=row.student,
        check=row.check_name,
        reason=row.reason,
        at=zoned(row.at),
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=zoned_or_none(row.answered_at),
    )
