"""Begun sign-ins, accounts elsewhere and passkeys → the members they stand for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, select, update

from autograder.clock import utc, zoned, zoned_or_none
from autograder.decoding import json_decoder
from autograder.errors import RecordError
from autograder.files import sha256
from autograder.model import Identity, Member, Passkey, SignIn, SignInKind
from autograder.store.database import Database
from autograder.store.members import as_member
from autograder.store.schema import people
from autograder.store.schema_signin import identities, passkeys, sign_ins

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Identities(Database):
    """Everything that lets somebody in by another's word.

    Every method is one transaction.
    """

    # ------------------------------------------------------------------ sign-ins that have begun

    def begin(self, state: str, what: SignIn, *, now: datetime, lasts: timedelta) -> None:
        """Remember an exchange by its secret, and forget those that never came back."""
        row = {"state": sha256(state.encode()), "kind": what.kind, "packed": msgspec.json.encode(what).decode()}
        with self._writing() as db:
            db.execute(delete(sign_ins).where(sign_ins.c.ends < utc(now)))
            db.execute(sign_ins.insert().values(row | {"ends": utc(now) + lasts}))

    def take(self, state: str, kind: SignInKind, *, now: datetime) -> SignIn | None:
        """The exchange that a secret belongs to, taken out: it comes back once.

        None for one that is unknown, over or taken.
        """
        which = (sign_ins.c.state == sha256(state.encode()), sign_ins.c.kind == kind)
        with self._writing() as db:
            row = db.execute(select(sign_ins.c.packed, sign_ins.c.ends).where(*which)).first()
            if row is None or db.execute(delete(sign_ins).where(*which)).rowcount != 1:
                return None
        return json_decoder(SignIn).decode(row.packed) if zoned(row.ends) > now else None

    # ------------------------------------------------------------------ accounts elsewhere

    def link(self, issuer: str, subject: str, person: str, *, now: datetime) -> None:
        """Let an account stand for a member.

        Raises RecordError where the member has another account there already.
        """
        row = {"issuer": issuer, "subject": subject, "person": person, "made": utc(now), "used": utc(now)}
        mine = (identities.c.issuer == issuer, identities.c.person == person)
        with self._writing() as db:
            held = db.execute(select(identities.c.subject).where(*mine)).scalar()
            if held == subject:
                return
            if held is not None:
                raise RecordError(f"{person} has another account at {issuer} already. Unlink that one first.")
            db.execute(identities.insert().values(row))

    def linked(self, issuer: str, subject: str, *, now: datetime | None = None) -> Member | None:
        """The member that an account stands for. `now`: it is used now."""
        which = (identities.c.issuer == issuer, identities.c.subject == subject)
        query = select(people).select_from(people.join(identities, identities.c.person == people.c.id)).where(*which)
        with self._reading() if now is None else self._writing() as db:
            if now is not None:
                db.execute(update(identities).where(*which).values(used=utc(now)))
            return as_member(db.execute(query).first())

    def accounts(self, person: str) -> tuple[Identity, ...]:
        """The accounts elsewhere that are a member's."""
        with self._reading() as db:
            rows = db.execute(select(identities).where(identities.c.person == person).order_by(identities.c.made)).all()
        return tuple(
            Identity(row.issuer, row.subject, row.person, zoned(row.made), zoned_or_none(row.used)) for row in rows
        )

    def subjects(self, issuer: str) -> dict[str, str]:
        """The accounts at an issuer, by the id of the member whose they are."""
        query = select(identities.c.person, identities.c.subject).where(identities.c.issuer == issuer)
        with self._reading() as db:
            return {row.person: row.subject for row in db.execute(query)}

    def unlink(self, person: str, issuer: str, subject: str) -> bool:
        """Let an account stand for a member no longer → False where it is none of theirs."""
        mine = (identities.c.issuer == issuer, identities.c.subject == subject, identities.c.person == person)
        with self._writing() as db:
            return db.execute(delete(identities).where(*mine)).rowcount == 1

    # ------------------------------------------------------------------ passkeys

    def add_passkey(self, made: Passkey) -> None:
        """Keep a passkey. Raises RecordError for one that is kept already."""
        row = {name: getattr(made, name) for name in ("id", "person", "public_key", "count", "label")}
        with self._writing() as db:
            if db.execute(select(passkeys.c.id).where(passkeys.c.id == made.id)).first():
                raise RecordError("This passkey is known here already.")
            db.execute(passkeys.insert().values(row | {"made": utc(made.made)}))

    def passkey(self, number: str) -> Passkey | None:
        """A passkey by its id."""
        with self._reading() as db:
            row = db.execute(select(passkeys).where(passkeys.c.id == number)).first()
        return _passkey(row) if row else None

    def passkeys(self, person: str) -> tuple[Passkey, ...]:
        """A member's passkeys."""
        with self._reading() as db:
            rows = db.execute(select(passkeys).where(passkeys.c.person == person).order_by(passkeys.c.made)).all()
        return tuple(map(_passkey, rows))

    def use_passkey(self, number: str, count: int, *, now: datetime) -> bool:
        """Write down a use and its count → False where the count went back.

        There is a copy of the key.
        """
        rising = passkeys.c.count < count if count else passkeys.c.count == 0
        with self._writing() as db:
            changed = update(passkeys).where(passkeys.c.id == number, rising).values(count=count, used=utc(now))
            return db.execute(changed).rowcount == 1

    def drop_passkey(self, person: str, number: str) -> bool:
        """Forget a passkey → False where it is none of theirs."""
        with self._writing() as db:
            mine = (passkeys.c.id == number, passkeys.c.person == person)
            return db.execute(delete(passkeys).where(*mine)).rowcount == 1

    def forget(self, person: str) -> None:
        """Forget every account and passkey of a member."""
        with self._writing() as db:
            _forget(db, [person])


def _forget(db: Connection, persons: Collection[str]) -> None:
    db.execute(delete(identities).where(identities.c.person.in_(persons)))
    db.execute(delete(passkeys).where(passkeys.c.person.in_(persons)))


def _passkey(row: Any) -> Passkey:
    made, used = zoned(row.made), zoned_or_none(row.used)
    return Passkey(row.id, row.person, bytes(row.public_key), row.count, row.label, made, used)
