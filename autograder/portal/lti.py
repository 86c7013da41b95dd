"""An LMS shows the portal (LTI 1.3): a login, a launch, a member who enters.

Nothing rests on a cookie in a frame: what was begun stands in the store, and a session begins in a window of its own.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from starlette.responses import JSONResponse, RedirectResponse, Response

from autograder.errors import RecordError, SignInError
from autograder.model import LmsCourse, Member, Platform, SecretKind, SignIn, SignInKind, is_week
from autograder.portal import lti_content
from autograder.portal.id_token import read_id_token
from autograder.portal.lti_key import public_keys
from autograder.portal.rendering import html
from autograder.portal.sessions import begin, inside
from autograder.portal.web import allowed, host
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.portal.access import Visit

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
_GRADEBOOK = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
_ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
_COOKIE = "lti"
_LASTS = timedelta(minutes=10)


def keys(visit: Visit) -> Response:
    """The public key by which an LMS knows what this portal signed."""
    return JSONResponse(public_keys(visit.course.settings))


def login(visit: Visit) -> Response:
    """Begin a launch: an LMS has sent somebody here, and is asked who it is."""
    given = {**visit.request.query_params, **visit.form}
    platform = _asking(visit, given)
    state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    onward = _within(visit, given.get("target_link_uri", ""))
    begun = SignIn(SignInKind.LTI, nonce=nonce, provider=str(platform.id), onward=onward)
    visit.course.identities.begin(state, begun, now=visit.now, lasts=_LASTS)
    asked = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": f"{visit.course.settings.origin}/lti/launch",
        "login_hint": given.get("login_hint", ""),
        "state": state,
        "nonce": nonce,
        **({"lti_message_hint": given["lti_message_hint"]} if "lti_message_hint" in given else {}),
    }
    allowed(platform.authorize)
    joined = "&" if urlsplit(platform.authorize).query else "?"
    answer = RedirectResponse(f"{platform.authorize}{joined}{urlencode(asked)}", 303)
    answer.set_cookie(
        _COOKIE, state, max_age=int(_LASTS.total_seconds()), path="/lti", httponly=True, samesite="none", secure=True
    )
    return answer


def launch(visit: Visit) -> Response:
    """Take what an LMS says of somebody, and let the member in whom it names."""
    state = visit.form.get("state", "")
    begun = visit.course.identities.take(state, SignInKind.LTI, now=visit.now)
    platform = visit.course.platforms.platform(int(begun.provider)) if begun else None
    if begun is None or platform is None:
        raise SignInError("stale")
    if "error" in visit.form:
        why = one_line(visit.form.get("error_description") or visit.form["error"])[:200]
        raise SignInError("refused_there", where=_named(platform), why=why)
    claims = read_id_token(
        visit.course.web,
        visit.form.get("id_token", ""),
        keys=platform.keys,
        issuer=platform.issuer,
        client_id=platform.client_id,
        nonce=begun.nonce,
        now=visit.now.timestamp(),
    )
    message = _message(platform, claims)
    course = _remember(visit, platform, claims)
    if message == "LtiDeepLinkingRequest":
        return lti_content.choose(visit, platform, claims)
    member = _member(visit, platform, claims)
    week = _week(visit, claims)
    _remember_line_item(visit, course, week, claims)
    onward = _onward(member, week, begun.onward)
    mine = hmac.compare_digest(visit.request.cookies.get(_COOKIE, "").encode(), state.encode())
    if mine and visit.request.headers.get("sec-fetch-dest") == "document":
        return begin(visit, member, how="lms", onward=onward)
    link = visit.course.members.issue(SecretKind.LINK, member.id, now=visit.now, lasts=_LASTS)
    return html(
        visit, "portal/lti_enter.html.j2", link=link, onward=onward, name=member.name or member.id, lms=_named(platform)
    )


def _asking(visit: Visit, given: Mapping[str, str]) -> Platform:
    """The platform that a login comes from."""
    issuer, client = given.get("iss", ""), given.get("client_id", "")
    known = [
        each for each in visit.course.platforms.platforms() if each.issuer == issuer and client in {"", each.client_id}
    ]
    if len(known) != 1:
        raise SignInError("platform_unknown", where=one_line(host(issuer))[:120] or "?")
    return known[0]


def _message(platform: Platform, claims: dict[str, Any]) -> str:
    """The kind of a message that this portal answers, from a place that was agreed on."""
    message = str(claims.get(f"{CLAIM}message_type", ""))
    if claims.get(f"{CLAIM}version") != "1.3.0" or message not in {"LtiResourceLinkRequest", "LtiDeepLinkingRequest"}:
        raise SignInError("message_unknown", where=_named(platform), what=one_line(message)[:80] or "?")
    deployment = claims.get(f"{CLAIM}deployment_id")
    if not isinstance(deployment, str) or (platform.deployments and deployment not in platform.deployments):
        raise SignInError("deployment_unknown", where=_named(platform))
    return message


def _member(visit: Visit, platform: Platform, claims: dict[str, Any]) -> Member:
    """The member that an account of an LMS is, or from now on stands for.

    By its subject, else the school's own number, else an address that nobody there can choose.
    """
    course, now = visit.course, visit.now
    if known := course.identities.linked(platform.issuer, claims["sub"], now=now):
        return known
    email = str(claims.get("email", ""))
    sure = platform.trust_email or claims.get("email_verified") is True
    number = _part(claims, f"{CLAIM}lis", "person_sourcedid")
    member = (course.members.member(number) if number else None) or (course.members.by_email(email) if sure else None)
    if member is None:
        raise SignInError(
            "unknown", where=_named(platform), who=one_line(email or str(claims.get("name", "")) or claims["sub"])[:120]
        )
    try:
        course.identities.link(platform.issuer, claims["sub"], member.id, now=now)
    except RecordError as error:
        who = one_line(email or member.id)[:120]
        raise SignInError("other_account", where=_named(platform), who=who) from error
    return member


def _remember(visit: Visit, platform: Platform, claims: dict[str, Any]) -> LmsCourse | None:
    """The course of a launch, with the addresses of its gradebook and its roster."""
    context = _part(claims, f"{CLAIM}context", "id")
    if not context:
        return None
    met = LmsCourse(
        platform=platform.id,
        context=context[:255],
        deployment=str(claims.get(f"{CLAIM}deployment_id", ""))[:255],
        title=one_line(_part(claims, f"{CLAIM}context", "title"))[:200],
        line_items=_part(claims, _GRADEBOOK, "lineitems"),
        memberships=_part(claims, _ROSTER, "context_memberships_url"),
    )
    return visit.course.platforms.meet(met)


def _remember_line_item(visit: Visit, course: LmsCourse | None, week: str, claims: dict[str, Any]) -> None:
    """The column that the LMS has made for this link: there is never a second."""
    line_item = _part(claims, _GRADEBOOK, "lineitem")
    if course and week and line_item and week not in visit.course.platforms.line_items(course.id):
        visit.course.platforms.keep_line_item(course.id, week, line_item)


def _week(visit: Visit, claims: dict[str, Any]) -> str:
    """The week that a link of the LMS leads to; "" for the whole course."""
    named = _part(claims, f"{CLAIM}custom", "week")
    path = urlsplit(_within(visit, str(claims.get(f"{CLAIM}target_link_uri", "")))).path
    week = named or (path.removeprefix("/weeks/") if path.startswith("/weeks/") else "")
    return week if is_week(week) and week in visit.course.weeks.names else ""


def _onward(member: Member, week: str, asked: str) -> str:
    if week:
        return f"/class/{week}" if member.role.reads_class else f"/weeks/{week}"
    return inside(asked)


def _within(visit: Visit, address: str) -> str:
    """The path of an address of this portal, or its first page."""
    origin = visit.course.settings.origin
    return inside(address.removeprefix(origin)) if address.startswith(f"{origin}/") else "/"


def _part(claims: dict[str, Any], claim: str, name: str) -> str:
    """A text within a claim; "" where an LMS leaves it out, or sends something else."""
    whole = claims.get(claim)
    found = whole.get(name) if isinstance(whole, dict) else None
    return found if isinstance(found, str) else ""


def _named(platform: Platform) -> str:
    return platform.name or host(platform.issuer)
