"""A packed submission and a personal token → kept by a portal, and its receipt."""

from __future__ import annotations

import json
import os
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit

from autograder.errors import SubmissionError, UsageError
from autograder.student.packing import Packed

TOKEN = "AUTOGRADER_TOKEN"  # noqa: S105 - the name of a variable, not a token
_SECONDS = 60
_MOST_BYTES = 1_000_000
_LOCAL = {"127.0.0.1", "localhost", "::1"}
_WHY = {
    401: "The token is not known there, or was revoked. Make a new one under your name in the portal.",
    403: "The token may not hand in there.",
    404: "There is no such week there for you.",
    413: "That is larger than may be handed in.",
}


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Work that a portal has kept.

    `receipt`: JSON, signed by the course. `where`: the attempt's address.
    """

    where: str
    receipt: bytes


def own_token(file: Path | None) -> str:
    """A student's personal token, of a file or of the environment.

    Empty where there is none.
    """
    if file is None:
        return os.environ.get(TOKEN, "").strip()
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}.") from error


def hand_in(packed: Packed, portal: str, token: str) -> HandedIn:
    """Hand a zip in at the portal of an address.

    Raises SubmissionError where it was not kept: nothing was handed in then.
    """
    origin = _origin(portal)
    address = f"{origin}/weeks/{quote(packed.week, safe='')}/hand-in"
    kind, body = _form(f"{packed.student}_{packed.week}.zip", packed.zipped)
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Content-Type": kind}
    try:
        request = urllib.request.Request(address, body, headers, method="POST")  # noqa: S310 - http(s), seen by _origin
        with urllib.request.build_opener(_Stay).open(request, timeout=_SECONDS) as answer:
            told = json.loads(answer.read(_MOST_BYTES))
            receipt, number = told["receipt"], int(told["upload"])
    except urllib.error.HTTPError as error:
        raise SubmissionError(f"{origin} refused: {_why(error)} Nothing was handed in; your zip is kept.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise SubmissionError(
            f"{origin} is no portal of this kit: it gave no receipt. Ask where to hand in."
        ) from error
    except OSError as error:
        why = getattr(error, "reason", error)
        raise SubmissionError(
            f"{origin} cannot be reached: {why}. Nothing was handed in; your zip is kept, try again later."
        ) from error
    return HandedIn(f"{origin}/weeks/{packed.week}/attempts/{number}", json.dumps(receipt, indent=1).encode())


class _Stay(urllib.request.HTTPRedirectHandler):
    """A token is for one server: it is never carried on to another."""

    def redirect_request(  # noqa: PLR0917 - urllib's own signature
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow nothing."""


def _origin(portal: str) -> str:
    """The portal of an address, encrypted or on this machine.

    A token is not shown to whoever listens.
    """
    parts = urlsplit(portal)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise UsageError(f"{portal} is not encrypted, so your token is not sent there. Give the address with https://.")
    return f"{parts.scheme}://{parts.netloc}"


def _form(name: str, content: bytes) -> tuple[str, bytes]:
    """A form of one file, as a browser would send it."""
    boundary = secrets.token_hex(16)
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{quote(name, safe="._-")}"\r\n'
        "Content-Type: application/zip\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", body


def _why(error: urllib.error.HTTPError) -> str:
    """A portal's own words where it has some."""
    try:
        told = json.loads(error.read(_MOST_BYTES)).get("error", "")
    except (ValueError, AttributeError, OSError):
        told = ""
    return _WHY.get(error.code) or told or f"{error.code} {error.reason}."
