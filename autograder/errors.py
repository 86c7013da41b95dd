"""Everything that can go wrong, and whose it is to mend.

AutograderError           a sentence for the person who can mend it
├── UsageError            the command line asks for something that cannot be         exit 2
├── InstructorError       a week's folder is not fit: solutions, checks, week.toml   exit 1
├── SubmissionError       a file of a student's, or the folder it came in            exit 1
│   └── UnreadError       … with the code that reconciliation.csv gives as the reason
├── RecordError           the store, the roster or a gradebook does not fit          exit 1
│   ├── StoreDownError    … and is the database's own trouble: full, locked, gone
│   └── OvertakenError    … because more came since whoever decides had read it
├── SignInError           somebody cannot come in, with the code that says why       exit 1
└── GraderError           our own fault: never a zero, always a person's look        exit 3
    └── IsolationError    this machine cannot confine student code as asked
        └── TooBusyError  … or nobody can tell now: it is too busy to start what confines it

Signals between two rooms or two functions; they never reach a person:

AssertionError
└── DepartedError         the student's: their code ended before what a check asks for
TypeError
└── UncalibratedError     the instructor's: a check compares a value with no measured tolerance
BrokenError               the grader's: a check asks for a tape that was never recorded
OverBudgetError           nobody's yet: judging one submission takes too long; a person looks
MissingError              the student's: their files do not define the function that was called
ChannelError              the student's: what came out of the sandbox is no tape
BaseException
├── EnoughSeenError       nobody's: a loop has been followed as far as was asked
└── ThreadRunningError    the student's: a thread goes on after its call returned
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.model import Difference, Reason


class AutograderError(Exception):
    """A sentence for the person who can mend it.

    What is wrong, what was expected, what to do.
    """


class UsageError(AutograderError):
    """The command line asks for something that cannot be."""


class InstructorError(AutograderError):
    """A week's folder is not fit to be used."""


class SubmissionError(AutograderError):
    """A file of a student's cannot be read.

    Never stops a class: it becomes a line of the reconciliation.
    """


class UnreadError(SubmissionError):
    """A file or archive that cannot be read, with the code that says why."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"The file cannot be read: {reason}{f', {detail}' if detail else ''}.")
        self.reason = reason
        self.detail = detail


class RecordError(AutograderError):
    """The store, the roster or a gradebook does not fit what is asked of it."""


class StoreDownError(RecordError):
    """The database itself cannot be read or written: full, locked, damaged, gone."""


class OvertakenError(RecordError):
    """More came about a student since whoever decides had read the page."""


class SignInError(AutograderError):
    """Somebody cannot come into the portal now.

    The code says why; report/ has the sentence. `status`: as a web server tells it.
    """

    def __init__(self, code: str, *, status: int = 403, **parts: object) -> None:
        super().__init__(f"The sign-in failed: {code}.")
        self.code = code
        self.status = status
        self.parts = parts


class GraderError(AutograderError):
    """Our own fault."""


class IsolationError(GraderError):
    """This machine cannot confine student code as asked."""


class TooBusyError(IsolationError):
    """This machine is too busy to tell whether it can confine student code.

    No reason to confine it less.
    """


# ---------------------------------------------------------------------- signals


class DepartedError(AssertionError):
    """A check asked for something that the tape does not hold.

    The student's code ended before.
    """

    def __init__(self, difference: Difference) -> None:
        super().__init__(str(difference))
        self.difference = difference


class UncalibratedError(TypeError):
    """A check measures a value that it has computed.

    Nobody knows how far that may be off.
    """


class BrokenError(Exception):
    """A check asked for a tape that we failed to record."""


class OverBudgetError(Exception):
    """Judging one submission took longer than it may."""


class MissingError(Exception):
    """A function that the student's files do not define was called."""


class ChannelError(Exception):
    """Bytes that no frame of ours could have been."""


class TapeFullError(ChannelError):
    """A frame that is larger than what is left for the tape."""


class EnoughSeenError(BaseException):
    """The end of a loop of which no more need be followed, in a shadow or a replay."""


class ThreadRunningError(BaseException):
    """A thread that a call started, and that no exception ends."""
