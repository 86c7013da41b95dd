"""Files of checks → pytest items that ask for `mine`, `solution`, `data`.

Their outcomes and foundations as data.

Hidden checks are ordinary pytest. A new fixture or mark is written here and nowhere else: where a check stands, which
marks it has and which fixtures it reaches is read off pytest's own collection.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograder.errors import BrokenError, DepartedError, InstructorError, OverBudgetError, UncalibratedError
from autograder.judge.comparison import Close, Comparison, Tolerance
from autograder.judge.recorded import ChangedInputs, EpochCount, RecordedName, RecordedObject, plain
from autograder.judge.tolerances import unmeasured
from autograder.judge.view import StudentWork
from autograder.model import Check, CheckSource, Difference, Kind, Outcome, Probe, Step

if TYPE_CHECKING:
    from autograder.judge.case import Case  # noqa: TC004 - a dataclass does not look at it

PYTEST_MARKS = (
    "exercise(name): the function that the checks of this class are about",
    "points(n): what the check is worth",
    "probe(*names): the probes of the exercise it looks at, one check each; the first probe of the exercise if unmarked",
    "step(name): which step of the week it is about: yhat, loss, backward, update, setup, or one that week.toml names",
    "needs(*names): checks of the same exercise, without test_, that must pass before this one means anything: on the same probe where both name it, else on every one",
)
VALUED_APART = {"points"}
"""Marks that say what a check is worth, not what it finds."""


@dataclass
class CheckResult:
    """The outcome of one check.

    Its first difference, the widest distance it let pass, the narrowest it did not.
    """

    outcome: Outcome
    difference: Difference | None = None
    widest: float = 0.0
    narrowest: float = math.inf
    shadow: bool = True
    ours: bool = False  # the check itself is at fault, whatever the student's value is


@dataclass
class CheckPlugin:
    """The pytest plugin.

    Collects the checks of a week once, then judges one case after another in that session.

    `serve` keeps the session open; without it pytest's own loop runs every check once, on the case that is set.
    """

    folder: Path
    first_probe: Mapping[str, str]
    serve: Callable[[CheckPlugin], None] | None = None
    items: dict[str, pytest.Item] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    sources: dict[str, CheckSource] = field(default_factory=dict)
    case: Case | None = None
    tolerances: Mapping[str, Tolerance] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    _result: CheckResult | None = None
    _difference: Difference | None = None
    _comparison: Comparison | None = None

    def run(self, check: str) -> CheckResult:
        """Run one check on the present case."""
        item = self.items[check]
        self._result, self._difference, self._comparison = None, None, None
        item._initrequest()  # type: ignore[attr-defined]  # noqa: SLF001 - fixtures anew, as plugins for reruns do
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        result, measured = self._result or CheckResult(Outcome.PASSED), self._comparison
        if measured:
            result.widest, result.narrowest, result.shadow = measured.widest, measured.narrowest, measured.shadow
        return result

    # ------------------------------------------------------------------ collecting

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the marks known.

        Served results are data: nobody reads a traceback of them, so none is written.
        """
        if self.serve:
            config.option.tbstyle = "no"
        for mark in PYTEST_MARKS:
            config.addinivalue_line("markers", mark)

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """One check a probe."""
        exercise = _mark(metafunc.definition, "exercise", "")
        names = _args(metafunc.definition, "probe") or (self.first_probe.get(exercise, ""),)
        if "probe" in metafunc.fixturenames:
            metafunc.parametrize("probe", [f"{exercise}/{name}" for name in names], ids=names, indirect=True)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file of checks that cannot be collected is the instructor's to mend."""
        if report.failed:
            self.troubles.append(str(report.longrepr))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Name the checks, and keep where each is written."""
        named = [(_check(item), item) for item in session.items]
        self.checks = tuple(check for check, _ in named)
        self.troubles += misnamed(self.checks)
        self.items = {check.name: item for check, item in named}
        self.sources = {check.name: _source(item, self.folder) for check, item in named}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> bool | None:
        """Judge the cases we are asked to judge, until there are no more."""
        if self.serve is None:
            return None
        self.serve(self)
        return True

    # ------------------------------------------------------------------ fixtures

    @pytest.fixture
    def probe(self, request: pytest.FixtureRequest) -> str:
        """The probe that this check looks at."""
        return request.param

    @pytest.fixture
    def mine(self, request: pytest.FixtureRequest, probe: str) -> StudentWork:
        """The student's tape of that probe."""
        assert self.case is not None
        self._comparison = Comparison(self.tolerances.get(_check_name(request.node), unmeasured()))
        return self.case.mine(probe, self._comparison)

    @pytest.fixture
    def solution(self, mine: StudentWork) -> Any:
        """The solution's functions, in the precision of the tape."""
        assert self.case is not None
        return self.case.solution(shadow=mine.comparison.shadow)

    @pytest.fixture
    def data(self, mine: StudentWork, probe: str) -> Any:
        """The probe's inputs, in the precision of the tape."""
        assert self.case is not None
        return self.case.data(probe, shadow=mine.comparison.shadow)

    # ------------------------------------------------------------------ outcomes

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> list[str] | None:
        """Keep the difference that a failed comparison found, and say it."""
        if op != "==":
            return None
        if isinstance(right, Close) and right.difference:
            self._difference = right.difference
        elif isinstance(left, ChangedInputs):
            self._difference = Difference(left.kind, left[0])
        elif isinstance(left, EpochCount):
            counted = {"quantity": left.quantity, "loop": left.loop}
            self._difference = Difference(left.kind, got=str(left), expected=str(right), **counted)
        elif isinstance(left, RecordedName):
            self._difference = Difference(left.kind, got=str(left), expected=str(right))
        elif isinstance(left, RecordedObject):
            self._difference = Difference(Kind.VALUE, "returned", got=_short(plain(left)), expected=_short(right))
        return [str(self._difference)] if self._difference else None

    def pytest_exception_interact(self, call: pytest.CallInfo[Any]) -> None:
        """Tell an exception that speaks of the student's work from one of ours."""
        error = call.excinfo.value if call.excinfo else None
        match error:
            case OverBudgetError():
                self._result = _undecided(str(error))
            case BrokenError():
                self._result = CheckResult(Outcome.UNGRADED)
            case DepartedError():
                self._result = CheckResult(Outcome.FAILED, error.difference)
            case UncalibratedError() | InstructorError() | pytest.xfail.Exception():
                self._result = _undecided(str(error))
            case pytest.fail.Exception():
                self._result = CheckResult(Outcome.FAILED, Difference(Kind.OTHER, note=_said(error)))
            case AssertionError():
                shown = self._difference or (self._comparison.difference if self._comparison else None)
                note = "" if shown else _said(error)
                self._result = CheckResult(Outcome.FAILED, shown or Difference(Kind.OTHER, note=note))
            case _:
                self._result = _undecided(f"{type(error).__name__}: {error}", ours=False)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A check that skips itself has looked at nothing."""
        if report.skipped:
            self._result = _undecided("the check was skipped; a check passes or fails")


def needed(checks: Iterable[Check]) -> dict[str, tuple[str, ...]]:
    """List every check's needs by name."""
    every = tuple(checks)
    return {check.name: tuple(other.name for other in check.waits_for(every)) for check in every}


