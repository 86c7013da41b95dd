"""Nouns of signing in by others' word.

Begun sign-ins, accounts elsewhere, passkeys.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SignInKind(StrEnum):
    """Kinds of exchange that begin here, go through somebody else, and end here once."""

    OPENID = "openid"
    LTI = "lti"
    CONTENT = "content"  # an LMS waits to be told which weeks to show
    PASSKEY = "passkey"
    NEW_PASSKEY = "new_passkey"


@dataclass(frozen=True, slots=True)
class SignIn:
    """An exchange that has begun. What comes back must fit it, and only once.

    `provider`: who was asked. `person`: for whom, where that is known already. `more`: JSON of its kind.
    """

    kind: SignInKind
    nonce: str = ""
    verifier: str = ""
    provider: str = ""
    person: str = ""
    onward: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """An account at a school's provider or LMS that is a member's."""

    issuer: str
    subject: str
    person: str
    made: datetime
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Passkey:
    """A public key whose private half a member's device keeps.

    `count`: uses as the device counts them; one that falls back was copied.
    """

    id: str
    person: str
    public_key: bytes
    count: int
    label: str
    made: datetime
    used: datetime | None = None
