"""A packed submission and a personal token → kept by a portal, and its receipt."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from autograder.errors import RecordError, SubmissionError, UsageError
from autograder.files import sha256
from autograder.student import portal_client
from autograder.student.packing import Packed
from autograder.submissions.receipt import from_json

TOKEN = "AUTOGRADER_TOKEN"  # noqa: S105 - the name of a variable, not a token
_NOTHING = "Nothing was handed in; your zip is kept."


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
    try:
        parts = urlsplit(portal)
    except ValueError as error:
        raise UsageError(f"{portal} is no address: {error}.") from error
    account = portal_client.known_account(f"{parts.scheme}://{parts.netloc}", token)
    try:
        told = portal_client.hand_in_zip(account, packed.week, packed.zipped)
        receipt, number = json.dumps(told["receipt"], indent=1).encode(), int(told["upload"])
        given = from_json(receipt)
    except SubmissionError as error:
        raise SubmissionError(f"{str(error).removesuffix(' Nothing was handed in; try again.')} {_NOTHING}") from error
    except (KeyError, TypeError, ValueError, OverflowError, RecordError) as error:
        raise SubmissionError(
            f"{account.address} gave no receipt, so it is no portal of this kit. {_NOTHING}"
        ) from error
    if given.week != packed.week or sha256(packed.zipped) not in given.files.values():
        raise SubmissionError(f"{account.address} gave a receipt of other work. Ask your course; your zip is kept.")
    return HandedIn(f"{account.address}/weeks/{packed.week}/attempts/{number}", receipt)
