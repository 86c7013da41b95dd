"""A packed submission → a folder that `grade` takes as it is, or a portal."""

from __future__ import annotations

import os
import stat
import urllib.error
import urllib.request
from http.client import HTTPException
from itertools import chain, count
from pathlib import Path
from urllib.parse import quote, urlsplit

from autograder.errors import SubmissionError, UsageError
from autograder.files import write_file
from autograder.student.packing import Packed
from autograder.student.portal_client import Stay
from autograder.submissions.receipt import to_json
from autograder.text import one_line

SECONDS = 30
STAMP = "%Y%m%dT%H%M%SZ"
_ELSEWHERE = range(300, 400)
SHOWN = 200  # characters of what a server answers


def keep_zip(packed: Packed, folder: Path) -> Path:
    """The zip in the student's own folder, whatever becomes of it elsewhere.

    Those of before stay.
    """
    path = _free(folder / "submitted" / f"{packed.student}_{packed.week}.zip", packed)
    write_file(path, packed.zipped)
    return path


def keep_receipt(packed: Packed, folder: Path, *, received: bool = True, signed: bytes = b"") -> Path:
    """The receipt beside the zip.

    Of work that nobody has received, a record under another name. Those of before stay. `signed`: the course's own,
    instead.
    """
    stem = f"{packed.student}_{packed.week}_{packed.receipt.at:{STAMP}}"
    ending = "receipt.json" if received else "record.json"
    content = signed or to_json(packed.receipt).encode()
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    paths = (folder / "submitted" / f"{name}.{ending}" for name in names)
    path = next(one for one in paths if not one.exists() or one.read_bytes() == content)
    write_file(path, content)
    return path


def _free(path: Path, packed: Packed) -> Path:
    """The path where this work lies as the latest, or the next that is free.

    With the time behind it.

    `autograder grade` takes the latest of them, by that time.
    """
    folder = sorted(path.parent.iterdir(), key=lambda other: other.stem) if path.parent.is_dir() else []
    alike = (other for other in folder if other.suffix == path.suffix and other.stem.startswith(path.stem))
    before = [other for other in alike if stat.S_ISREG(other.lstat().st_mode)]  # on a pipe one would wait for ever
    if before and before[-1].read_bytes() == packed.zipped:
        return before[-1]
    stamp = f"{path.stem}_{packed.receipt.at:{STAMP}}"
    names = chain([path.stem] if not before else [], [stamp], (f"{stamp}-{number}" for number in count(2)))
    return next(free for name in names if not os.path.lexists(free := path.with_name(f"{name}{path.suffix}")))


def send(packed: Packed, where: str) -> str:
    """Copy or upload. Returns where it is now, or what the server said."""
    try:
        scheme = urlsplit(where).scheme
    except ValueError as error:
        raise UsageError(f"{where} is no address: {error}.") from error
    if scheme in {"http", "https"}:
        return _post(packed, where)
    if "://" in where:
        raise UsageError(f"{where} begins with {scheme}://; expected a folder, or an address with http:// or https://.")
    return str(_copy(packed, Path(where)))


def _copy(packed: Packed, folder: Path) -> Path:
    if not folder.is_dir():
        raise SubmissionError(f"{folder} is not a folder that is there. Ask where to hand in; nothing was copied.")
    if (folder / packed.student).is_symlink():
        raise SubmissionError(
            f"{folder / packed.student} is a link that leads elsewhere. Nothing was copied; show it to whoever keeps the folder."
        )
    target = _free(folder / packed.student / f"{packed.week}.zip", packed)
    try:
        write_file(target, packed.zipped)
        write_file(target.with_suffix(".receipt.json"), to_json(packed.receipt).encode())
    except OSError as error:
        raise SubmissionError(f"{target} could not be written: {error.strerror}. Nothing was handed in.") from error
    return target


def _post(packed: Packed, where: str) -> str:
    """The zip as the body, the student and the week in its name."""
    name = f"{packed.student}_{packed.week}.zip"
    headers = {
        "Content-Type": "application/zip",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "X-Autograder-Student": quote(packed.student),
        "X-Autograder-Week": quote(packed.week),
        "X-Autograder-Digest": packed.receipt.digest,
    }
    request = urllib.request.Request(where, packed.zipped, headers, method="POST")  # noqa: S310 - http(s), seen above
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=SECONDS) as answer:
            return answer.read(SHOWN).decode("utf-8", "replace").strip() or where
    except urllib.error.HTTPError as error:
        with error:
            raise SubmissionError(_refusal(where, error)) from error
    except (urllib.error.URLError, HTTPException, TimeoutError, OSError, ValueError) as error:
        why = getattr(error, "reason", error)
        raise SubmissionError(
            f"{where} cannot be reached: {why}. Nothing was handed in; your zip is kept, try again later."
        ) from error


def _refusal(where: str, error: urllib.error.HTTPError) -> str:
    if error.code in _ELSEWHERE:  # to a page that says "sign in", as a rule
        there = one_line(error.headers.get("Location", "?"))
        return f"{where} leads elsewhere, to {there}. Nothing was handed in; your zip is kept. Ask for the address."
    said = error.read(SHOWN).decode("utf-8", "replace").strip()
    return f"{where} refused the upload: {error.code} {error.reason}. {said}".rstrip() + " Nothing was handed in."
