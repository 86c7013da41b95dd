"""A frame that calls backward → the loop it stands in.

However the code is laid out over lines, branches and helpers.

Two lines are of one loop where they are branches of one `if`; one line is of two loops where the function around it was
called twice. Loops are read off the bytecode: a jump backwards spans one.
"""

from __future__ import annotations

import ast
import dis
import linecache
import sys
from collections.abc import Hashable, Iterator
from functools import lru_cache
from types import CodeType, FrameType

OURS = "autograder"
_SKIPPED = {"torch", OURS}
_TRANSFORMS = ("torch._functorch", "torch.autograd.functional")
_ENTRANCES = {"called", "_execute", "_call"}
"""Functions of ours below which everything belongs to the student's call."""
MOST_READ = 512
DEEPEST = 64
_BRANCHES = (ast.If, ast.Match, ast.Try)


def caller(depth: int = 2) -> FrameType:
    """The nearest frame that is neither ours nor torch's."""
    first = frame = sys._getframe(depth)  # noqa: SLF001 - the one way to see who calls
    while frame.f_back is not None and not is_students(frame):
        frame = frame.f_back
    return frame if is_students(frame) else first


def is_students(frame: FrameType) -> bool:
    """True for a frame that is neither ours nor torch's."""
    return _room(frame) not in _SKIPPED


def asks_for_torch(depth: int = 2) -> bool:
    """True where a transform of torch's calls autograd, such as a pullback."""
    name = str(sys._getframe(depth).f_globals.get("__name__") or "")  # noqa: SLF001 - the one way to see who calls
    return name.startswith(_TRANSFORMS)


def students(frame: FrameType) -> Iterator[FrameType]:
    """The frames of the student's call, the innermost first."""
    now: FrameType | None = frame
    for _ in range(DEEPEST):
        if now is None:
            return
        if is_students(now):
            yield now
        elif now.f_code.co_name in _ENTRANCES and _room(now) == OURS:
            return
        now = now.f_back


def place(frame: FrameType) -> tuple[Hashable, ...]:
    """A key of the loop.

    Its outermost frame and head, and the branch or line in which backward is called.
    """
    holder: tuple[Hashable, ...] = ()
    for found in students(frame):
        heads = loops_at(found.f_code, found.f_lasti)
        if heads:
            holder = found, heads
    return (*holder, frame.f_code.co_filename, branch(frame.f_code, frame.f_lineno))


def loops_at(code: CodeType, instruction: int) -> tuple[int, ...]:
    """The heads of the loops around an instruction, the innermost first."""
    return tuple(head for head, end in _spans(code) if head <= instruction <= end)


@lru_cache(MOST_READ)
def _spans(code: CodeType) -> tuple[tuple[int, int], ...]:
    ends: dict[int, int] = {}
    for step in dis.get_instructions(code):
        if "BACKWARD" in step.opname and isinstance(step.argval, int):
            ends[step.argval] = max(ends.get(step.argval, 0), step.offset)
    return tuple(sorted(ends.items(), key=lambda span: span[1] - span[0]))


@lru_cache(MOST_READ)
def branch(code: CodeType, line: int) -> int:
    """The first line of the outermost branching around a line, or the line itself.

    Within its loop.
    """
    found = line
    for node in _around(code.co_filename, line):
        if isinstance(node, (ast.For, ast.While, ast.FunctionDef)):
            found = line
        elif isinstance(node, _BRANCHES) and found == line:
            found = node.lineno
    return found


def _around(file: str, line: int) -> Iterator[ast.AST]:
    """The statements around a line, the outermost first."""
    nodes = _tree("".join(linecache.getlines(file)))
    while nodes:
        node = next((one for one in nodes if one.lineno <= line <= (one.end_lineno or one.lineno)), None)
        if node is None:
            return
        yield node
        nodes = tuple(one for one in ast.walk(node) if one is not node and isinstance(one, ast.stmt))
        nodes = tuple(sorted(nodes, key=lambda one: (one.lineno, -(one.end_lineno or 0))))


@lru_cache(MOST_READ)
def _tree(text: str) -> tuple[ast.stmt, ...]:
    try:
        return tuple(ast.parse(text).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()


def _room(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__") or "").partition(".")[0]
