"""Files of a form → an upload and its receipt, or a question before work is lost.

Nothing in the files is opened here: names and sizes are all that is looked at.
"""

from __future__ import annotations

import base64
import binascii
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec
from starlette.responses import JSONResponse

from autograder.decoding import msgpack_decoder
from autograder.errors import RecordError
from autograder.files import sha256
from autograder.model import Upload, UploadedFile
from autograder.portal.current_work import replacing
from autograder.portal.receiving import megabytes, too_large
from autograder.portal.rendering import html, see
from autograder.portal.student import opened, shown_now
from autograder.report.messages.catalog import say
from autograder.submissions.receipt import to_json, upload_receipt
from autograder.submissions.signing import course_key, key_path, sign
from autograder.text import one_line
from autograder.workflows.handing_in import held, lacking, nothing_gradable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from starlette.responses import Response

    from autograder.portal.access import Visit

_LONGEST_NAME = 240
"""Bytes: a disk keeps fifteen more."""
_CARRIED = 0.5
"""Share of the limit up to which a page that asks carries the files itself: in letters they are a third larger."""


def hand_in(visit: Visit) -> Response:
    """Keep files and their job, then give the receipt.

    A page that asks first comes back with the same files in it. Scripts are told, and not asked.
    """
    assignment = opened(visit)
    files = dict(_fit(visit, visit.given or _carried(visit)))
    attempts = visit.course.uploads.attempts(assignment.week, visit.me.id)
    _not_too_much_today(visit, attempts, files)
    before = held(visit.course.store, attempts, assignment.week, visit.me.id)
    lost, useless = lacking(before, files), nothing_gradable(files)
    by_script = visit.wants_json or "authorization" in visit.request.headers
    if (lost or useless) and not by_script and visit.form.get("anyway") != "1":
        sizes = {name: len(content) for name, content in files.items()}
        carries = sum(sizes.values()) <= visit.course.settings.upload.megabytes * _CARRIED * 1024 * 1024
        return html(
            visit,
            "portal/asked.html.j2",
            status=409,
            week=assignment.week,
            before=replacing(visit, assignment, attempts, shown_now(visit, assignment)),
            lost=lost,
            useless=useless,
            files=[(name, megabytes(size)) for name, size in sizes.items()],
            carried=base64.b64encode(msgspec.msgpack.encode(list(files.items()))).decode() if carries else "",
        )
    now = visit.now
    receipt = upload_receipt(visit.me.id, assignment.week, files, now)
    kept = tuple(UploadedFile(name, digest, len(files[name])) for name, digest in receipt.files.items())
    settings = visit.course.settings
    signed = to_json(sign(receipt, course_key(key_path(settings.store, settings.folder))))
    upload = visit.course.uploads.hand_in(Upload(0, assignment.week, visit.me.id, now, signed, kept), files)
    if visit.wants_json:
        told = {"upload": upload.id, "receipt": msgspec.json.decode(signed)}
        warned = _warnings(visit, lost, useless=useless)
        return JSONResponse({**told, "warnings": warned} if warned else told, 201)
    return see(f"/weeks/{assignment.week}/attempts/{upload.id}")


def _warnings(visit: Visit, lost: Sequence[str], *, useless: bool) -> list[str]:
    """The questions of the page, for a script."""
    told = [say("portal.nothing_gradable", visit.language)] if useless else []
    return [*told, f"{say('portal.lacks', visit.language)} {', '.join(map(one_line, lost))}"] if lost else told


def _carried(visit: Visit) -> Sequence[tuple[str, bytes]]:
    """The files that a page which asked first carried."""
    try:
        packed = base64.b64decode(visit.form.get("carried", ""), validate=True)
        return msgpack_decoder(list[tuple[str, bytes]]).decode(packed) if packed else ()
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        return ()


def _fit(visit: Visit, given: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files, if they may be handed in.

    Refused in the student's face otherwise, with file, size and limit.
    """
    limits = visit.course.settings.upload
    if not given:
        raise RecordError(say("portal.no_file", visit.language))
    if len(given) > limits.files:
        raise RecordError(say("portal.too_many", visit.language, count=len(given), most=limits.files))
    if sum(len(content) for _, content in given) > limits.megabytes * 1024 * 1024:
        raise RecordError(too_large({name: len(content) for name, content in given}, limits, visit.language))
    if twice := _twice([PurePosixPath(name.replace("\\", "/")).name for name, _ in given]):
        raise RecordError(say("portal.twice", visit.language, name=one_line(twice)))
    for sent, content in given:
        name = PurePosixPath(sent.replace("\\", "/")).name
        if not name.strip(". ") or len(name.encode("utf-8", "replace")) > _LONGEST_NAME or not name.isprintable():
            raise RecordError(say("portal.bad_name", visit.language, name=one_line(sent)))
        if not content:
            raise RecordError(say("portal.empty", visit.language, name=one_line(name)))
        yield name, content


def _not_too_much_today(visit: Visit, attempts: Iterable[Upload], files: Mapping[str, bytes]) -> None:
    """Refuse what would fill the disk for everybody."""
    since, most = visit.now - timedelta(days=1), visit.course.settings.upload.megabytes_a_day
    recent = (each for each in attempts if each.at > since)
    kept = {file.digest: file.size for each in recent for file in each.files}
    sizes = {name: len(content) for name, content in files.items()}
    kept |= {sha256(content): len(content) for content in files.values()}
    if sum(kept.values()) > most * 1024 * 1024:
        name = max(sizes, key=sizes.__getitem__)
        told = {"name": one_line(name), "size": megabytes(sizes[name]), "most": f"{most:g}"}
        raise RecordError(say("portal.too_much_today", visit.language, today=megabytes(sum(kept.values())), **told))


def _twice(names: Sequence[str]) -> str:
    return next((name for name in names if names.count(name) > 1), "")
