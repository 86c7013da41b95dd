"""A school's sign-in (OpenID Connect): out with a question, back once."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from autograder.errors import InstructorError, RecordError, SignInError
from autograder.model import Member, SignIn, SignInKind
from autograder.portal.id_token import read_id_token
from autograder.portal.sessions import begin, inside
from autograder.portal.web import allowed, host
from autograder.text import one_line

if TYPE_CHECKING:
    from autograder.portal.access import Visit
    from autograder.portal.settings import OpenIdProvider

BACK = "/signin/openid/return"
_COOKIE = "openid"
_LASTS = timedelta(minutes=10)


def go(visit: Visit) -> Response:
    """Send a browser to a school's provider.

    With a question whose answer only this browser can bring.
    """
    provider = _provider(visit, visit.path("provider"))
    said = _says(visit, provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    onward = inside(visit.request.query_params.get("next", ""))
    begun = SignIn(SignInKind.OPENID, nonce=nonce, verifier=verifier, provider=visit.path("provider"), onward=onward)
    visit.course.identities.begin(state, begun, now=visit.now, lasts=_LASTS)
    allowed(said["authorization_endpoint"])
    with _client(visit, provider) as client:
        address, _ = client.create_authorization_url(
            said["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
    answer = RedirectResponse(address, 303)
    secure = urlsplit(visit.course.settings.origin).scheme == "https"
    answer.set_cookie(
        _COOKIE,
        state,
        max_age=int(_LASTS.total_seconds()),
        path="/signin/openid",
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return answer


def come_back(visit: Visit) -> Response:
    """Take a provider's answer, and begin a session for the member it names."""
    query = visit.request.query_params
    state = query.get("state", "")
    begun = visit.course.identities.take(state, SignInKind.OPENID, now=visit.now)
    if begun is None or not hmac.compare_digest(visit.request.cookies.get(_COOKIE, "").encode(), state.encode()):
        raise SignInError("stale")
    provider = _provider(visit, begun.provider)
    if query.get("iss", provider.issuer) != provider.issuer:  # RFC 9207: of two providers, the wrong one answers
        raise SignInError("not_for_us", where=host(provider.issuer))
    if "error" in query or "code" not in query:
        why = one_line(query.get("error_description") or query.get("error", "?"))[:200]
        raise SignInError("refused_there", where=_named(provider), why=why)
    answer = begin(visit, _member(visit, provider, _claims(visit, provider, begun)), how="openid", onward=begun.onward)
    answer.delete_cookie(_COOKIE, path="/signin/openid")
    return answer


def _provider(visit: Visit, number: str) -> OpenIdProvider:
    known = {str(place): provider for place, provider in enumerate(visit.course.settings.openid)}
    if number not in known:
        raise HTTPException(404)
    return known[number]


def _says(visit: Visit, provider: OpenIdProvider) -> dict[str, str]:
    """Everything that a provider says of itself, if it is about itself."""
    said = visit.course.web.document(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if said.get("issuer") != provider.issuer or not all(isinstance(said.get(name), str) for name in needed):
        raise SignInError("elsewhere_odd", status=502, where=host(provider.issuer))
    return said


def _client(visit: Visit, provider: OpenIdProvider) -> Any:
    settings = visit.course.settings
    secret = ""
    if provider.secret_file:
        try:
            secret = (settings.folder / provider.secret_file).read_text("utf-8").strip()
        except OSError as error:
            raise InstructorError(f"{provider.secret_file} cannot be read: {error.strerror}.") from error
    return OAuth2Client(
        client_id=provider.client_id,
        client_secret=secret or None,
        token_endpoint_auth_method="client_secret_basic" if secret else "none",
        scope=provider.scope,
        redirect_uri=settings.origin + BACK,
        code_challenge_method="S256",
        timeout=10,
    )


def _claims(visit: Visit, provider: OpenIdProvider, begun: SignIn) -> dict[str, Any]:
    """The claims about whoever signed in.

    Of the statement and, where it has no address, of the provider's record.
    """
    said, where = _says(visit, provider), host(provider.issuer)
    allowed(said["token_endpoint"])
    try:
        with _client(visit, provider) as client:
            code = visit.request.query_params["code"]
            token = client.fetch_token(said["token_endpoint"], code=code, code_verifier=begun.verifier)
    except httpx2.HTTPError as error:
        raise SignInError("elsewhere_down", status=503, where=where) from error
    except (AuthlibBaseError, ValueError) as error:
        why = one_line(getattr(error, "description", "") or type(error).__name__)[:200]
        raise SignInError("refused_there", where=where, why=why) from error
    claims = read_id_token(
        visit.course.web,
        str(token.get("id_token", "")),
        keys=said["jwks_uri"],
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=begun.nonce,
        now=visit.now.timestamp(),
        access_token=str(token.get("access_token", "")),
    )
    if "email" in claims or "userinfo_endpoint" not in said:
        return claims
    bearer = {"authorization": f"Bearer {token.get('access_token', '')}"}
    more = visit.course.web.json("GET", said["userinfo_endpoint"], headers=bearer)
    return {**more, **claims} if isinstance(more, dict) and more.get("sub") == claims["sub"] else claims


def _member(visit: Visit, provider: OpenIdProvider, claims: dict[str, Any]) -> Member:
    """The member that an account is, or from now on stands for.

    By its subject, else the claim that is a member's id, else an address that the provider has verified.
    """
    course, now = visit.course, visit.now
    if known := course.identities.linked(provider.issuer, claims["sub"], now=now):
        return known
    email, verified = str(claims.get("email", "")), claims.get("email_verified") is True
    number = str(claims.get(provider.member_claim, "")) if provider.member_claim else ""
    member = (course.members.member(number) if number else None) or (
        course.members.by_email(email) if verified else None
    )
    if member is None:
        code = "unverified" if course.members.by_email(email) and not verified else "unknown"
        raise SignInError(code, where=_named(provider), who=one_line(email or claims["sub"])[:120])
    try:
        course.identities.link(provider.issuer, claims["sub"], member.id, now=now)
    except RecordError as error:
        raise SignInError("other_account", where=_named(provider), who=one_line(email or member.id)[:120]) from error
    return member


def _named(provider: OpenIdProvider) -> str:
    return provider.name or host(provider.issuer)
