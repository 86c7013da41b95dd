"""A saved mail, or a mailbox → a zip of what hangs on it, and of its words.

Everything lies in a folder that is called after the sender.
"""

from __future__ import annotations

import email
import io
import re
import warnings
import zipfile
from datetime import datetime
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from typing import IO, TYPE_CHECKING

from autograder.errors import UnreadError
from autograder.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo
    from email.message import Message

MOST_BYTES = 64 << 20
MOST_MAILS = 10_000
LONGEST_HEADER = 8192
"""Of those that are read. The library takes the square of their length."""
_MOST_LOOKS = 20_000_000
"""The library holds each line against the boundary of each mail and each part it lies in."""
_PARTED = re.compile(rb"multipart/|message/", re.IGNORECASE)
_CUT = CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
_READ = "From", "Date", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding"
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_NO_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_WORDS = "mail.txt"
_SEPARATOR = re.compile(rb"\n\r?\n?From [^\n]*\d{4}\r?\n(?=[!-9;-~]+:)")
"""A line of the mailbox's own, with a mail's headers behind it."""
_FROM = re.compile(rb"\nFrom ")
"""At the beginning of a line that is no such line: a program that marks these (`>From`) leaves none."""
_WRITTEN_IN_ALL = "X-Mozilla-Status", "X-GM-THRID", "Content-Length"
"""Headers that a program writes into every mail of its mailbox, or into none."""


def as_zip(stream: IO[bytes], *, zone: tzinfo, several: bool) -> IO[bytes]:
    """The zip, as if somebody had packed it when the mail was sent.

    `several`: a mailbox may hold them. Raises UnreadError for what is no mail, too large a one, or perhaps another mail's words.
    """
    raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UnreadError(Reason.TOO_LARGE, f"more than {MOST_BYTES >> 20} MB")
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(made, "w") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # a sender's second mail has files of the same names
            mails = [*map(_read, _messages(raw))]
            if len(mails) > 1 and not (several and _are_apart(raw, mails)):
                raise UnreadError(Reason.MAILBOX)  # noqa: TRY301 - as any other
            for mail in mails:
                folder, sent = _sender(mail), _sent(mail, zone)
                for name, content in _attached(mail):
                    archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", sent), content)
    except UnreadError:
        raise
    except Exception as error:
        raise UnreadError(Reason.BROKEN_ARCHIVE, type(error).__name__) from error
    made.seek(0)
    return made


def _read(raw: bytes) -> Message:
    """One mail.

    Raises UnreadError for what would take the library minutes.
    """
    if raw.count(b"\n") * (1 + len(_PARTED.findall(raw))) > _MOST_LOOKS:
        raise UnreadError(Reason.BOMB)
    mail = email.message_from_bytes(raw)
    if any(len(str(part.get(name, ""))) > LONGEST_HEADER for part in mail.walk() for name in _READ):
        raise UnreadError(Reason.BOMB)
    return mail


def _messages(raw: bytes) -> list[bytes]:
    """The mails of a mailbox (RFC 4155); of anything else the one mail that it is."""
    if not raw.startswith(b"From "):
        return [raw]
    mails = _SEPARATOR.split(b"\n" + raw, MOST_MAILS + 1)[1:]
    if len(mails) > MOST_MAILS:
        raise UnreadError(Reason.TOO_MANY, f"more than {MOST_MAILS} mails")
    return [re.sub(rb"(?m)^>(?=>*From )", b"", mail) for mail in mails]


def _are_apart(raw: bytes, mails: Sequence[Message]) -> bool:
    """True where no mail can be seen to be the words of the one before it.

    A program that does not mark lines which begin with From lets whoever writes such a line name the sender of what follows.
    """
    marked = len(_FROM.findall(b"\n" + raw)) == len(mails)
    written = {frozenset(name for name in _WRITTEN_IN_ALL if name in mail) for mail in mails}
    return marked and len(written) == 1 and all(map(_is_whole, mails))


def _is_whole(mail: Message) -> bool:
    """True of a mail whose parts all begin and end within it."""
    return not any(isinstance(defect, _CUT) for part in mail.walk() for defect in part.defects)


def _attached(mail: Message) -> Iterator[tuple[str, bytes]]:
    """Files by their names, of forwarded mails too; then the words of the mail."""
    words = False
    for part in mail.walk():
        content = part.get_payload(decode=True)
        name = _plain(part.get_filename() or "")
        if part.is_multipart() or not isinstance(content, bytes):
            continue
        if name:
            yield name, content
        elif part.get_content_type() == "text/plain" and not words:
            words = True
            yield _WORDS, content


def _sender(mail: Message) -> str:
    name, address = parseaddr(_decoded(str(mail.get("From", ""))))
    return _plain(f"{name} {address}") or "mail"


def _sent(mail: Message, zone: tzinfo) -> tuple[int, int, int, int, int, int]:
    """When it was sent, by the clock of archives; 1980 stands for nobody knows when."""
    try:
        at = parsedate_to_datetime(str(mail.get("Date", ""))).astimezone(zone)
    except (ValueError, OverflowError):
        at = datetime(_FIRST_YEAR, 1, 1, tzinfo=zone)
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:  # a zip has no other
        at = datetime(_FIRST_YEAR, 1, 1, tzinfo=zone)
    return at.year, at.month, at.day, at.hour, at.minute, at.second


def _plain(name: str) -> str:
    return _NO_NAME.sub(" ", _decoded(name)).strip()


def _decoded(text: str) -> str:
    """A header's words, which mails write in letters of their own."""
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError):
        return text
