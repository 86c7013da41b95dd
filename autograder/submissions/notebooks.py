"""The bytes of a notebook → its code cells, and each cell → the Python in it.

Outputs, metadata, tags and ids are never looked at. Read as JSON, formats 3 and 4 alike; msgspec skips what is not asked
for, so 50 MB of pictures cost nothing. IPython's own rules decide what is not Python; rows keep their numbers, so that a
fault names the student's line.
"""

from __future__ import annotations

import json
import re
import tokenize
from typing import TYPE_CHECKING, Any

import msgspec

from autograder.decoding import json_decoder
from autograder.errors import UnreadError
from autograder.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_FENCES = ("```", "~~~", ":::")
_MOST_FENCES, _LONGEST_FENCE = 10_000, 1000
"""The library takes the square of their number, and of the length of what stands behind one."""

_WRITTEN = re.compile(r"^\s*(?:def|class|for|while|with)\b", re.MULTILINE)
_DEFINED = re.compile(r"^(?:def|class)\s+\w+.*:\s*$\n?\s+\S", re.MULTILINE)
_MYST_CELL = re.compile(r"\s*(?:`{3,}|~{3,}|:{3,})\s*\{code-cell\}")
_NO_HEADER = "A text that has no header of its own any more."


class _Cell(msgspec.Struct):
    cell_type: object = ""
    source: object = None
    input: object = None  # format 3


class _Sheet(msgspec.Struct):
    cells: list[msgspec.Raw] = []


class _Notebook(msgspec.Struct):
    cells: list[msgspec.Raw] | None = None
    worksheets: list[_Sheet] | None = None


def cells(content: bytes) -> tuple[str, ...]:
    """The source of each code cell, line ends as newlines.

    Raises UnreadError where there is no notebook to read.
    """
    found = _all_cells(content)
    code = tuple(text for kind, text in found if kind == "code")
    if not any(map(_WRITTEN.search, code)) and any(kind != "code" and _DEFINED.search(text) for kind, text in found):
        raise UnreadError(Reason.TEXT_CELLS)
    if not any(cell.strip() for cell in code):
        raise UnreadError(Reason.NO_CODE)
    return code


def text_cells(content: bytes) -> tuple[str, ...]:
    """The text of each cell that is not code. Raises UnreadError as `cells` does."""
    return tuple(text for kind, text in _all_cells(content) if kind != "code")


def _all_cells(content: bytes) -> tuple[tuple[object, str], ...]:
    """The kind and the text of each cell."""
    try:
        raws = _raw_cells(content)
        return tuple(_kind_and_text(json_decoder(_Cell).decode(raw)) for raw in raws)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        # NaN in an output, a lone surrogate, an odd cell: json is more patient, and knows where it stopped.
        return tuple(_kind_and_text(cell) for cell in _patient_cells(content))


def cells_of_markdown(text: str) -> tuple[str, ...]:
    """The code cells of a notebook kept as Markdown by jupytext, MyST or Quarto.

    Its header is cut off first: it says how to read it, and is no work. Raises UnreadError as `cells` does.
    """
    import jupytext  # noqa: PLC0415 - 1 s, and only where there is one

    header, body = "", text
    if text.startswith("---"):
        header, _, body = text.removeprefix("---").partition("\n---")
        body = body.partition("\n")[2]
    form = "md:myst" if "format_name: myst" in header else "Rmd" if "```{python" in body else "md"
    lines = body.split("\n")
    fences = [line for line in lines if line.lstrip().startswith(_FENCES)]
    longest = max(map(len, fences), default=0)
    if len(fences) > _MOST_FENCES or longest > _LONGEST_FENCE:
        raise UnreadError(Reason.TOO_LARGE, f"{len(fences)} fences, the longest of {longest} characters")
    try:
        notebook: Any = jupytext.reads("\n".join((_NO_HEADER, "", *_without_settings(lines))), fmt=form)
    except Exception as error:  # what hostile text makes of the library's parser is its own
        raise UnreadError(Reason.NOT_NOTEBOOK, type(error).__name__) from error
    code = tuple(cell.source for cell in notebook.cells if cell.cell_type == "code")
    if not any(cell.strip() for cell in code):
        raise UnreadError(Reason.NO_CODE)
    return code


