"""A visit and a template → the answer, in the visitor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from autograder.report.messages.catalog import say
from autograder.report.pages.page import render

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from autograder.errors import SignInError
    from autograder.portal.access import Visit


def html(visit: Visit, template: str, *, status: int = 200, **parts: object) -> Response:
    """A page of the portal."""
    content = render(
        template,
        [visit.language],
        served=True,
        member=visit.member,
        course=visit.course.settings.course,
        here=_here(visit),
        language=visit.language,
        **parts,
    )
    return page(content, status=status)


def _here(visit: Visit) -> str:
    """The address to come back to: of a form that was answered, the page it stood on."""
    if visit.request.method == "GET":
        return visit.request.url.path
    return urlsplit(visit.request.headers.get("referer", "")).path or "/"


def no_entry(visit: Visit, error: SignInError) -> Response:
    """Say why somebody cannot come in now, and where else the way is open."""
    words = say(f"portal.no_entry.{error.code}", visit.language, **error.parts)
    if visit.wants_json:
        return JSONResponse({"error": words, "code": error.code}, error.status)
    return html(visit, "portal/no_entry.html.j2", status=error.status, what=words)


def page(content: bytes, *, status: int = 200) -> Response:
    """Bytes of a page that was rendered to be served."""
    return HTMLResponse(content, status)


def see(path: str) -> Response:
    """Go on reading elsewhere: a form sent twice by going back changes nothing twice."""
    return RedirectResponse(path, 303)


def clock(moment: datetime | None, zone: ZoneInfo) -> str:
    """A moment on the course's clock."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M} ({zone.key})" if moment else ""
