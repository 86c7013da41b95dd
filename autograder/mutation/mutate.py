"""A solution and an exercise of it → mutants: one thing wrong in each.

A week may be released when its hidden checks fail every mutant, or somebody has said why one makes no difference.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from itertools import chain

import libcst as cst

from autograder.assignment.syntax import Definition, code, compiles, exercises, parse
from autograder.errors import InstructorError
from autograder.mutation.inputs import Inputs
from autograder.mutation.late import late_edits
from autograder.mutation.operators import edits
from autograder.mutation.readings import readings


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change, named by what it does.

    Without line numbers, so that the name outlives edits elsewhere: `mse: ** 2 → * 2 in …`.
    """

    name: str
    source: str
    diff: str


def mutants(source: str, exercise: str, given: Inputs | None = None) -> Iterator[Mutant]:
    """Make every mutant of the exercise, in the order of its code.

    Each compiles, and no two are the same program.

    What is changed: numbers, operators, comparisons, truth values, known pairs of functions (mean and sum), the turns
    of a `range`, defaults, order and number of arguments, and statements (dropped, doubled, swapped); in loops, the
    same from a late turn on; and, as far as it is known what is `given`, how it is read, returned and left behind.
    """
    module = parse(source)
    functions = {node.name.value: node for node in exercises(module)}
    if exercise not in functions:
        raise InstructorError(f"{exercise!r} cannot be mutated; expected one of {', '.join(functions)}.")
    asked = functions[exercise]
    before, after = _around(module, asked)
    programs, names = {_program(code(asked))}, set[str]()
    for place, function in _parts(asked):
        for change in chain(edits(function), late_edits(function), readings(function, given or Inputs())):
            text = code(
                cst.ensure_type(
                    asked.deep_replace(function, function.deep_replace(change.old, change.new)), type(asked)
                )
            )
            if not compiles(text) or _program(text) in programs:
                continue
            programs.add(_program(text))
            diff = _diff(code(asked), text)
            name = _unlike(f"{exercise}: {place}{change.what or _line(diff)}", names)
            names.add(name)
            yield Mutant(name, before + text + after, "\n".join(diff))


def _parts(asked: Definition) -> Iterator[tuple[str, cst.FunctionDef]]:
    """Part a class into its methods, each with words for a mutant's name."""
    if isinstance(asked, cst.FunctionDef):
        yield "", asked
        return
    for each in asked.body.body:
        if isinstance(each, cst.FunctionDef):
            yield f"{each.name.value}: ", each


def _around(module: cst.Module, function: Definition) -> tuple[str, str]:
    """Part the module's text at the function."""
    place = next(number for number, node in enumerate(module.body) if node is function)
    before = (*module.header, *module.body[:place])
    after = (*module.body[place + 1 :], *module.footer)
    return "".join(map(code, before)), "".join(map(code, after))


def _program(text: str) -> str:
    """Write the text as Python sees it: layout makes no other program."""
    return ast.unparse(ast.parse(text))


def _diff(before: str, after: str) -> list[str]:
    return list(unified_diff(before.strip().splitlines(), after.strip().splitlines(), lineterm="", n=1))[2:]


def _line(diff: list[str]) -> str:
    """Write the line that changed, before and after."""
    gone, come = (" ⏎ ".join(line[1:].strip() for line in diff if line[0] == sign) for sign in "-+")
    return f"{gone} → {come}"


def _unlike(name: str, names: set[str]) -> str:
    """Number the name where the same change can be made in two places."""
    numbered = (name if number == 1 else f"{name} ({number})" for number in range(1, len(names) + 2))
    return next(each for each in numbered if each not in names)
