"""A notebook's parts → the files of a week that begins with them.

And a sentence for whatever could not be taken over.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.assignment.syntax import bound
from autograder.errors import InstructorError
from autograder.scaffold.calls import Given, InputCall, input_call, rebound
from autograder.scaffold.masters import CellPart, Role, parsed
from autograder.text import by_language

_START = Path(__file__).parent / "start"
_ENDING = ".txt"
_GAPS = {"ko": "이 문제의 설명을 한국어로 여기에 쓰세요.", "en": "Write here, in English, what this exercise asks."}
_CHECK = '''

@pytest.mark.exercise("{name}")
class Test_{name}:
    @pytest.mark.points({points:g})
    def test_gives_what_the_solution_gives(self, mine, solution, data):
        """올바른 값을 돌려주어야 합니다.

        It returns the right value.
        """
        checks.same(mine.returned, solution.{name}({inputs}))
'''


@dataclass(frozen=True, slots=True)
class Draft:
    """Files by name, and a sentence for whatever the instructor has to do by hand."""

    files: dict[str, str]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Function:
    """One function of the notebook's answers, with what its tests showed of it."""

    node: ast.FunctionDef
    source: str
    told: str
    points: float = 0.0
    calls: tuple[InputCall, ...] = ()
    tests: tuple[str, ...] = field(default=())


def draft(parts: Sequence[CellPart], week: str, module: str) -> Draft:
    """Make a week of a notebook's functions, tests, calls and points."""
    parts, left = _that_compile(parts)
    imports = _imports(parts)
    left += _left(parts)
    found = _functions(parts)
    if not found:
        raise InstructorError(
            "The notebook answers nothing with a function; an exercise is a function. Write it as one first."
        )
    given = Given(imports, parts)
    for part in parts:
        if part.role in {Role.TEST, Role.HIDDEN} and part.source:
            _take(part, found, given)
    ready, drafts = _parted(found)
    left += [
        f"{name} is called in no test with inputs that can be read off: it waits in drafts/{module}.py. Write its probe, "
        "then put it into the week."
        for name in drafts
    ]
    if not ready:
        left.append("Nothing is ready yet: the week begins with the first exercise that you take out of drafts/.")
    if missing := _missing(imports, found.values()):
        left.append(f"{', '.join(missing)}: used, but imported in no cell. Import it in {module}.py.")
    files = {
        "week.toml": example(week)["week.toml"],
        f"{module}.py": "\n\n\n".join(["\n".join(imports), *map(_documented, ready.values())]).lstrip() + "\n",
        "probes.py": _probes(ready.values(), imports),
        f"checks/test_{module}.py": _checks(ready.values()),
    }
    if drafts:
        files[f"drafts/{module}.py"] = (
            "\n\n\n".join(["\n".join(imports), *map(_waiting, drafts.values())]).lstrip() + "\n"
        )
    tests = [test for one in ready.values() for test in one.tests]
    if tests:
        names = ", ".join(ready)
        files[f"public/test_{module}.py"] = (
            "\n".join([*imports, f"from {module} import {names}"]) + "\n\n\n" + "\n\n\n".join(tests) + "\n"
        )
    left.append(
        "Every exercise has one check and no known mistake: write more of checks/, and mistakes/, then audit the week."
    )
    return Draft(files, tuple(left))


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


def _parted(found: Mapping[str, _Function]) -> tuple[dict[str, _Function], dict[str, _Function]]:
    """Part exercises with a call, and what these call, from those that wait."""
    ready = {name for name, one in found.items() if one.calls}
    waiting = [*ready]
    while waiting:
        inner = {node.id for node in ast.walk(found[waiting.pop()].node) if isinstance(node, ast.Name)}
        fresh = (inner & found.keys()) - ready
        ready |= fresh
        waiting += fresh
    both: dict[bool, dict[str, _Function]] = {True: {}, False: {}}
    for name, one in found.items():
        both[name in ready][name] = one
    return both[True], both[False]


