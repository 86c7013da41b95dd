"""The key that an LMS knows this portal by (RS256, as LTI has it)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from joserfc import jwt
from joserfc.jwk import RSAKey

from autograder.submissions.signing import key_file, key_path

if TYPE_CHECKING:
    from autograder.portal.access import Course
    from autograder.portal.settings import Settings

_FILE = "lti.key"
_BITS = 2048


def lti_key(settings: Settings) -> RSAKey:
    """The portal's key, kept beside the course's own; made where there is none."""
    path = key_path(settings.store, settings.folder).with_name(_FILE)
    key = RSAKey.import_key(key_file(path, _new))
    key.ensure_kid()
    return key


def public_keys(settings: Settings) -> dict[str, Any]:
    """The public half, as an LMS asks for it (JWKS)."""
    return {"keys": [{**lti_key(settings).as_dict(private=False), "alg": "RS256", "use": "sig"}]}


def signed(course: Course, claims: dict[str, Any], *, now: float, lasts: int = 300) -> str:
    """Claims under the portal's signature, good for a few minutes and once."""
    key = lti_key(course.settings)
    whole = {"iat": int(now), "exp": int(now) + lasts, "jti": secrets.token_urlsafe(16), **claims}
    return jwt.encode({"alg": "RS256", "kid": key.kid or ""}, whole, key)


def _new() -> bytes:
    return RSAKey.generate_key(_BITS).as_pem(private=True)
