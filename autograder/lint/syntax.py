"""A cell that Python cannot read → what was meant where it stopped.

Prompts and line numbers copied along, words of other languages or of the Korean keyboard, a quote that was never closed.
"""

from __future__ import annotations

import builtins
import io
import keyword
import re
import tokenize
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from autograder.model import Difference, Kind, LintFinding
from autograder.parsing import parsed
from autograder.text import nearest

LONGEST_CELL, LONGEST_LINE = 100_000, 300
"""Characters of what is looked into: nobody writes more by hand."""

_BROKEN = re.compile(r"^(?:SyntaxError|IndentationError|TabError)\b")
_COPIED = re.compile(r"\s*(?P<mark>>>>|\.\.\.(?=\s*[^\s.])|(?:In|Out)\s?\[\d*\]:|```\w*)")
_NUMBERED = re.compile(r"\s*(?P<mark>\d+)[:.|]?[ \t]+(?P<rest>\S.*)|\s*(?P<tight>\d+)[:|](?P<after>[^\W\d].*)")
_COUNTED = re.compile(r"\s*(?P<mark>(?P<number>\d{1,5})[:.|]?)(?:[ \t]|$)")
_TEXTS_AND_COMMENTS = re.compile(r"'[^']*(?:'|$)|\"[^\"]*(?:\"|$)|#.*")
_ELSEWHERE = (
    (re.compile(r"(?P<said>%\*%)"), "@"),
    (re.compile(r"\b(?P<name>\w+)(?P<said>\+\+|--)\s*;?\s*$"), "{name} += 1"),
    (re.compile(r"\b(?P<said>else if)\b"), "elif"),
    (re.compile(r"(?P<said>&&)"), "and"),
    (re.compile(r"(?P<said>\|\|)"), "or"),
    (re.compile(r"\b(?P<said>function)\s*\("), "def"),
    (re.compile(r"^\s*(?P<said>//|/\*)"), "#"),
    (re.compile(r"(?P<said>!)(?=[\w(])"), "not"),
    (re.compile(r"^\s*(?P<said>print\s+(?P<name>[^\s(=].*?))\s*$"), "print({name})"),
    (re.compile(r"^\s*(?:for|while|if|def|else|elif|with)\b.*(?P<said>\{)\s*$"), ":"),
)
"""Words of R, C, Java or an older Python on a line that cannot be read, and Python's own."""
OTHER_NAMES = {"true": "True", "TRUE": "True", "false": "False", "FALSE": "False"} | dict.fromkeys(
    ("null", "NULL", "nil", "none", "undefined"), "None"
)
"""Names that other languages have for Python's."""