def _waiting(one: _Function) -> str:
    """An exercise beside the others, with the probe that it waits for."""
    arguments = ", ".join(f"{argument.arg}=…" for argument in one.node.args.args)
    return f'{_documented(one)}\n\n\n# probe("{one.node.name}", "call1", {arguments}),'


def _missing(imports: Sequence[str], found: Iterable[_Function]) -> list[str]:
    """The modules that functions use and no cell imports, each once."""
    nodes = [*found]
    there = {name for line in imports for name in bound(line)} | {one.node.name for one in nodes} | {*dir(builtins)}
    used: dict[str, None] = {}
    for one in nodes:
        own = {each.arg for each in ast.walk(one.node) if isinstance(each, ast.arg)}
        own |= {n.id for n in ast.walk(one.node) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
        own |= {n.asname or n.name.partition(".")[0] for n in ast.walk(one.node) if isinstance(n, ast.alias)}
        attributes = (
            n.value.id for n in ast.walk(one.node) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)
        )
        used |= dict.fromkeys(name for name in attributes if name not in own | there)
    return [*used]


def _functions(parts: Iterable[CellPart]) -> dict[str, _Function]:
    found: dict[str, _Function] = {}
    told = ""
    for part in parts:
        if part.role is Role.TEXT:
            told = part.source
        if part.role is Role.ANSWER:
            for node in parsed(part).body:
                if isinstance(node, ast.FunctionDef):
                    source = ast.get_source_segment(part.source, node) or ast.unparse(node)
                    found[node.name] = _Function(node, source, told)
    return found


def _imports(parts: Iterable[CellPart]) -> list[str]:
    """List every import of the notebook once, a line each.

    The other system's own are not wanted.
    """
    lines: dict[str, None] = {}
    for part in parts:
        if part.role in {Role.GIVEN, Role.ANSWER}:
            for node in parsed(part).body:
                line = ast.unparse(node)
                if isinstance(node, ast.Import | ast.ImportFrom) and not re.search(
                    r"\b(otter|autograder|nbgrader|public)\b", line
                ):
                    lines[line] = None
    return sorted(lines, key=lambda line: not line.startswith("from __future__"))


