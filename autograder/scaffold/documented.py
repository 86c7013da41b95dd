"""An exercise's source → the same with text in both languages and its marks."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from autograder.scaffold.found import Definition, FoundExercise, indented
from autograder.text import by_language

_GAPS = {"ko": "이 문제의 설명을 한국어로 여기에 쓰세요.", "en": "Write here, in English, what this exercise asks."}
_BADGE = re.compile(r"^\s*(\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|<a [^>]*>\s*<img [^>]*>\s*</a>)\s*$", re.MULTILINE)
_SUPER = re.compile(r"^(\s+super\(.*\)\.__init__\(.*\))\s*$", re.MULTILINE)


def given_whole(source: str) -> str:
    """A definition that is handed out as it is: its first line says so."""
    lines = source.split("\n")
    last = max(_header(lines), 1) - 1
    return "\n".join([*lines[:last], f"{lines[last]}  # given", *lines[last + 1 :]])


def documented(one: FoundExercise) -> str:
    """Write the exercise with a docstring in both languages.

    It is made of its own words and those told above it.
    """
    own = ast.get_docstring(one.node)
    lines = one.source.split("\n")
    header = _header(lines)
    body = one.node.body[1:] if own else one.node.body
    text = f'"""{_words(own or one.told, one.told)}\n"""'
    if not body or header == 0 or body[0].lineno == one.node.lineno:  # all on one line, or nothing but a docstring
        bare = ast.unparse(ast.fix_missing_locations(_bodiless(one.node))).rsplit("\n", 1)[0]
        return "\n".join([bare, indented(text), *(indented(ast.unparse(each)) for each in body or [ast.Pass()])])
    end = one.node.body[0].end_lineno or 0
    kept = lines[end - one.node.lineno + 1 :] if own else lines[header:]
    docstring = indented(text, one.node.body[0].col_offset)
    return _SUPER.sub(r"\1  # given", "\n".join([*lines[:header], docstring, *kept]))


def _words(own: str, told: str) -> str:
    """Write Korean paragraphs, then English ones, of its own or those told above.

    Where a language has none, a line that asks for it.
    """
    mine, above = by_language(_bare(own)), by_language(_bare(told))
    words = {language: text or above.get(language) or _GAPS[language] for language, text in mine.items()}
    return "\n\n".join(words.values()).replace("\\", "\\\\").replace('"""', "'''")


def _bare(told: str) -> str:
    text = re.sub(r"^#+\s*", "", _BADGE.sub("", told), flags=re.MULTILINE)
    return re.sub(r"^[ -]*-[ -]*$", "", text, flags=re.MULTILINE)


def _header(lines: Sequence[str]) -> int:
    """Count the lines of a signature; 0 where the body begins on its last."""
    for number in range(1, len(lines) + 1):
        try:
            ast.parse("\n".join(lines[:number]) + "\n    pass")
        except SyntaxError:
            continue
        return number
    return 0


def _bodiless(node: Definition) -> Definition:
    if isinstance(node, ast.ClassDef):
        return ast.ClassDef(
            name=node.name, bases=node.bases, keywords=node.keywords, body=[ast.Pass()], decorator_list=[]
        )
    return ast.FunctionDef(
        name=node.name, args=node.args, body=[ast.Pass()], decorator_list=node.decorator_list, returns=node.returns
    )