def _without_settings(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a text without what MyST says of a code cell at its beginning.

    That is YAML, of which a few lines can mean millions of values, and none is work.
    """
    begins = said = False
    for line in lines:
        if begins and line.strip() == "---":
            said, begins = True, False
        elif said:
            said = line.strip() not in {"---", "..."} and not line.lstrip().startswith(_FENCES)
            if line.lstrip().startswith(_FENCES):
                yield line
        elif not (begins and line.startswith(":")):
            begins = bool(_MYST_CELL.match(line))
            yield line


def _raw_cells(content: bytes) -> list[msgspec.Raw]:
    notebook = json_decoder(_Notebook).decode(content)
    if notebook.cells is not None:
        return notebook.cells
    if notebook.worksheets is None:
        raise UnreadError(Reason.NOT_NOTEBOOK)
    return [cell for sheet in notebook.worksheets for cell in sheet.cells]


def _patient_cells(content: bytes) -> list[_Cell]:
    """Every cell that has the shape of one, by the standard library's reader."""
    tree = _tree(content)
    if not isinstance(tree, dict):
        raise UnreadError(Reason.NOT_NOTEBOOK)
    sheets = [tree] if isinstance(tree.get("cells"), list) else tree.get("worksheets")
    if not isinstance(sheets, list):
        raise UnreadError(Reason.NOT_NOTEBOOK)
    listed = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    found = [cell for cells_ in listed if isinstance(cells_, list) for cell in cells_ if isinstance(cell, dict)]
    return [_Cell(cell.get("cell_type"), cell.get("source"), cell.get("input")) for cell in found]


def _tree(content: bytes) -> object:
    text = content.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        cut = not rest or error.msg.startswith("Unterminated string")
        if cut and text.lstrip()[:1] == "{":
            raise UnreadError(Reason.TRUNCATED, f"line {error.lineno}") from error
        raise UnreadError(Reason.NOT_JSON, f"line {error.lineno}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:  # nested beyond reason; an integer of a million digits
        raise UnreadError(Reason.NOT_JSON, type(error).__name__) from error


def _kind_and_text(cell: _Cell) -> tuple[object, str]:
    """The kind of a cell, and its text: one string, or a list of lines."""
    source = cell.source if cell.source is not None else cell.input
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return cell.cell_type, ""
    text = source.encode("utf-8", "replace").decode()  # a lone surrogate is no character
    return cell.cell_type, text.replace("\r\n", "\n").replace("\r", "\n")


SHOWN = 120
"""Characters of a line set aside that are kept to name it."""

_SUSPECT = re.compile(
    r"^[ \t]*(?:%|!|\?|get_ipython\(\)|>>>|In \[\d+\]:)"  # begins as no Python statement does
    r"|=[ \t]*[%!]"  # x = %time …, files = !ls
    r"|\?[ \t]*(?:;[ \t]*)?$",  # name?
    re.MULTILINE,
)
_INDENTED = re.compile(r"(?:[ \t]*\n)*[ \t]+\S")
_PROMPT = re.compile(r"(?:>>>|In \[\d+\]:)")
_PROMPT_INSIDE = re.compile(r"[ \t]+>>>")
_CELL_MAGIC = re.compile(r"%%(?P<name>\w+)(?P<rest>[^\n]*)")
_TIMED = re.compile(r"^(?P<head>\s*(?:\w+\s*=\s*)?)%time\s+(?P<code>\S.*)$")
_LAYOUT = frozenset({tokenize.INDENT, tokenize.DEDENT, tokenize.NL, tokenize.COMMENT})
_RUNS_ITS_BODY = frozenset({"time", "capture"})
_WRITES_ITS_BODY = frozenset({"writefile", "file"})


def plain(cell: str) -> tuple[str, tuple[str, ...]]:
    """The Python of a cell, and the lines set aside.

    Each foreign line is replaced by `pass`, and given as the student wrote it.
    """
    if not _SUSPECT.search(cell) and not _INDENTED.match(cell):
        return cell, ()
    rows = _without_prompts(cell.split("\n"))
    aside = _cell_magic(rows)
    for begin, end in _foreign(rows):
        timed = _TIMED.match(rows[begin]) if begin == end else None
        aside.append("%time" if timed else _shown(rows[begin]))
        rows[begin : end + 1] = [_left(rows[begin], timed), *[""] * (end - begin)]
    return "\n".join(rows), tuple(aside)


def _without_prompts(rows: list[str]) -> list[str]:
    """The rows without a common indent or pasted prompts, as IPython takes them.

    Leading blank rows stay for the count; so does a prompt within a function, since without it the row would leave it.
    """
    from IPython.core.inputtransformer2 import classic_prompt, ipython_prompt, leading_indent  # noqa: PLC0415 - 0.1 s

    first = next((i for i, row in enumerate(rows) if row.strip()), 0)
    body = leading_indent([f"{row}\n" for row in rows[first:]])
    pasted_whole = bool(body) and bool(_PROMPT.match(body[0]))
    if pasted_whole or not any(_PROMPT_INSIDE.match(row) for row in body):
        body = ipython_prompt(classic_prompt(body))
    return [*rows[:first], *(row.removesuffix("\n") for row in body)]


def _cell_magic(rows: list[str]) -> list[str]:
    """Blank out a `%%magic` cell in place.

    Where IPython would run the body as Python here, only its first row goes.
    """
    first = next((i for i, row in enumerate(rows) if row.strip()), 0)
    magic = _CELL_MAGIC.match(rows[first]) if rows else None
    if magic is None or rows[first].rstrip().endswith("?"):
        return []
    name, rest = magic["name"], magic["rest"].strip()
    shown = _shown(rows[first])
    kept = name in _RUNS_ITS_BODY or (name in _WRITES_ITS_BODY and rest.endswith(".py"))
    rows[first:] = ["", *rows[first + 1 :]] if kept else [""] * (len(rows) - first)
    return [shown]


def _foreign(rows: list[str]) -> Iterator[tuple[int, int]]:
    """First and last row of each line that is IPython's, not Python's, top to bottom.

    Tokens are read only up to a foreign line and begin anew after it, so that its quotes and brackets cannot swallow
    the rows below, and so that the cost stays linear in the cell.
    """
    start = 0
    while start < len(rows):
        found = _next_foreign(rows, start)
        if found is None:
            return
        begin, end = found
        if begin <= end:
            yield begin, end
        start = end + 1


def _next_foreign(rows: list[str], start: int) -> tuple[int, int] | None:
    """The next foreign line from row `start` on.

    An empty span (n, n-1) means: broken Python, look again from row n.
    """
    source = (f"{rows[i]}\n" for i in range(start, len(rows)))
    line: list[tokenize.TokenInfo] = []
    begun = looked = False
    try:
        for token in tokenize.generate_tokens(lambda: next(source, "")):
            line.append(token)
            opens = not begun and token.type not in _LAYOUT
            ends = token.type in (tokenize.NEWLINE, tokenize.NL)
            begun = begun or opens
            if (opens or (begun and ends and not looked)) and (found := _span(rows, line, start)):
                return found
            looked = looked or (begun and ends)
            if token.type == tokenize.NEWLINE or (ends and not begun):
                line.clear()
                begun = looked = False
    except IndentationError as error:
        row = start + (error.lineno or 1) - 1
        return (row, row - 1) if row > start else None
    except tokenize.TokenError as error:
        return _span(rows, line, start) or _after(error, len(rows), start)
    except SyntaxError:
        pass
    return _span(rows, line, start) if line else None


def _after(error: tokenize.TokenError, rows: int, start: int) -> tuple[int, int] | None:
    """Look again below a row that cannot be tokenised.

    Python 3.12 and later stop there, 3.11 goes on by itself; nowhere below an end.
    """
    message, (row, _) = error.args
    below = start + row
    return None if "EOF" in message or "triple" in message or not start < below < rows else (below, below - 1)


def _span(rows: list[str], line: list[tokenize.TokenInfo], start: int) -> tuple[int, int] | None:
    """The rows of a logical line if one of IPython's rules claims it."""
    from IPython.core.inputtransformer2 import (  # noqa: PLC0415 - 0.1 s
        EscapedCommand,
        HelpEnd,
        MagicAssign,
        SystemAssign,
    )

    head = next((token.string for token in line if token.type not in _LAYOUT), "")
    if head in ("", ",", ";", "/"):  # autocall, which nobody writes: it would hide what a broken line really says
        return None
    for rule in (HelpEnd, EscapedCommand, MagicAssign, SystemAssign):
        found = rule.find([line])
        if found is not None:
            begin = start + found.start_line
            return begin, max(_last_row(rows, begin), start + getattr(found, "q_line", 0))
    if head == "get_ipython" and line[-1].type == tokenize.NEWLINE:  # an exported notebook
        return start + line[0].start[0] - 1, start + line[-1].start[0] - 1
    return None


def _last_row(rows: list[str], begin: int) -> int:
    """The row on which a line continued by backslashes ends."""
    end = begin
    while end + 1 < len(rows) and rows[end].endswith("\\"):
        end += 1
    return end


def _left(row: str, timed: re.Match[str] | None) -> str:
    """The rest of a foreign row.

    The statement of `%time`, or a `pass` where the row stood.
    """
    if timed:
        return timed["head"] + timed["code"]
    return row[: len(row) - len(row.lstrip())] + "pass"


def _shown(row: str) -> str:
    text = row.strip()
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
