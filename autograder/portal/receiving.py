"""A form on its way in → fields and files, never more than may be handed in."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from math import ceil
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from autograder.report.messages.catalog import number, say
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from autograder.portal.settings import UploadLimits

_FORM_PARTS = 60
_FILES_COUNTED = 1000
"""Files of a form up to which a refusal says how many came."""
_MEGABYTE = 1024 * 1024
_ROOM = 64 * 1024
"""Bytes beside the files: boundaries, names, the fields of a form."""
_COUNTED = 10
"""Times the limit up to which files are counted as they pass by, so that a refusal can name them."""


async def form(request: Request, limits: UploadLimits, language: str) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    """A form's fields and files."""
    room = int(limits.megabytes * _MEGABYTE) + _ROOM
    length = int(request.headers.get("content-length") or 0)
    if length > room:
        sizes = await _sizes(request) if length <= room * _COUNTED else {}
        raise HTTPException(413, too_large(sizes or {"": length}, limits, language))
    came, receive = 0, request.receive

    async def counted() -> dict[str, object]:
        nonlocal came
        part = await receive()
        came += len(part.get("body", b""))
        if came > room:
            raise HTTPException(413, too_large({"": came}, limits, language))
        return dict(part)

    request._receive = counted  # type: ignore[assignment]  # noqa: SLF001 - Starlette has no limit of a whole body
    if request.headers.get("content-type", "").partition(";")[0].strip() == "application/zip":
        return {}, [(_name(request.headers.get("content-disposition", "").encode()), await request.body())]
    fields: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []
    async with _parts(request, limits, language, room=room) as parts:
        for name, value in parts.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    files.append((value.filename, await value.read()))
            else:
                fields[name] = value.replace("\r\n", "\n").replace("\r", "\n")
    return fields, files


@asynccontextmanager
async def _parts(request: Request, limits: UploadLimits, language: str, *, room: int) -> AsyncIterator[FormData]:
    """The parts of a form, for as long as the block lasts.

    HTTPException that says how many files may come, where too many did.
    """
    most = max(_FILES_COUNTED, limits.files)
    try:
        parts = await request.form(max_files=most, max_fields=_FORM_PARTS, max_part_size=room)
    except HTTPException as error:
        if "files" not in error.detail:
            raise
        raise HTTPException(413, say("portal.too_many", language, count=f"{most}+", most=limits.files)) from None
    try:
        yield parts
    finally:
        await parts.close()


def too_large(sizes: Mapping[str, int], limits: UploadLimits, language: str) -> str:
    """Words for files that are too large: the largest by name, sizes, limit."""
    name, largest = max(sizes.items(), key=lambda each: each[1])
    told = {"size": megabytes(sum(sizes.values())), "most": number(limits.megabytes)}
    if not name:
        return say("portal.too_large_whole", language, **told)
    code = "portal.too_large" if len(sizes) == 1 else "portal.too_large_together"
    return say(code, language, name=one_line(name), largest=megabytes(largest), **told)


def megabytes(size: int) -> str:
    """Bytes as megabytes, rounded up: what is over a limit never looks like it."""
    return number(ceil(size / _MEGABYTE * 100) / 100)


def _name(header: bytes) -> str:
    _, told = parse_options_header(header)
    return told.get(b"filename", b"work.zip").decode("utf-8", "replace")


async def _sizes(request: Request) -> dict[str, int]:
    """Sizes of files by name, counted as they pass by; none of it is kept."""
    kind, told = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or b"boundary" not in told:
        name = _name(request.headers.get("content-disposition", "").encode()) if kind == b"application/zip" else ""
        return {name: int(request.headers["content-length"])}
    counting = _Counting()
    parser = MultipartParser(told[b"boundary"], counting.callbacks)
    try:
        async for chunk in request.stream():
            parser.write(chunk)
    except FormParserError:
        return {}
    return dict(counting.sizes)


class _Counting:
    """Sizes of the files of a form."""

    def __init__(self) -> None:
        self.sizes: Counter[str] = Counter()
        self._header, self._value, self._file = b"", b"", ""
        self.callbacks = {
            "on_part_begin": self._begin,
            "on_header_field": self._field,
            "on_header_value": self._told,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
        }

    def _begin(self) -> None:
        self._header, self._value, self._file = b"", b"", ""

    def _field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _told(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, told = parse_options_header(self._value)
            self._file = told.get(b"filename", b"").decode("utf-8", "replace")
        self._header, self._value = b"", b""

    def _data(self, _: bytes, start: int, end: int) -> None:
        if self._file:
            self.sizes[self._file] += end - start
