"""A signed statement about a person, of a provider or an LMS → its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from autograder.errors import SignInError
from autograder.portal.web import host

if TYPE_CHECKING:
    from autograder.portal.web import Web

LEEWAY_SECONDS = 120
"""Difference of two clocks that is nobody's fault."""
_OLDEST_SECONDS = 600
"""A statement that was made longer ago was kept by somebody, whatever it says of its end."""
_SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key pair. With a shared secret or none, anybody could make one."""


def read_id_token(
    web: Web, raw: str, *, keys: str, issuer: str, client_id: str, nonce: str, now: float, access_token: str = ""
) -> dict[str, Any]:
    """The claims of a statement that is to be believed.

    Signed, for us, in time, and the answer to our question.

    `keys`: the address of the issuer's public keys. `now`: seconds since 1970.

    Raises SignInError with what is wrong.
    """
    where = host(issuer)
    token = _signed(web, raw, keys, where)
    expected = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client_id}}
    given = {"nonce": nonce, "client_id": client_id, "access_token": access_token}
    claims = CodeIDToken(token.claims, token.header, expected, given)
    try:
        claims.validate(now=int(now), leeway=LEEWAY_SECONDS)
        made = float(claims["iat"])
    except ExpiredTokenError as error:
        raise SignInError("clock", where=where) from error
    except InvalidClaimError as error:
        code = "clock" if getattr(error, "claim", "") in {"exp", "iat", "nbf"} else "not_for_us"
        raise SignInError(code, where=where) from error
    except (JoseError, TypeError, ValueError) as error:
        raise SignInError("not_for_us", where=where) from error
    if not -LEEWAY_SECONDS <= now - made <= _OLDEST_SECONDS + LEEWAY_SECONDS:
        raise SignInError("clock", where=where)
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise SignInError("not_for_us", where=where)
    return dict(claims)


def _signed(web: Web, raw: str, keys: str, where: str) -> jwt.Token:
    """A statement whose signature holds.

    A key that is not known may be a new one: asked again, once.
    """
    registry = JWSRegistry(algorithms=list(_SIGNED), strict_check_header=False)
    for fresh in (False, True):
        try:
            known = KeySet.import_key_set(web.document(keys, fresh=fresh))  # type: ignore[arg-type] - checked by it
            return jwt.decode(raw, known, registry=registry)
        except InvalidKeyIdError:
            continue
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise SignInError("forged", where=where) from error
    raise SignInError("forged", where=where)
