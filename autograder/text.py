"""Strangers' text → text that no terminal or spreadsheet obeys.

Korean and English parted.
"""

from __future__ import annotations

import hashlib
import locale
import os
import re
import unicodedata
from typing import TYPE_CHECKING

from autograder.model import GAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BEHIND_A_MARK = re.compile(r"([;,\t]\s*[\"']?)([=@＝＠]|[+\-＋－](?![\d.]+(?:[^\d.|(!][^|(!]*)?$|[\s-]|$))")
"""The start of a formula behind a mark that another country's spreadsheet parts cells at."""
_HARMLESS = re.compile(r"[+-]?\d+(\.\d+)?|-")
_FILE_NAME = re.compile(r"[\w.+@-]{1,80}")
_NAME_BYTES = 255  # a disk counts bytes, of which a letter may have four
_WITH_DIGEST = re.compile(r".*-[0-9a-f]{12}")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_GAP = re.compile(rf"^[ \t]+raise[ \t]+{GAP}\b", re.MULTILINE)
SYLLABLES = "\uac00-\ud7a3"
"""Whole Hangul syllables, for a character class: names and words are made of nothing else."""
_HANGUL = re.compile(f"[\u1100-\u11ff\u3130-\u318f{SYLLABLES}]")
_ENGLISH = re.compile(r"[A-Za-z]{2,}[ ,]+(?:[\w'’]+[ ,]+)?[A-Za-z]{2,}")
_ALIGNED = re.compile(r":[ ]{2,}")  # columns that fit the labels of both languages fit neither alone
_BETWEEN = re.compile(r" [·/] ")
_TERMINAL = ("LC_ALL", "LC_MESSAGES", "LANG")
NEAR = 0.6  # of 1: a name misspelt in every third letter
_FOLDERS = re.compile(r"(?<![\w./:\\])(?:/[\w.@+~-]+){2,}/(?=[\w.@+~-])|\b[A-Za-z]:(?:\\[\w.@+~ -]+)+\\(?=\w)")
"""The folders of an absolute path, of a machine that its reader has never seen; no address."""
_ADDRESS = re.compile(r"//[^\s'\"]+")
_ASSIGNED = re.compile(r"(?i)\b(pass(?:word|wd)?|pwd)(\s*[=:]\s*)('[^']*'|\"[^\"]*\"|[^\s&;,]+)")
_BARE = re.compile(r"(?<![\w/:@.])([\w.+-]{1,64}):(?!\*\*\*@)[^\s:/@'\"]+@(?=[\w\[])")
_LEAST_PART = 3  # shorter ones are in every word
_PORT = re.compile(r"\d{1,5}(?=[/?]|$)")
_JOINERS = "\u200c\u200d"  # emoji and several scripts need them, and they move nothing


def gap_lines(source: str) -> list[int]:
    """List the lines on which a stub's gaps are still there, counted from 1."""
    return [source.count("\n", 0, gap.start()) + 1 for gap in _GAP.finditer(source)]


