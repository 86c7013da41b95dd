"""A template and what fills it → one HTML file.

No network, no script but our own few lines.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.report.messages.catalog import number, say
from autograder.text import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from autograder.model import Text

LANGUAGE_NAMES = {"ko": "한국어", "en": "English"}


def render(template: str, languages: Sequence[str], *, served: bool = False, **parts: object) -> bytes:
    """The page as UTF-8, strangers' text escaped.

    Its control characters are written out. `served`: the portal sends it, and style, script and policy beside it, so it
    may hold forms.
    """
    style, script = asset("style.css"), asset("script.js")
    page = (
        _environment()
        .get_template(template)
        .render(
            languages={language: LANGUAGE_NAMES[language] for language in languages},
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=_policy(style, script),
            served=served,
            versions={name: _short(asset(name)) for name in ("style.css", "script.js", "passkey.js", "lms.js")}
            if served
            else {},
            t=_translator(languages),
            bi=partial(spans, languages=languages),
            **parts,
        )
    )
    return page.encode("utf-8", "backslashreplace")


def texts(code: str, languages: Sequence[str], **parts: object) -> Text:
    """One sentence in every language of the page."""
    return {language: say(code, language, **parts) for language in languages}


def spans(text: Text, languages: Sequence[str]) -> Markup:
    """The same words in every language, each marked with its own.

    Once where they agree.
    """
    other = next(iter(text.values()), "")
    return _spans(tuple((language, text.get(language) or other) for language in languages))


@lru_cache(maxsize=4096)
def _spans(said: tuple[tuple[str, str], ...]) -> Markup:
    words = [(language, escape(visible(text))) for language, text in said]
    if len({text for _, text in words}) == 1:
        return words[0][1]
    marked = (f'<span class="t" lang="{language}">{text}</span>' for language, text in words if text)
    return Markup("".join(marked))  # noqa: S704 - every part is escaped above


def _paragraphs(text: str) -> str:
    """Strangers' text, its lines ended as a page ends them."""
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"))


def markdown(text: str) -> Markup:
    """An instructor's text as README.md shows it, without any HTML of its own."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only pages that are served need it

    return Markup(MarkdownIt("commonmark", {"html": False}).disable("image").render(visible(text)))  # noqa: S704 - it escapes


def _translator(languages: Sequence[str]) -> Callable[..., Markup]:
    known: dict[str, Markup] = {}

    def translate(code: str, **parts: object) -> Markup:
        if parts:
            return spans(texts(code, languages, **parts), languages)
        if code not in known:
            known[code] = spans(texts(code, languages), languages)
        return known[code]

    return translate


def _policy(style: str, script: str) -> str:
    """A policy under which injected markup could neither run nor call out."""
    sources = f"img-src data:; style-src {_hash(style)}; script-src {_hash(script)}; connect-src 'none'"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


@cache
def _short(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:12]


@cache
def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def asset(name: str) -> str:
    """The one style or the one script of all pages."""
    return (files("autograder.report") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: Mapping[str, Callable[..., object]] = {
        "number": number,
        "visible": _paragraphs,
        "one_line": one_line,
        "markdown": markdown,
    }
    environment.filters.update(filters)
    return environment
