"""Verdicts, marks and reports → everything that people read: messages, tables, pages, pictures, gradebooks. All words live here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.report.draw import Drawn as Drawn
    from autograder.report.draw import draw as draw
    from autograder.report.picture import Picture as Picture
    from autograder.report.picture import picture as picture
    from autograder.report.picture import pictures as pictures
    from autograder.report.sentences import message as message
    from autograder.report.terminal import desk as desk
    from autograder.report.terminal import plain as plain
    from autograder.report.terminal import summary as summary
    from autograder.report.write import write as write
    from autograder.report.write import write_class as write_class
    from autograder.report.write import write_feedback as write_feedback

_HOMES = {
    "message": "sentences",
    "Picture": "picture",
    "Drawn": "draw",
    "draw": "draw",
    "picture": "picture",
    "pictures": "picture",
    "desk": "terminal",
    "plain": "terminal",
    "summary": "terminal",
    "write": "write",
    "write_class": "write",
    "write_feedback": "write",
}


def __getattr__(name: str) -> object:
    """The room's names, each imported when it is first asked for: numpy, Jinja and rich cost time that `--help` has not."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
