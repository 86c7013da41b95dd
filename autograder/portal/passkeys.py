"""Passkeys of who teaches (WebAuthn): added on their own page, asked at the door."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.responses import JSONResponse, Response
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from autograder.errors import RecordError, SignInError
from autograder.model import Passkey, SignIn, SignInKind
from autograder.portal.rendering import see
from autograder.portal.sessions import begin
from autograder.report.messages.catalog import say

if TYPE_CHECKING:
    from autograder.portal.access import Visit

_LASTS = timedelta(minutes=5)
_MOST_LETTERS = 20_000


def options_to_add(visit: Visit) -> Response:
    """A question to a device that will keep a new key for this member."""
    challenge = _ask(visit, SignInKind.NEW_PASSKEY, person=visit.me.id)
    made = generate_registration_options(
        rp_id=_host(visit),
        rp_name=visit.course.settings.course or "autograder",
        user_name=visit.me.email or visit.me.id,
        user_display_name=visit.me.name or visit.me.id,
        user_id=visit.me.id.encode()[:64],
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.id))
            for each in visit.course.identities.passkeys(visit.me.id)
        ],
    )
    return JSONResponse(json.loads(options_to_json(made)))


def add(visit: Visit) -> Response:
    """Keep the public half of a key that a device made."""
    label = visit.form.get("label", "").strip()[:60]
    if not label:
        raise RecordError(say("portal.token_needs_name", visit.language))
    credential, challenge = _answered(visit, SignInKind.NEW_PASSKEY, person=visit.me.id)
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(visit),
            expected_origin=visit.course.settings.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise SignInError("passkey_wrong") from error
    number = bytes_to_base64url(made.credential_id)
    key = Passkey(number, visit.me.id, made.credential_public_key, made.sign_count, label, visit.now)
    visit.course.identities.add_passkey(key)
    return see("/me")


def options_to_enter(visit: Visit) -> Response:
    """A question to any device that keeps a key for this portal."""
    made = generate_authentication_options(
        rp_id=_host(visit),
        challenge=_ask(visit, SignInKind.PASSKEY),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return JSONResponse(json.loads(options_to_json(made)))


def enter(visit: Visit) -> Response:
    """Begin a session for whoever's device answered."""
    credential, challenge = _answered(visit, SignInKind.PASSKEY)
    known = visit.course.identities.passkey(str(credential.get("id", "")))
    member = visit.course.members.member(known.person) if known else None
    if known is None or member is None or not member.role.reads_class:
        raise SignInError("passkey_unknown")
    try:
        answered = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(visit),
            expected_origin=visit.course.settings.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=0,  # it would refuse without a word: the store compares, and says what it is
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise SignInError("passkey_wrong") from error
    if not visit.course.identities.use_passkey(known.id, answered.new_sign_count, now=visit.now):
        raise SignInError("passkey_copied")
    return begin(visit, member, how="passkey", onward=visit.form.get("next", ""))


def _ask(visit: Visit, kind: SignInKind, *, person: str = "") -> bytes:
    challenge = secrets.token_bytes(32)
    asked = SignIn(kind, person=person)
    visit.course.identities.begin(bytes_to_base64url(challenge), asked, now=visit.now, lasts=_LASTS)
    return challenge


def _answered(visit: Visit, kind: SignInKind, *, person: str = "") -> tuple[dict[str, Any], bytes]:
    """A device's answer, and the question it names: one of ours, taken out."""
    raw = visit.form.get("credential", "")
    try:
        credential = json.loads(raw) if len(raw) <= _MOST_LETTERS else {}
        told = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        challenge = str(told["challenge"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SignInError("passkey_wrong") from error
    asked = visit.course.identities.take(challenge.rstrip("="), kind, now=visit.now)
    if asked is None or asked.person != person:
        raise SignInError("stale")
    return credential, base64url_to_bytes(challenge)


def _host(visit: Visit) -> str:
    return urlsplit(visit.course.settings.origin).hostname or ""
