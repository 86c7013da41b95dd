"""A refusal as the code says it, in English → the same in the reader's language."""

from __future__ import annotations

import re
import string
from functools import cache

from autograder.report.messages.catalog import catalog, say

_ROOM = "refused."


def refusal(sentence: str, language: str) -> str:
    """The sentence in a language; as it is, where that language has no words for it.

    What stands in its places is a name or a number, or a sentence of its own (` Near it: mse.`).
    """
    if language == "en":
        return sentence
    bare = sentence.strip()
    for code, pattern in _patterns():
        if found := pattern.fullmatch(bare):
            parts = {name: refusal(value, language) for name, value in found.groupdict().items()}
            return sentence[: len(sentence) - len(sentence.lstrip())] + say(code, language, **parts)
    return sentence


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English sentences as patterns, those with the most words of their own first."""
    known = {code: words for code, words in catalog("en").items() if code.startswith(_ROOM)}
    return tuple(
        (code, re.compile(_pattern(words), re.DOTALL))
        for code, words in sorted(known.items(), key=_fixed, reverse=True)
    )


def _fixed(entry: tuple[str, str]) -> int:
    return sum(len(words) for words, *_ in string.Formatter().parse(entry[1]))


def _pattern(words: str) -> str:
    pieces = string.Formatter().parse(words)
    return "".join(re.escape(text) + (f"(?P<{name}>.*?)" if name else "") for text, name, *_ in pieces)
