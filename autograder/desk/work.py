"""A handout's folder as a student left it → their files as the grader will read them, and what is written in each."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.collect.names import ignored, is_source
from autograder.collect.sources import Code, code
from autograder.collect.unread import UnreadError
from autograder.desk.place import Place
from autograder.model import Limits, Source

LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class File:
    """One file of code. `written` and `gaps` are exercises it defines, done or still a stub; `unread` says why it is none."""

    name: str
    content: bytes
    untouched: bool
    code: Code | None = None
    unread: str = ""
    written: frozenset[str] = frozenset()
    gaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """What a student works in, in the order the grader runs it: stubs first, then by name."""

    place: Place
    files: tuple[File, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """What is run."""
        return tuple(file.code.source for file in self.files if file.code)

    @property
    def written(self) -> frozenset[str]:
        """The exercises that are written somewhere."""
        return frozenset().union(*(file.written for file in self.files))


def read(place: Place) -> Work:
    """The .py and .ipynb files in the folder itself that a student works in. Nothing is run."""
    names = frozenset(exercise.name for exercise in place.exercises)
    files = _worked_in([_file(path, place, names) for path in sorted(place.folder.iterdir()) if is_work(path)])
    return Work(place, tuple(sorted(files, key=lambda file: (-(file.code.gaps if file.code else 0), file.name))))


def _worked_in(files: Sequence[File]) -> Sequence[File]:
    """A handout has each exercise twice. Who touched the notebook works in what they touched; anyone else in the scripts."""
    touched = [file for file in files if not file.untouched]
    scripts = [file for file in files if ".ipynb" not in file.name]
    in_notebook = any(".ipynb" in file.name for file in touched)
    return touched if in_notebook else scripts or files


def functions(source: Source) -> Iterator[tuple[str, bool]]:
    """Each top-level function, in the order of the file, and whether it is still a gap. Cells that do not parse have none."""
    for cell in source.cells:
        try:
            tree = ast.parse(cell)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        yield from ((node.name, _is_gap(node)) for node in tree.body if isinstance(node, ast.FunctionDef))


def is_work(path: Path) -> bool:
    """Whether a file is code that a student may have written: no test, no settings of a tool."""
    name = path.name
    return path.is_file() and is_source(name) and not ignored((name,)) and not name.startswith("test_")


def _file(path: Path, place: Place, exercises: frozenset[str]) -> File:
    content = path.read_bytes()
    untouched = place.given.get(path.name) == hashlib.sha256(content).hexdigest()
    try:
        found = code(path.name, content, limits=LIMITS)
    except UnreadError as error:
        return File(path.name, content, untouched, unread=error.reason)
    last = dict(functions(found.source))
    gaps = frozenset(name for name, gap in last.items() if gap)
    return File(path.name, content, untouched, found, "", (found.defines - gaps) & exercises, gaps & exercises)


def _is_gap(node: ast.FunctionDef) -> bool:
    raised = (one.exc for one in ast.walk(node) if isinstance(one, ast.Raise))
    called = (one.func if isinstance(one, ast.Call) else one for one in raised)
    return any(isinstance(one, ast.Name) and one.id == NotImplementedError.__name__ for one in called)
