"""A default that a student changed is told by `check`, though every public check says itself what it calls with."""

from __future__ import annotations

import pytest

from autograder.model import Exercise, Fault, Outcome
from autograder.student.checking import as_checked
from autograder.student.results import CheckEnd, CheckRun, PublicResult
from tests.student.handouts import handed_out, worked

STUB = 'def fit(values, lr=1/10, epochs=30, hidden=None):\n    """하나.\n\n    One.\n    """\n    raise NotImplementedError("fit: not written yet")\n'
PUBLIC = "import loops\n\n\ndef test_fit():\n    loops.fit(1, lr=1, epochs=1)\n"
PASSED, FAILED = CheckEnd.PASSED, CheckEnd.FAILED
OFF = Fault("AssertionError", "다릅니다.\nIt is off.")


@pytest.fixture
def told(tmp_path):
    folder = handed_out(
        tmp_path,
        stubs={"loops": STUB},
        exercises=(Exercise("fit", "loops", {"ko": "하나.", "en": "One."}),),
        points={"fit": 1.0},
        public={"test_loops.py": PUBLIC},
    )

    def check(line, *ends, fault=OFF):
        work = worked(folder, f"{line}\n    return values * lr * epochs\n")
        results = [
            PublicResult(f"test_{place}", "fit", end, fault=fault if end is FAILED else None)
            for place, end in enumerate(ends)
        ]
        found = as_checked(work, CheckRun(tuple(results)), ["fit"]).verdicts
        return [(one.outcome, one.finding and (one.finding.name, one.finding.right)) for one in found]

    return check


CHANGED = "def fit(values, lr=0.01, epochs=30):"


def test_a_changed_default_is_told_once_where_all_checks_pass(told):
    mine = (Outcome.FAILED, ("lr=0.01", "lr=1/10"))
    assert told(CHANGED, PASSED, PASSED) == [mine, (Outcome.PASSED, None)]


def test_a_changed_default_stands_beside_what_else_is_wrong(told):
    """And before it: whatever else is off may be off by it."""
    assert told(CHANGED, FAILED, PASSED)[0] == (Outcome.FAILED, ("lr=0.01", "lr=1/10"))
    assert told(CHANGED, FAILED) == [(Outcome.FAILED, ("lr=0.01", "lr=1/10"))]


def test_an_argument_that_is_missing_for_want_of_its_default_is_told(told):
    missing = Fault("TypeError", "fit() missing 1 required positional argument: 'lr'", "loops.py", 1)
    assert told("def fit(values, lr, epochs=30, hidden=None):", FAILED, fault=missing) == [
        (Outcome.FAILED, ("lr", "lr=1/10"))
    ]
    other = Fault("TypeError", "unsupported operand", "loops.py", 2)
    assert told(CHANGED, FAILED, fault=other) == [(Outcome.FAILED, None)]


@pytest.mark.parametrize(
    "line", ["def fit(values, lr=0.1, epochs=30, hidden=3):", "def fit(values, epochs=30, *, lr=.1, verbose=True):"]
)
def test_the_same_values_pass(told, line):
    """A default that the stub shows as None may be any."""
    assert told(line, PASSED) == [(Outcome.PASSED, None)]
