"""A known mistake → its tapes, those it equals, and one program of two."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

import torch

from autograder.judge.case import TapePair
from autograder.judge.comparison import Comparison, Tolerance, difference
from autograder.judge.kept_tapes import KeptTapes
from autograder.judge.learnt import KnownTapes, read_tapes
from autograder.judge.loops import every_loop
from autograder.judge.own_names import are_nets, with_names_of
from autograder.judge.program import Program
from autograder.model import (
    Assignment,
    Mistake,
    Probe,
    Tape,
    Value,
)
from autograder.parsing import body_without_docstring
from autograder.recorder.describe import tensor

MOST_READ = 256
SAME = Tolerance()


class KnownMistake:
    """One known mistake: a program of ours, or the tapes of a student's."""

    def __init__(self, assignment: Assignment, mistake: Mistake, kept: KeptTapes | None = None) -> None:
        self.mistake = mistake
        self.program = None if mistake.learnt else Program(assignment, (mistake.module, mistake.source), kept)
        self._shown = self.program or KnownTapes(read_tapes(assignment, mistake))

    def tapes(self, probe: Probe) -> TapePair:
        """Both its tapes of a probe, natively and, where the probe has one, in the shadow."""
        tape = self._shown.tape
        return tape(probe, shadow=False), tape(probe, shadow=True) if probe.shadow else None

    def shows(self, probe: Probe, pair: TapePair) -> bool:
        """True where this mistake shows just what a student's tapes of a probe do."""
        return all(tape is None or self._equals(probe, tape) for tape in reversed(pair))

    def keep(self, tapes: Iterable[Tape]) -> None:
        """Take these for its tapes, which were recorded elsewhere."""
        self._shown.keep(tapes)

    def _equals(self, probe: Probe, tape: Tape) -> bool:
        own = self._shown.tape(probe, shadow=tape.shadow)
        return own is not None and same_tapes(tape, own)


def same_tapes(mine: Tape, theirs: Tape) -> bool:
    """True where two tapes show the same, within the tolerance of right answers.

    What a student calls the layers of a net is their own affair: parameters are paired by place, shape and numbers.
    """
    if (mine.ending, mine.epochs) != (theirs.ending, theirs.epochs):
        return False
    comparison = Comparison(SAME, shadow=mine.shadow)
    mine = with_names_of(theirs, mine, lambda a, b: _same_value(a, b, comparison))
    if mine.fault is not None and theirs.fault is not None:
        alike = (mine.fault.type, mine.fault.message) == (theirs.fault.type, theirs.fault.message)
        return alike and _same_columns(mine, theirs, comparison)
    if not _same_value(mine.returned, theirs.returned, comparison) or mine.changed != theirs.changed:
        return False
    names = {name for name in (*mine.seen, *theirs.seen) if not name.startswith("loop.")}
    if not all(_same_value(mine.seen.get(name), theirs.seen.get(name), comparison) for name in names):
        return False
    return _same_columns(mine, theirs, comparison)


def _same_columns(mine: Tape, theirs: Tape, comparison: Comparison) -> bool:
    """Every quantity that both wrote down, over the whole path."""
    several, others = every_loop(mine), every_loop(theirs)
    if len(several) > 1 or len(others) > 1:
        alike = [
            one.epochs == other.epochs and _same_columns(replace(one, loops=()), replace(other, loops=()), comparison)
            for one, other in zip(several, others, strict=False)
        ]
        return len(several) == len(others) and all(alike)
    kinds = {"before", "loss", "gradient", "after"}
    other = {(c.quantity, c.epochs[0]): c.value for c in theirs.columns}
    own = [c for c in mine.columns if c.quantity.partition(".")[0] in kinds]
    if len(own) != sum(c.quantity.partition(".")[0] in kinds for c in theirs.columns):
        return False
    return all(_same_value(c.value, other.get((c.quantity, c.epochs[0])), comparison) for c in own)


def _same_value(mine: Value | None, theirs: Value | None, comparison: Comparison) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    if mine.names != theirs.names and {*mine.names} == {*theirs.names} and len({*mine.names}) == len(mine.items):
        laid = dict(zip(mine.names, mine.items, strict=True))  # a dict is the same in any order
        mine = replace(mine, names=theirs.names, items=tuple(laid[name] for name in theirs.names))
    forms = [(one.shape, one.dtype, one.graph, one.names) for one in (mine, theirs)]
    if forms[0] != forms[1] or (mine.type != theirs.type and not are_nets(mine, theirs)):
        return False
    if mine.dtype:
        return same_numbers(tensor(mine), tensor(theirs), comparison)
    if len(mine.items) != len(theirs.items):
        return False
    return all(_same_value(a, b, comparison) for a, b in zip(mine.items, theirs.items, strict=True)) and (
        bool(mine.items) or mine.type != "str" or mine.text == theirs.text
    )


def same_numbers(mine: torch.Tensor, theirs: torch.Tensor, comparison: Comparison) -> bool:
    """Within the tolerance of right answers, where both have their numbers."""
    a, b = (each if each.is_complex() else each.double() for each in (mine, theirs))
    if a.shape == b.shape:
        both_lost = ~torch.isfinite(a) & ~torch.isfinite(b)
        a, b = a.masked_fill(both_lost, 0.0), b.masked_fill(both_lost, 0.0)
    return difference(a, b, comparison) is None


@dataclass(frozen=True)
class FunctionText:
    """One function's lines as Python sees them, and the imports beside it."""

    lines: tuple[str, ...]  # none where it is no plain function
    imports: str | None  # None where something other than imports is beside it


def merged(solution: str, first: Mistake, second: Mistake) -> str | None:
    """Merge the lines two mistakes change in the solution's function.

    None where both change the same line, or more than the function.
    """
    exercise = first.exercise
    right, *wrong = (_text(source, exercise) for source in (solution, first.source, second.source))
    edits = sorted(edit for text in wrong for edit in _edits(right.lines, text.lines))
    if any(later[0] < earlier[1] or later[:2] == earlier[:2] for earlier, later in pairwise(edits)):
        return None
    heads = [text.imports for text in wrong]
    if None in heads or not (right.lines and all(text.lines for text in wrong)):
        return None
    lines = list(right.lines)
    for start, end, text in reversed(edits):
        lines[start:end] = text
    source = "\n".join([*filter(None, heads), *lines]) + "\n"
    try:
        ast.parse(source)
    except SyntaxError:
        return None
    return source


def _edits(solution: Sequence[str], text: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
    for tag, start, end, first, last in SequenceMatcher(None, solution, text, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, text[first:last]


@lru_cache(MOST_READ)
def _text(source: str, exercise: str) -> FunctionText:
    """Without docstrings, comments and layout."""
    tree = ast.parse(source)
    rest = [node for node in tree.body if not isinstance(node, ast.Expr)]
    function = next((n for n in rest if isinstance(n, ast.FunctionDef) and n.name == exercise), None)
    if function is None:
        return FunctionText((), None)
    rest = [node for node in rest if node is not function]
    imports = (
        "\n".join(map(ast.unparse, rest)) if all(isinstance(n, ast.Import | ast.ImportFrom) for n in rest) else None
    )
    function.body = body_without_docstring(function)
    return FunctionText(tuple(ast.unparse(function).splitlines()), imports)
