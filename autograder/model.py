"""The nouns of the kit. Frozen data, standard library only; whatever acts on them lives in a room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

Text = Mapping[str, str]
"""The same words by language: {"ko": …, "en": …}."""

LANGUAGES = ("ko", "en")


# ------------------------------------------------------------------ what the instructor writes


class Step(StrEnum):
    """The lecture's four steps; SETUP is what comes before them (start, structure, epochs)."""

    SETUP = "setup"
    YHAT = "yhat"
    LOSS = "loss"
    BACKWARD = "backward"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One function for students to write, named as the function, in the file `module`.py."""

    name: str
    module: str
    text: Text


@dataclass(frozen=True, slots=True)
class Probe:
    """One call to make of a student's work: inputs by name; nothing else crosses into the sandbox.

    `shadow`: recorded a second time with float32 widened to float64.
    """

    exercise: str
    name: str
    inputs: Mapping[str, Value]
    shadow: bool = True

    @property
    def id(self) -> str:
        """`mse/lecture`: unique within a week."""
        return f"{self.exercise}/{self.name}"


@dataclass(frozen=True, slots=True)
class Check:
    """One hidden pytest item. `name` is unique within the week; `needs` names checks that must pass first."""

    name: str
    exercise: str
    points: float
    probe: str
    text: Text
    step: Step = Step.SETUP
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong program: an overlay that defines only the functions it gets wrong, and a hint in both languages."""

    name: str
    exercise: str
    module: str
    step: Step
    source: str
    hint: Text


@dataclass(frozen=True, slots=True)
class Variant:
    """A right answer other than the solution: an overlay that must earn every point."""

    name: str
    exercise: str
    module: str
    source: str


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """What lateness costs: nothing within `grace_minutes`, then `per_day` of the points a day begun, nothing left after `cutoff_days`."""

    grace_minutes: int = 0
    per_day: float = 0.0
    cutoff_days: int | None = None
    budget_days: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one probe of a submission may use. Seconds, megabytes, counts."""

    wall_seconds: float = 10.0
    memory_mb: int = 1024
    tasks: int = 48
    files: int = 64
    disk_mb: int = 16
    tape_mb: int = 8
    printed_kb: int = 64
    source_kb: int = 1024


@dataclass(frozen=True, slots=True)
class Assignment:
    """A week, whole: everything in solutions/weekNN, read once."""

    week: str
    title: Text
    folder: Path
    sources: Mapping[str, str]  # module → solution source
    exercises: tuple[Exercise, ...]
    probes: tuple[Probe, ...] = ()
    drives: Mapping[str, str] = field(
        default_factory=dict
    )  # module → source of its drives, run beside the student's code
    checks: tuple[Check, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    variants: tuple[Variant, ...] = ()
    public: Mapping[str, str] = field(default_factory=dict)  # file name → source of public checks
    data: Mapping[str, bytes] = field(default_factory=dict)  # file name → content, handed to students
    rules: Text = field(default_factory=dict)
    release: datetime | None = None
    due: datetime | None = None
    late: LatePolicy = LatePolicy()
    limits: Limits = Limits()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """What students may see of a week: stub source by module, text, public checks, data. Nothing secret is left in it."""

    week: str
    title: Text
    stubs: Mapping[str, str]
    exercises: tuple[Exercise, ...]
    points: Mapping[str, float]
    public: Mapping[str, str]
    data: Mapping[str, bytes]
    rules: Text
    due: datetime | None = None


# ------------------------------------------------------------------ what students hand in


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a student's, as code: one cell for a .py, many for a notebook. `aside` lists what was not run, in words of the file."""

    name: str
    cells: tuple[str, ...]
    aside: tuple[str, ...] = ()


class Fate(StrEnum):
    """What became of a file that was received."""

    TAKEN = "taken"
    SUPERSEDED = "superseded"
    UNMATCHED = "unmatched"
    UNREADABLE = "unreadable"
    IGNORED = "ignored"


class Reason(StrEnum):
    """Why a received file met its fate. Codes; report/ has a sentence for each. A plain TAKEN has none."""

    # TAKEN, with something worth a line
    SYNTAX_ERROR = "syntax_error"  # detail: "line 12" or "cell 3, line 2"; the statements around it still run
    SAME_EXERCISES = "same_exercises"  # detail: the other files that define them too
    COLLIDING_NAME = "colliding_name"  # differs from another name by case or by Unicode form alone; both are kept
    SHADOWS_MODULE = "shadows_module"  # named as a library: torch.py
    SEVERAL_ATTEMPTS = "several_attempts"  # best is decided later: every attempt is taken
    NONE_ON_TIME = "none_on_time"  # last on time was asked for, and this late one is all there is
    SETTLED = "settled"  # a person said whose it is
    # SUPERSEDED
    NEWER_ATTEMPT = "newer_attempt"  # detail: a file of the attempt that was taken
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
    NOT_NOTEBOOK = "not_notebook"  # JSON, but without cells
    NO_CODE = "no_code"  # a notebook without a line of code
    NO_ACCESS = "no_access"  # the file system refused; detail: its words
    # UNREADABLE, an archive or a name
    BROKEN_ARCHIVE = "broken_archive"
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
    """Which of a student's attempts counts. BEST is decided after grading: until then every attempt is a submission."""

    LAST = "last"
    LAST_ON_TIME = "last_on_time"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Received:
    """One file that came in, and what became of it: a line of reconciliation.csv. `reason` is a code that report/ words."""

    path: str
    fate: Fate
    student: str = ""
    reason: str = ""
    detail: str = ""
    likely: str = ""


