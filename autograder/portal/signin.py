"""Ways to come in: a page that offers them, links by mail, a click in a demo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.exceptions import HTTPException

from autograder.model import LANGUAGES, CourseRole, Member, SecretKind
from autograder.portal import mail
from autograder.portal.rendering import html, see
from autograder.portal.sessions import begin, inside
from autograder.portal.web import parts_of
from autograder.report.messages.catalog import say

if TYPE_CHECKING:
    from email.message import EmailMessage

    from starlette.responses import Response

    from autograder.portal.access import Visit

_LOOPBACK = {"127.0.0.1", "::1", "testclient"}
_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")
_MOST_LINKS = 5
"""Links by mail that are good at a time: nobody's mailbox is filled by another's clicks."""


def ask(visit: Visit) -> Response:
    """The page that asks who is there.

    In a demo, a button for each part one can play.
    """
    players = visit.course.members.members() if visit.course.settings.demo else ()
    chosen = {player.role: player for player in reversed(players)}
    wanted = [chosen[role] for role in CourseRole if role in chosen]
    asked = visit.request.query_params.get("as", "")
    return html(
        visit,
        "portal/signin.html.j2",
        onward=inside(visit.request.query_params.get("next", "")),
        players=[each for each in wanted if each.role == asked] or wanted,
        schools=list(enumerate(visit.course.settings.openid)),
    )


def send_link(visit: Visit) -> Response:
    """Send a link to a member's address.

    What the page says, and how long it takes, tells nobody who is a member.
    """
    settings = visit.course.settings
    member = visit.course.members.by_email(visit.form.get("email", ""))
    mail.send(
        settings.mail, settings.folder, [_link(visit, member)] if member and _may_have_more(visit, member) else []
    )
    return html(visit, "portal/sent.html.j2", minutes=f"{settings.link_minutes:g}")


def confirm(visit: Visit) -> Response:
    """A page with one button: a mail program that looks at links must not use them up."""
    onward = inside(visit.request.query_params.get("next", ""))
    return html(visit, "portal/confirm.html.j2", link=visit.path("link"), onward=onward)


def enter(visit: Visit) -> Response:
    """Use a link up, and begin a session."""
    member = visit.course.members.bearer(SecretKind.LINK, visit.path("link"), now=visit.now, once=True)
    if member is None:
        return html(visit, "portal/stale.html.j2", status=403)
    how = "lms" if visit.form.get("how") == "lms" else "link"
    return begin(visit, member, how=how, onward=_onward(visit))


def enter_demo(visit: Visit) -> Response:
    """Sign in by a click, in a demo.

    Whoever clicks sits at this machine.
    """
    client, settings = visit.request.client, visit.course.settings
    member = visit.course.members.member(visit.form.get("member", ""))
    sits_here = client is not None and client.host in _LOOPBACK
    if not settings.demo or not sits_here or not _typed_here(visit) or member is None:
        raise HTTPException(404)
    return begin(visit, member, how="demo", onward=_onward(visit))


def choose_language(visit: Visit) -> Response:
    """Remember a language."""
    answer, chosen = see(inside(visit.form.get("next", ""))), visit.form.get("language", "ko")
    if chosen in LANGUAGES:
        answer.set_cookie("language", chosen, max_age=31_536_000, samesite="lax", httponly=True)
    return answer


def _typed_here(visit: Visit) -> bool:
    """Tell this machine's own names from one that somebody lets point at it.

    Of the name that the browser itself told: where that is none, a library puts the server's in its place.
    """
    return parts_of(f"//{visit.request.headers.get('host', '')}").hostname in {
        *_LOOPBACK_NAMES,
        urlsplit(visit.course.settings.origin).hostname,
    }


def _onward(visit: Visit) -> str:
    return visit.form.get("next", "") or visit.request.query_params.get("next", "")


def _link(visit: Visit, member: Member) -> EmailMessage:
    settings = visit.course.settings
    lasts = timedelta(minutes=settings.link_minutes)
    link = visit.course.members.issue(SecretKind.LINK, member.id, now=visit.now, lasts=lasts)
    address = f"{settings.origin}/signin/{link}?next={quote(inside(visit.form.get('next', '')))}"
    words = {"address": address, "minutes": f"{settings.link_minutes:g}", "course": settings.course}
    subject, body = (say(f"portal.mail.{part}", visit.language, **words) for part in ("subject", "body"))
    return mail.letter(settings.mail, member.email, subject=subject, body=body)


def _may_have_more(visit: Visit, member: Member) -> bool:
    unused = [each for each in visit.course.members.issued(SecretKind.LINK, member.id, now=visit.now) if not each.used]
    return len(unused) < _MOST_LINKS
