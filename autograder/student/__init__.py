"""A student's folder → what is right in it by the public checks, and a zip with a receipt when it is handed in.

Nothing secret is known here: what a handout holds is all there is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.student.checking import Checked as Checked
    from autograder.student.checking import check as check
    from autograder.student.packing import Concern as Concern
    from autograder.student.packing import Packed as Packed
    from autograder.student.packing import pack as pack
    from autograder.student.place import Place as Place
    from autograder.student.place import find as find
    from autograder.student.sending import send as send
    from autograder.student.watching import saved as saved
    from autograder.student.work import Work as Work
    from autograder.student.work import read as read

_HOMES = {
    "Checked": "checking",
    "check": "checking",
    "Concern": "packing",
    "Packed": "packing",
    "pack": "packing",
    "Place": "place",
    "find": "place",
    "send": "sending",
    "saved": "watching",
    "Work": "work",
    "read": "work",
}


def __getattr__(name: str) -> object:
    """The room's names, each imported when it is first asked for: a process for student code needs few of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