def misnamed(checks: Sequence[Check]) -> Iterator[str]:
    """A sentence for each name that stands for two checks, and each need for none."""
    every = [check.name for check in checks]
    bare = {name.partition("[")[0] for name in every} | {*every}
    for name in dict.fromkeys(name for name in every if every.count(name) > 1):
        yield (
            f"{name} is the name of two checks. Give one of them another, or, where each class is about another loop, "
            'say which: of = "D".'
        )
    for check in checks:
        missing = [need for need in check.needs if need not in bare]
        yield from (f"{check.name} needs {need}, and no check has that name." for need in missing)


def first_probes(probes: Iterable[Probe]) -> dict[str, str]:
    """The first probe of every exercise, which a check without a probe mark looks at."""
    return {probe.exercise: probe.name for probe in reversed(tuple(probes))}


def _undecided(why: str, *, ours: bool = True) -> CheckResult:
    return CheckResult(Outcome.UNGRADED, Difference(Kind.OTHER, note=why), ours=ours)


# ---------------------------------------------------------------------- an item, as data


def _check(item: pytest.Item) -> Check:
    exercise = _mark(item, "exercise", "")
    words = [paragraph.strip() for paragraph in (getattr(item, "obj", None).__doc__ or "").split("\n\n")]
    korean = " ".join(" ".join(p.split()) for p in words if _hangul(p))
    english = " ".join(" ".join(p.split()) for p in words if p and not _hangul(p))
    callspec = getattr(item, "callspec", None)
    loop = _loop(item, getattr(item, "originalname", item.name).removeprefix("test_"))
    told = _told_apart(loop) if loop is not None else {"ko": "", "en": ""}
    return Check(
        name=_check_name(item),
        exercise=exercise,
        points=float(_mark(item, "points", 0)),
        probe=callspec.params["probe"] if callspec else "",
        text={"ko": f"{told['ko']}{korean or english}", "en": f"{told['en']}{english or korean}"},
        step=str(_mark(item, "step", Step.SETUP)),
        needs=tuple(f"{exercise}.{_of_loop(item, need)}" for need in _args(item, "needs")),
    )


