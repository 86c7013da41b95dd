"""A file name as received → what it is, and how to write it down safely."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from autograder.model import Reason

NAME_BYTES = 255
PATH_BYTES = 4096
PARTS = 64
"""Folders in folders: beyond this a path is an attack or an accident."""

TOOL_FOLDERS = frozenset(
    {".git", ".svn", ".hg", ".venv", "venv", "node_modules", "site-packages", ".tox", ".nox", ".cache"}
    | {".vscode", ".idea"}
)
"""Folders of tools. One line stands for all their files, of which there can be thousands."""

_TOOL_FILES = TOOL_FOLDERS | frozenset(
    {"__macosx", ".ds_store", "icon\r", ".ipynb_checkpoints", "__pycache__", "thumbs.db", "desktop.ini", ".gitignore"}
    | {".gitattributes", ".gitkeep", ".localized", ".fseventsd", ".trashes", ".spotlight-v100"}
    | {".pytest_cache", ".ruff_cache", ".mypy_cache"}
)
_TEMPORARY_FILE = re.compile(r"^(?:\._|~\$|\.~|\.nfs)|(?:~|\.swp|\.tmp)$", re.IGNORECASE)
_UNFINISHED = re.compile(r"\.(?:part|partial|crdownload|opdownload)$", re.IGNORECASE)
_CONTROL = re.compile(
    r"^(?:conftest|sitecustomize|usercustomize|setup|noxfile|nbgrader_config)\.py$"
    r"|^(?:pytest|tox|mypy)\.ini$|^(?:setup\.cfg|pyproject\.toml|\.coveragerc|entry_points\.txt|\.env)$|\.(?:pth|egg-link)$",
    re.IGNORECASE,
)
_HANDED_OUT = ("public", "check.py")
"""What runs the public checks in a handout's notebook."""
_SOURCE = re.compile(r"\.(?:py|ipynb)(?:\.txt|\.json|의[ _]사본)?$", re.IGNORECASE)
_ARCHIVE = re.compile(r"\.(?:zip|tar(?:\.(?:gz|bz2|xz))?|tgz|tbz2?|txz|eml|mbox)$", re.IGNORECASE)
_MAIL = re.compile(r"\.(?:eml|mbox)$", re.IGNORECASE)
_SHORTCUT = re.compile(r"\.(?:url|webloc|lnk|desktop|g(?:doc|colab|link|drive))$", re.IGNORECASE)
_MAY_HOLD_CODE = re.compile(
    r"(?:^[^.]+|\.(?:json|te?xt|md|markdown|[qr]md|ipynb[^.]*|py[^.]*)|\.(?:py|ipynb)\.[^.]+)$", re.IGNORECASE
)
"""What a notebook or a script may be called by mistake, or on purpose."""
_TEXT_ENDING = re.compile(r"(?:(?:\.py)?\.(?:te?xt|py[^.]*)|\.py\.[^.]+)$", re.IGNORECASE)
_OTHER_ARCHIVE = re.compile(r"\.(?:7z|rar|alz|egg|gz|bz2|xz|zst|lzh)$", re.IGNORECASE)
_PACKED = re.compile(r"\.(?:gz|bz2|xz)$", re.IGNORECASE)
_MARKDOWN = re.compile(r"\.(?:md|markdown|[qr]md)$", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:pdf|html?|docx?|hwpx?|odt|rtf|pages|pptx?|txt|md|png|jpe?g|heic|webp)$", re.IGNORECASE)
_PAGE = re.compile(r"\.(?:pdf|html?|docx?|hwpx?|odt|rtf|pages|pptx?)$", re.IGNORECASE)
_COMPILED = re.compile(r"\.(?:py[cod]|so(?:\.\d+)*|dll|dylib|o|a|exe|class|jar|whl)$", re.IGNORECASE)
_COPY = re.compile(r"(?:\s*\(\d{1,3}\)|[\s_-]+(?:copy|사본|복사본)|의[\s_]*복?사본|[\s_-]+v?\d{1,2})+$", re.IGNORECASE)
_DEVICE = re.compile(
    r"(?<![^\W\d_])(?:KakaoTalk|(?:MV)?IMG|VID|PXL|Image|Screen[ _-]?shot|Scan|CamScanner|사진|스크린샷|(?:화면[ _]?)?캡[처쳐])(?:[ _-]*Photo)?"
    r"(?:[ _-]*\d+)+",
    re.IGNORECASE,
)
"""How a phone, a scanner or a messenger calls a file: a day in it is no student number."""
_OF_A_COPY = re.compile(r"의[\s_]*복?사본")
_WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|(?<!\d)\d{1,7}(?!\d)")
# fmt: off
_SAYS_NOTHING = frozenset({
    "hw", "homework", "homeworks", "assignment", "assignments", "week", "wk", "ps", "problem", "set", "lab",
    "dl", "ml", "main", "solution", "solutions", "answer", "answers", "code", "src", "untitled", "notebook",
    "submission", "submissions", "submitted", "submit", "final", "script", "work", "my", "copy", "of", "v",
    "all", "students", "section", "class", "group", "export", "download", "downloads", "과제", "과제물",
    "숙제", "실습", "제출", "제출물", "최종", "사본", "복사본", "주차", "답안", "분반", "반", "학생", "전체",
    "다운로드", "재제출", "추가", "지각", "늦은", "메일", "카톡", "모음", "새", "폴더", "folder", "mail",
    "mails", "emails", "attachment", "attachments", "첨부", "email", "inbox", "late", "resubmission",
    "resubmissions", "resubmit", "kakaotalk", "받은편지함", "보낸편지함", "mailbox", "takeout",
})
# fmt: on
"""Words that name a week or a folder, never a student."""

