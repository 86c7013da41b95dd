"""Files that came in, their fate, and a submission for each student."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

_CELL_NAME = re.compile(r"(.*\S)\[(\d{1,6})\]")


@dataclass(frozen=True, slots=True)
class Source:
    """A student's file as code: one cell for a .py, many for a notebook.

    `aside` lists what was not run, in words of the file.
    """

    name: str
    cells: tuple[str, ...]
    aside: tuple[str, ...] = ()

    def cell_name(self, number: int) -> str:
        """A cell, counted from 1, as its lines are known by: `week04.ipynb[3]`.

        The file's own name where it has one cell.
        """
        return self.name if len(self.cells) == 1 else f"{self.name}[{number}]"


def file_and_cell(name: str) -> tuple[str, int]:
    """`week04.ipynb[3]` → the file's name and the cell's number from 1.

    The number is 0 for a file without cells.
    """
    found = _CELL_NAME.fullmatch(name)
    return (found[1], int(found[2])) if found else (name, 0)


class Fate(StrEnum):
    """Fate of a file that was received."""

    TAKEN = "taken"
    SUPERSEDED = "superseded"
    UNMATCHED = "unmatched"
    UNREADABLE = "unreadable"
    IGNORED = "ignored"


class Reason(StrEnum):
    """Codes for a file's fate; report/ has a sentence for each.

    A plain TAKEN has none.
    """

    # TAKEN, with something worth a line
    SYNTAX_ERROR = "syntax_error"  # detail: "line 12" or "cell 3, line 2"; the statements around it still run
    SAME_EXERCISES = "same_exercises"  # detail: the other files that define them too
    AT_HOME = "at_home"  # of what it defines too, the file it was handed out in counts; detail: that file
    COLLIDING_NAME = "colliding_name"  # differs from another name by case or by Unicode form alone; both are kept
    SHADOWS_MODULE = "shadows_module"  # named as a library: torch.py
    SEVERAL_ATTEMPTS = "several_attempts"  # best is decided later: every attempt is taken
    NONE_ON_TIME = "none_on_time"  # last on time was asked for, and this late one is all there is
    SETTLED = "settled"  # a person said whose it is
    # SUPERSEDED; or TAKEN, and another file counts where both define the same. detail: the file that counts
    NEWER_ATTEMPT = "newer_attempt"  # by the clock of an LMS, or its number of attempts
    NEWER_FILE = "newer_file"  # by the times of the files themselves
    LATER_COPY = "later_copy"  # by its name: hw (1), hw_v2, hw_final
    OUTER_FOLDER = "outer_folder"  # the same file in several folders
    FEWER_GAPS = "fewer_gaps"  # of the handout's gaps more are filled
    LAST_BY_NAME = "last_by_name"  # nothing tells which is the later one
    # SUPERSEDED
    AFTER_DUE = "after_due"  # last on time was asked for; detail: a file of the attempt that was taken
    DUPLICATE = "duplicate"  # the same code twice; detail: the file that was taken
    DUPLICATE_NAME = "duplicate_name"  # two members of an archive with one name: the last one counts
    # UNMATCHED
    NO_OWNER = "no_owner"  # nothing in its name says whose it is
    NOT_IN_ROSTER = "not_in_roster"
    AMBIGUOUS = "ambiguous"  # detail: the ids it could be
    CONFLICT = "conflict"  # the id is one student's and the name another's; detail: both ids
    # UNREADABLE, a file
    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"  # detail: size and limit
    NOT_JSON = "not_json"  # detail: where
    TRUNCATED = "truncated"  # a notebook that stops in the middle
    UNFINISHED = "unfinished"  # a download that a browser did not finish
    NOT_NOTEBOOK = "not_notebook"  # JSON, but without cells
    TEXT_CELLS = "text_cells"  # a notebook whose functions stand in cells of text
    NO_CODE = "no_code"  # a notebook without a line of code
    NO_ACCESS = "no_access"  # the file system refused; detail: its words
    # UNREADABLE, an archive or a name
    BROKEN_ARCHIVE = "broken_archive"
    MAILBOX = "mailbox"  # a mail in it may be words of the one before it, which name another sender
    ENCRYPTED = "encrypted"
    ARCHIVE_FORMAT = "archive_format"  # .7z, .rar, .egg, …: only zip is read
    EMPTY_ARCHIVE = "empty_archive"
    BOMB = "bomb"  # unpacks to far more than it holds
    TOO_MANY = "too_many"  # members
    TOO_DEEP = "too_deep"  # archives in archives
    OVERLAP = "overlap"  # members that share bytes
    UNSAFE_PATH = "unsafe_path"  # absolute, or climbs out with ..
    UNSAFE_NAME = "unsafe_name"  # control characters or reversed writing
    LONG_NAME = "long_name"
    LINK = "link"
    NOT_A_FILE = "not_a_file"  # a pipe, a socket, a device
    # IGNORED
    DEBRIS = "debris"  # __MACOSX, .DS_Store, .ipynb_checkpoints, …
    CONTROL_FILE = "control_file"  # conftest.py, pytest.ini, sitecustomize.py, *.pth: never reach the sandbox
    COMPILED = "compiled"  # .pyc, .so, …
    NOT_CODE = "not_code"  # data, pictures, text
    METADATA = "metadata"  # the LMS's own: receipts, timestamps, submission_metadata.yml
    TEST_FILE = "test_file"  # public checks that came back
    EMPTY_FOLDER = "empty_folder"
    NOT_STUDENT_WORK = "not_student_work"  # source, release, feedback; the checks of a week's folder
    OTHER_WEEK = "other_week"
    SET_ASIDE = "set_aside"  # a person said it is nobody's


class AttemptPolicy(StrEnum):
    """The attempt that counts.

    BEST is decided after grading: until then each is a submission.
    """

    LAST = "last"
    LAST_ON_TIME = "last_on_time"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came in, with its fate: a line of reconciliation.csv."""

    path: str
    fate: Fate
    student: str = ""
    reason: str = ""
    detail: str = ""
    likely: str = ""