def _left(parts: Iterable[CellPart]) -> Iterator[str]:
    """Name answers and gifts that are no functions."""
    for part in parts:
        if part.role is Role.ANSWER:
            for node in parsed(part).body:
                if not isinstance(node, ast.FunctionDef | ast.Import | ast.ImportFrom):
                    first = ast.unparse(node).partition("\n")[0]
                    yield f"cell {part.number} answers without a function: {first}"
        if part.role is Role.GIVEN:
            names = [node.name for node in parsed(part).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
            yield from (f"cell {part.number} gives {name} to students: add it to a file of the week." for name in names)


def _take(part: CellPart, found: dict[str, _Function], given: Given) -> None:
    """Give a test's points and calls to the functions it calls.

    The half of it that students saw becomes a public check.
    """
    body = parsed(part).body
    inner = [node for node in body if isinstance(node, ast.FunctionDef)]
    statements = inner[0].body if inner else body
    calls = [node for each in statements for node in ast.walk(each) if isinstance(node, ast.Call)]
    raising = {inner for each in statements if isinstance(each, ast.Try | ast.With) for inner in ast.walk(each)}
    names = list(dict.fromkeys(n.func.id for n in calls if isinstance(n.func, ast.Name) and n.func.id in found))
    shown = part.role is Role.TEST and not rebound(statements) & found.keys()  # a test within a function cannot
    for number, name in enumerate(names):
        one = found[name]
        mine = (c for c in calls if isinstance(c.func, ast.Name) and c.func.id == name)
        read = [
            found_call
            for call in mine
            if call not in raising and (found_call := input_call(call, one.node, given, statements)) is not None
        ]
        found[name] = replace(
            one,
            points=one.points + (part.points if number == 0 else 0),
            calls=tuple(dict.fromkeys([*one.calls, *read])),
            tests=(*one.tests, *([_public(name, statements, one)] if number == 0 and shown else [])),
        )


def _public(name: str, statements: Sequence[ast.stmt], one: _Function) -> str:
    body = "\n".join(ast.unparse(each) for each in statements)
    return f"def test_{name}{f'_{len(one.tests) + 1}' if one.tests else ''}():\n" + _indented(body)


def _probes(found: Iterable[_Function], imports: Sequence[str]) -> str:
    made: list[str] = []
    lines: list[str] = []
    for one in found:
        name = one.node.name
        for number, call in enumerate(one.calls, 1):
            inputs = f", {call.inputs}" if call.inputs else ""
            if call.lines:
                body = _indented("\n".join([*call.lines, f"return dict({call.inputs})"]))
                made.append(f"\n\ndef _{name}_{number}():\n{body}\n")
                inputs = f", **_{name}_{number}()"
            lines.append(f'    probe("{name}", "call{number}"{inputs}),')
        if not one.calls:
            arguments = ", ".join(f"{argument.arg}=…" for argument in one.node.args.args)
            lines.append(f'    # probe("{name}", "call1", {arguments}),')
    head = "\n".join([*imports, "", "from autograder.assignment import probe"]).lstrip()
    return f"{head}\n{''.join(made)}\nPROBES = (\n" + "\n".join(lines) + "\n)\n"


def _checks(found: Iterable[_Function]) -> str:
    head = '"""Hidden checks: plain pytest."""\n\nimport pytest\n\nfrom autograder import checks\n'
    bodies = [
        _CHECK.format(
            name=one.node.name,
            points=one.points or 1,
            inputs=", ".join(f"data.{argument.arg}" for argument in one.node.args.args),
        )
        for one in found
        if one.calls
    ]
    return head + "".join(bodies)


def _documented(one: _Function) -> str:
    """Write the function with a docstring in both languages.

    It is made of its own words and those told above it.
    """
    own = ast.get_docstring(one.node)
    docstring = _indented(f'"""{_words(own or one.told)}\n"""')
    lines = one.source.split("\n")
    header = _header(lines)
    body = one.node.body[1:] if own else one.node.body
    if not body or header == 0 or body[0].lineno == one.node.lineno:  # all on one line, or nothing but a docstring
        bare = ast.unparse(ast.fix_missing_locations(_bodiless(one.node))).rsplit("\n", 1)[0]
        return "\n".join([bare, docstring, *(_indented(ast.unparse(each)) for each in body or [ast.Pass()])])
    end = one.node.body[0].end_lineno or 0
    kept = lines[end - one.node.lineno + 1 :] if own else lines[header:]
    return "\n".join([*lines[:header], docstring, *kept])


def _words(told: str) -> str:
    """Write Korean paragraphs, then English ones.

    Where a language has none, a line that asks for it.
    """
    text = re.sub(r"^#+\s*", "", told, flags=re.MULTILINE)
    ruled = re.sub(r"^[ -]*-[ -]*$", "", text, flags=re.MULTILINE)
    words = {language: words or _GAPS[language] for language, words in by_language(ruled).items()}
    return "\n\n".join(words.values()).replace("\\", "\\\\").replace('"""', "'''")


def _header(lines: Sequence[str]) -> int:
    """Count the lines of a signature; 0 where the body begins on its last."""
    for number in range(1, len(lines) + 1):
        try:
            ast.parse("\n".join(lines[:number]) + "\n    pass")
        except SyntaxError:
            continue
        return number
    return 0


def _bodiless(node: ast.FunctionDef) -> ast.FunctionDef:
    return ast.FunctionDef(
        name=node.name, args=node.args, body=[ast.Pass()], decorator_list=node.decorator_list, returns=node.returns
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def example(week: str) -> dict[str, str]:
    """Read every file by its name in the week's folder.

    Its tolerances are measured: it passes its audit as it stands.
    """
    return {
        path.relative_to(_START).as_posix().removesuffix(_ENDING): path.read_text("utf-8").replace("{week}", week)
        for path in sorted(_START.rglob(f"*{_ENDING}"))
    }
