"""Everything that can go wrong, and whose it is to mend.

AutograderError
├── UsageError        the command line asks for something that cannot be       exit 2
├── InstructorError   a week's folder is not fit: solutions, checks, week.toml  exit 1
├── SubmissionError   a file of a student's, or the folder it came in           exit 1
├── RecordError       the store, the roster or a gradebook does not fit         exit 1
└── GraderError       our own fault: never a zero, always a person's look       exit 3
    └── IsolationError   this machine cannot confine student code as asked
"""

from __future__ import annotations


class AutograderError(Exception):
    """A sentence for the person who can mend it: what is wrong, what was expected, what to do."""


class UsageError(AutograderError):
    """The command line asks for something that cannot be."""


class InstructorError(AutograderError):
    """A week's folder is not fit to be used."""


class SubmissionError(AutograderError):
    """A file of a student's cannot be read. Never stops a class: it becomes a line of the reconciliation."""


class RecordError(AutograderError):
    """The store, the roster or a gradebook does not fit what is asked of it."""


class GraderError(AutograderError):
    """Our own fault."""


class IsolationError(GraderError):
    """This machine cannot confine student code as asked."""
