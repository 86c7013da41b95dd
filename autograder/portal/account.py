"""Everything that stands for a member, on one page, each to be revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException

from autograder.errors import RecordError
from autograder.files import sha256
from autograder.model import COURSE_ZONE, Secret, SecretKind
from autograder.portal.access import COOKIE
from autograder.portal.rendering import clock, html, see
from autograder.report.messages.catalog import say, say_or

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.responses import Response

    from autograder.portal.access import Visit


@dataclass(frozen=True, slots=True)
class Credential:
    """Something that lets a member in.

    Its name, since when, last used; the form field that revokes it.
    """

    name: str
    made: str
    used: str
    field: str
    value: str
    here: bool = False


def account(visit: Visit) -> Response:
    """Who I am here, and everything that stands for me."""
    return _page(visit)


def new_token(visit: Visit) -> Response:
    """Make a personal token, shown this once."""
    label = visit.form.get("label", "").strip()[:60]
    if not label:
        raise RecordError(say("portal.token_needs_name", visit.language))
    made = visit.course.members.issue(SecretKind.TOKEN, visit.me.id, now=visit.now, lasts=None, label=label)
    return _page(visit, new=made)


def revoke(visit: Visit) -> Response:
    """Make a session, token, passkey or account elsewhere worth nothing from now on."""
    form, me, course = visit.form, visit.me.id, visit.course
    if form.get("everything"):
        course.members.revoke_all(me, now=visit.now, but=visit.request.cookies.get(COOKIE, ""))
    elif digest := form.get("digest", ""):
        course.members.revoke(me, now=visit.now, digest=digest)
    elif passkey := form.get("passkey", ""):
        course.identities.drop_passkey(me, passkey)
    elif account_there := form.get("account", ""):
        issuer, _, subject = account_there.rpartition(" ")
        course.identities.unlink(me, issuer, subject)
    return see("/me")


def sign_out_member(visit: Visit) -> Response:
    """End every session, link and token of a member, as an instructor.

    After a lost laptop or a copied token.
    """
    member = visit.course.members.member(visit.form.get("member", ""))
    if member is None:
        raise HTTPException(404)
    visit.course.members.revoke_all(member.id, now=visit.now, but=visit.request.cookies.get(COOKIE, ""))
    return see("/members", "signed_out", 1)


def _page(visit: Visit, *, new: str = "") -> Response:
    return html(
        visit,
        "portal/account.html.j2",
        sessions=list(_sessions(visit)),
        tokens=list(_secrets(visit, SecretKind.TOKEN)),
        passkeys=[
            Credential(each.label, _clock(each.made), _clock(each.used), "passkey", each.id)
            for each in visit.course.identities.passkeys(visit.me.id)
        ],
        accounts=[
            Credential(each.issuer, _clock(each.made), _clock(each.used), "account", f"{each.issuer} {each.subject}")
            for each in visit.course.identities.accounts(visit.me.id)
        ],
        new=new,
    )


def _sessions(visit: Visit) -> Iterator[Credential]:
    """Sessions that are open, this browser's first."""
    mine = sha256(visit.request.cookies.get(COOKIE, "").encode())
    held = sorted(_secrets(visit, SecretKind.SESSION), key=lambda each: each.value != mine)
    for each in held:
        how, _, device = each.name.partition("|")
        words = say_or(f"portal.how.{how}", visit.language, otherwise=how)
        yield Credential(f"{words} · {device}", each.made, each.used, each.field, each.value, here=each.value == mine)


def _secrets(visit: Visit, kind: SecretKind) -> Iterator[Credential]:
    found: tuple[Secret, ...] = visit.course.members.issued(kind, visit.me.id, now=visit.now)
    return (Credential(each.label, _clock(each.made), _clock(each.used), "digest", each.digest) for each in found)


def _clock(moment: datetime | None) -> str:
    return clock(moment, ZoneInfo(COURSE_ZONE))