@dataclass(frozen=True, slots=True)
class Student:
    """A line of the roster."""

    id: str
    name: str = ""
    email: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in for one week. `digest` is of the sources alone: the same work has the same digest."""

    student: str
    week: str
    sources: tuple[Source, ...]
    digest: str
    received: datetime | None = None
    files: tuple[Received, ...] = ()


# ------------------------------------------------------------------ what the sandbox writes down


class Ending(StrEnum):
    """How a probe ended. BROKEN is ours; all others are the student's doing."""

    FINISHED = "finished"
    RAISED = "raised"
    MISSING = "missing"  # the function is not in the submission
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    KILLED = "killed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Value:
    """One value that student code produced, by content, never pickled. Numbers and arrays are raw little-endian bytes."""

    type: str  # "Tensor", "ndarray", "float", "NoneType", "tuple", …
    dtype: str = ""  # "float32", …; "" when not a number
    shape: tuple[int, ...] = ()
    data: bytes = b""
    graph: bool = False  # still attached to the autograd graph
    items: tuple[Value, ...] = ()
    names: tuple[str, ...] = ()  # of the items, where they have names
    text: str = ""  # a string's content, or a capped repr of anything else


@dataclass(frozen=True, slots=True)
class Column:
    """One quantity over epochs: `value` stacks the epochs along its first axis. A new shape or dtype starts a new Column."""

    quantity: str  # "yhat", "loss", "gradient.What", "before.What", "after.What", "carried.What"
    epochs: tuple[int, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class Fault:
    """An exception in student code: type, message and the student's own file and line."""

    type: str
    message: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A student's function that called another exercise of theirs: what went in, what came out. The first few a tape."""

    exercise: str
    inputs: tuple[Value, ...]
    returned: Value


@dataclass(frozen=True, slots=True)
class Tape:
    """What one probe showed. `epochs` counts the calls of backward; `columns` hold what was seen in them."""

    probe: str
    ending: Ending
    fault: Fault | None = None
    returned: Value | None = None
    seen: Mapping[str, Value] = field(default_factory=dict)
    epochs: int = 0
    columns: tuple[Column, ...] = ()
    changed: tuple[str, ...] = ()  # inputs that were changed in place
    calls: tuple[Call, ...] = ()  # the student's own exercises called on the way: follow-through
    shadow: bool = False  # recorded with float32 widened to float64
    pure: bool = True  # in a shadow: no float32 was left


@dataclass(frozen=True, slots=True)
class Cost:
    """What running a submission took, measured from outside: never the same twice, so no mark and no student's page rests on it.

    `seconds` are by the clock, by exercise; "" is reading the files.
    """

    cpu_seconds: float = 0.0
    memory_mb: float = 0.0  # at most, libraries included
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recording:
    """All tapes of one submission. `faults` are cells and files that raised when loaded; `printed` is capped and unescaped."""

    submission: str  # its digest
    tapes: tuple[Tape, ...]
    faults: tuple[Fault, ...] = ()
    printed: str = ""
    ending: Ending = Ending.FINISHED  # of the process as a whole
    detail: str = ""  # for BROKEN: what broke, for the operator
    cost: Cost = field(default=Cost(), compare=False)


# ------------------------------------------------------------------ what the judge finds


class Outcome(StrEnum):
    """UNGRADED is ours: never a zero; a person must look."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"
    UNGRADED = "ungraded"


class Kind(StrEnum):
    """What sort of difference was found; report/ has a sentence for each."""

    VALUE = "value"
    SHAPE = "shape"
    DTYPE = "dtype"
    TYPE = "type"
    NOT_FINITE = "not_finite"
    GRAPH = "graph"  # the value lost its autograd graph
    EPOCHS = "epochs"  # too many or too few turns of the loop
    CHANGED = "changed"  # an input was changed in place
    RAISED = "raised"
    MISSING = "missing"
    NOT_STARTED = "not_started"  # NotImplementedError: the stub's gap
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    KILLED = "killed"
    OTHER = "other"  # a plain assert in a check, with its own words in `note`


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a tape first leaves the right path. Data, not a sentence: equal symptoms compare equal.

    `got` and `expected` are short forms for people ("-13.4225", "(100, 100)"); `index` is the element within the quantity.
    """

    kind: Kind
    quantity: str = ""
    epoch: int | None = None
    index: tuple[int, ...] = ()
    got: str = ""
    expected: str = ""
    note: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is true of one check. `mistakes` are the names that fit (one message each); `waits_for` names the checks a BLOCKED one needs."""

    check: str
    outcome: Outcome
    difference: Difference | None = None
    mistakes: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()  # own wrong helpers that explain the difference: it costs there, not here


@dataclass(frozen=True, slots=True)
class Mark:
    """What a verdict is worth. `reason` is a code that report/ words; `by` names a person where a person decided."""

    verdict: Verdict
    points: float
    out_of: float
    reason: str = ""
    by: str = ""


class Status(StrEnum):
    """Of a report as a whole: `ungraded` holds at least one check that a person must look at."""

    GRADED = "graded"
    UNGRADED = "ungraded"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a report was made from. The same provenance gives the same bytes of report."""

    submission: str
    week: str
    kit: str
    torch: str
    isolation: str  # "full", "core", "trusted-only"
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Report:
    """One student's marks for one week, with the facts they rest on."""

    student: str
    week: str
    status: Status
    marks: tuple[Mark, ...]
    provenance: Provenance
    submission: Submission | None = None
    recording: Recording | None = None

    @property
    def points(self) -> float:
        """The sum of all marks."""
        return round(sum(mark.points for mark in self.marks), 6)

    @property
    def out_of(self) -> float:
        """What could be had."""
        return round(sum(mark.out_of for mark in self.marks), 6)
