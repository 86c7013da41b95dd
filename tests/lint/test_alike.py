"""Of mistakes that one tape shows alike, those are told that the code can be."""

from __future__ import annotations

import pytest

from autograder.lint import alike
from autograder.lint.alike import plausible
from autograder.model import Mistake, Outcome, Source, Verdict
from autograder.parsing import parsed

RIGHT = "import torch\ndef fit(seed):\n    torch.manual_seed(seed)\n    return torch.rand(3)\n"
NUMPY = "import numpy\ndef fit(seed):\n    numpy.random.seed(seed)\n    return torch.rand(3)\n"
LATE = "def fit(seed):\n    drawn = torch.rand(3)\n    torch.manual_seed(seed)\n    return drawn\n"


def named(code, *shown):
    known = {name: Mistake(name, "fit", "hw", "", source, {}) for name, source in (("numpy", NUMPY), ("late", LATE))}
    verdict = Verdict("c", Outcome.FAILED, mistakes=shown)
    (one,) = plausible([verdict], known, [Source("hw.py", (code,))], [RIGHT])
    return one.mistakes


@pytest.mark.parametrize(
    ("code", "shown", "left"),
    [
        (LATE, ("numpy", "late"), ("late",)),
        (NUMPY, ("numpy", "late"), ("numpy", "late")),
        (LATE, ("numpy",), ("numpy",)),
    ],
    ids=["nothing of numpy's is in it", "numpy is", "one alone is certain"],
)
def test_a_mistake_that_speaks_of_what_the_code_has_not_is_not_told_beside_another(code, shown, left):
    assert named(code, *shown) == left


def test_the_names_of_a_week_are_read_once_for_a_class(monkeypatch):
    read = []
    monkeypatch.setattr(alike, "parsed", lambda text: read.append(text) or parsed(text))
    alike._called_by_course.cache_clear()
    for _ in range(3):
        assert named(LATE, "numpy", "late") == ("late",)
    assert (read.count(RIGHT), read.count(NUMPY), read.count(LATE)) == (1, 1, 3 + 1)
