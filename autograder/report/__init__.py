"""Verdicts, marks and reports → everything that people read: messages, tables, pages, pictures, gradebooks. All words live here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.report.gradebooks import FILLED as FILLED
    from autograder.report.gradebooks import FORMATS as FORMATS
    from autograder.report.gradebooks import Format as Format
    from autograder.report.gradebooks import export as export
    from autograder.report.gradebooks import suffix as suffix
    from autograder.report.messages.sentences import message as message
    from autograder.report.pages.sections import Decisions as Decisions
    from autograder.report.pages.writing import write as write
    from autograder.report.pages.writing import write_class as write_class
    from autograder.report.pages.writing import write_feedback as write_feedback
    from autograder.report.plots.drawing import Drawn as Drawn
    from autograder.report.plots.drawing import draw as draw
    from autograder.report.plots.loops import Picture as Picture
    from autograder.report.plots.loops import picture as picture
    from autograder.report.plots.loops import pictures as pictures
    from autograder.report.terminal.moves import changes as changes
    from autograder.report.terminal.moves import why as why
    from autograder.report.terminal.own_work import desk as desk
    from autograder.report.terminal.tables import plain as plain
    from autograder.report.terminal.tables import summary as summary

_HOMES = {
    "Decisions": "pages.sections",
    "FILLED": "gradebooks",
    "FORMATS": "gradebooks",
    "Format": "gradebooks",
    "export": "gradebooks",
    "suffix": "gradebooks",
    "changes": "terminal.moves",
    "why": "terminal.moves",
    "message": "messages.sentences",
    "Picture": "plots.loops",
    "Drawn": "plots.drawing",
    "draw": "plots.drawing",
    "picture": "plots.loops",
    "pictures": "plots.loops",
    "desk": "terminal.own_work",
    "plain": "terminal.tables",
    "summary": "terminal.tables",
    "write": "pages.writing",
    "write_class": "pages.writing",
    "write_feedback": "pages.writing",
}


def __getattr__(name: str) -> object:
    """The room's names, each imported when it is first asked for: numpy, Jinja and rich cost time that `--help` has not."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
