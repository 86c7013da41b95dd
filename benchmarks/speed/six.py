"""The six-question assignment that graders are compared on: ours, as an nbgrader source notebook, and as tests for otter.

Each system gets its own checks of the same six functions: two a question, on the same inputs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

IMPORTS = "import torch\n"
QUESTIONS = {
    "line": '''
def line(x, w0, w1):
    """직선.

    A line.
    """
    return w0 + w1 * x
''',
    "design": '''
def design(x):
    """1과 x의 열.

    Columns of ones and of x.
    """
    return torch.cat([torch.ones(len(x), 1), x.reshape(-1, 1)], axis=1)
''',
    "mse": '''
def mse(y, yhat):
    """평균제곱오차.

    The mean of the squares.
    """
    return torch.mean((y - yhat) ** 2)
''',
    "slope": '''
def slope(X, y, What):
    """미분.

    The derivative of the loss.
    """
    loss = torch.mean((y - X @ What) ** 2)
    loss.backward()
    return What.grad
''',
    "update": '''
def update(What, grad, lr=0.1):
    """한 걸음.

    One step.
    """
    return What - lr * grad
''',
    "fit": '''
def fit(X, y, What, lr=0.1, epochs=30):
    """반복.

    The loop.
    """
    for epoc in range(epochs):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.mean((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
''',
}
WRONG = {
    "mse": ("torch.mean((y - yhat)", "torch.sum((y - yhat)"),
    "fit": ("- lr * What.grad", "+ lr * What.grad"),
    "design": ("torch.ones", "torch.zeros"),
}
GIVEN = """
torch.manual_seed(43052)
x = torch.linspace(-3, 3, 100)
X = torch.stack([torch.ones(100), x], dim=1)
y = (2.5 + 4 * x + 0.5 * torch.randn(100)).reshape(-1, 1)
"""
START = "torch.tensor([[-5.0], [10.0]], requires_grad=True)"
ASSERTIONS = {
    "line": ("line(x, 2.5, 4.0)", "2.5 + 4.0 * x", "line(x[:5], -1.0, 5.0)", "-1.0 + 5.0 * x[:5]"),
    "design": ("design(x)", "X", "design(x[:7])", "X[:7]"),
    "mse": (
        "mse(y, X[:, 1:])",
        "((y - X[:, 1:]) ** 2).mean()",
        "mse(y[:7], X[:7, 1:])",
        "((y[:7] - X[:7, 1:]) ** 2).mean()",
    ),
    "slope": (
        f"slope(X, y, {START})",
        "2 / 100 * X.T @ (X @ torch.tensor([[-5.0], [10.0]]) - y)",
        f"slope(X[:9], y[:9], {START})",
        "2 / 9 * X[:9].T @ (X[:9] @ torch.tensor([[-5.0], [10.0]]) - y[:9])",
    ),
    "update": ("update(y, X[:, 1:])", "y - 0.1 * X[:, 1:]", "update(y, X[:, 1:], 0.05)", "y - 0.05 * X[:, 1:]"),
    "fit": (
        f"fit(X, y, {START}).detach()",
        "torch.linalg.lstsq(X, y).solution",
        f"fit(X[:9], y[:9], {START}, 0.05, 1).detach()",
        "torch.tensor([[-5.0], [10.0]]) - 0.05 * 2 / 9 * X[:9].T @ (X[:9] @ torch.tensor([[-5.0], [10.0]]) - y[:9])",
    ),
}
PROBES = """
import torch
from autograder.assignment import leaf, probe
{given}
START = leaf([[-5.0], [10.0]])
PROBES = (
    probe("line", "lecture", x=x, w0=2.5, w1=4.0),
    probe("line", "other", x=x[:5], w0=-1.0, w1=5.0),
    probe("design", "lecture", x=x),
    probe("design", "other", x=x[:7]),
    probe("mse", "lecture", y=y, yhat=X[:, 1:]),
    probe("mse", "other", y=y[:7], yhat=X[:7, 1:]),
    probe("slope", "lecture", X=X, y=y, What=START),
    probe("slope", "other", X=X[:9], y=y[:9], What=START),
    probe("update", "lecture", What=y, grad=X[:, 1:]),
    probe("update", "other", What=y, grad=X[:, 1:], lr=0.05),
    probe("fit", "lecture", X=X, y=y, What=START{epochs}),
    probe("fit", "other", X=X[:9], y=y[:9], What=START, lr=0.05, epochs=1),
)
"""
CHECK = '''
@pytest.mark.exercise("{name}")
@pytest.mark.points(1)
@pytest.mark.probe("lecture", "other")
def test_{name}(mine, data):
    """맞아야 합니다.

    It is right.
    """
    assert mine.returned == close({right})
'''
RIGHT = {
    "line": "data.w0 + data.w1 * data.x",
    "design": "torch.stack([torch.ones_like(data.x), data.x], dim=1)",
    "mse": "((data.y - data.yhat) ** 2).mean()",
    "slope": "descent(data, data.What)",
    "update": "data.What - data.lr * data.grad",
    "fit": "fitted(data)",
}
BY_HAND = """import pytest
import torch

