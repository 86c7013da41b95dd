"""A student's sources → the functions they define.

Statement by statement, so that what raises takes nothing with it.
"""

from __future__ import annotations

import ast
import builtins
import functools
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FunctionType, ModuleType
from typing import Any

from autograder.errors import EnoughSeenError
from autograder.model import GAP, Fault, Source
from autograder.recorder.describe import fault
from autograder.recorder.own_modules import OwnModules
from autograder.recorder.process_state import ProcessState
from autograder.recorder.statements import WRITTEN, bound, brought, reads, statements_of

MOST_FAULTS = 20
_NOTHING = object()
_DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


@dataclass(frozen=True)
class Definition:
    """A name bound to something callable, and the module's other names by then."""

    value: Callable[..., Any]
    names: Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """Loaded modules in the order they ran.

    What they defined on the way, and what raised, come with them.
    """

    modules: tuple[ModuleType, ...]
    faults: tuple[Fault, ...]
    definitions: Mapping[tuple[str, str], Definition] = field(default_factory=dict)  # (file, name) → the last one
    unimported: Mapping[tuple[str, str], Fault] = field(default_factory=dict)  # (file, name) → why it is not there

    def fault(self, error: BaseException) -> Fault:
        """An exception as data.

        Of a name that an import should have brought, the failure of that import.
        """
        missing = isinstance(error, NameError) and (_innermost_file(error), error.name or "")
        return self.unimported.get(missing, fault(error)) if missing else fault(error)

    def function(self, name: str, module: str) -> Callable[..., Any] | None:
        """The function of that name.

        From the file it belongs in, or else from wherever it was defined last.

        It is the function as it was defined, whatever a notebook has since made of its name or of the names it reads.
        One that is written goes before a stub's gap: who works in the notebook hands in untouched files beside it.
        """
        found = [value for m in self.modules if (value := self._defined(m, name)) is not None]
        at_home = [m for m in self.modules if m.__name__ == module]
        ranked = [*reversed([value for m in at_home if callable(value := vars(m).get(name))]), *reversed(found)]
        function = next((one for one in ranked if not _is_gap(one)), ranked[0] if ranked else None)
        return self._as_defined(function)

    def _defined(self, module: ModuleType, name: str) -> Callable[..., Any] | None:
        definition = self.definitions.get((_file(module), name))
        value = definition.value if definition else vars(module).get(name)
        return value if callable(value) and (definition or _own(value, module)) else None

    def _as_defined(self, function: Callable[..., Any] | None) -> Callable[..., Any] | None:
        """The function, with the names it reads as they stood when it was defined.

        For as long as a call of it lasts.
        """
        changed = [(vars(m), names) for m in self.modules if (names := self._changed(m, function))]
        if function is None or not changed or isinstance(function, type):
            return function

        @functools.wraps(function)
        def as_defined(*args: Any, **kwargs: Any) -> Any:
            now = [(space, {name: space.get(name, _NOTHING) for name in names}) for space, names in changed]
            _assign(changed)
            try:
                return function(*args, **kwargs)
            finally:
                _assign(now)

        return as_defined

    def _changed(self, module: ModuleType, function: object) -> dict[str, Any]:
        """The names that a function and its helpers read and that changed since."""
        space, file = vars(module), _file(module)
        by_function = {id(one.value): one for (place, _), one in self.definitions.items() if place == file}
        found: dict[str, Any] = {}
        waiting, seen = [function], {id(function)}
        for value in waiting:
            definition = by_function.get(id(value))
            for name in reads(value):
                if definition and name in definition.names and name not in found:
                    then = definition.names[name]
                    if not isinstance(then, WRITTEN) and space.get(name, _NOTHING) is not then:
                        found[name] = then
                helper = space.get(name)
                if isinstance(helper, WRITTEN) and id(helper) not in seen:
                    seen.add(id(helper))
                    waiting.append(helper)
        return found


