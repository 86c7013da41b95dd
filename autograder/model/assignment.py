"""A week as its instructor wrote it, and the handout cut from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from autograder.model.tape import Value

Text = Mapping[str, str]
"""The same words by language: {"ko": …, "en": …}."""

LANGUAGES = ("ko", "en")

LIBRARIES = ("torch", "numpy", "pandas", "matplotlib", "scipy", "seaborn", "sklearn", "tqdm", "IPython", "PIL")
"""Libraries that are there where work is graded, beside Python's own, by the names they are imported by."""

WEEK_LIBRARIES = ("torchvision", "torchaudio", "torchmetrics", "einops", "networkx", "sympy")
"""Libraries that a week may promise its students, where the course has installed them for grading."""

GAP = NotImplementedError.__name__
"""Every gap of a stub raises it: the one sign by which all rooms know work that is not begun."""


class Step(StrEnum):
    """The lecture's four steps, which the judge can follow through a loop.

    SETUP is what comes before them (start, structure, epochs). A week may name others, which are plain words.
    """

    SETUP = "setup"
    YHAT = "yhat"
    LOSS = "loss"
    BACKWARD = "backward"
    UPDATE = "update"


def steps_of(named: Mapping[str, Text]) -> tuple[str, ...]:
    """List the steps of a week, after `setup`: its own, or the lecture's four."""
    return (Step.SETUP.value, *(name for name in named if name != Step.SETUP)) if named else tuple(map(str, Step))


@dataclass(frozen=True, slots=True)
class Exercise:
    """One function for students to write, in the file `module`.py."""

    name: str
    module: str
    text: Text


@dataclass(frozen=True, slots=True)
class Probe:
    """A call to make of a student's work: nothing else crosses into the sandbox.

    `inputs` are by name. `shadow`: recorded a second time with float32 widened to float64.
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
    """A hidden pytest item, unique by `name` within the week.

    `needs` names checks that must pass first.
    """

    name: str
    exercise: str
    points: float
    probe: str
    text: Text
    step: str = Step.SETUP
    needs: tuple[str, ...] = ()

    def waits_for(self, checks: Sequence[Check]) -> tuple[Check, ...]:
        """Find its needs among the checks, never itself.

        One without brackets is that check on the probe in its own brackets, or on every probe where there is none such.
        """
        others = {check.name: check for check in checks if check.name != self.name}
        _, bracket, probe = self.name.partition("[")
        found: list[str] = []
        for need in self.needs:
            same = f"{need}[{probe}" if bracket else ""
            found += [same] if same in others else [n for n in others if n == need or n.startswith(f"{need}[")]
        return tuple(others[name] for name in found)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong program: only the functions it gets wrong, and a hint."""

    name: str
    exercise: str
    module: str
    step: str
    source: str
    hint: Text
    where: str = ""
    learnt: bool = False  # a student wrote it: it runs in the sandbox only, and is known by its tapes


@dataclass(frozen=True, slots=True)
class Variant:
    """A right answer other than the solution: it must earn every point."""

    name: str
    exercise: str
    module: str
    source: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """The price of lateness, in shares of the points.

    Nothing within `grace_minutes`, then `per_day` for every day begun; nothing is left after `cutoff_days`. A student
    may spend `budget_days` over the course for free. Days are those of `zone`; "": of the deadline's own offset.
    """

    grace_minutes: int = 0
    per_day: float = 0.0
    cutoff_days: int | None = None
    budget_days: int = 0
    zone: str = ""

    @property
    def costs(self) -> bool:
        """True where it matters for the points when work came."""
        return self.per_day > 0 or self.cutoff_days is not None


class Feedback(StrEnum):
    """When students may read what the hidden checks found in the portal."""

    AFTER_DUE = "after_due"
    AT_ONCE = "at_once"
    BUCKET = "bucket"  # so many looks, refilled at a rate; after the deadline as often as one likes


@dataclass(frozen=True, slots=True)
class FeedbackBucket:
    """Looks before the deadline: how many at first, the hours until each next."""

    looks: int = 3
    refill_hours: float = 8.0


class PictureKind(StrEnum):
    """Sorts of picture that a week may ask for, beside what its values call for."""

    CURVES = "curves"  # the losses of every loop
    HEAT_MAP = "heat_map"
    CONFUSION = "confusion"  # classes against labels
    SAMPLES = "samples"  # of a generator: a histogram, points of a plane, or small images
    NONE = "none"


COURSE_ZONE = "Asia/Seoul"
"""The zone of a course whose week.toml names none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Resources that one probe of a submission may use: seconds, megabytes, counts."""

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
    """Everything in solutions/weekNN, read once."""

    week: str
    title: Text
    folder: Path
    sources: Mapping[str, str]  # module → solution source
    exercises: tuple[Exercise, ...]
    probes: tuple[Probe, ...] = ()
    drivers: Mapping[str, str] = field(
        default_factory=dict
    )  # module → source of its drivers, run beside the student's code
    checks: tuple[Check, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    variants: tuple[Variant, ...] = ()
    public: Mapping[str, str] = field(default_factory=dict)  # file name → source of public checks
    data: Mapping[str, bytes] = field(default_factory=dict)  # file name → content, handed to students
    rules: Text = field(default_factory=dict)
    steps: Mapping[str, Text] = field(default_factory=dict)  # the week's own, in order; none: the lecture's four
    release: datetime | None = None
    due: datetime | None = None
    zone: str = COURSE_ZONE  # the clock of the course, by its IANA name
    late: LatePolicy = LatePolicy()
    limits: Limits = Limits()
    feedback: Feedback = Feedback.AFTER_DUE
    bucket: FeedbackBucket = FeedbackBucket()
    expected_before_due: bool = False  # feedback before the deadline tells right values too
    packages: tuple[str, ...] = ()  # libraries beside LIBRARIES that students may import
    pictures: Mapping[str, PictureKind] = field(default_factory=dict)  # by exercise, where its values leave it open
    digest: str = ""


def worth(assignment: Assignment) -> Mapping[str, float]:
    """The points of each exercise: the sum of its checks."""
    points = {exercise.name: 0.0 for exercise in assignment.exercises}
    for check in assignment.checks:
        points[check.exercise] = round(points.get(check.exercise, 0.0) + check.points, 6)
    return points


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything of a week that students may see; nothing secret is left in it."""

    week: str
    title: Text
    stubs: Mapping[str, str]
    exercises: tuple[Exercise, ...]
    points: Mapping[str, float]
    public: Mapping[str, str]
    data: Mapping[str, bytes]
    rules: Text
    due: datetime | None = None
    steps: Mapping[str, Text] = field(default_factory=dict)
    packages: tuple[str, ...] = ()  # libraries beside LIBRARIES
