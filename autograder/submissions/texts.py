"""The bytes of a text file → text, in whatever encoding it was saved.

UTF-8 first; then what a byte-order mark or a coding line says; then cp949, the Windows of Korea; then that of Western Europe.
"""

from __future__ import annotations

import codecs
import re

from autograder.errors import UnreadError
from autograder.model import Reason

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
_DECLARED = frozenset(
    {"cp949", "euc_kr", "johab", "iso8859-1", "cp1252", "shift_jis", "cp932", "gb18030", "gbk", "big5"}
)
"""Encodings a coding line may ask for. Others (unicode_escape, rot13, zlib …) are programs, not alphabets."""

_FOREIGN = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"\x7fELF",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x80\x04",
    b"\x80\x05",
    b"\x1f\x8b",
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 4096
_TENTH, _TWENTIETH = 10, 20


def text(content: bytes) -> str:
    """The text, without a mark, with plain newlines.

    Raises UnreadError for BINARY or an unknown ENCODING.
    """
    decoded = _decoded(content)
    if "\0" in decoded or len(_CONTROL.findall(decoded[:_SAMPLE])) * _TENTH > len(decoded[:_SAMPLE]):
        raise UnreadError(Reason.BINARY)
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    if content.startswith(_FOREIGN):
        raise UnreadError(Reason.BINARY)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], (encoding,))
    return _strict(content, ("utf-8", *_wide(content), *_declared(content), "cp949", *_western(content)))


def _strict(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "utf-8" or "\0" not in decoded or len(encodings) == 1:
            return decoded
    raise UnreadError(Reason.BINARY if b"\0" in content else Reason.ENCODING)


def _wide(content: bytes) -> tuple[str, ...]:
    """UTF-16 that lost its mark: every second byte of mostly ASCII text is NUL."""
    sample = content[:_SAMPLE]
    if len(content) % 2 or b"\0" not in sample:
        return ()
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if 2 * max(odd, even) < len(sample) // 2:
        return ()
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def _western(content: bytes) -> tuple[str, ...]:
    """windows-1252, where only a few letters are beyond ASCII: `# café` in a comment."""
    beyond = sum(byte > 0x7F for byte in content[:_SAMPLE])  # noqa: PLR2004 - ASCII
    return ("cp1252",) if 0 < beyond * _TWENTIETH <= len(content[:_SAMPLE]) else ()


def _declared(content: bytes) -> tuple[str, ...]:
    """The encoding that a coding line asks for (PEP 263), if it is an alphabet."""
    for line in content[:_SAMPLE].splitlines()[:2]:
        if found := _CODING.match(line):
            try:
                name = codecs.lookup(found[1].decode("ascii")).name
            except LookupError:
                return ()
            return (name,) if name in _DECLARED else ()
    return ()
