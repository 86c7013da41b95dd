"""Hidden checks are ordinary pytest: the fixtures and marks they use, and what became of each, as data."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest

from autograder.errors import BrokenError, DepartedError, UncalibratedError
from autograder.judge.comparison import Close, Ruler, Tolerance
from autograder.judge.view import Count, Mine, Name, Other
from autograder.model import Check, Difference, Kind, Outcome, Step

MARKS = (
    "exercise(name): the function that the checks of this class are about",
    "points(n): what the check is worth",
    "probe(*names): the probes of the exercise it looks at, one check each; the first probe of the exercise if unmarked",
    "step(name): which of the lecture's steps it is about: yhat, loss, backward, update, setup",
    "needs(*names): checks of the same exercise, without test_, that must pass before this one means anything",
)


class Case(Protocol):
    """What the fixtures of one check are made from."""

    def mine(self, probe: str, ruler: Ruler) -> Mine:
        """The student's tape of a probe."""
        ...

    def solution(self, *, shadow: bool) -> Any:
        """The solution's functions."""
        ...

    def data(self, probe: str, *, shadow: bool) -> Any:
        """The probe's inputs."""
        ...


@dataclass
class Found:
    """What one check showed: its outcome, the first difference, the largest distance it let pass and the smallest it did not."""

    outcome: Outcome
    difference: Difference | None = None
    widest: float = 0.0
    narrowest: float = math.inf
    shadow: bool = True
    ours: bool = False  # the check itself is at fault, whatever the student's value is


@dataclass
class Checks:
    """The plugin: collects the checks of a week once, then judges one case after another in the same session."""

    first_probe: dict[str, str]
    serve: Callable[[Checks], None]
    items: dict[str, pytest.Item] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    case: Case | None = None
    tolerances: Mapping[str, Tolerance] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    _found: Found | None = None
    _difference: Difference | None = None
    _ruler: Ruler | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the marks known. What a check shows is data: nobody reads a traceback of it, so none is written."""
        config.option.tbstyle = "no"
        for mark in MARKS:
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
        """Name the checks."""
        named = [(_check(item), item) for item in session.items]
        self.checks = tuple(check for check, _ in named)
        self.items = {check.name: item for check, item in named}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> bool:
        """Judge what we are asked to judge, until there is no more."""
        self.serve(self)
        return True

    @pytest.fixture
    def probe(self, request: pytest.FixtureRequest) -> str:
        """The probe that this check looks at."""
        return request.param

    @pytest.fixture
    def mine(self, request: pytest.FixtureRequest, probe: str) -> Mine:
        """The student's tape of that probe."""
        assert self.case is not None
        self._ruler = Ruler(self.tolerances.get(_check_name(request.node), Tolerance()))
        return self.case.mine(probe, self._ruler)

    @pytest.fixture
    def solution(self, mine: Mine) -> Any:
        """The solution's functions, in the precision of the tape."""
        assert self.case is not None
        return self.case.solution(shadow=mine.ruler.shadow)

    @pytest.fixture
    def data(self, mine: Mine, probe: str) -> Any:
        """The probe's inputs, in the precision of the tape."""
        assert self.case is not None
        return self.case.data(probe, shadow=mine.ruler.shadow)

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> list[str] | None:
        """Keep what a failed comparison found as data, and say it."""
        if op != "==":
            return None
        if isinstance(right, Close) and right.difference:
            self._difference = right.difference
        elif isinstance(left, Name | Count):
            self._difference = Difference(left.kind, got=str(left), expected=str(right))
        elif isinstance(left, Other):
            self._difference = Difference(Kind.VALUE, "returned", got=_short(left.value), expected=_short(right))
        return [str(self._difference)] if self._difference else None

    def pytest_exception_interact(self, call: pytest.CallInfo[Any]) -> None:
        """An exception in a check, as what it says of the student's work or of ours."""
        error = call.excinfo.value if call.excinfo else None
        match error:
            case BrokenError():
                self._found = Found(Outcome.UNGRADED)
            case DepartedError():
                self._found = Found(Outcome.FAILED, error.difference)
            case UncalibratedError() | pytest.xfail.Exception():
                self._found = _undecided(str(error))
            case pytest.fail.Exception():
                self._found = Found(Outcome.FAILED, Difference(Kind.OTHER, note=str(error).partition("\n")[0]))
            case AssertionError():
                seen = self._difference or (self._ruler.difference if self._ruler else None)
                note = "" if seen else str(error).partition("\n")[0]
                self._found = Found(Outcome.FAILED, seen or Difference(Kind.OTHER, note=note))
            case _:
                self._found = _undecided(f"{type(error).__name__}: {error}", ours=False)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A check that skips itself has looked at nothing."""
        if report.skipped:
            self._found = _undecided("the check was skipped; a check passes or fails")

    def run(self, check: str) -> Found:
        """Run one check on the present case."""
        item = self.items[check]
        self._found, self._difference, self._ruler = None, None, None
        item._initrequest()  # type: ignore[attr-defined]  # noqa: SLF001 - fixtures anew, as plugins for reruns do
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        found = self._found or Found(Outcome.PASSED)
        if self._ruler:
            found.widest, found.narrowest, found.shadow = self._ruler.widest, self._ruler.narrowest, self._ruler.shadow
        return found


def _undecided(why: str, *, ours: bool = True) -> Found:
    return Found(Outcome.UNGRADED, Difference(Kind.OTHER, note=why), ours=ours)


def _check(item: pytest.Item) -> Check:
    exercise = _mark(item, "exercise", "")
    name = _check_name(item)
    words = [paragraph.strip() for paragraph in (getattr(item, "obj", None).__doc__ or "").split("\n\n")]
    korean = " ".join(" ".join(p.split()) for p in words if _hangul(p))
    english = " ".join(" ".join(p.split()) for p in words if p and not _hangul(p))
    callspec = getattr(item, "callspec", None)
    return Check(
        name=name,
        exercise=exercise,
        points=float(_mark(item, "points", 0)),
        probe=callspec.params["probe"] if callspec else "",
        text={"ko": korean or english, "en": english or korean},
        step=Step(_mark(item, "step", "setup")),
        needs=tuple(f"{exercise}.{need}" for need in _args(item, "needs")),
    )


def _check_name(item: Any) -> str:
    """`mse.averages_the_squares`, and in brackets the probe where the check names its probes."""
    exercise = _mark(item, "exercise", "")
    bare = getattr(item, "originalname", item.name).removeprefix("test_")
    probe = f"[{item.callspec.id}]" if _args(item, "probe") else ""
    return f"{exercise}.{bare}{probe}"


def _mark(node: Any, name: str, default: Any) -> Any:
    return (_args(node, name) or (default,))[0]


def _args(node: Any, name: str) -> tuple[Any, ...]:
    mark = node.get_closest_marker(name)
    return mark.args if mark else ()


def _hangul(words: str) -> bool:
    return any("가" <= letter <= "힣" for letter in words)


def _short(value: object) -> str:
    return repr(value)[:120]


def needed(checks: Iterable[Check]) -> dict[str, tuple[str, ...]]:
    """What each check waits for: a name without brackets stands for that check on every probe."""
    names = [check.name for check in checks]
    return {
        check.name: tuple(n for need in check.needs for n in names if n == need or n.startswith(f"{need}["))
        for check in checks
    }