_SAYS_NOTHING_RUN = re.compile(f"(?:{'|'.join(sorted(word for word in _SAYS_NOTHING if not word.isascii()))})+")
_ACCOUNT = re.compile(r"(.+?_\d+)_(?:\d+|assignsubmission_[a-z]+)_")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def is_source(name: str) -> bool:
    """A .py or .ipynb, also where a browser hung .txt or .json behind it."""
    return bool(_SOURCE.search(name))


def may_hold_code(name: str) -> bool:
    """A name that a notebook or script may have got by mistake.

    Week04.json, hw4.md, hw4.

    Only a look inside tells.
    """
    return bool(_MAY_HOLD_CODE.search(name))


def is_archive(name: str) -> bool:
    """A zip or a tar, the kinds of archive that are opened."""
    return bool(_ARCHIVE.search(name))


def is_foreign_archive(name: str) -> bool:
    """An archive of a kind that is not opened.

    It may hold work, so a person must be told.
    """
    return bool(_OTHER_ARCHIVE.search(name))


def may_be_archive(name: str) -> bool:
    """A name under which an archive may lie that is opened: `hw3.rar` of a zip.

    Only a look inside tells.
    """
    return is_foreign_archive(name) or is_source(name) or (may_hold_code(name) and not is_page(name))


def is_mail(name: str) -> bool:
    """A mail as programs save one; what hangs on it is opened as an archive."""
    return bool(_MAIL.search(name))


def is_mailbox(name: str) -> bool:
    """A file of many mails."""
    return is_mail(name) and name.casefold().endswith("x")


def is_shortcut(name: str) -> bool:
    """A link to a cloud or to another folder, in the place of the file."""
    return bool(_SHORTCUT.search(name))


def is_checkpoint(parts: tuple[str, ...]) -> bool:
    """A notebook as Jupyter keeps it from the last time it was saved."""
    return len(parts) > 1 and parts[-2].casefold() == ".ipynb_checkpoints" and is_source(parts[-1])


def packed(name: str) -> str:
    """The name of the one file packed under this one: `hw4.ipynb` of `hw4.ipynb.gz`.

    "" where it is no single file of code.
    """
    bare = _PACKED.sub("", name)
    return bare if bare != name and (is_source(bare) or is_markdown(bare)) else ""


def is_markdown(name: str) -> bool:
    """Tell the name of a Markdown text: jupytext and Quarto keep notebooks in such."""
    return bool(_MARKDOWN.search(name))


def as_script(name: str) -> str:
    """The name of a script that came as a text: `four_steps.txt` → `four_steps.py`."""
    folder, slash, file = name.rpartition("/")
    return f"{folder}{slash}{_TEXT_ENDING.sub('', file)}.py"


def is_document(name: str) -> bool:
    """A text or picture that somebody may have handed in for code.

    A PDF, a page, a photo.
    """
    return bool(_DOCUMENT.search(name))


def unfinished(name: str) -> bool:
    """A download that a browser has not finished: `hw4.zip.crdownload`."""
    whole = _UNFINISHED.sub("", name)
    return whole != name and (is_source(whole) or is_archive(whole) or is_foreign_archive(whole))


def is_page(name: str) -> bool:
    """A document of a word processor or a browser: no note, and no picture."""
    return bool(_PAGE.search(name))


def ignored(parts: tuple[str, ...]) -> Reason | None:
    """The reason why a file never comes near the sandbox, by its path alone.

    None for whatever may be work.
    """
    tools = [part for part in parts if part.casefold() in _TOOL_FILES]
    if tools or _TEMPORARY_FILE.search(parts[-1]):
        return None if len(tools) == 1 and is_checkpoint(parts) else Reason.DEBRIS
    if _UNFINISHED.search(parts[-1]) and not unfinished(parts[-1]):
        return Reason.DEBRIS
    if _CONTROL.search(parts[-1]):
        return Reason.CONTROL_FILE
    if parts[-2:] == _HANDED_OUT:
        return Reason.TEST_FILE
    if _COMPILED.search(parts[-1]):
        return Reason.COMPILED
    return None


