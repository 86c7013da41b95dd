"""A docstring in Korean and English → the words by language."""

from __future__ import annotations

import inspect
import re

from autograder.errors import InstructorError
from autograder.model import LANGUAGES, Text

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")


def text(docstring: str | None, where: str) -> Text:
    """Paragraphs with Hangul are Korean, the others English. Raises InstructorError where a language has none; `where` names the place."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n\s*\n", inspect.cleandoc(docstring or "")) if part.strip()]
    korean = [part for part in paragraphs if _HANGUL.search(part)]
    english = [part for part in paragraphs if not _HANGUL.search(part)]
    words = {"ko": "\n\n".join(korean), "en": "\n\n".join(english)}
    missing = [language for language in LANGUAGES if not words[language]]
    if missing:
        raise InstructorError(
            f"{where} has no text in {' and '.join(missing)}. "
            "Its docstring is Korean paragraphs, a blank line, then English paragraphs."
        )
    return words