def visible(text: str, *, keep: str = "\n\t") -> str:
    r"""Write control and format characters out (`\x1b`, `\u202e`).

    They are then read and not obeyed.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(mark if mark in keep or not _is_unseen(mark) else _written(mark) for mark in text)


def one_line(text: str, most: int = 200) -> str:
    """As `visible`, on one line and no longer than `most`."""
    line = visible(" ".join(text.split()) if text.isprintable() else visible(text, keep="").strip(), keep="")
    return line if len(line) <= most else f"{line[: most - 1]}…"


def without_passwords(text: str, typed: Iterable[str] = ()) -> str:
    """The same text with `***` for the password of every address in it.

    A malformed address's too. Of addresses that were `typed`, no part of a password stands in the text: a library may
    have cut them elsewhere.
    """
    for word in typed:
        for part in sorted(_parts_of_passwords(word), key=len, reverse=True):
            text = text.replace(part, "***")
    return _BARE.sub(r"\1:***@", _ASSIGNED.sub(r"\1\2***", _ADDRESS.sub(_hidden, text)))


def cell(text: str) -> str:
    """A text cell of a CSV that no spreadsheet takes for a formula.

    Plain numbers stay, and a lone dash. One that parts cells at another mark than ours finds no formula behind it either.
    """
    shown = _BEHIND_A_MARK.sub(r"\1'\2", visible(text, keep="\n\t\r"))
    if shown.startswith(_FORMULA) and not _HARMLESS.fullmatch(shown):
        return f"'{shown}"
    return shown


def file_name(student: str, suffix: str) -> str:
    """A file name for a student's id.

    The id itself where it is fit, else the rest and a digest.
    """
    name = unicodedata.normalize("NFC", student)
    if (
        _FILE_NAME.fullmatch(name)
        and not name.startswith((".", "-"))
        and not _DEVICE.fullmatch(name)
        and not _WITH_DIGEST.fullmatch(name)  # it could be somebody else's
        and name[-1] != "."
        and len(f"{name}{suffix}".encode()) <= _NAME_BYTES
    ):
        return f"{name}{suffix}"
    fit = re.sub(r"[^\w+@-]+", "_", name).strip("_.-")[:40]
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{fit or 'student'}-{digest}{suffix}"


def without_folders(text: str) -> str:
    """Absolute paths cut to their last name: `…/__init__.py`.

    Where a grader keeps its files is nobody's business.
    """
    return _FOLDERS.sub("…/", text)


def has_hangul(text: str) -> bool:
    """Tell Korean by a single syllable or letter of Hangul."""
    return _HANGUL.search(text) is not None


def by_language(text: str) -> dict[str, str]:
    """Paragraphs with Hangul are Korean, the others English.

    "" for a language that has none.
    """
    paragraphs = [part.strip("\n") for part in re.split(r"\n\s*\n", text) if part.strip()]
    korean = [part for part in paragraphs if has_hangul(part)]
    english = [part for part in paragraphs if not has_hangul(part)]
    return {"ko": "\n\n".join(korean), "en": "\n\n".join(english)}


def in_language(text: str, language: str) -> tuple[str, ...]:
    """The lines of one language of a text that says everything twice.

    All where it has none.

    Public checks need nothing of this kit, so their messages carry both languages: a line in each, or both halves of a
    line with ` · ` or ` / ` between them. What is in neither, numbers say, belongs to both.
    """
    lines = [_ALIGNED.sub(": ", line.rstrip()) for line in text.strip("\n").split("\n") if line.strip()]
    return tuple(_lines_in(lines, language)) or tuple(lines)


def terminal_language() -> str:
    """`ko` or `en`, as the terminal is set to; "" where it says neither."""
    told = next((os.environ[name] for name in _TERMINAL if os.environ.get(name)), "")
    known = (told or locale.getlocale()[0] or "").lower()
    return next((language for language in ("ko", "en") if known.startswith(language)), "")


def similarity(first: str, second: str) -> float:
    """The similarity of two texts, from 0 to 1.

    Letters that no insertion or deletion touches.
    """
    from rapidfuzz.distance import Indel  # costs the command line's start more than it is worth there  # noqa: PLC0415 # only for the few that nobody recognised

    return Indel.normalized_similarity(first, second)


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names most like one that is misspelt, the nearest first."""
    alike = sorted(((similarity(name, one), one) for one in dict.fromkeys(known)), key=lambda pair: -pair[0])
    return [one for score, one in alike[:most] if score >= NEAR]


def near_it(name: str, known: Iterable[str], most: int = 3) -> str:
    """A sentence that names what is most like a misspelt name, behind a space.

    "" where nothing is.
    """
    found = nearest(name, known, most)
    return f" Near it: {', '.join(found)}." if found else ""


def _lines_in(lines: Sequence[str], language: str) -> Iterator[str]:
    for line in lines:
        halves = _halves(line)
        if halves:
            yield halves[language]
        elif _language_of(line) in (language, ""):
            yield line


def _halves(line: str) -> dict[str, str]:
    """Both halves of a line by language; a value at its end belongs to both.

    Empty for any other.
    """
    parted = _BETWEEN.search(line)
    left, right = (line[: parted.start()], line[parted.end() :]) if parted else (line, "")
    if not parted or not has_hangul(left) or not re.search("[A-Za-z]", right) or has_hangul(right):
        return {}
    said, colon, value = right.partition(":")
    korean = f"{left}:{value}" if colon and ":" not in left else left
    indent = line[: len(line) - len(line.lstrip())]
    return {"ko": korean, "en": f"{indent}{said}{colon}{value}"}


def _language_of(line: str) -> str:
    if has_hangul(line):
        return "ko"
    return "en" if _ENGLISH.search(line) else ""


def _parts_of_passwords(word: str) -> Iterator[str]:
    """Every piece between user and host that a reader of the address may see.

    However it is split at an @.
    """
    before, at, _ = word.rpartition("@")
    _, colon, password = before.rpartition("//")[2].partition(":")
    if at and colon:
        yield from (part for part in (password, *password.split("@")) if len(part) >= _LEAST_PART)


def _hidden(address: re.Match[str]) -> str:
    """The address with the user of its `user:password@` alone.

    `user:` and whatever is no port counts as one.
    """
    before, at, after = address[0].rpartition("@")
    if at:
        user, colon, _ = before.partition(":")
        return f"{user}:***@{after}" if colon else address[0]
    host, colon, rest = after.partition(":")
    return f"{host}:***" if colon and not _PORT.match(rest) else address[0]


def _is_unseen(mark: str) -> bool:
    return mark not in _JOINERS and unicodedata.category(mark) in _UNSEEN


def _written(mark: str) -> str:
    number = ord(mark)
    if number < 0x100:  # noqa: PLR2004 - Latin-1, as Python writes it
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"  # noqa: PLR2004 - the same
