"""A handout's folder as a student left it → files as the grader reads them.

And a tick each time one is saved.
"""

from __future__ import annotations

import ast
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import UnreadError
from autograder.files import sha256
from autograder.model import Limits, Source
from autograder.parsing import parsed
from autograder.student.handout_folder import HandoutFolder
from autograder.submissions.names import ignored, is_source
from autograder.submissions.sources import Code, code
from autograder.text import gap_lines

LIMITS = Limits()
_DEFINITION = re.compile(r"^(?:def|class) +(\w+).*:.*\n+[ \t]+\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WorkFile:
    """One file of code.

    `written` and `gaps` are exercises it defines, done or still a stub; `unread` says why it is none; `in_text` are
    functions that stand in cells of a notebook which hold no code.
    """

    name: str
    content: bytes
    untouched: bool
    code: Code | None = None
    unread: str = ""
    written: frozenset[str] = frozenset()
    gaps: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # exercise → file or cell, and line
    in_text: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HandoutWork:
    """The files that a student works in, in the order the grader runs them.

    Stubs first, then by name.
    """

    handout: HandoutFolder
    files: tuple[WorkFile, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The code that is run."""
        return tuple(file.code.source for file in self.files if file.code)

    @property
    def written(self) -> frozenset[str]:
        """The exercises that are written somewhere."""
        return frozenset().union(*(file.written for file in self.files))

    def gap(self, exercise: str) -> tuple[str, int]:
        """The file, or cell, and line of an exercise's first gap.

        Nowhere where it has none.
        """
        return next((file.gaps[exercise] for file in self.files if exercise in file.gaps), ("", 0))


def read_work(handout: HandoutFolder) -> HandoutWork:
    """The .py and .ipynb files in the folder itself that a student works in.

    Nothing is run.
    """
    names = frozenset(exercise.name for exercise in handout.exercises)
    files = _worked_in([_file(path, handout, names) for path in sorted(handout.folder.iterdir()) if is_work(path)])
    return HandoutWork(
        handout, tuple(sorted(files, key=lambda file: (-(file.code.gaps if file.code else 0), file.name)))
    )


def _worked_in(files: Sequence[WorkFile]) -> Sequence[WorkFile]:
    """A handout has each exercise twice.

    Who touched the notebook works in what they touched; anyone else in the scripts.
    """
    touched = [file for file in files if not file.untouched]
    scripts = [file for file in files if ".ipynb" not in file.name]
    in_notebook = any(".ipynb" in file.name for file in touched)
    return touched if in_notebook else scripts or files


def functions(source: Source) -> Iterator[tuple[str, tuple[str, int]]]:
    """Each top-level function or class, with the place of its first gap.

    In the order of the file; line 0 where it has no gap.

    Cells that do not parse, or are of a size that nobody writes, have none.
    """
    for number, cell in enumerate(source.cells, 1):
        name = source.cell_name(number)
        tree = parsed(cell)
        if tree is None:
            continue
        lines = gap_lines(cell)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                inside = (line for line in lines if node.lineno <= line <= (node.end_lineno or node.lineno))
                yield node.name, (name, next(inside, 0))


def is_work(path: Path) -> bool:
    """Tell whether a file is code that a student may have written.

    No test, no settings of a tool.
    """
    name = path.name
    return path.is_file() and is_source(name) and not ignored((name,)) and not name.startswith("test_")


def _file(path: Path, handout: HandoutFolder, exercises: frozenset[str]) -> WorkFile:
    content = path.read_bytes()
    untouched = handout.handed_out.get(path.name) == sha256(content)
    in_text = frozenset(_defined_in_text(content)) if ".ipynb" in path.name else frozenset()
    try:
        found = code(path.name, content, limits=LIMITS)
    except UnreadError as error:
        return WorkFile(path.name, content, untouched, unread=error.reason, in_text=in_text)
    last = dict(functions(found.source))
    gaps = {name: handout for name, handout in last.items() if handout[1] and name in exercises}
    written = (found.defines - gaps.keys()) & exercises
    return WorkFile(path.name, content, untouched, found, "", written, gaps, in_text)


def _defined_in_text(content: bytes) -> Iterator[str]:
    """The functions in cells of text: `def` in the first column, a body below."""
    try:
        cells = json.loads(content)["cells"]
        texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] != "code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    for text in texts:
        yield from _DEFINITION.findall(text)


EVERY = 0.4  # seconds


def saves(folder: Path, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield after a file of code came, changed or went, once it lies still; for ever."""
    before = _stamps(folder)
    while True:
        sleep(EVERY)
        now = _stamps(folder)
        if now == before:
            continue
        while (after := _settled(folder, sleep)) != now:
            now = after
        before = now
        yield


def _settled(folder: Path, sleep: Callable[[float], None]) -> dict[str, tuple[int, int]]:
    sleep(EVERY / 4)
    return _stamps(folder)


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Time and size of each file. One that goes while we look is gone."""
    found = {}
    for path in folder.iterdir():
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        if is_work(path):
            found[path.name] = (stat.st_mtime_ns, stat.st_size)
    return found
