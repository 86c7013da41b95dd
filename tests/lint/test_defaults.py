"""A default that a student changed is told by its value, and nothing that computes the same is."""

from __future__ import annotations

import pytest

from autograder.lint.defaults import changed_defaults, defaults_of
from autograder.model import Source

STUB = '''
def fit(net, X, y, lr=1/10, epochs=30, *, shuffle=False, name="sgd", sizes=(2, 3), hook=None, near=1e-3):
    """One."""


class SGD:
    def __init__(self, parameters, lr=0.1, momentum=0.9):
        pass

    def step(self):
        pass
'''
ASKED = defaults_of([STUB])


def found(*cells):
    return {name: (one.name, one.right) for name, one in changed_defaults([Source("hw.py", cells)], ASKED).items()}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("def fit(net, X, y, lr=0.01, epochs=30)", ("lr=0.01", "lr=1/10")),
        ("def fit(net, X, y, lr=1, epochs=60)", ("lr=1, epochs=60", "lr=1/10, epochs=30")),
        ("def fit(net, X, y, lr, epochs=30)", ("lr", "lr=1/10")),
        ("def fit(net, X, y, *, lr=.1, epochs=-30)", ("epochs=-30", "epochs=30")),
        ("def fit(net, X, y, shuffle=True)", ("shuffle=True", "shuffle=False")),
        ("def fit(net, X, y, name='adam', sizes=(3, 2))", ("name='adam', sizes=(3, 2)", 'name="sgd", sizes=(2, 3)')),
        ("def fit(net, X, y, lr: float = 0.2)", ("lr=0.2", "lr=1/10")),
        ("def fit(net, X, y, lr='0.1')", ("lr='0.1'", "lr=1/10")),
    ],
)
def test_a_changed_default_is_told_beside_the_handouts(line, told):
    assert found(f"{line}:\n    return net\n") == {"fit": told}


@pytest.mark.parametrize(
    "line",
    [
        "def fit(net, X, y, lr=0.1, epochs=3 * 10)",
        "def fit(net, X, y, lr=1e-1, epochs=30.0, near=10**-3)",
        "def fit(net, X, y, *, epochs=30, lr=0.1, shuffle=0)",
        "def fit(net, X, y, /, lr: float = 0.1, epochs: int = 30, verbose=True, every=10) -> object",
        "def fit(net, X, y, learning_rate=0.01, epochs=30)",
        "def fit(net, X, y, lr=None, epochs=None)",
        "def fit(net, X, y, lr=RATE, epochs=int(30))",
        "def fit(net, X, y, hook=print, sizes=[2, 3])",
        "def fit(net, X, y, *args, **options)",
        "@with_defaults(lr=0.1)\ndef fit(net, X, y, lr, epochs)",
        "def fit(net, X, y, lr=9**9**9**9, epochs=1/0)",
    ],
)
def test_what_is_called_the_same_way_is_no_other_default(line):
    """`1e-1`, a keyword-only parameter, one of a student's own, None or a name that the function reads."""
    assert found(f"{line}:\n    return net\n") == {}


def test_a_method_is_told_of_its_class():
    code = "class SGD:\n    def __init__(self, parameters, lr=0.1, momentum=0):\n        pass\n"
    assert found(code) == {"SGD": ("momentum=0", "momentum=0.9")}


def test_the_last_of_several_definitions_counts():
    wrong, right = "def fit(net, X, y, lr=3):\n    pass\n", "def fit(net, X, y, lr=0.1):\n    pass\n"
    assert (found(wrong, right), found(right, "fit = make(fit)")) == ({}, {})
    assert found(right, wrong) == {"fit": ("lr=3", "lr=1/10")}


def test_a_default_that_a_handout_does_not_show_is_not_kept():
    assert defaults_of(["SECRET = 3\ndef fit(x, a=SECRET, b=None, c=torch.ones(2)):\n    pass\n"]) == {}


@pytest.mark.parametrize("giant", ["9" * 400, "-" + "9" * 400, "(10**15)**32", "1e400"])
def test_a_giant_default_is_told_as_any_other(giant):
    ((name, (mine, right)),) = found(
        f"def fit(net, X, y, lr={giant}, epochs=30, shuffle=False, name='sgd', sizes=(2, 3), hook=None, near=1e-3): pass"
    ).items()
    assert (name, mine[:3], right) == ("fit", "lr=", "lr=1/10")
    assert len(mine) < 100