def load(sources: tuple[Source, ...], *, definitions: bool = False) -> Work:
    """Run every source in a module of its own, so that files can import each other.

    With `definitions`, statements that only act (loops, calls, plots) are left out: for work that never ends.
    """
    own = OwnModules([source.name for source in sources])
    modules, by_name = own.modules, {source.name: source for source in sources}
    faults: list[Fault] = []
    defined: dict[tuple[str, str], Definition] = {}
    unimported: dict[tuple[str, str], Fault] = {}
    done: set[str] = set()

    def run(source: Source) -> None:
        if source.name in done:
            return
        done.add(source.name)
        state, module = ProcessState(), modules[source.name]
        known_as = module.__name__
        with state.kept(every_module=True):  # another file starts as if this one had thrown no switch
            for statement in statements_of(source, faults):
                step(source, statement, state)
        module.__name__ = known_as

    def step(source: Source, statement: tuple[ast.stmt, str], state: ProcessState) -> None:
        if definitions and not isinstance(statement[0], _DEFINING):
            return
        for wanted in own.wanted(source.name, statement[0]):
            run(by_name[wanted])
        before, module = len(faults), modules[source.name]
        _execute(_compiled(statement, faults), module, faults, state)
        module.__file__ = source.name  # by which it is known, whatever a student's text means by it
        if len(faults) > before and isinstance(statement[0], (ast.Import, ast.ImportFrom)):
            unimported.update({(source.name, name): faults[-1] for name in brought(statement[0])})
        _note(statement[0], module, defined)

    with _silent_checks():
        for source in sources:
            run(source)
    _put_back(modules, defined)
    return Work(tuple(modules.values()), tuple(faults[:MOST_FAULTS]), defined, unimported)


def _put_back(modules: Mapping[str, ModuleType], defined: Mapping[tuple[str, str], Definition]) -> None:
    """Functions whose name a result has taken: other functions still call them."""
    for (file, name), definition in defined.items():
        if not callable(vars(modules[file]).get(name)):
            vars(modules[file])[name] = definition.value


@contextmanager
def _silent_checks() -> Iterator[None]:
    """Let `from autograder import check` work here, and say nothing.

    In a notebook `check("mse")` speaks to its student.
    """
    kit = sys.modules["autograder"]
    before = vars(kit).get("check")
    kit.check = lambda *_names, **_options: None  # type: ignore[attr-defined]
    try:
        yield
    finally:
        if before is None:
            del kit.check  # type: ignore[attr-defined]
        else:
            kit.check = before  # type: ignore[attr-defined]


def _compiled(found: tuple[ast.stmt, str], faults: list[Fault]) -> CodeType | None:
    statement, name = found
    try:
        return compile(ast.Module([statement], []), name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        faults.append(fault(error))
        return None


def _execute(code: CodeType | None, module: ModuleType, faults: list[Fault], state: ProcessState) -> None:
    """Run a statement. Python is whole again before what it raised is even caught."""
    if code is None:
        return
    try:
        try:
            exec(code, vars(module))  # noqa: S102 - this is the sandbox
        finally:
            state.mend_python()
    except EnoughSeenError:
        return
    except BaseException as error:  # noqa: BLE001 - SystemExit, KeyboardInterrupt and all
        faults.append(fault(error))


def _innermost_file(error: BaseException) -> str:
    """The file of the function that raised."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return str(frames[-1].f_globals.get("__file__", "")) if frames else ""


def _note(statement: ast.stmt, module: ModuleType, defined: dict[tuple[str, str], Definition]) -> None:
    """Keep what a statement bound a name to, where that can be called.

    No mere result of what was there.
    """
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return
    space = vars(module)
    for name in bound(statement):
        value, place = space.get(name), (_file(module), name)
        before = defined.get(place)
        result = before is not None and not isinstance(value, WRITTEN)
        undone = before is not None and _is_gap(value) and not _is_gap(before.value)
        if callable(value) and not result and not undone:
            defined[place] = Definition(value, {key: held for key, held in space.items() if not key.startswith("__")})


def _assign(values: Iterable[tuple[dict[str, Any], Mapping[str, Any]]]) -> None:
    for space, names in values:
        for name, value in names.items():
            if value is _NOTHING:
                space.pop(name, None)
            else:
                space[name] = value


def _file(module: ModuleType) -> str:
    return module.__file__ or ""


def _own(value: Any, module: ModuleType) -> bool:
    """Defined in this module rather than imported into it."""
    return getattr(value, "__module__", module.__name__) in {module.__name__, "__main__", builtins.__name__}


def _is_gap(value: Any) -> bool:
    """True for what still says that it is not written, a method of a class too."""
    if isinstance(value, type):
        methods = (getattr(one, "__func__", one) for one in vars(value).values())
        return any(_is_gap(one) for one in methods if isinstance(one, FunctionType))
    code = getattr(value, "__code__", None)
    return code is not None and GAP in code.co_names
