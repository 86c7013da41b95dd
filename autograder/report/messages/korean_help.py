"""Commands as they are written, with English help → the same with Korean help."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cache
from importlib.resources import files
from inspect import cleandoc
from itertools import pairwise
from typing import Any

import click

_EXAMPLES = re.compile(r"^\x08\n.*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
_UNSEEN = "\x02"
"""Stands behind each letter that is two columns wide while lines are wrapped, since click counts letters."""

Words = Mapping[str, Any]


@cache
def _words() -> Words:
    text = files("autograder.report") / "messages" / "words" / "ko.help.toml"
    return tomllib.loads(text.read_text(encoding="utf-8"))


class KoreanFormatter(click.HelpFormatter):
    """Help with Korean headings, wrapped by the width that is seen."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is typed."""
        super().write_usage(prog, args, _words()["page"]["usage"] if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading, of options or of some commands."""
        words = _words()
        known = {"Options": words["page"]["options"], "Commands": words["page"]["commands"], **words["sections"]}
        super().write_heading(known.get(heading, heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        super().write_text(_widened(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options, or of commands."""
        super().write_dl([(first, _widened(_translated(second))) for first, second in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        """All that was written."""
        return super().getvalue().replace(_UNSEEN, "")


class KoreanContext(click.Context):
    """A context that writes help in Korean."""

    formatter_class = KoreanFormatter


def in_korean(command: click.Command, name: str) -> click.Command:
    """The command, with Korean help."""
    own: Words = _words().get(name, {})
    if not own:
        return command
    told = copy(command)
    told.context_class = KoreanContext
    told.help = _help(own, command.help or "")
    told.params = [_option(param, own) for param in command.params]
    return told


def short_help(name: str, otherwise: str) -> str:
    """The first line of a command's help, as the list of all commands has it."""
    return str(_words().get(name, {}).get("short", otherwise))


def group_help() -> tuple[str, str]:
    """The help of all commands together, and the line below it."""
    return _words()["page"]["group"], _words()["page"]["epilog"]


def is_korean(typed: Sequence[str], otherwise: str) -> bool:
    """Tell whether Korean is asked for, by `--lang` or by the terminal."""
    asked = [after for before, after in pairwise(typed) if before == "--lang"]
    asked += [word.removeprefix("--lang=") for word in typed if word.startswith("--lang=")]
    return (asked[-1] if asked else otherwise) == "ko"


def _help(own: Words, english: str) -> str:
    parts = [own["short"], own.get("more", "").strip(), *_EXAMPLES.findall(cleandoc(english))]
    if "next" in own:
        parts.append(_words()["page"]["next"] + own["next"])
    return "\n\n".join(part for part in parts if part)


def _option(param: click.Parameter, own: Words) -> click.Parameter:
    words = own.get("option", {}).get(param.name) or _words()["option"].get(param.name)
    if not isinstance(param, click.Option) or not words or not param.help:
        return param
    told = copy(param)
    told.help = words
    return told


def _translated(row: str) -> str:
    page = _words()["page"]
    row = {"Show this message and exit.": page["help"], "Show the version and exit.": page["version"]}.get(row, row)
    return row.replace("[default: ", f"[{page['default']}: ").replace("required]", f"{page['required']}]")


def _widened(text: str) -> str:
    return "".join(char + _UNSEEN if unicodedata.east_asian_width(char) in "WF" else char for char in text)