def _check_name(item: Any) -> str:
    """`mse.averages_the_squares`, with the probe in brackets where probes are named."""
    exercise = _mark(item, "exercise", "")
    bare = _of_loop(item, getattr(item, "originalname", item.name).removeprefix("test_"))
    probe = f"[{item.callspec.id}]" if _args(item, "probe") else ""
    return f"{exercise}.{bare}{probe}"


def _of_loop(item: Any, name: str) -> str:
    """The name of a check within an exercise, with the loop of its class in front."""
    loop = _loop(item, name)
    return name if loop is None else f"{loop}_{name}"


def _loop(item: Any, name: str) -> str | int | None:
    """The one of several loops that a check's class looks at."""
    loop = getattr(item.cls, "of", None)
    return loop if isinstance(loop, str | int) and hasattr(item.cls, f"test_{name}") else None


def _told_apart(loop: str | int) -> dict[str, str]:
    """The loop in front of a check's text, which another loop's check has as well."""
    match loop:
        case str():
            return {"ko": f"{loop}: ", "en": f"{loop}: "}
        case _ if loop < 0:
            return {"ko": f"끝에서 {-loop}번째 반복문: ", "en": f"loop {-loop} from the end: "}
        case _:
            return {"ko": f"{loop + 1}번째 반복문: ", "en": f"loop {loop + 1}: "}


def _source(item: Any, folder: Path) -> CheckSource:
    """The places of a check, its classes and its fixtures, and all marks on it."""
    closure = item._fixtureinfo.name2fixturedefs  # noqa: SLF001 - pytest has no other name for it
    definitions = (one for found in closure.values() for one in found)
    file, line = _place(item.function)
    own = [place for one in definitions if (place := _place(one.func))[0].is_relative_to(folder)]
    classes = item.cls.__mro__[:-1] if item.cls else ()
    marks = (mark for mark in item.iter_markers() if mark.name not in VALUED_APART)
    return CheckSource(
        file=file.name,
        line=line,
        fixtures=tuple(sorted({(path.name, first) for path, first in own})),
        classes=tuple(one.__name__ for one in classes),
        marks=tuple(f"{mark.name}{mark.args}{sorted(mark.kwargs.items())}" for mark in marks),
    )


def _place(function: Callable[..., Any]) -> tuple[Path, int]:
    """The file of a function and the line of its first mark."""
    plain = inspect.unwrap(function)
    code = getattr(getattr(plain, "__func__", plain), "__code__", None)
    return (Path(code.co_filename), code.co_firstlineno) if code else (Path(), 0)


def _mark(node: Any, name: str, default: Any) -> Any:
    return (_args(node, name) or (default,))[0]


def _args(node: Any, name: str) -> tuple[Any, ...]:
    mark = node.get_closest_marker(name)
    return mark.args if mark else ()


def _hangul(words: str) -> bool:
    return any("가" <= letter <= "힣" for letter in words)


def _said(error: BaseException) -> str:
    """All that a check says.

    What pytest writes below an assert shows the check.
    """
    lines = str(error).split("\n")
    shown = next((at for at, line in enumerate(lines) if line.startswith("assert ")), len(lines))
    return "\n".join(lines[: max(1, shown)])


def _short(value: object) -> str:
    return repr(value)[:120]
