"""A notebook's parts → the files of a week that begins with them.

And a sentence for whatever could not be taken over.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from autograder.assignment.syntax import bound
from autograder.errors import InstructorError
from autograder.model import WEEK_LIBRARIES
from autograder.scaffold.calls import Given
from autograder.scaffold.documented import documented
from autograder.scaffold.first_checks import first_checks, waiting
from autograder.scaffold.found import Definition, FoundExercise, exercises, indented, unanswered
from autograder.scaffold.masters import CellPart, Role, parsed
from autograder.scaffold.notebook_opening import NotebookOpening, missing_modules, own_modules, used_imports
from autograder.scaffold.scripts import FILL, FILLING

_START = Path(__file__).parent / "start"
_ENDING = ".txt"
_SURVIVORS = """\
# Mutants of the solution that no check fails, and why each makes no difference. `autograder audit {week}` asks for every line.
format = 1

[survivors]
"""
_OTHERS = re.compile(r"\b(otter|autograder|nbgrader|public)\b")


@dataclass(frozen=True, slots=True)
class Draft:
    """Files by name, and a sentence for whatever the instructor has to do by hand."""

    files: dict[str, str]
    left: tuple[str, ...]
    ready: bool


def draft(parts: Sequence[CellPart], week: str, module: str, beside: Collection[str] = ()) -> Draft:
    """Make a week of a notebook's functions, classes, tests, calls and points.

    `beside`: the modules whose definitions are among its parts.
    """
    parts, left = _that_compile(parts)
    imports = _imports(parts, beside)
    given = Given(imports, parts)
    found = exercises(parts, given)
    if not found:
        raise InstructorError(
            "The notebook answers nothing with a function; an exercise is a function or a class. Write it as one first."
        )
    opening = NotebookOpening.of(found, imports, given)
    unmade = {name: opening.unmade(one) for name, one in found.items()}
    ready, drafts = _parted(found, unmade)
    left += unanswered(parts, [*opening.taken, *(name for one in ready.values() for name in _helpers(one, given))])
    left += _waits(drafts, unmade, module)
    if asserting := [name for name, one in found.items() if one.asserts]:
        left.append(f"What the answers of {', '.join(asserting)} assert of themselves is left out: no result shows it.")
    if not ready:
        left.append("Nothing is ready yet: the week begins with the first exercise that you take out of drafts/.")
    if missing := missing_modules(imports, found.values(), opening.made):
        left.append(f"{', '.join(missing)}: used, but imported in no cell. Import it in {module}.py.")
    solution = opening.file(documented(one) for one in ready.values())
    packages = [name for name in WEEK_LIBRARIES if re.search(rf"^(import|from) {name}\b", solution, re.MULTILINE)]
    left += own_modules(solution, module)
    files = {
        "week.toml": _packaged(example(week)["week.toml"], packages),
        f"{module}.py": solution,
        "probes.py": _probes(ready.values(), imports, given),
        f"checks/test_{module}.py": first_checks(ready.values()),
    }
    if any(one.scripts for one in ready.values()):
        files["drivers.py"] = _drivers(ready.values(), imports, given)
    if drafts:
        files[f"drafts/{module}.py"] = opening.file(waiting(one, module) for one in drafts.values())
    tests = [test for one in ready.values() for test in one.tests]
    if tests:
        files[f"public/test_{module}.py"] = _public(tests, imports, [*ready, *opening.taken], module)
    if ready:
        files["survivors.toml"] = _SURVIVORS.format(week=week)
        left.append(
            "Every exercise has one check and no known mistake: write more of checks/, and mistakes/, then audit the week."
        )
    return Draft(files, tuple(left), bool(ready))


def _packaged(toml: str, packages: Sequence[str]) -> str:
    listed = ", ".join(f'"{name}"' for name in packages)
    return toml.replace("format = 1\n", f"format = 1\npackages = [{listed}]\n", 1) if packages else toml


def _public(tests: Sequence[str], imports: Sequence[str], names: Sequence[str], module: str) -> str:
    """The tests students get, with the names of the week that they use."""
    text = "\n\n\n".join(tests)
    used = ", ".join(name for name in names if re.search(rf"\b{name}\b", text))
    return "\n".join([*used_imports(imports, text), f"from {module} import {used}"]) + f"\n\n\n{text}\n"


def _waits(drafts: Mapping[str, FoundExercise], unmade: Mapping[str, Sequence[str]], module: str) -> Iterator[str]:
    """A sentence for the exercises that are not ready, and what they wait for."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for name, one in drafts.items():
        if one.gap:
            reason = ("{has} no answer in {it}", "Write the answer")
        elif unmade[name]:
            reason = (f"{{uses}} {', '.join(unmade[name])}, which no line here makes", "Make it an argument")
        else:
            reason = ("{is} called in no test with inputs that can be read off", "Write its probe")
        reasons.setdefault(reason, []).append(f"{name}.{one.gap}" if one.gap not in {"", name} else name)
    one_of = {"has": "has", "it": "it", "uses": "uses", "is": "is"}
    many = {"has": "have", "it": "them", "uses": "use", "is": "are"}
    for (why, mend), names in reasons.items():
        waits, words = ("it waits", one_of) if len(names) == 1 else ("they wait", many)
        do = mend if len(names) == 1 else f"{mend.replace(chr(32) + 'its ', ' the ')} of each"
        yield f"{', '.join(names)} {why.format(**words)}: {waits} in drafts/{module}.py. {do}, then put it into the week."


