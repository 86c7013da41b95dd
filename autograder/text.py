"""Text that strangers wrote → text that a terminal, a spreadsheet or a file system cannot take for orders."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_HARMLESS = re.compile(r"[+-]?\d+(\.\d+)?|-")
_FILE_NAME = re.compile(r"[\w.+@-]{1,80}")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_JOINERS = "\u200c\u200d"  # emoji and several scripts need them, and they move nothing


def visible(text: str, *, keep: str = "\n\t") -> str:
    r"""Control and format characters written out (`\x1b`, `\u202e`), so that they are read and not obeyed."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(mark if mark in keep or not _is_unseen(mark) else _written(mark) for mark in text)


def one_line(text: str, most: int = 200) -> str:
    """As `visible`, on one line and no longer than `most`."""
    line = visible(" ".join(text.split()) if text.isprintable() else visible(text, keep="").strip(), keep="")
    return line if len(line) <= most else f"{line[: most - 1]}…"


def cell(text: str) -> str:
    """A text cell of a CSV that no spreadsheet takes for a formula. Plain numbers stay, and a lone dash."""
    shown = visible(text, keep="\n\t\r")
    if shown.startswith(_FORMULA) and not _HARMLESS.fullmatch(shown):
        return f"'{shown}"
    return shown


def file_name(student: str, suffix: str) -> str:
    """A file name for a student's id: the id itself where that is a fit name, else what is fit of it and a digest."""
    name = unicodedata.normalize("NFC", student)
    if (
        _FILE_NAME.fullmatch(name)
        and not name.startswith((".", "-"))
        and not _DEVICE.fullmatch(name)
        and name[-1] != "."
    ):
        return f"{name}{suffix}"
    fit = re.sub(r"[^\w+@-]+", "_", name).strip("_.-")[:40]
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{fit or 'student'}-{digest}{suffix}"


def _is_unseen(mark: str) -> bool:
    return mark not in _JOINERS and unicodedata.category(mark) in _UNSEEN


def _written(mark: str) -> str:
    number = ord(mark)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
