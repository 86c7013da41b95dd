"""pytest running public checks on a student's functions → a PublicResult each.

Used beside student code only.
"""

from __future__ import annotations

import functools
import linecache
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograder.model import Fault, LintFinding
from autograder.recorder.describe import fault
from autograder.student import brackets
from autograder.student.calls import CallRecorder
from autograder.student.recorded_paths import path_of_call, start_of
from autograder.student.results import CheckEnd, PublicResult, exercises_in_name
from autograder.student.time_limit import TimeIsUpError

PRINTED = 2000
"""Characters that a student's code printed during one check and that are kept."""

_UNUSED = ("cacheprovider", "faulthandler", "threadexception", "unraisableexception")
"""Plug-ins of pytest's own that a student waits for in vain: one walks the whole memory after every run."""
_RAISED = pytest.StashKey[BaseException]()


@contextmanager
def installed_modules(functions: Mapping[str, Callable[..., Any]], exercises: Mapping[str, str]) -> Iterator[None]:
    """Let `import <module of the week>` give these functions for a while."""
    modules = {name: ModuleType(name) for name in exercises.values()}
    for name, function in functions.items():
        setattr(modules[exercises[name]], name, function)
    before = {name: sys.modules.get(name) for name in modules}
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module


def run_pytest(folder: Path, plugin: object) -> None:
    """The public checks of a handout, by no settings but its own conftest.py.

    What lies in folders above is not asked. Where conftest.py refuses, since a library is missing that the work imports,
    the checks run without it: what needs no such library is right or wrong all the same.
    """
    for path in (folder / "public").glob("test_*.py"):
        sys.modules.pop(path.stem, None)  # whatever the work has put there under the checks' own name
    ini = Path(__file__).with_name("pytest.ini")
    words = ["-c", str(ini), "--rootdir", str(folder), "--confcutdir", str(folder), "--capture=sys"]
    without = [word for name in _UNUSED for word in ("-p", f"no:{name}")]
    asked = [*words, *without, "-q", str(folder / "public")]
    if pytest.main(asked, plugins=[plugin]) == pytest.ExitCode.USAGE_ERROR:
        pytest.main([*asked, "--noconftest"], plugins=[plugin])


class PublicCheckPlugin:
    """A pytest plugin that runs the checks of some exercises, and tells of each."""

    def __init__(
        self,
        calls: CallRecorder,
        exercises: Mapping[str, str],
        wanted: Callable[[str, str], bool],
        *,
        begin: Callable[[str], None] = lambda _: None,
        tell: Callable[[PublicResult], None] = lambda _: None,
    ) -> None:
        self._calls, self._exercises, self._wanted = calls, exercises, wanted
        self._begin, self._tell = begin, tell
        self.broken: list[str] = []  # test files that could not be read
        self._items: Mapping[str, Sequence[pytest.Item]] = {}  # by exercise
        self._brackets: dict[str, LintFinding | None] = {}  # of each exercise that was looked at

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what kept a test file from being read."""
        if report.failed:
            self.broken.append(f"{report.nodeid}: {_last_line(str(report.longrepr))}")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the wanted ones: `wanted` is asked with a test's id and its exercise."""
        of = {item.nodeid: exercise_of(item, self._exercises) for item in items}
        items[:] = [item for item in items if self._wanted(item.nodeid, of[item.nodeid])]
        self._items = {name: [item for item in items if of[item.nodeid] == name] for name in set(of.values())}

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Tell that a check begins."""
        self._calls.forget()
        self._begin(nodeid)

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Iterator[None]:
        """Keep the error, before the handout's conftest turns a gap into a skip."""
        since = time.monotonic()
        try:
            return (yield)
        except BaseException as error:
            pyfuncitem.stash[_RAISED] = error
            if isinstance(error, AssertionError) and time.monotonic() - since < brackets.QUICK:
                self._try_brackets(exercise_of(pyfuncitem, self._exercises))
            raise

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        """Tell how it ended."""
        report: Any = yield
        if call.when == "call" or (call.when == "setup" and call.excinfo):
            error = item.stash.get(_RAISED, call.excinfo.value if call.excinfo else None)
            self._tell(self._result(item, error, report))
        return report

    def _try_brackets(self, exercise: str) -> None:
        """Look once for brackets with which an exercise passes all its checks."""
        if exercise in self._brackets or exercise in self._calls.loops:
            return
        self._brackets[exercise] = None
        checks = [_as_call(item) for item in self._items.get(exercise, ())]
        if checks and all(checks):
            own, replaced = self._calls.own.get(exercise), functools.partial(self._calls.replaced, exercise)
            self._brackets[exercise] = brackets.found(own, [check for check in checks if check], replaced)

    def _result(self, item: pytest.Item, error: BaseException | None, report: pytest.TestReport) -> PublicResult:
        exercise = exercise_of(item, self._exercises)
        return PublicResult(
            test=item.nodeid,
            exercise=exercise,
            end=_end(error),
            text=(getattr(item, "obj", None).__doc__ or "").strip(),
            fault=None if error is None else _fault(error),
            gap=self._calls.gap or self._calls.gap_of(error) if error else "",
            missing=self._calls.missing if error else "",
            returned=self._calls.returned.get(exercise, ""),
            raised=self._calls.raised if error else "",
            path=path_of_call(loop, self._calls.beside.get(exercise, (loop,)), self._calls.epochs.get(exercise, 0))
            if (loop := self._calls.loops.get(exercise))
            else None,
            printed=report.capstdout[:PRINTED],
            rows=self._calls.rows.get(exercise, frozenset()),
            start=start_of(loop) if loop else {},
            epochs=self._calls.epochs.get(exercise, 0),
            lr=self._calls.rates.get(exercise, 0.0),
            brackets=self._brackets.get(exercise) if isinstance(error, AssertionError) else None,
        )


