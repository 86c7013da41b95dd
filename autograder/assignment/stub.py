"""Assignment → Handout: each source is a stub, with a gap where students write.

Closed by default. What stays is listed here, everything else goes:

- the module's docstring and its top-level imports;
- of every public top-level function: name, parameters, defaults that are plain constants, docstring, and in its body the
  comments that have a line of their own (but not those of nested functions, classes and `match`);
- of every public top-level class: name, bases that are imported or handed out, docstring, and each of its methods as a function;
- lines that end in `# given`: a simple statement on one line, or the header of a `for`, `while`, `with` or `if`; where it is the
  first line of a top-level function or class, all of that.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

import libcst as cst

from autograder.assignment.signature import decorators, opening, signature
from autograder.assignment.syntax import (
    Definition,
    Headed,
    after_docstring,
    bound,
    clauses,
    comments,
    compiles,
    docstring,
    exercises,
    header,
    imports,
    is_given,
    methods,
    parse,
    unmarked,
    whole,
)
from autograder.errors import InstructorError
from autograder.model import GAP, Assignment, Handout, Text, worth

_INDENT = "    "
_RAISE = f"raise {GAP}("


def cut(assignment: Assignment) -> Handout:
    """Cut a handout: stubs, texts, points and public files.

    Points come from the assignment's checks, so join those first.
    """
    return Handout(
        week=assignment.week,
        title=assignment.title,
        stubs={module: _stub(assignment, module) for module in assignment.sources},
        exercises=assignment.exercises,
        points=worth(assignment),
        public=assignment.public,
        data=assignment.data,
        rules=assignment.rules,
        due=assignment.due,
        steps=assignment.steps,
        packages=assignment.packages,
    )


def gap_names(steps: Mapping[str, Text]) -> tuple[str, ...]:
    """List the words with which a comment announces one of the week's own steps."""
    return tuple(word for name, words in steps.items() for word in (name, *words.values()))


def _stub(assignment: Assignment, module: str) -> str:
    try:
        return stub(assignment.sources[module], gap_names(assignment.steps))
    except InstructorError as error:
        raise InstructorError(f"{assignment.folder / module}.py, {error}") from None


def stub(source: str, steps: Collection[str] = ()) -> str:
    """Cut the stub of a solution file.

    It compiles, imports what the solution imports, and each gap raises NotImplementedError. A comment that begins with
    `step`, or with one of `steps`, names the gap below it.
    """
    module = parse(source)
    known_steps = ("step", *(step.lower() for step in steps))
    parts = [text] if (text := docstring(module.body)) else []
    first = [line for statement in module.body for line in _opening(statement)]
    parts += ["\n".join(first)] if first else []
    head = "\n\n".join(parts)
    known = [name for line in first for name in bound(line)]
    asked = exercises(module)
    definitions: list[str] = []
    for node in (node for node in module.body if isinstance(node, Definition)):
        if is_given(node):
            definitions.append(whole(node))
        elif node in asked:
            lines = _class(node, known, known_steps) if isinstance(node, cst.ClassDef) else None
            definitions.append(
                "\n".join(lines or _function(cst.ensure_type(node, cst.FunctionDef), known, known_steps))
            )
        else:
            continue
        known.append(node.name.value)
    return "\n\n\n".join([head, *definitions] if head else definitions) + "\n"


def _opening(statement: cst.CSTNode) -> Iterator[str]:
    """List the public lines of module level: imports, and lines given."""
    if isinstance(statement, cst.SimpleStatementLine):
        if is_given(statement):
            yield unmarked(statement)
        else:
            yield from imports(statement)


def _class(node: cst.ClassDef, known: Sequence[str], steps: tuple[str, ...]) -> list[str]:
    """Cut a class, method by method."""
    name, asked = node.name.value, methods(node)
    parts = [[text]] if (text := docstring(node.body.body)) else []
    for each in node.body.body:
        if isinstance(each, cst.SimpleStatementLine) and is_given(each):
            parts.append([unmarked(each)])
        elif isinstance(each, Definition) and is_given(each):
            parts.append(whole(each).split("\n"))
        elif isinstance(each, cst.FunctionDef) and each in asked:
            parts.append([*decorators(each), *_function(each, known, steps, f"{name}.{each.name.value}")])
    if not asked:
        parts.append(["def __init__(self, *inputs, **options):", _INDENT + _gap(name, "")])
    lines = [line for number, part in enumerate(parts) for line in (*([""] if number else []), *part)]
    return [opening(node, known), *(_INDENT + line if line else "" for line in _dedented(lines))]


def _dedented(lines: Iterable[str]) -> Iterator[str]:
    """Part docstrings of several lines, and take their own indent away."""
    for line in lines:
        first, *rest = line.split("\n")
        yield first
        yield from (each.removeprefix(_INDENT) for each in rest)