def unsafe(parts: tuple[str, ...]) -> Reason | None:
    """The reason why a name is refused.

    Nothing is written to disk here, but names travel on, to reports and terminals.
    """
    sizes = [len(part.encode("utf-8", "replace")) for part in parts]
    if any(_is_unsafe(char) for part in parts if part.casefold() not in _TOOL_FILES for char in part):
        return Reason.UNSAFE_NAME
    if len(parts) > PARTS or any(size > NAME_BYTES for size in sizes) or sum(sizes) > PATH_BYTES:
        return Reason.LONG_NAME
    return None


def _is_unsafe(char: str) -> bool:
    return char in _BIDI or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")


def canonical(name: str) -> str:
    """A name in NFC, as everything but macOS writes it."""
    return unicodedata.normalize("NFC", name)


def decoded(raw: bytes) -> str:
    """A name that came without a word on its encoding.

    UTF-8 if it is that, else the Windows of Korea, else escaped.
    """
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("ascii", "backslashreplace")


def printable(path: str, *, longest: int = 512) -> str:
    """A path fit for a terminal, a table and a page.

    What is unsafe is escaped, what is endless is cut in the middle.
    """
    shown = "".join(char if char.isprintable() else _escaped(char) for char in path)
    half = longest // 2
    return shown if len(shown) <= longest else f"{shown[:half]}…{shown[-half:]}"


def _escaped(char: str) -> str:
    return char.encode("ascii", "backslashreplace").decode() if ord(char) > 0x7F else f"\\x{ord(char):02x}"  # noqa: PLR2004 - ASCII


def stem(name: str) -> str:
    """A source's name without its ending: `hw4.ipynb.txt` → `hw4`."""
    return _SOURCE.sub("", _ARCHIVE.sub("", name))


def is_stamp(name: str) -> bool:
    """A name that begins as a phone or a messenger gives it, with a day and a time."""
    return bool(_DEVICE.match(name))


def said(name: str) -> str:
    """The part of a name that may be a person's.

    Without its ending, the stamp of a phone, and `의 사본`.
    """
    return _OF_A_COPY.sub("", _DEVICE.sub("", stem(name))).strip()


def without_copy(text: str) -> str:
    """A stem without what systems hang behind a second copy: ` (1)`, `-2`, ` - 복사본`."""
    return _COPY.sub("", text)


def copy_number(path: str) -> int:
    """The number that a system hung behind a second copy.

    1 for `hw4 (1).zip`, 0 for `hw4.zip`.
    """
    base = stem(path.rpartition("/")[2])
    numbers = re.findall(r"\d+", base[len(without_copy(base)) :])
    return int(numbers[-1]) if numbers else 0


def home(name: str, modules: frozenset[str]) -> str:
    """A path with its file called after the module it names.

    `20231234_tensors (1).py` → `tensors (1).py`.

    Students put their number before a name, and then `from tensors import …` in their other files would not find it.
    """
    folder, slash, file = name.rpartition("/")
    base, bare = stem(file), without_copy(stem(file))
    fits = [one for one in modules if re.search(rf"(?<![^\W\d_]){re.escape(one)}(?![^\W\d_])", bare, re.IGNORECASE)]
    longest = max(fits, key=len, default="")
    if not longest or not all(one in longest for one in fits):
        return name
    return f"{folder}{slash}{longest}{base[len(bare) :]}{file[len(base) :]}"


def account(path: str) -> str:
    """The part of a path that is an LMS's account in a flat export, or "".

    `canvas.zip/kim_501` of `canvas.zip/kim_501_5010_hw.py`, and of all else that came from there.
    """
    parts = path.split("/")
    for depth, part in enumerate(parts):
        if found := _ACCOUNT.match(part):
            return "/".join((*parts[:depth], found[1]))
    return ""


def within(parts: tuple[str, ...], depth: int, name: str) -> str:
    """A file's own name.

    What was wrapped at `depth` if that is the file, else its path below.

    The archives on the way are left out, so that work has the same digest zipped and unzipped.
    """
    if depth == len(parts) - 1:
        return name
    folders = (
        part for part in parts[depth + 1 : -1] if not (is_archive(part) or is_foreign_archive(part) or is_source(part))
    )
    return "/".join((*folders, parts[-1]))


def topic(name: str) -> str:
    """The part of a file's name that says more than "homework".

    "" for hw4.ipynb, "4 loops 2" for hw4_loops2.ipynb.
    """
    words = [word.casefold() for word in _WORD_OR_NUMBER.findall(without_copy(said(name)))]
    if all(_says_nothing(word) or word.isdigit() for word in words):
        return ""
    return " ".join(word for word in words if not _says_nothing(word))


def _says_nothing(word: str) -> bool:
    return word in _SAYS_NOTHING or bool(_SAYS_NOTHING_RUN.fullmatch(word))


def told_apart(names: Iterable[str]) -> Iterator[str]:
    """The names, with a number behind each that was there before: no two are the same."""
    taken: set[str] = set()
    count: Counter[str] = Counter()
    for name in names:
        distinct = name
        while distinct in taken:
            count[name] += 1
            distinct = f"{name}#{count[name] + 1}"
        taken.add(distinct)
        yield distinct
