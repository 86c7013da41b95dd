"""A student's sources → the functions they define: statement by statement, so that what raises takes nothing with it."""

from __future__ import annotations

import ast
import builtins
import linecache
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from types import CodeType, ModuleType
from typing import Any

from autograder.errors import EnoughSeenError
from autograder.model import Fault, Source
from autograder.recorder.describe import words

MOST_FAULTS = 20
LONGEST_STATEMENT = 12  # pieces that begin in the first column
_DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


@dataclass(frozen=True)
class Work:
    """What loading left: the modules in the order they ran, and what raised on the way."""

    modules: tuple[ModuleType, ...]
    faults: tuple[Fault, ...]

    def function(self, name: str, module: str) -> Callable[..., Any] | None:
        """The function of that name: from the file it belongs in, or else from wherever it was defined last.

        One that is written goes before a stub's gap: who works in the notebook hands in untouched files beside it.
        """
        found = [vars(m)[name] for m in self.modules if callable(vars(m).get(name)) and _own(vars(m)[name], m)]
        at_home = [vars(m)[name] for m in self.modules if m.__name__ == module and callable(vars(m).get(name))]
        ranked = [*reversed(at_home), *reversed(found)]
        return next((one for one in ranked if not _is_gap(one)), ranked[0] if ranked else None)


def load(sources: tuple[Source, ...], *, definitions: bool = False) -> Work:
    """Run every source in a module of its own, named as its file, so that files can import each other.

    With `definitions`, statements that only act (loops, calls, plots) are left out: for work that never ends.
    """
    modules = {source.name: ModuleType(PurePath(source.name).stem) for source in sources}
    for name, module in modules.items():
        module.__file__ = name
        if getattr(sys.modules.get(module.__name__), "__spec__", None) is None:  # never torch, numpy or random
            sys.modules[module.__name__] = module
    faults: list[Fault] = []
    done: set[str] = set()
    by_module = {modules[source.name].__name__: source for source in sources}

    def run(source: Source) -> None:
        if source.name in done:
            return
        done.add(source.name)
        for statement in _statements(source, faults):
            if definitions and not isinstance(statement[0], _DEFINING):
                continue
            for wanted in _imported(statement):
                if wanted in by_module:
                    run(by_module[wanted])
            _execute(_compiled(statement, faults), modules[source.name], faults)

    with _silent_checks():
        for source in sources:
            run(source)
    return Work(tuple(modules.values()), tuple(faults[:MOST_FAULTS]))


def fault(error: BaseException) -> Fault:
    """An exception as data: the line is the innermost one in the student's own files."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in linecache.cache]
    own = [frame for frame in own if linecache.cache[frame.filename][1:2] == (None,)]
    line = own[-1].lineno if own else getattr(error, "lineno", 0)
    file = own[-1].filename if own else getattr(error, "filename", "")
    return Fault(words(type(error).__name__), _message(error), file or "", line or 0)


@contextmanager
def _silent_checks() -> Iterator[None]:
    """`from autograder import check` works here as in a notebook, where `check("mse")` speaks to its student, and says nothing."""
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


def _message(error: BaseException) -> str:
    try:
        return words(str(error))[:4000]
    except Exception:
        return ""


def _statements(source: Source, faults: list[Fault]) -> Iterator[tuple[ast.stmt, str]]:
    """The top-level statements with the name their lines are known by. A cell that does not parse costs only itself."""
    for number, cell in enumerate(source.cells):
        name = source.cell_name(number + 1)
        linecache.cache[name] = (len(cell), None, cell.splitlines(keepends=True), name)
        try:
            tree = ast.parse(cell, name)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            faults.append(fault(error))
            yield from ((statement, name) for statement in _salvaged(cell))
            continue
        yield from ((statement, name) for statement in tree.body)


def _salvaged(cell: str) -> Iterator[ast.stmt]:
    """The top-level statements that parse, in a text that as a whole does not."""
    lines = cell.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.strip() and not line[0].isspace()]
    ends = [*starts[1:], len(lines)]
    after = 0
    for place, start in enumerate(starts):
        if start < after:
            continue
        for end in ends[place : place + LONGEST_STATEMENT]:
            body = _parsed("".join(lines[start:end]))
            if body:
                yield from (ast.increment_lineno(statement, start) for statement in body)
                after = end
                break


def _parsed(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _imported(found: tuple[ast.stmt, str]) -> tuple[str, ...]:
    statement, _ = found
    match statement:
        case ast.Import():
            return tuple(alias.name for alias in statement.names)
        case ast.ImportFrom() if statement.module:
            return (statement.module,)
    return ()


def _compiled(found: tuple[ast.stmt, str], faults: list[Fault]) -> CodeType | None:
    statement, name = found
    try:
        return compile(ast.Module([statement], []), name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        faults.append(fault(error))
        return None


def _execute(code: CodeType | None, module: ModuleType, faults: list[Fault]) -> None:
    if code is None:
        return
    try:
        exec(code, vars(module))
    except EnoughSeenError:
        return
    except BaseException as error:
        faults.append(fault(error))


def _own(value: Any, module: ModuleType) -> bool:
    """Defined in this module rather than imported into it."""
    return getattr(value, "__module__", module.__name__) in {module.__name__, "__main__", builtins.__name__}


def _is_gap(value: Any) -> bool:
    """Whether a function still says that it is not written."""
    code = getattr(value, "__code__", None)
    return code is not None and NotImplementedError.__name__ in code.co_names
