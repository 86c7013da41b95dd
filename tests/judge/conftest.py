from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Verdict
from tests import weeks
from tests.helpers import recording, write

Judged = Callable[..., dict[str, Verdict]]


@pytest.fixture(scope="session")
def judge(tmp_path_factory) -> Iterator[Judge]:
    folder = write(tmp_path_factory.mktemp("course") / "solutions" / "week01", weeks.files())
    with Judge(read(folder)) as judge:
        yield judge


@pytest.fixture
def judged(judge) -> Judged:
    """The verdicts on work in these cells, by check."""

    def verdicts(*cells: str, name: str = "regression.py") -> dict[str, Verdict]:
        return {v.check: v for v in judge.judge(recording(judge.assignment, *cells, name=name))}

    return verdicts
