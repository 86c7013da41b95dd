"""A member who proved who they are → a session, and its end."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from autograder.model import Member, SecretKind
from autograder.portal.access import COOKIE, Visit
from autograder.portal.rendering import see

if TYPE_CHECKING:
    from starlette.responses import Response

_BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Whale", "Firefox", "Chrome", "Safari")
_MACHINES = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux")


def begin(visit: Visit, member: Member, *, how: str, onward: str) -> Response:
    """Begin a session: a new secret, and the one this browser had before is over.

    `how`: a link, openid, lms, passkey or demo, to be told from others later.
    """
    settings, members = visit.course.settings, visit.course.members
    hours = timedelta(hours=settings.session_hours)
    if visit.member is not None:
        members.revoke(visit.member.id, now=visit.now, secret=visit.request.cookies.get(COOKIE, ""))
    label = f"{how}|{_device(visit.request.headers.get('user-agent', ''))}"
    session = members.issue(SecretKind.SESSION, member.id, now=visit.now, lasts=hours, label=label)
    answer = see(inside(onward))
    secure = urlsplit(settings.origin).scheme == "https"
    answer.set_cookie(COOKIE, session, max_age=int(hours.total_seconds()), httponly=True, samesite="lax", secure=secure)
    return answer


def leave(visit: Visit) -> Response:
    """End the session, here and wherever its cookie was copied to."""
    visit.course.members.revoke(visit.me.id, now=visit.now, secret=visit.request.cookies.get(COOKIE, ""))
    answer = see("/signin")
    answer.delete_cookie(COOKIE)
    return answer


def inside(path: str) -> str:
    """A path of this portal, or its first page: a link must not lead elsewhere."""
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if plain and not parts.scheme and not parts.netloc else "/"


def _device(agent: str) -> str:
    """A browser and its machine, as people tell their own apart."""
    browser = next((name for name in _BROWSERS if re.search(rf"{name}\w*/", agent)), "")
    machine = next((name for name in _MACHINES if name in agent), "")
    return ", ".join(filter(None, (browser.replace("Edg", "Edge"), machine.replace("Mac OS X", "Mac")))) or "?"
