"""An LMS registers itself (dynamic registration), once, as an instructor allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from autograder.errors import SignInError
from autograder.model import Platform, SecretKind
from autograder.portal.access import SECURE_HEADERS
from autograder.portal.lms_service import SCOPES
from autograder.portal.rendering import html
from autograder.portal.web import allowed, host

if TYPE_CHECKING:
    from starlette.responses import Response

    from autograder.portal.access import Visit

_TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
_CLAIMS = ["iss", "sub", "name", "given_name", "family_name", "email"]


def offer(visit: Visit) -> Response:
    """A page with one button, in a frame of the LMS: nothing is used up by looking."""
    _instructor(visit)
    configuration = visit.request.query_params.get("openid_configuration", "")
    allowed(configuration)
    token = visit.request.query_params.get("registration_token", "")
    page = html(
        visit,
        "portal/lti_register.html.j2",
        link=visit.path("link"),
        configuration=configuration,
        token=token,
        lms=host(configuration),
        done=False,
    )
    return _framed(page, configuration)


def register(visit: Visit) -> Response:
    """Register at the LMS, and know it from now on."""
    _instructor(visit)
    configuration = visit.form.get("openid_configuration", "")
    said = visit.course.web.document(configuration, fresh=True)
    needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint")
    if not all(isinstance(said.get(name), str) for name in needed):
        raise SignInError("elsewhere_odd", status=502, where=host(configuration))
    for name in needed:
        allowed(said[name])
    if urlsplit(said["issuer"]).hostname != urlsplit(configuration).hostname:  # it speaks for another
        raise SignInError("not_for_us", where=host(configuration))
    token = visit.form.get("registration_token", "")
    bearer = {"authorization": f"Bearer {token}"} if token else {}
    made = visit.course.web.json("POST", said["registration_endpoint"], json=_ourselves(visit), headers=bearer)
    client = made.get("client_id") if isinstance(made, dict) else None
    if not isinstance(client, str) or not client:
        raise SignInError("elsewhere_odd", status=502, where=host(configuration))
    if visit.course.members.bearer(SecretKind.REGISTRATION, visit.path("link"), now=visit.now, once=True) is None:
        raise SignInError("registration_over")
    visit.course.platforms.register(_platform(said, made, client))
    page = html(
        visit, "portal/lti_register.html.j2", link="", configuration="", token="", lms=host(configuration), done=True
    )
    return _framed(page, configuration)


def _instructor(visit: Visit) -> None:
    """Refuse an address that no instructor made, or that is used up."""
    if not visit.course.members.unused(SecretKind.REGISTRATION, visit.path("link"), now=visit.now):
        raise SignInError("registration_over")


def _platform(said: dict[str, Any], made: dict[str, Any], client: str) -> Platform:
    tool = made.get(_TOOL)
    deployment = tool.get("deployment_id") if isinstance(tool, dict) else None
    about = said.get("https://purl.imsglobal.org/spec/lti-platform-configuration")
    family = about.get("product_family_code") if isinstance(about, dict) else None
    return Platform(
        issuer=said["issuer"],
        client_id=client,
        authorize=said["authorization_endpoint"],
        token=said["token_endpoint"],
        keys=said["jwks_uri"],
        name=str(family or host(said["issuer"]))[:80],
        audience=str(said.get("authorization_server") or ""),
        deployments=(deployment,) if isinstance(deployment, str) and deployment else (),
    )


def _ourselves(visit: Visit) -> dict[str, Any]:
    """The portal itself, in the words of the registration."""
    origin = visit.course.settings.origin
    title = visit.course.settings.course or "autograder"
    launch = f"{origin}/lti/launch"
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": f"{origin}/lti/login",
        "redirect_uris": [launch],
        "client_name": title,
        "jwks_uri": f"{origin}/lti/keys",
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": " ".join(SCOPES),
        _TOOL: {
            "domain": urlsplit(origin).netloc,
            "description": "Hand in PyTorch assignments, read what they earned and why.",
            "target_link_uri": f"{origin}/",
            "claims": _CLAIMS,
            "messages": [
                {"type": "LtiResourceLinkRequest", "target_link_uri": f"{origin}/", "label": title},
                {"type": "LtiDeepLinkingRequest", "target_link_uri": f"{origin}/", "label": title},
            ],
        },
    }


def _framed(page: Response, address: str) -> Response:
    """A page that the LMS at an address may show in a frame."""
    parts = urlsplit(address)
    policy = SECURE_HEADERS["Content-Security-Policy"]
    ancestors = f"frame-ancestors {parts.scheme}://{parts.netloc}"
    page.headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", ancestors)
    return page
