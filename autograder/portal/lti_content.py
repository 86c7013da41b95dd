"""An LMS asks which weeks to show (deep linking): a page, and a signed answer."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from autograder.errors import RecordError, SignInError
from autograder.model import Assignment, Platform, SignIn, SignInKind
from autograder.portal.access import SECURE_HEADERS
from autograder.portal.lti_key import signed
from autograder.portal.rendering import html
from autograder.portal.web import allowed, host
from autograder.report.messages.catalog import pick

if TYPE_CHECKING:
    from starlette.responses import Response

    from autograder.portal.access import Visit

_CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
_TEACHING = ("Instructor", "ContentDeveloper", "Administrator")
_LASTS = timedelta(hours=1)


def choose(visit: Visit, platform: Platform, claims: dict[str, Any]) -> Response:
    """A page of the weeks, for who teaches there."""
    asked = claims.get(f"{_LINKING}deep_linking_settings")
    back = asked.get("deep_link_return_url") if isinstance(asked, dict) else None
    if (
        not isinstance(asked, dict)
        or not isinstance(back, str)
        or "ltiResourceLink" not in asked.get("accept_types", ())
    ):
        raise SignInError("message_unknown", where=host(platform.issuer), what="LtiDeepLinkingRequest")
    roles = [str(role) for role in claims.get(f"{_CLAIM}roles") or ()]
    known = visit.course.identities.linked(platform.issuer, claims["sub"])
    if not any(role.endswith(_TEACHING) for role in roles) and not (known and known.role.reads_class):
        raise SignInError("only_teachers", where=host(platform.issuer))
    allowed(back)
    more = {
        "back": back,
        "data": asked.get("data"),
        "deployment": claims.get(f"{_CLAIM}deployment_id"),
        "many": asked.get("accept_multiple") is True,
    }
    state = secrets.token_urlsafe(32)
    waiting = SignIn(SignInKind.CONTENT, provider=str(platform.id), more=msgspec.json.encode(more).decode())
    visit.course.identities.begin(state, waiting, now=visit.now, lasts=_LASTS)
    weeks = [
        (each.week, pick(each.title, visit.language)) for each in map(visit.course.weeks.week, visit.course.weeks.names)
    ]
    return html(
        visit, "portal/lti_weeks.html.j2", weeks=weeks, many=more["many"], state=state, lms=host(platform.issuer)
    )


def answer(visit: Visit) -> Response:
    """Tell the LMS which weeks to show, each with its one column in the gradebook."""
    waiting = visit.course.identities.take(visit.form.get("state", ""), SignInKind.CONTENT, now=visit.now)
    platform = visit.course.platforms.platform(int(waiting.provider)) if waiting else None
    if waiting is None or platform is None:
        raise SignInError("stale")
    more = msgspec.json.decode(waiting.more)
    chosen = [week for week in visit.course.weeks.names if visit.form.get(week) or visit.form.get("week") == week]
    items = [_item(visit, visit.course.weeks.week(week)) for week in chosen]
    claims = {
        "iss": platform.client_id,
        "aud": [platform.issuer],
        "nonce": secrets.token_urlsafe(16),
        f"{_CLAIM}deployment_id": more["deployment"],
        f"{_CLAIM}message_type": "LtiDeepLinkingResponse",
        f"{_CLAIM}version": "1.3.0",
        f"{_LINKING}content_items": items if more["many"] else items[:1],
        **({f"{_LINKING}data": more["data"]} if more["data"] is not None else {}),
    }
    token = signed(visit.course, claims, now=visit.now.timestamp())
    page = html(visit, "portal/lti_back.html.j2", back=more["back"], token=token, lms=host(platform.issuer))
    there = urlsplit(more["back"])
    policy = SECURE_HEADERS["Content-Security-Policy"]
    policy = policy.replace("form-action 'self'", f"form-action 'self' {there.scheme}://{there.netloc}")
    page.headers["Content-Security-Policy"] = policy
    return page


def _item(visit: Visit, assignment: Assignment) -> dict[str, Any]:
    """A link to a week, and its column: found again by the week, so that there is one."""
    title = pick(assignment.title, visit.language) or assignment.week
    return {
        "type": "ltiResourceLink",
        "title": f"{assignment.week} · {title}",
        "url": f"{visit.course.settings.origin}/weeks/{assignment.week}",
        "custom": {"week": assignment.week},
        "lineItem": {
            "label": f"{assignment.week} · {title}",
            "scoreMaximum": _most(visit, assignment.week),
            "resourceId": assignment.week,
            "tag": "autograder",
        },
    }


def _most(visit: Visit, week: str) -> float:
    """The points of a week as it is graded, or 100 before.

    A gradebook scales what it is told.
    """
    try:
        return sum(check.points for check in visit.course.store.version(week).checks) or 100.0
    except RecordError:
        return 100.0
