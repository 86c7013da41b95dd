"""A found exercise → the check that it begins with, or what a draft of one needs."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from autograder.scaffold.documented import documented
from autograder.scaffold.found import FoundExercise
from autograder.scaffold.scripts import is_net

_CALLED = '''

@pytest.mark.exercise("{name}")
class Test_{name}:
    @pytest.mark.points({points:g})
    def test_gives_what_the_solution_gives(self, mine, solution, data):
        """올바른 값을 돌려주고, {others_ko}받은 값은 그대로 두어야 합니다.

        It returns the right value, and leaves what {others_en}it is given as it was.
        """
        checks.same(mine.returned, solution.{name}({inputs}))
        checks.unchanged({changes})
'''
_DRIVEN = '''

@pytest.mark.exercise("{name}")
class Test_{name}:
    @pytest.mark.points({points:g})
    @pytest.mark.probe({probes})
    def test_answers_as_the_solution_does(self, mine):
        """무엇을 물어도 맞게 답해야 합니다.

        It answers rightly whatever it is asked.
        """
        checks.as_solution(mine)
'''
_NET = '''

@pytest.mark.exercise("{name}")
class Test_{name}:
    @pytest.mark.points({points:g})
    def test_computes_yhat(self, mine, solution, data):
        """모델의 출력이 맞아야 합니다.

        The net's output is right.
        """
        checks.forward(mine.returned, solution.{name}({made}), mine.seen["state"], {asked})
'''


def first_checks(found: Iterable[FoundExercise]) -> str:
    """The file of checks of exercises that a test asks."""
    head = '"""Hidden checks: plain pytest."""\n\nimport pytest\n\nfrom autograder import checks\n'
    return head + "".join(_check(one) for one in found if one.is_asked)


def _check(one: FoundExercise) -> str:
    name, points = one.node.name, one.points or 1
    if one.calls:
        return _called(one)
    probes = [f'"test{number}"' for number, _ in enumerate(one.scripts, 1)]
    return _DRIVEN.format(name=name, points=round(points / len(probes), 2), probes=", ".join(probes))


def _called(one: FoundExercise) -> str:
    """The check of a function by its value, and by what else it changes."""
    name, points, changed = one.node.name, one.points or 1, _changed(one)
    asked = {
        "inputs": _of_data(one.arguments),
        "changes": ", ".join(["mine", *(f'"{each}"' for each in changed)]),
        "others_ko": "그 밖에 " if changed else "",
        "others_en": "else " if changed else "",
    }
    return _CALLED.format(name=name, points=points, **asked)


def _changed(one: FoundExercise) -> list[str]:
    """The arguments that the answer itself changes in place: `What.data = …`."""
    found = set()
    for node in ast.walk(one.node):
        match node:
            case ast.Assign(targets=targets):
                found |= {_root(target) for target in targets if not isinstance(target, ast.Name)}
            case ast.AugAssign(target=ast.Attribute() | ast.Subscript() as target):
                found.add(_root(target))
            case ast.Call(func=ast.Attribute(value=value, attr=attr)) if attr.endswith("_") and attr[0] != "_":
                found.add(_root(value))
    return [each for each in one.arguments if each in found]


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def waiting(one: FoundExercise, module: str) -> str:
    """An exercise with the probe, driver and check that it waits for."""
    name, points = one.node.name, one.points or 1
    if isinstance(one.node, ast.FunctionDef):
        lines = [_probe(name, one.arguments) + "),"]
        check = _called(one)
    else:
        made, method = one.arguments_of("__init__"), _asked_of(one)
        asked, call = one.arguments_of(method), "one" if method == "forward" else f"one.{method}"
        state = ', "state": dict(one.named_parameters())' if is_net(one.node) else ""
        lines = [
            _probe(name, (*made, *asked)) + "), and in drivers.py how one is made and asked:",
            f"def {name}({', '.join(['work', *made, *asked])}):",
            f"    one = work.{name}({', '.join(made)})",
            f'    return {{"returned": {call}({", ".join(asked)}){state}}}',
        ]
        check = _DRIVEN.format(name=name, points=points, probes='"call1"')
        if state and method == "forward":
            check = _NET.format(name=name, points=points, made=_of_data(made), asked=_of_data(asked))
    lines += [f"and in checks/test_{module}.py:", *check.strip().split("\n")]
    return "\n".join([documented(one), "\n", *(f"# {line}".rstrip() for line in lines)])


def _probe(name: str, arguments: Iterable[str]) -> str:
    return ", ".join([f'probe("{name}", "call1"', *(f"{each}=…" for each in arguments)])


def _of_data(arguments: Iterable[str]) -> str:
    return ", ".join(f"data.{each}" for each in arguments)


def _asked_of(one: FoundExercise) -> str:
    """The method that a class is asked for first: forward, or the first that it has."""
    methods = [each.name for each in one.node.body if isinstance(each, ast.FunctionDef) and each.name[0] != "_"]
    return "forward" if "forward" in methods or not methods else methods[0]
