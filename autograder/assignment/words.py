"""A docstring in Korean and English → the words by language."""

from __future__ import annotations

import inspect

from autograder.errors import InstructorError
from autograder.model import LANGUAGES, Text
from autograder.text import by_language


def text(docstring: str | None, where: str) -> Text:
    """Split a docstring: paragraphs with Hangul are Korean, others English.

    Raises InstructorError where a language has none; `where` names the place.
    """
    words = by_language(inspect.cleandoc(docstring or ""))
    missing = [language for language in LANGUAGES if not words[language]]
    if missing:
        raise InstructorError(
            f"{where} has no text in {' and '.join(missing)}. "
            "Its docstring is Korean paragraphs, a blank line, then English paragraphs."
        )
    return words