_SIGNS = {
    **dict.fromkeys("×∗·•⋅", "*"),
    **dict.fromkeys("–—−‒", "-"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("、，", ","),
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("【〔", "["),
    **dict.fromkeys("】〕", "]"),
    "。": ".",
    "∶": ":",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    **dict.fromkeys("₩￦", "\\"),
    "²": "**2",
    "³": "**3",
}
"""Signs as typesetters, Chinese keyboards and formulas have them, and Python's own."""
_LETTERS = str.maketrans(
    "аеорсухіјѕһԁԛԝАВЕКМНОРСТХЅІЈοναρτυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijshdqwABEKMHOPCTXSIJovaptukABEZHIKMNOPTYX"
)
"""Cyrillic and Greek letters, and the Latin ones that they look like."""

_INITIALS = tuple("rRseEfaqQtTdwWczxvg")
_VOWELS = (*"koiOjpuPh", "hk", "ho", "hl", *"yn", "nj", "np", "nl", *"bm", "ml", "l")
_FINALS = (*"rR", "rt", "s", "sw", "sg", *"ef", "fr", "fa", "fq", "ft", "fx", "fv", "fg", *"aq", "qt", *"tTdwczxvg")
_KEYS = {
    chr(first + at): key
    for first, keys in ((0x1100, _INITIALS), (0x1161, _VOWELS), (0x11A8, _FINALS))
    for at, key in enumerate(keys)
}
"""The letters of Hangul → the keys of the Korean keyboard."""
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+")
_HANGUL_WORD = re.compile(r"\w*[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]\w*")


def meant(cell: str, difference: Difference) -> LintFinding | None:
    """Find what a cell shows of the error that Python met in it, the surest first."""
    told = ": ".join(part for part in (difference.got, difference.note) if part)
    lines = cell.split("\n")
    if difference.kind is not Kind.RAISED or not (_BROKEN.match(told) or "name 'In'" in told or "name 'Out'" in told):
        return None
    line = lines[difference.line - 1] if 0 < difference.line <= len(lines) else ""
    if len(cell) > LONGEST_CELL or len(line) > LONGEST_LINE:
        return None
    return next(_meant(cell, line, told, difference.line), None)


def _meant(cell: str, line: str, told: str, at: int) -> Iterator[LintFinding]:
    yield from (LintFinding("copied_along", mark, line=at) for mark in _copied(line))
    if mark := _counted(cell.split("\n"), at):
        yield LintFinding("copied_along", mark, line=at)
    if not _BROKEN.match(told):
        return
    if " character " in told:
        yield from strange_characters(line, at)
    yield from _open_quotes(cell)
    bare = _TEXTS_AND_COMMENTS.sub("''", line)
    yield from _of_another_language(bare, at)
    if told.startswith("SyntaxError: invalid syntax"):
        yield from _misspelt_keyword(bare, at)
        yield from _without_def(bare, at)
    yield from _typed_in_korean(bare, at, set(re.findall(r"\w+", cell)))
    if told.startswith("SyntaxError: invalid syntax"):
        yield from _without_operator(bare, at)


def strange_characters(line: str, at: int) -> Iterator[LintFinding]:
    """Characters that no eye sees, by their column, or that look like Python's own."""
    bare = _TEXTS_AND_COMMENTS.sub(lambda found: " " * len(found.group()), line)
    for column, char in enumerate(bare, 1):
        if char.isascii():
            continue
        if is_unseen(char):
            yield LintFinding("unseen_character", f"U+{ord(char):04X}", str(column), line=at)
        elif (plain := _plain(char)) != char:
            said = unicodedata.name(char, "").casefold()
            yield LintFinding("look_alike", f"{char} (U+{ord(char):04X}, {said})", plain, line=at)


def is_unseen(char: str) -> bool:
    """True for a blank or a mark of no width, other than a plain space."""
    return char not in " \t\n" and unicodedata.category(char) in {"Zs", "Zl", "Zp", "Cf", "Cc"}


def _plain(char: str) -> str:
    """The character of Python's that looks like this one, or else the same."""
    return _SIGNS.get(char) or unicodedata.normalize("NFKC", char) or char


def _copied(line: str) -> Iterator[str]:
    """A shell's prompt, a notebook's, a web page's fence, or a number before a line."""
    if found := _COPIED.match(line):
        yield found["mark"]
    if found := _NUMBERED.match(line):
        rest = (found["rest"] or found["after"]).strip()
        if re.search(r"[^\W\d_]", rest) and parsed(f"{rest} pass" if rest.endswith(":") else rest):
            yield found["mark"] or found["tight"]


def _counted(lines: Sequence[str], at: int) -> str:
    """Return the number before a line whose neighbour has the next or the last one."""
    numbers = {row: found for row in (at - 1, at, at + 1) if (found := _number_before(lines, row))}
    own = numbers.get(at)
    if own is None or not any(re.search(r"[^\W\d_]", found.string[found.end() :]) for found in numbers.values()):
        return ""  # rows of a matrix
    beside = [int(numbers[row]["number"]) - (row - at) for row in numbers if row != at]
    return own["mark"] if int(own["number"]) in beside else ""


def _number_before(lines: Sequence[str], row: int) -> re.Match[str] | None:
    return _COUNTED.match(lines[row - 1]) if 0 < row <= len(lines) else None


def _open_quotes(cell: str) -> Iterator[LintFinding]:
    """The quotes that swallow a definition, or that nothing closes."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(cell).readline):
            if token.type == tokenize.STRING and re.search(r"^(?:def|class)\s+\w+", token.string, re.MULTILINE):
                yield LintFinding("open_quotes", token.string.lstrip("rRbBfFuU")[:3], line=token.start[0])
                return
    except tokenize.TokenError as error:
        message, (row, _) = error.args
        if "multi-line string" in message or "triple-quoted" in message:
            yield LintFinding("open_quotes", '"""', line=row)
    except SyntaxError:
        return


def _of_another_language(bare: str, at: int) -> Iterator[LintFinding]:
    for pattern, right in _ELSEWHERE:
        if found := pattern.search(bare):
            words = found.groupdict()
            own = right.format(name=words.get("name", "")).replace("+=", "-=" if words["said"] == "--" else "+=")
            yield LintFinding("other_language", words["said"], own, line=at)


def _misspelt_keyword(bare: str, at: int) -> Iterator[LintFinding]:
    """`retrun loss`: a first word that is nearly one of Python's."""
    first = re.match(r"\s*(?P<word>[A-Za-z]+)\s+\S", bare)
    if first and not keyword.iskeyword(first["word"]) and not hasattr(builtins, first["word"]):
        near = [one for one in nearest(first["word"], list(keyword.kwlist)) if one.islower()]
        yield from (LintFinding("misspelt_keyword", first["word"], one, line=at) for one in near[:1])


def _without_def(bare: str, at: int) -> Iterator[LintFinding]:
    """`mse(y, yhat):` in the first column."""
    found = re.match(r"(?P<name>[A-Za-z_]\w*)\s*\([^()]*\)\s*:\s*$", bare)
    if found and not keyword.iskeyword(found["name"]):
        yield LintFinding("def_missing", found["name"], f"def {bare.strip()}", line=at)


def _typed_in_korean(bare: str, at: int, words: Collection[str]) -> Iterator[LintFinding]:
    for word in _HANGUL_WORD.findall(bare):
        yield from (LintFinding("korean_keyboard", word, own, line=at) for own in as_typed(word, words))


def as_typed(word: str, words: Collection[str]) -> tuple[str, ...]:
    """A word that the Korean keyboard wrote, as it was meant: `ㄱㄷ셔구` is return.

    One of `words`, or Python's own. Without shift X and x write the same letter.
    """
    if not _HANGUL_WORD.fullmatch(word):
        return ()
    typed = "".join(_KEYS.get(char, char) for char in unicodedata.normalize("NFKD", word))
    known = [*words, *keyword.kwlist, *dir(builtins)]
    alike = [one for one in known if one != word and one.casefold() == typed.casefold()]
    return (typed,) if typed in known else tuple(alike[:1])


def without_hangul(name: str, words: Collection[str]) -> str:
    """Return the word that a Korean letter was left on: `Noneㅇ` is None."""
    bare = _HANGUL.sub("", name)
    return bare if bare != name and bare in {*words, *keyword.kwlist, *dir(builtins)} else ""


def as_seen(name: str) -> str:
    """A name in the Latin letters that the eye takes it for."""
    return name.translate(_LETTERS)


def _without_operator(bare: str, at: int) -> Iterator[LintFinding]:
    """`lr What.grad`: two values side by side."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(bare.strip()).readline))
    except (tokenize.TokenError, SyntaxError):
        return
    for one, two in pairwise(tokens):
        ends = one.type == tokenize.NUMBER or one.string in {")", "]"} or _is_name(one)
        if ends and _is_name(two) and one.end != two.start:
            yield LintFinding("operator_missing", one.string, two.string, line=at)
            return


def _is_name(token: tokenize.TokenInfo) -> bool:
    return token.type == tokenize.NAME and not keyword.iskeyword(token.string)