def _as_call(item: pytest.Item) -> Callable[[], object] | None:
    """A check as a call without arguments; None of one with fixtures."""
    function, callspec = getattr(item, "function", None), getattr(item, "callspec", None)
    given = dict(callspec.params) if callspec else {}
    names = set(getattr(getattr(item, "_fixtureinfo", None), "argnames", ("?",)))
    return functools.partial(function, **given) if function and names <= given.keys() else None


def exercise_of(item: pytest.Item, exercises: Mapping[str, str]) -> str:
    """The exercise a public check is of.

    As marked, as its parameter says, as named, or as the first one it calls.

    `test_<module>.py` speaks of the exercises of that module alone.
    """
    marker = item.get_closest_marker("exercise")
    if marker is not None and marker.args:
        return str(marker.args[0])
    module = item.path.stem.removeprefix("test_")
    near = [name for name, home in exercises.items() if home == module] or list(exercises)
    callspec = getattr(item, "callspec", None)
    parameters = [one for one in (callspec.params.values() if callspec else ()) if isinstance(one, str) and one in near]
    called = [one for one in _names_in(getattr(item, "function", None)) if one in near]
    return next(iter([*parameters, *exercises_in_name(getattr(item, "originalname", item.name), near), *called]), "")


def _names_in(function: object) -> Iterable[str]:
    code = getattr(function, "__code__", None)
    return code.co_names if code else ()


def _end(error: BaseException | None) -> CheckEnd:
    match error:
        case None:
            return CheckEnd.PASSED
        case pytest.skip.Exception():
            return CheckEnd.SKIPPED
        case TimeIsUpError():
            return CheckEnd.TIMED_OUT
        case _:
            return CheckEnd.FAILED


def _fault(error: BaseException) -> Fault:
    """The fault that was raised. A check's own message loses what pytest adds to it.

    An error has a place only in the student's code; that of time which ran out is the outermost line there.
    """
    if isinstance(error, TimeIsUpError):
        own = _own_files()
        steps = ((frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__))
        file, line = next(((file, line) for file, line in steps if file in own), ("", 0))
        return Fault("TimeoutError", "", file, line)
    found = fault(error)
    if isinstance(error, AssertionError) and not found.file:
        return Fault(found.type, _without_rewriting(found.message))
    return found if found.file in _own_files() else Fault(found.type, found.message)


def _without_rewriting(message: str) -> str:
    """The message without what pytest's rewriting adds.

    The explanation of the `assert` below it, and two blanks a line.
    """
    lines = message.split("\n")
    last = next((row for row, line in enumerate(lines) if row and line.startswith("assert ")), len(lines))
    first, rest = lines[:1], lines[1:last]
    if all(line.startswith("  ") for line in rest):
        rest = [line.removeprefix("  ") for line in rest]
    return "\n".join([*first, *rest]).strip("\n")


def _own_files() -> frozenset[str]:
    return frozenset(name for name, entry in linecache.cache.items() if len(entry) > 1 and entry[1] is None)


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "").removeprefix("E").strip()
