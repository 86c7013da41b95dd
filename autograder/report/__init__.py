"""Verdicts, marks and reports → everything that people read: messages, tables, pages, pictures, gradebooks. All words live here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.report.drawing import Drawn as Drawn
    from autograder.report.drawing import draw as draw
    from autograder.report.files import sweep as sweep
    from autograder.report.gradebooks import FILLED as FILLED
    from autograder.report.gradebooks import FORMATS as FORMATS
    from autograder.report.gradebooks import Format as Format
    from autograder.report.gradebooks import export as export
    from autograder.report.gradebooks import suffix as suffix
    from autograder.report.loops import Picture as Picture
    from autograder.report.loops import picture as picture
    from autograder.report.loops import pictures as pictures
    from autograder.report.moves import changes as changes
    from autograder.report.moves import why as why
    from autograder.report.own_work import desk as desk
    from autograder.report.sections import Decisions as Decisions
    from autograder.report.sentences import message as message
    from autograder.report.terminal import plain as plain
    from autograder.report.terminal import summary as summary
    from autograder.report.writing import write as write
    from autograder.report.writing import write_class as write_class
    from autograder.report.writing import write_feedback as write_feedback

_HOMES = {
    "Decisions": "sections",
    "sweep": "files",
    "FILLED": "gradebooks",
    "FORMATS": "gradebooks",
    "Format": "gradebooks",
    "export": "gradebooks",
    "suffix": "gradebooks",
    "changes": "moves",
    "why": "moves",
    "message": "sentences",
    "Picture": "loops",
    "Drawn": "drawing",
    "draw": "drawing",
    "picture": "loops",
    "pictures": "loops",
    "desk": "own_work",
    "plain": "terminal",
    "summary": "terminal",
    "write": "writing",
    "write_class": "writing",
    "write_feedback": "writing",
}


def __getattr__(name: str) -> object:
    """The room's names, each imported when it is first asked for: numpy, Jinja and rich cost time that `--help` has not."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
