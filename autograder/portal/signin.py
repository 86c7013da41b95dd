"""Links by mail, sessions and personal tokens: how a member comes in, and goes."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.exceptions import HTTPException

from autograder.errors import RecordError
from autograder.files import write_file
from autograder.model import Member, SecretKind
from autograder.portal.access import COOKIE, Visit
from autograder.portal.rendering import html, see
from autograder.report.messages.catalog import say

if TYPE_CHECKING:
    from starlette.responses import Response

    from autograder.portal.settings import Mail

_LOOPBACK = {"127.0.0.1", "::1", "testclient"}


def ask(visit: Visit) -> Response:
    """The page that asks for an address.

    In a demo, a button for each part one can play.
    """
    players = visit.course.members.members() if visit.course.settings.demo else ()
    chosen = list({player.role: player for player in reversed(players)}.values())
    return html(
        visit, "portal/signin.html.j2", onward=_inside(visit.request.query_params.get("next", "")), players=chosen
    )


def send_link(visit: Visit) -> Response:
    """Send a link to a member's address.

    What the page says tells nobody who is a member.
    """
    settings, email = visit.course.settings, visit.form.get("email", "")
    member = visit.course.members.by_email(email)
    if member:
        lasts = timedelta(minutes=settings.link_minutes)
        link = visit.course.members.issue(SecretKind.LINK, member.id, now=visit.now, lasts=lasts)
        onward = quote(_inside(visit.form.get("next", "")))
        address = f"{settings.origin}/signin/{link}?next={onward}"
        words = {"address": address, "minutes": f"{settings.link_minutes:g}", "course": settings.course}
        subject, body = (say(f"portal.mail.{part}", visit.language, **words) for part in ("subject", "body"))
        _send(settings.mail, settings.folder, member.email, subject=subject, body=body)
    return html(visit, "portal/sent.html.j2", minutes=f"{settings.link_minutes:g}")


def confirm(visit: Visit) -> Response:
    """A page with one button: a mail program that looks at links must not use them up."""
    onward = _inside(visit.request.query_params.get("next", ""))
    return html(visit, "portal/confirm.html.j2", link=visit.path("link"), onward=onward)


def enter(visit: Visit) -> Response:
    """Use a link up, and begin a session."""
    member = visit.course.members.bearer(SecretKind.LINK, visit.path("link"), now=visit.now, once=True)
    if member is None:
        return html(visit, "portal/stale.html.j2", status=403)
    return _begin(visit, member)


def enter_demo(visit: Visit) -> Response:
    """Sign in by a click, where the portal is a demo.

    Whoever clicks sits at this machine.
    """
    client = visit.request.client
    member = visit.course.members.member(visit.form.get("member", ""))
    if not visit.course.settings.demo or client is None or client.host not in _LOOPBACK or member is None:
        raise HTTPException(404)
    return _begin(visit, member)


def leave(visit: Visit) -> Response:
    """End the session, here and wherever its cookie was copied to."""
    visit.course.members.revoke(visit.me.id, now=visit.now, secret=visit.request.cookies.get(COOKIE, ""))
    answer = see("/signin")
    answer.delete_cookie(COOKIE)
    return answer


def choose_language(visit: Visit) -> Response:
    """Remember a language."""
    answer = see(_inside(visit.form.get("next", "")))
    answer.set_cookie(
        "language", visit.form.get("language", "ko")[:2], max_age=31_536_000, samesite="lax", httponly=True
    )
    return answer


def account(visit: Visit) -> Response:
    """Who I am here, and the tokens that stand for me."""
    return html(visit, "portal/account.html.j2", tokens=_tokens(visit), new="")


def new_token(visit: Visit) -> Response:
    """Make a personal token, shown this once."""
    label = visit.form.get("label", "").strip()[:60]
    if not label:
        raise RecordError(say("portal.token_needs_name", visit.language))
    made = visit.course.members.issue(SecretKind.TOKEN, visit.me.id, now=visit.now, lasts=None, label=label)
    return html(visit, "portal/account.html.j2", tokens=_tokens(visit), new=made)


def revoke_token(visit: Visit) -> Response:
    """Make a token worth nothing from now on."""
    visit.course.members.revoke(visit.me.id, now=visit.now, digest=visit.form.get("digest", ""))
    return see("/me")


def _tokens(visit: Visit) -> object:
    return visit.course.members.issued(SecretKind.TOKEN, visit.me.id, now=visit.now)


def _begin(visit: Visit, member: Member) -> Response:
    settings = visit.course.settings
    hours = timedelta(hours=settings.session_hours)
    session = visit.course.members.issue(SecretKind.SESSION, member.id, now=visit.now, lasts=hours)
    onward = visit.form.get("next", "") or visit.request.query_params.get("next", "")
    answer = see(_inside(onward))
    secure = urlsplit(settings.origin).scheme == "https"
    answer.set_cookie(COOKIE, session, max_age=int(hours.total_seconds()), httponly=True, samesite="lax", secure=secure)
    return answer


def _inside(path: str) -> str:
    """A path of this portal, or its first page: a link must not lead elsewhere."""
    parts = urlsplit(path)
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return path if inside else "/"


def _send(mail: Mail, course: Path, to: str, *, subject: str, body: str) -> None:
    """Send by SMTP, or write the mail into a folder where no server is named."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = mail.sender, to, subject
    letter.set_content(body)
    if not mail.server:
        folder = course / (mail.folder or "mail")
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / f"{to}.eml", letter.as_bytes())
        return
    try:
        with smtplib.SMTP(mail.server, mail.port, timeout=10) as server:
            if mail.user:
                server.starttls()
                server.login(mail.user, (course / mail.password_file).read_text("utf-8").strip())
            server.send_message(letter)
    except (OSError, smtplib.SMTPException) as error:
        raise RecordError(f"The mail could not be sent: {type(error).__name__}. Try again in a few minutes.") from error