def _function(
    node: cst.FunctionDef, known: Sequence[str], steps: tuple[str, ...], name: str | None = None
) -> list[str]:
    """Cut a function, with its given lines where those can stand alone.

    (`break` cannot without its loop.)
    """
    for heed_marks in (True, False):
        lines = [signature(node, known), *_body(node, name or node.name.value, steps, heed_marks=heed_marks)]
        if compiles("\n".join(lines)):
            return lines
    raise AssertionError(f"the stub of {node.name.value} does not compile without its given lines")


# ------------------------------------------------------------------ what a body shows


@dataclass(frozen=True, slots=True)
class _Comment:
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    text: str


@dataclass(frozen=True, slots=True)
class _Block:
    header: str
    body: tuple[_Shown, ...]


@dataclass(frozen=True, slots=True)
class _Secret:
    """Code not shown; how much of it, and of what kind, is not even kept."""


_Shown = _Comment | _Line | _Block | _Secret


def _body(node: cst.FunctionDef, name: str, steps: tuple[str, ...], *, heed_marks: bool) -> list[str]:
    text = docstring(node.body.body)
    block = after_docstring(node.body) if text else node.body
    lines = _lines(_shown(block, heed_marks=heed_marks), name, steps, step="")
    if not any(line.lstrip().startswith(_RAISE) for line in lines):
        lines.append(_gap(name, ""))
    return [_INDENT + line for line in ([text] if text else []) + lines]


def _shown(block: cst.BaseSuite, *, heed_marks: bool) -> Iterator[_Shown]:
    for statement in block.body:
        yield from map(_Comment, comments(statement))
        yield from _statement(statement, heed_marks=heed_marks)
    yield from map(_Comment, comments(block))


def _statement(statement: cst.CSTNode, *, heed_marks: bool, els: str = "") -> Iterator[_Shown]:
    if not (heed_marks and is_given(statement)):
        yield _Secret()
        for clause in clauses(statement):
            if clause is not statement:
                yield from map(_Comment, comments(clause))
            yield from _shown(clause.body, heed_marks=heed_marks)
    elif isinstance(statement, Headed) and isinstance(statement.body, cst.IndentedBlock):
        yield _Block(els + header(statement), tuple(_shown(statement.body, heed_marks=heed_marks)))
        for clause in clauses(statement)[1:2]:
            yield from map(_Comment, comments(clause))
            yield from _statement(clause, heed_marks=heed_marks, els="el" if isinstance(clause, cst.If) else "")
    elif isinstance(statement, Headed | cst.SimpleStatementLine):
        yield _Line(els + unmarked(statement))
        yield from (_Secret() for _ in clauses(statement)[1:])


# ------------------------------------------------------------------ with its gaps


@dataclass(frozen=True, slots=True)
class _Run:
    """Comments, and the secret code before and after them."""

    before: bool = False
    comments: tuple[str, ...] = ()
    after: bool = False


def _lines(shown: Iterable[_Shown], exercise: str, steps: tuple[str, ...], *, step: str) -> list[str]:
    """Write one gap for each run, named for the last step a comment announced.

    Where that step has its gap already, what follows is named for its own comment.
    """
    lines: list[str] = []
    for part in _runs(shown):
        match part:
            case _Run():
                named = next((text for text in reversed(part.comments) if _is_step(text, steps)), "")
                step = named or (next(iter(part.comments), step) if _gap(exercise, step) in lines else step)
                lines += part.comments
                lines += [_gap(exercise, step)] if part.before or part.after else []
            case _Line(text):
                lines.append(text)
            case _Block(opening, body):
                inner = _lines(body, exercise, steps, step=step)
                inner += [] if _has_code(inner) else [_gap(exercise, step)]
                lines += [opening, *(_INDENT + line for line in inner)]
                step = ""
            case _:
                assert_never(part)
    return lines


def _runs(shown: Iterable[_Shown]) -> list[_Run | _Line | _Block]:
    """Divide secret code into runs at its comments.

    Code that comes before the first comment belongs to its run.
    """
    runs: list[_Run | _Line | _Block] = []
    for part in shown:
        if isinstance(part, _Line | _Block):
            runs.append(part)
            continue
        last = runs[-1] if runs else None
        run = last if isinstance(last, _Run) and not (last.after and isinstance(part, _Comment)) else _Run()
        runs = [*(runs[:-1] if run is last else runs), _longer(run, part)]
    return runs


def _longer(run: _Run, part: _Comment | _Secret) -> _Run:
    if isinstance(part, _Comment):
        return replace(run, comments=(*run.comments, part.text))
    return replace(run, after=True) if run.comments else replace(run, before=True)


def _gap(exercise: str, step: str) -> str:
    message = f"{exercise}: {step.strip('# ') or 'not written yet'}"
    return f"{_RAISE}{json.dumps(message, ensure_ascii=False)})"


def _is_step(comment: str, steps: tuple[str, ...]) -> bool:
    return comment.strip("# ").lower().startswith(steps)


def _has_code(lines: Iterable[str]) -> bool:
    return any(not line.lstrip().startswith("#") for line in lines)
