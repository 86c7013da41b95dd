"""pytest running public checks on a student's functions → a PublicResult each.

Used beside student code only.
"""

from __future__ import annotations

import functools
import inspect
import linecache
import sys
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from autograder.errors import MissingError
from autograder.model import Fault
from autograder.recorder.describe import fault
from autograder.recorder.loop_tapes import longest
from autograder.recorder.probe_runner import parameters_of
from autograder.recorder.watch import Loop, Watch
from autograder.student.paths import path_of
from autograder.student.results import CheckEnd, PublicResult, exercises_in_name
from autograder.student.time_limit import TimeIsUpError

PRINTED = 2000
"""Characters that a student's code printed during one check and that are kept."""

_UNUSED = ("cacheprovider", "faulthandler", "threadexception", "unraisableexception")
"""Plug-ins of pytest's own that a student waits for in vain: one walks the whole memory after every run."""
_RAISED = pytest.StashKey[BaseException]()


class CallRecorder:
    """Records the calls of the student's functions.

    Which gave what, which is a gap, which is not there; `first` is told of the first call in each check.
    """

    def __init__(
        self,
        exercises: Collection[str],
        asked: Mapping[str, tuple[str, ...]] | None = None,
        *,
        first: Callable[[], None] = lambda: None,
    ) -> None:
        self._exercises, self._first, self._asked = exercises, first, asked or {}
        self._watching = False
        self.forget()

    def forget(self) -> None:
        """Before each check."""
        self.gap = self.missing = self.raised = ""
        self._called = False
        self.returned: dict[str, str] = {}
        self.loops: dict[str, Loop] = {}
        self.epochs: dict[str, int] = {}

    def recording(self, name: str, function: Callable[..., Any] | None) -> Callable[..., Any]:
        """The function, its calls recorded.

        Where there is none, one that says so when called.
        """
        if function is None:
            return self._absent(name)

        @functools.wraps(function)
        def calling(*args: Any, **kwargs: Any) -> Any:
            if not self._called:
                self._called = True
                self._first()
            try:
                with self._watched(name, args, kwargs, function):
                    returned = function(*args, **kwargs)
            except NotImplementedError as error:
                self.gap = self.gap or self.gap_of(error)
                self.raised = name
                raise
            except BaseException:
                self.raised = name
                raise
            self.returned[name] = type(returned).__name__
            return returned

        return AskedClass(function, calling) if isinstance(function, type) else calling

    def gap_of(self, error: BaseException) -> str:
        """The exercise whose gap said this; a method's begins with its class."""
        said = str(error).partition(":")[0].partition(".")[0] if isinstance(error, NotImplementedError) else ""
        return said if said in self._exercises else ""

    @contextmanager
    def _watched(
        self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any], function: Callable[..., Any]
    ) -> Iterator[None]:
        """Keep the longest loop of a check's first outermost call."""
        if self._watching:
            yield
            return
        watch = Watch()
        named = {**dict(zip(self._asked.get(name, ()), args, strict=False)), **kwargs}
        self._watching = True
        try:
            with watch.watching():
                watch.hand(dict(parameters_of((*args, *kwargs.values()), named)))
                yield
        finally:
            self._watching = False
            loop = longest(watch.loops)
            if loop is not None:
                self.loops.setdefault(name, loop)
                self.epochs.setdefault(name, _asked_epochs(named, function))

    def _absent(self, name: str) -> Callable[..., Any]:
        def calling(*_args: Any, **_kwargs: Any) -> Any:
            self.missing = self.missing or name
            raise MissingError(name)

        return calling


def _asked_epochs(named: Mapping[str, Any], function: Callable[..., Any]) -> int:
    """The epochs that a call asks for, or its default; 0 where it counts none."""
    try:
        default = inspect.signature(function).parameters["epochs"].default
    except (KeyError, TypeError, ValueError):
        default = 0
    asked = named.get("epochs", default)
    return asked if isinstance(asked, int) else 0


class AskedClass:
    """A student's class whose making is recorded; it is one to whoever asks."""

    def __init__(self, made: type, calling: Callable[..., Any]) -> None:
        self._made, self._calling = made, calling

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Make one."""
        return self._calling(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """Something of the class itself, `apply` say."""
        return getattr(self._made, name)

    def __instancecheck__(self, one: object) -> bool:
        """As the class would."""
        return isinstance(one, self._made)

    def __mro_entries__(self, _bases: tuple[Any, ...]) -> tuple[type, ...]:
        """A class that inherits it inherits the student's."""
        return (self._made,)


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

    What lies in folders above is not asked.
    """
    ini = Path(__file__).with_name("pytest.ini")
    words = ["-c", str(ini), "--rootdir", str(folder), "--confcutdir", str(folder), "--capture=sys"]
    without = [word for name in _UNUSED for word in ("-p", f"no:{name}")]
    pytest.main([*words, *without, "-q", str(folder / "public")], plugins=[plugin])


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

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what kept a test file from being read."""
        if report.failed:
            self.broken.append(f"{report.nodeid}: {_last_line(str(report.longrepr))}")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave the wanted ones: `wanted` is asked with a test's id and its exercise."""
        items[:] = [item for item in items if self._wanted(item.nodeid, exercise_of(item, self._exercises))]

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Tell that a check begins."""
        self._calls.forget()
        self._begin(nodeid)

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Iterator[None]:
        """Keep the error, before the handout's conftest turns a gap into a skip."""
        try:
            return (yield)
        except BaseException as error:
            pyfuncitem.stash[_RAISED] = error
            raise

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        """Tell how it ended."""
        report: Any = yield
        if call.when == "call" or (call.when == "setup" and call.excinfo):
            error = item.stash.get(_RAISED, call.excinfo.value if call.excinfo else None)
            self._tell(self._result(item, error, report))
        return report

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
            path=path_of(loop, self._calls.epochs.get(exercise, 0))
            if (loop := self._calls.loops.get(exercise))
            else None,
            printed=report.capstdout[:PRINTED],
        )


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
