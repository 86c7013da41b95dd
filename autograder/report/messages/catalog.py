"""A code, or a refusal in English → its words in a language, from words/."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from autograder.model import LANGUAGES, Text

_ROOM = "refused."
_BROWSER = "refused_in_browser."
_FILES = ("", ".portal", ".signin", ".refusals")


@cache
def catalog(language: str) -> Mapping[str, str]:
    """Every sentence of one language, by code: `kind.value.both`.

    Raises ValueError for a language without a catalog.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there are no words in {language!r}; the languages are {', '.join(LANGUAGES)}")
    words = files("autograder.report") / "messages" / "words"
    texts = [(words / f"{language}{name}.toml").read_text(encoding="utf-8") for name in _FILES]
    return {code: sentence for text in texts for code, sentence in _leaves(tomllib.loads(text))}


def say(code: str, language: str, **parts: object) -> str:
    """The sentence for `code`, its places filled in.

    `{count:student|students}` is the word for one, or for another number. A code without a sentence is our mistake: KeyError.
    """
    sentence = catalog(language)[code]
    if not parts:
        return sentence
    return _PluralFormatter().vformat(sentence, (), parts) if "|" in sentence else sentence.format(**parts)


class _PluralFormatter(string.Formatter):
    """Takes one of two words by a number."""

    def format_field(self, value: object, format_spec: str) -> str:
        """The first word for 1, in whatever form it is written."""
        one, bar, many = format_spec.partition("|")
        if bar:
            return one if str(value) == "1" else many
        return str(super().format_field(value, format_spec))


def say_or(code: str, language: str, *, otherwise: str) -> str:
    """The words for a code that may also be a person's own words.

    Those are shown as they are.
    """
    return catalog(language).get(code, otherwise)


def pick(text: Text, language: str) -> str:
    """The week's own text in a language.

    In the other one where the instructor wrote only that.
    """
    return text.get(language) or next((words for words in text.values() if words), "")


_LONG = 1e12
"""Nobody reads a number of so many figures."""


def number(value: float) -> str:
    """Points as people write them: 41.5, 60, 0.33."""
    text = f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < _LONG else f"{value:g}"
    return "0" if text == "-0" else text


def _leaves(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    for name, entry in table.items():
        if isinstance(entry, Mapping):
            yield from _leaves(entry, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(entry)


def refusal(sentence: str, language: str, *, in_browser: bool = False) -> str:
    """The sentence in a language; as it is, where that language has no words for it.

    What stands in its places is a name or a number, or a sentence of its own (` Near it: mse.`). `in_browser`: in the words
    of a page's forms where those are others than a command's.
    """
    if language == "en" and not in_browser:
        return sentence
    bare = sentence.strip()
    for code, pattern in _patterns():
        if found := pattern.fullmatch(bare):
            of_page = code.replace(_ROOM, _BROWSER, 1)
            code_of_reader = of_page if in_browser and of_page in catalog(language) else code
            parts = {name: refusal(value, language, in_browser=in_browser) for name, value in found.groupdict().items()}
            return sentence[: len(sentence) - len(sentence.lstrip())] + say(code_of_reader, language, **parts)
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