_SECTION = re.compile(
    r"(?P<exact>sections?|분반|반)|조|팀|teams?|tutorials?|labs?|강좌|강좌번호|.*(?:section|group|class|분반|반$|그룹).*",
    re.IGNORECASE,
)
"""Headings of a roster under which a student's section stands, or a group."""


@dataclass(frozen=True, slots=True)
class Student:
    """A line of the roster."""

    id: str
    name: str = ""
    email: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[str, ...]:
        """Every section that a column of the roster tells of."""
        fits = ((_SECTION.fullmatch(name.strip()), told) for name, told in self.more.items())
        exact_first = sorted((fit["exact"] is None, told) for fit, told in fits if fit)
        parts = (part.strip() for _, told in exact_first for part in re.split(r"[,;|]", told))
        return tuple(dict.fromkeys(part for part in parts if part))

    @property
    def section(self) -> str:
        """The first of the sections, or ""."""
        return next(iter(self.sections), "")


@dataclass(frozen=True, slots=True)
class Intake:
    """The class as a week was last graded.

    Its roster, None where none was given, and every file that came.
    """

    week: str
    students: tuple[Student, ...] | None = None
    files: tuple[Received, ...] = ()


class LmsLateness(StrEnum):
    """Lateness as an LMS tells it without a time.

    Canvas writes `_LATE_` into a name, or does not.
    """

    NONE = ""  # it says nothing
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Submission:
    """A student's work for a week.

    `digest` is of the sources alone: same work, same digest.

    `lms_mark`: what the LMS says of its lateness without a time.
    """

    student: str
    week: str
    sources: tuple[Source, ...]
    digest: str
    received: datetime | None = None
    files: tuple[Received, ...] = ()
    lms_mark: LmsLateness = LmsLateness.NONE
