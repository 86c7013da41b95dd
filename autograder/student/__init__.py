"""A student's folder → what is right in it, and a zip with a receipt.

Nothing secret is known here: what a handout holds is all there is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.student.checking import Checked as Checked
    from autograder.student.checking import check as check
    from autograder.student.handout_folder import HandoutFolder as HandoutFolder
    from autograder.student.handout_folder import find_handout as find_handout
    from autograder.student.packing import Packed as Packed
    from autograder.student.packing import SubmitWarning as SubmitWarning
    from autograder.student.packing import early_warnings as early_warnings
    from autograder.student.packing import pack as pack
    from autograder.student.portal import HandedIn as HandedIn
    from autograder.student.portal import hand_in as hand_in
    from autograder.student.portal import own_token as own_token
    from autograder.student.sending import keep_receipt as keep_receipt
    from autograder.student.sending import keep_zip as keep_zip
    from autograder.student.sending import send as send
    from autograder.student.work import HandoutWork as HandoutWork
    from autograder.student.work import read_work as read_work
    from autograder.student.work import saves as saves

_MODULES = {
    "Checked": "checking",
    "check": "checking",
    "HandoutFolder": "handout_folder",
    "find_handout": "handout_folder",
    "Packed": "packing",
    "SubmitWarning": "packing",
    "pack": "packing",
    "early_warnings": "packing",
    "keep_receipt": "sending",
    "keep_zip": "sending",
    "send": "sending",
    "HandoutWork": "work",
    "HandedIn": "portal",
    "hand_in": "portal",
    "own_token": "portal",
    "read_work": "work",
    "saves": "work",
}


def __getattr__(name: str) -> object:
    """Import a name of this room when it is first asked for.

    A process for student code needs few of them.
    """
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
