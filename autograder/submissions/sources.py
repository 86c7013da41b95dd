"""The bytes of one .py or .ipynb → Code: its cells as plain Python."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

from autograder.errors import UnreadError
from autograder.model import Limits, Reason, Source
from autograder.parsing import parsed
from autograder.submissions.names import is_markdown, is_source
from autograder.submissions.notebooks import cells, cells_of_markdown, plain, text_cells
from autograder.submissions.texts import text
from autograder.text import gap_lines

PARSED_KB = 256
"""Sources beyond this are not parsed for a syntax error: a tree takes hundreds of times the room of its text."""

_KILO = 1024
_DEFINES = re.compile(r"^(?:(?:async\s+)?def|class)\s+(\w+)", re.MULTILINE)
_MAX_ASIDE = 100
_HEAD = 16 * 1024
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,200}?(?:jupyter|jupytext|kernelspec):")
"""How jupytext begins a notebook that it keeps as Markdown."""
_PYTHON_CELL = re.compile(rb"^```[ \t]*\{?python\b", re.MULTILINE)
"""How Quarto, R Markdown and an exported notebook begin a cell. A plain fence may only quote code: what it holds is guessed."""


@dataclass(frozen=True, slots=True)
class Code:
    """One file of code.

    `defines` are its top-level functions and classes, `gaps` the places where a stub is still a stub.
    """

    source: Source
    defines: frozenset[str]
    gaps: int
    broken: str = ""  # where the first syntax error is
    guessed: bool = False  # by its text alone, under a name that says no such thing
    in_text: frozenset[str] = frozenset()  # functions that stand in cells of text alone, and never run


def code(name: str, content: bytes, *, limits: Limits) -> Code:
    """Read one file. Raises UnreadError with the reason where there is nothing to run."""
    if not content.strip():
        raise UnreadError(Reason.EMPTY)
    notebook = is_notebook(name, content)
    if is_markdown(name) and not notebook:
        typed = cells_of_markdown(_script(content, limits))
    else:
        typed = cells(_utf8(content)) if notebook else (_script(content, limits),)
    _within(sum(len(cell.encode()) for cell in typed), limits)
    pairs = [plain(cell) for cell in typed]
    aside = tuple(line for _, lines in pairs for line in lines)
    source = Source(name, tuple(cell for cell, _ in pairs), aside[:_MAX_ASIDE])
    whole = "\n".join(source.cells)
    defines = frozenset(_DEFINES.findall(whole))
    in_text = frozenset(_DEFINES.findall("\n".join(text_cells(_utf8(content))))) - defines if notebook else frozenset()
    in_cells = notebook or is_markdown(name)
    guessed = not is_source(name) and not _is_notebook_by_content(name, content)
    return Code(source, defines, len(gap_lines(whole)), _broken(source.cells, notebook=in_cells), guessed, in_text)


def is_disguised(name: str, content: bytes) -> bool:
    """Tell a notebook, or a script, by its content where its name says neither.

    So are texts in which jupytext or Quarto keeps a notebook. A script is Python from end to end, with a function in it.
    """
    if _is_notebook_by_content(name, content):
        return True
    if is_markdown(name):
        return not name.casefold().startswith("readme") and bool(_PYTHON_CELL.search(content)) and b"def " in content
    if len(content) > PARSED_KB * _KILO or b"def " not in content:
        return False
    try:
        script = text(content)
    except UnreadError:
        return False
    return bool(_DEFINES.search(script)) and parsed(script) is not None


def _is_notebook_by_content(name: str, content: bytes) -> bool:
    return is_notebook(name, content) or (is_markdown(name) and bool(_HEADER.match(content[:_HEAD])))


def is_notebook(name: str, content: bytes) -> bool:
    """Tell a notebook by its name or, if it was renamed, by how it begins."""
    if ".ipynb" in name.lower():
        return True
    head = content[:_KILO].lstrip()
    return head.startswith(b"{") and (b'"cells"' in head or b'"nbformat"' in head or b'"worksheets"' in head)


def _utf8(content: bytes) -> bytes:
    """A notebook's bytes as UTF-8: PowerShell saves UTF-16, some editors a mark."""
    if content[:1] in (b"{", b"[") or content[:1].isspace():
        return content
    return text(content).encode()


def _script(content: bytes, limits: Limits) -> str:
    _within(len(content) // 4, limits)  # no encoding spends more than four bytes where UTF-8 spends one
    script = text(content)
    if not script.strip():
        raise UnreadError(Reason.EMPTY)
    return script


def _within(size: int, limits: Limits) -> None:
    if size > limits.source_kb * _KILO:
        raise UnreadError(Reason.TOO_LARGE, f"{size // _KILO} KB of code; the limit is {limits.source_kb} KB")


def _broken(typed: tuple[str, ...], *, notebook: bool) -> str:
    """The place of the first syntax error.

    "line 12" of a script, "cell 3, line 2" of a notebook, counted from 1.
    """
    if sum(len(cell) for cell in typed) > PARSED_KB * _KILO:
        return ""
    for number, cell in enumerate(typed, 1):
        line = _broken_line(cell)
        if line:
            return f"cell {number}, line {line}" if notebook else f"line {line}"
    return ""


def _broken_line(cell: str) -> int:
    """The line of the first syntax error, or 0.

    Only parsed: nothing is compiled, let alone run.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(cell)
    except SyntaxError as error:
        return error.lineno or 1
    except (RecursionError, MemoryError, ValueError):  # deeper than the parser goes
        return 1
    return 0
