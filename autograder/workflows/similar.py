"""A class's work and the handout → pairs that share what hardly anyone does.

With the evidence. No verdict, no score. All of it is weak: friends talk, and the lecture is the same for everyone. So
the handout and the solution are subtracted, what more than a few share says nothing, and what is left is shown side
by side for a person to read.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from autograder.assignment.stub import cut
from autograder.files import write_file
from autograder.model import Assignment, Fate, Grade, Outcome, SharedTrace, Signal, SimilarPair
from autograder.parsing import LONGEST, body_without_docstring, parsed
from autograder.report.pages import similar_page
from autograder.text import similarity
from autograder.workflows.opening import open_store, read_week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FEW = 3  # students; what more share is common
LEAST_KINDS = 2  # of signals; a single one is chance
MOST_PAIRS = 50
SHORT_COMMENT, SHORT_LINE, SHORT_TEXT, SMALL_TREE = 10, 24, 4, 25
ALIKE = 0.9  # of 1: the same comment but for a typing error
MOST_INSIDE = 2  # definitions around a function that is compared by itself
MOST_COMMENTS = 200  # of a work that are compared for typing errors
COMMON_NUMBERS = {0, 1, 2, 3, 10, 30, 50, 100, -1}


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """One thing that a student's work shows.

    `where`: the check or exercise it is of, if any.
    """

    signal: Signal
    content: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Work:
    student: str
    traces: frozenset[Trace]
    shown: Mapping[Trace, str] = field(default_factory=dict)  # a structure's own source
    hand: frozenset[str] = frozenset()  # the files received, else the student: members of a group are one


@dataclass(frozen=True, slots=True)
class Similarities:
    """Pairs of a week worth a look, those with the most kinds of evidence first.

    `left_out`: students whose work could not be read.
    """

    week: str
    pairs: tuple[SimilarPair, ...]
    left_out: tuple[str, ...] = ()


def similar(week: str, *, out: Path, course: Path, store: str | None = None) -> Similarities:
    """Write the page of the pairs to read side by side.

    RecordError for a week never graded.
    """
    assignment = read_week(week, course)
    with open_store(store, course) as record:
        record.version(assignment.week)
        found = similarities(record.grades(assignment.week), assignment)
    write_file(out, similar_page(found.pairs, assignment))
    return found


def similarities(grades: Iterable[Grade], assignment: Assignment) -> Similarities:
    """Find pairs. Every work is read by itself.

    One that cannot be is left out, and named.
    """
    given = _given(assignment)
    works: list[_Work] = []
    left_out: list[str] = []
    for grade in (grade for grade in grades if grade.submission):
        try:
            works.append(_work(grade, given))
        except Exception:  # noqa: BLE001 - a stranger's text may be anything; it must not stop the class
            left_out.append(grade.student)
    return Similarities(assignment.week, _pairs(works), tuple(sorted(left_out)))


def _pairs(works: list[_Work]) -> tuple[SimilarPair, ...]:
    spread = Counter(trace for trace, _ in {(trace, work.hand) for work in works for trace in work.traces})
    holders: defaultdict[Trace, list[_Work]] = defaultdict(list)
    for work in works:
        for trace in work.traces:
            if 1 < spread[trace] <= FEW:
                holders[trace].append(work)
    found: defaultdict[tuple[str, str], list[SharedTrace]] = defaultdict(list)
    for trace, shared in sorted(holders.items()):
        for one, two in combinations(sorted(shared, key=lambda work: work.student), 2):
            told = (one.shown.get(trace, trace.content), two.shown.get(trace, trace.content))
            found[one.student, two.student].append(SharedTrace(trace.signal, trace.where, *told, spread[trace]))
    by_student = {work.student: work for work in works}
    made = (
        _pair(by_student[one], by_student[two], evidence)
        for (one, two), evidence in found.items()
        if by_student[one].hand != by_student[two].hand
    )
    worth_a_look = [pair for pair in made if len(pair.signals) >= LEAST_KINDS]
    worth_a_look.sort(key=lambda pair: (-len(pair.signals), -len(pair.evidence), pair.first, pair.second))
    return tuple(worth_a_look[:MOST_PAIRS])


def _pair(one: _Work, two: _Work, evidence: list[SharedTrace]) -> SimilarPair:
    """With the comments that are the same but for a typing error.

    Looked for only where something else is shared.
    """
    near = list(_near_comments(one, two))
    return SimilarPair(one.student, two.student, tuple(sorted([*evidence, *near], key=_rarest)))


def _rarest(shared: SharedTrace) -> tuple[int, str, str, str]:
    return shared.students, shared.signal, shared.where, shared.first


def _near_comments(one: _Work, two: _Work) -> Iterator[SharedTrace]:
    mine, theirs = ({t.content for t in work.traces if t.signal is Signal.COMMENT} for work in (one, two))
    for comment in sorted(mine - theirs)[:MOST_COMMENTS]:
        near = max(sorted(theirs - mine)[:MOST_COMMENTS], key=lambda other: similarity(comment, other), default="")
        if similarity(comment, near) >= ALIKE:
            yield SharedTrace(Signal.COMMENT, "", comment, near, 2)


# ---------------------------------------------------------------------- what a work shows


def _given(assignment: Assignment) -> frozenset[Trace]:
    """Traces of all that everyone was given or is led to write.

    The handout, the solution, the other right answers.
    """
    sources = [*cut(assignment).stubs.values(), *assignment.sources.values()]
    sources += [program.source for program in (*assignment.variants, *assignment.mistakes)]
    return frozenset(trace for source in sources for trace in _traces(source))


def _work(grade: Grade, given: frozenset[Trace]) -> _Work:
    found: dict[Trace, str] = {}
    for source in grade.submission.sources if grade.submission else ():
        for cell in source.cells:
            found |= _traces(cell)
    found |= dict.fromkeys(_wrong_paths(grade), "")
    kept = {trace: text for trace, text in found.items() if trace not in given}
    received = grade.submission.files if grade.submission else ()
    hand = frozenset(file.path for file in received if file.fate is Fate.TAKEN) or frozenset({grade.student})
    return _Work(grade.student, frozenset(kept), {trace: text for trace, text in kept.items() if text}, hand)


def _wrong_paths(grade: Grade) -> Iterator[Trace]:
    """Wrong values that no known mistake explains.

    What raised or is not there says too little.
    """
    for verdict in (mark.verdict for mark in grade.marks):
        difference = verdict.difference
        if verdict.outcome is Outcome.FAILED and not verdict.mistakes and difference and difference.got:
            told = f"{difference.quantity} {list(difference.index)}: {difference.got}"
            yield Trace(Signal.WRONG_PATH, told, verdict.check)


def _traces(source: str) -> dict[Trace, str]:
    source = source[:LONGEST]
    found = dict.fromkeys((*_comments(source), *_lines(source)), "")
    tree = parsed(source)
    if tree is None:
        return found
    return found | dict.fromkeys(_literals(tree), "") | _structures(tree)


def _comments(source: str) -> Iterator[Trace]:
    """As far as the tokens go: what does not parse has comments all the same."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            words = " ".join(token.string.lstrip("#").split())
            if token.type == tokenize.COMMENT and len(words) >= SHORT_COMMENT:
                yield Trace(Signal.COMMENT, words)
    except (tokenize.TokenError, SyntaxError, ValueError):
        return


