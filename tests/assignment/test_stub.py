"""What a stub shows and what it hides. Closed by default: when in doubt, it hides."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest
from hypothesis import example, given, settings

from autograder.assignment.stub import stub
from autograder.errors import InstructorError
from tests.assignment.bodies import NUMBER, SECRET, solutions

LOOP = '''
import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    """반복합니다.

    Repeat.
    """
    for epoc in range(epochs):{mark}
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
'''


def body(source: str) -> str:
    """The stub of one function with this body, without its head."""
    return stub(
        "def exercise(x):\n" + dedent(source).strip("\n").replace("\n", "\n    ").join(["    ", "\n"])
    ).partition("\n")[2]


def gap(exercise: str, step: str) -> str:
    return f'raise NotImplementedError("{exercise}: {step}")'


@settings(max_examples=400, deadline=None)
@given(solutions())
@example("def exercise():\n    'mean'; s3cr3t = 1\n    return s3cr3t")
@example("def exercise():\n\tfor s3cr3t in s3cr3t:\n\t\t# step1: yhat\n\t\ts3cr3t()\n")
@example("def exercise(): return s3cr3t")
def test_no_secret_survives(source):
    """Whatever the solution: no secret token, and a stub that compiles, imports and raises when called."""
    text = stub(source)
    assert SECRET not in text
    assert NUMBER not in text
    space = {}
    exec(compile(text, "stub", "exec"), space)
    with pytest.raises(NotImplementedError, match=r"^exercise: "):
        space["exercise"]()


def test_what_follows_the_last_step_is_named_for_its_own_comment():
    shown = body("# step4: update\nstep(What)\n# validation\n# of every epoch\nreturn valid(What)")
    assert [line.strip() for line in shown.splitlines()] == [
        "# step4: update",
        gap("exercise", "step4: update"),
        "# validation",
        "# of every epoch",
        gap("exercise", "validation"),
    ]


def test_steps_stand_flat_each_with_its_gap():
    """A loop that is not given is not shown; what its steps are is."""
    shown = stub(LOOP.format(mark="")).splitlines()[-8:]
    assert [line.strip() for line in shown] == [
        "# step1: yhat",
        gap("fit_mse", "step1: yhat"),
        "# step2: loss",
        gap("fit_mse", "step2: loss"),
        "# step3: 미분",
        gap("fit_mse", "step3: 미분"),
        "# step4: update",
        gap("fit_mse", "step4: update"),
    ]


def test_a_given_loop_keeps_its_skeleton():
    shown = stub(LOOP.format(mark="  # given")).splitlines()[-10:]
    assert shown[0] == "    for epoc in range(epochs):"
    assert shown[1] == "        # step1: yhat"
    assert shown[-1] == f"    {gap('fit_mse', 'not written yet')}"


def test_the_head_keeps_names_and_plain_defaults():
    """Defaults are graded, so students must know them."""
    assert "def fit_mse(X, y, What, lr=1/10, epochs=30):" in stub(LOOP.format(mark=""))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a, b=[1, 2], c=None, d=-1e-3, e='data/x.csv'", "a, b=[1, 2], c=None, d=-1e-3, e='data/x.csv'"),
        ("a=LR, b=f(1), c=lambda: 1, d=f'{x}'", "a=None, b=None, c=None, d=None"),
        (
            "a: int=1, /, b: torch.Tensor = None, *args, c: Secret = 2, **more",
            "a: int = 1, /, b: torch.Tensor = None, *args, c=2, **more",
        ),
        ("*, lr=1 /\\\n 10", "*, lr=1 / 10"),
    ],
)
def test_parameters(written, shown):
    assert f"def exercise({shown}):" in stub(f"import torch\ndef exercise({written}):\n    return 1\n")


def test_docstrings_stay_to_the_letter():
    assert '    """반복합니다.\n\n    Repeat.\n    """\n' in stub(LOOP.format(mark=""))


def test_the_module_keeps_its_docstring_and_imports():
    assert stub('"""Week."""\nimport torch\nLR = 1\ndef _helper(): pass\n') == '"""Week."""\n\nimport torch\n'


def test_private_names_are_not_imported():
    """The stub of the other module does not have them."""
    assert stub("from tensors import _scale, grid\nfrom _shared import x\n") == "from tensors import grid\n"


def test_code_before_the_first_comment_belongs_to_its_gap():
    assert body("n = len(x)\n# step1: yhat\nreturn n").split("\n")[:2] == [
        "    # step1: yhat",
        f"    {gap('exercise', 'step1: yhat')}",
    ]


def test_a_comment_without_code_needs_no_gap():
    assert body("return x\n# that was it").count("raise") == 1


def test_a_given_line_stands_between_gaps():
    assert body(
        "# step1: yhat\nyhat = f(x)\nWhat.grad = None  # given\n# step2: loss\nreturn g(yhat)"
    ).splitlines() == [
        "    # step1: yhat",
        f"    {gap('exercise', 'step1: yhat')}",
        "    What.grad = None",
        "    # step2: loss",
        f"    {gap('exercise', 'step2: loss')}",
    ]


def test_a_given_branch_keeps_its_else():
    text = body("if x:  # given\n    a()\nelif y:  # given\n    b()\nelse:  # given\n    c()")
    assert [line for line in text.splitlines() if ":" in line and "raise" not in line] == [
        "    if x:",
        "    elif y:",
        "    else:",
    ]


def test_a_given_line_that_cannot_stand_alone_is_hidden():
    """`break` without its loop would not compile; hiding is the safe side."""
    assert "break" not in body("for e in x:\n    f()\n    break  # given")


def test_wholly_given_exercises_still_raise():
    """The untouched handout earns nothing."""
    assert body("x = 1  # given").splitlines()[-1].strip() == gap("exercise", "not written yet")


def test_comments_of_nested_functions_are_hidden():
    assert "inner" not in body("def helper():\n    # inner\n    return 1\nreturn helper()")


def test_newlines_and_byte_order_marks_do_not_matter():
    assert stub("\ufeff" + LOOP.format(mark="").replace("\n", "\r\n")) == stub(LOOP.format(mark=""))


def test_stubs_parse_as_they_are():
    assert ast.parse(stub(LOOP.format(mark="")))


def test_what_does_not_parse_is_the_instructors():
    with pytest.raises(InstructorError, match="line 1"):
        stub("def f(:\n")
