"""A visit and a template → the answer, in the visitor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from autograder.portal.web import parts_of
from autograder.report.messages.catalog import say, say_or
from autograder.report.pages.page import render

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from autograder.errors import SignInError
    from autograder.model import Assignment
    from autograder.portal.access import Visit


SAID = "said"
"""The cookie that tells the next page, once, what a form has done."""
_SAID_SECONDS = 60
_MOST_COUNTS = 2


def html(visit: Visit, template: str, *, status: int = 200, **parts: object) -> Response:
    """A page of the portal, with a line of what was done before where a form led here."""
    said = _said(visit)
    content = render(
        template,
        [visit.language],
        served=True,
        member=visit.member,
        course=visit.course.settings.course,
        here=_here(visit),
        language=visit.language,
        said=said,
        **parts,
    )
    answer = page(content, status=status)
    if said:
        answer.delete_cookie(SAID)
    return answer


def _said(visit: Visit) -> str:
    """Words for what the form before has done: a code of the catalog, and counts."""
    code, *counts = visit.request.cookies.get(SAID, "").split(".")
    if visit.request.method != "GET" or not all(each.isdecimal() for each in counts):
        return ""
    found = say_or(f"portal.said.{code}", visit.language, otherwise="") if code.isidentifier() else ""
    if not found:
        return ""
    count, more = ([int(each[:9]) for each in counts] + [0] * _MOST_COUNTS)[:_MOST_COUNTS]
    return say(f"portal.said.{code}", visit.language, count=count, more=more)


def _here(visit: Visit) -> str:
    """The address to come back to: of a form that was answered, the page it stood on."""
    return visit.request.url.path if visit.request.method == "GET" else came_from(visit)


def came_from(visit: Visit) -> str:
    """The page that a form stood on."""
    return parts_of(visit.request.headers.get("referer", "")).path or "/"


def no_entry(visit: Visit, error: SignInError) -> Response:
    """Say why somebody cannot come in now, and where else the way is open."""
    words = say(f"portal.no_entry.{error.code}", visit.language, **error.parts)
    if visit.wants_json:
        return JSONResponse({"error": words, "code": error.code}, error.status)
    return html(visit, "portal/no_entry.html.j2", status=error.status, what=words)


def page(content: bytes, *, status: int = 200) -> Response:
    """Bytes of a page that was rendered to be served."""
    return HTMLResponse(content, status)


def see(path: str, said: str = "", *counts: int) -> Response:
    """Go on reading elsewhere: a form sent twice by going back changes nothing twice.

    `said`: a code of `portal.said`, for the page there to tell what was done, with up to two counts.
    """
    answer = RedirectResponse(path, 303)
    if said:
        value = ".".join([said, *map(str, counts)])
        answer.set_cookie(SAID, value, max_age=_SAID_SECONDS, httponly=True, samesite="lax")
    return answer


def clock(moment: datetime | None, zone: ZoneInfo, *, zone_named: bool = True) -> str:
    """A moment on the course's clock, with its zone where no heading names that."""
    if moment is None:
        return ""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" + (f" ({zone.key})" if zone_named else "")


def one_zone(weeks: Iterable[Assignment]) -> str | None:
    """The zone of all weeks, for a heading to name; None where they have several."""
    zones = {week.zone for week in weeks}
    return zones.pop() if len(zones) == 1 else None