from autograder.judge import close


def descent(data, What):
    return 2 / len(data.y) * data.X.T @ (data.X @ What - data.y)


def fitted(data):
    What = data.What
    for _ in range(data.epochs):
        What = What - data.lr * descent(data, What)
    return What

"""
TOML = 'format = 1\n\n[title]\nko = "여섯 문제"\nen = "Six questions"\n\n[rules]\nko = "혼자"\nen = "Alone"\n'
DOCSTRING = '"""여섯 문제.\n\nSix questions.\n"""\n'


def week(folder: Path, epochs: int | None = None) -> Path:
    """The folder of the week, in a course of its own. `epochs` other than the lecture's 30 for its fit."""
    secret = folder / "solutions" / "six"
    asked = f", lr=0.1, epochs={epochs}" if epochs else ""
    _write(secret / "week.toml", TOML)
    _write(secret / "regression.py", DOCSTRING + IMPORTS + "\n".join(QUESTIONS.values()))
    _write(secret / "probes.py", PROBES.format(given=GIVEN, epochs=asked))
    checks = (CHECK.format(name=name, right=right) for name, right in RIGHT.items())
    _write(secret / "checks" / "test_regression.py", BY_HAND + "".join(checks))
    return secret


def work(number: int) -> dict[str, str]:
    """What student `number` writes: every fourth makes a mistake, and no two files are the same."""
    written = dict(QUESTIONS)
    if not number % 4:
        name = list(WRONG)[number // 4 % len(WRONG)]
        written[name] = written[name].replace(*WRONG[name])
    written["line"] += f"# student {number}\n"
    return written


def notebooks(folder: Path, count: int) -> Path:
    """A class as a folder a student, a notebook in each."""
    for number in range(count):
        cells = [_code(IMPORTS), *(_code(source) for source in work(number).values())]
        _write(folder / student(number) / "regression.ipynb", _notebook(cells))
    return folder


def student(number: int) -> str:
    """An id as students have them."""
    return f"2022{number:05}"


def nbgrader_source(course: Path) -> None:
    """The source notebook: an answer and a test cell a question."""
    cells = [_code(IMPORTS)]
    for name, source in QUESTIONS.items():
        answer = _code(f"### BEGIN SOLUTION\n{source}\n### END SOLUTION")
        cells += [_marked(answer, name, solution=True), _marked(_code(_tests(name)), f"test-{name}", grade=True)]
    _write(course / "source" / "six" / "six.ipynb", _notebook(cells))
    _write(course / "nbgrader_config.py", "c = get_config()\nc.CourseDirectory.course_id = 'six'\n")


def nbgrader_handed_in(course: Path, count: int) -> None:
    """The released notebook with the class's work in its answer cells."""
    release = json.loads((course / "release" / "six" / "six.ipynb").read_text("utf-8"))
    for number in range(count):
        written = work(number)
        for cell in release["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if name in written:
                cell["source"] = written[name]
        _write(course / "submitted" / student(number) / "six" / "six.ipynb", json.dumps(release))


def otter_tests(folder: Path) -> Path:
    """A file a question."""
    for name in QUESTIONS:
        body = "".join(f"    {line}\n" for line in _tests(name).strip().splitlines())
        head = f'from otter.test_files import test_case\n\nOK_FORMAT = False\nname = "{name}"\npoints = 1\n\n\n'
        _write(folder / f"{name}.py", f"{head}@test_case()\ndef test_{name}({name}, torch):\n{body}")
    return folder


def _tests(name: str) -> str:
    got, right, other, other_right = ASSERTIONS[name]
    near = ", rtol=1e-4, atol=1e-2" if name == "fit" else ""
    lines = (f"assert torch.allclose({got}, {right}{near})", f"assert torch.allclose({other}, {other_right})")
    return GIVEN + "\n".join(lines) + "\n"


def _marked(cell: dict[str, Any], name: str, *, grade: bool = False, solution: bool = False) -> dict[str, Any]:
    marks = {
        "schema_version": 3,
        "grade_id": name,
        "grade": grade,
        "solution": solution,
        "locked": grade,
        "task": False,
    }
    cell["metadata"]["nbgrader"] = marks | ({"points": 1} if grade else {})
    return cell


def _code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": source.strip("\n")}


def _notebook(cells: list[dict[str, Any]]) -> str:
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    named = [cell | {"id": f"cell-{place}"} for place, cell in enumerate(cells)]
    return json.dumps({"cells": named, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def grading(course: Path, submissions: Path, out: Path, *options: str) -> Iterator[str | Path]:
    """The command that grades a class of it here."""
    yield from (sys.executable, "-m", "autograder", "grade", "six", submissions, "--course", course)
    yield from ("--out", out, "--store", f"{out}.db", "--by", "benchmark", *options)
