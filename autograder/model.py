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
    drives: Mapping[str, str] = field(default_factory=dict)  # module → source of its drives, run beside the student's code
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
class Recording:
    """All tapes of one submission. `faults` are cells and files that raised when loaded; `printed` is capped and unescaped."""

    submission: str  # its digest
    tapes: tuple[Tape, ...]
    faults: tuple[Fault, ...] = ()
    printed: str = ""
    ending: Ending = Ending.FINISHED  # of the process as a whole
    detail: str = ""  # for BROKEN: what broke, for the operator


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