def _lines(source: str) -> Iterator[Trace]:
    """Lines of code, without their spaces and comments."""
    for line in source.splitlines():
        bare = "".join(line.partition("#")[0].split())
        if len(bare) >= SHORT_LINE:
            yield Trace(Signal.LINE, bare)


def _literals(tree: ast.AST) -> Iterator[Trace]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if len(text) >= SHORT_TEXT and "\n" not in text:
                yield Trace(Signal.LITERAL, text)
            case ast.Constant(value=int() | float() as number) if number not in COMMON_NUMBERS:
                yield Trace(Signal.LITERAL, repr(number))
            case _:
                pass


def _structures(tree: ast.AST) -> dict[Trace, str]:
    """Functions without their names, comments and docstrings.

    Each with the source it stands for.
    """
    found = {}
    for node in _functions(tree):
        if sum(1 for _ in ast.walk(node)) >= SMALL_TREE:
            text = ast.unparse(node)
            found[Trace(Signal.STRUCTURE, _nameless(node), node.name)] = text
    return found


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Functions, methods, and functions in them.

    Those further inside are read as parts of these.
    """
    level: list[tuple[ast.AST, int]] = [(tree, 0)]
    while level:
        node, depth = level.pop()
        if isinstance(node, ast.FunctionDef):
            yield node
        inside = depth + isinstance(node, ast.FunctionDef | ast.ClassDef)
        if inside <= MOST_INSIDE:
            level += [(child, inside) for child in ast.iter_child_nodes(node)]


def _nameless(function: ast.FunctionDef) -> str:
    bare = ast.parse(ast.unparse(ast.Module(body_without_docstring(function), [])))
    for node in ast.walk(bare):
        if isinstance(node, ast.Name):
            node.id = "_"
        elif isinstance(node, ast.arg):
            node.arg = "_"
    return ast.dump(bare)
