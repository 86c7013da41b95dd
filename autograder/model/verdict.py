"""Verdicts: an outcome a check, and where a tape first leaves the right path."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Outcome of a check. UNGRADED is ours: never a zero; a person must look."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"
    UNGRADED = "ungraded"


class Kind(StrEnum):
    """Sorts of difference; report/ has a sentence for each."""

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
    TAPE_FULL = "tape_full"
    KILLED = "killed"
    OTHER = "other"  # a plain assert in a check, with its own words in `note`


class Measure(StrEnum):
    """How the values of the wrong epochs stand to the right ones.

    Report/ has a sentence for each.
    """

    SCALED = "scaled"  # so many times as large, each of them
    SHIFTED = "shifted"  # off by one and the same number
    TURNED = "turned"  # the other way round
    STILL = "still"  # nothing at all
    TRAILING = "trailing"  # the right ones, and so many times the one before
    VARIED = "varied"  # along the right ones, from so many to so many times as large
    OFF = "off"  # by up to such a share of their size
    ROUNDED = "rounded"  # to so many decimals
    NARROWED = "narrowed"  # as a narrower type holds them
    CAPPED = "capped"  # none is larger than that
    FLOORED = "floored"  # none is smaller than that
    REORDERED = "reordered"  # the right ones in another order
    PARTLY = "partly"  # so many of them are wrong, and the others right
    APART = "apart"  # no rule was found


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regularity measured on a whole path.

    In which epochs a quantity is wrong, in which parameters, and how.

    `until` is the last of these epochs, None where it is every one to the end of the loop; `count` how many they are, or
    how many numbers a value has. Where `batch` is given it is that update of each of these epochs; where an epoch has
    several `updates` and these do not begin and end with an epoch, updates are counted instead.
    """

    measure: Measure
    quantity: str  # "yhat", "loss", "gradient", "carried", "after"; "value" of one that has no epochs
    since: int
    until: int | None = None
    count: int = 0
    number: str = ""  # the factor, or what it is off by
    names: tuple[str, ...] = ()
    batch: int | None = None
    updates: int = 1


@dataclass(frozen=True, slots=True)
class Difference:
    """The place where a tape first leaves the right path.

    Equal symptoms compare equal.

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
    batch: int | None = None  # the update within the epoch, where the week has several
    loop: str = ""  # the one of several that a check asked for
    part: str = ""  # of a dict or list the place: `["valid"][0]`
    part_epoch: int | None = None  # that this place is of, in a list of one for every epoch
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class LintFinding:
    """A beginner's mistake that is plain to see in the code.

    `report` has a sentence for each kind. `name` is the student's own, `right` what it should be.
    """

    kind: str
    name: str = ""
    right: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The truth about one check, before any policy.

    `mistakes` are the names that fit (one message each); `waits_for` names the checks a BLOCKED one needs.
    """

    check: str
    outcome: Outcome
    difference: Difference | None = None
    mistakes: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()  # own wrong helpers that explain the difference: it costs there, not here
    finding: LintFinding | None = None  # plain to see in the student's code, and said before anything else
