"""Verdicts on functions of a notebook → the HTML below its cell.

With its own styles.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from autograder.model import Assignment, Outcome, Verdict
from autograder.report.messages.catalog import pick, say
from autograder.report.messages.sentences import by_name
from autograder.report.messages.student_check import Advice, following, states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.report.plots.drawing import Drawn

_SIGNS = {
    "right": ("✓", "#1a7f37"),
    "wrong": ("✗", "#cf222e"),
    "not_started": ("·", "#6e7781"),
    "blocked": ("…", "#9a6700"),
    "ungraded": ("?", "#8250df"),
}
_BOX = "border-left:4px solid {color};padding:.3em .9em;margin:.3em 0;font-family:sans-serif;line-height:1.5"
_PRE = "white-space:pre-wrap;font-family:monospace"


def panel(
    verdicts: Sequence[Verdict], *, assignment: Assignment, drawn: Drawn | None = None, language: str = "ko"
) -> str:
    """Each function's state, one thing to look at next, and the picture of a loop."""
    week = by_name(assignment)
    found = states(verdicts, week)
    first = following(verdicts, week, language)
    color = _SIGNS[first.state if first else "right" if all_right(verdicts) else "blocked"][1]
    rows = [_row(name, state, language) for name, state in found.items()]
    parts = [
        "<div>",
        *rows,
        "</div>",
        *(_told(first, language, alone=len(found) == 1) if first else ()),
        *_picture(drawn, language),
    ]
    if not first and len(found) > 1:
        parts.append(f"<p>{escape(say('check.all_right', language))}</p>")
    return f'<div style="{_BOX.format(color=color)}" lang="{language}">{"".join(parts)}</div>'


def apology(message: str) -> str:
    """The reason that nothing could be checked."""
    return f'<div style="{_BOX.format(color="#9a6700")}">{escape(message)}</div>'


def all_right(verdicts: Sequence[Verdict]) -> bool:
    """Tell a cell without anything wrong: every verdict passed."""
    return all(verdict.outcome is Outcome.PASSED for verdict in verdicts)


def _row(name: str, state: str, language: str) -> str:
    sign, color = _SIGNS[state]
    words = escape(say(f"check.{state}", language))
    return f'<div><b style="color:{color}">{sign}</b> <code>{escape(name)}</code> <span style="color:{color}">{words}</span></div>'


def _told(first: Advice, language: str, *, alone: bool) -> list[str]:
    head = f"<b>{escape(say('check.next', language))} — <code>{escape(first.exercise)}</code></b>"
    hints = (f"<div>{escape(say('message.hint', language, hint=hint))}</div>" for hint in first.hints)
    return [*([] if alone else [head]), *map(_line, first.lines), *hints]


def _line(line: str) -> str:
    """Values and code, which are indented, stand in columns."""
    style = _PRE if line.startswith(" ") else ""
    return f'<div style="{style}">{escape(line)}</div>'


def _picture(drawn: Drawn | None, language: str) -> list[str]:
    if drawn is None:
        return []
    alt, caption = (escape(pick(text, language), quote=True) for text in (drawn.alt, drawn.caption))
    images = "".join(
        f'<img src="{uri}" width="{drawn.width}" height="{drawn.height}" alt="{alt if first else ""}" style="max-width:100%">'
        for first, uri in zip((True, *(False for _ in drawn.uris[1:])), drawn.uris, strict=True)
    )
    return [
        f'<figure style="margin:.5em 0">{images}<figcaption style="font-size:.85em">{caption}</figcaption></figure>'
    ]
