"""Files and a personal token → handed in at a portal, and what came of it."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlsplit

from autograder.errors import SubmissionError, UsageError
from autograder.files import zipped
from autograder.text import one_line
from autograder.toml import read_toml

SECONDS = 30
SETTINGS = Path("autograder") / "portal.toml"  # in the user's folder of settings
_REFUSALS = {
    401: "does not know this token. Make a new one on the portal's page 'My account'.",
    404: "has no such week for you.",
    413: "takes nothing as large as that.",
}
_MOST_BYTES = 1_000_000
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class PortalAccount:
    """A portal, and the personal token that stands for a student there."""

    address: str = ""
    token: str = ""


def known_account(address: str = "", token: str = "") -> PortalAccount:
    """The portal and the token as given, or known here.

    By the environment, or else the user's settings. Raises UsageError where there is none, and for an address that would show the token to whoever listens.
    """
    path = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / SETTINGS
    kept = read_toml(path, PortalAccount, of="a portal's account") if path.is_file() else PortalAccount()
    address = (address or os.environ.get("AUTOGRADER_PORTAL", "") or kept.address).rstrip("/")
    token = token or os.environ.get("AUTOGRADER_TOKEN", "") or kept.token
    if not address or not token:
        raise UsageError(
            f"No portal is known here. Make a personal token on the portal's page 'My account', then write {path}:\n"
            'address = "https://grading.example.org"\ntoken = "…"'
        )
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise UsageError(
            f"{address} does not begin with https://, so others could read your token. Ask for the address."
        )
    return PortalAccount(address, token)


def hand_in(account: PortalAccount, week: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Hand files in → the number of the upload and its receipt, signed by the course."""
    return hand_in_zip(account, week, zipped(files))


def hand_in_zip(account: PortalAccount, week: str, content: bytes) -> dict[str, Any]:
    """Hand a zip in → the number of the upload and its receipt, signed by the course."""
    headers = {"Content-Type": "application/zip", "Content-Disposition": f'attachment; filename="{week}.zip"'}
    return _asked(account, f"/weeks/{quote(week)}/hand-in", content, headers)


def state(account: PortalAccount, week: str, upload: int) -> dict[str, Any]:
    """The state of an upload, with its place in the queue in words."""
    return _asked(account, f"/weeks/{quote(week)}/attempts/{upload}/state")


def result(account: PortalAccount, week: str) -> dict[str, Any]:
    """The result of the upload that counts.

    Raises SubmissionError while it may not be read.
    """
    return _asked(account, f"/weeks/{quote(week)}/result")


class Stay(urllib.request.HTTPRedirectHandler):
    """No redirect is followed: work and token are for one server."""

    def redirect_request(  # noqa: PLR0917 - urllib's own signature
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow nothing."""


def _asked(
    account: PortalAccount, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    whole = {"Authorization": f"Bearer {account.token}", "Accept": "application/json", **(headers or {})}
    request = urllib.request.Request(account.address + path, body, whole)  # noqa: S310 - http(s), seen above
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=SECONDS) as answer:
            told = _told(answer)
    except urllib.error.HTTPError as error:
        with error:
            raise SubmissionError(_refusal(account, error)) from error
    except (OSError, HTTPException, ValueError) as error:
        why = getattr(error, "reason", error)
        raise SubmissionError(
            f"{account.address} cannot be reached: {why}. Nothing was handed in; try again."
        ) from error
    return told


def _told(answer: IO[bytes]) -> dict[str, Any]:
    """The object that a server answers, of a receipt's size.

    ValueError for anything else.
    """
    try:
        told = json.loads(answer.read(_MOST_BYTES))
    except RecursionError as error:
        raise ValueError("it answers what nobody can read") from error
    if not isinstance(told, dict):
        raise ValueError("it is no portal of this kit")  # noqa: TRY004 - what came is wrong, not what it is called with
    return told


def _refusal(account: PortalAccount, error: urllib.error.HTTPError) -> str:
    """The portal's own words, or what its number means."""
    if error.code in _REFUSALS:
        return f"{account.address} {_REFUSALS[error.code]}"
    try:
        return one_line(str(_told(error)["error"]), most=400)
    except (OSError, HTTPException, ValueError, KeyError):
        return f"{account.address} refused: {error.code} {error.reason}."