def _helpers(one: FoundExercise, given: Given) -> list[str]:
    """The given definitions that an exercise's tests use."""
    return given.defined([ast.parse("\n".join(each.text)) for each in one.scripts])


def _drivers(found: Iterable[FoundExercise], imports: Sequence[str], given: Given) -> str:
    """How the objects of classes are made and asked, a function a test."""
    every = [one for one in found if one.scripts]
    helpers = dict.fromkeys(name for one in every for name in _helpers(one, given))
    parts = [given.definitions[name][1] for name in helpers]
    for one in every:
        name = one.node.name
        parts += [each.driver(f"_{name}_{number}") for number, each in enumerate(one.scripts, 1)]
        table = ", ".join(f"{number}: _{name}_{number}" for number, _ in enumerate(one.scripts, 1))
        parts.append(f"def {name}(work, test):\n    return {{{table}}}[test](work)")
    text = "\n\n\n".join(parts)
    for name in helpers:  # a driver is named as its exercise, and nothing else is public there
        text = re.sub(rf"\b{name}\b", f"_{name}", text)
    used = used_imports(imports, text)
    if f"{FILL}(" in text:
        text = f"{FILLING.strip()}\n\n\n{text}"
        used += ["import torch"] if "import torch" not in used else []
    return "\n".join(used) + f"\n\n\n{text}\n"


def _that_compile(parts: Sequence[CellPart]) -> tuple[list[CellPart], list[str]]:
    """The parts that can be read, and a sentence for each that cannot."""
    found: list[CellPart] = []
    left: list[str] = []
    for part in parts:
        try:
            if part.role is not Role.TEXT:
                parsed(part)
            found.append(part)
        except InstructorError as error:
            left.append(f"{error} It was passed over.")
    return found, left


def _parted(
    found: Mapping[str, FoundExercise], unmade: Mapping[str, Sequence[str]]
) -> tuple[dict[str, FoundExercise], dict[str, FoundExercise]]:
    """Part exercises with a call, and what these call, from those that wait."""
    fit = {name for name, one in found.items() if not one.gap and not unmade[name]}
    ready = {name for name in fit if found[name].is_asked and found[name].asks & found.keys() <= fit}
    waiting = [*ready]
    while waiting:
        one = found[waiting.pop()]
        inner = {node.id for node in ast.walk(one.node) if isinstance(node, ast.Name)} | one.asks
        fresh = (inner & found.keys()) - ready
        ready |= fresh
        waiting += fresh
    both: dict[bool, dict[str, FoundExercise]] = {True: {}, False: {}}
    for name, one in found.items():
        both[name in ready][name] = one
    return both[True], both[False]


def _imports(parts: Iterable[CellPart], beside: Collection[str] = ()) -> list[str]:
    """List every import of the notebook once, a line each.

    The other system's own are not wanted, and what is taken over by its definition is imported from nowhere.
    """
    answered = {node.name for part in parts if part.role is Role.ANSWER for node in parsed(part).body if _defines(node)}
    lines: dict[str, None] = {}
    for part in parts:
        if part.role in {Role.GIVEN, Role.ANSWER}:
            for node in parsed(part).body:
                line = ast.unparse(node)
                if not isinstance(node, ast.Import | ast.ImportFrom) or _OTHERS.search(line):
                    continue
                taken = isinstance(node, ast.ImportFrom) and (node.module in beside or {*bound(line)} & answered)
                lines |= {} if taken else {line: None}
    return sorted(lines, key=lambda line: not line.startswith("from __future__"))


def _defines(node: ast.stmt) -> TypeGuard[Definition]:
    return isinstance(node, Definition)


def _probes(found: Collection[FoundExercise], imports: Sequence[str], given: Given) -> str:
    read = [ast.parse("\n".join([*call.lines, f"dict({call.inputs})"])) for one in found for call in one.calls]
    made = [f"\n\n{given.definitions[name][1]}\n" for name in given.defined(read)]
    lines: list[str] = []
    for one in found:
        name = one.node.name
        for number, call in enumerate(one.calls, 1):
            inputs = f", {call.inputs}" if call.inputs else ""
            if call.lines:
                body = indented("\n".join([*call.lines, f"return dict({call.inputs})"]))
                made.append(f"\n\ndef _{name}_{number}():\n{body}\n")
                inputs = f", **_{name}_{number}()"
            lines.append(f'    probe("{name}", "call{number}"{inputs}),')
        if not one.calls:
            lines += [f'    probe("{name}", "test{number}", test={number}),' for number, _ in enumerate(one.scripts, 1)]
        if not one.is_asked:
            arguments = ", ".join(f"{argument}=…" for argument in one.arguments)
            lines.append(f'    # probe("{name}", "call1", {arguments}),')
    head = "\n".join(
        [*used_imports(imports, "\n".join([*made, *lines])), "", "from autograder.assignment import probe"]
    ).lstrip()
    return f"{head}\n{''.join(made)}\nPROBES = (\n" + "\n".join(lines) + "\n)\n"


def example(week: str) -> dict[str, str]:
    """Read every file by its name in the week's folder.

    Its tolerances are measured: it passes its audit as it stands.
    """
    return {
        path.relative_to(_START).as_posix().removesuffix(_ENDING): path.read_text("utf-8").replace("{week}", week)
        for path in sorted(_START.rglob(f"*{_ENDING}"))
    }
