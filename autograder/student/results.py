"""The results of public checks and the request for them, between processes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from autograder.model import Fault, LintFinding, Source
from autograder.student.paths import LoopPath, Row

LOADING = 3
"""How many times as long as a check may take, loading all files may take."""


class CheckEnd(StrEnum):
    """The ending of one public check, as pytest saw it."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    TIMED_OUT = "timed_out"
    DIED = "died"  # the process went with it


@dataclass(frozen=True, slots=True)
class PublicResult:
    """One public check on one student's work.

    `fault` is what was raised, with a place only where that is the student's own.

    `gap` and `missing` name the exercise that was called and is not written, or not there; `returned` is the type of what
    the exercise gave back last; `raised` names the exercise that the error came out of.
    """

    test: str
    exercise: str
    end: CheckEnd
    text: str = ""
    fault: Fault | None = None
    gap: str = ""
    missing: str = ""
    returned: str = ""
    raised: str = ""
    path: LoopPath | None = None  # of the exercise's loop, if it ran one
    printed: str = ""
    rows: frozenset[int] = frozenset()  # of the longest data that it was given, and all their numbers
    start: Mapping[str, Row] = field(default_factory=dict)  # the loop's parameters before the first update, by place
    epochs: int = 0  # that it was asked for; 0 of a function that counts none
    lr: float = 0.0  # that it was asked to use
    brackets: LintFinding | None = None  # with which it is right


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """The work that a process is asked to do.

    Tests in `done` are not run again; `seconds` is the time each one has.
    """

    folder: str
    sources: tuple[Source, ...]
    exercises: Mapping[str, str]  # exercise → module
    only: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    seconds: float = 10.0
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of each exercise, as it was handed out
    definitions: bool = False  # statements that only act are left out: they did not end the first time
    seed: int | None = None  # that each check begins with


@dataclass(frozen=True, slots=True)
class CheckEvent:
    """One line that the process writes down while it goes on.

    What it begins, or what has come of it.
    """

    begun: str = ""  # a test's id
    loaded: bool = False
    faults: tuple[Fault, ...] = ()
    result: PublicResult | None = None
    ours: str = ""  # what kept pytest from running at all


@dataclass(frozen=True, slots=True)
class CheckRun:
    """All that came of a request, as far as the process got."""

    results: tuple[PublicResult, ...] = ()
    faults: tuple[Fault, ...] = field(default_factory=tuple)
    begun: str = ""
    loaded: bool = False
    ours: str = ""


def exercises_in_name(test: str, exercises: Iterable[str]) -> list[str]:
    """The exercises that a test's name begins with, the longest name first.

    Test_fit_sgd_ver1 is of fit_sgd.
    """
    name = test.removeprefix("test_")
    return sorted((one for one in exercises if name == one or name.startswith(f"{one}_")), key=len, reverse=True)
